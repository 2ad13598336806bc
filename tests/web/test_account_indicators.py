"""The page of account indicators: its numbers, the lists behind them, its search and its order."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from renmai.intake.importing import import_bundle
from renmai.store.models import Account, Activity, ActivityPerson, Customer, Employee, KeyPerson, Opportunity
from tests.people import AS_OF, HANDED_OVER
from tests.web.html import Page, read
from tests.web.test_numbers_open_lists import list_length

PAGE = "/strategies/accounts"


def rows_of(client: Client, address: str) -> int:
    """The rows of all pages of a list behind a number, which must be what its head says."""
    rows, counted = 0, ""
    while address:
        page = read(client.get(address))
        counted = page.one("span", id="list-count").text
        rows += len(page.where("th", scope="row"))
        further = page.where("a", rel="next")
        address = further[0].attributes["href"] if further else ""
    assert int(counted.replace(",", "")) == rows
    return rows


def lengths(client: Client, page: Page) -> list[tuple[int, int, str]]:
    count = {True: list_length, False: rows_of}
    return [(number, count[url.startswith("/lines/")](client, url), url) for number, url in page.doors()]


@pytest.mark.parametrize("asked", ["", "?period=year", "?view=personal:owner&period=quarter", "?focus=yes&period=year"])
def test_numbers_of_the_world_open_their_lists(asked: str, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("executive")
    found = lengths(client, read(client.get(PAGE + asked)))
    assert len(found) > 4
    assert [one for one in found if one[0] != one[1]] == []


@pytest.mark.usefixtures("db")
def test_numbers_of_a_company_open_their_lists(shared_data: Path) -> None:
    import_bundle(shared_data / "maven", actor="", now=datetime(2026, 9, 30, tzinfo=UTC))
    client = Client()
    client.force_login(Account.objects.create(username="boss", employee=Employee.objects.get(role="executive")))
    found = lengths(client, read(client.get(f"{PAGE}?view=company&period=quarter&size=25")))
    assert len(found) > 20
    assert [one for one in found if one[0] != one[1]] == []


def test_whoever_sells_sees_only_their_own(signed_in: Callable[[str], Client]) -> None:
    page = signed_in("mate").get(PAGE).content.decode()
    assert "长桥重工" in page
    assert "白岩矿业" not in page


def test_past_view_tells_no_more_of_an_activity_than_its_day_to_whom_lost_the_customer(
    signed_in: Callable[[str], Client],
) -> None:
    """`mate` owned harbour until June: what was done then counts, and its words stay with harbour."""
    crane, mate = Opportunity.unscoped.get(code="crane"), Employee.objects.get(code="mate")
    day = HANDED_OVER.replace(month=5, day=20)
    call = Activity.unscoped.create(
        revision_id=1, code="call", customer=crane.customer, employee=mate, occurred_on=day, note="只说一遍"
    )
    ActivityPerson.unscoped.create(activity=call, key_person=KeyPerson.unscoped.get(code="harbour-buyer"), position=1)
    address = f"{PAGE}/list?of=activities&as_of=2026-05-31"
    past = signed_in("mate").get(address).content.decode()
    assert "2026-05-20" in past
    assert "只说一遍" not in past
    assert "罗采薇" not in past
    assert "只说一遍" in signed_in("executive").get(address + "&view=personal:mate").content.decode()


def test_customer_out_of_view_has_nothing_in_its_list(signed_in: Callable[[str], Client]) -> None:
    page = read(signed_in("mate").get(f"{PAGE}/list?of=activities&customer=harbour"))
    assert page.one("span", id="list-count").text == "0"


@pytest.mark.parametrize("bad", ["of=", "of=nonsense", "of=rose", "of=fell:hat", "of=captured&view=personal:nobody"])
def test_list_of_no_number_is_no_page(bad: str, signed_in: Callable[[str], Client]) -> None:
    assert signed_in("executive").get(f"{PAGE}/list?{bad}").status_code == 404


def test_figures_take_no_competitor(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("executive")
    assert client.get(f"{PAGE}?competitor=rival").status_code in {404, 422}
    assert "competitor" not in client.get(PAGE).content.decode().partition('id="list"')[0].partition("<main")[0]


def test_search_sort_and_paging_answer_for_the_list(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("executive")
    found = read(client.get(f"{PAGE}?q=donggang"))
    assert [row.text for row in found.where("a", class_="name")] == ["东港码头"]
    by_name = read(client.get(f"{PAGE}?sort=name"))
    names = [row.text for row in by_name.where("a", class_="name")]
    assert names == ["白岩矿业", "长桥重工", "东港码头", "青石面粉", "桃源果业"] or len(names) == 5
    assert client.get(f"{PAGE}?sort=hat").status_code == 422
    assert read(client.get(f"{PAGE}?q=nobody-here")).where("a", class_="name") == []


def test_hostile_names_are_words(signed_in: Callable[[str], Client]) -> None:
    Customer.unscoped.filter(code="harbour").update(name="<script>alert(1)</script>")
    for address in (PAGE, f"{PAGE}/list?of=captured&period=year", f"{PAGE}/list?of=captured&customer=<script>"):
        text = signed_in("executive").get(address).content.decode()
        assert "<script>alert" not in text


def test_page_of_a_past_day_says_so_in_every_door(signed_in: Callable[[str], Client]) -> None:
    doors = read(signed_in("executive").get(f"{PAGE}?as_of=2026-04-30&period=year")).doors()
    assert doors
    assert all("as_of=2026-04-30" in url for _, url in doors)
    assert AS_OF.isoformat() not in "".join(url for _, url in doors)
