"""Hundreds of files spoiled in each way; see tests/cli/test_fuzz.py, which tries a few."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.spoiling import documents, spoiled, use_bundle, use_framework
from tests.cli.test_fuzz import TEXTS
from tests.factories.framework_files import copied
from tests.factories.loaded import HARBOUR_FOLDER, YOUTH_FOLDER

pytestmark = pytest.mark.proof

MANY = settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example]
)


# Reading YAML takes minutes. What all files have in common after that is tried with the one in JSON.
@pytest.mark.parametrize(
    "name", [name if name.endswith(".json") else pytest.param(name, marks=pytest.mark.long) for name in TEXTS]
)
@MANY
@given(data=st.data())
def test_no_spoiled_bundle_ends_in_another_error(name: str, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(data.draw(spoiled(TEXTS[name])))
        use_bundle(file)


@pytest.mark.parametrize(
    "folder", [YOUTH_FOLDER, pytest.param(HARBOUR_FOLDER, marks=pytest.mark.long)], ids=lambda folder: folder.name
)
@pytest.mark.parametrize("name", ["framework.yaml", "method.yaml"])
@MANY
@given(data=st.data())
def test_no_spoiled_framework_ends_in_another_error(folder: Path, name: str, data: st.DataObject) -> None:
    with TemporaryDirectory() as to:
        copy = copied(folder, Path(to))
        (copy / name).write_bytes(data.draw(spoiled((folder / name).read_text("utf-8"))))
        use_framework(copy)


@MANY
@given(document=documents)
def test_no_document_of_another_shape_ends_in_another_error(document: object) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "a.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        assert not use_bundle(file)
