"""What can happen to requests."""

from typing import Final

from trigpoint.record.kinds import Kind

REQUEST_DRAFTED: Final = Kind("requests.drafted", "Requests", "drafted the request '{after[title]}'")
REQUEST_REWORDED: Final = Kind("requests.reworded", "Requests", "changed the draft of the request '{after[title]}'")
REQUEST_RELEASED: Final = Kind("requests.released", "Requests", "sent the request '{before[title]}' to the service")
REQUEST_WITHDRAWN: Final = Kind("requests.withdrawn", "Requests", "withdrew the request '{before[title]}'")
REQUEST_ANSWERED: Final = Kind(
    "requests.answered", "Requests", "answered the request '{before[title]}' for the service"
)
REQUEST_SENT_BACK: Final = Kind("requests.sent_back", "Requests", "asked the service for more about '{before[title]}'")
REQUEST_ACCEPTED: Final = Kind("requests.accepted", "Requests", "accepted the answer to the request '{before[title]}'")
SENT_UNASKED: Final = Kind("requests.sent_unasked", "Requests", "sent '{after[title]}' for the service, unasked")

KINDS: Final = (
    REQUEST_DRAFTED,
    REQUEST_REWORDED,
    REQUEST_RELEASED,
    REQUEST_WITHDRAWN,
    REQUEST_ANSWERED,
    REQUEST_SENT_BACK,
    REQUEST_ACCEPTED,
    SENT_UNASKED,
)
