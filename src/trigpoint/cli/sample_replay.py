"""`trigpoint sample replay`: draw a certified sample again and say where the two differ."""

import hashlib
from pathlib import Path

import click

from trigpoint.bundle.certificate import CertificateShape, certificate_of, certificate_text, read_certificate
from trigpoint.case_lists.certificate_settings import Comparison, compare_with_framework
from trigpoint.case_lists.frozen import frozen_sha256, frozen_text, read_frozen
from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.sample_stated import print_stated
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
@click.option(
    "--certificate-hash",
    metavar="SHA256",
    help="The hash of the certificate that the report prints.",
)
@json_option
@click.pass_context
def replay(
    context: click.Context,
    file: Path,
    case_list: Path,
    commitment: str | None,
    certificate_hash: str | None,
    as_json: bool,  # noqa: FBT001 - click passes options so
) -> None:
    """Draw the sample of CERTIFICATE again from LIST, and say 'identical' or where it differs.

    Both files are downloaded from the page 'Sample' of an inspection. Neither the site nor a network is needed.

    Without --commitment a replay cannot say that the seed was fixed before the lists came in: a whole certificate can
    be made with a seed of one's choice.

    Without --certificate-hash it cannot say that the certificate is the one of the report: what people did beside the
    draw can be taken out, and the same sample is drawn. All of that is printed as stated.
    """
    shape = read_certificate(file)
    certificate = certificate_of(shape)
    frozen = _frozen(case_list, certificate)
    content = file.read_bytes()
    settings = compare_with_framework(certificate)
    sha256 = hashlib.sha256(content).hexdigest()
    differences = (
        *replay_certificate(certificate, frozen),
        *settings.differences,
        *_rewritten(content, shape),
        *_another_seed(certificate, commitment),
        *_another_certificate(sha256, certificate_hash),
    )
    if as_json:
        given = {"commitment_given": bool(commitment), "certificate_hash_given": bool(certificate_hash)}
        print_json(_json(shape, differences, sha256, settings) | given)
    elif differences:
        _print_differences(certificate, differences)
        _print_not_compared(settings)
    else:
        _print_identical(certificate, frozen, settings)
        _print_seed(commitment)
        print_stated(certificate, sha256, hash_given=bool(certificate_hash))
        _print_not_compared(settings)
    context.exit(1 if differences else 0)


def _frozen(case_list: Path, certificate: Certificate) -> FrozenList:
    cases = read_frozen(case_list, certificate.settings.attributes)
    return FrozenList(cases, frozen_sha256(frozen_text(cases, certificate.settings.attributes)))


def _rewritten(content: bytes, shape: CertificateShape) -> tuple[Difference, ...]:
    """A certificate is read with some leniency, such as blanks round a word, but only one text of it was handed out."""
    if content == certificate_text(shape).encode():
        return ()
    return (Difference("the file of the certificate", "written again by somebody", "as it is downloaded"),)


def _another_seed(certificate: Certificate, commitment: str | None) -> tuple[Difference, ...]:
    """A seed other than the one whose hash was shown: all else may fit, and the draw was made elsewhere."""
    if commitment is None or _typed(commitment) == certificate.seed.commitment:
        return ()
    return (
        Difference("the hash of the seed that was shown", certificate.seed.commitment, f"{commitment}, as you gave it"),
    )


def _another_certificate(sha256: str, given: str | None) -> tuple[Difference, ...]:
    """Another certificate than the one in the report, even one from which the same sample is drawn."""
    if not given or _typed(given) == sha256:
        return ()
    return (Difference("the hash of the certificate", sha256, f"{given}, as you gave it"),)


def _typed(given: str) -> str:
    return given.strip().lower()


def _json(
    shape: CertificateShape, differences: tuple[Difference, ...], sha256: str, settings: Comparison
) -> dict[str, Json]:
    certificate = certificate_of(shape)
    values: list[Json] = [
        {"what": difference.what, "certificate": difference.certificate, "again": difference.again}
        for difference in differences
    ]
    return {
        "inspection": certificate.drawn_for.inspection,
        "identical": not differences,
        "differences": values,
        "settings": settings.says,
        "settings_compared": settings.compared,
        "certificate_version": shape.certificate_version,
        "tells_what_people_did": certificate.steering is not None,
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


def _print_identical(certificate: Certificate, frozen: FrozenList, settings: Comparison) -> None:
    but = "" if settings.compared else ", but its settings were not compared"
    click.echo(f"{certificate.drawn_for.inspection}: identical{but}.")
    click.echo(f"  From the {count_of(len(frozen.cases), 'case')} on the list the seed draws, as the certificate says:")
    for part in certificate.sample.types:
        gone = f", {len(part.taken_out)} taken out since the draw" if part.taken_out else ""
        click.echo(f"    {part.case_type}: {len(part.read)} of {count_of(part.eligible, 'eligible case')} read{gone}")
    if settings.compared:
        click.echo(f"  {settings.says}")


def _print_seed(commitment: str | None) -> None:
    if commitment is not None:
        click.echo("  The seed is the one whose hash you gave.")
        return
    click.echo(
        "  No hash of the seed was given, so this does not show that the seed was fixed before the lists came in.\n"
        "  Give the one that the service was shown, not the one in the certificate: --commitment SHA256"
    )


def _print_not_compared(settings: Comparison) -> None:
    """Last, so that nobody who reads the end alone takes the settings for those of the framework."""
    if settings.compared:
        return
    click.echo(f"Not compared: the settings. {settings.says}")
    click.echo(
        "  So windows, shares, margin of error and attributes may be anybody's choice. To compare them, replay with"
    )
    click.echo("  a version of Trigpoint that has the framework, and see that its digest is the one in the report.")
