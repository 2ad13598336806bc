"""How many SQL statements a page asks: a few, and no more where there are more rows."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from renmai.refresh import current_panel, forget
from renmai.store.models import (
    ChainMember,
    CoverageRound,
    Customer,
    Employee,
    KeyPerson,
    Opportunity,
    Ownership,
    PlannedContact,
    PlanStep,
    Revision,
)

CEILINGS = {
    "/lines/customer?view=company": 5,
    "/lines/influence?view=company": 5,
    "/lines/key-person?view=company": 6,
    "/lines/decision-chain?view=company": 5,
    "/lines/customer/list?view=company&q=a&sort=completeness&size=100": 5,
    "/lines/key-person/list?view=company&q=hai&sort=-contact&stale=yes": 5,
    "/lines/decision-chain/list?view=company&sort=reading&reading=unsafe": 5,
    "/lines/customer/people?customer=harbour": 5,
    "/strategies?view=company": 5,
    "/strategies/list?view=company&follows=acquire&sort=completeness": 5,
    "/search?q=a": 4,
    "/customers/harbour": 8,
    "/customers/harbour/map": 16,
    "/customers/harbour/map?tab=table": 8,
    "/customers/harbour/map/facts": 17,
    "/key-people/harbour-boss": 25,
    "/key-people/harbour-boss/paths": 6,
    "/opportunities/crane": 21,
    "/opportunities/crane?who=harbour-buyer&closeness.harbour-buyer=1&veto.harbour-buyer=no": 21,
    "/strategies/accounts?view=company": 5,
    "/strategies/accounts/list?of=activities&view=company&period=year": 7,
    "/strategies/accounts/list?of=untouched&view=company": 5,
    "/strategies/coverage?view=company&size=100": 6,
    "/strategies/coverage/list?of=never&view=company&size=100": 5,
    "/customers/harbour?tab=coverage": 9,
    "/customers/harbour/coverage/plan": 8,
    "/customers/harbour/coverage/contacts": 8,
    "/customers/harbour?tab=strategy": 11,
    "/strategies/playbook": 5,
    "/strategies/effects": 6,
    "/key-people/harbour-boss/guide/closeness?answers_call=yes&shares_inside=yes&acts_inside=yes": 7,
    "/key-people/harbour-boss/guide/influence?has_happened=no&bond=no": 7,
    "/contact": 8,
    "/proposals": 9,
    "/proposals?tab=settled": 9,
    "/actions?view=company": 6,
    "/actions?view=company&tab=done": 5,
    "/notices/bell": 16,
    "/account/notices": 9,
    "/account/tokens": 5,
    "/team/continuity": 6,
    "/team/continuity/owner?tab=only_met": 4,
    "/team/continuity/owner/handover": 4,
    "/network": 5,
    "/network/help": 6,
    "/network/paths": 5,
    "/network?view=company": 5,
    "/network?view=company&competitor=rival": 4,
    "/network/people-list?of=everybody&view=company&size=100": 5,
    "/network/uses": 12,
    "/influence/contribution?view=company&of=won": 4,
    "/network/survey": 8,
    "/network/survey/new": 4,
    "/network/people": 8,
    "/network/looks": 6,
    "/team/candidate-check": 4,
    "/team/review?view=company": 10,
    "/team/review?view=company&part=risks": 5,
    "/key-people/harbour-boss/data": 40,
    "/account/data": 80,
    "/team/scorecards": 8,
    "/team/scorecards/company": 8,
}
"""Session, account, employee, revision, and what the page itself has to ask."""
MANY = 60


@pytest.mark.parametrize(("address", "ceiling"), CEILINGS.items())
def test_page_keeps_to_its_statements(address: str, ceiling: int, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("executive")
    current_panel()
    if address.startswith("/network"):
        client.get(address)  # who is named there for the first time is told so
    few = statements(client, address)
    add_customers()
    current_panel()
    assert statements(client, address) == few
    assert few <= ceiling


@pytest.mark.parametrize(
    "address",
    [
        "/opportunities/crane",
        "/customers/harbour?tab=strategy",
        "/key-people/harbour-buyer",
        "/today",
        "/strategies/effects",
        "/strategies/effects?tactic=acquire_terms&degree=price",
        "/team/review",
    ],
)
def test_page_asks_no_more_where_more_is_planned(address: str, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("owner")
    client.get("/today")  # a first visit is written down
    add_steps(1)
    few = statements(client, address)
    add_steps(MANY)
    assert statements(client, address) == few


@pytest.mark.parametrize("address", ["/customers/harbour?tab=coverage", "/strategies/coverage", "/today"])
def test_page_asks_no_more_where_more_rounds_are_planned(address: str, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("owner")
    client.get("/today")  # a first visit is written down
    add_rounds(1)
    few = statements(client, address)
    add_rounds(MANY)
    assert statements(client, address) == few


def add_rounds(count: int) -> None:
    first = CoverageRound.unscoped.count()
    person, owner = KeyPerson.unscoped.get(code="harbour-buyer"), Employee.objects.get(code="owner")
    for number in range(first, first + count):
        made = CoverageRound.unscoped.create(
            revision_id=1,
            code=f"CR-{number}",
            customer=person.customer,
            name="一轮",
            starts_on=date(2026, 9, 20),
            due_on=date(2026, 10, 1),
        )
        PlannedContact.unscoped.create(revision_id=1, round=made, key_person=person, employee=owner)


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
            tactic="acquire_terms",
        )
        PlanStep.unscoped.create(
            revision_id=1,
            code=f"PS-{number}-done",
            customer=crane.customer,
            key_person=person,
            feature="price",
            goal="1",
            owner=Employee.objects.get(code="owner"),
            due_on=date(2025, 10, 1),
            status="done",
            tactic="acquire_terms",
            planned_on=date(2025, 9, 1),
            settled_on=date(2025, 9, 9),
        )
    forget()
    current_panel()


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
