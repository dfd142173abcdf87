"""One standard opened in the terminal: every step, count and case that led to its rating."""

from collections.abc import Sequence
from typing import assert_never

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trigpoint.bundle.messages import gap_sentence
from trigpoint.bundle.rated import RatedBundle
from trigpoint.cli.screen import final_text, rating_text, rules_text
from trigpoint.report.explain import cases_step, count, exact_percent, ground_step
from trigpoint.report.in_brief import stability_sentence, steps
from trigpoint.report.overall_in_words import score_and_rating
from trigpoint.rules.answers import AnswerWord, AnyTally, Case, Tally
from trigpoint.rules.discretion import Ground
from trigpoint.rules.flips import Flip
from trigpoint.rules.framework import KeyQuestion
from trigpoint.rules.key_questions import KeyQuestionResult
from trigpoint.rules.method import JudgedOverall, OverallMethod, Rating, SumOfScores
from trigpoint.rules.rating import RatedInspection, StandardResult

SHORT = {AnswerWord.YES: "yes", AnswerWord.NO: "no", AnswerWord.NOT_APPLICABLE: "n/a", AnswerWord.NOT_EVIDENCED: "n/e"}

MISSING = "?"
NOT_RELEVANT = "–"


def print_explained(screen: Console, report: RatedBundle, result: StandardResult) -> None:
    """Print one standard from its rating down to its cases."""
    standard, method = result.standard, report.framework.method
    screen.print(Text(f"{standard.id} {standard.name}", style="bold"))
    screen.print(Text(standard.statement))
    screen.print()
    screen.print(Text("By the rules: ").append(rules_text(result)))
    screen.print(Text("Final:        ").append(final_text(result)))
    _print_steps(screen, "How this rating was reached", steps(report, result))
    _print_steps(screen, "Missing, or not fitting", [gap_sentence(gap) for gap in result.gaps])
    if result.counted:
        screen.print(Text("\nKey questions and prompts", style="bold"))
        _print_counts(screen, result)
    grounds = [_ground(ground) for ground in result.grounds]
    _print_steps(screen, "Grounds for professional discretion", grounds)
    flips = [flip for flip in report.flips if flip.question in standard.key_questions]
    if flips:
        screen.print(Text("\nIf one case had been judged the other way", style="bold"))
        screen.print(_flips_table(flips, method.of(standard.id).ratings, _overall_headings(method.overall)))
    screen.print(Text("\nIf every eligible case had been read", style="bold"))
    screen.print(Text(stability_sentence(report, standard.id)))
    if result.counted and any(case.case_type == standard.case_type for case in report.rated.cases):
        screen.print(Text("\nAnswers to the key questions, case by case", style="bold"))
        screen.print(_cases_table(report.rated, result))
        legend = (
            f"n/a not applicable · n/e not evidenced · {NOT_RELEVANT} not relevant to this case · {MISSING} missing"
        )
        screen.print(Text(legend, style="dim"))


def _ground(ground: Ground) -> str:
    state = "holds" if ground.holds else "may hold" if ground.may_hold else "does not hold"
    return f"{state}: {ground_step(ground)} {cases_step(ground)}".rstrip()


def _print_steps(screen: Console, title: str, sentences: Sequence[str]) -> None:
    if not sentences:
        return
    screen.print(Text(f"\n{title}", style="bold"))
    for number, sentence in enumerate(sentences, start=1):
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(width=3, justify="right", no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(f"{number}.", Text(sentence))
        screen.print(grid)


def _print_counts(screen: Console, result: StandardResult) -> None:
    """Print each question over its counts: side by side they would need a terminal twice as wide as most."""
    for question in result.counted:
        style = "bold" if question in result.lowest else ""
        screen.print(Text(f"{question.question.id} {question.question.text}", style=style))
        _print_below(screen, _question_counts(question, lowest=question in result.lowest), indent=2)
        for prompt in question.prompts:
            _print_below(screen, Text(f"{prompt.prompt.id} {prompt.prompt.text}", style="dim"), indent=4)
            _print_below(screen, Text(_counts(prompt.tally, prompt.percent)), indent=6)


def _print_below(screen: Console, words: Text, indent: int) -> None:
    screen.print(Padding(words, (0, 0, 0, indent), expand=False))


def _question_counts(result: KeyQuestionResult, *, lowest: bool) -> Text:
    banded = result.banded
    words = Text(f"{_counts(result.tally, banded.percent if banded else None)} · ")
    words.append(
        rating_text(banded.band.rating) if banded else "no relevant cases" if result.no_relevant_cases else "–"
    )
    return words.append(" (lowest)" if lowest else "")


def _counts(tally: AnyTally | None, percent: int | None) -> str:
    """Return '3 of 8 · 37.5%, as a whole 38% · 1 not evidenced', as far as it is known."""
    if tally is None:
        return "not counted"
    parts = [count(tally)]
    if percent is not None:
        exact = exact_percent(tally)
        parts.append(f"{exact}%" if exact == str(percent) else f"{exact}%, as a whole {percent}%")
    if tally.not_evidenced is not None:
        parts.append(f"{tally.not_evidenced} not evidenced")
    return " · ".join(parts)


def _overall_headings(overall: OverallMethod | None) -> tuple[str, ...]:
    match overall:
        case SumOfScores():
            return ("Total by the rules", "Final total")
        case JudgedOverall():
            return ("Overall by the rules", "Final overall")
        case None:
            return ()
        case _:
            assert_never(overall)


def _flips_table(flips: list[Flip], ratings: Sequence[Rating], headings: tuple[str, ...]) -> Table:
    longest = max(len(word) for rating in ratings for word in rating.name.split())
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("Id", "More", "Count"):
        table.add_column(heading, no_wrap=True)
    for heading in ("Standard", *headings):
        table.add_column(heading, overflow="fold", min_width=longest)
    for flip in flips:
        standard = rating_text(flip.standard_after) if flip.changes_standard else Text("as before", style="dim")
        more = ("yes" if flip.way == "up" else "no") if isinstance(flip.before, Tally) else f"a grade {flip.way}"
        overall = (score_and_rating(flip.overall_rules), score_and_rating(flip.overall_final)) if headings else ()
        table.add_row(flip.question.id, more, count(flip.after.tally), standard, *overall)
    return table


def _cases_table(rated: RatedInspection, result: StandardResult) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("Case", no_wrap=True)
    questions = [question.question for question in result.counted]
    for question in questions:
        table.add_column(f"{question.id} {question.label}", overflow="fold")
    for case in rated.cases:
        if case.case_type == result.standard.case_type:
            table.add_row(case.reference, *(_answer(case, question) for question in questions))
    return table


def _answer(case: Case, question: KeyQuestion) -> str:
    answer = case.answers.get(question.id)
    if answer is not None:
        return SHORT[answer] if isinstance(answer, AnswerWord) else str(answer)
    facts_known = all(condition.fact in case.facts for condition in question.relevant_when)
    return NOT_RELEVANT if facts_known and not case.relevant_to(question) else MISSING
