"""A file of a public report, read and checked as a service's list: fieldwork of 23 November 2026, drawn up 28 November."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.case_lists.lists import LAYOUT
from trigpoint.case_lists.answers import NO_ANSWERS, Answers
from trigpoint.case_lists.as_read import ListAsRead, as_read
from trigpoint.case_lists.checking import check_list
from trigpoint.case_lists.findings import Finding, findings
from trigpoint.case_lists.questions import Question
from trigpoint.case_lists.reading import ListRead, read_list
from trigpoint.case_lists.remarks import CheckedList, Severity
from trigpoint.rules.case_list import ListedCase
from trigpoint.tables.sheets_read import read_sheets

REPORTS = Path(__file__).parent
DRAWN_UP = date(2026, 11, 28)
# Seven to twelve months before the fieldwork for court disposals, to ten months for the others.
WINDOWS = {
    "court": (date(2025, 11, 23), date(2026, 4, 23)),
    "out_of_court": (date(2026, 1, 23), date(2026, 4, 23)),
}


@dataclass(frozen=True)
class Outcome:
    """What came of a file."""

    read: ListRead
    checked: CheckedList
    as_read: ListAsRead

    @property
    def can_be_sent(self) -> bool:
        return self.checked.is_good and not self.read.open_questions

    @property
    def cases(self) -> tuple[ListedCase, ...]:
        return self.checked.cases

    @property
    def references(self) -> tuple[str, ...]:
        return tuple(case.reference for case in self.checked.cases)

    def asked(self) -> dict[str, Question]:
        return {question.id: question for question in self.read.open_questions}

    def to_correct(self) -> list[Finding]:
        return [finding for finding in findings(self.checked) if finding.severity is Severity.ERROR]

    def noted(self) -> list[Finding]:
        return [finding for finding in findings(self.checked) if finding.severity is Severity.NOTE]


def outcome_of(content: bytes, name: str, answers: Answers = NO_ANSWERS, case_type: str = "court") -> Outcome:
    """Read a file by some answers, and check it."""
    read = read_list(read_sheets(content, name, LAYOUT.headings), LAYOUT, case_type, answers)
    checked = check_list(
        read.table,
        read.plan,
        LAYOUT,
        case_type=case_type,
        drawn_up=DRAWN_UP,
        window=WINDOWS[case_type],
        answers=answers,
    )
    return Outcome(read, checked, as_read(name, read, checked))


def reported(file: str, answers: Answers = NO_ANSWERS, case_type: str = "court") -> Outcome:
    """Read a file of a report, named by its folder and itself."""
    path = REPORTS / file
    return outcome_of(path.read_bytes(), path.name, answers, case_type)


def answered(**given: str) -> Answers:
    """Answers by the ids of their questions, with '_' for '-'."""
    answers = NO_ANSWERS
    for question, value in given.items():
        answers = answers.with_answer(question.replace("_", "-"), value)
    return answers
