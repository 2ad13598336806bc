"""Saying what became of a planned step: done, dropped, or open again."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.plan_step import StepStatus
from renmai.store.actions.plan_step import settle_plan_step
from renmai.store.models import PlanStep
from renmai.web.access import Viewer, viewer_required
from renmai.web.notices import tell
from renmai.web.pages.undo.view import undo_of
from renmai.wording.columns import Text
from renmai.wording.errors import sentence

SAID: Final[dict[StepStatus, Text]] = {
    StepStatus.DONE: gettext_lazy("Done: %(name)s"),
    StepStatus.DROPPED: gettext_lazy("Dropped: %(name)s"),
    StepStatus.OPEN: gettext_lazy("Open again: %(name)s"),
}


@require_POST
@viewer_required
def settle(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """Settle one step and go back to where it stood; what is refused is said there."""
    step = _step(viewer, code)
    status = _status(request.POST.get("do", ""))
    result, seen = request.POST.get("result", "").strip(), {"status": request.POST.get("seen", step.status)}
    try:
        made = settle_plan_step(
            step, status, seen, result=result, by=viewer.employee, today=viewer.today, now=timezone.now()
        )
    except RenmaiError as refused:
        tell(request, sentence(refused))
    else:
        if made:
            tell(request, str(SAID[status]) % {"name": (step.key_person or step.customer).name}, undo=undo_of(made))
    return redirect(_back(request, step))


def _step(viewer: Viewer, code: str) -> PlanStep:
    rows = PlanStep.objects.visible_to(viewer.scope, viewer.today).select_related("key_person", "customer")
    found: PlanStep | None = rows.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _status(text: str) -> StepStatus:
    if text not in {status.value for status in StepStatus}:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="do", value=text)
    return StepStatus(text)


def _back(request: HttpRequest, step: PlanStep) -> str:
    """The page of this site on which the button was, at its plan."""
    came_from = request.headers.get("Referer", "").partition("#")[0]
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    customer = reverse("customer", args=[step.customer.code], query={"tab": "strategy"})
    return f"{came_from if is_ours else customer}#plan"
