"""What people can choose about their e-mails."""

from typing import Final

from trigpoint.record.kinds import Kind

EMAILS_CHOSEN: Final = Kind("notices.emails_chosen", "People", "chose when e-mails about inspections come")

KINDS: Final = (EMAILS_CHOSEN,)
