"""From a request to what its sender may see; the only place where today's date is read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from renmai.analytics.hiding import shown_to
from renmai.analytics.panel import Panel
from renmai.analytics.visible import scope_of
from renmai.domain.errors import RenmaiError
from renmai.domain.look import place_named, watching
from renmai.domain.scope import Scope
from renmai.refresh import current_panel
from renmai.store.actions.look import record_looks
from renmai.store.models import Customer, Employee, KeyPerson, Opportunity
from renmai.store.models.employee import Role
from renmai.store.visible import GatedQuerySet

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks, when, and the two gates: the panel and the scope on it."""

    employee: Employee
    scope: Scope
    today: date
    panel: Panel

    @property
    def is_admin(self) -> bool:
        return self.employee.role == Role.ADMIN

    @property
    def leads(self) -> bool:
        """Whether the viewer answers for others: who leads a team or sees everything."""
        return self.scope.everything or bool(self.scope.teams)


class NoAccessError(Exception):
    """The account belongs to nobody who works here today."""


def today() -> date:
    return timezone.localdate()


def viewer_of(request: HttpRequest) -> Viewer:
    """The signed-in employee; raises `NoAccessError` for an account without one, or who left."""
    day = today()
    employee = _employee_of(request)
    if employee is None:
        raise NoAccessError
    panel = shown_to(current_panel(), employee.code)
    try:
        return Viewer(employee, scope_of(panel, employee.code, day), day, panel)
    except RenmaiError as refused:
        raise NoAccessError from refused


def viewer_required(
    view: Callable[Concatenate[HttpRequest, Viewer, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Hand the view its `Viewer`; whoever has none gets the sign-in or a page that says why.

    What the pages show is personal data: no cache keeps it after sign-out.
    """

    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            viewer = viewer_of(request)
        except NoAccessError:
            return render(request, "pages/no_access/no_access.html", status=403)
        request.viewer = viewer  # type: ignore[attr-defined]
        with watching() as seen:
            response = view(request, viewer, *args, **kwargs)
        record_looks(viewer.employee.pk, seen, place_of(request), viewer.today)
        return response

    update_wrapper(guarded, view)
    return never_cache(login_required(guarded))


def admin_required(
    view: Callable[Concatenate[HttpRequest, Viewer, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """As `viewer_required`, for administrators; any other viewer is told that this is not allowed."""

    def guarded(request: HttpRequest, viewer: Viewer, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not viewer.is_admin:
            raise PermissionDenied
        return view(request, viewer, *args, **kwargs)

    update_wrapper(guarded, view)
    return viewer_required(guarded)


def leader_required(
    view: Callable[Concatenate[HttpRequest, Viewer, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """As `viewer_required`, for who answers for others; any other viewer is told that this is not allowed."""

    def guarded(request: HttpRequest, viewer: Viewer, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not viewer.leads:
            raise PermissionDenied
        return view(request, viewer, *args, **kwargs)

    update_wrapper(guarded, view)
    return viewer_required(guarded)


def place_of(request: HttpRequest) -> str:
    """Where relations are shown, as their owners are told."""
    found = request.resolver_match
    return place_named((found.url_name if found else None) or "")


def customer_of(viewer: Viewer, code: str) -> Customer:
    """The customer, which the viewer may see today and so record facts about; else `Http404`."""
    found: Customer = _found(viewer, Customer.objects.all(), code)
    return found


def key_person_of(viewer: Viewer, code: str) -> KeyPerson:
    """The key person of a customer that the viewer may see today; else `Http404`."""
    found: KeyPerson = _found(viewer, KeyPerson.objects.select_related("customer"), code)
    return found


def opportunity_of(viewer: Viewer, code: str) -> Opportunity:
    """The opportunity of a customer that the viewer may see today; else `Http404`."""
    found: Opportunity = _found(viewer, Opportunity.objects.select_related("customer"), code)
    return found


def _found(viewer: Viewer, rows: GatedQuerySet, code: str) -> Any:
    found = rows.visible_to(viewer.scope, viewer.today).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _employee_of(request: HttpRequest) -> Employee | None:
    user = request.user
    return None if user.is_anonymous else user.employee
