"""How the ratings come about, for the annexe: bands, the rule of the standards, discretion, the whole, and caps."""

from collections.abc import Iterator
from typing import assert_never

from trigpoint.english import count_of, list_of
from trigpoint.report.document import Block, Bullets, Column, Heading, Paragraph, Row, Table, Words, plain
from trigpoint.report.overall_in_words import NO_OVERALL, judge_in_words
from trigpoint.report.words import rating_mark
from trigpoint.rules.framework import Framework, StandardBasis
from trigpoint.rules.method import (
    Band,
    JudgedOverall,
    Method,
    Rounding,
    StandardRule,
    SumOfScores,
    Trigger,
    TriggerRule,
)


def how_rated(framework: Framework) -> Iterator[Block]:
    """How answers make bands, bands the ratings of standards, and those the overall rating."""
    if any(standard.basis is StandardBasis.CASE_BASED for standard in framework.standards):
        yield from _standards(framework)
        yield from _discretion(framework.method)
    yield from _overall(framework)
    yield from _caps(framework)


def _standards(framework: Framework) -> Iterator[Block]:
    method = framework.method
    yield Heading(2, "How a case-based standard is rated", "m-ratings", in_contents=False)
    yield Paragraph(
        plain(
            "Inspectors answer each key question and each prompt for every case to which it is relevant. A key "
            "question is answered directly; it is not worked out from its prompts. The share of relevant cases "
            f"answered 'yes' is taken as a whole per cent, {_rounding(method.rounding)}, and placed in a band. "
            "Work that may have been done and was not recorded is kept apart as 'not evidenced'; it does not count as "
            "a 'yes'."
        )
    )
    yield from _grades(framework)
    yield _band_table("Bands for key questions, in whole per cent", method.bands, "%")
    for own in method.own_bands:
        yield _band_table(f"Bands for key questions of {list_of(own.standards)}, in whole per cent", own.bands, "%")
    yield Paragraph(plain(f"{_rule(method.standard_rule)} {method.standard_rationale}"))


def _grades(framework: Framework) -> Iterator[Block]:
    for scale in framework.answer_scales:
        grades = list_of([f"{grade.number} ({grade.label})" for grade in scale.grades])
        asked = list_of([question.id for question in framework.questions() if question.answers == scale])
        if asked:
            yield Paragraph(
                plain(
                    f"{asked}: answered with a grade, {grades}. The share is that of the points that there would be if "
                    "every relevant case had the best grade; what is 'not evidenced' counts as the lowest."
                )
            )


def _rule(rule: StandardRule) -> str:
    match rule:
        case StandardRule.LOWEST_KEY_QUESTION:
            return "The standard has the rating of its lowest key question."
        case StandardRule.MAJORITY_OF_KEY_QUESTIONS:
            return "The standard has the rating that most of its key questions have, the worse where as many differ."
        case _:
            assert_never(rule)


def _rounding(rounding: Rounding) -> str:
    match rounding:
        case Rounding.HALF_UP:
            return "rounded half up"
        case Rounding.DOWN:
            return "rounded down"
        case _:
            assert_never(rounding)


def _band_table(caption: str, bands: tuple[Band, ...], unit: str) -> Table:
    words = any(band.words for band in bands)
    columns = [Column("Range", share=2), Column("Rating", share=3)]
    if words:
        columns.insert(1, Column("Described as", share=3))
    rows = []
    for band in bands:
        cells: list[Words] = [plain(f"{band.first} to {band.last}{unit}"), (rating_mark(band.rating),)]
        if words:
            cells.insert(1, plain(band.words))
        rows.append(Row(tuple(cells)))
    return Table(caption, tuple(columns), tuple(rows))


def _discretion(method: Method) -> Iterator[Block]:
    discretion = method.discretion
    yield Heading(2, "Professional discretion", "m-discretion", in_contents=False)
    if discretion is None:
        yield Paragraph(plain("This framework has no professional discretion: what the rules give is final."))
        return
    yield Paragraph(
        plain(
            "The ratings panel may consider professional discretion on a case-based standard when, for "
            f"{_tested(method)}, any of these holds:"
        )
    )
    yield Bullets(tuple(plain(_trigger(trigger)) for trigger in discretion.triggers))
    yield Paragraph(
        plain(
            "How this is read here, where the published method is silent: a share may be near a boundary on either "
            "side; one case may go either way, in any key question and in all that it stands in; and a decision stands "
            "only on the rating that the panel saw."
        )
    )
    if discretion.weighs:
        yield Paragraph(plain("The panel weighs:"))
        yield Bullets(tuple(plain(words) for words in discretion.weighs))
    yield Paragraph(
        plain("A standard that is open to discretion need not be changed. What the rules gave is kept beside it.")
    )


def _tested(method: Method) -> str:
    match method.standard_rule:
        case StandardRule.LOWEST_KEY_QUESTION:
            return "its lowest key question"
        case StandardRule.MAJORITY_OF_KEY_QUESTIONS:
            return "one of its key questions"
        case _:
            assert_never(method.standard_rule)


def _trigger(trigger: Trigger) -> str:
    match trigger.rule:
        case TriggerRule.NEAR_BOUNDARY:
            return f"its share is within {trigger.limit} percentage points of a boundary between bands"
        case TriggerRule.ONE_CASE:
            return "one case judged differently would change the rating of the standard"
        case TriggerRule.SMALL_SAMPLE:
            return f"it rests on {count_of(trigger.limit, 'case')} or fewer"
        case _:
            assert_never(trigger.rule)


def _overall(framework: Framework) -> Iterator[Block]:
    overall = framework.method.overall
    yield Heading(2, "Overall rating", "m-overall", in_contents=False)
    match overall:
        case SumOfScores():
            yield from _sum_of_scores(framework, overall)
        case JudgedOverall():
            judge = judge_in_words(overall.judge)
            words = f"The overall rating is judged by {judge} from all ratings and evidence; no scores are added up."
            yield Paragraph(plain(f"{words} {overall.rationale}"))
        case None:
            yield Paragraph(plain(NO_OVERALL))
        case _:
            assert_never(overall)


def _sum_of_scores(framework: Framework, overall: SumOfScores) -> Iterator[Block]:
    method = framework.method
    counting = [standard for standard in framework.standards if standard.in_overall]
    apart = [standard.id for standard in framework.standards if not standard.in_overall]
    yield Paragraph(
        plain(
            f"Each of {count_of(len(counting), 'standard')} is scored, and the scores are added up to a total out of "
            f"{framework.highest_score}. {overall.rationale}"
        )
    )
    if apart:
        yield Paragraph(plain(f"Rated apart, and not in the total: {list_of(apart)}."))
    rows = tuple(Row((plain(str(rating.score)), (rating_mark(rating),))) for rating in method.all_ratings)
    yield Table("Score of a standard", (Column("Score", share=2), Column("Rating", share=3)), rows)
    yield _band_table("Overall rating by total score", overall.bands, "")


def _caps(framework: Framework) -> Iterator[Block]:
    caps = framework.method.caps
    if caps is None:
        return
    yield Heading(2, "Caps", "m-caps", in_contents=False)
    yield Paragraph(
        plain("A cap limits a rating, and never lifts one. What the rating was before it is shown beside it.")
    )
    named = [*((cap.name, cap.words) for cap in caps.standards), *((cap.name, cap.words) for cap in caps.overall)]
    yield Bullets(tuple(plain(f"{name}: {words}") for name, words in named))
