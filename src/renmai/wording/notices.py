"""Notices in words: one sentence for each, and what the kinds are called in the settings."""

from typing import Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext_lazy, npgettext_lazy, pgettext, pgettext_lazy

from renmai.domain.notices.base import Notice, NoticeKind
from renmai.wording.disclosure import UNNAMED_FIRST
from renmai.wording.next_actions import PRINCIPLES
from renmai.wording.terms import READINGS, Term, Text

MOST_NAMES: Final = 3
"""More are counted, not named."""
KINDS: Final[dict[NoticeKind, Term]] = {
    NoticeKind.SURVEY_OPEN: Term(
        pgettext_lazy("kind of notice", "Surveys"),
        gettext_lazy("A survey asks whom you can deeply sway, and waits for your answer."),
    ),
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
    NoticeKind.USE_TO_CONFIRM: Term(
        pgettext_lazy("kind of notice", "Uses to confirm"),
        gettext_lazy("Influence was used in a deal, and you are asked whether it was so."),
    ),
    NoticeKind.PROPOSAL_WAITING: Term(
        pgettext_lazy("kind of notice", "Proposals"),
        gettext_lazy("An agent of yours proposed changes, which hold only once you have confirmed them."),
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
    NoticeKind.HELP_ASKED: Term(
        pgettext_lazy("kind of notice", "Asked for help"),
        gettext_lazy("A colleague asks you for help with somebody whom you can sway."),
    ),
    NoticeKind.HELP_ANSWERED: Term(
        pgettext_lazy("kind of notice", "Answers about help"),
        gettext_lazy("A request for help of yours was answered, or one that you answered was closed."),
    ),
    NoticeKind.WEBHOOK_GIVEN_UP: Term(
        pgettext_lazy("kind of notice", "Webhooks given up"),
        gettext_lazy("For administrators: an address has not answered for days and is told nothing any more."),
    ),
}
SENTENCES: Final[dict[tuple[NoticeKind, str], Promise]] = {
    (NoticeKind.SURVEY_OPEN, "open"): gettext_lazy("%(names)s: whom can you deeply sway? Two minutes, until %(on)s"),
    (NoticeKind.SURVEY_OPEN, "reminded"): gettext_lazy("Not answered yet: %(names)s. Two minutes, until %(on)s"),
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
    (NoticeKind.USE_TO_CONFIRM, "own"): ngettext_lazy(
        "Your help is told of in %(count)s deal. Was it so? %(names)s",
        "Your help is told of %(count)s times. Was it so? %(names)s",
        "count",
    ),
    (NoticeKind.USE_TO_CONFIRM, "deal"): ngettext_lazy(
        "A colleague says to have helped in a deal. Was it so? %(names)s",
        "Colleagues say %(count)s times to have helped in deals. Was it so? %(names)s",
        "count",
    ),
    (NoticeKind.PROPOSAL_WAITING, "waiting"): ngettext_lazy(
        "%(count)s proposal waits for you: %(names)s",
        "%(count)s proposals wait for you: %(names)s",
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
    (NoticeKind.HELP_ASKED, "asked"): gettext_lazy("%(who)s asks for your help with %(names)s"),
    (NoticeKind.HELP_ANSWERED, "accepted"): gettext_lazy("%(who)s is ready to help you with %(names)s"),
    (NoticeKind.HELP_ANSWERED, "declined"): gettext_lazy("Help with %(names)s is not possible this time"),
    (NoticeKind.HELP_ANSWERED, "insight"): gettext_lazy(
        "%(who)s told how %(names)s stands towards us: see and take over"
    ),
    (NoticeKind.HELP_ANSWERED, "thanked"): gettext_lazy("%(who)s thanks you for your help with %(names)s"),
    (NoticeKind.HELP_ANSWERED, "closed"): gettext_lazy("%(who)s closed the request about %(names)s"),
    (NoticeKind.WEBHOOK_GIVEN_UP, "given_up"): gettext_lazy(
        "The webhook to %(names)s did not answer for days: it is off"
    ),
}
"""By kind and what is told of it."""
SOMEBODY: Final[Text] = pgettext_lazy("who did it", "somebody")


def sentence(notice: Notice) -> str:
    """The notice in the language of the moment; plain text, whatever the names hold."""
    filled = {
        "count": notice.count,
        "names": joined(notice.names),
        "who": joined(notice.who) or (UNNAMED_FIRST if notice.kind is NoticeKind.HELP_ANSWERED else SOMEBODY),
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
