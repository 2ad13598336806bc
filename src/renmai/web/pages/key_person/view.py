"""One key person: seven features, what changed them, who stands around; every value is one tap away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.bundle import KEY_PEOPLE
from renmai.store.actions.key_person import add_key_person
from renmai.store.models import Customer, KeyPerson
from renmai.web.access import Viewer, customer_of, key_person_of, viewer_required
from renmai.web.fields import Field, Form, Option, field_of, posted, shown
from renmai.web.notices import tell
from renmai.web.pages.key_person import posting
from renmai.web.pages.key_person.context import Asked, person_page
from renmai.web.pages.key_person.features import Trouble
from renmai.web.pages.key_person.relations import colleagues_at
from renmai.web.pages.key_person.state import OURS
from renmai.web.pages.key_person.typed import party_of
from renmai.web.pages.undo.view import undo_of


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def key_person(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """The page, and what its forms do; a form that fails comes back with what was typed."""
    person = key_person_of(viewer, code)
    if request.method == "POST":
        return _post(request, viewer, person)
    return _page(request, viewer, person, _asked(request))


def _asked(request: HttpRequest) -> Asked:
    party = request.GET.get("party", OURS)
    party_of(party)
    return Asked(party, _number(request.GET.get("history", "")))


def _number(text: str) -> int:
    if text and not (text.isascii() and text.isdecimal() and len(text) < 7 and int(text) > 0):
        raise RenmaiError(ErrorCode.BAD_VALUE, name="history", value=text)
    return int(text or 1)


def _page(request: HttpRequest, viewer: Viewer, person: KeyPerson, asked: Asked, status: int = 200) -> HttpResponse:
    context = {"page": person_page(viewer, person, asked)}
    return render(request, "pages/key_person/key_person.html", context, status=status)


def _post(request: HttpRequest, viewer: Viewer, person: KeyPerson) -> HttpResponse:
    wanted = request.POST.get("do", "")
    if wanted == "edit":
        done, form = posting.edit(request, viewer, person)
        if done is None:
            return _page(request, viewer, person, Asked(details=form), form.status)
        return _done(request, person, done)
    if wanted not in posting.POSTS:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="do", value=wanted)
    try:
        done = posting.POSTS[wanted](request, viewer, person)
    except RenmaiError as refused:
        typed = {name: str(value) for name, value in request.POST.items()}
        trouble = Trouble(request.POST.get("column") or wanted, refused, typed)
        asked = Asked(_party(request), trouble=trouble)
        return _page(request, viewer, key_person_of(viewer, person.code), asked, refused.code.status)
    return _done(request, person, done)


def _party(request: HttpRequest) -> str:
    """Towards whom the page was looked at; a competitor that does not exist is told as the trouble."""
    party = request.POST.get("party", OURS)
    try:
        party_of(party)
    except RenmaiError:
        return OURS
    return party


def _done(request: HttpRequest, person: KeyPerson, done: posting.Done) -> HttpResponse:
    tell(request, done.text, undo=undo_of(done.revision))
    party = request.POST.get("party", OURS)
    query = {"party": party} if party else None
    return redirect(reverse("key-person", args=[person.code], query=query, fragment=request.POST.get("column") or None))


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def new_key_person(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """A new key person of a customer: a name, or for the time being only the role."""
    customer = customer_of(viewer, code)
    fields = _new_fields(viewer, customer)
    if request.method != "POST":
        return _form(request, customer, shown(fields, {"joined_on": viewer.today.isoformat()}))
    form = posted(KEY_PEOPLE, fields, request.POST)
    if form.is_valid:
        try:
            added = add_key_person(customer, form.cells, by=viewer.employee, today=viewer.today, now=timezone.now())
        except RenmaiError as refused:
            form.refuse(refused)
        else:
            tell(request, gettext("%(name)s added.") % {"name": added.name}, undo=undo_of(added.revision_id))
            return redirect("key-person", added.code)
    return _form(request, customer, form)


def _form(request: HttpRequest, customer: Customer, form: Form) -> HttpResponse:
    context = {"customer": customer, "form": form}
    return render(request, "pages/key_person/new.html", context, status=form.status)


def _new_fields(viewer: Viewer, customer: Customer) -> list[Field]:
    superiors = [Option(one.code, f"{one.name} {one.title}".strip()) for one in colleagues_at(viewer, customer.pk)]
    return [
        field_of(
            KEY_PEOPLE, "name", is_required=False, hint=gettext("Not known yet? Leave it empty and give the role.")
        ),
        field_of(KEY_PEOPLE, "title"),
        field_of(KEY_PEOPLE, "department"),
        field_of(KEY_PEOPLE, "reports_to", input="choice", options=[Option("", "—"), *superiors]),
        field_of(KEY_PEOPLE, "phone"),
        field_of(KEY_PEOPLE, "email"),
        field_of(KEY_PEOPLE, "joined_on"),
    ]
