"""The customers of the view with their indicators, each number the door to its own list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, pgettext_lazy

from renmai.analytics.account_line import listing
from renmai.analytics.key_person import by_slab
from renmai.analytics.lists.account import subjects
from renmai.analytics.moment import GRADES, moment
from renmai.domain.stance import DEGREES
from renmai.web import marks
from renmai.web.access import Viewer
from renmai.web.listed import Column, Listed, Place, cut, listed
from renmai.web.marks import TERMS
from renmai.web.numbers import AVERAGE, COUNT, DASH, Writer, amount_unit, amounts
from renmai.web.pages.account_indicators.cards import PER_CHAIN
from renmai.web.pages.account_indicators.cards import door as door_to
from renmai.web.pages.line.cards import Door
from renmai.web.pages.line.rows import door, open_today
from renmai.web.parameters import Asked


@dataclass(frozen=True, slots=True)
class Figure:
    value: str
    change: SafeString
    opens: Door | None = None
    chip: SafeString | None = None


@dataclass(frozen=True, slots=True)
class AccountRow:
    name: str
    under: str
    url: str
    focus: bool
    owner: str
    captured: Figure
    captured_amount: Figure
    incubated: Figure
    incubated_amount: Figure
    degrees: list[Figure]
    activities: Figure
    per_chain: str
    untouched: Figure


@dataclass(frozen=True, slots=True)
class _Beside:
    """What the list says beyond the report's row."""

    name: str
    industry: str
    focus: bool
    owner: str
    grades: list[str]
    is_open: bool


def columns() -> list[Column]:
    """In the order of the row's cells."""
    unit = amount_unit()
    return [
        Column("name", gettext_lazy("Customer"), "name-of", upwards=True),
        Column("owner", gettext_lazy("Owner"), upwards=True),
        Column("captured", TERMS["captured"].short, "right", meaning=TERMS["captured"].meaning),
        Column("captured_amount", pgettext_lazy("column", "Amount"), "right", unit),
        Column("incubated", TERMS["incubated"].short, "right", meaning=TERMS["incubated"].meaning),
        Column("incubated_amount", pgettext_lazy("column", "Amount"), "right", unit),
        *(Column(name, TERMS[name].short, "degree", meaning=TERMS[name].meaning) for name in DEGREES),
        Column("activities", TERMS["activities"].label, "right", meaning=TERMS["activities"].meaning),
        Column("per_chain", TERMS["per_chain"].short, "right", meaning=TERMS["per_chain"].meaning),
        Column(
            "untouched_members", TERMS["untouched_members"].short, "right", meaning=TERMS["untouched_members"].meaning
        ),
    ]


def account_list(viewer: Viewer, asked: Asked, path: str) -> Listed:
    """The page of customers asked for, by name where no order is."""
    panel, question = viewer.panel, asked.question
    place = Place(path, sort="activities")
    found = cut(listing(panel, question, viewer.scope), subjects(panel, question), asked, place)
    rows = found.page[:]
    write = amounts([row[origin]["amount"]["value"] for row in rows for origin in ("captured", "incubated")])
    made = [
        _row(asked, row, one, write) for row, one in zip(rows, _beside(viewer, asked, found.page.subjects), strict=True)
    ]
    return listed(found, made, columns(), asked, place)


def _beside(viewer: Viewer, asked: Asked, places: Any) -> list[_Beside]:
    panel = viewer.panel
    at = moment(panel, asked.question.as_of, 0)
    opened = open_today(viewer, places)
    owners, grades = at.owner[places].tolist(), at.grade[:, places].T.tolist()
    made = []
    for n, (number, row) in enumerate(by_slab(places, panel.customer_offsets)):
        table = panel.slabs[number].customers
        owner = panel.roster.employee_of_id.get(owners[n])
        made.append(
            _Beside(
                str(table.name[row]),
                str(table.industry[row]),
                bool(table.focus[row]),
                owner.name if owner else DASH,
                [GRADES[code].value for code in grades[n]],
                opened[n],
            )
        )
    return made


def _row(asked: Asked, row: Mapping[str, Any], beside: _Beside, write: Writer) -> AccountRow:
    code, behaviour = row["code"], row["behaviour"]
    chains, activities = behaviour["chains"]["value"], behaviour["activities"]["value"]
    counts = {
        "captured": row["captured"]["count"],
        "incubated": row["incubated"]["count"],
        "activities": behaviour["activities"],
        "untouched": behaviour["untouched_members"],
    }
    told = {name: _count(asked, name, metric, code) for name, metric in counts.items()}
    return AccountRow(
        name=beside.name,
        under=" · ".join(part for part in (code, beside.industry) if part),
        url=door("customer", code, is_open=beside.is_open),
        focus=beside.focus,
        owner=beside.owner,
        captured_amount=_figure("captured", row["captured"]["amount"], write),
        incubated_amount=_figure("incubated", row["incubated"]["amount"], write),
        degrees=[
            _figure(degree, row["relationship"][degree], AVERAGE, marks.grade_chip(grade, letter=True))
            for degree, grade in zip(DEGREES, beside.grades, strict=True)
        ],
        per_chain=PER_CHAIN.value(activities / chains if chains else None),
        **told,
    )


def _count(asked: Asked, what: str, metric: Mapping[str, Any], code: str) -> Figure:
    tone = marks.tone_of("untouched_members" if what == "untouched" else what, ours=True)
    change = marks.delta(metric["change"], COUNT, tone)
    return Figure(COUNT.value(metric["value"]), change, door_to(asked, what, metric["value"] or 0, code))


def _figure(name: str, metric: Mapping[str, Any], write: Writer, chip: SafeString | None = None) -> Figure:
    return Figure(
        write.value(metric["value"]), marks.delta(metric["change"], write, marks.tone_of(name, ours=True)), chip=chip
    )
