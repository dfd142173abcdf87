"""On the page of a list: what was read is shown, what can be read in two ways is asked, and only what was confirmed is sent.

Each file is one that another product read wrongly without a word.
"""

import csv
import io
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories.world import World, today
from tests.web.forms.pages import Forms
from tests.web.pages.words import words
from trigpoint.inspectorate.sampling.models import CaseList
from trigpoint.web.service.case_lists.forms import ALL_LISTS

FILES = Path(__file__).parent


class Officer:
    """The data officer of the service in a browser without JavaScript."""

    def __init__(self, world: World) -> None:
        self.client, self.reference = Client(), world.inspection.reference
        self.client.force_login(world.people["data-officer"])

    def upload(self, name: str, content: bytes, case_type: str = "court") -> str:
        on = today()
        typed = {
            "submission": str(uuid4()),
            "case_type": case_type,
            "supplier": "Invented system",
            "drawn_up_0": str(on.day),
            "drawn_up_1": str(on.month),
            "drawn_up_2": str(on.year),
            "file": SimpleUploadedFile(name, content),
        }
        return words(self.client.post(reverse("upload_list", args=[self.reference]), typed, follow=True))

    def upload_report(self, path: str, case_type: str = "court") -> str:
        file = FILES / path
        return self.upload(file.name, file.read_bytes(), case_type)

    def the_list(self, case_type: str = "court") -> CaseList:
        return CaseList.objects.get(case_type=case_type, state__in=["checking", "sent"])

    def address(self, name: str, case_type: str = "court") -> str:
        return reverse(name, args=[self.reference, self.the_list(case_type).pk])

    def fields(self, case_type: str = "court") -> dict[str, Any]:
        return Forms(self.client.get(self.address("case_list", case_type)).content.decode()).fields

    def answer(self, *, case_type: str = "court", **chosen: str | list[str]) -> str:
        """Answer questions by their ids with '_' for '-'."""
        typed = {name.replace("_", "-"): value for name, value in chosen.items()}
        version = {"version": self.fields(case_type)["version"].value}
        answer = self.client.post(self.address("list_columns", case_type), version | typed, follow=True)
        assert answer.status_code == 200, words(answer)
        return words(answer)

    def send(self, case_type: str = "court", **other: str) -> str:
        """Tick the box and send, as far as the page has it; `other` is typed by hand over what the page holds."""
        fields = self.fields(case_type)
        typed = {name: one.choices[0] if one.kind == "checkbox" else one.value for name, one in fields.items()}
        return words(self.client.post(self.address("send_list", case_type), typed | other, follow=True))


@pytest.fixture
def officer(announced: World) -> Officer:
    return Officer(announced)


def test_01_hidden_rows_are_asked_about_and_a_list_cannot_be_sent_before(officer: Officer) -> None:
    said = officer.upload_report("01-hidden-rows/02-hidden-rows.xlsx")
    assert "Rows 3 to 5 are hidden in your file, by a filter or by hand; 3 rows are shown." in said
    assert "Send it to the inspectorate" not in said
    refused = officer.send(confirmed="0" * 64)
    assert "There is a problem" in refused
    assert officer.the_list().state == "checking"
    said = officer.answer(hidden_rows="shown")
    assert "3 rows taken. Rows 3 to 5 are hidden in your file and left out; 3 rows shown." in said
    assert "Line 2 Case reference AB01" in said
    assert "AB11" not in said
    assert "is with the inspectorate" in officer.send()
    assert [line.split(",")[1] for line in officer.the_list().frozen.splitlines()[1:]] == ["AB01", "AB41", "AB51"]


def test_01_the_answer_can_be_changed_before_the_list_is_sent(officer: Officer) -> None:
    officer.upload_report("01-hidden-rows/o3-filtered.ods")
    officer.answer(hidden_rows="shown")
    said = officer.answer(hidden_rows="all")
    assert "are hidden in your file and taken as well" in said
    assert "Do the hidden rows belong to the list? Answer Yes, take all" in said
    assert "is with the inspectorate" in officer.send()


def test_02_every_sheet_with_our_headings_is_named_and_several_can_be_the_list(officer: Officer) -> None:
    said = officer.upload_report("02-second-sheet-ignored/03-two-sheets.xlsx")
    assert "Which sheet is the list of court disposals?" in said
    assert "Q1: 1 row" in said
    assert "Q2: 2 rows" in said
    one = officer.answer(sheet="Q2")
    assert "'Q1', 1 row: has the headings that are asked for" in one
    both = officer.answer(sheet=["Q1", "Q2"])
    assert "Sheets 'Q1' and 'Q2'" in both
    assert "3 rows taken" in both
    assert "Yes: 3 cases of '03-two-sheets.xlsx', sheets 'Q1' and 'Q2', as shown on this page" in both
    officer.send()
    assert officer.the_list().cases == 3


def test_06_dates_that_can_be_read_in_two_ways_are_asked_about_with_both_spans(officer: Officer) -> None:
    said = officer.upload_report("06-us-dates/c06-us.csv")
    assert "Day first: 1 February to 4 November 2026" in said
    # 3/5, 4/11, 1/2 and 2/9 with the month first: 5 March, 11 April, 2 January, 9 February.
    assert "Month first: 2 January to 11 April 2026" in said
    said = officer.answer(dates="month-first")
    assert "read as month/day: 2 January to 11 April 2026" in said
    officer.send()
    days = [line.split(",")[3] for line in officer.the_list().frozen.splitlines()[1:]]
    assert sorted(days) == ["2026-01-02", "2026-02-09", "2026-03-05", "2026-04-11"]


