"""The largest changes since the previous period, each with the way to whom it is about."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from renmai.analytics.largest_changes import Moved
from renmai.analytics.moment import moment
from renmai.web import marks
from renmai.web.access import Viewer
from renmai.web.numbers import AVERAGE
from renmai.web.pages.line.lines import Line
from renmai.web.parameters import Asked
from renmai.wording import terms

PAGES = {"customer": "customer", "influence": "key-person", "key-person": "key-person", "decision-chain": "opportunity"}


@dataclass(frozen=True, slots=True)
class Mover:
    """`url` is empty where the page of a past day names somebody whose page may not be seen today."""

    name: str
    under: str
    url: str
    degree: str
    before: str
    after: str
    change: SafeString


@dataclass(frozen=True, slots=True)
class Movers:
    who: str
    rows: list[Mover]


def movers(line: Line, viewer: Viewer, asked: Asked) -> Movers:
    found = line.movers(viewer.panel, asked.question, viewer.scope)
    return Movers(_who(line, viewer.panel.policy.change_people), [_mover(line, viewer, asked, one) for one in found])


def _who(line: Line, least: int) -> str:
    """What is looked at, where it is not all that the line is about."""
    if line.name != "customer":
        return ""
    return ngettext("at least %(number)s key person", "at least %(number)s key persons", least) % {"number": least}


def _mover(line: Line, viewer: Viewer, asked: Asked, moved: Moved) -> Mover:
    tone = marks.tone_of(moved.degree, ours=asked.question.ours)
    page = reverse(PAGES[line.name], args=[moved.code]) if _is_seen_today(viewer, moved.customer) else ""
    degree = terms.DEGREES[moved.degree]
    return Mover(
        name=moved.name,
        under=moved.under,
        url=page,
        degree=str(degree.short or degree.label),
        before=AVERAGE.value(moved.before),
        after=AVERAGE.value(moved.after),
        change=marks.delta(moved.change, AVERAGE, tone),
    )


def _is_seen_today(viewer: Viewer, customer: int) -> bool:
    at = moment(viewer.panel, viewer.today, 0)
    if viewer.scope.everything:
        return bool(at.exists[customer])
    owner = viewer.panel.roster.employee_of_id.get(int(at.owner[customer]))
    return owner is not None and owner.code in viewer.scope.employees
