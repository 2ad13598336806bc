"""Rows of the store that the caller may see today; whatever else is asked for does not exist."""

from typing import Any

from renmai.api.access import Caller
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.models import Customer, KeyPerson, Opportunity
from renmai.store.visible import GatedQuerySet


def customer_of(caller: Caller, code: str) -> Customer:
    """Raises `RenmaiError(UNKNOWN_CUSTOMER)`."""
    found: Customer = _found(
        caller, Customer.objects.all(), code, RenmaiError(ErrorCode.UNKNOWN_CUSTOMER, customer=code)
    )
    return found


def key_person_of(caller: Caller, code: str) -> KeyPerson:
    """Raises `RenmaiError(UNKNOWN_KEY_PERSON)`."""
    missing = RenmaiError(ErrorCode.UNKNOWN_KEY_PERSON, person=code)
    found: KeyPerson = _found(caller, KeyPerson.objects.select_related("customer"), code, missing)
    return found


def opportunity_of(caller: Caller, code: str) -> Opportunity:
    """Raises `RenmaiError(UNKNOWN_OPPORTUNITY)`."""
    missing = RenmaiError(ErrorCode.UNKNOWN_OPPORTUNITY, opportunity=code)
    found: Opportunity = _found(caller, Opportunity.objects.select_related("customer", "owner"), code, missing)
    return found


def _found(caller: Caller, rows: GatedQuerySet, code: str, missing: RenmaiError) -> Any:
    found = rows.visible_to(caller.scope, caller.today).filter(code=code).first()
    if found is None:
        raise missing
    return found
