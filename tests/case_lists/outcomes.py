"""What comes of reading an invented list, for the tests of reading."""

from collections.abc import Sequence
from typing import Any

from tests.case_lists.lists import csv_bytes, row, saved, workbook_of
from tests.public_reports.case_lists import Outcome, answered, outcome_of

ISO = row(reference="C2", child="K2")
OUT_OF_COURT = row(reference="O1", child="K9", disposal="YCC", disposed="2026-03-05")


def outcome(*, case_type: str = "court", answers: dict[str, str] | None = None, **sheets: Any) -> Outcome:
    book, _ = workbook_of(**sheets)
    return outcome_of(saved(book), "list.xlsx", answered(**(answers or {})), case_type)


def of_csv(*rows: Sequence[str], **answers: str) -> Outcome:
    return outcome_of(csv_bytes(*rows), "list.csv", answered(**answers))


def rules(result: Outcome) -> list[tuple[str, list[int]]]:
    return [(finding.rule, [place.line for place in finding.places]) for finding in result.to_correct()]
