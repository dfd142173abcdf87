"""What the rules give for the inputs of a worked example, in the same terms as the example's `gives`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from trigpoint.bundle.worked.examples import (
    MISSING,
    NONE,
    Chapter,
    CountRow,
    Example,
    Gives,
    MissingThing,
    OverallRow,
    StandardRow,
)
from trigpoint.rules.answers import AnswerWord, Case, CaseAnswer, Decision, Recorded, Tally
from trigpoint.rules.bands import banded
from trigpoint.rules.framework import Framework, Standard
from trigpoint.rules.method import Rating
from trigpoint.rules.overall_rules import Total
from trigpoint.rules.rating import StandardResult, rate

Row: TypeAlias = CountRow | StandardRow | OverallRow
Outcome: TypeAlias = dict[str, object]


def expected(gives: Gives) -> Outcome:
    """Return what the example says must come out, and nothing that it leaves open."""
    return {name: getattr(gives, name) for name in gives.model_fields_set}


def outcome(row: Row, framework: Framework) -> Outcome:
    """Return what the rules give for a row, as far as the row says what must come out."""
    match row:
        case CountRow():
            results = _of_count(row, framework)
        case StandardRow():
            results = _of_standard(row, framework)
        case OverallRow():
            results = _of_overall(row, framework)
        case _:
            assert_never(row)
    return {name: results[name] for name in row.gives.model_fields_set}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One row of an example that the rules do not bear out: what it says of one thing, and what they give."""

    chapter: int
    example: str
    row: int
    what: str
    says: str
    gives: str


@dataclass(frozen=True, slots=True)
class ExamplesRun:
    """How many rows of how many examples were tried, and which do not come out."""

    examples: int
    rows: int
    mismatches: tuple[Mismatch, ...]


def run_examples(book: Sequence[Chapter], framework: Framework) -> ExamplesRun:
    """Hold every row of every example against what the rules give."""
    examples = [(chapter.chapter, example) for chapter in book for example in chapter.examples]
    return ExamplesRun(
        len(examples),
        sum(len(rows_of(example)) for _, example in examples),
        tuple(
            mismatch
            for chapter, example in examples
            for number, row in enumerate(rows_of(example), start=1)
            for mismatch in _mismatches(chapter, example.title, number, row, framework)
        ),
    )


def rows_of(example: Example) -> tuple[Row, ...]:
    """Return the rows of an example's table."""
    return (*example.counts, *example.standards, *example.overall)


def _mismatches(chapter: int, title: str, number: int, row: Row, framework: Framework) -> Iterator[Mismatch]:
    says = expected(row.gives)
    try:
        gives = outcome(row, framework)
    except (LookupError, TypeError, ValueError) as error:
        # A row that names what the framework does not have.
        yield Mismatch(chapter, title, number, "the row", "something that can be rated", str(error.args[0]))
        return
    for what, value in says.items():
        if gives[what] != value:
            yield Mismatch(chapter, title, number, what, in_words(value), in_words(gives[what]))


def in_words(value: object) -> str:
    """Return a value of an example as it is written there: '5 of 8', 'Good', '2.1.1: 5 of 8, 2.1.2: 3 of 8'."""
    match value:
        case Tally():
            return f"{value.yes} of {value.relevant}"
        case MissingThing():
            return " ".join(part for part in (value.what.value, value.question, value.case) if part)
        case dict():
            return ", ".join(f"{name}: {in_words(part)}" for name, part in value.items()) or NONE
        case tuple():
            return ", ".join(in_words(part) for part in value) or NONE
        case _:
            return str(value)


def _of_count(row: CountRow, framework: Framework) -> Outcome:
    share = banded(row.count, framework.method)
    lifted = "yes" if share.by_rounding else "no"
    return {"percent": share.percent, "band": share.band.rating.name, "by_rounding": lifted}


