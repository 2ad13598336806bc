"""The page that a notice opens, as a path."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core import signing
from django.urls import reverse

from renmai.domain.notices.base import Notice, Place
from renmai.store.models import Employee

SALT: Final = "renmai.notices.stop"


def path_of(notice: Notice) -> str:
    """The address without the host; every page asks its own gate once more."""
    return PATHS[notice.place](notice)


def _plan(notice: Notice) -> str:
    if notice.code:
        return reverse("opportunity", args=[notice.code]) + "#plan"
    return reverse("customer", args=[notice.customer], query={"tab": "strategy"}) + "#plan"


PATHS: Final[dict[Place, Callable[[Notice], str]]] = {
    Place.CUSTOMER: lambda notice: reverse("customer", args=[notice.code]),
    Place.OPPORTUNITY: lambda notice: reverse("opportunity", args=[notice.code]),
    Place.KEY_PERSON: lambda notice: reverse("key-person", args=[notice.code]),
    Place.PLAN: _plan,
    Place.HELP: lambda notice: reverse("network-help-one", args=[notice.code]),
    Place.HISTORY: lambda notice: reverse("customer", args=[notice.code], query={"tab": "history"}),
    Place.CUSTOMERS: lambda _: reverse("line", args=["customer"]),
    Place.STALE: lambda notice: reverse(
        "line-list", args=["key-person"], query={"view": f"personal:{notice.code}", "stale": "yes"}
    ),
    Place.TODAY: lambda _: reverse("today"),
    Place.PROPOSALS: lambda _: reverse("proposals"),
    Place.WEBHOOKS: lambda _: reverse("settings-webhooks"),
    Place.USES: lambda _: reverse("network-uses"),
    Place.SURVEY: lambda notice: reverse("network-survey-answer", args=[notice.code]),
}


def absolute(path: str) -> str:
    """With the host that people reach Renmai by."""
    return f"{settings.BASE_URL}{path}"


def stop_path(employee: Employee) -> str:
    """Where the receiver of a letter stops the digest without signing in; signed, for nobody can guess it."""
    return reverse("notices-stop", args=[signing.dumps(employee.code, salt=SALT)])


def stopped_by(token: str) -> str | None:
    """The code of the employee whose letter carried the token; None for a forged one."""
    try:
        return str(signing.loads(token, salt=SALT))
    except signing.BadSignature:
        return None
