"""What the page of today shows: everything about the widest view that the viewer has."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext

from renmai.analytics import customer_line, influence_line, key_person_line, stale, upcoming
from renmai.analytics.completeness import features_known
from renmai.analytics.listing import Row
from renmai.analytics.visible import widest_view
from renmai.domain.question import Question, ViewKind
from renmai.domain.stance import DEGREES
from renmai.web import marks
from renmai.web.access import Viewer
from renmai.web.numbers import AVERAGE, COUNT, Kind, amount_unit, amounts, writer
from renmai.web.pages.actions.said import Refused
from renmai.web.pages.contact.asking import MOST_PEOPLE
from renmai.web.pages.handover.running import Running, taken_by
from renmai.web.pages.network_help.rows import RequestRow, waiting_for
from renmai.web.pages.today.actions import Actions, actions
from renmai.web.pages.today.changes import Changes, changes
from renmai.web.pages.today.plan_steps import Due, due_steps
from renmai.web.pages.today.planned_contacts import Planned, planned_contacts
from renmai.web.pages.today.uses import Waiting, waiting_uses
from renmai.wording import terms

CHANGES: Final = 12
FURTHER_CHANGES: Final = 100
STALE: Final = 6
CLOSES: Final = 6
KNOWN: Final = 10
OVERDUE: Final = 2
"""Of the overdue ones, those that were due last; what is coming has to be seen, too."""
MORE: Final = ("", "changes")
"""What the address may ask to be shown at length."""


@dataclass(frozen=True, slots=True)
class StaleRow:
    name: str
    title: str
    url: str
    customer: str
    customer_url: str
    days: str


@dataclass(frozen=True, slots=True)
class Stale:
    """`walk_url` leads through the `walk` persons that have waited longest, one after the other."""

    days: int
    rows: list[StaleRow]
    total: str
    walk: int
    walk_url: str


@dataclass(frozen=True, slots=True)
class CloseRow:
    name: str
    url: str
    customer: str
    amount: str
    stage: str
    on: date
    when: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Closes:
    rows: list[CloseRow]
    total: str
    overdue: str
    unit: str
    more_url: str


@dataclass(frozen=True, slots=True)
class Number:
    label: SafeString
    value: str
    url: str
    change: SafeString
    known: SafeString | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    title: str
    rows: list[Number]
    features: SafeString


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whom the viewer can sway, as masked as in the influence line; `owner` is the colleague to talk to."""

    customer: str
    place: str
    closeness: SafeString
    owner: str


@dataclass(frozen=True, slots=True)
class Helper:
    """What somebody without customers can do here."""

    count: int
    people: list[Known]
    influence_url: str


@dataclass(frozen=True, slots=True)
class Today:
    day: date
    view: str
    actions: Actions | None
    changes: Changes | None
    due: Due | None
    handovers: list[Running]
    stale: Stale | None
    closes: Closes | None
    numbers: Numbers | None
    helper: Helper | None
    planned: Planned | None = None
    requests: Sequence[RequestRow] = ()
    uses: Waiting | None = None


def context(viewer: Viewer, since: datetime | None, now: datetime, more: str, refused: Refused | None = None) -> Today:
    """The whole page; somebody without customers gets what they can do instead.

    `refused` is what was said of an action and could not be kept.
    """
    question = Question(viewer.today, view=widest_view(viewer.panel, viewer.scope), own_of=viewer.employee.code)
    numbers, requests = _numbers(viewer, question), waiting_for(viewer)
    if numbers is None:
        helper = _helper(viewer, question)
        planned = planned_contacts(viewer)
        uses = waiting_uses(viewer)
        return Today(viewer.today, "", None, None, None, [], None, None, None, helper, planned, requests, uses)
    return Today(
        day=viewer.today,
        view=view_name(viewer, question),
        actions=actions(viewer, question, refused),
        changes=changes(viewer, question, since, now, FURTHER_CHANGES if more == "changes" else CHANGES),
        due=due_steps(viewer),
        handovers=taken_by(viewer),
        stale=_stale(viewer, question),
        closes=_closes(viewer, question),
        numbers=numbers,
        helper=None,
        planned=planned_contacts(viewer),
        requests=requests,
        uses=waiting_uses(viewer),
    )


def view_name(viewer: Viewer, question: Question) -> str:
    """Whose customers these are, in words."""
    view = question.view
    if view.kind is ViewKind.COMPANY:
        return gettext("Whole company")
    if view.kind is ViewKind.TEAM:
        return viewer.panel.roster.team_of_code[view.code].name
    return gettext("My customers")


