"""Hand an e-mail to the mail server, by Django's backend of the settings, and tell apart the two ways to fail.

Refused: the server has certainly not taken it, so it can be tried again. Uncertain: the connection broke after the
hand-over had begun, and the server may have taken it. Only a person can decide what to do then.
"""

import smtplib
import socket
from contextlib import suppress

from django.core.mail import EmailMessage, get_connection

LONGEST = 300


class RefusedError(Exception):
    """The e-mail has certainly not been taken; says why, in words."""


class UncertainError(Exception):
    """Nobody can tell whether the e-mail has been taken; says why, in words."""


def hand_over(email: EmailMessage) -> None:
    """Hand an e-mail over. Raises RefusedError or UncertainError."""
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:  # those of smtplib are among them
        raise RefusedError(_unreached(error)) from None
    try:
        connection.send_messages([email])
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException, smtplib.SMTPNotSupportedError) as error:
        raise RefusedError(_answer(error)) from None
    except OSError:
        raise UncertainError("The connection broke while it was handed over.") from None
    finally:
        # It is taken or not by now: that the server does not say good-bye changes nothing.
        with suppress(OSError):
            connection.close()


def _unreached(error: OSError) -> str:
    # smtplib says of a time-out while it waited for an answer that the connection was closed.
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return "The mail server did not answer in time."
    match error:
        case smtplib.SMTPResponseException():
            return _answer(error)
        case socket.gaierror():
            return "The mail server's name is not known."
        case smtplib.SMTPException():
            return "The mail server closed the connection."
    return "The mail server could not be reached."


def _answer(error: OSError) -> str:
    """What the mail server answered, in its own words, as they tell most."""
    answer: tuple[int, bytes | str]
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answer = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        answer = error.smtp_code, error.smtp_error
    else:
        return "The mail server cannot take such an address."
    code, words = answer
    text = words if isinstance(words, str) else words.decode("utf-8", "replace")
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return f"The mail server refused it: {code} {printable}"[:LONGEST]
