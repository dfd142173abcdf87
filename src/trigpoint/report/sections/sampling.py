"""How the sample was drawn, and how well it matches: written from the certificate of the draw."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from trigpoint.bundle.certificate import certificate_of, certificate_sha256, shape_of
from trigpoint.bundle.rated import RatedBundle
from trigpoint.english import count_of, list_of, long_date
from trigpoint.report.document import Block, Bullets, Column, Heading, Paragraph, Row, Table, plain
from trigpoint.report.printed_groups import PrintedGroup, printed_groups
from trigpoint.report.steering_words import chance_in_words, printed_changes, steering_in_words
from trigpoint.rules.balance import expected
from trigpoint.rules.certificate import Certificate
from trigpoint.rules.eligibility import Ineligibility
from trigpoint.rules.framework import Framework
from trigpoint.rules.sampling import TypeSample
from trigpoint.rules.small_numbers import told_apart

_GROUNDS = {
    Ineligibility.OUT_OF_WINDOW: "outside the months that the framework names",
    Ineligibility.EXCLUDED: "excluded before the draw",
    Ineligibility.SAME_CHILD: "another case of a child whose latest case is eligible",
}
_OF_A_CHILD = (Ineligibility.OUT_OF_WINDOW, Ineligibility.SAME_CHILD)

HIDDEN = "hidden"
HIDDEN_GROUPS = (
    "The numbers of groups of which fewer than {smallest_group} cases are eligible or in the sample are hidden, so "
    "that no child can be known again, and so are those of groups that would give them away."
)


def sampling(report: RatedBundle) -> Iterator[Block]:
    """What the certificate says, for each type of cases; nothing where there is none."""
    if report.bundle.certificate is None:
        return
    certificate = certificate_of(report.bundle.certificate)
    yield Heading(2, "How the sample was drawn", "m-draw", in_contents=False)
    yield Paragraph(plain(_how(certificate, report.bundle.inspection.service.name)))
    yield from _earlier(certificate)
    yield from _steering(certificate, report.framework)
    yield from _left_out(certificate, report.framework)
    for sample in certificate.sample.types:
        if sample.eligible:
            yield Paragraph(plain(_type(sample, report.framework)))
            yield from _table(sample, certificate, report.framework)


def draw_again(report: RatedBundle) -> Iterator[Block]:
    """How the sample can be drawn again; nothing where there is no certificate."""
    if report.bundle.certificate is None:
        return
    yield Heading(2, "The draw of the sample", "x-draw", in_contents=False)
    yield Paragraph(plain(_again(certificate_of(report.bundle.certificate))))


def _how(certificate: Certificate, service: str) -> str:
    seed, attributes = certificate.seed, [_small(attribute.label) for attribute in certificate.settings.attributes]
    shown_to = certificate.steering.facts.shown_to if certificate.steering else service
    return (
        f"The seed of the draw was fixed on {long_date(seed.committed_at)}, and its hash was shown to {shown_to} from "
        f"then on. The case lists came in on {long_date(seed.list_in_at)} and the sample was drawn on "
        f"{long_date(seed.drawn_at)}, so nobody who made the lists knew which cases the seed would draw, nor the other "
        f"way round. {chance_in_words(certificate)} The draw (cube method) matches the eligible cases as closely as it "
        f"can in {list_of(attributes)}."
    )


def _steering(certificate: Certificate, framework: Framework) -> Iterator[Block]:
    """What people did beside chance, and what it did to the balance."""
    names = {case_type.id: case_type.name for case_type in framework.case_types}
    yield Bullets(tuple(plain(sentence) for sentence in steering_in_words(certificate, names)))
    changes = printed_changes(certificate, names, framework.method.publication.smallest_group)
    if changes:
        columns = (Column("What was done", share=4), Column("Cases", share=6), Column("Change", share=6))
        rows = tuple(
            Row(tuple(plain(cell) for cell in (change.cause, change.cases, change.in_words))) for change in changes
        )
        yield Table("What people changed in the sample", columns, rows)


def _earlier(certificate: Certificate) -> Iterator[Block]:
    """What came of the seeds before: a draw that is one of several says so."""
    if certificate.earlier:
        yield Paragraph(plain(f"This is draw {certificate.number}. Seeds that were fixed before it:"))
        yield Bullets(
            tuple(
                plain(
                    f"on {long_date(seed.committed_at)}, {'drawn' if seed.certificate_sha256 else 'withdrawn'}. "
                    f"{seed.reason}"
                )
                for seed in certificate.earlier
            )
        )


def _left_out(certificate: Certificate, framework: Framework) -> Iterator[Block]:
    numbers = Counter(case.ground for case in certificate.sample.left_out)
    if numbers:
        yield Paragraph(plain(f"{count_of(sum(numbers.values()), 'case')} on the lists could not be drawn:"))
        counted = _counted_grounds(numbers, framework.method.publication.smallest_group)
        yield Bullets(tuple(plain(f"{number} {words}") for words, number in counted.items() if number))


def _counted_grounds(numbers: Counter[Ineligibility], smallest_group: int) -> dict[str, int]:
    """Return each ground in words with its number. What was excluded is what the inspectorate did: always counted.

    The other grounds say something of a child. Where one of them is rare, the two are counted together, as the total
    and one of them would tell the other.
    """
    excluded = {_GROUNDS[Ineligibility.EXCLUDED]: numbers[Ineligibility.EXCLUDED]}
    of_a_child = {_GROUNDS[ground]: numbers[ground] for ground in _OF_A_CHILD}
    _, few = told_apart(of_a_child, smallest_group)
    return excluded | ({" or ".join(of_a_child): sum(of_a_child.values())} if few else of_a_child)


def _type(sample: TypeSample, framework: Framework) -> str:
    name = framework.case_type(sample.case_type).name
    if sample.is_census:
        sentence = (
            f"All {count_of(sample.eligible, 'eligible case')} of {name} were read, so there is no margin of error."
        )
    else:
        sentence = (
            f"Of {count_of(sample.eligible, 'eligible case')} of {name}, {len(sample.read)} are in the sample. "
            f"Its margin of error is {_points(sample.margin_tenths)}."
        )
    return sentence + _replaced(sample, framework.method.publication.smallest_group)


def _replaced(sample: TypeSample, smallest_group: int) -> str:
    if not sample.taken_out:
        return ""
    replaced = sum(case.replaced_by is not None for case in sample.taken_out)
    read = sum(case.answers > 0 for case in sample.taken_out)
    reasons, others = told_apart(Counter(case.reason for case in sample.taken_out), smallest_group)
    why = "; ".join(f"{reason} ({number})" for reason, number in sorted(reasons.items()))
    if others:
        few = f"not printed, as each has fewer than {smallest_group} cases ({others})"
        why = f"{why}; others {few}" if why else few
    return (
        f" {count_of(len(sample.taken_out), 'case')} left the sample after the draw, {replaced} of them replaced by "
        f"the reserve that is most like it. {read or 'None'} of them had been read by then. Reasons: {why}."
    )


def _table(sample: TypeSample, certificate: Certificate, framework: Framework) -> Iterator[Block]:
    """The table of representativeness, as far as it may leave the inspectorate."""
    smallest_group = framework.method.publication.smallest_group
    groups = printed_groups(sample, certificate.settings.attributes, smallest_group)
    if any(group.row is None for group in groups):
        yield Paragraph(plain(HIDDEN_GROUPS.format(smallest_group=smallest_group)))
    columns = (
        Column("Cases", share=6),
        *(Column(heading, numeric=True, share=2) for heading in ("Eligible", "Exact match", "In the sample")),
        Column("Margin of error", numeric=True, share=3),
    )
    rows: list[Row] = []
    for label, values in groupby(groups, key=lambda group: group.attribute.label):
        rows.append(Row((plain(label),), group=True))
        rows += [Row(tuple(plain(cell) for cell in _cells(group, sample))) for group in values]
    yield Table(f"Eligible {framework.case_type(sample.case_type).name} and sample", columns, tuple(rows))


def _cells(group: PrintedGroup, sample: TypeSample) -> tuple[str, ...]:
    row = group.row
    if row is None:
        # Exact match and margin of error too: each is worked out from the numbers, and gives them back.
        return (group.label, HIDDEN, HIDDEN, HIDDEN, HIDDEN)
    exact = expected(row, len(sample.read), sample.eligible)
    return (group.label, str(row.eligible), _decimal(exact), str(row.sample), _points(row.margin_tenths))


def _again(certificate: Certificate) -> str:
    """How to draw again. Neither the list's hash nor the seed is in it.

    Whoever guessed at the few words of a row could see by the list's hash whether they are right. The certificate's
    binds the list too, and the seed, which is random: as long as nothing that is published has the seed, no guess fits.
    """
    return (
        "Anybody who holds the certificate and the case list can draw the sample again (trigpoint sample replay). The "
        "certificate has the seed and the hash of the list. "
        f"Rule {certificate.rule}, drawn by {certificate.drawn_for.software}. "
        f"SHA-256 of the seed, shown to the service before its lists came in: {certificate.seed.commitment}. "
        f"SHA-256 of the certificate: {certificate_sha256(shape_of(certificate))}."
    )


def _points(tenths: int | None) -> str:
    if tenths is None:
        return "none read"
    if tenths == 0:
        return "none"
    return f"{tenths // 10}.{tenths % 10} points"


def _decimal(exact: Fraction) -> str:
    """One decimal, rounded half up; none where it would be zero."""
    tenths = (exact.numerator * 20 + exact.denominator) // (2 * exact.denominator)
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
