"""Who sees which pages, and that nothing of anybody else shines through."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.people import AS_OF, NAMES, PASSWORD, PEOPLE, STRANGER
from tests.web.html import Page, read

LINES = ("customer", "influence", "key-person", "decision-chain")
CUSTOMERS = {
    "harbour": "东港码头",
    "mill": "青石面粉",
    "bridge": "长桥重工",
    "quarry": "白岩矿业",
    "orchard": "桃源果业",
}
MAY_SEE = {
    "owner": {"harbour", "mill"},
    "mate": {"bridge"},
    "leader": {"harbour", "mill", "bridge", "orchard"},
    "other": {"quarry"},
    "outsider": set[str](),
}
PAGES_OF_A_WALK = 60
KNOWN = {"outsider": "罗采薇", "owner": "丁一"}
"""Whom they can sway themselves: the name is theirs, on the pages that are theirs alone."""
OWN_PAGES = ("/network/people", "/account/data")


def people_of(customers: set[str]) -> set[str]:
    return {name for customer, name, *_ in PEOPLE.values() if customer in customers}


def walk(client: Client, start: str) -> list[Page]:
    """Pages reachable by links on the day of the world, every one of which must answer."""
    waiting, seen = [start], {start}
    pages: list[Page] = []
    while waiting and len(pages) < PAGES_OF_A_WALK:
        response = client.get(waiting.pop(0), follow=True)
        assert response.status_code == 200
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        pages.append(read(response))
        new = [address for address in pages[-1].links() if address not in seen and not is_of_the_past(address)]
        seen.update(new)
        waiting += new
    return pages


def is_of_the_past(address: str) -> bool:
    """A view of a past day holds the customers of that day."""
    return "as_of=" in address and f"as_of={AS_OF}" not in address


@pytest.mark.parametrize("who", MAY_SEE)
def test_no_page_tells_a_name_that_is_not_open(who: str, signed_in: Callable[[str], Client]) -> None:
    closed = people_of(CUSTOMERS.keys() - MAY_SEE[who])
    pages = walk(signed_in(who), "/")
    assert len(pages) > len(LINES)
    told = {(page.address, name) for page in pages for name in closed if name in page.html}
    assert {(at, name) for at, name in told if not (name == KNOWN.get(who) and at.startswith(OWN_PAGES))} == set()


@pytest.mark.parametrize("line", LINES)
def test_every_line_answers_its_owner_with_names(line: str, signed_in: Callable[[str], Client]) -> None:
    shown = read(signed_in("owner").get(f"/lines/{line}")).html
    expected = {"customer": "东港码头", "influence": "韩定海", "key-person": "罗采薇", "decision-chain": "蒋工"}
    assert expected[line] in shown


def test_masked_list_tells_five_things_of_a_person(signed_in: Callable[[str], Client]) -> None:
    page = read(signed_in("owner").get("/lines/influence"))
    (masked,) = [row.text for row in page.where("tr") if "白岩矿业" in row.text]
    for told in ("白岩矿业", "总部", "采购经理", "+1", "沈若川"):
        assert told in masked
    assert "丁一" not in page.html
    assert "quarry-buyer" not in page.html


def test_unseen_view_looks_like_one_that_does_not_exist(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("owner")
    for unseen, unknown in (("team:south", "team:nowhere"), ("personal:mate", "personal:nobody")):
        there, nowhere = (client.get(f"/lines/customer?view={view}") for view in (unseen, unknown))
        assert there.status_code == nowhere.status_code == 404
        assert without_token(there.content, unseen) == without_token(nowhere.content, unknown)


def without_token(content: bytes, view: str) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", content.decode())
    return text.replace(view, "VIEW")


def test_unseen_customer_looks_like_one_that_does_not_exist(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("owner")
    answers = [client.get(f"/lines/customer/people?customer={code}") for code in ("quarry", "nowhere")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert without_token(answers[0].content, "quarry") == without_token(answers[1].content, "nowhere")


def test_switch_offers_only_what_may_be_seen(signed_in: Callable[[str], Client]) -> None:
    kinds = {
        who: [key for key in ids_of_links(read(signed_in(who).get("/lines/customer"))) if key.startswith("kind-")]
        for who in ("owner", "leader", "executive")
    }
    assert kinds == {
        "owner": ["kind-personal", "kind-competitor"],
        "leader": ["kind-personal", "kind-team", "kind-competitor"],
        "executive": ["kind-personal", "kind-team", "kind-company", "kind-competitor"],
    }


def ids_of_links(page: Page) -> list[str]:
    return [link.attributes.get("id", "") for link in page.where("a")]


@pytest.mark.parametrize("who", ["departed", STRANGER])
def test_account_without_an_employee_in_service_sees_nothing(who: str, signed_in: Callable[[str], Client]) -> None:
    client = signed_in(who)
    people = "/lines/customer/people?customer=harbour"
    for address in ("/", "/today", "/lines/customer", "/lines/influence/list", people):
        response = client.get(address)
        assert response.status_code == 403
        assert not any(name in response.content.decode() for name in (*CUSTOMERS.values(), *people_of(set(CUSTOMERS))))


@pytest.mark.usefixtures("world")
def test_visitor_is_asked_to_sign_in_and_comes_back() -> None:
    client = Client()
    asked = client.get("/lines/influence?period=year")
    assert asked.headers["Location"] == "/sign-in?next=/lines/influence%3Fperiod%3Dyear"
    hidden = read(client.get(asked.headers["Location"])).one("input", name="next").attributes["value"]
    entered = client.post("/sign-in", {"username": "owner", "password": PASSWORD, "next": hidden})
    assert entered.headers["Location"] == "/lines/influence?period=year"


@pytest.mark.usefixtures("world")
def test_wrong_password_keeps_the_name_and_says_so() -> None:
    page = read(Client(headers={"Accept-Language": "en"}).post("/sign-in", {"username": "owner", "password": "guess"}))
    assert page.one("input", name="username").attributes["value"] == "owner"
    assert "do not match" in page.one("p", role="alert").text
    assert "guess" not in page.html


def test_signing_out_closes_the_pages(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("owner")
    assert client.get("/sign-out").status_code == 405
    client.post("/sign-out")
    assert client.get("/lines/customer").status_code == 302


def test_no_cache_keeps_a_page(signed_in: Callable[[str], Client]) -> None:
    kept = signed_in("owner").get("/lines/customer").headers["Cache-Control"]
    assert "no-store" in kept
    assert "private" in kept


def test_user_menu_names_the_viewer(signed_in: Callable[[str], Client]) -> None:
    assert NAMES["leader"] in read(signed_in("leader").get("/lines/customer")).html
