"""Ask a second person whether the lead may go beyond the framework's limit, and decide it."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from trigpoint.english import long_date
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling import access
from trigpoint.inspectorate.sampling.actions.second_decisions import ask_second, decide_second
from trigpoint.inspectorate.sampling.draws import newest_draw
from trigpoint.inspectorate.sampling.limits import Limit, decisions, limit_of, number_of
from trigpoint.inspectorate.sampling.on_record import site_date_moves
from trigpoint.inspectorate.sampling.queries import exclusions, listed_cases, waiting_seed
from trigpoint.people.access import may
from trigpoint.people.permissions import Permission
from trigpoint.people.standing import Standing
from trigpoint.rules.steering import Limited
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.forms import Form, VersionedForm
from trigpoint.web.govuk.pages import answer, form_page
from trigpoint.web.guards.inspections import on_inspection
from trigpoint.web.inspectorate.sampling.pages import sample_page

MOST = 10_000
_LABELS = {
    Limited.EXCLUDED: "Exclude more cases before the draw",
    Limited.TAKEN_OUT: "Take more cases out of the sample",
    Limited.DRAWS: "Draw the sample again",
    Limited.SITE_DATE: "Draw by a site date that was moved after a list had come in",
}
_TONES = {"asked": "yellow", "agreed": "green", "refused": "red"}


class AskSecondForm(Form):
    """What goes beyond the limit, up to which number, and why."""

    limited = fields.radios("What you would do", [], error="Select what you would do")
    number = fields.number("How many in all", least=1, most=MOST, hint="Those so far are counted in.")
    why = fields.recorded_text("Why the limit is not enough here", hint="The second person reads this.")

    def __init__(self, *args: object, limits: tuple[Limit, ...], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["limited"].choices = [  # type: ignore[attr-defined]
            (limit.limited.value, f"{_LABELS[limit.limited]}: you may go to {limit.number} now") for limit in limits
        ]


class DecideSecondForm(VersionedForm):
    """Whether the lead may, and why."""

    decision = fields.radios(
        "Your decision", [("agreed", "Agree"), ("refused", "Refuse")], error="Select whether you agree"
    )
    why = fields.recorded_text(
        "Why", hint="The lead inspector reads this. If you agree, the service reads it too and the report prints it."
    )


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """One second decision as a line of the page: who asked and decided, by name, when and why."""

    id: UUID
    up_to: str
    asked: str
    state: str
    tone: str
    decided: str
    may_decide: bool


def decisions_shown(inspection: Inspection, by: Standing) -> tuple[DecisionShown, ...]:
    """Every second decision that was asked for, with the way to decide it for whoever may."""
    return tuple(
        DecisionShown(
            id=row.id,
            up_to=number_of(Limited(row.limited), row.number),
            asked=f"{row.asked_by.name}, {long_date(row.asked_on)}: {row.why}",
            state=row.get_state_display(),
            tone=_TONES[row.state],
            decided=f"{row.decided_by.name}, {long_date(row.decided_on)}: {row.decided_why}"
            if row.decided_by and row.decided_on
            else "",
            may_decide=bool(may(access.check_can_decide_second, by, row)),
        )
        for row in decisions(inspection).select_related("inspection")
    )


@on_inspection(Permission.SET_SAMPLE)
@form_page(AskSecondForm)
def ask(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Ask a second person."""
    access.check_can_ask_second(request.standing, inspection)
    limits = _limits(inspection)
    form = AskSecondForm(request.POST or None, limits=limits)
    lead = (
        "The framework limits what the lead inspector changes in a sample alone. A quality lead or a director decides "
        "about more. Their decision stands in the certificate and in the report."
    )
    page = sample_page(inspection, "Ask a second person to decide", "Ask", lead)

    def ask_it() -> None:
        limit = next(limit for limit in limits if limit.limited == form.cleaned_data["limited"])
        number, why = form.cleaned_data["number"], form.cleaned_data["why"]
        ask_second(inspection=inspection, limit=limit, number=number, why=why, by=request.standing)

    return answer(
        request,
        page,
        form,
        do=ask_it,
        then=page.cancel,
        notice="A quality lead or a director decides now: it is on their list of what needs them. You see here what "
        "they decide.",
    )


@on_inspection(Permission.DECIDE_ON_SAMPLE)
@form_page(DecideSecondForm)
def decide(request: SignedInRequest, inspection: Inspection, decision: UUID) -> HttpResponse:
    """Decide, as the second person."""
    row = get_object_or_404(decisions(inspection).select_related("inspection"), pk=decision)
    access.check_can_decide_second(request.standing, row)
    form = DecideSecondForm(request.POST or None, initial={"version": row.version})
    counted = _counted(inspection)[Limited(row.limited)]
    limit = limit_of(inspection, Limited(row.limited), counted.of)
    title = f"Decide: up to {number_of(Limited(row.limited), row.number)}"
    lead = (
        f"There are {counted.so_far} so far. Without you, the lead inspector may go to "
        f"{limit.number}. {row.asked_by.name} asked on {long_date(row.asked_on)} and wrote: “{row.why}”"
    )
    overview = reverse("inspection", args=[inspection.reference])
    page = replace(sample_page(inspection, title, "Decide", lead), cancel=overview)
    return answer(
        request,
        page,
        form,
        do=lambda: decide_second(
            decision=row,
            seen=form.seen,
            agreed=form.cleaned_data["decision"] == "agreed",
            why=form.cleaned_data["why"],
            by=request.standing,
        ),
        then=page.cancel,
        notice="Your decision is recorded. The lead inspector sees it on the page 'Sample'.",
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    """How many there are of what is limited, and of how many cases a limit is a share."""

    so_far: int
    of: int = 0
    can_be_done: bool = True


def _limits(inspection: Inspection) -> tuple[Limit, ...]:
    """The limits of what can be done now."""
    counted = _counted(inspection).items()
    return tuple(limit_of(inspection, limited, number.of) for limited, number in counted if number.can_be_done)


def _counted(inspection: Inspection) -> dict[Limited, _Counted]:
    newest, seed, listed = newest_draw(inspection), waiting_seed(inspection), len(listed_cases(inspection))
    types = newest.certificate.sample.types if newest else ()
    gone, chosen = sum(len(part.taken_out) for part in types), sum(len(part.chosen) for part in types)
    moves = len(site_date_moves(seed)) if seed else 0
    return {
        Limited.EXCLUDED: _Counted(exclusions(inspection).count(), listed, can_be_done=bool(listed)),
        Limited.TAKEN_OUT: _Counted(gone, chosen, can_be_done=bool(chosen)),
        Limited.DRAWS: _Counted(newest.draw.number if newest else 0),
        Limited.SITE_DATE: _Counted(moves, can_be_done=bool(moves)),
    }
