"""The customers of the view with their coverage, the worst first among those that matter most."""

from dataclasses import dataclass
from functools import partial

import numpy as np
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, pgettext_lazy
from numpy.typing import NDArray

from renmai.analytics.coverage import coverage, customers
from renmai.analytics.key_person import by_slab
from renmai.analytics.listing import Listing, Row
from renmai.analytics.lists.arrangement import Key, Sorts, Subjects
from renmai.analytics.lists.customer import SEARCHED
from renmai.analytics.lists.keys import by_average, by_employee, by_number, by_text, column
from renmai.analytics.metric import money
from renmai.analytics.moment import moment
from renmai.analytics.opportunity import open_opportunities
from renmai.analytics.panel import Panel
from renmai.analytics.search import belonging_to, rows_with
from renmai.domain.question import Question
from renmai.web import marks
from renmai.web.access import Viewer
from renmai.web.listed import Column, Listed, Place, cut, listed
from renmai.web.marks import TERMS
from renmai.web.numbers import DASH, amount_unit, amounts
from renmai.web.pages.coverage.rounds import Progress, progress_of
from renmai.web.pages.line.cards import Door
from renmai.web.pages.line.rows import door, open_today
from renmai.web.parameters import Asked

LIST = "coverage-list"
WORST = "worst"
NUMBERS = ("people", "covered", "single", "never")


@dataclass(frozen=True, slots=True)
class CoverageRow:
    name: str
    under: str
    url: str
    coverage_url: str
    focus: bool
    owner: str
    amount: str
    share: SafeString | None
    numbers: list[Door | None]
    rounds: Progress | None


def door_to(asked: Asked, cell: str, count: int, customer: str = "") -> Door | None:
    """The key persons that a number counts, on its day; no door to an empty list."""
    if not count:
        return None
    more = {"of": cell} | ({"customer": customer} if customer else {})
    return Door(reverse(LIST) + asked.plain().query(dated=True, **more), count)


def columns() -> list[Column]:
    return [
        Column("name", gettext_lazy("Customer"), "name-of", upwards=True),
        Column("owner", gettext_lazy("Owner"), upwards=True),
        Column("amount", TERMS["amount"].label, "right", amount_unit(), TERMS["amount"].meaning),
        Column(
            "share", pgettext_lazy("column", "Share covered"), "right", meaning=TERMS["covered"].meaning, upwards=True
        ),
        Column("people", pgettext_lazy("column", "Key persons"), "right"),
        Column("covered", pgettext_lazy("column", "Covered"), "right"),
        Column("single", TERMS["single"].label, "right", meaning=TERMS["single"].meaning),
        Column("never", TERMS["never"].label, "right", meaning=TERMS["never"].meaning),
        Column("", TERMS["rounds"].label),
    ]


def subjects(panel: Panel, question: Question) -> Subjects:
    at, found = moment(panel, question.as_of, 0), coverage(panel, question.as_of)
    amount = open_opportunities(panel, question.as_of).amount
    share = np.where(found.people > 0, found.covered / np.maximum(found.people, 1), np.nan)
    sorts: Sorts = {
        "name": partial(by_text, panel, "customers", "name"),
        "owner": lambda: by_employee(panel, at.owner),
        "amount": lambda: by_number(amount),
        "share": lambda: by_average(share),
        **{name: partial(by_number, getattr(found, name)) for name in NUMBERS},
        WORST: lambda: _worst(panel, share, amount),
    }
    return Subjects(
        at.owner,
        lambda word: rows_with(panel, "customers", SEARCHED, word) | belonging_to(panel, at.owner, word),
        sorts,
    )


def _worst(panel: Panel, share: NDArray[np.float64], amount: NDArray[np.int64]) -> Key:
    """Focus first, then the smaller share covered, then the larger open amount; of nobody there is nothing to cover."""
    focus = column(panel, "customers", "focus")
    order = np.lexsort((-amount, np.nan_to_num(share, nan=2.0), ~focus))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return by_number(rank)


def coverage_listed(viewer: Viewer, asked: Asked, path: str) -> Listed:
    panel, question = viewer.panel, asked.question
    place = Place(path, sort=WORST, descending=False)
    found = cut(customers(panel, question), subjects(panel, question), asked, place)
    return listed(found, _rows(viewer, asked, found.page), columns(), asked, place)


def _rows(viewer: Viewer, asked: Asked, found: Listing) -> list[CoverageRow]:
    panel, places, day = viewer.panel, found.subjects, asked.question.as_of
    at = moment(panel, day, 0)
    units = open_opportunities(panel, day).amount[places].tolist()
    money_of = [float(money(int(one))) for one in units]
    opened = open_today(viewer, places)
    tables = [(panel.slabs[number].customers, row) for number, row in by_slab(places, panel.customer_offsets)]
    progress = progress_of(viewer, day, [str(table.code[row]) for table, row in tables])
    write, employees = amounts(list(money_of)), panel.roster.employee_of_id
    made = []
    for n, (row, (table, place)) in enumerate(zip(found[:], tables, strict=True)):
        owner = employees.get(int(at.owner[places[n]]))
        code = str(table.code[place])
        made.append(
            CoverageRow(
                name=str(table.name[place]),
                under=" · ".join(part for part in (code, str(table.industry[place])) if part),
                url=door("customer", code, is_open=opened[n]),
                coverage_url=reverse("customer", args=[code], query={"tab": "coverage"}) if opened[n] else "",
                focus=bool(table.focus[place]),
                owner=owner.name if owner else DASH,
                amount=write.value(money_of[n]),
                share=None if row["share"] is None else marks.share_bar(row["share"]),
                numbers=_numbers(asked, row, code),
                rounds=progress.get(code),
            )
        )
    return made


def _numbers(asked: Asked, row: Row, code: str) -> list[Door | None]:
    return [door_to(asked, name, row[name], code) for name in NUMBERS]
