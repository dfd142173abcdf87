"""Case lists in files, for the tests of `trigpoint sample`."""

from pathlib import Path

from tests.case_lists.lists import HEADINGS, csv_bytes, xlsx_bytes

# Drawn up, and first day on site, of a list in these tests, and of those of the public reports.
DATES = ("--drawn-up", "2026-10-20", "--fieldwork", "2026-11-23")
LATER = ("--drawn-up", "2026-11-28", "--fieldwork", "2026-11-23")

_REPORTS = Path(__file__).parents[1] / "public_reports"
MONTH_FIRST = _REPORTS / "06-us-dates" / "c06-us.csv"
HIDDEN = _REPORTS / "01-hidden-rows" / "02-hidden-rows.xlsx"
TWO_SHEETS = _REPORTS / "02-second-sheet-ignored" / "03-two-sheets.xlsx"
TWO_HEADINGS = _REPORTS / "05-two-headings-fit" / "d1-two-dates.csv"
TWO_SPELLINGS = _REPORTS / "08-child-with-and-without-noughts" / "13-child-zeros.xlsx"


def written(folder: Path, *rows: tuple[str, ...], name: str = "list.csv", headings: tuple[str, ...] = HEADINGS) -> str:
    file = folder / name
    content = xlsx_bytes([headings, *rows]) if file.suffix == ".xlsx" else csv_bytes(*rows, headings=headings)
    file.write_bytes(content)
    return str(file)


def in_one_line(text: str) -> str:
    return " ".join(text.split())