def _of_standard(row: StandardRow, framework: Framework) -> Outcome:
    standard = framework.standard(row.standard)
    panel = row.panel
    decisions = {standard.id: Decision(panel.from_rating, panel.to_rating, "worked example")} if panel else {}
    cases = tuple(_case(cells, standard, framework) for cells in row.cases)
    result = rate(framework, Recorded(cases=cases, tallies=row.tallies, decisions=decisions)).standard(standard.id)
    questions = result.key_questions
    bands = {question.question.id: question.banded.band.rating.name for question in questions if question.banded}
    return {
        "counts": _asked(row.gives.counts, _counts(result)),
        "percent": _asked(row.gives.percent, _percents(result)),
        "bands": _asked(row.gives.bands, bands),
        "lowest": tuple(question.question.id for question in result.lowest),
        "rules": _name(result.rules),
        "grounds": _grounds(result),
        "final": _name(result.final),
        "missing": tuple(MissingThing(what=gap.kind, question=gap.question, case=gap.case) for gap in result.gaps),
    }


def _of_overall(row: OverallRow, framework: Framework) -> Outcome:
    counting = [standard.id for standard in framework.standards if standard.in_overall]
    spread = [name for name, number in row.standards_with.items() for _ in range(number)]
    ratings = row.ratings or dict(zip(counting, spread, strict=False))
    rated = rate(framework, Recorded(printed=ratings))
    return {
        "total": rated.final.score if isinstance(rated.final, Total) else NONE,
        "rating": rated.final.rating.name if rated.final else NONE,
        "missing": tuple(gap.standard for gap in rated.final_gaps),
    }


def _case(cells: Mapping[str, str], standard: Standard, framework: Framework) -> Case:
    """Return the case of one row of the table. Raises ValueError at a key that is no fact and no question."""
    answers = {name: value for name, value in cells.items() if name != "case"}
    facts = {fact.id: answers.pop(fact.id) for fact in framework.facts if fact.id in answers}
    recorded = {fact: value for fact, value in facts.items() if value != MISSING}
    answered = {question: _answer(value) for question, value in answers.items() if value != MISSING}
    strangers = answers.keys() - {question.id for question in framework.questions()}
    if strangers:
        raise ValueError(f"No fact and no question of {framework.id}: {', '.join(sorted(strangers))}")
    case = Case(cells["case"], standard.case_type, recorded, answered)
    other = {question: AnswerWord.YES for question in _applying(standard, case) if question not in answers}
    return Case(case.reference, case.case_type, recorded, other | answered)


def _answer(value: str) -> CaseAnswer:
    return int(value) if value.isdigit() else AnswerWord(value)


def _applying(standard: Standard, case: Case) -> Iterator[str]:
    """Yield the questions and prompts that the case's facts, as far as they are recorded, say are relevant."""
    for question in standard.key_questions:
        decided = all(condition.fact in case.facts for condition in question.relevant_when)
        if decided and case.relevant_to(question):
            yield from (question.id, *(prompt.id for prompt in question.prompts))


def _asked(names: Mapping[str, object], values: Mapping[str, object]) -> Outcome:
    return {name: values.get(name) for name in names}


def _counts(result: StandardResult) -> dict[str, Tally]:
    """Return yes and relevant by question: how many were not evidenced is not in an example's count."""
    counted = [(question.question.id, question.tally) for question in result.key_questions]
    counted += [(prompt.prompt.id, prompt.tally) for question in result.key_questions for prompt in question.prompts]
    return {name: Tally(tally.yes, tally.relevant) for name, tally in counted if isinstance(tally, Tally)}


def _percents(result: StandardResult) -> dict[str, int | None]:
    questions = result.key_questions
    percents = {question.question.id: question.banded.percent if question.banded else None for question in questions}
    return percents | {prompt.prompt.id: prompt.percent for question in questions for prompt in question.prompts}


def _grounds(result: StandardResult) -> dict[str, str]:
    holding = {ground.trigger.rule for ground in result.grounds if ground.holds}
    not_told = {ground.trigger.rule for ground in result.grounds if ground.may_hold}
    rules = [ground.trigger.rule for ground in result.grounds]
    return {rule: "holds" if rule in holding else "may hold" if rule in not_told else "does not hold" for rule in rules}


def _name(rating: Rating | None) -> str:
    return rating.name if rating else NONE
