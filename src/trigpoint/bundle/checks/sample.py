"""The sample against itself, against the cases in the file and against the certificate of its draw."""

from collections.abc import Iterator

from trigpoint.bundle import messages
from trigpoint.bundle.certificate import certificate_of
from trigpoint.bundle.checks.said import Checked, Said
from trigpoint.bundle.context import SampleRecord
from trigpoint.rules.sampling import TypeSample


def sample_adds_up(checked: Checked) -> Iterator[Said]:
    """What the sample is made up of adds up to the cases read."""
    for number, sample in enumerate(checked.bundle.sample):
        for fact, values in sample.made_up_of.items():
            total = sum(values.values())
            if total != sample.read:
                message = messages.made_up_of(fact, sample.case_type, total, sample.read)
                yield Said(("sample", number, "made_up_of", fact), message, str(sample.read))


def cases_are_those_read(checked: Checked) -> Iterator[Said]:
    """Where the file has cases of a type, it has as many as were read."""
    for number, sample in enumerate(checked.bundle.sample):
        here = sum(case.case_type == sample.case_type for case in checked.bundle.cases)
        if here not in (0, sample.read):
            message = messages.cases_in_file(sample.case_type, here, sample.read)
            yield Said(("sample", number, "read"), message, str(here))


def questions_of_every_case_count_all_cases(checked: Checked) -> Iterator[Said]:
    """A key question without a rule of relevance applies to every case that was read."""
    read = {sample.case_type: sample.read for sample in checked.bundle.sample}
    for standard in checked.framework.standards:
        for question in standard.key_questions:
            tally, expected = checked.bundle.tallies.get(question.id), read.get(standard.case_type)
            if tally and expected is not None and not question.relevant_when and tally.relevant != expected:
                message = messages.not_all_cases(question.id, tally.relevant, expected)
                yield Said(("tallies", question.id, "relevant"), message, str(expected))


def interviews_are_about_cases_read(checked: Checked) -> Iterator[Said]:
    """There are not more interviews about cases than cases."""
    for number, sample in enumerate(checked.bundle.sample):
        if (sample.interviews or 0) > sample.read:
            message = messages.more_interviews(sample.case_type, sample.interviews or 0, sample.read)
            yield Said(("sample", number, "interviews"), message, str(sample.read))


def certificate_is_of_this_inspection(checked: Checked) -> Iterator[Said]:
    """The certificate was made for this inspection, under its framework."""
    certificate = checked.bundle.certificate
    if certificate is None:
        return
    said = certificate.drawn_for
    if said.inspection != checked.bundle.inspection.reference:
        ours = checked.bundle.inspection.reference
        message = messages.certificate_of_another(said.inspection, ours)
        yield Said(("certificate", "drawn_for", "inspection"), message, ours)
    if said.framework_digest != checked.bundle.framework.digest:
        message = messages.certificate_of_another(said.framework, checked.bundle.framework.id)
        yield Said(("certificate", "drawn_for", "framework_digest"), message, checked.bundle.framework.digest)


def sample_is_that_of_the_certificate(checked: Checked) -> Iterator[Said]:
    """As many cases of each type were read, of as many that were eligible, as the certificate says."""
    for number, sample, drawn in _drawn(checked):
        if sample.read != len(drawn.read):
            message = messages.not_as_drawn(sample.case_type, "read", sample.read, len(drawn.read))
            yield Said(("sample", number, "read"), message, str(len(drawn.read)))
        if sample.eligible and sample.eligible.number != drawn.eligible:
            message = messages.not_as_drawn(sample.case_type, "eligible", sample.eligible.number, drawn.eligible)
            yield Said(("sample", number, "eligible", "number"), message, str(drawn.eligible))


def cases_are_those_of_the_certificate(checked: Checked) -> Iterator[Said]:
    """Where the file has cases of a type, they are those that were drawn."""
    for _, sample, drawn in _drawn(checked):
        here = {case.reference for case in checked.bundle.cases if case.case_type == sample.case_type}
        for reference in sorted(here ^ set(drawn.read)) if here else ():
            yield Said(("cases",), messages.case_not_as_drawn(reference, in_file=reference in here))


def _drawn(checked: Checked) -> Iterator[tuple[int, SampleRecord, TypeSample]]:
    """Each part of the sample with its place and what the certificate says of it."""
    if checked.bundle.certificate is None:
        return
    drawn = {one.case_type: one for one in certificate_of(checked.bundle.certificate).sample.types}
    for number, sample in enumerate(checked.bundle.sample):
        if sample.case_type in drawn:
            yield number, sample, drawn[sample.case_type]
