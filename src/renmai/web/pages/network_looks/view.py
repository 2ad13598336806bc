"""Looks 查看记录: who was shown that the viewer can sway somebody, when and where."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from renmai.store.models import Look
from renmai.store.own_network import looks_at
from renmai.web.access import Viewer, viewer_required
from renmai.web.shown import PAGE_SIZE, Pager, pager, read_shown
from renmai.wording.disclosure import PLACES
from renmai.wording.terms import Text


@dataclass(frozen=True, slots=True)
class LookRow:
    day: date
    who: str
    person: str
    customer: str
    place: Text


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[LookRow]
    pager: Pager


@require_safe
@viewer_required
def network_looks(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Two statements."""
    shown = read_shown(request.GET, viewer, ("",))
    found = looks_at(viewer.employee)
    rows = [_row(one) for one in found[shown.first_row : shown.first_row + PAGE_SIZE]]
    page = Page(rows, pager(shown, found.count()))
    return render(request, "pages/network_looks/network_looks.html", {"page": page})


def _row(look: Look) -> LookRow:
    person = look.key_person
    return LookRow(
        look.seen_on,
        look.viewer.name if look.viewer else gettext("Whoever looks after the server"),
        person.name if person else gettext("A list of many people"),
        person.customer.name if person else "",
        PLACES.get(look.place, look.place),
    )
