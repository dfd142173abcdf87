"""A figure that its source suppresses can be entered wherever one can, is printed as its sign, and is compared with none."""

from pathlib import Path
from typing import Any

import pytest

from tests.bundle.clean import CLEAN, findings, with_fault
from tests.factories.bundles import PRINTED, values, written_json
from tests.factories.loaded import YOUTH
from trigpoint.bundle.context import IS_SUPPRESSED
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.problems import Place
from trigpoint.bundle.rated import RatedBundle, rated_bundle
from trigpoint.report.document import Paragraph, Table, plain, text_of
from trigpoint.report.open_data import csv_text
from trigpoint.report.sections.context import context
from trigpoint.report.sections.notes import NoteBook
from trigpoint.report.tables.surroundings import context as context_table
from trigpoint.report.words import writer

PEOPLE, YOUNG, SHARE = range(3)


def value_of(figure: int) -> Place:
    return ("context", 0, "figures", figure, "value")


def suppressed(*figures: int) -> dict[str, Any]:
    """The clean Bundle with these figures suppressed, and with no word about them but what a test adds."""
    source = with_fault(CLEAN, ("texts", "introduction"), ["All partners attend the board {1.1.1}."])
    for figure in figures:
        source = with_fault(source, value_of(figure), "[c]")
    return source


@pytest.mark.parametrize("figures", [(PEOPLE,), (YOUNG,), (SHARE,), (PEOPLE, YOUNG, SHARE)])
def test_a_suppressed_figure_is_neither_more_than_its_whole_nor_the_wrong_percentage(figures: tuple[int, ...]) -> None:
    assert findings(suppressed(*figures)) == ()


def test_figures_that_are_not_suppressed_must_agree_all_the_same() -> None:
    source = with_fault(suppressed(SHARE), value_of(YOUNG), "300000")
    assert [finding.rule for finding in findings(source)] == ["parts_are_within_wholes"]


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        (PEOPLE, "Some 300,000 people ({context people}) live there."),
        (PEOPLE, "A third of them ({context young share}) are young."),
        (YOUNG, "A third of them ({context young share}) are young."),
        (YOUNG, "There are 12 young people ({context young})."),
        (PEOPLE, "Of these 9 of 10 ({context young share}), or 90 per cent ({context young percent}), are young."),
        (SHARE, "Some 90 per cent ({context share}) are young."),
    ],
)
def test_no_word_or_number_is_compared_with_a_suppressed_figure(figure: int, sentence: str) -> None:
    assert findings(with_fault(suppressed(), ("texts", "introduction"), [sentence])) != ()
    assert findings(with_fault(suppressed(figure), ("texts", "introduction"), [sentence])) == ()


def test_a_suppressed_total_is_no_total() -> None:
    total: Place = ("context", 0, "breakdowns", 1, "rows", 0, "total")
    assert findings(with_fault(CLEAN, total, "58")) != ()
    assert findings(with_fault(CLEAN, total, "[c]")) == ()


@pytest.mark.parametrize("unit", ["number", "percent"])
def test_a_table_prints_the_sign_alone_and_says_once_below_it_what_it_means(unit: str) -> None:
    figure = CLEAN["context"][0]["figures"][PEOPLE] | {"value": "[c]", "unit": unit}
    source = with_fault(suppressed(), ("context", 0, "figures"), [figure])
    blocks = list(context(RatedBundle("", Bundle.model_validate(source), YOUTH), NoteBook()))
    figures = next(block for block in blocks if isinstance(block, Table))
    assert [text_of(row.cells[2]) for row in figures.rows] == ["[c]"]
    assert blocks[blocks.index(figures) + 1] == Paragraph(plain(IS_SUPPRESSED))
    assert blocks.count(Paragraph(plain(IS_SUPPRESSED))) == 1


def test_the_data_have_an_empty_cell_and_say_that_the_source_suppresses_it() -> None:
    heads, *lines = csv_text(context_table(Bundle.model_validate(suppressed(YOUNG)))).splitlines()
    assert heads == "figure,group,label,value,suppressed,unit,year,source,part,whole"
    assert lines[:2] == [
        "people,Population,All people,237354,false,number,2019,Census,,",
        "young,Population,Young people,,true,number,2019,Census,,people",
    ]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{context hidden}", "[c]"),
        ("{context hidden share}", "[c] of 61"),
        ("{context hidden percent}", "[c]"),
        ("{context of_hidden share}", "34 of [c]"),
        ("{context of_hidden percent}", "[c]"),
        ("{context percent_hidden}", "[c]"),
    ],
)
def test_a_text_prints_the_sign_where_it_names_a_suppressed_figure(text: str, printed: str, tmp_path: Path) -> None:
    origin = {"label": "L", "year": "y", "source": "s"}
    figures = [
        {"id": "all", "value": 61, **origin},
        {"id": "hidden", "value": "[c]", "whole": "all", **origin},
        {"id": "of_hidden", "value": 34, "whole": "hidden", **origin},
        {"id": "percent_hidden", "value": "[c]", "unit": "percent", **origin},
    ]
    bundle = values(PRINTED) | {"context": [{"title": "T", "figures": figures}], "texts": {}, "findings": {}}
    bundle |= {"judgements": {}, "panel_decisions": {}, "recommendations": []}
    report = rated_bundle(load_bundle(written_json(tmp_path, bundle)))
    assert text_of(writer(report).words_of(text)) == printed


@pytest.mark.parametrize("written", ["[x]", "c", "*", "", "[c] ", "suppressed"])
def test_a_file_has_one_sign_for_it(written: str) -> None:
    with pytest.raises(ValueError, match="decimal"):
        Bundle.model_validate(with_fault(CLEAN, value_of(PEOPLE), written))
