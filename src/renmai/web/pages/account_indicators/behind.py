"""The lists behind the account indicators as rows of a page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

from renmai.analytics.account_figures import ROSE
from renmai.analytics.account_lists import ACTIVITIES, ORIGINS, Behind, listing
from renmai.analytics.listing import Row
from renmai.analytics.panel import Panel
from renmai.domain.stance import DEGREES, VOTES
from renmai.store.models import Activity, ActivityPerson
from renmai.web import marks
from renmai.web.access import Viewer
from renmai.web.listed import Column, Listed, Place, cut, listed
from renmai.web.marks import TERMS
from renmai.web.numbers import AVERAGE, DASH, Writer, amount_unit, amounts
from renmai.web.pages.customer.activity import Link
from renmai.web.pages.line.rows import door, open_today
from renmai.web.parameters import Asked
from renmai.wording.columns import WORDS, Text, word

CUSTOMER: Final = Column("", gettext_lazy("Customer"))


@dataclass(frozen=True, slots=True)
class DealRow:
    name: str
    code: str
    url: str
    customer: Link
    amount: str
    stage: str
    status: Text
    opened_on: str


@dataclass(frozen=True, slots=True)
class MoveRow:
    customer: Link
    code: str
    before: SafeString
    now: SafeString
    average_before: str
    average: str
    change: SafeString


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """What the viewer may not see today is left out: all but the day, the colleague and the customer."""

    day: str
    customer: Link
    colleague: str
    kind: Text
    people: list[Link]
    note: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    name: str
    place: str
    url: str
    focus: bool
    customer: Link
    degrees: list[SafeString]
    votes: list[SafeString]
    last: str


def behind_label(panel: Panel, behind: Behind) -> str:
    """Such as "Rose: Closeness", with the customer where it is about one."""
    found = panel.find_customer(behind.customer) if behind.customer else None
    label = (
        str(TERMS["untouched_members" if behind.what == "untouched" else behind.what].label)
        if not behind.is_move
        else ""
    )
    if behind.is_move:
        move = pgettext("customers by grade", "rose") if behind.what == ROSE else pgettext("customers by grade", "fell")
        label = gettext("%(measure)s: %(value)s") % {"measure": TERMS[behind.degree].label, "value": move}
    return f"{label} · {found[0].customers.name[found[1]]}" if found else label


def behind_list(viewer: Viewer, asked: Asked, behind: Behind, path: str) -> Listed:
    more = {"of": str(behind)} | ({"customer": behind.customer} if behind.customer else {})
    place = Place(path, more, dated=True)
    found = cut(listing(viewer.panel, asked.question, behind), None, asked, place)
    rows = found.page[:]
    opened = opened_today(viewer, rows)
    made: Sequence[Any]
    if behind.what in ORIGINS:
        made, columns = deal_rows(rows, opened), deal_columns
    elif behind.is_move:
        made, columns = [_move(row, opened) for row in rows], move_columns
    elif behind.what == ACTIVITIES:
        made, columns = list(_activities(viewer, rows, opened)), activity_columns
    else:
        made, columns = person_rows(rows, opened), person_columns
    return listed(found, made, columns(), asked, place)


def opened_today(viewer: Viewer, rows: Sequence[Row]) -> dict[int, bool]:
    """Which of the rows' customers, by place, the viewer may see today."""
    places = np.array([row["place"] for row in rows], dtype=np.int64)
    return dict(zip(places.tolist(), open_today(viewer, places), strict=True))


def customer_link(row: Row, opened: Mapping[int, bool]) -> Link:
    return Link(row["customer_name"], door("customer", row["customer"], is_open=opened[row["place"]]))


def deal_columns() -> list[Column]:
    return [
        Column("", gettext_lazy("Opportunity"), "name-of"),
        CUSTOMER,
        Column("", gettext_lazy("Amount"), "right", amount_unit()),
        Column("", gettext_lazy("Stage")),
        Column("", pgettext_lazy("of an opportunity", "Status")),
        Column("", pgettext_lazy("column", "Opened on"), "right"),
    ]


