"""What happens at the door is written into the audit trail: who came in, who was refused, what was changed."""

from typing import Any, Final

from allauth.account.adapter import get_adapter
from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import Signal
from django.http import HttpRequest
from django.utils import timezone

from renmai.store.actions.account import record_at_the_door
from renmai.store.models import Account

EVENTS: Final[dict[str, Signal]] = {
    "signed in": user_logged_in,
    "password changed": password_changed,
    "password set": password_set,
    "password reset": password_reset,
    "second step added": authenticator_added,
    "second step removed": authenticator_removed,
    "recovery codes renewed": authenticator_reset,
}


def watch_the_door() -> None:
    """Connect once, when the pages start."""
    for event, signal in EVENTS.items():
        signal.connect(_told(event), weak=False, dispatch_uid=f"door {event}")
    user_login_failed.connect(_refused, dispatch_uid="door refused")


def _told(event: str) -> Any:
    def note(sender: object, request: HttpRequest | None = None, user: Account | None = None, **rest: object) -> None:
        del sender, rest
        if user is not None:
            record_at_the_door(event, user.username, _from_where(request), now=timezone.now())

    return note


def _refused(sender: object, credentials: dict[str, Any], request: HttpRequest | None = None, **rest: object) -> None:
    """Only for accounts that exist: what else is typed there may be a password."""
    del sender, rest
    username = str(credentials.get("username", ""))
    if Account.objects.filter(username=username).exists():
        record_at_the_door("refused", username, _from_where(request), now=timezone.now())


def _from_where(request: HttpRequest | None) -> dict[str, str]:
    if request is None or "REMOTE_ADDR" not in request.META:
        return {}
    return {"address": get_adapter(request).get_client_ip(request)}
