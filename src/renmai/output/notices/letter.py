"""The digest as a letter: text and HTML, in the language of the moment, with links and counts.

Names stand in the body, never in the subject: a subject is shown on locked screens.
"""

from collections.abc import Sequence
from email.headerregistry import Address
from typing import Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from renmai.domain.notices.base import Notice
from renmai.output.notices.places import absolute, path_of, stop_path
from renmai.store.models import Employee
from renmai.wording.notices import sentence

MOST: Final = 40
"""Notices in one letter; the page has them all."""
LANGUAGES: Final = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}


def mail_address(employee: Employee) -> str:
    """Where letters to the employee go; blank if what is kept is no address, such as one of two lines."""
    text = employee.email.strip()
    try:
        found = Address(addr_spec=text)
    except (ValueError, IndexError):
        return ""
    return text if found.domain and text.isprintable() and text.isascii() else ""


def letter(employee: Employee, notices: Sequence[Notice]) -> EmailMultiAlternatives:
    """The digest of these notices, ready to be sent; `mail_address` must not be blank."""
    stop = absolute(stop_path(employee))
    made = EmailMultiAlternatives(
        subject=_subject(len(notices)),
        body=_text(notices, stop),
        to=[mail_address(employee)],
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    made.attach_alternative(_html(notices, stop), "text/html")
    return made


def _subject(number: int) -> str:
    return ngettext("Renmai: %(count)s notice", "Renmai: %(count)s notices", number) % {"count": number}


def _told(notice: Notice) -> str:
    """With the customer in front, where there is one."""
    told = sentence(notice)
    customer = " ".join(notice.customer_name.split())
    return f"{customer} · {told}" if customer and customer not in notice.names else told


def _text(notices: Sequence[Notice], stop: str) -> str:
    lines = [line for notice in notices[:MOST] for line in (f"- {_told(notice)}", f"  {absolute(path_of(notice))}", "")]
    return "\n".join([*lines, *_more(notices), _all(), absolute(_page()), "", _settings(), stop, ""])


def _html(notices: Sequence[Notice], stop: str) -> SafeString:
    rows = format_html_join(
        "\n", '<li><a href="{}">{}</a></li>', ((absolute(path_of(one)), _told(one)) for one in notices[:MOST])
    )
    more = format_html_join("\n", "<p>{}</p>", ((line,) for line in _more(notices)))
    return format_html(
        '<!doctype html>\n<html lang="{}"><head><meta charset="utf-8"><title>{}</title></head><body>\n'
        '<ul>\n{}\n</ul>\n{}<p><a href="{}">{}</a></p>\n<p><a href="{}">{}</a></p>\n</body></html>\n',
        LANGUAGES[translation.get_language() or settings.LANGUAGE_CODE],
        _subject(len(notices)),
        rows,
        more,
        absolute(_page()),
        _all(),
        stop,
        _settings(),
    )


def _more(notices: Sequence[Notice]) -> list[str]:
    further = len(notices) - MOST
    return [ngettext("and %(count)s more", "and %(count)s more", further) % {"count": further}] if further > 0 else []


def _page() -> str:
    return reverse("notices")


def _all() -> str:
    return gettext("All notices")


def _settings() -> str:
    return gettext("Stop these letters, or choose what you are told")
