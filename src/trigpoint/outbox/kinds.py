"""What people can do with an e-mail that did not go of its own accord. No entry holds an address."""

from typing import Final

from trigpoint.record.kinds import Kind

SENT_AGAIN: Final = Kind("outbox.sent_again", "People", "sent an e-mail again: {after[kind]:name}")
LEFT: Final = Kind("outbox.left", "People", "left an e-mail unsent: {after[kind]:name}")

KINDS: Final = (SENT_AGAIN, LEFT)
