"""What a log never holds: the secret in an invitation's address."""

import logging
import re

_SECRET = re.compile(r"(/people/invitations/)[^/\s?]+")


class WithoutSecrets(logging.Filter):
    """Puts '...' in the place of the secret, whoever logs the address: Django does, for a form without its cookie."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite a record that names an invitation's address; none is held back."""
        message = record.getMessage()
        if _SECRET.search(message):
            record.msg, record.args = _SECRET.sub(r"\1...", message), None
        return True
