"""A frozen dataclass of the rules is checked in a file as strictly as a class that was written for files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from trigpoint.bundle.shape import Count
from trigpoint.bundle.values import FromFile


@dataclass(frozen=True, slots=True)
class Stone:
    """One stone."""

    name: str
    height: int
    seen_at: datetime | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Ridge:
    """Stones along a ridge."""

    stones: tuple[Stone, ...]
    by_name: Mapping[str, Stone] = field(default_factory=dict)


PART = FromFile(
    {Stone: {"remark": str, "height": Annotated[Count, Field(le=5_000)]}, Ridge: {"by_name": dict[str, Stone]}}
)
STONES: TypeAdapter[tuple[Stone, ...]] = TypeAdapter(Annotated[tuple[Stone, ...], PART])
RIDGE: TypeAdapter[Ridge] = TypeAdapter(Annotated[Ridge, PART])
GOOD = {"name": " Kinder ", "height": 636, "remark": ""}


def faults(value: object) -> list[tuple[str, tuple[Any, ...]]]:
    with pytest.raises(ValidationError) as caught:
        RIDGE.validate_python(value)
    return [(error["type"], error["loc"]) for error in caught.value.errors()]


def test_values_become_the_dataclass_itself() -> None:
    ridge = RIDGE.validate_python({"stones": [GOOD], "by_name": {"a": GOOD}})
    assert ridge == Ridge((Stone("Kinder", 636),), {"a": Stone("Kinder", 636)})
    assert STONES.validate_python([GOOD]) == ridge.stones


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"name": "  "}, ("string_too_short", "name")),
        ({"height": "636"}, ("int_type", "height")),
        ({"height": True}, ("int_type", "height")),
        ({"height": -1}, ("greater_than_equal", "height")),
        ({"height": 8_849}, ("less_than_equal", "height")),
        ({"seen_at": "2026-01-01T00:00:00"}, ("timezone_aware", "seen_at")),
        ({"remark": 1}, ("string_type", "remark")),
        ({"colour": "grey"}, ("unexpected_keyword_argument", "colour")),
    ],
)
def test_a_wrong_field_is_refused_at_its_place_however_deep(change: dict[str, object], fault: tuple[str, str]) -> None:
    kind, name = fault
    assert faults({"stones": [GOOD | change]}) == [(kind, ("stones", 0, name))]


def test_a_missing_field_and_a_value_of_another_kind_are_refused() -> None:
    assert faults({"stones": [{"name": "Kinder"}]}) == [("missing", ("stones", 0, "height"))]
    assert faults({"stones": ["Kinder"]}) == [("dataclass_type", ("stones", 0))]


def test_the_schema_says_what_the_class_says_and_refuses_other_keys() -> None:
    schema = RIDGE.json_schema()
    stone = schema["properties"]["stones"]["items"]
    assert (schema["description"], stone["description"]) == ("Stones along a ridge.", "One stone.")
    assert (schema["additionalProperties"], stone["additionalProperties"]) == (False, False)
    assert stone["properties"]["height"] == {"maximum": 5000, "minimum": 0, "title": "Height", "type": "integer"}
    assert stone["required"] == ["name", "height"]
