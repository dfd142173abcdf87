"""What a sheet shows of a number, worked by hand from the format's own rules."""

from decimal import Decimal

import pytest

from trigpoint.tables.number_formats import is_of_dates, is_rounded, number_in, shown_number, shown_text


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        # Noughts in front, and words and signs around the figures.
        ("1234", "0000000", "0001234"),
        ("87", '"C-"00000', "C-00087"),
        ("87", r"\C\-00000", "C-00087"),
        ("1234567", "0000", "1234567"),
        ("260417", '"YOT/"00"/"0000', "YOT/26/0417"),
        ("12345", "00-000", "12-345"),
        ("7", "#000", "007"),
        ("7", '000"/26"', "007/26"),
        ("7", "[Red]000", "007"),
        ("7", "000;[Blue]-000", "007"),
        ("-7", "000;(000)", "(007)"),
        ("0", '000;-000;"none"', "none"),
        ("7", "000_)", "007 "),
        ("7", "[$£-809]0", "£7"),
        # The general form shows what is stored, without what a float adds.
        ("15", "General", "15"),
        ("15.5", "General", "15.5"),
        ("0.30000000000000004", "General", "0.3"),
        ("-3", "General", "-3"),
        ("700000", "General", "700000"),
        ("12", '"C"General', "C12"),
        ("12", "@", "12"),
        # Decimals, thousands, shares and powers of ten.
        ("15.5", "0", "16"),
        ("15", "0.00", "15.00"),
        ("15.25", "0.0#", "15.25"),
        ("15", "0.##", "15."),
        ("1234567", "#,##0", "1,234,567"),
        ("1234567", "#,##0,", "1,235"),
        ("0.15", "0%", "15%"),
        ("700000", "0.00E+00", "7.00E+05"),
        ("0.007", "0.0E+0", "7.0E-3"),
        ("700000", "0.00E-00", "7.00E05"),
        ("0", "#", ""),
    ],
)
def test_a_number_is_shown_as_its_format_says(number: str, code: str, shown: str) -> None:
    assert shown_number(Decimal(number_in(number) or 0), code) == shown


@pytest.mark.parametrize("code", ["# ?/?", "[>100]0;00", "# ??/100"])
def test_of_other_formats_it_is_said_that_they_are_not_understood(code: str) -> None:
    assert shown_number(Decimal(7), code) is None


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("017", '"C-"@', "C-017"),
        ("017", '0;-0;0;"K"@', "K017"),
        ("017", "@", "017"),
        ("017", "0000000", "017"),
        ("017", "General", "017"),
    ],
)
def test_a_text_is_shown_as_its_format_says(text: str, code: str, shown: str) -> None:
    assert shown_text(text, code) == shown


@pytest.mark.parametrize(
    ("code", "dates"),
    [
        ("dd/mm/yyyy", True),
        ("d-mmm", True),
        ("[$-809]dd mmmm yyyy;@", True),
        ("[h]:mm:ss", True),
        ('"day "0', False),
        (r"\d0", False),
        ("[Red]0", False),
        ("0.00E+00", False),
        ("General", False),
        ("@", False),
    ],
)
def test_a_format_of_dates_is_known_by_its_letters_outside_of_quotes(code: str, dates: bool) -> None:
    assert is_of_dates(code) is dates


@pytest.mark.parametrize("text", ["", "x", "NaN", "Infinity", "1E999999999", "-1E400"])
def test_what_is_no_number_of_a_spreadsheet_is_none(text: str) -> None:
    assert number_in(text) is None


def test_a_number_has_fifteen_figures_at_most() -> None:
    longest, longer = number_in("123456789012345"), number_in("1234567890123456")
    assert longest is not None
    assert longer is not None
    assert not is_rounded(longest)
    assert is_rounded(longer)
