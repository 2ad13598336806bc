"""Settings 设置: what administrators decide, part by part."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings as django_settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from renmai.domain.policy import THRESHOLDS
from renmai.store.models import Account, Competitor, Employee, PolicyOverride, Revision, Stage, Team, Webhook
from renmai.store.playbook import company_tactics
from renmai.web.access import Viewer, admin_required
from renmai.web.numbers import COUNT
from renmai.web.pages.settings.sections import SECTIONS
from renmai.wording.errors import moment_text
from renmai.wording.terms import Text
from renmai.work.retention import all_due


@dataclass(frozen=True, slots=True)
class Card:
    url: str
    label: Text
    about: Text
    state: str


@require_safe
@admin_required
def settings(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    cards = [
        Card(reverse(section.name), section.label, section.about, STATES[section.name](viewer.today))
        for section in SECTIONS
    ]
    return render(request, "pages/settings/settings.html", {"cards": cards})


def _policy(_: date) -> str:
    changed = PolicyOverride.objects.filter(name__in=THRESHOLDS, value__isnull=False).count()
    numbers = {"all": len(THRESHOLDS), "changed": changed}
    return gettext("%(all)s thresholds, %(changed)s not at their default") % numbers


def _teams(_: date) -> str:
    return _counted(ngettext("%(n)s team", "%(n)s teams", number := Team.objects.count()), number)


def _employees(today: date) -> str:
    here = Q(joined_on=None) | Q(joined_on__lte=today)
    number = Employee.objects.filter(here).exclude(left_on__lte=today).count()
    return _counted(ngettext("%(n)s person in service", "%(n)s people in service", number), number)


def _accounts(_: date) -> str:
    number = Account.objects.filter(is_active=True).count()
    return _counted(ngettext("%(n)s open account", "%(n)s open accounts", number), number)


def _competitors(_: date) -> str:
    return _counted(ngettext("%(n)s competitor", "%(n)s competitors", number := Competitor.objects.count()), number)


def _stages(_: date) -> str:
    return _counted(ngettext("%(n)s stage", "%(n)s stages", number := Stage.objects.count()), number)


def _tactics(_: date) -> str:
    used = sum(not one.retired for one in company_tactics())
    return _counted(ngettext("%(n)s tactic in use", "%(n)s tactics in use", used), used)


def _notices(_: date) -> str:
    robots = len(django_settings.ROBOTS)
    mail = gettext("Letters: on") if django_settings.MAIL.host else gettext("Letters: off")
    return f"{mail} · {_counted(ngettext('%(n)s group robot', '%(n)s group robots', robots), robots)}"


def _webhooks(_: date) -> str:
    told = Webhook.objects.filter(off_at=None).count()
    return _counted(ngettext("%(n)s program is told", "%(n)s programs are told", told), told)


def _retention(today: date) -> str:
    number = sum(one.count for one in all_due(today))
    return _counted(ngettext("%(n)s entry kept too long", "%(n)s entries kept too long", number), number)


def _audit(_: date) -> str:
    last = Revision.objects.order_by("-number").values_list("recorded_at", flat=True).first()
    return gettext("Last entry: %(when)s") % {"when": moment_text(last)} if last else gettext("No entry yet")


def _counted(text: str, number: int) -> str:
    return text % {"n": COUNT.value(number)}


STATES: Final[dict[str, Callable[[date], str]]] = {
    "settings-policy": _policy,
    "settings-teams": _teams,
    "settings-employees": _employees,
    "settings-accounts": _accounts,
    "settings-competitors": _competitors,
    "settings-stages": _stages,
    "settings-tactics": _tactics,
    "settings-notices": _notices,
    "settings-webhooks": _webhooks,
    "settings-retention": _retention,
    "audit": _audit,
}
