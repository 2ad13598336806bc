"""What is changed on the map: each one action, whose revision can be undone, answered with the facts anew."""

from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.chain_member import Place, arrange_chain, copy_chain
from renmai.store.actions.key_person import add_key_person, edit_key_person
from renmai.store.models import ChainRole, Customer, KeyPerson, Opportunity
from renmai.web.access import Viewer, key_person_of, opportunity_of
from renmai.web.pages.key_person import posting
from renmai.web.pages.key_person.posting import Done
from renmai.web.pages.undo.view import revert

Change = Callable[[HttpRequest, Viewer, Customer], Done]
NEW: Final = ("name", "title", "department", "reports_to")
DETAILS: Final = ("name", "title", "department")


def change(request: HttpRequest, viewer: Viewer, customer: Customer) -> Done:
    """Do what the form field `do` names; raises `RenmaiError`, and `Http404` for what may not be seen."""
    wanted = request.POST.get("do", "")
    if wanted in posting.POSTS:
        return posting.POSTS[wanted](request, viewer, _person(request.POST, viewer, customer))
    if wanted not in CHANGES:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="do", value=wanted)
    return CHANGES[wanted](request, viewer, customer)


def _person(given: QueryDict, viewer: Viewer, customer: Customer) -> KeyPerson:
    found = key_person_of(viewer, given.get("person", ""))
    if found.customer_id != customer.pk:
        raise Http404
    return found


def _add(request: HttpRequest, viewer: Viewer, customer: Customer) -> Done:
    """Somebody new, or a placeholder: a role whose holder is not known yet."""
    values = {name: request.POST[name] for name in NEW if name in request.POST}
    added = add_key_person(customer, values, by=viewer.employee, today=viewer.today, now=timezone.now())
    return Done(added.revision_id, gettext("%(name)s added.") % {"name": added.name}, added.code)


def _details(request: HttpRequest, viewer: Viewer, customer: Customer) -> Done:
    """Name, title, department; a name takes a placeholder's place."""
    person = _person(request.POST, viewer, customer)
    values = {name: request.POST[name] for name in DETAILS if name in request.POST}
    seen = {name: request.POST[f"was-{name}"] for name in DETAILS if f"was-{name}" in request.POST}
    made = edit_key_person(person, values, seen, by=viewer.employee, now=timezone.now())
    return Done(made, gettext("Details of %(name)s saved.") % {"name": values.get("name", person.name)})


def _chain(request: HttpRequest, viewer: Viewer, customer: Customer) -> Done:
    """Members with their roles, in order; `was` lists those that were seen with the roles they had."""
    opportunity = _opportunity(request.POST.get("opportunity", ""), viewer, customer)
    places = [_place(text) for text in request.POST.getlist("member")]
    seen = {place.person: {"role": place.role} for place in map(_place, request.POST.getlist("was"))}
    made = arrange_chain(opportunity, places, seen, by=viewer.employee, now=timezone.now())
    return Done(made, gettext("The decision chain is saved."))


def _place(text: str) -> Place:
    """`role:code`; the role may be blank."""
    role, colon, code = text.partition(":")
    if not colon or (role and role not in ChainRole.values):
        raise RenmaiError(ErrorCode.BAD_VALUE, name="member", value=text[:80])
    return Place(code, role)


def _copy(request: HttpRequest, viewer: Viewer, customer: Customer) -> Done:
    """The newest other chain of the customer, or the one that is named."""
    opportunity = _opportunity(request.POST.get("opportunity", ""), viewer, customer)
    source = _opportunity(request.POST.get("source", ""), viewer, customer)
    made = copy_chain(opportunity, source, by=viewer.employee, now=timezone.now())
    return Done(made, gettext("The chain of %(name)s is copied.") % {"name": source.name})


def _opportunity(code: str, viewer: Viewer, customer: Customer) -> Opportunity:
    found = opportunity_of(viewer, code)
    if found.customer_id != customer.pk:
        raise Http404
    return found


def _undo(request: HttpRequest, viewer: Viewer, customer: Customer) -> Done:  # noqa: ARG001 one shape for all
    return Done(revert(viewer, request.POST.get("revision", "")), gettext("Undone."))


CHANGES: Final[dict[str, Change]] = {
    "new": _add,
    "details": _details,
    "chain": _chain,
    "copy": _copy,
    "undo": _undo,
}
