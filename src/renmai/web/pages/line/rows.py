"""What the rows of the lists have in common: figures, degrees, key persons, stars, who may be opened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import pgettext
from numpy.typing import NDArray

from renmai.analytics.listing import Row
from renmai.analytics.lists.customer import seen
from renmai.analytics.moment import moment
from renmai.analytics.panel import Panel
from renmai.analytics.touch import NOT_YET
from renmai.domain.stance import DEGREES, FEATURES, VOTES
from renmai.output.names import Colleagues, colleagues_at
from renmai.web import marks
from renmai.web.access import Viewer
from renmai.web.marks import Tone
from renmai.web.numbers import DASH, Writer


@dataclass(frozen=True, slots=True)
class Figure:
    value: str
    change: SafeString


@dataclass(frozen=True, slots=True)
class Degree:
    """An average with its grade; `change` is the lead over the best competitor in a chain's row."""

    chip: SafeString
    value: str
    known: str
    change: SafeString | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Star:
    """Focus: whether it is on, and where pressing it posts to; no address where it may not be pressed."""

    name: str
    is_on: bool
    url: str = ""

    @property
    def next(self) -> str:
        """What pressing it asks for: it says what shall be, not that something shall change."""
        return "no" if self.is_on else "yes"


@dataclass(frozen=True, slots=True)
class Contact:
    """A last contact in words; `is_late` where it is longer ago than it should be, or never was."""

    text: str
    is_late: bool


def star(page: str, code: str, name: str, *, is_on: bool, may_press: bool) -> Star:
    """`page` is the name of the address of what is starred."""
    return Star(name, is_on, reverse(f"{page}-focus", args=[code]) if may_press else "")


def door(page: str, code: str, *, is_open: bool) -> str:
    """Where a name leads, nowhere if the viewer may not see it today."""
    return reverse(page, args=[code]) if is_open else ""


def open_today(viewer: Viewer, customers: NDArray[np.integer[Any]]) -> list[bool]:
    """Which customers, by their places in the panel, the viewer may see today, whatever day the list is of."""
    owners = moment(viewer.panel, viewer.today, 0).owner[customers]
    allowed: list[bool] = seen(viewer.panel, viewer.scope, owners).tolist()
    return allowed


def may_open(viewer: Viewer, customer: str) -> bool:
    """The same of one customer by its code."""
    place = viewer.panel.place_of_customer(customer)
    return place is not None and open_today(viewer, np.array([place]))[0]


def contact(panel: Panel, day: int, as_of: date) -> Contact:
    """`day` is an ordinal, `NOT_YET` for none."""
    if day == NOT_YET:
        return Contact(pgettext("a contact that was not yet", "never"), is_late=True)
    late = as_of.toordinal() - day > panel.policy.stale_days
    return Contact(date.fromordinal(day).isoformat(), is_late=late)


def owner_name(panel: Panel, code: str | None) -> str:
    return panel.employee_name(code) if code else DASH


def figure(metric: Mapping[str, Any], write: Writer, tone: Tone) -> Figure:
    return Figure(write.value(metric["value"]), marks.delta(metric["change"], write, tone))


def colleagues_of(panel: Panel, rows: Sequence[Mapping[str, Any]]) -> dict[str, Colleagues]:
    return {code: colleagues_at(panel, code) for code in {row["customer"] for row in rows}}


@dataclass(frozen=True, slots=True)
class Influencer:
    kind: str
    name: str
    party: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A key person with all seven features; `features` of them are known."""

    name: str
    code: str
    customer: str
    place: str
    focus: bool
    degrees: list[SafeString]
    votes: list[SafeString]
    reports_to: str
    is_top: bool
    influencers: list[Influencer]
    nobody_found: bool
    features: int
    known: SafeString


def person_rows(panel: Panel, rows: Sequence[Row]) -> list[PersonRow]:
    colleagues = colleagues_of(panel, rows)
    rivals = dict(panel.competitors)
    return [_person_row(panel, row, colleagues[row["customer"]], rivals) for row in rows]


def _person_row(panel: Panel, row: Row, colleagues: Colleagues, rivals: Mapping[str, str]) -> PersonRow:
    features = round(row["completeness"] * FEATURES)
    return PersonRow(
        name=row["name"],
        code=row["code"],
        customer=panel.customer_card(row["customer"])["name"],
        place=" · ".join(part for part in (row["department"], row["title"]) if part),
        focus=row["focus"],
        degrees=[marks.stance_chip(row[degree]) for degree in DEGREES],
        votes=[marks.vote_badge(vote, row[vote]) for vote in VOTES],
        reports_to=colleagues.names[row["reports_to"]] if row["reports_to"] else "",
        is_top=row["code"] in colleagues.top,
        influencers=[
            Influencer(one["kind"], one["name"] or rivals.get(one["code"], ""), rivals.get(one["code"], ""))
            for one in row["influencers"]
        ],
        nobody_found=row["code"] in colleagues.nobody_found,
        features=features,
        known=marks.known_share(features, FEATURES, word=False),
    )
