"""A file that is no Bundle is told what it is."""

from pathlib import Path

import pytest

from tests.factories.bundles import PRINTED
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.problems import UnusableFileError

FRAMEWORK = Path(__file__).parents[2] / "src" / "trigpoint" / "frameworks" / "hmip-youth-2018"


def refused(path: Path) -> tuple[str, str]:
    """What was found there, and what to do."""
    with pytest.raises(UnusableFileError) as error:
        load_bundle(path)
    (problem,) = error.value.problems
    return problem.actual, problem.fix


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("court.csv", b"Reference,Risk\nA1,high\n", "a table (CSV)"),
        ("court.csv", b"Reference,Risk\nA1,caf\xe9\n", "a table (CSV)"),
        ("list.xlsx", b"PK\x03\x04\xff", "a table (XLSX)"),
        ("report.docx", b"PK\x03\x04\xff", "a document (DOCX)"),
        ("report.pdf", b"%PDF-1.7\n", "a document (PDF)"),
        ("notes.md", b"# Notes: of a day\n", "a document (MD)"),
        # Without a name that tells, the first bytes do.
        ("inspection.yaml", b"%PDF-1.7\n\xe2", "a PDF"),
        ("inspection", b"PK\x03\x04\xff", "an archive, as Word, Excel and OpenDocument files are"),
        ("inspection.json", b"\xff\xfe{\x00}\x00", "text in UTF-16"),
        ("inspection.yaml", b"Reference,Risk\nA1,high\n", "no 'bundle_version'"),
        ("inspection.json", b'{"certificate_version": 1}', "the certificate of a draw"),
        ("inspection.yaml", b"note: nothing of ours\n", "no 'bundle_version'"),
    ],
)
def test_what_is_no_bundle_is_named(tmp_path: Path, name: str, content: bytes, what: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert refused(tmp_path / name)[0] == what


def test_a_table_may_be_a_case_list(tmp_path: Path) -> None:
    (tmp_path / "court.csv").write_bytes(b"Reference\nA1\n")
    assert refused(tmp_path / "court.csv")[1] == (
        f"Is it a case list? Check it with: trigpoint sample check {tmp_path / 'court.csv'}"
    )


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("framework.yaml", "a framework"),
        ("method.yaml", "the method of a framework"),
        ("case_list.yaml", "the layout of a case list"),
        (".", "a folder of a framework"),
    ],
)
def test_a_frameworks_files_are_named(name: str, what: str) -> None:
    assert refused(FRAMEWORK / name)[0] == what


def test_a_folder_of_inspections_asks_which(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "inspection.yaml").write_bytes((PRINTED / "inspection.yaml").read_bytes())
    (tmp_path / "out").mkdir()
    assert refused(tmp_path) == (
        "a folder of 2 inspections",
        f"Name one of them: {tmp_path / 'a'} and {tmp_path / 'b'}.",
    )
    assert refused(tmp_path / "out")[0] == "a folder with none of them"
