"""A rating, a score or a figure that is typed beside its reference must be what the report prints there."""

from pathlib import Path

import pytest

from tests.bundle.clean import findings, with_fault
from tests.cli.running import InProcess
from tests.factories.bundles import PRINTED, values
from tests.public_reports.trafford import texts_of, written
from trigpoint.bundle.check import Inconsistency


def found_in(introduction: list[str]) -> tuple[Inconsistency, ...]:
    return findings(with_fault(values(PRINTED), ("texts", "introduction"), introduction))


def test_what_is_typed_beside_a_standard_the_score_and_a_context_figure_is_checked() -> None:
    assert [finding.message for finding in found_in(texts_of("12-typed-rating-not-checked"))] == [
        '"Outstanding" beside 2.1: it is rated Requires improvement',
        '"25 of 36" beside overall score: it is 20 of 36',
        '"300,000" beside context population: it is 237,354',
    ]


# By the rules 2.1 is Inadequate and the panel made it Requires improvement; the whole is Good by the panel, with 20 of
# 36, and Requires improvement by the rules, with 17. 3.2 is Inadequate, without a panel.
TRUE_AND_FALSE = [
    ("{2.1} requires improvement.", "{2.1} is inadequate."),
    ("By the rules, {2.1} is Inadequate.", "By the rules, {2.1} is Good."),
    (
        "The panel raised {2.1} from Inadequate to Requires improvement.",
        "The panel raised {2.1} from Good to Outstanding.",
    ),
    ("Planning was rated 'Inadequate' ({3.2}).", "Planning was rated 'Good' ({3.2})."),
    ("Trafford is rated Good ({overall rating}).", "Trafford is rated Outstanding ({overall rating})."),
    ("Its share earns 'Inadequate' {2.1.2}.", "Its share earns 'Good' {2.1.2}."),
    ("It scored 20/36 ({overall score}).", "It scored 19/36 ({overall score})."),
    (
        "The rules give 17 out of 36 ({overall rules score}).",
        "The rules give 20 out of 36 ({overall rules score}).",
    ),
    ("About 240,000 people ({context population}).", "About 200,000 people ({context population})."),
    ("More than a third ({context looked_after percent}).", "More than half ({context looked_after percent})."),
    ("We read eight cases ({sample court read}).", "We read nine cases ({sample court read})."),
]


def test_final_counts_unless_the_words_are_of_the_rules() -> None:
    true, false = zip(*TRUE_AND_FALSE, strict=True)
    assert found_in([*true]) == ()
    assert {finding.place[2] for finding in found_in([*false])} == set(range(len(false)))


def test_a_finding_says_the_sentence_the_figure_and_how_to_mend_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, ["All is well. In most cases {2.1.2} the child was kept safe."])
    out = InProcess(monkeypatch, capsys)("check", str(file)).out
    assert '"most" beside 2.1.2: 3 of 8 (38 per cent)' in out
    assert "in: In most cases {2.1.2} the child was kept safe." in out
    assert "to mend: Choose words that the count bears out, or name the figure: {2.1.2 share}" in out
