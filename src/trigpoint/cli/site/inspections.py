"""`trigpoint inspections`: which inspections there are, by the references that other commands want."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import click
from rich.table import Table

from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.screen import console
from trigpoint.cli.shared import json_option, print_json
from trigpoint.cli.site.installation import installation, today
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.waiting.lists import waiting_on_many
from trigpoint.people.roles import role

# So many inspections are read at once.
_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class _Line:
    """One inspection: where it is, and what brings it on."""

    reference: str
    service: str
    stage: str
    awaits: str
    owner: str

    @property
    def next(self) -> str:
        return f"{self.awaits} ({self.owner[:1].lower()}{self.owner[1:]})" if self.awaits else ""


@click.command(short_help="List the inspections by reference.", epilog=EXIT_CODES)
@json_option
def inspections(as_json: bool) -> None:  # noqa: FBT001 - click passes options so
    """List the inspections: reference, service, stage, and what comes next and from whom.

    'trigpoint export' and 'trigpoint record verify' want the reference.
    """
    with installation(as_it_is=True):
        lines = list(_lines())
    if as_json:
        print_json(
            [
                {
                    "reference": line.reference,
                    "service": line.service,
                    "stage": line.stage,
                    "next": line.awaits or None,
                    "owner": line.owner or None,
                }
                for line in lines
            ]
        )
    elif lines:
        table = Table(box=None, pad_edge=False)
        table.add_column("Reference", no_wrap=True)
        for heading in ("Service", "Stage", "Next"):
            table.add_column(heading, overflow="fold")
        for line in lines:
            table.add_row(line.reference, line.service, line.stage, line.next)
        console().print(table)
    else:
        click.echo("There is no inspection here yet. 'trigpoint load' makes one of a file, and the pages plan one.")


def _lines() -> Iterator[_Line]:
    """Every inspection; what is next on each is what the pages say."""
    rows = list(Inspection.objects.select_related("service", "inspectorate").order_by("reference"))
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        waiting = waiting_on_many(some, today())
        for inspection in some:
            stage = "Cancelled" if inspection.cancelled_on else inspection.get_stage_display()
            waits = waiting[inspection.pk].next
            owner = role(waits.roles[0]).title if waits and waits.roles else ""
            yield _Line(inspection.reference, inspection.service.name, stage, waits.act if waits else "", owner)
