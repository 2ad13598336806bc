"""The key figures by team and by employee, each number the door to the influence line in that view."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.safestring import SafeString

from renmai.analytics.cell import UNINSIGHTED
from renmai.analytics.private_network_staff import StaffRow, by_staff
from renmai.domain.look import note
from renmai.domain.question import View
from renmai.web import marks
from renmai.web.access import Viewer
from renmai.web.numbers import COUNT, SHARE
from renmai.web.pages.line.cards import Door
from renmai.web.pages.network_overview.asked import line_door
from renmai.web.parameters import Asked

SHOWN: Final = 50
"""Rows of a kind; with more of them one looks at a smaller view."""
SHARES: Final = ("potential", "contribution_count", "contribution_amount")


@dataclass(frozen=True, slots=True)
class Figure:
    value: str
    change: SafeString
    opens: Door | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """`url` is this page in the row's view."""

    name: str
    team: str
    depth: int
    url: str
    figures: list[Figure]


@dataclass(frozen=True, slots=True)
class Staff:
    teams: list[Row]
    employees: list[Row]
    more_teams: str
    more_employees: str


def staff_of(viewer: Viewer, asked: Asked) -> Staff:
    found = by_staff(viewer.panel, asked.question)
    note_whole(viewer, (row.view.code for row in found.employees[:SHOWN]))
    return Staff(
        [_row(asked, row) for row in found.teams[:SHOWN]],
        [_row(asked, row) for row in found.employees[:SHOWN]],
        _more(found.teams),
        _more(found.employees),
    )


def note_whole(viewer: Viewer, codes: Iterable[str]) -> None:
    """These employees are told as some who can sway somebody, which they may read among their looks."""
    for code in codes:
        note(viewer.panel.roster.employee_of_code[code].id, None)


def _more(rows: Sequence[StaffRow]) -> str:
    return COUNT.value(len(rows) - SHOWN) if len(rows) > SHOWN else ""


def _row(asked: Asked, row: StaffRow) -> Row:
    counts = {"known": "", UNINSIGHTED: UNINSIGHTED}
    return Row(
        row.name,
        row.team,
        min(row.depth, 4),
        asked.plain().asking(view=row.view).query(),
        [
            *(_count(asked, name, row.figures[name], cell, row.view) for name, cell in counts.items()),
            *(_share(name, row.figures[name]) for name in SHARES),
        ],
    )


def _count(asked: Asked, name: str, metric: Mapping[str, Any], cell: str, view: View) -> Figure:
    change = marks.delta(metric["change"], COUNT, marks.tone_of(name, ours=True))
    return Figure(COUNT.value(metric["value"]), change, line_door(asked, metric["value"], cell, view))


def _share(name: str, metric: Mapping[str, Any]) -> Figure:
    return Figure(SHARE.value(metric["value"]), marks.delta(metric["change"], SHARE, marks.tone_of(name, ours=True)))
