"""How many SQL statements a page asks: a few, and no more where there are more rows."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from renmai.refresh import current_panel
from renmai.store.models import ChainMember, Customer, Employee, KeyPerson, Opportunity, Ownership, PlanStep, Revision

CEILINGS = {
    "/lines/customer?view=company": 5,
    "/lines/influence?view=company": 5,
    "/lines/key-person?view=company": 5,
    "/lines/decision-chain?view=company": 5,
    "/lines/customer/list?view=company&q=a&sort=completeness&size=100": 5,
    "/lines/key-person/list?view=company&q=hai&sort=-contact&stale=yes": 5,
    "/lines/decision-chain/list?view=company&sort=reading&reading=unsafe": 5,
    "/lines/customer/people?customer=harbour": 4,
    "/search?q=a": 4,
    "/customers/harbour": 8,
    "/customers/harbour/map": 16,
    "/customers/harbour/map?tab=table": 8,
    "/customers/harbour/map/facts": 17,
    "/key-people/harbour-boss": 25,
    "/key-people/harbour-boss/paths": 5,
    "/opportunities/crane": 20,
    "/opportunities/crane?who=harbour-buyer&closeness.harbour-buyer=1&veto.harbour-buyer=no": 20,
    "/customers/harbour?tab=strategy": 8,
    "/key-people/harbour-boss/guide/closeness?answers_call=yes&shares_inside=yes&acts_inside=yes": 7,
    "/key-people/harbour-boss/guide/influence?has_happened=no&bond=no": 7,
    "/contact": 8,
    "/team/review?view=company": 9,
    "/team/review?view=company&part=risks": 5,
    "/team/scorecards": 8,
    "/team/scorecards/company": 8,
}
"""Session, account, employee, revision, and what the page itself has to ask."""
MANY = 60


@pytest.mark.parametrize(("address", "ceiling"), CEILINGS.items())
def test_page_keeps_to_its_statements(address: str, ceiling: int, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("executive")
    current_panel()
    few = statements(client, address)
    add_customers()
    current_panel()
    assert statements(client, address) == few
    assert few <= ceiling


@pytest.mark.parametrize(
    "address",
    ["/opportunities/crane", "/customers/harbour?tab=strategy", "/key-people/harbour-buyer", "/today", "/team/review"],
)
def test_page_asks_no_more_where_more_is_planned(address: str, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("owner")
    client.get("/today")  # a first visit is written down
    add_steps(1)
    few = statements(client, address)
    add_steps(MANY)
    assert statements(client, address) == few


def add_steps(count: int) -> None:
    first = PlanStep.unscoped.count()
    crane, person = Opportunity.unscoped.get(code="crane"), KeyPerson.unscoped.get(code="harbour-buyer")
    for number in range(first, first + count):
        PlanStep.unscoped.create(
            revision_id=1,
            code=f"PS-{number}",
            customer=crane.customer,
            opportunity=crane,
            key_person=person,
            feature="price",
            goal="1",
            owner=Employee.objects.get(code="owner"),
            due_on=date(2026, 10, 1),
        )


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def add_customers() -> None:
    """A page full of customers with a person, a deal and a chain each."""
    revision = Revision.objects.create(
        number=Revision.objects.count() + 1,
        action="more",
        recorded_at=datetime(2026, 9, 30, 9, tzinfo=UTC),
        everything=True,
    )
    day, owner = date(2025, 1, 1), Employee.objects.get(code="owner")
    for number in range(MANY):
        code = f"more-{number}"
        customer = Customer.unscoped.create(revision=revision, code=code, name=f"海安{number}", created_on=day)
        Ownership.unscoped.create(revision=revision, customer=customer, employee=owner, valid_from=day)
        person = KeyPerson.unscoped.create(revision=revision, code=code, customer=customer, name="海安", joined_on=day)
        deal = Opportunity.unscoped.create(
            revision=revision, code=code, customer=customer, name="a", amount=Decimal(1), status="open", opened_on=day
        )
        ChainMember.unscoped.create(revision=revision, opportunity=deal, key_person=person)
