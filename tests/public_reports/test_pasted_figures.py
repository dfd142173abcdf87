"""Pasted figures keep their places, are read in the unit that was chosen, and are kept whole. Reports 04, 17 and 18."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from pydantic import ValidationError

from tests.bundle.clean import CLEAN, findings, with_fault
from tests.factories.loaded import YOUTH
from tests.factories.world import World
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.bundle.context import IS_SUPPRESSED, ContextGroup
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.rated import RatedBundle
from trigpoint.inspectorate.register.figures import Figures, Part, faults, read_parts
from trigpoint.inspectorate.register.models import ContextFigures
from trigpoint.inspectorate.register.queries import context_groups
from trigpoint.report.document import Paragraph, Table, plain
from trigpoint.report.sections.context import context
from trigpoint.report.sections.notes import NoteBook
from trigpoint.report.tables.surroundings import breakdowns

FOLDER = Path(__file__).parent
LONG_NAME = (
    "Children from a Gypsy, Roma or Traveller background who were known to the service in the year and who left it"
)


def reported(name: str) -> str:
    return (FOLDER / name / "figures.txt").read_bytes().decode()


def post(world: World, as_: As, text: str, unit: str = "number", total: str = "") -> Any:
    typed = {
        "topic": "age",
        "title": "Children by age",
        "year": "2025/26",
        "source": "Invented",
        "unit": unit,
        "total": total,
        "parts": text.replace("\n", "\r\n"),
        "nation": "England and Wales",
        "national_source": "Invented",
    }
    return as_("research-analyst").post(reverse("enter_figures", args=[world.service.reference]), typed)


def test_the_service_s_empty_cells_are_missing_values(world: World, as_: As) -> None:
    answer = post(world, as_, reported("04-blank-own-value"))
    said = words(answer)
    assert "Line 1 has no value for the service" in said
    assert "Line 2 has no value for the service" in said
    assert "10 to 14\t\t1,250" in answer.content.decode()
    assert not ContextFigures.objects.exists()


@pytest.mark.parametrize(
    ("text", "parts", "wrong"),
    [
        ("10 to 14\t\t1,250", (), ("Line 1 has no value for the service. Write [c] if its source suppresses it",)),
        ("10 to 14 | | 1,250", (), ("Line 1 has no value for the service. Write [c] if its source suppresses it",)),
        ("\t8\t5", (), ("Line 1 has no name",)),
        ("|8|5", (), ("Line 1 has no name",)),
        ("  8  5", (), ("Line 1 has no name",)),
        (
            "\t\t5",
            (),
            ("Line 1 has no name", "Line 1 has no value for the service. Write [c] if its source suppresses it"),
        ),
        ("10 to 14\t5\t\t", (Part("10 to 14", "5"),), ()),
        ("\t\t\n10 to 14\t5", (Part("10 to 14", "5"),), ()),
        ("Boys | girls\t5\t8", (Part("Boys | girls", "5", "8"),), ()),
        ("10  to  14\t5", (Part("10 to 14", "5"),), ()),
        ("10 to 14\u200b\t\u200e5", (Part("10 to 14", "5"),), ()),
        ("a\x0bb\t5", (Part("a b", "5"),), ()),
        (
            "a\t1\r\nb\t\r\nc\t3",
            (Part("a", "1"), Part("c", "3")),
            ("Line 2 has no value for the service. Write [c] if its source suppresses it",),
        ),
    ],
)
def test_a_cell_keeps_its_place(text: str, parts: tuple[Part, ...], wrong: tuple[str, ...]) -> None:
    assert read_parts(text, "number") == (parts, wrong)


def test_a_leading_tab_of_the_first_line_is_not_taken_off_by_the_form(world: World, as_: As) -> None:
    assert "Line 1 has no name" in words(post(world, as_, "\t8\t5\nb\t1\t2"))


def test_a_per_cent_sign_where_number_is_chosen_is_a_question(world: World, as_: As) -> None:
    said = words(post(world, as_, reported("17-per-cent-as-number")))
    for line, value in enumerate(("12%", "88%"), 1):
        assert (
            f"Line {line} has '{value}', which has a per cent sign, but 'Number' is chosen. Is it per cent or a number?"
            in said
        )
    assert not ContextFigures.objects.exists()


def test_a_per_cent_sign_where_per_cent_is_chosen_is_read(world: World, as_: As) -> None:
    assert post(world, as_, reported("17-per-cent-as-number"), unit="percent").status_code == 302
    assert ContextFigures.objects.get().parts[0]["value"] == "12"


def test_a_name_that_is_too_long_is_an_error_that_keeps_it(world: World, as_: As) -> None:
    text = reported("18-label-cut")
    name = text.split("\t")[0].split("|")[0].strip()
    answer = post(world, as_, text)
    assert f"Line 1 has a name of {len(name)} characters. It may have 100: take out {len(name) - 100}" in words(answer)
    assert name in answer.content.decode()


def test_two_names_that_begin_alike_are_two() -> None:
    alike = "x" * 99
    parts, wrong = read_parts(f"{alike}1\t4\n{alike}2\t5", "number")
    assert wrong == ()
    assert not [fault for fault in faults(FIGURES, 1) if "twice" in fault]
    assert not [fault for fault in faults(replace(FIGURES, parts=parts), 1) if "twice" in fault]


def test_two_names_that_differ_by_capitals_or_what_nobody_sees_are_one() -> None:
    parts, _ = read_parts("Boys\t4\nBOYS\u200b\t5", "number")
    assert "'BOYS' is there twice." in list(faults(replace(FIGURES, parts=parts), 1))


FIGURES = Figures("age", "Children by age", "2025/26", "Invented", "number", (Part("a", "1"), Part("b", "2")))


@pytest.mark.parametrize("typed", ["[c]", "c", "C", "*", "suppressed", "Suppressed", " * ", "confidential"])
def test_a_figure_that_is_suppressed_at_its_source_can_be_entered(typed: str) -> None:
    assert read_parts(f"10 to 14\t{typed}\t45,000", "number") == ((Part("10 to 14", "[c]", "45000"),), ())


@pytest.mark.parametrize(
    ("unit", "values", "total", "faults_found"),
    [
        ("number", ("[c]", "12"), "40", []),
        ("number", ("[c]", "12"), "11", ["The parts that are not suppressed add up to 12, but the total is 11."]),
        ("percent", ("[c]", "12"), "", []),
        (
            "percent",
            ("[c]", "12", "90"),
            "",
            ["The service's percentages that are not suppressed add up to 102, more than 100."],
        ),
        ("number", ("[c]", "[c]"), "", []),
        ("number", ("5", "12"), "[c]", []),
    ],
)
def test_no_sum_is_made_up_over_a_suppressed_figure(
    unit: str, values: tuple[str, ...], total: str, faults_found: list[str]
) -> None:
    parts = tuple(Part(f"part {number}", value) for number, value in enumerate(values))
    assert list(faults(replace(FIGURES, unit=unit, parts=parts, total=total), 1)) == faults_found


def test_a_suppressed_figure_is_shown_so_on_the_page_and_taken_over_by_an_inspection(world: World, as_: As) -> None:
    assert post(world, as_, "10 to 14\t*\t45,000\n15 to 17\t88\t[c]").status_code == 302
    said = words(as_("research-analyst").get(reverse("service", args=[world.service.reference])))
    assert "Eastmere [c] England and Wales 45,000" in said
    assert "Eastmere 88 England and Wales [c]" in said
    assert "[c]: suppressed by the source, so that nobody can be recognised." in said
    (group,) = context_groups(world.service)
    assert [row.values for row in group.breakdowns[0].rows] == [("[c]", Decimal(88)), (Decimal(45000), "[c]")]
    assert ContextGroup.model_validate(group.model_dump(mode="json")) == group


def test_a_suppressed_total_is_kept_so_and_taken_over_by_an_inspection(world: World, as_: As) -> None:
    assert post(world, as_, "10 to 14\t5\t1\n15 to 17\t8\t2", total="*").status_code == 302
    assert "Total Eastmere [c]" in words(
        as_("research-analyst").get(reverse("service", args=[world.service.reference]))
    )
    (group,) = context_groups(world.service)
    assert group.breakdowns[0].rows[0].total == "[c]"


def test_a_suppressed_figure_is_printed_so_in_report_and_data_and_is_neither_nought_nor_missing() -> None:
    at = ("context", 0, "breakdowns", 0, "rows", 0, "values", 0)
    source = with_fault(CLEAN, at, "[c]")
    assert findings(source) == ()
    bundle = Bundle.model_validate(source)
    blocks = list(context(RatedBundle("", bundle, YOUTH), NoteBook()))
    by_age = next(block for block in blocks if isinstance(block, Table) and block.caption == "Age, 2019")
    assert by_age.rows[0].cells[1:] == (plain("[c]"), plain("33%"), plain("33%"))
    assert Paragraph(plain(IS_SUPPRESSED)) in blocks
    table = breakdowns(bundle)
    value, suppressed = ([field.name for field in table.fields].index(name) for name in ("value", "suppressed"))
    first, *others = table.rows
    assert (first[value], first[suppressed]) == (None, True)
    assert not any(row[suppressed] for row in others)


@pytest.mark.parametrize("written", ["[x]", "c", "*", "", "[c] "])
def test_a_file_has_one_sign_for_what_is_suppressed(written: str) -> None:
    with pytest.raises(ValidationError, match="decimal"):
        Bundle.model_validate(with_fault(CLEAN, ("context", 0, "breakdowns", 0, "rows", 0, "values", 0), written))


def test_what_is_not_suppressed_must_fit_the_whole_all_the_same() -> None:
    source = with_fault(CLEAN, ("context", 0, "breakdowns", 0, "rows", 0, "values"), ["[c]", "90", "33"])
    assert "breakdowns_add_up" in {finding.rule for finding in findings(source)}
