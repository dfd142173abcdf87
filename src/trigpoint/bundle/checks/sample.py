"""The sample against itself, against the cases in the file and against the certificate of its draw."""

from collections.abc import Iterator

from trigpoint.bundle import messages
from trigpoint.bundle.certificate import certificate_of
from trigpoint.bundle.checks.observations import Checked, Observation
from trigpoint.bundle.context import SampleRecord
from trigpoint.rules.sampling import TypeSample
from trigpoint.sameness import Likeness, likeness, noughts_key, reference_key


def sample_adds_up(checked: Checked) -> Iterator[Observation]:
    """What the sample is made up of adds up to the cases read."""
    for number, sample in enumerate(checked.bundle.sample):
        for fact, values in sample.made_up_of.items():
            total = sum(values.values())
            if total != sample.read:
                message = messages.made_up_of(fact, sample.case_type, total, sample.read)
                yield Observation(("sample", number, "made_up_of", fact), message, str(sample.read))


def cases_are_those_read(checked: Checked) -> Iterator[Observation]:
    """Where the file has cases of a type, it has as many as were read."""
    for number, sample in enumerate(checked.bundle.sample):
        in_file = sum(case.case_type == sample.case_type for case in checked.bundle.cases)
        # None at all is right: a published report has counts and no cases.
        if in_file not in (0, sample.read):
            message = messages.cases_in_file(sample.case_type, in_file, sample.read)
            yield Observation(("sample", number, "read"), message, str(in_file))


def questions_of_every_case_count_all_cases(checked: Checked) -> Iterator[Observation]:
    """A key question without a rule of relevance applies to every case that was read."""
    read = {sample.case_type: sample.read for sample in checked.bundle.sample}
    for standard in checked.framework.standards:
        for question in standard.key_questions:
            tally, expected = checked.bundle.tallies.get(question.id), read.get(standard.case_type)
            if tally and expected is not None and not question.relevant_when and tally.relevant != expected:
                message = messages.not_all_cases(question.id, tally.relevant, expected)
                yield Observation(("tallies", question.id, "relevant"), message, str(expected))


def interviews_are_about_cases_read(checked: Checked) -> Iterator[Observation]:
    """There are not more interviews about cases than cases."""
    for number, sample in enumerate(checked.bundle.sample):
        if (sample.interviews or 0) > sample.read:
            message = messages.more_interviews(sample.case_type, sample.interviews or 0, sample.read)
            yield Observation(("sample", number, "interviews"), message, str(sample.read))


def certificate_is_of_this_inspection(checked: Checked) -> Iterator[Observation]:
    """The certificate was made for this inspection, under its framework."""
    certificate = checked.bundle.certificate
    if certificate is None:
        return
    drawn_for = certificate.drawn_for
    if drawn_for.inspection != checked.bundle.inspection.reference:
        reference = checked.bundle.inspection.reference
        message = messages.certificate_of_another(drawn_for.inspection, reference)
        yield Observation(("certificate", "drawn_for", "inspection"), message, reference)
    if drawn_for.framework_digest != checked.bundle.framework.digest:
        message = messages.certificate_of_another(drawn_for.framework, checked.bundle.framework.id)
        yield Observation(("certificate", "drawn_for", "framework_digest"), message, checked.bundle.framework.digest)


def sample_is_that_of_the_certificate(checked: Checked) -> Iterator[Observation]:
    """As many cases of each type were read, of as many that were eligible, as the certificate says."""
    for number, sample, drawn in _samples_as_drawn(checked):
        if sample.read != len(drawn.read):
            message = messages.not_as_drawn(sample.case_type, "read", sample.read, len(drawn.read))
            yield Observation(("sample", number, "read"), message, str(len(drawn.read)))
        if sample.eligible and sample.eligible.number != drawn.eligible:
            message = messages.not_as_drawn(sample.case_type, "eligible", sample.eligible.number, drawn.eligible)
            yield Observation(("sample", number, "eligible", "number"), message, str(drawn.eligible))


def cases_are_those_of_the_certificate(checked: Checked) -> Iterator[Observation]:
    """Where the file has cases of a type, they are those that were drawn."""
    for _, sample, drawn in _samples_as_drawn(checked):
        cases = (case.reference for case in checked.bundle.cases if case.case_type == sample.case_type)
        in_file = {reference_key(reference): reference for reference in cases}
        in_sample = {reference_key(reference): reference for reference in drawn.read}
        for key in sorted(in_file.keys() ^ in_sample.keys()) if in_file else ():
            reference = in_file.get(key) or in_sample[key]
            yield Observation(("cases",), messages.case_not_as_drawn(reference, in_file=key in in_file))


def cases_differ_by_more_than_noughts(checked: Checked) -> Iterator[Observation]:
    """Two references that only leading noughts tell apart may be one case: somebody has to say."""
    first: dict[str, str] = {}
    for number, case in enumerate(checked.bundle.cases):
        before = first.setdefault(noughts_key(case.reference), case.reference)
        if likeness(before, case.reference) is Likeness.PERHAPS:
            message = messages.apart_by_noughts(case.reference, before)
            yield Observation(("cases", number, "reference"), message)


def _samples_as_drawn(checked: Checked) -> Iterator[tuple[int, SampleRecord, TypeSample]]:
    """Each part of the sample with its place and what the certificate says of it."""
    if checked.bundle.certificate is None:
        return
    by_type = {
        type_sample.case_type: type_sample for type_sample in certificate_of(checked.bundle.certificate).sample.types
    }
    for number, sample in enumerate(checked.bundle.sample):
        if sample.case_type in by_type:
            yield number, sample, by_type[sample.case_type]
