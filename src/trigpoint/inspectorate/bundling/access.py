"""Who may load a file into an inspection, and what the file has to hold."""

from collections.abc import Mapping

from trigpoint.bundle.conformance import nonconformities
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.problems import in_words
from trigpoint.bundle.unseen import odd_places
from trigpoint.inspectorate.parts.names import PartName
from trigpoint.inspectorate.programme.access import check_on
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import StageKey, has_reached
from trigpoint.inspectorate.register.piece import ServicePiece
from trigpoint.inspectorate.sampling.piece import SamplePiece
from trigpoint.people.access import Refusal, refuse_unless
from trigpoint.people.permissions import Permission
from trigpoint.people.standing import Standing
from trigpoint.rules.framework import Framework
from trigpoint.sameness import reference_key

MOST_NAMED = 10
_FIX = "Download the inspection as a file, change that one and load it."


def check_can_load(by: Standing, inspection: Inspection) -> None:
    """A file is loaded into an inspection until it is published; what is public stays as it is."""
    check_on(by, Permission.LOAD_FILE, inspection)
    open_to_change = not has_reached(inspection.stage, StageKey.PUBLISHED)
    refuse_unless(open_to_change, "The inspection is published: what it holds can no longer be changed.")


def check_belongs(bundle: Bundle, inspection: Inspection) -> None:
    """A file is loaded only into the inspection that it is of: the one with its reference, under its framework.

    Its names are not asked: a service that was renamed since the file was written is the same service.
    """
    refuse_unless(
        bundle.inspection.reference == inspection.reference,
        f"The file is of the inspection '{bundle.inspection.reference}'; this one is '{inspection.reference}'.",
    )
    refuse_unless(
        # By digest as well as by name: an answer is to a question in certain words.
        bundle.framework.id == inspection.framework and bundle.framework.digest == inspection.framework_digest,
        f"The file is of another version of the framework. This inspection is pinned to '{inspection.framework}'.",
    )


def check_brings_no_draw(bundle: Bundle, sample: SamplePiece | None) -> None:
    """The draw that counts is the one made here: a file brings no certificate into an inspection under way."""
    refuse_unless(
        sample is not None or bundle.certificate is None,
        "The file holds a certificate of a draw. The draw that counts is made here, on the page 'Sample', with a seed "
        "whose hash the service has seen. Take 'certificate' out of the file and load it again.",
    )


def check_leaves_figures_to_the_register(changed: Mapping[PartName, object], service: ServicePiece) -> None:
    """Context figures of a service are the register's, once it holds any: a file does not overwrite them."""
    refuse_unless(
        not (PartName.CONTEXT in changed and service.context),
        "The file changes the context figures, which the register holds of this service. Correct them on the service's "
        "page under 'Services', then take them over on the page 'Download as a file'.",
    )


def check_register_has_figures(service: ServicePiece) -> None:
    """Only what there is can be taken over."""
    refuse_unless(bool(service.context), "The register holds no context figures of this service.")


def check_keeps_the_sample(bundle: Bundle, sample: SamplePiece | None) -> None:
    """A sample that was drawn is changed by a draw alone: a file keeps its certificate, its numbers and its cases."""
    check_brings_no_draw(bundle, sample)
    if sample is None:
        return
    refuse_unless(
        bundle.certificate == sample.certificate,
        f"The sample of this inspection was drawn, and the file does not hold the certificate of that draw. {_FIX}",
    )
    drawn = {record.case_type: (record.read, record.eligible) for record in sample.sample}
    in_file = {record.case_type: (record.read, record.eligible) for record in bundle.sample}
    refuse_unless(
        in_file == drawn,
        "The file has other numbers of the sample than the draw: how many cases were eligible and how many are read "
        f"is known from the draw. {_FIX}",
    )
    refuse_unless(
        not any(record.made_up_of for record in bundle.sample),
        "The file says what the sample is made up of. Of a sample that was drawn the cases themselves tell that: leave "
        "'made_up_of' out.",
    )
    check_holds_the_cases(bundle, sample)


def check_fits(bundle: Bundle, framework: Framework) -> None:
    """What an inspection would hold conforms to its framework, whoever changed which part of it."""
    # The first alone: after it is corrected the others may be gone, and a wall of them helps nobody.
    for nonconformity in nonconformities(bundle, framework):
        raise Refusal(
            "The file does not fit what somebody else has changed since it was downloaded: "
            f"{in_words(nonconformity.place)}, {nonconformity.actual}; expected {nonconformity.expected}. Nothing was "
            f"changed. {_FIX}"
        )


def interviews_to_count(
    in_file: Mapping[str, int], seen: Mapping[str, int], now: Mapping[str, int]
) -> Mapping[str, int | None]:
    """Return the interviews held by case type as they are to be: what the file has as it was seen is no change.

    Raises Refusal where the file changes a number that somebody else has changed since.
    """
    numbers: dict[str, int | None] = {}
    for case_type in {**now, **in_file}:
        wanted, newest = in_file.get(case_type), now.get(case_type)
        # Nobody else has changed it, or both have said the same: there is nothing to settle.
        if newest == seen.get(case_type) or wanted == newest:
            numbers[case_type] = wanted
            continue
        refuse_unless(
            wanted == seen.get(case_type),
            f"Somebody else has changed how many interviews were held about cases of the type '{case_type}' since you "
            f"opened this page: {newest if newest is not None else 'none'} now. Open it again, and load your file if "
            "its number is right.",
        )
        numbers[case_type] = newest
    return numbers


def check_holds_the_cases(bundle: Bundle, sample: SamplePiece) -> None:
    """A file holds the cases of the sample that was drawn, each of its type: none is dropped by it, and none added."""
    drawn = {case.reference: case.case_type for case in sample.cases}
    in_file = {case.reference: case.case_type for case in bundle.cases}
    spelt = {reference_key(case): case for case in drawn}
    others = [case for case in in_file if case not in drawn]
    otherwise = {case: spelt[key] for case in others if (key := reference_key(case)) in spelt}
    kinds_of_difference = (
        ("Missing", [case for case in drawn if case not in {*in_file, *otherwise.values()}]),
        ("Not in the sample", [case for case in others if case not in otherwise]),
        (
            "Written otherwise than in the sample",
            [f"{case} (there {drawn_as})" for case, drawn_as in otherwise.items()],
        ),
        ("Of another type", [case for case in drawn if in_file.get(case, drawn[case]) != drawn[case]]),
    )
    differing = "; ".join(f"{words}: {_some(cases)}" for words, cases in kinds_of_difference if cases)
    refuse_unless(
        not differing,
        f"The file does not hold the cases of the sample that was drawn. {differing}. A case leaves the sample on the "
        f"page 'Sample' alone. {_FIX}",
    )


def _some(cases: list[str]) -> str:
    more = len(cases) - MOST_NAMED
    return ", ".join(cases[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def check_reads_as_it_looks(bundle: Bundle) -> None:
    """No text has a character that cannot be seen and makes the words beside it look other than they are."""
    for place, character in odd_places(bundle.model_dump(mode="json", by_alias=True, exclude_defaults=True)):
        raise Refusal(
            f"The file has the character {character} at '{in_words(place)}'. It cannot be seen, and words beside it "
            "look other than they are. Take it out."
        )
