"""The cast stands as its docstring says."""

from collections.abc import Callable

import pytest
from django.test import Client

from renmai.domain.scope import EVERYTHING, Scope
from renmai.store.models import Account, Customer
from tests.people import AS_OF, CAST, HANDED_OVER, LONG_AGO, PASSWORD


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("employee", "customers"),
    [
        ("owner", {"harbour", "mill"}),
        ("mate", {"bridge"}),
        ("other", {"quarry"}),
        ("departed", {"orchard"}),
        ("outsider", set()),
    ],
)
def test_cast_owns_customers(employee: str, customers: set[str]) -> None:
    scope = Scope(viewer=employee, employees=frozenset({employee}))
    visible = Customer.objects.visible_to(scope, on=AS_OF)
    assert {customer.code for customer in visible} == customers


@pytest.mark.usefixtures("world")
def test_harbour_was_handed_over() -> None:
    mate = Scope(viewer="mate", employees=frozenset({"mate"}))
    before = Customer.objects.visible_to(mate, on=LONG_AGO)
    after = Customer.objects.visible_to(mate, on=HANDED_OVER)
    assert {customer.code for customer in before} - {customer.code for customer in after} == {"harbour"}
    assert Customer.objects.visible_to(EVERYTHING, on=AS_OF).count() == 5


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("name", CAST)
def test_cast_signs_in_with_the_password(name: str) -> None:
    assert Account.objects.get(username=name).check_password(PASSWORD)


def test_signed_in_client_has_a_session(signed_in: Callable[[str], Client]) -> None:
    assert "_auth_user_id" in signed_in("owner").session
