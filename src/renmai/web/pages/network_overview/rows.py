"""The lists behind the numbers as rows of a page: persons, masked as in the influence line, and customers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

from renmai.analytics.listing import Listing, Row
from renmai.analytics.lists.influence import subjects
from renmai.analytics.private_network_list import EVERYBODY, SINGLE_CUSTOMERS, Behind, hidden, listing
from renmai.web.access import Viewer
from renmai.web.listed import Column, Listed, Place, cut, listed
from renmai.web.marks import TERMS
from renmai.web.numbers import COUNT, DASH, amount_unit, amounts
from renmai.web.pages.line.key_person_rows import MaskedRow, masked_rows
from renmai.web.pages.line.rows import door, open_today
from renmai.web.pages.network_overview.sets import SETS
from renmai.web.parameters import Asked
from renmai.wording.disclosure import told

CUSTOMER: Final = Column("customer", gettext_lazy("Customer"), "name-of", upwards=True)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """`ours` and `rivals` reach the person; both are empty where the customer may not be seen."""

    person: MaskedRow
    ours: list[str]
    rivals: list[str]


@dataclass(frozen=True, slots=True)
class CustomerRow:
    name: str
    code: str
    url: str
    owner: str
    by: str
    people: str
    amount: str


@dataclass(frozen=True, slots=True)
class Found:
    """`more` persons count, too, at customers that the viewer does not see; blank for none."""

    is_of_customers: bool
    list: Listed
    more: str


def found_behind(viewer: Viewer, asked: Asked, behind: Behind, path: str) -> Found:
    """Raises `RenmaiError` for what the view has not."""
    panel, question = viewer.panel, asked.question
    more = {"of": str(behind)} | ({"employee": behind.employee} if behind.employee else {})
    place = Place(path, more, dated=True)
    every = listing(panel, question, viewer.scope, behind)
    if behind.what == SINGLE_CUSTOMERS:
        found = cut(every, None, asked, place)
        return Found(
            is_of_customers=True,
            list=listed(found, _customers(viewer, found.page), _customer_columns(), asked, place),
            more="",
        )
    found = cut(every, subjects(panel, question, viewer.scope), asked, place)
    beyond = hidden(panel, question, every) if behind.what == EVERYBODY else 0
    rows = _people(viewer, found.page)
    return Found(
        is_of_customers=False,
        list=listed(found, rows, _person_columns(), asked, place),
        more=COUNT.value(beyond) if beyond else "",
    )


def label_of(viewer: Viewer, behind: Behind, total: int) -> str:
    """Such as "Within one colleague's reach alone: Li Na"; who reaches nobody here is not told by name."""
    label = str(SETS[behind.what].label)
    name = viewer.panel.employee_name(behind.employee) if behind.employee and total else ""
    if behind.is_unnamed:
        name = pgettext("of ours who is not named", "One colleague who is not named")
    return gettext("%(measure)s: %(value)s") % {"measure": label, "value": name} if name else label


def _person_columns() -> list[Column]:
    return [
        CUSTOMER,
        Column("department", gettext_lazy("Department"), upwards=True),
        Column("title", gettext_lazy("Title"), upwards=True),
        Column("closeness", TERMS["closeness"].label, "center"),
        Column("owner", gettext_lazy("Owner"), upwards=True),
        Column("name", gettext_lazy("Key person"), upwards=True),
        Column("", pgettext_lazy("column", "Of ours")),
        Column("", pgettext_lazy("column", "Of competitors")),
    ]


def _people(viewer: Viewer, page: Listing) -> list[PersonRow]:
    return [
        PersonRow(masked, _ours(row), _rivals(viewer, row))
        for masked, row in zip(masked_rows(viewer, page), page[:], strict=True)
    ]


def _ours(row: Row) -> list[str]:
    """By name where they agreed to it; several who did not are told as one."""
    return [told(one["name"]) for one in row.get("influencers", ()) if one["kind"] == "ours"]


def _rivals(viewer: Viewer, row: Row) -> list[str]:
    names = dict(viewer.panel.competitors)
    codes = {one["code"] for one in row.get("influencers", ()) if one["kind"] == "competitor"}
    return [names[code] for code in sorted(codes)]


def _customer_columns() -> list[Column]:
    return [
        Column("", gettext_lazy("Customer"), "name-of"),
        Column("", gettext_lazy("Owner")),
        Column("", pgettext_lazy("column", "Reached by")),
        Column("", pgettext_lazy("column", "Persons reached"), "right"),
        Column("", gettext_lazy("Open amount"), "right", amount_unit()),
    ]


def _customers(viewer: Viewer, page: Listing) -> list[CustomerRow]:
    rows = page[:]
    write = amounts([row["amount"] for row in rows])
    opened: Sequence[Any] = open_today(viewer, np.array([row["place"] for row in rows], dtype=np.int64))
    return [
        CustomerRow(
            row["name"],
            row["code"],
            door("customer", row["code"], is_open=is_open),
            row["owner"] or DASH,
            row["by"] or pgettext("of ours who is not named", "One colleague who is not named"),
            COUNT.value(row["people"]),
            write.value(row["amount"]),
        )
        for row, is_open in zip(rows, opened, strict=True)
    ]
