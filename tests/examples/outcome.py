"""What the rules give for the inputs of a worked example, in the same terms as the example's `gives`."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from tests.examples.worked import MISSING, NONE, CountRow, Gives, MissingThing, OverallRow, StandardRow
from trigpoint.rules.answers import AnswerWord, Case, Decision, Recorded, Tally
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
    if isinstance(row, CountRow):
        found = _of_count(row, framework)
    elif isinstance(row, StandardRow):
        found = _of_standard(row, framework)
    else:
        found = _of_overall(row, framework)
    return {name: found[name] for name in row.gives.model_fields_set}


def _of_count(row: CountRow, framework: Framework) -> Outcome:
    place = banded(row.count, framework.method)
    lifted = "yes" if place.by_rounding else "no"
    return {"percent": place.percent, "band": place.band.rating.name, "by_rounding": lifted}


def _of_standard(row: StandardRow, framework: Framework) -> Outcome:
    standard = framework.standard(row.standard)
    panel = row.panel
    decisions = {standard.id: Decision(panel.from_rating, panel.to_rating, "worked example")} if panel else {}
    cases = tuple(_case(cells, standard, framework) for cells in row.cases)
    result = rate(framework, Recorded(cases=cases, tallies=row.tallies, decisions=decisions)).standard(standard.id)
    bands = {one.question.id: one.banded.band.rating.name for one in result.key_questions if one.banded}
    return {
        "counts": _asked(row.gives.counts, _counts(result)),
        "percent": _asked(row.gives.percent, _percents(result)),
        "bands": _asked(row.gives.bands, bands),
        "lowest": tuple(one.question.id for one in result.lowest),
        "rules": _name(result.rules),
        "grounds": _grounds(result),
        "final": _name(result.final),
        "missing": tuple(MissingThing(what=gap.kind, question=gap.question, case=gap.case) for gap in result.gaps),
    }


def _of_overall(row: OverallRow, framework: Framework) -> Outcome:
    counting = [one.id for one in framework.standards if one.in_overall]
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
    said = {one: value for one, value in cells.items() if one != "case"}
    facts = {fact.id: said.pop(fact.id) for fact in framework.facts if fact.id in said}
    known = {one: value for one, value in facts.items() if value != MISSING}
    given = {one: AnswerWord(value) for one, value in said.items() if value != MISSING}
    strangers = said.keys() - {one.id for one in framework.questions()}
    if strangers:
        raise ValueError(f"No fact and no question of {framework.id}: {sorted(strangers)}")
    case = Case(cells["case"], standard.case_type, known, given)
    other = {one: AnswerWord.YES for one in _applying(standard, case) if one not in said}
    return Case(case.reference, case.case_type, known, other | given)


def _applying(standard: Standard, case: Case) -> Iterator[str]:
    """Yield the questions and prompts that the case's facts, as far as they are recorded, say are relevant."""
    for question in standard.key_questions:
        decided = all(condition.fact in case.facts for condition in question.relevant_when)
        if decided and case.relevant_to(question):
            yield from (question.id, *(prompt.id for prompt in question.prompts))


def _asked(names: Mapping[str, object], found: Mapping[str, object]) -> Outcome:
    return {one: found.get(one) for one in names}


def _counts(result: StandardResult) -> dict[str, Tally]:
    """Return yes and relevant by question: how many were not evidenced is not in an example's count."""
    counted = [(one.question.id, one.tally) for one in result.key_questions]
    counted += [(prompt.prompt.id, prompt.tally) for one in result.key_questions for prompt in one.prompts]
    return {one: Tally(tally.yes, tally.relevant) for one, tally in counted if isinstance(tally, Tally)}


def _percents(result: StandardResult) -> dict[str, int | None]:
    percents = {one.question.id: one.banded.percent if one.banded else None for one in result.key_questions}
    return percents | {prompt.prompt.id: prompt.percent for one in result.key_questions for prompt in one.prompts}


def _grounds(result: StandardResult) -> dict[str, str]:
    holding = {ground.trigger.rule for ground in result.grounds if ground.holds}
    not_told = {ground.trigger.rule for ground in result.grounds if ground.may_hold}
    rules = [ground.trigger.rule for ground in result.grounds]
    return {rule: "holds" if rule in holding else "may hold" if rule in not_told else "does not hold" for rule in rules}


def _name(rating: Rating | None) -> str:
    return rating.name if rating else NONE
