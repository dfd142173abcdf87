"""Context figures: how they are read, and what is refused. The published ones are those of the Trafford report."""

from dataclasses import replace

import pytest

from tests.factories.world import World
from trigpoint.inspectorate.register.actions import change_figures, change_service, enter_figures, withdraw_figures
from trigpoint.inspectorate.register.figures import Figures, Part, faults, plain_number, read_parts
from trigpoint.inspectorate.register.models import ContextFigures
from trigpoint.inspectorate.register.queries import context_groups, figures_of
from trigpoint.people.access import Refusal
from trigpoint.record.models import Event
from trigpoint.record.versioned import ChangedMeanwhileError

BY_AGE = Figures(
    topic="age",
    title="Children by age",
    year="2019",
    source="Youth Justice annual statistics",
    unit="percent",
    parts=(Part("10 to 14", "22", "23"), Part("15 to 17", "78", "77")),
    nation="England and Wales",
    national_source="Youth Justice annual statistics",
)
COUNTED = replace(BY_AGE, unit="number", parts=(Part("Boys", "40"), Part("Girls", "12")), total="52", nation="")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("10 to 14\t22\t23", Part("10 to 14", "22", "23")),
        ("10 to 14 | 22 | 23", Part("10 to 14", "22", "23")),
        ("10 to 14   22%   23%", Part("10 to 14", "22", "23")),
        ("Aged 10 to 17 | 22,930", Part("Aged 10 to 17", "22930")),
        ("Cases per case manager | 8.2", Part("Cases per case manager", "8.2")),
    ],
)
def test_a_part_is_read_from_a_line_as_people_type_or_paste_it(line: str, part: Part) -> None:
    assert read_parts(f"\n{line}\n\n", BY_AGE.unit) == ((part,), ())


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("alone", "has no value for the service"),
        ("a | b", "has 'b' where a number is expected"),
        ("a | 1 | 2 | 3", "has 4 columns"),
        ("a | -1", "has '-1' where a number is expected"),
        ("a | 1e9", "has '1e9' where"),
        ("a | NaN", "has 'NaN' where"),
        ("a | ١٢", "has '١٢' where"),
        ("| | |x", "has 4 columns"),
        ("a | <5", "has '<5' where"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str, fault: str) -> None:
    parts, wrong = read_parts(f"fine | 1\n{line}", "number")
    assert parts == (Part("fine", "1"),)
    assert len(wrong) == 1
    assert wrong[0].startswith(f"Line 2 {fault}")


@pytest.mark.parametrize("typed", ["", "-1", "1.2.3", "1e3", "99999999999", "0x1", "½"])
def test_what_is_no_plain_number_is_none(typed: str) -> None:
    assert plain_number(typed) == ""


@pytest.mark.parametrize("typed", ["1,5", "1,2,3", "12,34", ",500", "1,5000", "1,,500", "1500,", "1,5%", "1.500,5"])
def test_a_comma_that_does_not_group_thousands_is_refused_with_what_to_write(typed: str) -> None:
    assert plain_number(typed) == ""
    parts, wrong = read_parts(f"Boys | {typed}", "percent")
    assert parts == ()
    assert wrong[0].startswith("Line 1 ")
    if typed != "1.500,5":
        assert "a comma groups thousands. Write 1,500 for fifteen hundred and 1.5 for one and a half" in wrong[0]


@pytest.mark.parametrize(("typed", "number"), [("1,500", "1500"), ("1,234,567.25", "1234567.25"), ("12,345%", "12345")])
def test_commas_that_group_thousands_are_read(typed: str, number: str) -> None:
    assert plain_number(typed) == number


def test_figures_that_add_up_are_right() -> None:
    assert list(faults(BY_AGE, 1)) == []
    assert list(faults(COUNTED, 1)) == []


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        (replace(COUNTED, total="53"), "The parts add up to 52, but the total is 53."),
        (
            replace(BY_AGE, parts=(Part("a", "22", "23"), Part("b", "70", "77"))),
            "The service's percentages add up to 92, not to 100.",
        ),
        (
            replace(BY_AGE, parts=(Part("a", "22", "23"), Part("b", "78", "79"))),
            "The national percentages add up to 102, not to 100.",
        ),
        (replace(COUNTED, parts=(Part("a", "40"), Part("a", "12"))), "'a' is there twice."),
        (
            replace(BY_AGE, parts=(Part("a", "22", "23"), Part("b", "78"))),
            "Enter a national value for every figure or for none.",
        ),
        (replace(BY_AGE, national_source=""), "Say what the national values are of, and their source."),
        (replace(COUNTED, parts=()), "Enter at least one figure."),
    ],
)
def test_figures_that_do_not_agree_are_refused_with_what_is_wrong(figures: Figures, says: str) -> None:
    assert says in list(faults(figures, 1))


