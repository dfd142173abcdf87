"""`trigpoint sample replay`: draw a certified sample again and say where the two differ."""

from pathlib import Path

import click

from trigpoint.bundle.case_list.frozen import frozen_sha256, frozen_text, read_frozen
from trigpoint.bundle.certificate import certificate_of, read_certificate
from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.shared import Json, json_option, print_json
from trigpoint.rules.certificate import Certificate, Difference, FrozenList
from trigpoint.rules.certificate import replay as replay_certificate

FILE = click.Path(path_type=Path)


@click.command(short_help="Draw a certified sample again.", epilog=EXIT_CODES)
@click.argument("certificate", type=FILE, metavar="CERTIFICATE")
@click.argument("case_list", type=FILE, metavar="LIST")
@json_option
@click.pass_context
def replay(
    context: click.Context,
    certificate: Path,
    case_list: Path,
    as_json: bool,  # noqa: FBT001 - click passes options so
) -> None:
    """Draw the sample of CERTIFICATE again from LIST, and say 'identical' or where it differs.

    Both files are downloaded from the page 'Sample' of an inspection. Nothing else is needed: neither the site nor a
    network. Exit code 1 where anything differs.
    """
    said = certificate_of(read_certificate(certificate))
    cases = read_frozen(case_list, said.settings.attributes)
    frozen = FrozenList(cases, frozen_sha256(frozen_text(cases, said.settings.attributes)))
    found = replay_certificate(said, frozen)
    if as_json:
        differences: list[Json] = [
            {"what": one.what, "certificate": one.certificate, "again": one.again} for one in found
        ]
        print_json({"inspection": said.drawn_for.inspection, "identical": not found, "differences": differences})
    else:
        _say(said, frozen, found)
    context.exit(1 if found else 0)


def _say(said: Certificate, frozen: FrozenList, found: tuple[Difference, ...]) -> None:
    name = said.drawn_for.inspection
    if found:
        click.echo(f"{name}: not identical.")
        for one in found:
            click.echo(f"  {one.what}\n    certificate: {one.certificate}\n    again:       {one.again}")
        return
    click.echo(f"{name}: identical.")
    click.echo(f"  The seed has the hash that was shown on {_day(said.seed.committed_at)}, before the list was in.")
    click.echo(f"  From the {len(frozen.cases)} cases on the list it draws, as the certificate says:")
    for part in said.sample.types:
        replaced = f", {len(part.taken_out)} taken out since" if part.taken_out else ""
        click.echo(f"    {part.case_type}: {len(part.chosen)} of {part.eligible} eligible cases{replaced}")


def _day(at: object) -> str:
    return f"{at:%Y-%m-%d}"
