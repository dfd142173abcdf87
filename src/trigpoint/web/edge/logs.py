"""What a log never holds: the secret of a link that was sent by e-mail, or a traceback of what is no fault of ours."""

import logging
import re

from trigpoint.web.edge.outages import outage_of

# Below these an address goes on with its secret: tests/web/test_logs.py finds what is missing, here and in nginx.conf.
# The key of a new password takes a slash as well, so all of the address that follows is left out.
_SECRET = re.compile(r"(/people/invitations/|/sign-in/password/new/)[^\s?]+")


class WithoutSecrets(logging.Filter):
    """Puts '...' in the place of the secret, whoever logs the address: Django does, for a form without its cookie."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite a record that names an address with a secret; none is held back."""
        message = record.getMessage()
        if _SECRET.search(message):
            record.msg, record.args = _SECRET.sub(r"\1...", message), None
        return True


class InOneLine(logging.Filter):
    """Leaves the traceback out where nothing in our code is to be mended.

    That is a request that Django refuses, such as one for a host that is not ours, which anybody can send as often as
    they like; and a database that does not answer, which each request meets until it does.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite such a record; none is held back."""
        outage = outage_of(record.exc_info[1]) if record.exc_info else None
        if outage:
            record.msg, record.args = f"{record.getMessage()} ({outage.name.lower()}: the database)", None
        if outage or record.name.startswith("django.security"):
            record.exc_info = record.exc_text = None
        return True
