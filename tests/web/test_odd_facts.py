"""Companies that are unlike the world of the cast: empty, odd codes, huge amounts."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from renmai.store.models import (
    Account,
    ChainMember,
    Customer,
    Employee,
    KeyPerson,
    Opportunity,
    Ownership,
    Revision,
    Team,
)
from tests.web.html import read

LINES = ("customer", "influence", "key-person", "decision-chain")
ODD = 'a/b "c" & d?e=f;g#h%41+é客<户>\''
DAY = date(2024, 1, 1)


def client_of(employee: Employee) -> Client:
    client = Client()
    client.force_login(Account.objects.create(username="alone", employee=employee))
    return client


def first_revision() -> Revision:
    return Revision.objects.create(
        number=1, action="world", recorded_at=datetime(2026, 9, 1, tzinfo=UTC), everything=True
    )


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["executive", "member"])
@pytest.mark.parametrize("line", LINES)
def test_empty_company_says_so(line: str, role: str) -> None:
    client = client_of(Employee.objects.create(revision=first_revision(), code="only", name="独自", role=role))
    response = client.get(f"/lines/{line}")
    assert response.status_code == 200
    assert read(response).where("div", class_="empty")
    assert read(client.get(f"/lines/{line}/list")).where("p", class_="empty")


@pytest.fixture
def odd(db: None) -> Client:
    """A company whose every code and name has all that an address or a page could trip over."""
    revision = first_revision()
    team = Team.objects.create(revision=revision, code=ODD, name=ODD)
    employee = Employee.objects.create(revision=revision, code=ODD, name=ODD, team=team, role="executive")
    customer = Customer.unscoped.create(revision=revision, code=ODD, name=ODD, industry=ODD, region=ODD, created_on=DAY)
    Ownership.unscoped.create(revision=revision, customer=customer, employee=employee, valid_from=DAY)
    person = KeyPerson.unscoped.create(
        revision=revision, code=ODD, customer=customer, name=ODD, department=ODD, title=ODD, joined_on=DAY
    )
    opportunity = Opportunity.unscoped.create(
        revision=revision,
        code=ODD,
        customer=customer,
        name=ODD,
        amount=Decimal("999999999999999999.9999"),
        stage=ODD,
        status="open",
        opened_on=DAY,
    )
    ChainMember.unscoped.create(revision=revision, opportunity=opportunity, key_person=person)
    return client_of(employee)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("view", ["company", f"team:{ODD}", f"personal:{ODD}"])
def test_odd_codes_work_in_every_address(line: str, view: str, odd: Client) -> None:
    answer = odd.get(f"/lines/{line}", {"view": view, "industry": ODD, "region": ODD})
    assert answer.status_code == 200
    page = read(answer)
    assert view in [choice.attributes.get("value") for choice in page.where("option")]
    assert {odd.get(link, follow=True).status_code for link in page.links()} == {200}


def test_odd_names_are_shown_as_they_are(odd: Client) -> None:
    page = read(odd.get("/lines/customer"))
    assert ODD in page.where("th", scope="row")[-1].text
    people = page.one("a", class_="expander").attributes["href"]
    assert ODD in read(odd.get(people)).one("tbody").text


def test_huge_amounts_are_written_out(odd: Client) -> None:
    assert "100,000,000,000,000" in odd.get("/lines/decision-chain").content.decode()


def test_fragment_is_a_part_and_the_page_a_whole(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("owner")
    whole = client.get("/lines/customer/people?customer=mill")
    part = client.get("/lines/customer/people?customer=mill", headers={"HX-Request": "true"})
    assert "<html" in whole.content.decode()
    assert "<html" not in part.content.decode()
    assert "孟石" in part.content.decode()


def test_address_bar_gets_the_short_form(signed_in: Callable[[str], Client]) -> None:
    response = signed_in("owner").get(
        "/lines/customer?view=personal:owner&industry=&region=&as_of=2026-09-30&period=year",
        headers={"HX-Request": "true"},
    )
    assert response.headers["HX-Push-Url"] == "/lines/customer?view=personal%3Aowner&period=year"
