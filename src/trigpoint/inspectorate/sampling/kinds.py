"""What can happen on the way to a sample."""

from typing import Final

from trigpoint.record.kinds import Kind

ABOUT: Final = "Sample"

SEED_COMMITTED: Final = Kind(
    "sampling.seed_committed", ABOUT, "fixed the seed of the draw; its SHA-256 begins with {after[commitment]:hash}"
)
LIST_STARTED: Final = Kind("sampling.list_started", ABOUT, "uploaded a list of {after[case_type]:name} to check it")
LIST_MAPPED: Final = Kind(
    "sampling.list_mapped",
    ABOUT,
    "said how the list of {before[case_type]:name} is to be read, and what its columns and words mean",
)
LIST_REPLACED: Final = Kind(
    "sampling.list_replaced",
    ABOUT,
    "uploaded a list of {before[case_type]:name} in the place of one that was uploaded and not sent; its rows are "
    "deleted",
)
LIST_CONFIRMED: Final = Kind(
    "sampling.list_confirmed",
    ABOUT,
    "confirmed what was read of the list of {before[case_type]:name}; its SHA-256 begins with "
    "{after[confirmed_sha256]:hash}",
)
LIST_SENT: Final = Kind(
    "sampling.list_sent", ABOUT, "sent the list of {before[case_type]:name}; cases on it: {after[cases]}"
)
LIST_SUPERSEDED: Final = Kind(
    "sampling.list_superseded", ABOUT, "put a newer list of {before[case_type]:name} in the place of an older one"
)
LIST_DROPPED: Final = Kind(
    "sampling.list_dropped", ABOUT, "dropped a list of {before[case_type]:name} before sending it"
)
LIST_LEFT: Final = Kind(
    "sampling.list_left",
    ABOUT,
    "drew, and so ended a list of {before[case_type]:name} that was uploaded and not sent; its rows are deleted",
)
CASE_EXCLUDED: Final = Kind(
    "sampling.case_excluded", ABOUT, "excluded the case {after[case]} from the draw: {after[why]}"
)
EXCLUSION_CONFIRMED: Final = Kind(
    "sampling.exclusion_confirmed", ABOUT, "confirmed, after a new list, that the case {before[case]} stays excluded"
)
CASE_READMITTED: Final = Kind(
    "sampling.case_readmitted", ABOUT, "let the case {before[case]} take part in the draw again"
)
SAMPLE_DRAWN: Final = Kind(
    "sampling.sample_drawn",
    ABOUT,
    "drew the sample, draw {after[number]}, from the list whose SHA-256 begins with {after[list_sha256]:hash}",
)
ANSWERS_SET_ASIDE: Final = Kind(
    "sampling.answers_set_aside",
    ABOUT,
    "left out of draw {after[number]} cases with answers, which stay in version {after[kept_in]} of the cases and "
    "their answers: {after[cases]}",
)
# Written before the parts of an inspection had versions of their own. The record keeps such entries for ever.
ANSWERED_LEFT: Final = Kind(
    "sampling.answered_left",
    ABOUT,
    "left out of draw {after[number]} cases with answers, which stay in version {after[kept_in]} of the contents: "
    "{after[cases]}",
)
CERTIFICATE_CHANGED: Final = Kind(
    "sampling.certificate_changed",
    ABOUT,
    "changed the certificate of draw {before[number]}; its SHA-256 now begins with {after[certificate_sha256]}",
)
SEED_WITHDRAWN: Final = Kind(
    "sampling.seed_withdrawn",
    ABOUT,
    "withdrew the seed that waited for a draw; its SHA-256 begins with {before[commitment]:hash}",
)
SEED_USED: Final = Kind("sampling.seed_used", ABOUT, "revealed the seed of draw {after[draw_number]}")
SECOND_DECISION_ASKED: Final = Kind(
    "sampling.second_decision_asked",
    ABOUT,
    "asked a second person whether the framework's limit may be passed, up to {after[number]} in all "
    "({after[limited]:name})",
)
SECOND_DECISION_AGREED: Final = Kind(
    "sampling.second_decision_agreed",
    ABOUT,
    "agreed, as the second person, that the framework's limit is passed, up to {before[number]} in all "
    "({before[limited]:name})",
)
SECOND_DECISION_REFUSED: Final = Kind(
    "sampling.second_decision_refused",
    ABOUT,
    "refused, as the second person, that the framework's limit is passed ({before[limited]:name})",
)
CASE_TAKEN_OUT: Final = Kind(
    "sampling.case_taken_out",
    ABOUT,
    "took the case {after[case]} out of the sample ({after[why]}); {after[replaced_by]} takes its place; answers "
    "recorded of it: {after[answers]}",
)

KINDS: Final = (
    SEED_COMMITTED,
    LIST_STARTED,
    LIST_MAPPED,
    LIST_REPLACED,
    LIST_CONFIRMED,
    LIST_SENT,
    LIST_SUPERSEDED,
    LIST_DROPPED,
    LIST_LEFT,
    CASE_EXCLUDED,
    EXCLUSION_CONFIRMED,
    CASE_READMITTED,
    SAMPLE_DRAWN,
    ANSWERS_SET_ASIDE,
    ANSWERED_LEFT,
    CERTIFICATE_CHANGED,
    SEED_WITHDRAWN,
    SEED_USED,
    SECOND_DECISION_ASKED,
    SECOND_DECISION_AGREED,
    SECOND_DECISION_REFUSED,
    CASE_TAKEN_OUT,
)
