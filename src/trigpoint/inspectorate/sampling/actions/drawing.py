"""Draw the sample. What surrounds it is taken over from the register, so that no later change moves it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction

from trigpoint.bundle.certificate import certificate_text, shape_of
from trigpoint.case_lists.frozen import frozen_sha256, frozen_text
from trigpoint.inspectorate.parts.actions import Provenance, write_parts
from trigpoint.inspectorate.parts.models import Part
from trigpoint.inspectorate.parts.names import PartName
from trigpoint.inspectorate.parts.queries import PartsPiece, parts_piece
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import lock_inspection
from trigpoint.inspectorate.register.piece import service_piece
from trigpoint.inspectorate.sampling import kinds
from trigpoint.inspectorate.sampling.access import (
    check_can_draw,
    check_clock,
    check_exclusions_fit,
    check_nobody_has_drawn,
    check_references_are_settled,
)
from trigpoint.inspectorate.sampling.actions.lists import drop_unsent_lists
from trigpoint.inspectorate.sampling.between_lists import unsettled_on_two_lists
from trigpoint.inspectorate.sampling.draws import earlier_seeds, newest_draw
from trigpoint.inspectorate.sampling.exclusions_to_confirm import exclusions_to_confirm
from trigpoint.inspectorate.sampling.limits import check_site_date_may_count, check_within
from trigpoint.inspectorate.sampling.models import CaseList, Draw, SeedCommitment
from trigpoint.inspectorate.sampling.on_record import check_as_on_record
from trigpoint.inspectorate.sampling.queries import (
    SOFTWARE,
    came_in,
    cases_of,
    exclusions,
    lists_for_draw,
    missing_lists,
    settings_of,
    waiting_seed,
)
from trigpoint.inspectorate.sampling.recorded_answers import (
    answers_by_case,
    check_draw_may_leave_out,
    write_recorded_cases,
)
from trigpoint.inspectorate.sampling.redrawn import ListedCases, listed_by, still_recorded
from trigpoint.inspectorate.sampling.sealed_seeds import SealedSeedError, opened
from trigpoint.inspectorate.sampling.steered import steering_facts
from trigpoint.people.access import Refusal, check_reason_given, refuse_unless
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.versioned import change
from trigpoint.record.writing import new_row, write
from trigpoint.rules.case_list import ListedCase
from trigpoint.rules.certificate import Certificate, DrawnFor, FrozenList, Seed, certified, with_steering
from trigpoint.rules.sampling import SamplingSettings
from trigpoint.rules.steering import Limited, SteeringFacts


def draw_sample(
    *, inspection: Inspection, reason: str, at: datetime, keys: Path, by: Standing, may_leave: Collection[str] = ()
) -> Draw:
    """Draw the sample from the lists that are in, with the seed that was fixed before. A second draw asks a reason.

    `keys` is the folder of the installation's keys, one of which opens the seed.
    `may_leave` are the cases with answers that may be left out: all of them, as nobody knows before which will be.
    """
    with transaction.atomic():
        lock_inspection(inspection)
        newest, lists, parts = newest_draw(inspection), lists_for_draw(inspection), parts_piece(inspection)
        last = newest.draw if newest else None
        check_as_on_record(inspection)
        waiting, settings = _checked_seed(inspection, lists, last, by), _settings(inspection)
        check_site_date_may_count(waiting)
        # Counted before the draw: afterwards the sample is another, and what left it is no longer listed.
        answers, before = answers_by_case(inspection), listed_by(inspection, newest)
        check_draw_may_leave_out(answers, may_leave)
        cases = cases_of(inspection, lists.values())
        if last is None:
            _check_file_allows_the_first_draw(parts, answers, cases)
        else:
            check_reason_given(reason, "Say why the sample is drawn again.")
        check_within(inspection, Limited.EXCLUDED, len(_exclusions_of_listed(inspection, cases)), of=len(cases))
        check_clock(at, max(came_in(case_list) for case_list in lists.values()), "the last case list came in")
        list_text = frozen_text(cases, settings.attributes)
        frozen = FrozenList(cases, frozen_sha256(list_text))
        # Every list has to be later than the seed, so the certificate names the earliest of them.
        list_in_at = min(came_in(case_list) for case_list in lists.values())
        seed = Seed(_opened(waiting, keys), waiting.commitment, waiting.at, list_in_at, at)
        facts = steering_facts(waiting, lists, cases, settings, of_draw=last.number + 1 if last else 1)
        certificate = _certified(inspection, settings, frozen, seed, reason, facts)
        draw = _keep(inspection, certificate, list_text, reason, by)
        _use_up(waiting, draw, by)
        _take_over_register(parts, draw, by)
        now = listed_by(inspection, newest_draw(inspection))
        _set_answers_aside(parts, draw, before, now, answers, by)
        # No seed waits any more, so an unsent list cannot be sent: it is not ours to keep.
        drop_unsent_lists(inspection=inspection, by=by)
    return draw


def _checked_seed(
    inspection: Inspection, lists: Mapping[str, CaseList], last: Draw | None, by: Standing
) -> SeedCommitment:
    """The seed of this draw. Raises Refusal where nothing can be drawn now."""
    waiting = waiting_seed(inspection)
    # Asked first: of two who draw at once the second shall read that the other has, not that a seed is missing.
    check_nobody_has_drawn(by, inspection, waiting, last)
    check_can_draw(by, inspection, waiting, lists, missing_lists(inspection, lists))
    # An exclusion was decided about one child; a corrected list may hold another under the same reference.
    check_exclusions_fit([unsettled.exclusion.case for unsettled in exclusions_to_confirm(inspection)])
    check_references_are_settled(unsettled_on_two_lists(inspection))
    if waiting is None:
        raise Refusal("Fix the seed of the draw first.")
    return waiting


def _opened(waiting: SeedCommitment, keys: Path) -> str:
    """The seed itself. Raises Refusal where it is not the one whose hash was fixed, or no key opens it."""
    try:
        return opened(waiting.sealed, waiting.commitment, keys)
    except SealedSeedError as error:
        raise Refusal(
            f"{error} Nothing was drawn. If no copy of the key is left, withdraw the seed and fix another one: the "
            "service sees both."
        ) from None


def _settings(inspection: Inspection) -> SamplingSettings:
    settings = settings_of(inspection)
    if settings is None:
        raise Refusal("The framework of this inspection draws no sample.")
    return settings


def _certified(
    inspection: Inspection,
    settings: SamplingSettings,
    frozen: FrozenList,
    seed: Seed,
    reason: str,
    facts: SteeringFacts,
) -> Certificate:
    certificate = certified(
        drawn_for=DrawnFor(inspection.reference, inspection.framework, inspection.framework_digest, SOFTWARE),
        settings=settings,
        frozen=frozen,
        seed=seed,
        exclusions=_exclusions_of_listed(inspection, frozen.cases),
        earlier=earlier_seeds(inspection, seed.committed_at, reason),
    )
    return with_steering(certificate, frozen, facts)


def _keep(inspection: Inspection, certificate: Certificate, list_text: str, reason: str, by: Standing) -> Draw:
    """Keep a draw with its list and its certificate."""
    text = certificate_text(shape_of(certificate))
    told = {
        "number": certificate.number,
        "list_sha256": certificate.list_sha256,
        "certificate_sha256": frozen_sha256(text),
        "reason": reason,
    }
    # The record keeps hashes, not texts: a certificate names cases, and nothing in the record can be erased.
    draw = Draw.objects.create(
        inspection=inspection, at=certificate.seed.drawn_at, list_text=list_text, certificate=text, **told
    )
    after = {**told, "change": draw.pk}
    chain = inspection_chain(inspection)
    write(chain=chain, by=by, kind=kinds.SAMPLE_DRAWN, thing=new_row(draw), after=after, reason=reason)
    return draw


def _use_up(seed: SeedCommitment, draw: Draw, by: Standing) -> None:
    """Use the seed in the transaction of its draw: it can never serve a second one."""
    to, chain = {"draw_number": draw.number}, inspection_chain(draw.inspection)
    change(seed, seen=seed.version, to=to, by=by, kind=kinds.SEED_USED, chain=chain)


def _take_over_register(parts: PartsPiece, draw: Draw, by: Standing) -> None:
    """Copy what the register says of the service, where the inspection has no such words of its own yet.

    The report speaks of the service as it was when its cases were chosen: a later name or figure must not move it.
    """
    inspection = draw.inspection
    service = service_piece(inspection.service)
    names = {
        "service": {"name": service.name, "short_name": service.short_name},
        "inspectorate": inspection.inspectorate.name,
    }
    for part, value, versions in (
        (PartName.NAMES, names, service.names_version),
        (PartName.CONTEXT, service.context_document, service.context_versions),
    ):
        # A part that was emptied on purpose is there as well, and is not filled again.
        if value and part not in parts.versions:
            reason = "Taken over from the register with the sample"
            provenance = Provenance(Part.Origin.DRAW, draw.pk, reason, versions)
            write_parts(inspection=inspection, values={part: value}, seen={}, provenance=provenance, by=by)


def _check_file_allows_the_first_draw(
    parts: PartsPiece, answers: Mapping[str, int], cases: Iterable[ListedCase]
) -> None:
    """Refuse answers about cases that no list has, and printed counts: what came in by file must fit the sample.

    Later draws need not have the cases of the first: a corrected list may leave some out, and that is said.
    """
    listed = {case.reference for case in cases}
    strange = sorted(case for case in answers if case not in listed)
    # Dropped in silence they would be lost, and kept they would be answers about no case of the sample.
    refuse_unless(
        not strange,
        f"The inspection holds answers about cases that are on no list: {', '.join(strange[:10])}. Load a file "
        "without them first; what it holds now stays on record.",
    )
    # A standard is rated from its cases or from counts, never from both.
    refuse_unless(
        PartName.TALLIES not in parts.values,
        "The inspection holds counts that came in by file, with no cases behind them. Cases cannot be read beside "
        "them: load a file without 'tallies' first. What the inspection holds now stays on record.",
    )


def _set_answers_aside(
    parts: PartsPiece, draw: Draw, before: ListedCases, now: ListedCases, answers: Mapping[str, int], by: Standing
) -> None:
    inspection = draw.inspection
    cases = list(still_recorded(parts.values.get(PartName.CASES, []), before, now))
    staying = {case["reference"] for case in cases}
    leaving = ", ".join(f"{case} ({number})" for case, number in answers.items() if case not in staying)
    if leaving:
        after = {"number": draw.number, "cases": leaving, "kept_in": parts.number_of(PartName.CASES)}
        thing = f"left:{inspection.reference}/{draw.number}"
        write(chain=inspection_chain(inspection), by=by, kind=kinds.ANSWERS_SET_ASIDE, thing=thing, after=after)
    write_recorded_cases(inspection, parts, cases, draw.pk, draw.reason or "The sample was drawn.", by)


def _exclusions_of_listed(inspection: Inspection, cases: Sequence[ListedCase]) -> dict[str, str]:
    """Reference → reason. An exclusion of a case that is on no list any more has nothing to exclude."""
    listed = {case.reference for case in cases}
    return {exclusion.case: exclusion.why for exclusion in exclusions(inspection) if exclusion.case in listed}
