"""From a request of the API to what its sender may see."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import SessionAuth

from renmai.analytics.panel import Panel
from renmai.analytics.visible import scope_of
from renmai.domain.errors import RenmaiError
from renmai.domain.scope import Scope
from renmai.refresh import current_panel
from renmai.store.models import Account


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, on which day, and what may be seen of which panel."""

    scope: Scope
    today: date
    panel: Panel


class SignedIn(SessionAuth):
    """The session of the pages; who has no employee in service today gets 401."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Caller | None:
        del key
        user = request.user
        if not isinstance(user, Account) or not user.is_active or user.employee is None:
            return None
        today, panel = timezone.localdate(), current_panel()
        try:
            return Caller(scope_of(panel, user.employee.code, today), today, panel)
        except RenmaiError:
            return None
