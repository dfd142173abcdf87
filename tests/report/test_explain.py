"""Why a rating is what it is, in sentences worked by hand from the printed counts of Trafford."""

from fractions import Fraction

import pytest

from tests.factories.bundles import PRINTED, TWIN, values, written_json
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.rated import RatedBundle, rated_bundle
from trigpoint.report.document import text_of
from trigpoint.report.explain import count, exact_percent, ground_step, why
from trigpoint.report.words import writer
from trigpoint.rules.answers import Tally

REPORT = rated_bundle(load_bundle(PRINTED))

# 2.1.1: 5/8 = 62.5, half up 63. 2.1.2: 3/8 = 37.5, half up 38. 2.1.3: 4/8 = 50.
# 2.2.1: 7/8 = 87.5, half up 88. 2.2.2: 3/7 = 42.857, so 43. 2.2.3: 3/5 = 60.
# 3.4.1: 4/6 = 66.667, so 67. 3.4.2: 2/4 = 50, on a boundary; 3 of 4 is 75, Good, and 1 of 4 is 25, Inadequate.
STEPS = {
    "2.1": [
        "2.1.1 (desistance): 5 of 8, which is 62.5 per cent, 63 as a whole per cent. That is in the band 50 to 64: "
        "Requires improvement.",
        "2.1.2 (safety of the child): 3 of 8, which is 37.5 per cent, 38 as a whole per cent. That is in the band 0 to "
        "49: Inadequate.",
        "2.1.3 (safety of others): 4 of 8, which is 50 per cent. That is in the band 50 to 64: Requires improvement.",
        "The lowest key question is 2.1.2 (safety of the child), so the rules give Inadequate.",
        "With one more yes, 2.1.2 (safety of the child) would be 4 of 8 and the standard would be Requires improvement.",
        "The panel used professional discretion: from Inadequate to Requires improvement. Its reason: Keeping the child "
        "safe had the lowest count, 3 of 8, a single case short of the boundary, so that case was read again.",
    ],
    "2.2": [
        "2.2.1 (desistance): 7 of 8, which is 87.5 per cent, 88 as a whole per cent. That is in the band 80 to 100: "
        "Outstanding.",
        "2.2.2 (safety of the child): 3 of 7, which is 42.86 per cent, 43 as a whole per cent. That is in the band 0 to "
        "49: Inadequate.",
        "2.2.3 (safety of others): 3 of 5, which is 60 per cent. That is in the band 50 to 64: Requires improvement.",
        "The lowest key question is 2.2.2 (safety of the child), so the rules give Inadequate.",
        "With one more yes, 2.2.2 (safety of the child) would be 4 of 7 and the standard would be Requires improvement.",
        "The panel used professional discretion: from Inadequate to Requires improvement. Its reason: Keeping the child "
        "safe had the lowest count, 3 of 7, a single case short of the boundary, so that case was read again.",
    ],
    "3.4": [
        "3.4.1 (recommendations): 4 of 6, which is 66.67 per cent, 67 as a whole per cent. That is in the band 65 to "
        "79: Good.",
        "3.4.2 (work with the police): 2 of 4, which is 50 per cent. That is in the band 50 to 64: Requires "
        "improvement.",
        "The lowest key question is 3.4.2 (work with the police), so the rules give Requires improvement.",
        "3.4.2 (work with the police), at 50 per cent, is within 5 percentage points of a boundary (the nearest is 50).",
        "With one more yes, 3.4.2 (work with the police) would be 3 of 4 and the standard would be Good.",
        "With one more no, 3.4.2 (work with the police) would be 1 of 4 and the standard would be Inadequate.",
        "3.4.2 (work with the police) rests on 4 cases: 5 cases or fewer.",
        "The panel used professional discretion: from Requires improvement to Good. Its reason: Work with the police on "
        "carrying out the disposal had the lowest count, 2 of 4, and a single case decided it, so that case was read "
        "again.",
    ],
    "1.2": [
        "One judgement on all the evidence, with no percentage: Outstanding.",
        "Its reason: Caseloads can be managed, at 8.2 children on average, the workforce is diverse and skilled, "
        "supervision is regular, and training is planned around what staff and children need.",
    ],
}


def said(report: RatedBundle, standard: str) -> list[str]:
    steps = why(report.rated.standard(standard), report.framework.method)
    return [text_of(writer(report).words_of(step)) for step in steps]


@pytest.mark.parametrize(("standard", "expected"), STEPS.items(), ids=STEPS)
def test_each_step_is_said_in_the_order_of_the_method(standard: str, expected: list[str]) -> None:
    """The panel's reasons go on for a few sentences more."""
    steps = said(REPORT, standard)

    assert steps[:-1] == expected[:-1]
    assert steps[-1].startswith(expected[-1])


def test_two_lowest_key_questions_are_both_named() -> None:
    """3.1.2 and 3.1.3 are both 3 of 6."""
    assert (
        "The lowest key questions are 3.1.2 (safety of the child) and 3.1.3 (safety of others), so the rules give "
        "Requires improvement." in said(REPORT, "3.1")
    )


def test_grounds_that_no_panel_decided_on_leave_the_rules_result_final() -> None:
    assert said(REPORT, "3.1")[-1] == "No panel decision is recorded: the rating by the rules is final."


def test_a_standard_that_is_not_yet_rated_says_which_answers_are_missing(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Without C3's yes, 2.1.2 is 2 of 7 so far."""
    bundle = values(TWIN)
    for case in bundle["cases"]:
        if case["reference"] == "C3":
            del case["answers"]["2.1.2"]
    report = rated_bundle(load_bundle(written_json(tmp_path_factory.mktemp("unrated"), bundle)))

    steps = said(report, "2.1")

    assert steps[1] == "2.1.2 (safety of the child): not yet rated, because answers are missing. So far 2 of 7."
    assert not any("the rules give" in step for step in steps)


def test_a_printed_rating_without_counts_says_that_nothing_more_is_known(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    bundle = {
        **values(PRINTED),
        "tallies": {},
        "panel_decisions": {},
        "findings": {},
        "recommendations": [],
        "texts": {},
    }
    report = rated_bundle(load_bundle(written_json(tmp_path_factory.mktemp("printed"), bundle)))

    assert said(report, "2.1") == [
        "Only the printed rating is known: Requires improvement. The counts behind it are not."
    ]


def test_grounds_that_do_not_hold_say_so_in_the_same_words() -> None:
    """2.1.2 at 37.5 is 12.5 points from 50; 8 cases are more than 5."""
    grounds = [ground_step(one) for one in REPORT.rated.standard("2.1").grounds if not one.holds]

    assert grounds == [
        "2.1.2 (safety of the child), at 37.5 per cent, is not within 5 percentage points of a boundary (the nearest is "
        "50).",
        "2.1.2 (safety of the child) rests on 8 cases: more than 5 cases.",
    ]


@pytest.mark.parametrize(
    ("yes", "relevant", "percent"),
    [(0, 8, "0"), (3, 8, "37.5"), (3, 7, "42.86"), (1, 3, "33.33"), (2, 3, "66.67"), (1, 16, "6.25"), (8, 8, "100")],
)
def test_an_exact_share_has_two_decimals_at_most(yes: int, relevant: int, percent: str) -> None:
    tally = Tally(yes, relevant)

    assert exact_percent(tally) == percent
    assert count(tally) == f"{yes} of {relevant}"
    assert abs(Fraction(percent) - Fraction(100 * yes, relevant)) <= Fraction(1, 200)
