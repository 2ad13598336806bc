"""One way in for every kind of user of the demo, with a password that is no secret."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, F, Q, QuerySet

from renmai.demo.employee import ADMINISTRATOR, DIVISIONS, EXECUTIVE
from renmai.demo.installing import installed
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.account import create_account
from renmai.store.models import Account, Employee

PASSWORD: Final = "renmai-demo-only"  # noqa: S105 (printed on purpose; installs only into the demo)


@dataclass(frozen=True, slots=True)
class SignIn:
    """`kind` is one of the people of the product, and the name typed at sign-in."""

    kind: str
    employee: Employee


def sign_ins() -> list[SignIn]:
    """Who signs in as what, by the demo's own codes."""
    return [SignIn(kind, employee) for kind, employee in _cast() if employee is not None]


def _cast() -> Iterator[tuple[str, Employee | None]]:
    yield "salesperson", _salespeople().first()
    yield "leader", Employee.objects.filter(led_teams__code=DIVISIONS[0][0]).first()
    yield "executive", Employee.objects.filter(code=EXECUTIVE).first()
    yield "employee", Employee.objects.filter(sales=False, left_on=None, led_teams=None, role="member").first()
    yield "admin", Employee.objects.filter(code=ADMINISTRATOR).first()


def _salespeople() -> QuerySet[Employee]:
    """Salespeople who are still there: without a team of their own first, then whose customers have most open deals."""
    here = Employee.objects.filter(sales=True, left_on=None, ownerships__isnull=False, ownerships__valid_to=None)
    deals = Count("ownerships__customer__opportunities", filter=Q(ownerships__customer__opportunities__status="open"))
    return here.annotate(deals=deals).order_by(F("led_teams").asc(nulls_first=True), "-deals", "code")


def create_sign_ins(now: datetime) -> None:
    """Create those that are missing. Raises `RenmaiError` unless the database holds the demo."""
    if installed() is None:
        raise RenmaiError(ErrorCode.NOT_EMPTY)
    for sign_in in sign_ins():
        if not Account.objects.filter(Q(username=sign_in.kind) | Q(employee=sign_in.employee)).exists():
            create_account(sign_in.kind, PASSWORD, sign_in.employee.code, actor="demo", now=now)
