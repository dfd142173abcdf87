"""Whatever is in a file, it is used or refused with a message: no other error ever. The long run is in tests/proof."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.spoiling import documents, spoiled, use_bundle, use_framework
from tests.factories.bundles import PRINTED, SMALL, TWIN, values
from tests.factories.framework_files import copied
from tests.factories.loaded import HARBOUR_FOLDER, YOUTH_FOLDER

SOME = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example]
)
TEXTS = {
    "inspection.yaml": (PRINTED / "inspection.yaml").read_text("utf-8"),
    "inspection.json": json.dumps(values(PRINTED), indent=0),
    "inspection.yml": (TWIN / "inspection.yaml").read_text("utf-8"),
}


@pytest.mark.parametrize("name", TEXTS)
@SOME
@given(data=st.data())
def test_a_spoiled_bundle_is_used_or_refused_with_a_message(name: str, data: st.DataObject) -> None:
    content = data.draw(spoiled(TEXTS[name]))
    with TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(content)
        use_bundle(file)


@pytest.mark.parametrize("folder", [YOUTH_FOLDER, HARBOUR_FOLDER], ids=lambda folder: folder.name)
@pytest.mark.parametrize("name", ["framework.yaml", "method.yaml"])
@SOME
@given(data=st.data())
def test_a_spoiled_framework_is_used_or_refused_with_a_message(folder: Path, name: str, data: st.DataObject) -> None:
    content = data.draw(spoiled((folder / name).read_text("utf-8")))
    with TemporaryDirectory() as to:
        copy = copied(folder, Path(to))
        (copy / name).write_bytes(content)
        use_framework(copy)


@SOME
@given(document=documents)
def test_a_document_of_any_shape_is_refused_with_a_message(document: object) -> None:
    with TemporaryDirectory() as folder:
        for name, text in (("a.yaml", yaml.safe_dump(document)), ("a.json", json.dumps(document))):
            file = Path(folder) / name
            file.write_text(text, encoding="utf-8", errors="surrogatepass")
            assert not use_bundle(file)


@SOME
@given(content=st.binary(max_size=50))
def test_bytes_of_any_kind_are_refused_with_a_message(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        for name in ("a.yaml", "a.json"):
            file = Path(folder) / name
            file.write_bytes(content)
            assert not use_bundle(file)


@pytest.mark.parametrize("text", ["{{", "}}", "<script>alert(1)</script>", "&nbsp;", "%s{}\\n"])
def test_strange_words_in_a_right_bundle_are_used(text: str, tmp_path: Path) -> None:
    words = text.replace("{}", "{{}}")
    file = tmp_path / "inspection.yaml"
    file.write_text(f"{SMALL}notice: '{text}'\ntexts: {{introduction: ['{words}']}}\n", encoding="utf-8")

    assert use_bundle(file)
