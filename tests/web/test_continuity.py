"""If somebody leaves: every number opens a list of exactly that length, of what the viewer may see."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from renmai.store.models import Activity, ActivityPerson, Employee, Influence, KeyPerson
from tests.people import LAST_AUTUMN, SEPTEMBER
from tests.web.html import Page, read

SignedIn = Callable[[str], Client]


def listed(page: Page) -> int:
    """How many rows the list on the page has."""
    tables = re.findall(r'<table class="table dense listed">.*?<tbody>(.*?)</tbody>', page.html, re.DOTALL)
    return tables[0].count("<tr>") if tables else 0


@pytest.mark.parametrize("who", ["leader", "executive", "admin"])
@pytest.mark.parametrize("query", ["", "?as_of=2026-06-30&period=year"])
def test_every_number_opens_a_list_of_that_length(who: str, query: str, signed_in: SignedIn) -> None:
    client = signed_in(who)
    doors = read(client.get(f"/team/continuity{query}")).doors()
    assert len(doors) >= 12
    assert any(count for count, _ in doors)
    for count, url in doors:
        assert listed(read(client.get(url))) == count, url


def test_leader_sees_own_people_alone(signed_in: SignedIn) -> None:
    page = read(signed_in("leader").get("/team/continuity"))
    names = [row.text for row in page.where("th", scope="row")]
    assert {"林知远", "何清和", "邓长风"} <= {name.split("\n")[0].strip()[:3] for name in names}
    assert "沈若川" not in page.html
    assert "沈若川" in read(signed_in("executive").get("/team/continuity")).html


def test_somebody_who_left_and_still_owns_is_named(signed_in: SignedIn) -> None:
    page = read(signed_in("leader").get("/team/continuity/departed"))
    assert page.where("span", class_="tag")
    assert "/customers/orchard" in page.links()


def test_sway_outside_the_viewers_scope_is_masked_and_counted_apart(signed_in: SignedIn) -> None:
    """The owner sways somebody at quarry, which the leader may not see: told as the influence line tells it."""
    page = read(signed_in("leader").get("/team/continuity/owner?tab=outside"))
    assert listed(page) == 1
    assert "丁一" not in page.html
    assert "quarry-buyer" not in page.html
    only = read(signed_in("leader").get("/team/continuity/owner?tab=only_sway"))
    assert "quarry" not in only.html
    seen = read(signed_in("executive").get("/team/continuity/owner?tab=only_sway"))
    assert "/key-people/quarry-buyer" in seen.links()


def test_others_influence_outside_the_scope_changes_nothing_that_a_leader_sees(signed_in: SignedIn) -> None:
    client = signed_in("leader")
    url = "/team/continuity/owner?tab=outside"
    before = client.get(url).content
    Influence.unscoped.create(
        revision_id=1,
        key_person=KeyPerson.unscoped.get(code="quarry-buyer"),
        kind="ours",
        employee=Employee.objects.get(code="other"),
        valid_from=LAST_AUTUMN,
    )
    from renmai.refresh import forget

    forget()
    assert without_tokens(client.get(url).content) == without_tokens(before)


def without_tokens(html: bytes) -> list[bytes]:
    return [line for line in html.splitlines() if b"csrfmiddlewaretoken" not in line]


def test_a_colleagues_contact_takes_the_person_off_the_list(signed_in: SignedIn) -> None:
    client = signed_in("leader")
    url = "/team/continuity/owner?tab=only_met"
    assert listed(read(client.get(url))) == 1
    meet("harbour-boss", "departed", date(2026, 9, 14))
    assert listed(read(client.get(url))) == 1  # who has left is no contact
    meet("harbour-boss", "mate", SEPTEMBER)
    assert listed(read(client.get(url))) == 0


def meet(person: str, by: str, on: date) -> None:
    found = KeyPerson.unscoped.select_related("customer").get(code=person)
    made = Activity.unscoped.create(
        revision_id=1,
        code=f"{person} {by}",
        customer=found.customer,
        employee=Employee.objects.get(code=by),
        kind="call",
        occurred_on=on,
    )
    ActivityPerson.unscoped.create(activity=made, key_person=found, position=1)
    from renmai.refresh import forget

    forget()


def test_page_says_what_it_is_not_for(signed_in: SignedIn) -> None:
    for url in ("/team/continuity", "/team/continuity/owner"):
        assert "不用于考核" in read(signed_in("leader").get(url)).html


@pytest.mark.parametrize("query", ["?tab=secret", "?as_of=never", "?page=0", "?as_of=0001-01-01"])
def test_nonsense_in_the_address_is_told(query: str, signed_in: SignedIn) -> None:
    assert signed_in("leader").get(f"/team/continuity/owner{query}").status_code in (404, 422)


def test_nobody_is_left_out_of_an_empty_day(signed_in: SignedIn) -> None:
    page = read(signed_in("executive").get("/team/continuity?as_of=2020-01-01"))
    assert page.where("div", class_="empty")
