"""What may not be seen changes no answer: no count, search, list, map, chart, file or report tells that it is there.

The addresses are those of the permission table. Two worlds differ in what happens at a customer that the viewer may not
see; whoever may not see it gets the same answers from both, byte for byte.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

import pytest
from django.db import transaction

from renmai.refresh import forget
from renmai.store.models import (
    Activity,
    Assessment,
    ChainMember,
    Customer,
    Employee,
    Influence,
    KeyPerson,
    Opportunity,
    Ownership,
    PlanStep,
    Revision,
    StrategyChoice,
)
from tests.architecture.permissions import ANONYMOUS
from tests.people import AS_OF, LONG_AGO, SPRING
from tests.web.test_disclosure import NOISE, addresses, answer, client_of

pytestmark = pytest.mark.usefixtures("papers_as_html")

UNSEEN: Final = ("mate", "owner", "outsider")
"""Of quarry, which is on the name of `other`, they see nothing; `owner` knows a person there, and sees that alone."""
COUNTED: Final = ("/lines/influence", "/api/v1/reports/influence", "/network")
"""Tell, as the method has it, which share of all key persons of the company somebody knows, so how many there are."""
SEARCHED: Final = (
    *("/search?q=新来", "/search?q=xin", "/search?q=quarry", "/search?q=石", "/search?q=secret", "/contact?q=新来"),
    *("/lines/key-person/list?q=新来", "/lines/customer/list?q=白岩", "/api/v1/search?q=新来", "/api/v1/customers"),
    *("/api/v1/key-people", "/api/v1/opportunities", "/api/v1/assessments", "/api/v1/due"),
)


def more_at_quarry() -> None:
    """A person, a deal and all that belongs to them, and another customer, all of them of `other`."""
    revision = Revision.objects.get(number=1)
    other, quarry = Employee.objects.get(code="other"), Customer.unscoped.get(code="quarry")
    person = KeyPerson.unscoped.create(
        revision=revision,
        code="secret-person",
        customer=quarry,
        name="新来的人",
        title="总监",
        joined_on=LONG_AGO,
        focus=True,
        department="秘密部",
    )
    for degree in (2, -2):
        Assessment.unscoped.create(
            revision=revision,
            key_person=person,
            effective_on=date(2026, 9, 20 + degree),
            **dict.fromkeys(("closeness", "solution", "price"), degree),
        )
    Influence.unscoped.create(revision=revision, key_person=person, kind="ours", employee=other, valid_from=LONG_AGO)
    deal = Opportunity.unscoped.create(
        revision=revision,
        code="secret-deal",
        customer=quarry,
        name="新来的项目",
        owner=other,
        amount=Decimal(777),
        status="open",
        origin="captured",
        opened_on=SPRING,
        focus=True,
    )
    ChainMember.unscoped.create(revision=revision, opportunity=deal, key_person=person, role="decider", position=1)
    Activity.unscoped.create(
        revision=revision, code="secret-visit", customer=quarry, employee=other, kind="visit", occurred_on=AS_OF
    )
    PlanStep.unscoped.create(
        revision=revision, code="secret-step", customer=quarry, owner=other, due_on=AS_OF, note="新来的计划"
    )
    StrategyChoice.unscoped.create(revision=revision, customer=quarry, strategy="grow", chosen_on=SPRING)
    new = Customer.unscoped.create(
        revision=revision, code="secret-customer", name="新来的客户", industry="秘密业", created_on=LONG_AGO
    )
    Ownership.unscoped.create(revision=revision, customer=new, employee=other, valid_from=LONG_AGO)


def told_to(who: str, prepare: Callable[[], None]) -> dict[str, str]:
    """Every answer, without what differs between any two requests."""
    noise = re.compile("|".join(NOISE))
    with transaction.atomic():
        mark = transaction.savepoint()
        prepare()
        forget()
        client = client_of(who)
        asked = [address for address, open_to in addresses() if open_to is None or who in open_to]
        found = {address: noise.sub("", answer(client, address)) for address in (*asked, *SEARCHED)}
        transaction.savepoint_rollback(mark)
        forget()
    return found


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("who", UNSEEN)
def test_nobody_can_tell_that_it_is_there(who: str) -> None:
    without, with_more = told_to(who, lambda: None), told_to(who, more_at_quarry)
    changed = {address for address, text in without.items() if text != with_more[address]}
    assert {address for address in changed if not address.startswith(COUNTED)} == set()
    assert not [address for address, text in with_more.items() if re.search("新来的|secret-|秘密", text)]


@pytest.mark.usefixtures("world")
def test_whoever_may_see_it_can_tell() -> None:
    """Else the other test would compare nothing."""
    without, with_more = told_to("other", lambda: None), told_to("other", more_at_quarry)
    changed = {address for address, text in without.items() if text != with_more[address]}
    assert len(changed) > 40
    assert {"/search?q=新来", "/lines/customer", "/api/v1/customers", "/strategies"} <= changed
    assert ANONYMOUS not in UNSEEN
