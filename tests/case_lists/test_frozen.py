"""The frozen list is the same to the byte for the same cases, and is read back as it was written or not at all."""

from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trigpoint.bundle.problems import Problem, UnusableFileError
from trigpoint.case_lists.frozen import frozen_sha256, frozen_text, read_frozen
from trigpoint.rules.case_list import Attribute, AttributeValue, ListedCase
from trigpoint.sameness import reference_key

SEX = Attribute("sex", "Sex", (AttributeValue("male", "male"), AttributeValue("female", "female")))
RISK = Attribute("risk", "Risk", (AttributeValue("low", "low"), AttributeValue("high", "high")))
ATTRIBUTES = (SEX, RISK)
CASES = (
    ListedCase("O2", "K1", "out_of_court", date(2026, 2, 28), ("male", "high")),
    ListedCase("C10", "K3", "court", date(2026, 3, 5), ("female", "low")),
    ListedCase("C1", "K2", "court", date(2025, 12, 1), ("male", "low")),
)
TEXT = """\
case type,case reference,child reference,date of disposal,sex,risk
court,C1,K2,2025-12-01,male,low
court,C10,K3,2026-03-05,female,low
out_of_court,O2,K1,2026-02-28,male,high
"""


def problems(folder: Path, content: str | bytes) -> tuple[Problem, ...]:
    file = folder / "frozen.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(UnusableFileError) as caught:
        read_frozen(file, ATTRIBUTES)
    return caught.value.problems


def test_the_order_of_cases_does_not_count() -> None:
    assert frozen_text(CASES, ATTRIBUTES) == frozen_text(CASES[::-1], ATTRIBUTES) == TEXT


def test_the_hash_is_that_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "frozen.csv"
    file.write_bytes(TEXT.encode())
    assert frozen_sha256(TEXT) == sha256(file.read_bytes()).hexdigest()


def test_a_frozen_list_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "frozen.csv"
    file.write_bytes(TEXT.encode())
    assert read_frozen(file, ATTRIBUTES) == (CASES[2], CASES[1], CASES[0])


@pytest.mark.parametrize(
    ("old", "new", "line", "place", "actual"),
    [
        ("case type,", "type,", 1, "", "'type, case reference, child reference, date of disposal, s…"),
        ("2025-12-01", "01/12/2025", 2, "date of disposal", "'01/12/2025'"),
        ("C10", "C1", 3, "case reference", "the case 'C1' again"),
        ("female", "Female", 3, "sex", "'Female'"),
        (",K1,", ",,", 4, "child reference", "nothing"),
        (",high", ",high,", 4, "", "7 cells"),
        ("C1,", '"C1,', 4, "", "quotes or line ends that cannot be read (unexpected end of data)"),
        ("\ncourt,C1,", "\n\ncourt,C1,", 2, "", "0 cells"),
    ],
)
def test_a_change_is_found_on_its_line(tmp_path: Path, old: str, new: str, line: int, place: str, actual: str) -> None:
    assert TEXT.count(old) == 1
    assert [
        (problem.line, problem.place, problem.actual) for problem in problems(tmp_path, TEXT.replace(old, new))
    ] == [(line, place, actual)]


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("C10", '"C10"'),
        TEXT.removesuffix("\n"),
        TEXT.replace("court,C1,K2,2025-12-01,male,low\n", "") + "court,C1,K2,2025-12-01,male,low\n",
    ],
)
def test_the_same_cases_written_otherwise_are_refused(tmp_path: Path, text: str) -> None:
    assert [problem.actual for problem in problems(tmp_path, text)] == [
        "rows in another order, or cells written otherwise"
    ]


def test_of_many_problems_the_first_are_said_and_how_many_more_there_are(tmp_path: Path) -> None:
    rows = "".join(f"court,C{n},K{n},?,male,low\n" for n in range(30))
    actual = problems(tmp_path, TEXT.splitlines()[0] + "\n" + rows)
    assert len(actual) == 13
    assert actual[-1].actual == "18 more problems"


def test_a_blank_beside_a_value_is_what_has_to_be_corrected(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, TEXT.replace(",male,", ", male,", 1))
    assert problem.fix.startswith("There is a space before or after it. Download")


def test_every_problem_is_said_at_once(tmp_path: Path) -> None:
    assert len(problems(tmp_path, TEXT.replace("male,low", "m,l").replace("2025-12-01", "?"))) == 5


@pytest.mark.parametrize(
    ("content", "actual"),
    [
        (b"", "nothing"),
        (b"\xff\xfe", "bytes that are not UTF-8 text, from byte 1"),
        (b"a" * 20_000_001, "more than 20,000,000 bytes"),
    ],
)
def test_what_is_no_frozen_list_is_said(tmp_path: Path, content: bytes, actual: str) -> None:
    assert [problem.actual for problem in problems(tmp_path, content)] == [actual]


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    for path, actual in ((tmp_path / "gone.csv", "no such file"), (tmp_path, "a folder")):
        with pytest.raises(UnusableFileError) as caught:
            read_frozen(path, ATTRIBUTES)
        assert caught.value.problems[0].actual == actual


# References hold neither line ends nor other control characters: they are refused when a list comes in.
WORD = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8)
LISTED = st.builds(
    ListedCase,
    WORD,
    WORD,
    st.sampled_from(["court", "out_of_court"]),
    st.dates(),
    st.tuples(st.sampled_from(["male", "female"]), st.sampled_from(["low", "high"])),
)


@given(cases=st.lists(LISTED, max_size=6, unique_by=lambda case: reference_key(case.reference)))
def test_any_cases_are_read_back(cases: list[ListedCase]) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "list.csv"
        file.write_bytes(frozen_text(cases, ATTRIBUTES).encode())
        assert read_frozen(file, ATTRIBUTES) == tuple(sorted(cases, key=lambda case: (case.case_type, case.reference)))
