"""Annexe 2: how sure the ratings are. What one case judged otherwise would change, and what a full read might show."""

from collections.abc import Iterator

from trigpoint.english import count_of, list_of
from trigpoint.report.document import Block, Bullets, Column, Heading, Paragraph, Row, Table, Words, plain
from trigpoint.report.explain import count, named
from trigpoint.report.figures import stability_bars
from trigpoint.report.reported import Reported
from trigpoint.report.words import NOT_KNOWN, rating_mark
from trigpoint.rules.flips import Flip
from trigpoint.rules.overall import Total
from trigpoint.rules.population import Population
from trigpoint.rules.stability import NotShown


def certainty(report: Reported) -> Iterator[Block]:
    """What one case would change, then the probability that each rating would stand on a full read."""
    yield Heading(1, "Annexe 2: How sure the ratings are", "certainty")
    yield from _one_case(report)
    yield from _stability(report)


def _one_case(report: Reported) -> Iterator[Block]:
    before = report.rated.final
    changing = [flip for flip in report.flips if flip.changes_standard or (before and flip.overall_final != before)]
    yield Heading(2, "If one case had been judged the other way", "one-case", in_contents=False)
    if not report.flips:
        yield Paragraph(plain("No standard is rated from counts, so there is nothing to try."))
        return
    yield Paragraph(
        plain(
            f"Each key question was tried with one case more answered 'yes', and one less: "
            f"{count_of(len(report.flips), 'possible change')}. Of these, {len(changing)} would change what the rules "
            "give for a standard, or the final total. Where a panel decision would not stand on the changed counts, "
            "what the rules then give is taken as final."
        )
    )
    if not changing:
        return
    columns = (
        Column("Key question", share=4),
        Column("From", numeric=True, share=2),
        Column("To", numeric=True, share=2),
        Column("Rules would give", share=4),
        Column("Total by the rules", share=4),
        Column("Final total", share=4),
    )
    caption = (
        f"Changes of one case that change a standard or a total (totals are out of {report.framework.highest_score})"
    )
    yield Table(caption, columns, tuple(_flip_row(flip) for flip in changing))


def _flip_row(flip: Flip) -> Row:
    cells: tuple[Words, ...] = (
        plain(named(flip.question)),
        plain(count(flip.before)),
        plain(count(flip.after.tally)),
        (rating_mark(flip.standard_after),),
        plain(_total(flip.overall_rules)),
        plain(_total(flip.overall_final)),
    )
    return Row(cells)


def _total(total: Total | None) -> str:
    return f"{total.score}, {total.rating.name}" if total else NOT_KNOWN


def _stability(report: Reported) -> Iterator[Block]:
    found = report.stability
    yield Heading(2, "If every eligible case had been read", "stability", in_contents=False)
    if all(isinstance(one, NotShown) for one in found.standards.values()):
        reasons = {str(one) for one in found.standards.values() if isinstance(one, NotShown)} - {NotShown.JUDGED.value}
        why = " and ".join(sorted(reasons)) or "every standard was judged from all the evidence"
        yield Paragraph(plain(f"This cannot be shown: {why}."))
        return
    yield Paragraph(
        plain(
            f"{_populations(found.populations)} Any cases that nobody read were filled in "
            f"{found.draws:,} times by an urn of whole cases (the Pólya posterior), and each result was rated by the "
            "rules. The figures say how often each rating came out. They rest on these assumptions:"
        )
    )
    yield Bullets(
        (
            plain("The cases that were not read are like those that were."),
            plain("The answers are right: that another reader might have answered otherwise is not part of it."),
            plain("A small sample looks surer than it is: an answer that nobody saw never occurs in an urn."),
            plain("Where several key questions are close to a boundary, the lowest of them tends to be lower still."),
            plain("Judged standards keep their rating, and professional discretion is not part of it."),
        )
    )
    known = {one.case_type.id: one.case_type.name for one in found.populations}
    assumed = [one.case_type for one in report.bundle.sample if one.eligible and one.eligible.basis == "assumed"]
    names = list_of([known[one] for one in assumed if one in known])
    if names:
        yield Paragraph(
            plain(f"The number of eligible {names} is assumed, so figures that rest on it only show how it works.")
        )
    yield stability_bars(report.rated, found)


def _populations(populations: tuple[Population, ...]) -> str:
    return " ".join(f"{one.read} of {one.eligible} {one.case_type.name} were read." for one in populations)
