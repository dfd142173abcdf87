"""What an incomplete inspection may still come to."""

from dataclasses import replace
from itertools import product

import pytest

from tests.factories.loaded import BOTH, HARBOUR, LANTERN, YOUTH, id_of
from tests.shapes.ness import NESS_RECORDED, rated_ferry, rated_ness
from trigpoint.rules.answers import Judgement, Recorded
from trigpoint.rules.framework import Framework
from trigpoint.rules.method import Caps, OverallCap, Rating
from trigpoint.rules.overall_rules import Total, bearing_on_overall, overall_rating
from trigpoint.rules.possible import PossibleOverall, possible_overall
from trigpoint.rules.rating import RatedInspection, rate
from trigpoint.rules.source import Source


def printed(framework: Framework, **ratings: str) -> RatedInspection:
    """An inspection of which only these ratings are known, by standard id with '_' for the point."""
    return rate(framework, Recorded(printed={standard.replace("_", "."): name for standard, name in ratings.items()}))


def final(rated: RatedInspection) -> PossibleOverall:
    possible = possible_overall(rated, "final")
    assert possible is not None
    return possible


def names(possible: PossibleOverall) -> list[str]:
    return [rating.name for rating in possible.ratings]


def test_eight_standards_inadequate_and_four_unknown_leave_0_to_12() -> None:
    # 12 standards of 0 to 3 points. Four unknown: 0 to 4 x 3. Bands: 0 to 6 Inadequate, 7 to 18 Requires improvement.
    known = [standard.id for standard in YOUTH.standards][:8]
    possible = final(rate(YOUTH, Recorded(printed=dict.fromkeys(known, "Inadequate"))))
    assert possible.scores == tuple(range(13))
    assert names(possible) == ["Inadequate", "Requires improvement"]
    assert possible.out_of == 36


def test_with_nothing_recorded_everything_is_possible() -> None:
    possible = final(rate(YOUTH, Recorded()))
    assert possible.scores == tuple(range(37))
    assert names(possible) == ["Inadequate", "Requires improvement", "Good", "Outstanding"]


def test_a_complete_inspection_can_come_out_in_one_way() -> None:
    rated = rate(YOUTH, Recorded(printed={standard.id: "Good" for standard in YOUTH.standards}))
    (outcome,) = final(rated).outcomes
    assert isinstance(rated.final, Total)
    assert (outcome.score, outcome.rating) == (24, rated.final.rating)


def test_a_score_between_the_ends_that_no_ratings_add_up_to_is_not_possible() -> None:
    # Harbour ratings score 1, 3 and 5: with all but one known, two points lie between each two scores.
    ids = list(bearing_on_overall(HARBOUR))
    worst = HARBOUR.method.of(ids[0]).ratings[0]
    possible = final(rate(HARBOUR, Recorded(printed=dict.fromkeys(ids[:-1], worst.name))))
    scale = HARBOUR.method.of(ids[-1]).ratings
    assert possible.scores == tuple(sorted(worst.score * (len(ids) - 1) + rating.score for rating in scale))
    gap = next(score for score in range(possible.scores[-1]) if score not in possible.scores)
    assert not possible.allows(gap, None)


def test_a_score_and_a_rating_must_be_possible_together() -> None:
    known = [standard.id for standard in YOUTH.standards][:8]
    possible = final(rate(YOUTH, Recorded(printed=dict.fromkeys(known, "Inadequate"))))
    assert possible.allows(5, "Inadequate")
    assert possible.allows(None, "Requires improvement")
    assert not possible.allows(5, "Requires improvement")
    assert not possible.allows(13, None)
    assert not possible.allows(None, "Good")


def capped(framework: Framework, *caps: tuple[str, Rating, Rating]) -> Framework:
    """The framework with these caps on the whole: standard, at most, to."""
    overall = tuple(OverallCap(f"cap {n}", "", *cap) for n, cap in enumerate(caps))
    return replace(framework, method=replace(framework.method, caps=Caps((), overall, Source("", "inferred"))))


def by_brute_force(framework: Framework, known: dict[str, Rating]) -> set[tuple[int, Rating]]:
    """Rate the whole for every way in which the other standards may come out."""
    unknown = [standard for standard in bearing_on_overall(framework) if standard not in known]
    scales = [framework.method.of(standard).ratings for standard in unknown]
    outcomes = set()
    for ratings in product(*scales):
        overall = overall_rating({**known, **dict(zip(unknown, ratings, strict=True))}, framework, None)
        assert isinstance(overall, Total)
        outcomes.add((overall.score, overall.rating))
    return outcomes


WORST, RI, GOOD, BEST = YOUTH.method.ratings


@pytest.mark.parametrize(
    "caps",
    [
        (),
        (("1.1", WORST, WORST),),
        (("1.1", RI, RI), ("3.4", WORST, GOOD)),
        # One of a standard that is known, and two of one that is not, which bite at different ratings.
        (("2.1", GOOD, GOOD), ("3.4", WORST, WORST), ("3.4", RI, RI)),
    ],
)
@pytest.mark.parametrize("name", ["Inadequate", "Good", "Outstanding"])
def test_what_is_possible_is_what_every_way_gives_under_caps_too(
    caps: tuple[tuple[str, Rating, Rating], ...], name: str
) -> None:
    framework = capped(YOUTH, *caps)
    ids = [standard.id for standard in framework.standards]
    known = {standard: framework.method.rating(name) for standard in ids[1:-3]}
    possible = final(rate(framework, Recorded(printed=dict.fromkeys(known, name))))
    assert {(outcome.score, outcome.rating) for outcome in possible.outcomes} == by_brute_force(framework, known)


@pytest.mark.parametrize("framework", BOTH, ids=id_of)
def test_the_rules_and_the_final_result_are_told_apart(framework: Framework) -> None:
    """A rating that was only printed is final; what the rules gave is not known."""
    counted = next(standard for standard in framework.standards if standard.in_overall and standard.reads_cases)
    scale = framework.method.of(counted.id).ratings
    rated = rate(framework, Recorded(printed={counted.id: scale[-1].name}))
    by_rules = possible_overall(rated, "rules")
    assert by_rules is not None
    assert final(rated).scores[0] == by_rules.scores[0] + scale[-1].score - scale[0].score


def test_a_judged_whole_that_is_missing_may_be_anything_under_the_caps() -> None:
    # The ness: where safety (1.2) is Failing, the whole is Fair at most.
    judgements = {"2.1": NESS_RECORDED.judgements["2.1"]}
    possible = final(rated_ness(replace(NESS_RECORDED, judgements=judgements)))
    assert possible.scores == ()
    assert names(possible) == [rating.name for rating in LANTERN.method.ratings]


def test_a_judged_whole_waits_for_the_standard_that_a_cap_watches() -> None:
    judgements = {**NESS_RECORDED.judgements, "overall": Judgement("Brilliant", "all of it")}
    unfinished = replace(NESS_RECORDED, cases=(), judgements=judgements)
    # Failing in 1.2 caps the whole at Fair, any other rating leaves it as it was judged.
    assert names(final(rated_ness(unfinished))) == ["Fair", "Brilliant"]


def test_a_framework_without_a_whole_has_nothing_that_is_possible() -> None:
    assert possible_overall(rated_ferry(), "final") is None
