"""`trigpoint sample replay`: draw a certified sample again and say where the two differ."""

import hashlib
from datetime import datetime
from pathlib import Path

import click

from trigpoint.bundle.certificate import CertificateShape, certificate_of, certificate_text, read_certificate
from trigpoint.case_lists.certificate_settings import compare_with_framework
from trigpoint.case_lists.frozen import frozen_sha256, frozen_text, read_frozen
from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.shared import json_option, print_json
from trigpoint.english import count_of
from trigpoint.report.json_values import Json
from trigpoint.rules.certificate import Certificate, Difference, FrozenList
from trigpoint.rules.certificate import replay as replay_certificate

FILE = click.Path(path_type=Path)


@click.command(short_help="Draw a certified sample again.", epilog=EXIT_CODES)
@click.argument("file", type=FILE, metavar="CERTIFICATE")
@click.argument("case_list", type=FILE, metavar="LIST")
@click.option(
    "--commitment",
    metavar="SHA256",
    help="The hash of the seed that the service was shown before its lists came in.",
)
@json_option
@click.pass_context
def replay(
    context: click.Context,
    file: Path,
    case_list: Path,
    commitment: str | None,
    as_json: bool,  # noqa: FBT001 - click passes options so
) -> None:
    """Draw the sample of CERTIFICATE again from LIST, and say 'identical' or where it differs.

    Both files are downloaded from the page 'Sample' of an inspection. Nothing else is needed: neither the site nor a
    network. Exit code 1 where anything differs.

    Without --commitment a replay cannot say that the seed is the one that was fixed before the lists came in: a whole
    certificate can be made with a seed of one's choice.
    """
    shape = read_certificate(file)
    certificate = certificate_of(shape)
    cases = read_frozen(case_list, certificate.settings.attributes)
    frozen = FrozenList(cases, frozen_sha256(frozen_text(cases, certificate.settings.attributes)))
    content = file.read_bytes()
    settings = compare_with_framework(certificate)
    differences = (
        *replay_certificate(certificate, frozen),
        *settings.differences,
        *_rewritten(content, shape),
        *_another_seed(certificate, commitment),
    )
    sha256 = hashlib.sha256(content).hexdigest()
    if as_json:
        print_json({**_json(certificate, differences, sha256, settings.says), "commitment_given": bool(commitment)})
    elif differences:
        _print_differences(certificate, differences)
    else:
        _print_identical(certificate, frozen, settings.says)
        _print_seed(commitment)
        _print_what_to_compare(certificate, sha256)
    context.exit(1 if differences else 0)


def _rewritten(content: bytes, shape: CertificateShape) -> tuple[Difference, ...]:
    """A certificate is read with some leniency, such as blanks round a word, but only one text of it was handed out."""
    if content == certificate_text(shape).encode():
        return ()
    return (Difference("the file of the certificate", "written again by somebody", "as it is downloaded"),)


def _another_seed(certificate: Certificate, commitment: str | None) -> tuple[Difference, ...]:
    """A seed other than the one whose hash was shown: all else may fit, and the draw was made elsewhere."""
    if commitment is None or commitment.strip().lower() == certificate.seed.commitment:
        return ()
    return (
        Difference("the hash of the seed that was shown", certificate.seed.commitment, f"{commitment}, as you gave it"),
    )


def _json(certificate: Certificate, differences: tuple[Difference, ...], sha256: str, settings: str) -> dict[str, Json]:
    values: list[Json] = [
        {"what": difference.what, "certificate": difference.certificate, "again": difference.again}
        for difference in differences
    ]
    return {
        "inspection": certificate.drawn_for.inspection,
        "identical": not differences,
        "differences": values,
        "settings": settings,
        "certificate_sha256": sha256,
        "commitment": certificate.seed.commitment,
        "list_sha256": certificate.list_sha256,
        "number": certificate.number,
    }


def _print_differences(certificate: Certificate, differences: tuple[Difference, ...]) -> None:
    click.echo(f"{certificate.drawn_for.inspection}: not identical.")
    for difference in differences:
        click.echo(
            f"  {difference.what}\n    certificate: {difference.certificate}\n    again:       {difference.again}"
        )


def _print_identical(certificate: Certificate, frozen: FrozenList, settings: str) -> None:
    click.echo(f"{certificate.drawn_for.inspection}: identical.")
    click.echo(f"  From the {count_of(len(frozen.cases), 'case')} on the list the seed draws, as the certificate says:")
    for part in certificate.sample.types:
        gone = f", {len(part.taken_out)} taken out since the draw" if part.taken_out else ""
        click.echo(f"    {part.case_type}: {len(part.read)} of {count_of(part.eligible, 'eligible case')} read{gone}")
    click.echo(f"  {settings}")


def _print_seed(commitment: str | None) -> None:
    if commitment is not None:
        click.echo("  The seed is the one whose hash you gave.")
        return
    click.echo(
        "  No hash of the seed was given, so this does not show that the seed was fixed before the lists came in.\n"
        "  Give the one that the service was shown, not the one in the certificate: --commitment SHA256"
    )


def _print_what_to_compare(certificate: Certificate, sha256: str) -> None:
    """What nobody can prove afterwards: whether it is what was shown at the time."""
    seed = certificate.seed
    click.echo("Compare with what you were shown at the time; no replay can prove these:")
    click.echo(
        f"  hash of the seed, shown on {_day(seed.committed_at)}, before the list was in on {_day(seed.list_in_at)}"
    )
    click.echo(f"    {seed.commitment}")
    click.echo(f"  SHA-256 of the certificate, on the inspection's page\n    {sha256}")
    click.echo(f"  first day of the fieldwork\n    {certificate.settings.fieldwork:%Y-%m-%d}")
    click.echo(f"  which draw of the inspection it is\n    {_which(certificate)}")
    for earlier in certificate.earlier:
        fate = "drawn" if earlier.certificate_sha256 else "withdrawn"
        click.echo(f"    an earlier seed, of {_day(earlier.committed_at)}, was {fate} and replaced: {earlier.reason}")


def _which(certificate: Certificate) -> str:
    return "the first" if certificate.number == 1 else f"draw {certificate.number}"


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"
