"""`trigpoint inspections`: which inspections there are, by the references that other commands want."""

from collections.abc import Iterator
from dataclasses import dataclass

import click
from rich.table import Table

from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.screen import console
from trigpoint.cli.shared import json_option, print_json
from trigpoint.cli.site.installation import installation
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import next_stage
from trigpoint.people.roles import role


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
    for inspection in Inspection.objects.select_related("service").order_by("reference"):
        if inspection.cancelled_on:
            yield _Line(inspection.reference, inspection.service.name, "Cancelled", "", "")
            continue
        coming = next_stage(inspection.stage)
        yield _Line(
            inspection.reference,
            inspection.service.name,
            inspection.get_stage_display(),
            coming.awaits if coming else "",
            role(coming.owner).title if coming else "",
        )
