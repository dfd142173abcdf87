"""GOV.UK Notify as one of Django's e-mail backends, by its official client: the extra 'notify' installs it."""

from collections.abc import Sequence

import requests
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient
from urllib3.exceptions import NewConnectionError

from trigpoint.outbox.handing_over import RefusedError, UncertainError


class NotifyBackend(BaseEmailBackend):
    """Hands e-mails to the template of the settings, which has ((subject)) as its subject and ((body)) as its text."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Hand e-mails over; return how many. Raises RefusedError or UncertainError."""
        client = NotificationsAPIClient(  # type: ignore[no-untyped-call]
            settings.NOTIFY_KEY, base_url=settings.NOTIFY_URL, timeout=settings.EMAIL_TIMEOUT
        )
        for message in email_messages:
            try:
                client.send_email_notification(  # type: ignore[no-untyped-call]
                    email_address=message.to[0],
                    template_id=settings.NOTIFY_TEMPLATE,
                    personalisation={"subject": message.subject, "body": message.body},
                    reference=message.extra_headers.get("Message-ID"),
                )
            except HTTPError as error:
                raise _told_apart(error) from None
        return len(email_messages)


def _told_apart(error: HTTPError) -> RefusedError | UncertainError:
    """An answer that says no, or a server never reached, is a refusal; anything else may have been taken."""
    if error.response is None:
        if _never_reached(error.__cause__):
            return RefusedError("GOV.UK Notify could not be reached.")
        return UncertainError("The connection to GOV.UK Notify broke while it was handed over.")
    code = error.response.status_code
    if 400 <= code < 500:
        return RefusedError(f"GOV.UK Notify refused it: {code} {_reason(error)}"[:300])
    return UncertainError(f"GOV.UK Notify answered with an error of its own: {code}.")


def _reason(error: HTTPError) -> str:
    """The sentences of the answer, which come as a list or as a text."""
    reasons = error.message
    return reasons if isinstance(reasons, str) else " ".join(str(reason.get("message", "")) for reason in reasons)


def _never_reached(cause: BaseException | None) -> bool:
    if isinstance(cause, requests.ConnectTimeout | requests.exceptions.SSLError):
        return True
    inner = cause.args[0] if isinstance(cause, requests.ConnectionError) and cause.args else None
    return isinstance(getattr(inner, "reason", None), NewConnectionError)