def deal_rows(rows: Sequence[Row], opened: Mapping[int, bool]) -> list[DealRow]:
    write = amounts([row["amount"] for row in rows])
    return [_deal(row, opened, write) for row in rows]


def _deal(row: Row, opened: Mapping[int, bool], write: Writer) -> DealRow:
    return DealRow(
        name=row["name"],
        code=row["code"],
        url=door("opportunity", row["code"], is_open=opened[row["place"]]),
        customer=customer_link(row, opened),
        amount=write.value(row["amount"]),
        stage=row["stage"] or DASH,
        status=word("status", row["status"], "opportunities"),
        opened_on=row["opened_on"].isoformat(),
    )


def move_columns() -> list[Column]:
    return [
        Column("", gettext_lazy("Customer"), "name-of"),
        Column("", pgettext_lazy("column", "Grade before")),
        Column("", pgettext_lazy("column", "Grade now")),
        Column("", pgettext_lazy("column", "Average before"), "right"),
        Column("", pgettext_lazy("column", "Average now"), "right"),
        Column("", TERMS["change"].label, "right"),
    ]


def _move(row: Row, opened: Mapping[int, bool]) -> MoveRow:
    change = row["average"] - row["average_before"]
    return MoveRow(
        customer=customer_link(row, opened),
        code=row["customer"],
        before=marks.grade_chip(row["before"]),
        now=marks.grade_chip(row["now"]),
        average_before=AVERAGE.value(row["average_before"]),
        average=AVERAGE.value(row["average"]),
        change=marks.delta(change, AVERAGE, marks.Tone.MORE_IS_BETTER),
    )


def activity_columns() -> list[Column]:
    return [
        Column("", pgettext_lazy("column", "Day"), "day-of"),
        CUSTOMER,
        Column("", gettext_lazy("Colleague")),
        Column("", pgettext_lazy("of an activity", "Kind")),
        Column("", pgettext_lazy("of an activity", "Whom we met")),
        Column("", gettext_lazy("Note")),
    ]


def _activities(viewer: Viewer, rows: Sequence[Row], opened: Mapping[int, bool]) -> Iterator[ActivityRow]:
    """Two statements for what the panel does not hold."""
    met = (
        ActivityPerson.objects.visible_to(viewer.scope, viewer.today).select_related("key_person").order_by("position")
    )
    stored = Activity.objects.visible_to(viewer.scope, viewer.today).filter(pk__in=[row["id"] for row in rows])
    told = {one.pk: one for one in stored.prefetch_related(Prefetch("people", queryset=met))}
    for row in rows:
        one = told.get(row["id"])
        yield ActivityRow(
            day=row["day"].isoformat(),
            customer=customer_link(row, opened),
            colleague=row["employee"],
            kind=WORDS["kind"].get(one.kind, "") if one else "",
            people=[Link(met.key_person.name, _person_url(met.key_person.code)) for met in one.people.all()]
            if one
            else [],
            note=one.note if one else "",
        )


def _person_url(code: str) -> str:
    return reverse("key-person", args=[code])


def person_columns() -> list[Column]:
    return [
        Column("", gettext_lazy("Key person"), "name-of"),
        CUSTOMER,
        *(Column("", TERMS[name].short or TERMS[name].label, "center") for name in (*DEGREES, *VOTES)),
        Column("", pgettext_lazy("column", "Last contact"), "right"),
    ]


def person_rows(rows: Sequence[Row], opened: Mapping[int, bool]) -> list[PersonRow]:
    return [_person(row, opened) for row in rows]


def _person(row: Row, opened: Mapping[int, bool]) -> PersonRow:
    return PersonRow(
        name=row["name"],
        place=" · ".join(part for part in (row["department"], row["title"]) if part),
        url=door("key-person", row["code"], is_open=opened[row["place"]]),
        focus=row["focus"],
        customer=customer_link(row, opened),
        degrees=[marks.stance_chip(row[degree]) for degree in DEGREES],
        votes=[marks.vote_badge(vote, row[vote]) for vote in VOTES],
        last=row["last"].isoformat() if row["last"] else pgettext("a contact that was not yet", "never"),
    )
