"""The saved filters of a viewer for one line, as the list's menu shows them."""

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from renmai.store.models import SavedFilter
from renmai.web.access import Viewer


@dataclass(frozen=True, slots=True)
class SavedLink:
    name: str
    url: str
    edit_url: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class Saved:
    """`url` is where the list at hand is saved."""

    url: str
    filters: list[SavedLink]


def saved_filters(viewer: Viewer, line: str) -> Saved:
    mine = SavedFilter.objects.filter(employee=viewer.employee, line=line).order_by("name")
    links = [SavedLink(one.name, address(one), reverse("saved-filter", args=[one.pk]), one.is_default) for one in mine]
    return Saved(reverse("saved-filters", args=[line]), links)


def default_filter(viewer: Viewer, line: str) -> SavedFilter | None:
    """What the viewer wants the line to open with."""
    return SavedFilter.objects.filter(employee=viewer.employee, line=line, is_default=True).first()


def address(saved: SavedFilter) -> str:
    """The list behind a number has a page of its own."""
    page = "line-list" if "cell" in QueryDict(saved.query.removeprefix("?")) else "line"
    return reverse(page, args=[saved.line]) + saved.query
