"""Recording a contact: pick who was met, tap what was learned, save; the next one, please."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from renmai.domain.errors import RenmaiError
from renmai.store.actions.activity import Meeting
from renmai.store.actions.assessment import Statement
from renmai.store.actions.contact import record_contact
from renmai.store.models import KeyPerson
from renmai.web.access import Viewer, key_person_of, viewer_required
from renmai.web.notices import tell
from renmai.web.pages.contact.asking import Asked, read
from renmai.web.pages.contact.capture import capture, said_values
from renmai.web.pages.contact.picking import picking
from renmai.web.pages.undo.view import undo_of


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def contact(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Who was met, then one form for each; a form that fails comes back with what was tapped."""
    asked = read(viewer, request.POST if request.method == "POST" else request.GET)
    if asked is None:
        given = [request.GET.get(name, "") for name in ("q", "customer", "opportunity")]
        return render(request, "pages/contact/pick.html", {"page": picking(viewer, *given)})
    person = key_person_of(viewer, asked.code)
    if request.method == "POST":
        return _save(request, viewer, person, asked)
    return _form(request, viewer, person, asked)


def _form(
    request: HttpRequest, viewer: Viewer, person: KeyPerson, asked: Asked, error: RenmaiError | None = None
) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    page = capture(viewer, person, asked, sent, error)
    return render(request, "pages/contact/capture.html", {"page": page}, status=error.code.status if error else 200)


def _save(request: HttpRequest, viewer: Viewer, person: KeyPerson, asked: Asked) -> HttpResponse:
    values, seen = said_values(request.POST)
    note = request.POST.get("note", "").strip().replace("\r\n", "\n")
    among_others = len(asked.people) > 1 and note
    told = gettext("%(name)s: %(note)s") % {"name": person.name, "note": note} if among_others else note
    opportunity = asked.opportunity if asked.opportunity and _is_of(asked, person) else None
    try:
        made = record_contact(
            person,
            Meeting(asked.day, asked.kind, opportunity, told),
            Statement(asked.day, values, seen, note),
            asked.key,
            by=viewer.employee,
            today=viewer.today,
            now=timezone.now(),
        )
    except RenmaiError as refused:
        return _form(request, viewer, person, asked, refused)
    text = (
        gettext("Contact with %(name)s recorded.")
        if made
        else gettext("The contact with %(name)s was recorded already.")
    )
    tell(request, text % {"name": person.name}, undo=undo_of(made))
    return redirect(reverse("key-person", args=[person.code]) if asked.is_last else asked.step(asked.at + 1).url())


def _is_of(asked: Asked, person: KeyPerson) -> bool:
    """An opportunity is about its customer; whoever came from elsewhere was just there."""
    return asked.opportunity is not None and asked.opportunity.customer_id == person.customer_id
