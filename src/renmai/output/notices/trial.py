"""Saying something on purpose, to see whether it arrives; it holds nothing of anybody."""

from django.core.mail import EmailMessage
from django.utils.translation import gettext

from renmai.output.notices.places import absolute
from renmai.output.webhooks.message import Line, Message


def trial_letter(to: str) -> EmailMessage:
    return EmailMessage(gettext("Renmai: a trial"), f"{_words()}\n\n{absolute('/')}\n", to=[to])


def trial_message() -> Message:
    return Message(gettext("Renmai: a trial"), (Line(_words(), absolute("/")),))


def _words() -> str:
    return gettext("If you can read this, notices arrive here.")