def test_06_a_mended_list_is_not_asked_again_which_comes_first_and_shows_it(officer: Officer) -> None:
    content = (FILES / "06-us-dates/c06-us.csv").read_bytes()
    officer.upload("c06.csv", content)
    officer.answer(dates="month-first")
    said = officer.upload("c06-mended.csv", content.replace(b"AB104", b"AB105"))
    assert "read as month/day: 2 January to 11 April 2026" in said
    assert "Does the day or the month come first in 'Date of disposal'? Answer Month first" in said


def test_21_the_annotated_copy_of_a_csv_is_a_workbook_of_text(officer: Officer) -> None:
    officer.upload_report("21-annotated-csv-loses-noughts/d2-annot.csv")
    copy = officer.client.get(officer.address("annotated_list"))
    assert 'filename="court-to-correct.xlsx"' in copy.headers["Content-Disposition"]
    sheet: Any = load_workbook(io.BytesIO(copy.content))["Case list"]
    cells = list(sheet.iter_rows())[1]
    assert [(cell.value, cell.data_type, cell.number_format) for cell in cells[2:4]] == [
        ("00123", "s", "@"),
        ("00045", "s", "@"),
    ]
    # As a spreadsheet program sends it back, mended.
    for cell in cells:
        cell.value = "medium" if cell.value == "medum" else cell.value
    mended = io.BytesIO()
    sheet.parent.save(mended)
    said = officer.upload("court-to-correct.xlsx", mended.getvalue())
    assert "noughts" not in said
    assert "Case reference 00123" in said


def test_21_a_list_whose_references_have_lost_their_noughts_is_asked_about_and_can_have_them_again(
    officer: Officer,
) -> None:
    first = (FILES / "21-annotated-csv-loses-noughts/d2-annot.csv").read_text()
    first += "\n00124,00046,05/03/2026,16,M,RO,low,low"
    officer.upload("d2.csv", first.encode())
    # What a spreadsheet program makes of the CSV when somebody opens and saves it.
    rows = [[str(int(cell)) if cell.isdigit() else cell for cell in row] for row in csv.reader(io.StringIO(first))]
    saved = "\n".join(",".join(row) for row in rows).replace("medum", "low")
    assert "\n123,45," in saved
    said = officer.upload("d2-saved.csv", saved.encode())
    assert "4 references differ from your earlier list only by noughts at the front. Which is right?" in said
    assert "45 was 00045, 46 was 00046, 123 was 00123, 124 was 00124" in said
    assert "Send it to the inspectorate" not in said
    officer.answer(dates="day-first")
    said = officer.answer(lost_noughts="as-before")
    assert "Case reference 00123 Child reference 00045" in said
    officer.send()
    lines = officer.the_list().frozen.splitlines()[1:]
    assert [line.split(",")[1:3] for line in lines] == [["00123", "00045"], ["00124", "00046"]]


def test_21_references_without_noughts_may_be_right(officer: Officer) -> None:
    first = (FILES / "21-annotated-csv-loses-noughts/d2-annot.csv").read_text().replace("medum", "low")
    officer.upload("d2.csv", first.encode())
    officer.upload("d2-saved.csv", first.replace("00123", "123").encode())
    officer.answer(dates="day-first")
    officer.answer(lost_noughts="as-here")
    officer.send()
    assert officer.the_list().frozen.splitlines()[1].startswith("court,123,00045,")


def test_23_one_workbook_is_both_lists_each_with_its_sheet(officer: Officer) -> None:
    said = officer.upload_report("23-both-lists-in-one-workbook/s1-two-types.xlsx", ALL_LISTS)
    assert "Both lists are uploaded from one file. Nothing has been sent yet: check each of them." in said
    for case_type, sheet, rows, references in (
        ("court", "Court", "1 row taken", ["CT1"]),
        ("out_of_court", "Out of court", "2 rows taken", ["OO1", "OO2"]),
    ):
        shown = words(officer.client.get(officer.address("case_list", case_type)))
        assert f"Sheet '{sheet}'" in shown
        assert rows in shown
        officer.send(case_type)
        frozen = officer.the_list(case_type).frozen.splitlines()[1:]
        assert [line.split(",")[1] for line in frozen] == references


def test_23_a_workbook_of_both_lists_is_read_for_the_one_that_is_chosen_and_the_other_sheet_is_named(
    officer: Officer,
) -> None:
    said = officer.upload_report("23-both-lists-in-one-workbook/s1-two-types.xlsx", "out_of_court")
    assert "Sheet 'Out of court'" in said
    assert "'Court', 1 row: for the list of court disposals" in said
    assert "To correct" not in said


def test_23_a_file_with_one_sheet_is_not_both_lists(officer: Officer) -> None:
    said = officer.upload_report("06-us-dates/c06-us.csv", ALL_LISTS)
    assert "The file has 1 sheet with our headings. Select which list it is" in said
    assert not CaseList.objects.exists()
