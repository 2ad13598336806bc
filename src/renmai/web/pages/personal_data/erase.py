"""Erasing a person in two steps: what will happen, then the code typed in; for administrators (spec 1.10)."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from renmai.domain.erasure import Names
from renmai.domain.errors import RenmaiError
from renmai.store.models import Account, Employee, Erasure, KeyPerson
from renmai.store.texts import as_text, mentions
from renmai.web.access import Viewer, admin_required, key_person_of
from renmai.web.notices import tell
from renmai.wording.errors import sentence
from renmai.wording.purposes import FILE_OF, MODELS, column_label, model_label
from renmai.wording.terms import Text
from renmai.work.retention import erase

SHOWN: Final = 50
LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Mention:
    """A text in which the name stands."""

    where: Text
    column: Text
    text: str


@dataclass(frozen=True, slots=True)
class Erasing:
    """What the page says before it is done; `back` is where it leads if it is not."""

    code: str
    name: str
    mentions: list[Mention]
    is_more: bool
    is_employee: bool
    tells_in_code: bool
    back: str


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def erase_key_person(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    person = key_person_of(viewer, code)
    return _erase(request, viewer, person, reverse("key-person-data", args=[code]))


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def erase_employee(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    employee = Employee.objects.filter(code=code).first()
    if employee is None:
        raise Http404
    return _erase(request, viewer, employee, reverse("settings-employees-data", args=[code]))


def _erase(request: HttpRequest, viewer: Viewer, person: KeyPerson | Employee, back: str) -> HttpResponse:
    field = "key_person" if isinstance(person, KeyPerson) else "employee"
    if Erasure.objects.filter(**{field: person.pk}).exists():
        return redirect(back)
    if request.method != "POST":
        return _show(request, person, back)
    typed, reason = request.POST.get("code", "").strip(), request.POST.get("reason", "").strip()[:LONGEST]
    if typed != person.code:
        return _show(request, person, back, code=gettext("This is not the code of the person."), reason=reason)
    try:
        erase(person, by=viewer.employee, reason=reason, today=viewer.today, now=timezone.now())
    except RenmaiError as refused:
        return _show(request, person, back, code=sentence(refused), reason=reason)
    tell(request, gettext("Erased. Every figure is what it was."))
    return redirect(back)


def _show(
    request: HttpRequest, person: KeyPerson | Employee, back: str, *, code: str = "", reason: str = ""
) -> HttpResponse:
    context = {"page": _erasing(person, back), "problem": code, "reason": reason}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if code else HTTPStatus.OK
    return render(request, "pages/personal_data/erase.html", context, status=status)


def _erasing(person: KeyPerson | Employee, back: str) -> Erasing:
    is_employee = isinstance(person, Employee)
    account = Account.objects.filter(employee=person).first() if isinstance(person, Employee) else None
    called: list[Any] = [person.name, person.email, account.username if account else ""]
    names = Names.of(text for text in called if text != person.code)
    found: list[Mention] = []
    for row, field in mentions(names):
        if len(found) > SHOWN:
            break
        model = type(row).__name__
        where = model_label(model) if model in MODELS or model in FILE_OF else model
        found.append(Mention(where, column_label(model, field.name), as_text(row, field)[:LONGEST]))
    return Erasing(
        code=person.code,
        name=person.name,
        mentions=found[:SHOWN],
        is_more=len(found) > SHOWN,
        is_employee=is_employee,
        tells_in_code=names.are_in(person.code),
        back=back,
    )
