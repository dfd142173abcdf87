"""The cases that were read: references and never names, their facts, and their answers."""

from trigpoint.report.tables.results import OF_QUESTION, QUESTION
from trigpoint.report.tables.table import DataTable, Field, Refers
from trigpoint.rules.framework import Framework
from trigpoint.rules.rating import RatedInspection

CASE = Field("case", "Case", "string", "The reference of the case in this inspection. It names nobody.")


def cases(rated: RatedInspection) -> DataTable:
    """Return every case with its facts, a column for each fact of the framework."""
    facts = rated.framework.facts
    return DataTable(
        "cases",
        "The cases that were read",
        "One row for each case, with the facts that decide which questions apply to it.",
        (
            CASE,
            Field("case_type", "Kind of case", "string", "The kind of case, which is sampled on its own."),
            *(Field(f"fact_{fact.id}", fact.label, "string", fact.label, "not applicable") for fact in facts),
        ),
        tuple((case.reference, case.case_type, *(case.facts.get(fact.id) for fact in facts)) for case in rated.cases),
        key=("case",),
    )


def answers(rated: RatedInspection) -> DataTable:
    """Return every answer about every case, in the order of the framework."""
    asked = [question.id for question in rated.framework.questions()]
    words = "'yes', 'no', 'not applicable' or 'not evidenced'"
    return DataTable(
        "answers",
        "The answers about each case",
        "One row for each case and question that was answered.",
        (CASE, QUESTION, Field("answer", "Answer", "string", f"{_grades(rated.framework)}{words}.")),
        tuple(
            (case.reference, question, str(case.answers[question]))
            for case in rated.cases
            for question in asked
            if question in case.answers
        ),
        key=("case", "question"),
        refers=(Refers("case", "cases", "case"), OF_QUESTION),
    )


def _grades(framework: Framework) -> str:
    """Return what an answer may also be where some questions are graded."""
    return "A grade (see the table 'grades'), " if framework.answer_scales else ""
