"""How the sample was drawn, and how well it matches: written from the certificate of the draw."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from trigpoint.bundle.certificate import certificate_of, certificate_sha256, shape_of
from trigpoint.bundle.rated import RatedBundle
from trigpoint.english import count_of, list_of, long_date
from trigpoint.report.document import Block, Bullets, Column, Heading, Paragraph, Row, Table, plain
from trigpoint.report.steering_words import (
    chance_in_words,
    largest_shift_in_words,
    shifts_in_words,
    steering_in_words,
)
from trigpoint.rules.balance import BalanceRow, expected
from trigpoint.rules.case_list import Attribute
from trigpoint.rules.certificate import Certificate
from trigpoint.rules.eligibility import Ineligibility
from trigpoint.rules.framework import Framework
from trigpoint.rules.sampling import TypeSample

_GROUNDS = {
    Ineligibility.OUT_OF_WINDOW: "outside the months that the framework names",
    Ineligibility.EXCLUDED: "excluded before the draw",
    Ineligibility.SAME_CHILD: "another case of a child whose latest case is eligible",
}


def sampling(report: RatedBundle) -> Iterator[Block]:
    """What the certificate says, for each type of cases; nothing where there is none."""
    if report.bundle.certificate is None:
        return
    certificate = certificate_of(report.bundle.certificate)
    yield Heading(2, "How the sample was drawn", "m-draw", in_contents=False)
    yield Paragraph(plain(_how(certificate, report.bundle.inspection.service.name)))
    yield from _earlier(certificate)
    yield from _steering(certificate, report.framework)
    yield from _left_out(certificate)
    for sample in certificate.sample.types:
        if sample.eligible:
            yield Paragraph(plain(_type(sample, report.framework)))
            yield from _tables(sample, certificate, report.framework)
    yield Paragraph(plain(_again(certificate)))


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
    lines = shifts_in_words(certificate, names)
    if lines:
        yield Paragraph(plain(largest_shift_in_words(certificate, names)))
        columns = (
            Column("What was done", share=4),
            Column("Cases", share=6),
            Column("Before", numeric=True, share=4),
            Column("After", numeric=True, share=4),
        )
        cells = (
            (line.cause, line.cases, f"{line.before} {line.before_is}", f"{line.after} {line.after_is}")
            for line in lines
        )
        rows = tuple(Row(tuple(plain(cell) for cell in row)) for row in cells)
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


def _left_out(certificate: Certificate) -> Iterator[Block]:
    numbers = Counter(case.ground for case in certificate.sample.left_out)
    if numbers:
        yield Paragraph(plain(f"{count_of(sum(numbers.values()), 'case')} on the lists could not be drawn:"))
        yield Bullets(
            tuple(plain(f"{numbers[ground]} {words}") for ground, words in _GROUNDS.items() if numbers[ground])
        )


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
    return sentence + _replaced(sample)


def _replaced(sample: TypeSample) -> str:
    if not sample.taken_out:
        return ""
    replaced = sum(case.replaced_by is not None for case in sample.taken_out)
    read = sum(case.answers > 0 for case in sample.taken_out)
    reasons = Counter(case.reason for case in sample.taken_out)
    why = "; ".join(f"{reason} ({number})" for reason, number in sorted(reasons.items()))
    return (
        f" {count_of(len(sample.taken_out), 'case')} left the sample after the draw, {replaced} of them replaced by "
        f"the reserve that is most like it. {read or 'None'} of them had been read by then. Reasons: {why}."
    )


def _tables(sample: TypeSample, certificate: Certificate, framework: Framework) -> Iterator[Block]:
    name = framework.case_type(sample.case_type).name
    single = [row for row in sample.balance if len(row.attributes) == 1]
    pairs = [row for row in sample.balance if len(row.attributes) > 1]
    for caption, rows in ((f"Eligible {name} and sample", single), (f"Eligible {name} and sample, in pairs", pairs)):
        if rows:
            yield _table(caption, rows, sample, certificate.settings.attributes)


def _table(caption: str, rows: list[BalanceRow], sample: TypeSample, attributes: tuple[Attribute, ...]) -> Table:
    columns = (
        Column("Cases", share=6),
        *(Column(heading, numeric=True, share=2) for heading in ("Eligible", "Exact match", "In the sample")),
        Column("Margin of error", numeric=True, share=3),
    )
    by_id = {attribute.id: attribute for attribute in attributes}
    table_rows: list[Row] = []
    heading: tuple[str, ...] = ()
    for row in rows:
        if row.attributes != heading:
            heading = row.attributes
            table_rows.append(Row((plain(" and ".join(by_id[sample].label for sample in heading)),), group=True))
        labels = [by_id[a].label_of(v) for a, v in zip(row.attributes, row.values, strict=True)]
        exact = expected(row, len(sample.read), sample.eligible)
        cells = (", ".join(labels), str(row.eligible), _decimal(exact), str(row.sample), _points(row.margin_tenths))
        table_rows.append(Row(tuple(plain(cell) for cell in cells)))
    return Table(caption, columns, tuple(table_rows))


def _again(certificate: Certificate) -> str:
    return (
        "Anybody who holds the certificate and the case list can draw the sample again (trigpoint sample replay). "
        f"Rule {certificate.rule}, drawn by {certificate.drawn_for.software}. Seed: {certificate.seed.seed}. "
        f"SHA-256 of the seed, shown to the service before its lists came in: {certificate.seed.commitment}. "
        f"SHA-256 of the case list: {certificate.list_sha256}. "
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
