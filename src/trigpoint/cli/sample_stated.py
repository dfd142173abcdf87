"""What a certificate states and no replay can prove, printed to be compared with what people were shown at the time."""

from collections.abc import Iterator
from datetime import datetime

import click

from trigpoint.english import count_of
from trigpoint.report.steering_words import agreed_in_words
from trigpoint.rules.certificate import Certificate
from trigpoint.rules.steering import SteeringFacts


def print_stated(certificate: Certificate, sha256: str, *, hash_given: bool) -> None:
    """Print all that whoever writes a certificate anew can change unseen; `sha256` is that of its file."""
    click.echo("Stated by the certificate; no replay can prove these:")
    if hash_given:
        click.echo("  The certificate is the one whose hash you gave, so they are as they were when that was shown.")
    else:
        click.echo("  Compare the certificate's own hash with the one in the report, or give that: --certificate-hash")
    for what, lines in _stated(certificate, sha256):
        click.echo(f"  {what}")
        for line in lines:
            # A reason of several lines would else look like lines of ours.
            click.echo(f"    {' '.join(line.split())}")


def _stated(certificate: Certificate, sha256: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    seed, drawn_for = certificate.seed, certificate.drawn_for
    yield "the certificate's own hash", (f"sha256 {sha256}",)
    to = f" to {certificate.steering.facts.shown_to}" if certificate.steering else ""
    shown = f"hash of the seed, shown{to} on {_day(seed.committed_at)}, before the list was in on"
    yield f"{shown} {_day(seed.list_in_at)}", (seed.commitment,)
    yield "day of the draw, and first day of the fieldwork", (_day(seed.drawn_at), f"{certificate.settings.fieldwork}")
    yield "framework and its digest", (drawn_for.framework, drawn_for.framework_digest)
    yield "which draw of the inspection it is, and the seeds before it", tuple(_draws(certificate))
    yield "what people did beside the draw", tuple(_done(certificate))


def _draws(certificate: Certificate) -> Iterator[str]:
    yield "the first draw" if certificate.number == 1 else f"draw {certificate.number}"
    if not certificate.earlier:
        yield "no seed before it"
    for earlier in certificate.earlier:
        fate = "drawn" if earlier.certificate_sha256 else "withdrawn"
        yield f"an earlier seed, of {_day(earlier.committed_at)}, was {fate} and replaced: {earlier.reason}"


def _done(certificate: Certificate) -> Iterator[str]:
    reasons = [
        *(f"{reference} was excluded: {reason}" for reference, reason in certificate.exclusions.items()),
        *(
            f"{case.reference} was taken out, with {count_of(case.answers, 'answer')}: {case.reason}"
            for part in certificate.sample.types
            for case in part.taken_out
        ),
    ]
    yield from reasons or ("no case excluded or taken out",)
    if certificate.steering is None:
        yield "This certificate is of version 1, which does not tell what else people did: exclusions taken back,"
        yield "lists replaced, a site date moved, a second person's consent."
        yield "Written as version 1, a newer one has lost that."
        return
    yield from _facts(certificate.steering.facts)


def _facts(facts: SteeringFacts) -> Iterator[str]:
    before, after = facts.excluded_before_list, facts.excluded_after_list
    yield f"excluded before the list that counts came in: {before}; after it: {after}; taken back: {facts.readmitted}"
    if not facts.lists_replaced:
        yield "no list replaced"
    for replaced in facts.lists_replaced:
        yield (
            f"a list of {replaced.case_type} with {count_of(replaced.cases, 'case')}, sent on "
            f"{_day(replaced.sent_at)}, was replaced: {replaced.reason or 'no reason is given'}"
        )
    if not facts.site_date_moves:
        yield "site date not moved after a list had come in"
    for move in facts.site_date_moves:
        was = f"moved from {move.before}" if move.before else "set"
        yield (
            f"after a list had come in, on {move.moved_on}, the site date was {was} to {move.after}: "
            f"{move.reason or 'no reason is given'}"
        )
    for left_off in facts.left_off_lists:
        yield (
            f"left off the list of {left_off.case_type} by rule, as its {left_off.attribute} is none of ours: "
            f"{count_of(left_off.cases, 'case')}"
        )
    if not facts.agreements:
        yield "no consent of a second person"
    for agreement in facts.agreements:
        yield (f"a second person agreed on {agreement.agreed_on} that {agreed_in_words(agreement)}: {agreement.reason}")


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"
