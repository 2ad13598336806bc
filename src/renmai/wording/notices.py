"""Notices in words: one sentence for each, and what the kinds are called in the settings."""

from typing import Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext_lazy, npgettext_lazy, pgettext, pgettext_lazy

from renmai.domain.notices.base import Notice, NoticeKind
from renmai.wording.next_actions import PRINCIPLES
from renmai.wording.terms import READINGS, Term, Text

MOST_NAMES: Final = 3
"""More are counted, not named."""
KINDS: Final[dict[NoticeKind, Term]] = {
    NoticeKind.STEP_DUE: Term(
        pgettext_lazy("kind of notice", "Planned steps due"),
        gettext_lazy("A planned step of yours is due within 3 days, or overdue."),
    ),
    NoticeKind.CLOSE_DUE: Term(
        pgettext_lazy("kind of notice", "Upcoming closes"),
        gettext_lazy("An opportunity of yours is expected to close within 14 days, or is overdue."),
    ),
    NoticeKind.READING_WORSE: Term(
        pgettext_lazy("kind of notice", "Chains that got worse"),
        gettext_lazy("A decision chain at a customer of yours reads worse than before."),
    ),
    NoticeKind.OWNERSHIP_CHANGED: Term(
        pgettext_lazy("kind of notice", "Customers handed over"),
        gettext_lazy("A customer was handed to you, or is somebody else's now."),
    ),
    NoticeKind.STEP_ASSIGNED: Term(
        pgettext_lazy("kind of notice", "Steps planned for you"),
        gettext_lazy("A colleague planned a step that you are to see to."),
    ),
    NoticeKind.VALUE_CHANGED: Term(
        pgettext_lazy("kind of notice", "Values changed by others"),
        gettext_lazy("A colleague changed a degree or a vote of a key person at a customer of yours."),
    ),
    NoticeKind.TOP_ACTION: Term(
        pgettext_lazy("kind of notice", "A new first action"),
        gettext_lazy("The first of your next actions is another one than before."),
    ),
    NoticeKind.GROWING_STALE: Term(
        pgettext_lazy("kind of notice", "Values growing stale"),
        gettext_lazy("Once a week: how many key persons at your customers were last assessed long ago."),
    ),
}
SENTENCES: Final[dict[tuple[NoticeKind, str], Promise]] = {
    (NoticeKind.STEP_DUE, "due"): ngettext_lazy(
        "%(count)s planned step is due on %(on)s: %(names)s",
        "%(count)s planned steps are due, the first on %(on)s: %(names)s",
        "count",
    ),
    (NoticeKind.STEP_DUE, "overdue"): ngettext_lazy(
        "%(count)s planned step is overdue since %(on)s: %(names)s",
        "%(count)s planned steps are overdue, the first since %(on)s: %(names)s",
        "count",
    ),
    (NoticeKind.STEP_ASSIGNED, "assigned"): ngettext_lazy(
        "%(who)s planned %(count)s step for you, due on %(on)s: %(names)s",
        "%(who)s planned %(count)s steps for you, the first due on %(on)s: %(names)s",
        "count",
    ),
    (NoticeKind.VALUE_CHANGED, "changed"): ngettext_lazy(
        "%(who)s changed %(count)s value: %(names)s",
        "%(who)s changed %(count)s values: %(names)s",
        "count",
    ),
    (NoticeKind.OWNERSHIP_CHANGED, "gained"): npgettext_lazy(
        "ownership",
        "%(count)s customer is yours now, handed over by %(who)s: %(names)s",
        "%(count)s customers are yours now, handed over by %(who)s: %(names)s",
        "count",
    ),
    (NoticeKind.OWNERSHIP_CHANGED, "lost"): npgettext_lazy(
        "ownership",
        "%(count)s customer is yours no more, handed over by %(who)s: %(names)s",
        "%(count)s customers are yours no more, handed over by %(who)s: %(names)s",
        "count",
    ),
    (NoticeKind.READING_WORSE, "worse"): gettext_lazy("%(names)s reads worse: %(before)s → %(now)s"),
    (NoticeKind.CLOSE_DUE, "soon"): gettext_lazy("%(names)s is expected to close on %(on)s"),
    (NoticeKind.CLOSE_DUE, "overdue"): gettext_lazy("%(names)s should have closed on %(on)s"),
    (NoticeKind.TOP_ACTION, "first"): gettext_lazy("First on your list now: %(names)s (%(now)s)"),
    (NoticeKind.GROWING_STALE, "stale"): ngettext_lazy(
        "%(count)s key person at your customers was last assessed more than %(now)s days ago",
        "%(count)s key persons at your customers were last assessed more than %(now)s days ago",
        "count",
    ),
}
"""By kind and what is told of it."""
SOMEBODY: Final[Text] = pgettext_lazy("who did it", "somebody")


def sentence(notice: Notice) -> str:
    """The notice in the language of the moment; plain text, whatever the names hold."""
    filled = {
        "count": notice.count,
        "names": joined(notice.names),
        "who": joined(notice.who) or SOMEBODY,
        "before": READINGS[notice.before].label if notice.before else "",
        "now": _now(notice),
        "on": date_format(notice.on, "Y-m-d") if notice.on else "",
    }
    return " ".join(str(SENTENCES[notice.kind, notice.told] % filled).split())


def _now(notice: Notice) -> Text:
    if notice.kind is NoticeKind.READING_WORSE:
        return READINGS[notice.now].label
    if notice.kind is NoticeKind.TOP_ACTION:
        return PRINCIPLES[notice.now].label
    return notice.now


def joined(names: tuple[str, ...]) -> str:
    """The first few names, and how many more there are."""
    told = pgettext("between the items of a list", ", ").join(names[:MOST_NAMES])
    more = len(names) - MOST_NAMES
    return pgettext("names", "%(names)s and %(count)s more") % {"names": told, "count": more} if more > 0 else told
