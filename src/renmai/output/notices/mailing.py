"""Handing a letter to the mail server, and telling what surely did not leave from what may have."""

from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused

from django.core.mail import EmailMessage, get_connection
from django.core.mail.message import BadHeaderError


class UnreachableError(Exception):
    """The mail server cannot be reached or lets nobody in: no letter leaves now."""


class RefusedError(Exception):
    """This letter surely did not leave."""


class UncertainError(Exception):
    """The connection broke while the letter was under way; it may have arrived."""


def send(letter: EmailMessage) -> None:
    """Send one letter on a connection of its own. Raises one of the three above."""
    office = get_connection()
    try:
        office.open()
    except (OSError, SMTPException) as error:
        raise UnreachableError(_reason(error)) from error
    try:
        office.send_messages([letter])
    except (SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused, BadHeaderError, UnicodeError) as error:
        raise RefusedError(_reason(error)) from error
    except (OSError, SMTPException) as error:
        raise UncertainError(_reason(error)) from error
    finally:
        _hang_up(office)


def _hang_up(office: object) -> None:
    try:
        office.close()  # type: ignore[attr-defined]
    except (OSError, SMTPException):
        return  # the letter is over there


def _reason(error: Exception) -> str:
    """In the server's words, without addresses; a password is in none of them."""
    if isinstance(error, SMTPRecipientsRefused):
        return " ".join(f"{code} {_text(said)}" for code, said in error.recipients.values())
    code, said = getattr(error, "smtp_code", ""), getattr(error, "smtp_error", "")
    return f"{code} {_text(said)}" if code else " ".join(str(error).split())[:200] or type(error).__name__


def _text(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(text.split())[:200]
