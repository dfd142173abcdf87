"""The published JSON Schema says what a Bundle looks like, and agrees with the models."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.factories.bundles import PRINTED, TWIN, values
from tests.schema.write import FILE, schema_text
from trigpoint.bundle.schema import bundle_schema

VALIDATOR = Draft202012Validator(bundle_schema())


def test_the_committed_schema_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(bundle_schema())


@pytest.mark.parametrize("example", [PRINTED, TWIN], ids=lambda example: example.name)
def test_both_examples_are_valid(example: Path) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(values(example))] == []


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ((), "judgments"),
        (("inspection",), "titel"),
        (("tallies", "2.1.1"), "maybe"),
        (("panel_decisions", "2.1"), "by"),
    ],
)
def test_an_unknown_key_is_refused_at_every_depth(place: tuple[str, ...], key: str) -> None:
    bundle = values(PRINTED)
    inside = bundle
    for step in place:
        inside = inside[step]
    inside[key] = "anything"

    (error,) = VALIDATOR.iter_errors(bundle)

    assert tuple(error.absolute_path) == place
    assert f"'{key}' was unexpected" in error.message


def test_a_bundle_of_another_version_is_refused() -> None:
    (error,) = VALIDATOR.iter_errors({**values(PRINTED), "bundle_version": 2})

    assert error.message == "1 was expected"
