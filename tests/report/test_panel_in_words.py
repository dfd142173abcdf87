"""What a report says of a panel decision that stands, that cannot be tested yet, and that does not stand."""

from pathlib import Path

from tests.factories.bundles import PRINTED, TWIN, values, written_json
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.rated import RatedBundle, rated_bundle
from trigpoint.report.compose import compose
from trigpoint.report.document import Block, Facts, Fold, Heading, Numbered, Paragraph, Table, text_of
from trigpoint.report.explain import DecisionState, decision_state

REASON = "Keeping the child safe had the lowest count"


def section(report: RatedBundle, standard: str) -> tuple[Block, ...]:
    """Return the blocks of one standard, from its heading to the next of its level."""
    blocks = compose(report).blocks
    start = next(at for at, one in enumerate(blocks) if isinstance(one, Heading) and one.anchor == f"s-{standard}")
    ends = (at for at, one in enumerate(blocks) if at > start and isinstance(one, Heading) and one.level <= 2)
    return blocks[start : next(ends)]


def panel_fact(report: RatedBundle, standard: str) -> str:
    (facts,) = [one for one in section(report, standard) if isinstance(one, Facts)]
    return text_of(dict(facts.rows)["Ratings panel"])


def steps(report: RatedBundle, standard: str) -> list[str]:
    (fold,) = [block for block in section(report, standard) if isinstance(block, Fold) and block.annexe_title]
    (numbered,) = [block for block in fold.blocks if isinstance(block, Numbered)]
    return [text_of(step) for step in numbered.entries]


def captions(blocks: tuple[Block, ...]) -> list[str]:
    inside = [inner for block in blocks if isinstance(block, Fold) for inner in block.blocks]
    return [block.caption for block in (*blocks, *inside) if isinstance(block, Table)]


def test_a_decision_that_stands_is_said_with_its_reason() -> None:
    report = rated_bundle(load_bundle(PRINTED))
    assert panel_fact(report, "2.1") == "Professional discretion used"
    assert REASON in steps(report, "2.1")[-1]


def test_while_an_answer_is_missing_a_decision_keeps_its_words_and_is_not_said_to_fail(tmp_path: Path) -> None:
    changed = values(TWIN)
    del changed["cases"][0]["answers"]["2.1.1"]
    report = rated_bundle(load_bundle(written_json(tmp_path, changed)))
    assert decision_state(report.rated.standard("2.1")) is DecisionState.NOT_KNOWN
    assert panel_fact(report, "2.1") == "Professional discretion used; whether that stands is not known yet"
    said = steps(report, "2.1")
    assert said[-2].startswith("The panel used professional discretion: from Inadequate to Requires improvement.")
    assert REASON in said[-2]
    assert said[-1] == "Whether that decision stands is not known yet: the standard cannot be rated by the rules."


def test_while_an_answer_is_missing_the_counts_so_far_are_called_so_and_no_text_takes_them_for_the_figure(
    tmp_path: Path,
) -> None:
    changed = values(TWIN)
    del changed["cases"][0]["answers"]["2.1.1"]
    changed["texts"] = {"introduction": ["It was enough in {2.1.1 share}."]}
    report = rated_bundle(load_bundle(written_json(tmp_path, changed)))
    assert captions(section(report, "2.1")).count("Of the 7 cases inspected (so far: answers are missing)") == 1
    blocks = compose(report).blocks
    introduction = blocks[blocks.index(Heading(1, "Introduction", "introduction")) + 1]
    assert isinstance(introduction, Paragraph)
    assert text_of(introduction.words) == "It was enough in not known."


def test_a_decision_on_other_counts_keeps_its_reason_and_says_why_it_does_not_stand(tmp_path: Path) -> None:
    # 5 of 8 in 2.1.2: the lowest is now 2.1.3 at 4 of 8, Requires improvement; the panel had seen Inadequate.
    changed = values(PRINTED)
    changed["tallies"]["2.1.2"] = {"yes": 5, "relevant": 8}
    report = rated_bundle(load_bundle(written_json(tmp_path, changed)))
    assert panel_fact(report, "2.1") == "Professional discretion used; that does not stand on these counts"
    said = steps(report, "2.1")
    assert REASON in said[-2]
    assert said[-1] == (
        "That decision does not stand: the rules now give Requires improvement, with a ground for discretion. "
        "The panel needs to decide again."
    )


def test_the_words_under_a_key_question_are_printed_where_only_its_rating_is_known(tmp_path: Path) -> None:
    changed = values(PRINTED)
    changed["tallies"] = {one: tally for one, tally in changed["tallies"].items() if not one.startswith("2.3")}
    changed["findings"] = {"standards": {"2.3": {"key_questions": {"2.3.2": ["Marked words."]}}}}
    report = rated_bundle(load_bundle(written_json(tmp_path, changed)))
    said = str(section(report, "2.3"))
    assert "Marked words." in said
    assert panel_fact(report, "2.3") == "Not known: only the rating was printed"


def test_what_one_case_would_change_lists_changed_ratings_and_decisions_that_would_fall() -> None:
    # Of 43 changes 11 change a rating (tests/rules/test_flips.py); 2.1.2 and 2.2.2, one yes less, take the ground from
    # the panel's step: 20 becomes 19.
    (table,) = [
        one
        for one in compose(rated_bundle(load_bundle(PRINTED))).blocks
        if isinstance(one, Table) and one.caption.startswith("Changes of one case")
    ]
    fallen = [row for row in table.rows if text_of(row.cells[2]) in ("2 of 8", "2 of 7")]
    assert len(table.rows) == 11 + 2
    assert [text_of(row.cells[5]) for row in fallen] == ["19, Good"] * 2
