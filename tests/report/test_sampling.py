"""The annexe writes from the certificate how the sample was drawn, and its table of representativeness."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from tests.factories.bundles import PRINTED, values, written_json
from tests.factories.samples import FIELDWORK, IN_AT, SEED, case_list, certificate, listed
from trigpoint.bundle.certificate import certificate_text, shape_of
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.rated import rated_bundle
from trigpoint.report.compose import compose
from trigpoint.report.document import Block, Bullets, Document, Heading, Paragraph, Table, text_of
from trigpoint.report.sections.sampling import HIDDEN_GROUPS
from trigpoint.rules.case_list import ListedCase
from trigpoint.rules.certificate import Certificate, EarlierSeed, FrozenList, with_steering
from trigpoint.rules.steering import Agreement, LeftOffList, Limited, ReplacedList, SteeringFacts

MOVED = "The child has moved away"


def section(folder: Path, said: Certificate | None) -> list[Block]:
    document = composed(folder, said)
    at = [number for number, one in enumerate(document.blocks) if isinstance(one, Heading) and one.anchor == "m-draw"]
    if not at:
        return []
    rest = document.blocks[at[0] + 1 :]
    return list(rest[: next(number for number, one in enumerate(rest) if isinstance(one, Heading))])


def composed(folder: Path, said: Certificate | None) -> Document:
    changed = values(PRINTED)
    if said:
        changed["certificate"] = json.loads(certificate_text(shape_of(said)))
    return compose(rated_bundle(load_bundle(written_json(folder, changed))))


def paragraphs(blocks: list[Block]) -> list[str]:
    return [text_of(one.words) for one in blocks if isinstance(one, Paragraph)]


def rows(blocks: list[Block], caption: str) -> list[list[str]]:
    (table,) = (one for one in blocks if isinstance(one, Table) and one.caption == caption)
    return [[text_of(cell) for cell in row.cells] for row in table.rows]


def test_without_a_certificate_nothing_is_said_of_a_draw(tmp_path: Path) -> None:
    assert section(tmp_path, None) == []


def test_the_paragraphs_say_when_and_how_and_how_closely(tmp_path: Path) -> None:
    cases = [*case_list(8, 20), listed("C099", child="K-C001", day=1)]
    exclusions = {"O020": "An open serious incident"}
    gone = certificate(cases, exclusions=exclusions).sample.types[1].chosen[0]
    said = section(tmp_path, certificate(cases, exclusions=exclusions, taken_out=((gone, MOVED),)))
    how, left_out, court, hidden, other, _, again = paragraphs(said)
    assert how.startswith("The seed of the draw was fixed on 1 October 2026, and its hash was shown to ")
    assert (
        "Every case that was eligible at this draw had the same chance in it. People changed what is read: 1 case was "
        "excluded before it and 1 case was taken out after it."
    ) in how
    assert "The case lists came in on 20 October 2026 and the sample was drawn on 21 October 2026" in how
    assert how.endswith("matches the eligible cases as closely as it can in sex and risk of serious harm.")
    assert left_out == "2 cases on the lists could not be drawn:"
    steering, bullets = (one for one in said if isinstance(one, Bullets))
    assert [text_of(one) for one in steering.entries] == [
        "1 case was excluded before the draw.",
        "1 of 14 cases that were drawn was taken out afterwards.",
    ]
    assert [text_of(one) for one in bullets.entries] == [
        "1 excluded before the draw",
        "1 outside the months that the framework names or another case of a child whose latest case is eligible",
    ]
    assert court == "All 8 eligible cases of court disposals were read, so there is no margin of error."
    assert hidden == HIDDEN_GROUPS.format(smallest_group=5)
    # 6 of 19 are read: 1.2816 × √(0.25/6 × 13/18) = 0.2223
    assert other == (
        "Of 19 eligible cases of out-of-court disposals, 6 are in the sample. Its margin of error is 22.2 points. "
        "1 case left the sample after the draw, 1 of them replaced by the reserve that is most like it. "
        "None of them had been read by then. Reasons: not printed, as each has fewer than 5 cases (1)."
    )
    assert "Rule cube-1, drawn by trigpoint 0.1.0." in again
    assert "trigpoint sample replay" in again
    # The seed's hash as SHA-256 of its text, worked out beside the report; the certificate's as that of its file.
    seed = sha256(SEED.encode()).hexdigest()
    drawn = certificate(cases, exclusions=exclusions, taken_out=((gone, MOVED),))
    assert f"SHA-256 of the seed, shown to the service before its lists came in: {seed}." in again
    assert SEED not in again
    assert drawn.list_sha256 not in again
    assert f"SHA-256 of the certificate: {sha256(certificate_text(shape_of(drawn)).encode()).hexdigest()}." in again


def test_where_nobody_did_anything_every_eligible_case_had_the_same_chance(tmp_path: Path) -> None:
    said = section(tmp_path, certificate(case_list(8, 20)))
    assert "Every eligible case had the same chance." in paragraphs(said)[0]
    (steering,) = (one for one in said if isinstance(one, Bullets))
    assert [text_of(one) for one in steering.entries] == [
        "Nobody excluded a case, replaced a list, or took a case out."
    ]


def test_what_people_did_is_said_with_what_it_did_to_the_balance(tmp_path: Path) -> None:
    cases = case_list(8, 0)
    # Of eight court cases those with n % 4 == 2 are of high risk: C002 and C006.
    facts = SteeringFacts(
        shown_to="Eastmere Youth Justice Service",
        excluded_before_list=0,
        excluded_after_list=2,
        readmitted=1,
        lists_replaced=(ReplacedList("court", IN_AT, "ab" * 32, 40, "Some had ended", ()),),
        agreements=(Agreement(Limited.EXCLUDED, 2, FIELDWORK, "Both are in custody elsewhere"),),
        left_off_lists=(LeftOffList("court", "risk", 3),),
    )
    frozen = FrozenList(tuple(cases), "ab" * 32)
    steered = with_steering(certificate(cases, exclusions={"C002": MOVED, "C006": MOVED}), frozen, facts)
    said = section(tmp_path, steered)
    steering = next(one for one in said if isinstance(one, Bullets))
    assert [text_of(one) for one in steering.entries] == [
        "2 cases were excluded before the draw: 0 before the list that counts came in, 2 after it.",
        "1 exclusion was taken back before the draw.",
        "A list of court disposals with 40 cases, sent on 20 October 2026, was replaced by a newer one. The service's "
        "reason: Some had ended",
        "3 cases of the service's file of court disposals were left out by rule: the word under 'Risk of serious harm' is "
        "none of the framework's.",
        "On 23 November 2026 a second person agreed that up to 2 are excluded before the draw, beyond the framework's "
        "limit: Both are in custody elsewhere",
    ]
    # One case of each of two groups is excluded, and a difference of so few would tell of a child.
    assert not any(isinstance(one, Table) and one.caption.startswith("What people changed") for one in said)


def test_a_change_of_many_is_printed_and_one_of_few_is_not(tmp_path: Path) -> None:
    # Of 60 court cases 15 are of high risk (n % 4 == 2), of which five are girls: 6, 18, 30, 42 and 54.
    cases = case_list(60, 0)
    facts = SteeringFacts("Eastmere", 0, 15, 0, (), ())
    high = {case.reference: MOVED for case in cases if case.profile[1] == "high"}
    steered = with_steering(certificate(cases, exclusions=high), FrozenList(tuple(cases), "ab" * 32), facts)
    changed = rows(section(tmp_path, steered), "What people changed in the sample")
    assert changed == [
        ["Cases were excluded", "court disposals, sex: Male", "10 fewer eligible"],
        ["Cases were excluded", "court disposals, sex: Female", "5 fewer eligible"],
        ["Cases were excluded", "court disposals, risk of serious harm: High", "15 fewer eligible"],
    ]


def test_a_case_that_was_read_before_it_left_is_said(tmp_path: Path) -> None:
    cases = case_list(8, 20)
    gone = certificate(cases).sample.types[0].chosen[0]
    said = section(tmp_path, certificate(cases, taken_out=((gone, MOVED, 53),)))
    assert any("1 of them had been read by then." in one for one in paragraphs(said))


def test_a_draw_that_is_not_the_first_says_what_came_of_the_seeds_before(tmp_path: Path) -> None:
    at = datetime(2026, 9, 2, 9, 0, tzinfo=UTC)
    earlier = (
        EarlierSeed("ab" * 32, at, None, "Fixed for the wrong service"),
        EarlierSeed("cd" * 32, at, "ef" * 32, "The list was wrong"),
    )
    said = section(tmp_path, certificate(case_list(8, 20), earlier=earlier))
    assert paragraphs(said)[1] == "This is draw 2. Seeds that were fixed before it:"
    bullets, _ = (one for one in said if isinstance(one, Bullets))
    assert [text_of(one) for one in bullets.entries] == [
        "on 2 September 2026, withdrawn. Fixed for the wrong service",
        "on 2 September 2026, drawn. The list was wrong",
    ]


def test_a_reason_of_as_many_cases_as_the_smallest_group_is_printed(tmp_path: Path) -> None:
    cases = case_list(60, 0)
    first, *others = certificate(cases).sample.types[0].chosen[:6]
    gone = [*((case, MOVED) for case in others), (first, "An open serious incident")]
    said = section(tmp_path, certificate(cases, taken_out=gone))
    assert any(
        text.endswith(f"Reasons: {MOVED} (5); others not printed, as each has fewer than 5 cases (1).")
        for text in paragraphs(said)
    )


def test_grounds_of_many_cases_are_counted_apart(tmp_path: Path) -> None:
    late = [replace(listed(f"C{n}"), disposed=date(2026, 11, 1)) for n in range(900, 905)]
    second = [listed(f"C{n}", child=f"K-C0{n - 800}", day=1) for n in range(820, 825)]
    said = section(tmp_path, certificate([*case_list(60, 0), *late, *second]))
    _, bullets = (block for block in said if isinstance(block, Bullets))
    assert [text_of(words) for words in bullets.entries] == [
        "5 outside the months that the framework names",
        "5 another case of a child whose latest case is eligible",
    ]


def test_the_table_compares_eligible_cases_with_the_sample(tmp_path: Path) -> None:
    # Of 60 court cases (every third a girl: 20; risks in turn: 30, 15, 15) 45 are read, three of four.
    blocks = section(tmp_path, certificate(case_list(60, 0)))
    table = rows(blocks, "Eligible court disposals and sample")
    assert table[0] == ["Sex"]
    assert [row[:3] for row in table[1:3]] == [["Male", "40", "30"], ["Female", "20", "15"]]
    assert sum(int(row[3]) for row in table[1:3]) == 45
    assert table[3] == ["Risk of serious harm"]
    assert [row[:3] for row in table[4:]] == [["Low", "30", "22.5"], ["Medium", "15", "11.3"], ["High", "15", "11.3"]]
    assert HIDDEN_GROUPS.format(smallest_group=5) not in paragraphs(blocks)


def few_of_high_risk() -> list[ListedCase]:
    """42 court cases: of low, medium and high risk are 30, 10 and 2."""
    risks = [*["low"] * 30, *["medium"] * 10, *["high"] * 2]
    return [listed(f"C{n:03}", ("male", "female")[n % 2], risk) for n, risk in enumerate(risks, start=1)]


def test_a_small_group_and_the_smallest_beside_it_have_no_numbers(tmp_path: Path) -> None:
    blocks = section(tmp_path, certificate(few_of_high_risk()))
    table = {row[0]: row[1:] for row in rows(blocks, "Eligible court disposals and sample")}
    assert table["Medium"] == table["High"] == ["hidden"] * 4
    assert table["Low"][0] == "30"
    assert HIDDEN_GROUPS.format(smallest_group=5) in paragraphs(blocks)


def test_groups_in_pairs_are_not_printed(tmp_path: Path) -> None:
    assert any(len(row.attributes) == 2 for row in certificate(case_list(60, 0)).sample.types[0].balance)
    tables = [block for block in section(tmp_path, certificate(case_list(60, 0))) if isinstance(block, Table)]
    assert [table.caption for table in tables] == ["Eligible court disposals and sample"]
    assert not any(" and " in text_of(row.cells[0]) for row in tables[0].rows)


def test_where_all_groups_are_hidden_nobody_learns_which_there_are(tmp_path: Path) -> None:
    # All eight are boys; the row of girls is hidden like theirs.
    boys = [listed(f"C{n:03}") for n in range(1, 5)]
    table = rows(section(tmp_path, certificate(boys)), "Eligible court disposals and sample")
    assert table == [
        ["Sex"],
        ["Male", *["hidden"] * 4],
        ["Female", *["hidden"] * 4],
        ["Risk of serious harm"],
        *([risk, *["hidden"] * 4] for risk in ("Low", "Medium", "High")),
    ]


def test_of_a_census_every_margin_is_none(tmp_path: Path) -> None:
    six_and_six = [listed(f"C{n:03}", ("male", "female")[n % 2], ("low", "medium")[n % 2]) for n in range(12)]
    table = rows(section(tmp_path, certificate(six_and_six)), "Eligible court disposals and sample")
    assert [row[1:] for row in table if len(row) > 1] == [["6", "6", "6", "none"]] * 4
