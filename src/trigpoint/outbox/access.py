"""Who sees how far an e-mail has come, and who decides about one that may not have gone."""

from trigpoint.outbox.models import Message
from trigpoint.people.access import refuse_unless
from trigpoint.people.permissions import Permission
from trigpoint.people.standing import Standing


def check_decides(by: Standing, message: Message) -> None:
    """Whoever keeps the people of the organisation that it is about, or of the one in whose name it goes."""
    concerned = (message.organisation_id, message.sent_by_id)
    refuse_unless(
        by.is_operator
        or any(organisation and by.has(Permission.KEEP_PEOPLE, organisation) for organisation in concerned),
        "You cannot decide about this e-mail: none of your roles allows it.",
    )


def check_is_undecided(message: Message) -> None:
    """Something is decided about an e-mail that did not go, or of which nobody can tell."""
    refuse_unless(
        message.state in {Message.State.UNCERTAIN, Message.State.GIVEN_UP},
        f"Nothing is to be decided about this e-mail: its state is '{message.get_state_display()}'.",
    )


def check_has_text(message: Message) -> None:
    """What is over for long, or is about an account alone, has no text any more."""
    refuse_unless(
        bool(message.sealed),
        "The text of this e-mail is no longer kept. Make what it was about anew: invite the person again, or let them "
        "ask for another password.",
    )
