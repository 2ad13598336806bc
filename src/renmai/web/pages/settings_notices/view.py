"""Notices in the settings: what is set up in the environment, what the last run sent, and trials."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from renmai.analytics.panel import Panel
from renmai.domain.notices.digest import Cadence
from renmai.domain.notices.robot import Robot, RobotKind
from renmai.output.notices.letter import mail_address
from renmai.output.notices.mailing import RefusedError, UncertainError, UnreachableError, send
from renmai.output.notices.trial import trial_letter, trial_message
from renmai.output.webhooks import posting
from renmai.store.models import Delivery, DeliveryState, NoticeRun
from renmai.web.access import Viewer, admin_required
from renmai.web.notices import tell
from renmai.web.pages.account.notices import CADENCES
from renmai.wording.terms import Text
from renmai.work.notify import say

MAIL: Final = "mail"
LATELY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RobotRow:
    """The address as far as it may be shown; whether there is a secret, not which."""

    code: str
    make: Text
    address: str
    view: str
    is_signed: bool
    when: Text
    hour: str


@dataclass(frozen=True, slots=True)
class Configured:
    """`mails` and `posts` left within the last 24 hours; the last run may have had nothing to do."""

    mail: object
    sender: str
    base_url: str
    robots: list[RobotRow]
    run: NoticeRun | None
    mails: int
    posts: int
    address: str


@require_safe
@admin_required
def configured(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    page = Configured(
        mail=settings.MAIL,
        sender=settings.DEFAULT_FROM_EMAIL,
        base_url=settings.BASE_URL,
        robots=[_row(viewer.panel, robot) for robot in settings.ROBOTS],
        run=NoticeRun.objects.first(),
        mails=_sent("mail:"),
        posts=_sent("robot:"),
        address=mail_address(viewer.employee),
    )
    return render(request, "pages/settings_notices/notices.html", {"page": page})


def _sent(to: str) -> int:
    lately = Delivery.objects.filter(at__gte=timezone.now() - LATELY, receiver__startswith=to)
    return lately.filter(state=DeliveryState.SENT).count()


def _row(panel: Panel, robot: Robot) -> RobotRow:
    team = panel.roster.team_of_code.get(robot.view.code)
    return RobotRow(
        code=robot.code,
        make=_make(robot.kind),
        address=robot.masked,
        view=team.name if team else robot.view.code or gettext("Whole company"),
        is_signed=bool(robot.secret),
        when=CADENCES[Cadence(robot.cadence)],
        hour=f"{robot.hour:02d}:00",
    )


def _make(kind: RobotKind) -> str:
    names = {
        RobotKind.WECOM: gettext("WeCom"),
        RobotKind.DINGTALK: gettext("DingTalk"),
        RobotKind.FEISHU: gettext("Feishu"),
    }
    return names[kind]


@require_POST
@admin_required
def trial(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Say something to one robot, or to the administrator's own address; what stands in the way is told."""
    asked = request.POST.get("to", "")
    robots = {robot.code: robot for robot in settings.ROBOTS}
    address = mail_address(viewer.employee) if settings.MAIL.host else ""
    if asked not in robots and not (asked == MAIL and address):
        raise Http404
    try:
        if asked == MAIL:
            send(trial_letter(address))
        else:
            say(robots[asked], trial_message())
    except (posting.UnpostedError, posting.UncertainError, UnreachableError, RefusedError, UncertainError) as error:
        tell(request, gettext("Not sent: %(reason)s") % {"reason": error})
    else:
        tell(request, gettext("Sent; see whether it arrived."))
    return redirect("settings-notices")
