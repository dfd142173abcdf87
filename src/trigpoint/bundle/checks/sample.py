"""The sample against itself and against the cases in the file."""

from collections.abc import Iterator

from trigpoint.bundle import messages
from trigpoint.bundle.checks.said import Checked, Said


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
