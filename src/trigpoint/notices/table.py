"""Who gets which e-mail: one row a notice.

No row has words that somebody typed, so no e-mail can hold a child's reference: a request goes by what it is for, never
by its title. Whoever wants to read more signs in.
"""

from dataclasses import dataclass
from typing import Final

from trigpoint.people.permissions import Permission, Side

P = Permission


@dataclass(frozen=True, slots=True)
class Audience:
    """Those who hold a permission on an inspection, from one side, and the page on which they see what it is about."""

    side: Side
    permission: Permission
    page: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One kind of notice. `sentence` is the whole of it, and `subject` its beginning: they have the fields of `Facts`.

    `to` is empty where whoever tells it names the people.
    """

    key: str
    subject: str
    sentence: str
    to: tuple[Audience, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the words of a notice are filled with; all of it is the product's own words or stands in the register."""

    service: str
    inspectorate: str
    what: str = ""
    due: str = ""


_SEE_OWN: Final = Audience(Side.SERVICE, P.SEE_OWN_INSPECTIONS, "own_inspection")
_SEE: Final = Audience(Side.INSPECTORATE, P.SEE_INSPECTION, "inspection")
_ANSWERS: Final = Audience(Side.SERVICE, P.ANSWER_REQUESTS, "own_request")
_ASKS: Final = Audience(Side.INSPECTORATE, P.ASK_SERVICE, "request")
_SETS_SAMPLE: Final = Audience(Side.INSPECTORATE, P.SET_SAMPLE, "sample")

ANNOUNCED: Final = Notice(
    "announced",
    "{service}: your inspection is announced",
    "{inspectorate} has announced its inspection of {service}.",
    (_SEE_OWN,),
)
ASKED: Final = Notice(
    "asked",
    "{service}: you are asked for {what}",
    "{inspectorate} asks {service} for {what}. The last day to answer is {due}.",
    (_ANSWERS,),
)
SENT_BACK: Final = Notice(
    "sent-back",
    "{service}: more is needed for {what}",
    "{inspectorate} needs more than {service} has sent for {what}, and says what is missing.",
    (_ANSWERS,),
)
WITHDRAWN: Final = Notice(
    "withdrawn",
    "{service}: {what} is no longer needed",
    "{inspectorate} no longer asks {service} for {what}. You do not need to do anything.",
    (_ANSWERS,),
)
ANSWERED: Final = Notice(
    "answered", "{service} has sent {what}", "{service} has answered what you asked for: {what}.", (_ASKS,)
)
LIST_SENT: Final = Notice(
    "list-sent",
    "{service} has sent its list of {what}",
    "{service} has sent its list of {what}.",
    (_SETS_SAMPLE,),
)
ASKED_TO_JOIN: Final = Notice(
    "asked-to-join",
    "{service}: you are asked to join the inspection",
    "You are asked to join the inspection of {service} as {what}. Declare your interests first.",
)
SECOND_ASKED: Final = Notice(
    "second-asked",
    "{service}: a second person has to decide about the sample",
    "The lead inspector of {service} asks a second person to decide about the sample.",
    (Audience(Side.INSPECTORATE, P.DECIDE_ON_SAMPLE, "decide_second"),),
)
SECOND_DECIDED: Final = Notice(
    "second-decided",
    "{service}: a second person has decided about the sample",
    "A second person has decided about the sample of {service}.",
    (_SETS_SAMPLE,),
)
PUBLISHED: Final = Notice(
    "published",
    "{service}: the report is published",
    "The report of the inspection of {service} is published.",
    (_SEE_OWN, _SEE),
)
CANCELLED: Final = Notice(
    "cancelled",
    "{service}: the inspection is cancelled",
    "{inspectorate} has cancelled its inspection of {service}. Nothing waits for you on it any more.",
    (_SEE_OWN, _SEE),
)
# A service that was never told of an inspection does not learn of it by its end.
CANCELLED_UNANNOUNCED: Final = Notice("cancelled-unannounced", CANCELLED.subject, CANCELLED.sentence, (_SEE,))
DUE: Final = Notice("due", "{service}: something is due on {due}", "{service}: {what}. This is due on {due}.")
LATE: Final = Notice("late", "{service}: something is late", "{service}: {what}. This was due on {due} and is late.")

NOTICES: Final = (
    ANNOUNCED,
    ASKED,
    SENT_BACK,
    WITHDRAWN,
    ANSWERED,
    LIST_SENT,
    ASKED_TO_JOIN,
    SECOND_ASKED,
    SECOND_DECIDED,
    PUBLISHED,
    CANCELLED,
    CANCELLED_UNANNOUNCED,
    DUE,
    LATE,
)
