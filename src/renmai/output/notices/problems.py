"""What keeps a message back besides its receiver, in the language of whoever runs the server."""

from django.utils.translation import gettext


def no_base_url() -> str:
    return gettext("RENMAI_BASE_URL is not set: nothing is sent")


def unexpected() -> str:
    return gettext("an error in Renmai; the log has it")
