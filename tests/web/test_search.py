"""Search everywhere: the best first, and nothing that may not be seen, be it only counted."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.people import NAMES, PEOPLE
from tests.web.html import Page, read
from tests.web.test_access import CUSTOMERS, MAY_SEE

SignedIn = Callable[[str], Client]
KINDS = {"customer": "/customers/", "key-person": "/key-people/", "decision-chain": "/opportunities/"}


def found(client: Client, words: str) -> Page:
    response = client.get("/search", {"q": words})
    assert response.status_code == 200
    return read(response)


def codes(page: Page, kind: str) -> list[str]:
    links = [link.attributes["href"] for link in page.where("a", class_="result")]
    return [link.removeprefix(KINDS[kind]) for link in links if link.startswith(KINDS[kind])]


def test_everything_of_a_name_is_found(signed_in: SignedIn) -> None:
    page = found(signed_in("executive"), "donggang")
    assert codes(page, "customer") == ["harbour"]
    assert codes(page, "key-person") == ["harbour-buyer", "harbour-boss", "harbour-engineer"]
    assert codes(page, "decision-chain") == ["crane", "pier"]


def test_names_that_begin_with_the_words_come_first(signed_in: SignedIn) -> None:
    page = found(signed_in("executive"), "石")
    assert codes(page, "key-person")[0] == "quarry-boss"
    assert set(codes(page, "key-person")) == {"quarry-boss", "mill-boss"}


def test_colleagues_are_found_by_all_and_open_to_some(signed_in: SignedIn) -> None:
    for who, opens in (("leader", True), ("other", False), ("outsider", False)):
        page = found(signed_in(who), "lzy")
        assert NAMES["owner"] in page.html
        assert (
            bool([link for link in page.where("a", class_="result") if "personal" in link.attributes["href"]]) is opens
        )
    assert NAMES["departed"] not in found(signed_in("executive"), NAMES["departed"][:2]).one("main").text


@pytest.mark.parametrize("who", MAY_SEE)
def test_nothing_is_found_or_counted_that_may_not_be_seen(who: str, signed_in: SignedIn) -> None:
    client = signed_in(who)
    for code, name in CUSTOMERS.items():
        if code not in MAY_SEE[who]:
            for words in (name, code):
                page = found(client, words)
                assert not page.where("a", class_="result"), words
                assert not page.where("section", class_="results"), words
    for code, (customer, name, *_) in PEOPLE.items():
        expected = [code] if customer in MAY_SEE[who] else []
        assert codes(found(client, code), "key-person") == expected
        assert (name in found(client, name).one("main").text.replace(f"“{name}”", "")) is bool(expected)


@pytest.mark.parametrize(
    "words", ['<script>alert("x")</script>', "%", "\\", "' OR 1=1", "字" * 9000, "\x00", "😀", "  "]
)
@pytest.mark.parametrize("fragment", [False, True])
def test_hostile_words_are_words(words: str, fragment: bool, signed_in: SignedIn) -> None:
    headers = {"HX-Request": "true"} if fragment else {}
    response = signed_in("executive").get("/search", {"q": words}, headers=headers)
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_nothing_asked_says_what_can_be(signed_in: SignedIn) -> None:
    assert found(signed_in("owner"), "").one("p", class_="empty").text
    assert found(signed_in("owner"), "zzzz").one("p", class_="empty").text


def test_suggestions_are_options_without_a_page(signed_in: SignedIn) -> None:
    response = signed_in("owner").get("/search", {"q": "dg"}, headers={"HX-Request": "true"})
    page = read(response)
    assert not page.where("html")
    options = page.where("a", role="option")
    assert "/customers/harbour" in [option.attributes["href"] for option in options]
    assert len({option.attributes["id"] for option in options}) == len(options)


def test_search_posts_nothing(signed_in: SignedIn) -> None:
    assert signed_in("owner").post("/search", {"q": "a"}).status_code == 405
