"""`trigpoint sample size`: how many cases are read of those that are eligible, and with what margin."""

import json
from pathlib import Path

import pytest

from tests.cli.running import InProcess
from tests.cli.sample_lists import (
    in_one_line,
)
from tests.factories.framework_files import copied
from tests.factories.loaded import HARBOUR_FOLDER, YOUTH_FOLDER


def test_the_size_of_one_type(trigpoint: InProcess) -> None:
    """63: 164.2 · 63 / (63 + 163.2) = 45.7, so 46; its margin is 1.2816 · √(0.25/46 · 17/62) = 4.947 points."""
    ended = trigpoint("sample", "size", "--eligible", "63")
    assert (ended.code, ended.err) == (0, "")
    assert ["court", "disposals", "63", "46", "4.9", "points"] in [line.split() for line in ended.out.splitlines()]
    assert "Not worked out: out_of_court. Give its number too: --eligible out_of_court=N." in in_one_line(ended.out)


def test_a_type_is_given_by_name_and_none_is_dropped(trigpoint: InProcess) -> None:
    ended = trigpoint("sample", "size", "--eligible", "out_of_court=40", "--eligible", "court=63", "--json")
    sample = json.loads(ended.out)
    assert [(one["case_type"], one["read"]) for one in sample["samples"]] == [
        ("court", 46),
        ("out_of_court", 31),
        (None, 77),
    ]
    assert sample["not_given"] == []
    assert json.loads(trigpoint("sample", "size", "--eligible", "63", "--json").out)["not_given"] == ["out_of_court"]


@pytest.mark.parametrize(
    ("numbers", "what"),
    [
        (["out_of_court=40"], "give --eligible court=N too, 0 where there is none."),
        (["cuort=40"], "not 'cuort'. Did you mean 'court'?"),
        (["court=many"], "is a number of cases, or TYPE=number, not 'court=many'."),
        (["court=4", "5"], "says 'court' twice."),
    ],
)
def test_what_cannot_be_sized_is_said(trigpoint: InProcess, numbers: list[str], what: str) -> None:
    ended = trigpoint("sample", "size", *(part for number in numbers for part in ("--eligible", number)))
    assert ended.code == 2
    assert what in in_one_line(ended.err)


def test_the_size_of_both_types_stands_60_to_40_with_the_whole(trigpoint: InProcess) -> None:
    """46 · 40 / 60 is 30.7, so 31 of the other type."""
    ended = trigpoint("sample", "size", "--eligible", "63", "--eligible-other", "40", "--json")
    court, other, whole = json.loads(ended.out)["samples"]
    assert (court["case_type"], court["read"], court["census"]) == ("court", 46, False)
    assert (other["case_type"], other["eligible"], other["read"]) == ("out_of_court", 40, 31)
    assert (whole["case_type"], whole["eligible"], whole["read"]) == (None, 103, 77)


def test_a_sample_of_all_cases_is_a_census_and_of_none_has_no_margin(trigpoint: InProcess) -> None:
    ended = trigpoint("sample", "size", "--eligible", "8", "--eligible-other", "0")
    assert "court disposals 8 8 census: every case out-of-court disposals 0 0 none to read" in in_one_line(ended.out)


def test_a_framework_without_a_sample_is_said(trigpoint: InProcess) -> None:
    ended = trigpoint("sample", "size", "--eligible", "8", "--framework", str(HARBOUR_FOLDER))
    assert (ended.code, ended.out) == (2, "")
    assert "found     no sample\n" in ended.err


def test_a_second_number_needs_a_second_type(trigpoint: InProcess, tmp_path: Path) -> None:
    folder = copied(YOUTH_FOLDER, tmp_path)
    method = folder / "method.yaml"
    lines = [
        line for line in method.read_text("utf-8").splitlines() if "case_type: out_of_court, from_months" not in line
    ]
    method.write_text("\n".join(lines).replace("share_percent: 60", "share_percent: 100") + "\n", "utf-8")
    ended = trigpoint("sample", "size", "--eligible", "8", "--eligible-other", "8", "--framework", str(folder))
    assert ended.code == 2
