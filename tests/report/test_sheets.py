"""The spreadsheet: everything printed is in it, and it keeps the analysts' conventions for accessible tables."""

import io
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.factories.trafford import PUBLISHED, printed_tallies
from trigpoint.bundle.context import ContextFigure, ContextGroup
from trigpoint.bundle.files import LoadedBundle, load_bundle
from trigpoint.bundle.findings import Recommendation
from trigpoint.bundle.rated import rated_bundle
from trigpoint.report.sheets import spreadsheet

# gptables 2.0.2 is written for pandas 2.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gptables")


@cache
def example(name: str) -> LoadedBundle:
    return load_bundle(Path(__file__).parents[2] / "examples" / name)


@cache
def book_of(name: str) -> Workbook:
    return load_workbook(io.BytesIO(spreadsheet(rated_bundle(example(name)))))


def changed(**values: object) -> Workbook:
    """Return the spreadsheet of Trafford with other values in its Bundle."""
    loaded = example("trafford-2021")
    bundle = loaded.bundle.model_copy(update=values)
    return load_workbook(io.BytesIO(spreadsheet(rated_bundle(replace(loaded, bundle=bundle)))))


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    """Return the rows of the sheet's one table, by the first line of each column's heading."""
    (table,) = sheet.tables.values()
    heading, *lines = sheet[table.ref]
    names = [str(cell.value).split("\n")[0] for cell in heading]
    return [dict(zip(names, (cell.value for cell in line), strict=True)) for line in lines]


def test_the_sheets_of_an_inspection_known_by_its_counts() -> None:
    assert book_of("trafford-2021").sheetnames == [
        *("Cover", "Contents", "Notes"),
        *("Ratings", "Bands", "Overall", "Standards", "Decisions", "Questions", "What ifs"),
        *("Context", "Breakdowns", "Recommendations"),
    ]


def test_an_inspection_with_cases_has_a_sheet_for_stability_and_none_about_a_case() -> None:
    names = set(book_of("trafford-2021-cases").sheetnames) - set(book_of("trafford-2021").sheetnames)
    assert names == {"Stability"}


def test_every_printed_count_is_there() -> None:
    found = {
        row["Question"]: (row["Yes"], row["Relevant cases"]) for row in rows(book_of("trafford-2021")["Questions"])
    }
    assert found == {one: (tally.yes, tally.relevant) for one, tally in printed_tallies().items()}


def test_every_printed_rating_is_there_beside_what_the_rules_gave() -> None:
    sheet = rows(book_of("trafford-2021")["Standards"])
    assert {row["Standard"]: row["Final rating"] for row in sheet} == PUBLISHED["ratings"]
    before = {one: moved[0] for one, moved in PUBLISHED["discretion"].items()}
    assert {row["Standard"]: row["Rating by the rules"] for row in sheet} == PUBLISHED["ratings"] | before
    assert {row["Standard"] for row in sheet if row["Panel decision"] == "used"} == set(before)


def test_both_totals_are_there() -> None:
    by_rules, final = rows(book_of("trafford-2021")["Overall"])
    assert list(by_rules.values()) == ["by the rules", 17, 36, "Requires improvement"]
    assert list(final.values()) == ["final", PUBLISHED["score"], PUBLISHED["out_of"], PUBLISHED["overall"]]


@pytest.mark.parametrize("name", ["trafford-2021", "trafford-2021-cases"])
def test_each_sheet_has_one_marked_table_and_no_merged_blank_or_empty_cells(name: str) -> None:
    for sheet in book_of(name).worksheets[1:]:
        assert not sheet.merged_cells.ranges
        (table,) = sheet.tables.values()
        assert all(cell.value is not None for line in sheet[table.ref] for cell in line)
        assert all(line[0].value is not None for line in sheet.iter_rows())
        assert sheet["A1"].font.b


def test_what_is_not_there_has_the_analysts_sign_and_the_sheet_says_what_it_means() -> None:
    sheet = book_of("trafford-2021")["Questions"]
    prompt = next(row for row in rows(sheet) if row["Question"] == "2.1.1.1")
    assert (prompt["Not evidenced"], prompt["Band"], prompt["Lowest"]) == ("[x]", "[z]", "[z]")
    above = [line[0].value for line in sheet.iter_rows(max_row=5)]
    assert {"[z] = not applicable", "[x] = not known"} <= set(above)
    assert not [line for line in book_of("trafford-2021")["Ratings"].iter_rows() if "[" in str(line[0].value)]


def test_the_lowest_key_question_is_marked_and_its_per_cents_are_there() -> None:
    lowest = next(row for row in rows(book_of("trafford-2021")["Questions"]) if row["Lowest"] == "Yes")
    assert lowest["Question"] == "2.1.2"
    assert (lowest["Whole per cent"], lowest["Per cent to two decimals"], lowest["Band"]) == (38, 37.5, "Inadequate")


def test_contents_lead_to_every_sheet_and_notes_explain_marked_columns() -> None:
    book = book_of("trafford-2021")
    links = {cell.value: cell.hyperlink.location for cell in book["Contents"]["A"] if cell.hyperlink}
    assert links == {name: f"'{name}'!A1" for name in book.sheetnames[3:]}
    heading = [str(cell.value) for cell in book["Questions"][next(iter(book["Questions"].tables.values())).ref][0]]
    assert "Not evidenced\n[note 2]" in heading
    assert rows(book["Notes"])[1]["Note text"] == (
        "The relevant cases in which the work was not recorded. They count as no yes, and are kept apart."
    )


def test_the_cover_says_first_that_cases_are_invented() -> None:
    loaded = example("trafford-2021-cases")
    said = [cell.value for cell in book_of("trafford-2021-cases")["Cover"]["A"]]
    assert said[0] == loaded.bundle.inspection.title
    assert loaded.bundle.notice
    assert said[2] == " ".join(loaded.bundle.notice.split())
    assert f"Licence: {loaded.bundle.inspection.licence}" in said


def test_text_is_neither_a_formula_nor_a_link_nor_a_note() -> None:
    said = ["=1+1", "https://example.org/", "[a](https://example.org/) [b](c)", "$$x$$", "–"]
    book = changed(recommendations=tuple(Recommendation(addressee="+Board", text=one) for one in said))
    lines = rows(book["Recommendations"])
    assert [row["Text"] for row in lines] == [
        *said[:2],
        "[a] (https://example.org/) [b] (c)",
        "$ $x$ $",
        "Signs: –",
    ]
    sheet = book["Recommendations"]
    assert {cell.data_type for line in sheet.iter_rows() for cell in line if cell.value is not None} == {"s", "n"}
    assert not [cell for line in sheet.iter_rows() for cell in line if cell.hyperlink]


def test_numbers_are_numbers_and_ids_are_text() -> None:
    figure = ContextFigure(id="1.5", label="Share", value="10.70", year="2019", source="Here")
    group = ContextGroup(title="Group", figures=(figure,))
    row = rows(changed(context=(*example("trafford-2021").bundle.context, group))["Context"])[-1]
    assert (row["Figure"], row["Value"], row["Year"]) == ("1.5", 10.7, "2019")


def test_the_same_inspection_gives_the_same_bytes() -> None:
    report = rated_bundle(example("trafford-2021"))
    assert spreadsheet(report) == spreadsheet(report)
    assert book_of("trafford-2021").properties.created == datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no zone
