"""The Bundle as it leaves the inspectorate: what gives the ratings, and no single case.

A row about one case is a group of one child. What rates a standard is counts, and those are the method's own working,
printed in every report: so cases become the counts of their answers. The certificate names single cases; it goes to the
service, whose list it was drawn from, and stays with the inspectorate.
"""

from collections.abc import Iterator, Mapping

from trigpoint.bundle.cases import TallyRecord
from trigpoint.bundle.context import SampleRecord
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.printed_groups import may_be_printed
from trigpoint.rules.answers import AnyTally, GradeTally, Tally
from trigpoint.rules.rating import Level, RatedInspection, StandardResult


def published_bundle(report: RatedBundle) -> Bundle:
    """Return the Bundle that anybody may have; rated again it gives the same ratings from the same counts.

    Answers on a scale of grades have no counts in a Bundle: of a standard that rests on them the rating alone is left.
    """
    bundle, smallest_group = report.bundle, report.framework.method.publication.smallest_group
    counts = dict(_counts(report.rated))
    ratings = dict(_ratings(report.rated, counts))
    return bundle.model_copy(
        update={
            "certificate": None,
            "cases": (),
            "tallies": bundle.tallies | counts,
            "printed": bundle.printed.model_copy(update={"ratings": bundle.printed.ratings | ratings}),
            "sample": tuple(_without_small_parts(sample, smallest_group) for sample in bundle.sample),
        }
    )


def _counts(rated: RatedInspection) -> Iterator[tuple[str, TallyRecord]]:
    """Yield the counts of each question that was answered about every case, of standards without grades."""
    for result in rated.standards:
        tallies = dict(_tallies(result))
        # With some of its counts a standard would be rated from those: it has all of them or none.
        if not any(isinstance(tally, GradeTally) for tally in tallies.values()):
            for question_id, tally in tallies.items():
                if isinstance(tally, Tally):
                    record = TallyRecord(yes=tally.yes, relevant=tally.relevant, not_evidenced=tally.not_evidenced)
                    yield question_id, record


def _tallies(result: StandardResult) -> Iterator[tuple[str, AnyTally | None]]:
    if result.level is Level.CASES:
        for question in result.counted:
            if not question.gaps:
                yield question.question.id, question.tally
                yield from ((prompt.prompt.id, prompt.tally) for prompt in question.prompts)


def _ratings(rated: RatedInspection, counts: Mapping[str, TallyRecord]) -> Iterator[tuple[str, str]]:
    """Yield the final rating of each standard that its counts cannot give."""
    for result in rated.standards:
        if result.level is Level.CASES and result.final and not _is_counted(result, counts):
            yield result.standard.id, result.final.name


def _is_counted(result: StandardResult, counts: Mapping[str, TallyRecord]) -> bool:
    return all(question.question.id in counts for question in result.key_questions)


def _without_small_parts(sample: SampleRecord, smallest_group: int) -> SampleRecord:
    parts = {fact: numbers for fact, numbers in sample.made_up_of.items() if may_be_printed(numbers, smallest_group)}
    return sample.model_copy(update={"made_up_of": parts})
