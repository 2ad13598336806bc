"""My people 我的人脉: every relation of the viewer, what is told of it, and how to take it back."""

from collections.abc import Callable
from datetime import date
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from renmai.domain.disclosure import Disclosure
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.network_choice import agree, hide_network, show_network
from renmai.store.actions.private_relation import claim, disclose, end_relation
from renmai.store.actions.withdrawal import withdraw_relation
from renmai.store.models import Influence, PrivateRelation
from renmai.store.own_network import owned_by
from renmai.web.access import Viewer, viewer_required
from renmai.web.notices import tell
from renmai.web.pages.network_people.context import Trouble, my_people

TEMPLATE: Final = "pages/network_people/network_people.html"


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def network_people(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The page, and what its forms do; a form that fails comes back with what was typed."""
    if request.method != "POST":
        return render(request, TEMPLATE, {"page": my_people(viewer)})
    do = POSTS.get(request.POST.get("do", ""))
    try:
        if do is None:
            raise RenmaiError(ErrorCode.BAD_VALUE, name="do", value=request.POST.get("do", "")[:80])
        told = do(viewer, request.POST)
    except RenmaiError as refused:
        page = my_people(viewer, Trouble(_key(request.POST), refused, request.POST.dict()))
        return render(request, TEMPLATE, {"page": page}, status=refused.code.status)
    tell(request, told)
    return redirect("network-people")


def _key(given: QueryDict) -> int:
    """The relation that a form is about, 0 for none."""
    text = given.get("relation", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0


def _mine(viewer: Viewer, given: QueryDict) -> Influence:
    """The viewer's own; anybody else's does not exist."""
    found = owned_by(viewer.employee).filter(pk=_key(given)).first()
    if found is None:
        raise Http404
    return found


def _disclose(viewer: Viewer, given: QueryDict) -> str:
    influence = _mine(viewer, given)
    step, how = given.get("disclosure", ""), given.get("how", "").strip()
    if step not in set(Disclosure):
        raise RenmaiError(ErrorCode.BAD_VALUE, column="disclosure", name="disclosure", value=step[:80])
    today, now = viewer.today, timezone.now()
    private = PrivateRelation.objects.of(viewer.employee).filter(influence=influence).first()
    if private is None:
        claim(influence, Disclosure(step), how, by=viewer.employee, today=today, now=now)
    else:
        disclose(private, Disclosure(step), how, today=today, now=now)
    return gettext("Saved: from now on this is what is told of %(name)s and you.") % {"name": influence.key_person.name}


def _withdraw(viewer: Viewer, given: QueryDict) -> str:
    person = _mine(viewer, given).key_person
    withdraw_relation(person, by=viewer.employee, today=viewer.today, now=timezone.now())
    return gettext("Withdrawn. Nothing of %(name)s and you is left.") % {"name": person.name}


def _end(viewer: Viewer, given: QueryDict) -> str:
    influence = _mine(viewer, given)
    try:
        until = date.fromisoformat(given.get("until", ""))
    except ValueError:
        raise RenmaiError(
            ErrorCode.BAD_VALUE, column="until", name="until", value=given.get("until", "")[:80]
        ) from None
    end_relation(influence, until, by=viewer.employee, today=viewer.today, now=timezone.now())
    return gettext("Ended. It counts until %(day)s.") % {"day": until.isoformat()}


def _hide(viewer: Viewer, given: QueryDict) -> str:
    del given
    hide_network(by=viewer.employee, today=viewer.today, now=timezone.now())
    return gettext("You are named nowhere now, and see nobody's name.")


def _show(viewer: Viewer, given: QueryDict) -> str:
    del given
    show_network(by=viewer.employee, today=viewer.today, now=timezone.now())
    return gettext("What you agreed for each relation holds again.")


def _agree(viewer: Viewer, given: QueryDict) -> str:
    del given
    agree(by=viewer.employee, today=viewer.today, now=timezone.now())
    return gettext("Thank you. The day is noted below.")


POSTS: Final[dict[str, Callable[[Viewer, QueryDict], str]]] = {
    "disclose": _disclose,
    "withdraw": _withdraw,
    "end": _end,
    "hide": _hide,
    "show": _show,
    "agree": _agree,
}