def _line_url(line: str, question: Question, **more: str) -> str:
    given = {"view": str(question.view), **more}
    return f"{reverse('line-list' if more else 'line', args=[line])}?{urlencode(given)}"


def _numbers(viewer: Viewer, question: Question) -> Numbers | None:
    """The leading figures; None for a view without customers."""
    panel = viewer.panel
    trend = customer_line.figures(panel, question)["trend"]
    if not trend["customers"]["value"]:
        return None
    people = key_person_line.figures(panel, question)
    total = people["trend"]["people"]["value"]
    rows = [
        _number("customers", Kind.COUNT, trend["customers"], _line_url("customer", question)),
        _number("people", Kind.COUNT, people["trend"]["people"], _line_url("key-person", question)),
    ]
    for degree in DEGREES:
        known = total - people["degrees"][degree]["unknown"]["value"]
        share = marks.known_share(known, total, word=False)
        rows.append(_number(degree, Kind.AVERAGE, trend[degree], _line_url("customer", question), share))
    return Numbers(view_name(viewer, question), rows, marks.known_share(*features_known(panel, question)))


def _number(name: str, kind: Kind, metric: Row, url: str, known: SafeString | None = None) -> Number:
    write = writer(kind, metric["value"], metric["change"])
    if kind is Kind.AVERAGE:
        write = AVERAGE
    term = marks.term(name, short=name in terms.DEGREES)
    change = marks.delta(metric["change"], write, marks.tone_of(name, ours=True))
    return Number(term, write.value(metric["value"]), url, change, known)


def _stale(viewer: Viewer, question: Question) -> Stale:
    found = stale.listing(viewer.panel, question, viewer.scope)
    rows = found[:MOST_PEOPLE]
    return Stale(
        days=viewer.panel.policy.stale_days,
        rows=[_stale_row(row) for row in rows[:STALE]],
        total=COUNT.value(len(found)),
        walk=len(rows),
        walk_url=_contact_url(rows) if rows else "",
    )


def _contact_url(rows: list[Row]) -> str:
    return reverse("contact", query={"person": [row["code"] for row in rows]})


def _stale_row(row: Row) -> StaleRow:
    return StaleRow(
        name=row["name"],
        title=row["title"],
        url=_contact_url([row]),
        customer=row["customer_name"],
        customer_url=reverse("customer", args=[row["customer"]]),
        days=COUNT.value(row["days"]),
    )


def _closes(viewer: Viewer, question: Question) -> Closes:
    found = upcoming.listing(viewer.panel, question, viewer.scope)
    overdue = bisect_left(found, 0, key=_days)
    first = max(0, overdue - OVERDUE)
    rows = found[first : first + CLOSES]
    write = amounts([row["amount"] for row in rows])
    return Closes(
        rows=[_close_row(row, write.value(row["amount"])) for row in rows],
        total=COUNT.value(len(found)),
        overdue=COUNT.value(overdue) if overdue else "",
        unit=amount_unit(),
        more_url=_line_url("decision-chain", question) if len(found) > len(rows) else "",
    )


def _days(row: Row) -> int:
    days: int = row["days"]
    return days


def _close_row(row: Row, amount: str) -> CloseRow:
    return CloseRow(
        name=row["name"],
        url=reverse("opportunity", args=[row["code"]]),
        customer=row["customer_name"],
        amount=amount,
        stage=row["stage"],
        on=row["expected_on"],
        when=_when(row["days"]),
        is_overdue=row["days"] < 0,
    )


def _when(days: int) -> str:
    if days == 0:
        return pgettext("a close", "today")
    if days < 0:
        return ngettext("%(days)s day overdue", "%(days)s days overdue", -days) % {"days": -days}
    return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}


def _helper(viewer: Viewer, question: Question) -> Helper:
    found = influence_line.listing(viewer.panel, question, viewer.scope)
    return Helper(len(found), [_known(viewer, row) for row in found[:KNOWN]], _line_url("influence", question))


def _known(viewer: Viewer, row: Row) -> Known:
    return Known(
        customer=viewer.panel.customer_card(row["customer"])["name"],
        place=" · ".join(part for part in (row["department"], row["title"]) if part),
        closeness=marks.stance_chip(row["closeness"]),
        owner=viewer.panel.employee_name(row["owner"]) if row["owner"] else "",
    )
