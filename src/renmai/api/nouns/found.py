"""What the body of a call refers to: rows that the caller may see, found by their codes."""

from typing import Any

from renmai.api.access import Caller
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.models import Competitor, Customer, Employee, KeyPerson, Opportunity
from renmai.store.visible import GatedQuerySet


def customer_of(caller: Caller, code: str, column: str = "customer") -> Customer:
    """Raises `RenmaiError(UNKNOWN_CUSTOMER)` for one that does not exist or may not be seen."""
    found: Customer = _seen(caller, Customer.objects.all(), code, ErrorCode.UNKNOWN_CUSTOMER, column, customer=code)
    return found


def key_person_of(caller: Caller, code: str, column: str = "key_person") -> KeyPerson:
    rows = KeyPerson.objects.select_related("customer")
    found: KeyPerson = _seen(caller, rows, code, ErrorCode.UNKNOWN_KEY_PERSON, column, person=code)
    return found


def opportunity_of(caller: Caller, code: str, column: str = "opportunity") -> Opportunity:
    rows = Opportunity.objects.select_related("customer", "owner")
    found: Opportunity = _seen(caller, rows, code, ErrorCode.UNKNOWN_OPPORTUNITY, column, opportunity=code)
    return found


def employee_of(code: str, column: str = "employee") -> Employee:
    """Any employee: their names are no secret. Raises `RenmaiError(UNKNOWN_EMPLOYEE)`."""
    found = Employee.objects.filter(code=code).first()
    if found is None:
        raise RenmaiError(ErrorCode.UNKNOWN_EMPLOYEE, column=column, employee=code)
    return found


def party_of(code: str, column: str = "party") -> Competitor | None:
    """None is us; raises `RenmaiError(UNKNOWN_COMPETITOR)`."""
    if not code:
        return None
    found = Competitor.objects.filter(code=code).first()
    if found is None:
        known = ", ".join(Competitor.objects.order_by("code").values_list("code", flat=True))
        raise RenmaiError(ErrorCode.UNKNOWN_COMPETITOR, column=column, competitor=code, known=known)
    return found


def _seen(caller: Caller, rows: GatedQuerySet, code: str, error: ErrorCode, column: str, **about: str) -> Any:
    found = rows.visible_to(caller.scope, caller.today).filter(code=code).first()
    if found is None:
        raise RenmaiError(error, column=column, **about)
    return found
