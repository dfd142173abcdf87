"""What is missing, summed up."""

from trigpoint.bundle.missing import FEW, in_brief, missing
from trigpoint.rules.answers import OVERALL
from trigpoint.rules.gaps import Gap, GapKind

ANSWER, FACT, JUDGEMENT = GapKind.ANSWER_MISSING, GapKind.FACT_MISSING, GapKind.JUDGEMENT_MISSING

# Two cases with answers missing in two standards, a fact that two questions wait for, and two judgements.
GAPS = (
    Gap(JUDGEMENT, "1.1"),
    *(Gap(ANSWER, "2.1", f"2.1.{n}", case) for n in range(1, 4) for case in ("C1", "C2")),
    *(Gap(ANSWER, "2.2", f"2.2.{n}", "C1") for n in range(1, 6)),
    Gap(FACT, "2.2", "2.2.6", "C2", "age"),
    Gap(FACT, "2.2", "2.2.7", "C2", "age"),
    Gap(JUDGEMENT, OVERALL),
)


def test_the_sum_comes_first_and_counts_each_thing_once() -> None:
    # 6 + 5 answers, one fact though two questions wait for it, two judgements: 14.
    lacking = missing(GAPS)
    assert lacking.number == 14 > FEW
    assert lacking.total == "14 in all: 11 answers missing and 1 fact missing in 2 cases and 2 judgements missing"
    assert lacking.in_cases == "11 answers missing and 1 fact missing in 2 cases"
    assert missing(GAPS[:1]).in_cases == ""


def test_what_is_missing_is_summed_up_by_case_and_by_standard() -> None:
    lacking = missing(GAPS)
    assert lacking.by_case == (
        ("C1", "8 answers missing: 2.1, 2.2"),
        ("C2", "3 answers missing and 1 fact missing: 2.1, 2.2"),
    )
    assert lacking.by_standard == (
        ("1.1", "no judgement on 1.1"),
        ("2.1", "6 answers missing in 2 cases"),
        ("2.2", "5 answers missing and 1 fact missing in 2 cases"),
        ("whole", "no judgement on overall"),
    )


def test_little_is_listed_one_by_one() -> None:
    lacking = missing(GAPS[:3])
    assert lacking.is_short
    assert lacking.sentences == (
        "no judgement on 1.1",
        "case C1: no answer to 2.1.1",
        "case C2: no answer to 2.1.1",
    )


def test_one_thing_is_named() -> None:
    assert in_brief([GAPS[1]]) == "case C1: no answer to 2.1.1"