def test_percentages_may_miss_a_hundred_by_rounding() -> None:
    thirds = replace(BY_AGE, parts=(Part("a", "33"), Part("b", "33"), Part("c", "33")), nation="")
    assert list(faults(thirds, 1)) == []
    assert list(faults(thirds, 0)) == ["The service's percentages add up to 99, not to 100."]


def test_one_figure_alone_is_no_part_of_a_whole() -> None:
    assert list(faults(replace(BY_AGE, parts=(Part("Reoffending rate", "40.4", "38.1"),)), 1)) == []


def test_entered_figures_are_what_an_inspection_takes_over(world: World) -> None:
    by = world.standing("research-analyst")
    enter_figures(service=world.service, figures=BY_AGE, tolerance=1, by=by)
    (group,) = context_groups(world.service)
    (breakdown,) = group.breakdowns
    assert (group.title, breakdown.title, breakdown.columns) == ("Age", "Children by age", ("10 to 14", "15 to 17"))
    assert [(row.name, [str(one) for one in row.values]) for row in breakdown.rows] == [
        ("Eastmere", ["22", "78"]),
        ("England and Wales", ["23", "77"]),
    ]


def test_figures_are_entered_once_a_year_and_not_by_everybody(world: World) -> None:
    by = world.standing("research-analyst")
    enter_figures(service=world.service, figures=BY_AGE, tolerance=1, by=by)
    with pytest.raises(Refusal, match="There are figures 'Children by age' for 2019 already"):
        enter_figures(service=world.service, figures=BY_AGE, tolerance=1, by=by)
    with pytest.raises(Refusal, match="You cannot change the register"):
        enter_figures(service=world.other_service, figures=BY_AGE, tolerance=1, by=world.standing("service-manager"))
    with pytest.raises(Refusal, match="is not a service"):
        enter_figures(service=world.partner, figures=BY_AGE, tolerance=1, by=by)


def test_changed_figures_leave_the_old_ones_in_the_record_and_a_stale_change_is_refused(world: World) -> None:
    by = world.standing("research-analyst")
    row = enter_figures(service=world.service, figures=COUNTED, tolerance=1, by=by)
    right = replace(COUNTED, parts=(Part("Boys", "41"), Part("Girls", "12")), total="53")
    stale = ContextFigures.objects.get(pk=row.pk)
    change_figures(row=row, seen=1, figures=right, tolerance=1, by=by)
    event = Event.objects.get(kind="register.figures_changed")
    assert event.before is not None
    assert event.before["total"] == "52"
    with pytest.raises(ChangedMeanwhileError):
        change_figures(row=stale, seen=1, figures=COUNTED, tolerance=1, by=by)


def test_withdrawn_figures_stand_no_longer_and_can_be_entered_anew(world: World) -> None:
    by = world.standing("research-analyst")
    row = enter_figures(service=world.service, figures=BY_AGE, tolerance=1, by=by)
    with pytest.raises(Refusal, match="Say why"):
        withdraw_figures(row=row, seen=1, reason=" ", by=by)
    withdraw_figures(row=row, seen=1, reason="Wrong year", by=by)
    assert not figures_of(world.service).exists()
    enter_figures(service=world.service, figures=BY_AGE, tolerance=1, by=by)
    with pytest.raises(Refusal, match="have been withdrawn"):
        withdraw_figures(row=row, seen=2, reason="Again", by=by)


def test_a_service_can_be_renamed_by_whoever_keeps_the_register(world: World) -> None:
    by = world.standing("support-officer")
    change_service(service=world.service, seen=1, name="Eastmere Youth Justice", short_name="Eastmere", by=by)
    world.service.refresh_from_db()
    assert world.service.name == "Eastmere Youth Justice"
    change_service(service=world.service, seen=2, name="EASTMERE Youth Justice", short_name="Eastmere", by=by)
    with pytest.raises(Refusal, match="There is an organisation called 'Westmere' already"):
        change_service(service=world.service, seen=3, name="westmere", short_name="Eastmere", by=by)
