"""Counts that cannot be what they say: of a standard left unrated, and of a question that applies to every case."""

from pathlib import Path

from tests.factories.bundles import HARBOUR_SMALL, PRINTED, values, written, written_json
from tests.factories.loaded import HARBOUR_FOLDER
from trigpoint.bundle.check import check
from trigpoint.bundle.files import LoadedBundle, load_bundle
from trigpoint.bundle.recorded import recorded
from trigpoint.rules.rating import rate


def messages_of(loaded: LoadedBundle, rule: str) -> list[tuple[tuple[str | int, ...], str]]:
    rated = rate(loaded.framework, recorded(loaded.bundle))
    return [
        (inconsistency.place, inconsistency.message)
        for inconsistency in check(loaded.bundle, loaded.framework, rated)
        if inconsistency.rule == rule
    ]


def test_counts_of_a_standard_that_is_left_unrated_are_not_passed_over(tmp_path: Path) -> None:
    counts = 'tallies:\n  6.1.1: {yes: 1, relevant: 2}\n  6.1.1.1: {yes: 1, relevant: 2}\njudgements:\n  "6.1": {reason: x}\n'
    loaded = load_bundle(written(tmp_path, counts, start=HARBOUR_SMALL), HARBOUR_FOLDER)
    message = "6.1 was left unrated, yet cases are counted for it: rate it, or take the counts away"
    assert messages_of(loaded, "what_is_left_unrated_was_not_counted") == [(("judgements", "6.1"), message)]


def test_a_question_that_applies_to_every_case_is_counted_on_all_that_were_read(tmp_path: Path) -> None:
    changed = values(PRINTED)
    changed["tallies"]["2.1.1"]["relevant"] = 7
    changed["tallies"].update(
        {question: {"yes": 1, "relevant": 7} for question in changed["tallies"] if question.startswith("2.1.1.")}
    )
    loaded = load_bundle(written_json(tmp_path, changed))
    message = "2.1.1 applies to every case and is counted on 7; 8 were read"
    assert messages_of(loaded, "questions_of_every_case_count_all_cases") == [
        (("tallies", "2.1.1", "relevant"), message)
    ]


def test_the_printed_example_has_neither_fault() -> None:
    loaded = load_bundle(PRINTED)
    assert messages_of(loaded, "questions_of_every_case_count_all_cases") == []
    assert messages_of(loaded, "what_is_left_unrated_was_not_counted") == []
