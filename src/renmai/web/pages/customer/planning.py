"""Planning with a tactic on a customer's page: several persons at once, taken back at once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from renmai.analytics.customer import alone
from renmai.domain.errors import RenmaiError
from renmai.store.actions.plan_step import add_plan_steps
from renmai.web.access import Viewer, customer_of, viewer_required
from renmai.web.notices import tell
from renmai.web.pages.customer.view import show_planning
from renmai.web.pages.tactic.plan_tactics import Place, Sent
from renmai.web.pages.tactic.planning import intent_of, moves_of, tactic_of
from renmai.web.pages.undo.view import undo_of


@require_POST
@viewer_required
def tactics(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """Plan one step for each person chosen; a form that is refused comes back as it was typed."""
    found, given = customer_of(viewer, code), request.POST
    one = alone(viewer.panel, code)
    if one is None:
        raise LookupError(code)  # what the gate lets pass is in the panel
    place = Place(viewer, found, one.panel, "", given.get("strategy", ""))
    tactic = tactic_of(place, given)
    try:
        moves, intent = moves_of(place, tactic, given), intent_of(place, tactic, given)
        made = add_plan_steps(found, moves, intent, by=viewer.employee, today=viewer.today, now=timezone.now())
    except RenmaiError as refused:
        return show_planning(request, viewer, found, Sent(given, refused))
    told = ngettext("%(n)s step planned.", "%(n)s steps planned.", len(moves)) % {"n": len(moves)}
    tell(request, told if made else gettext("All of this is so by now."), undo=undo_of(made))
    query = {"tab": "strategy"} | ({"strategy": place.strategy} if place.strategy else {})
    return redirect(f"{reverse('customer', args=[code], query=query)}#plan")
