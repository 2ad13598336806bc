"""The lists as pages: what the address says, who finds whom, the star, what is saved."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from renmai.store.models import Customer, Employee, KeyPerson, SavedFilter
from renmai.web.pages.line.columns import COLUMNS
from tests.people import PEOPLE
from tests.web.html import Page, read

LINES = ("customer", "influence", "key-person", "decision-chain")
SignedIn = Callable[[str], Client]
EVERYBODY = "view=company"
HOSTILE = '<script>alert("x")</script>'


def shown(client: Client, line: str, query: str = "") -> Page:
    response = client.get(f"/lines/{line}/list?{query}")
    assert response.status_code == 200
    return read(response)


def names(page: Page) -> list[str]:
    return [name.text for name in page.where("th", scope="row")]


def count(page: Page) -> int:
    return int(page.one("span", id="list-count").text)


def test_customers_are_found_by_name_code_pinyin_and_owner(signed_in: SignedIn) -> None:
    client = signed_in("executive")
    for words in ("青石", "mill", "qsmf", "qingshi", "QINGSHI mianfen", "青石 mian", "林知远 面粉", "lzy 青石"):
        assert count(shown(client, "customer", f"{EVERYBODY}&q={words}")) == 1, words
    assert count(shown(client, "customer", f"{EVERYBODY}&q=qingshi harbour")) == 0


def test_persons_are_found_by_what_they_do_and_where(signed_in: SignedIn) -> None:
    client = signed_in("executive")
    for words, expected in (
        ("采购总监", 1),
        ("caigou", 0),
        ("罗采薇", 1),
        ("lcw", 1),
        ("东港", 3),
        ("harbour-", 3),
        ("石", 2),
    ):
        assert count(shown(client, "key-person", f"{EVERYBODY}&q={words}")) == expected, words


@pytest.mark.parametrize("line", LINES)
def test_search_finds_nothing_that_the_view_has_not(line: str, signed_in: SignedIn) -> None:
    """Whatever is searched, the count of a list tells of nobody outside."""
    for who, theirs in (("owner", {"harbour", "mill"}), ("other", {"quarry"})):
        client = signed_in(who)
        for customer, name, title, _ in PEOPLE.values():
            for words in (name, title if customer not in theirs else name):
                if customer in theirs or line == "influence":
                    continue
                assert count(shown(client, line, f"q={words} {customer}")) == 0


def test_masked_person_is_found_by_what_is_shown_and_by_nothing_else(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    for words, expected in (
        ("采购经理", 1),
        ("白岩", 1),
        ("沈若川", 1),
        ("丁一", 0),
        ("dingyi", 0),
        ("quarry-buyer", 0),
    ):
        assert count(shown(client, "influence", f"q={words}")) == expected, words
    page = shown(client, "influence", "sort=name")
    assert "白岩矿业" in names(page)[-1]
    assert not page.where("button", class_="star")


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("words", [HOSTILE, "%", "_", "\\", "'", "a" * 5000, "\x00", "，", "🙂", " "])
def test_hostile_words_are_words(line: str, words: str, signed_in: SignedIn) -> None:
    response = signed_in("executive").get(f"/lines/{line}", {"view": "company", "q": words})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("line", LINES)
def test_every_head_sorts_and_says_how(line: str, signed_in: SignedIn) -> None:
    client = signed_in("executive")
    heads = shown(client, line, EVERYBODY).where("a", class_="sort")
    assert len(heads) >= len([column for column in COLUMNS[line] if column.usual])
    for head in heads:
        once = read(client.get(head.attributes["href"]))
        key = head.attributes["id"]
        (sorted_by,) = [th.attributes["aria-sort"] for th in once.where("th") if "aria-sort" in th.attributes]
        again = read(client.get(once.one("a", id=key).attributes["href"]))
        (turned,) = [th.attributes["aria-sort"] for th in again.where("th") if "aria-sort" in th.attributes]
        assert {sorted_by, turned} == {"ascending", "descending"}
        assert sorted(names(once)) == sorted(names(again))


def test_report_order_is_sorted_by_amount_without_saying_so(signed_in: SignedIn) -> None:
    page = shown(signed_in("executive"), "customer", EVERYBODY)
    (amount,) = [th for th in page.where("th") if "aria-sort" in th.attributes]
    assert amount.attributes["aria-sort"] == "descending"
    assert "sort=" not in page.one("a", id="sort-name").attributes["href"].replace("sort=name", "")


@pytest.mark.parametrize(
    "query",
    ["sort=moon", "sort=-", "size=7", "size=x", "columns=moon", "closeness=moon", "veto=yes", "stale=no", "page=0"],
)
def test_what_a_list_has_not_is_said_so(query: str, signed_in: SignedIn) -> None:
    for path in ("/lines/customer", "/lines/customer/list"):
        response = signed_in("executive").get(f"{path}?view=company&{query}")
        assert response.status_code == 422, query


def test_page_beyond_the_end_of_what_was_found_shows_the_last(signed_in: SignedIn) -> None:
    page = shown(signed_in("executive"), "customer", f"{EVERYBODY}&q=qingshi&page=99&size=25")
    assert len(names(page)) == 1


def test_conditions_narrow_the_list_and_each_chip_takes_one_away(signed_in: SignedIn) -> None:
    client = signed_in("executive")
    page = shown(client, "key-person", f"{EVERYBODY}&veto=yes&closeness=oppose&owner=owner")
    assert names(page) == ["罗采薇总部 · 采购总监"]
    chips = page.where("a", class_="chip")
    assert len(chips) == 3
    without = [count(read(client.get(chip.attributes["href"]))) for chip in chips]
    assert all(number >= 1 for number in without)
    clear = page.one("a", class_="clear").attributes["href"]
    assert count(read(client.get(clear))) == 8


def test_stale_and_unknown_owners_are_what_they_say(signed_in: SignedIn) -> None:
    client = signed_in("executive")
    stale = names(shown(client, "key-person", f"{EVERYBODY}&stale=yes"))
    assert {name[:2] for name in stale} == {"罗采", "蒋工", "乔梁", "石岩", "丁一", "陶桃"}
    for owner in ("nobody", HOSTILE):
        page = shown(client, "customer", f"{EVERYBODY}&owner={owner}")
        assert count(page) == 0
        assert page.one("p", class_="empty").text


def test_owner_of_another_view_is_not_named(signed_in: SignedIn) -> None:
    """A chip shows a code as it was given unless the view has such an owner."""
    page = shown(signed_in("owner"), "customer", "owner=other")
    assert count(page) == 0
    assert "沈若川" not in page.html


def test_sums_are_those_of_what_was_found(signed_in: SignedIn) -> None:
    client = signed_in("executive")
    every, one = (
        shown(client, "customer", f"{EVERYBODY}{more}").one("p", id="list-sums").text for more in ("", "&q=mill")
    )
    assert "128" in every
    assert "8" in one
    assert "128" not in one


def test_columns_are_chosen_in_the_address_and_remembered(signed_in: SignedIn) -> None:
    client = signed_in("executive")

    def heads(query: str) -> list[str]:
        page = shown(client, "customer", query)
        return [head.attributes["id"].removeprefix("sort-") for head in page.where("a", class_="sort")]

    assert "contact" not in heads(EVERYBODY)
    assert heads(f"{EVERYBODY}&columns=-&columns=contact&columns=owner") == ["focus", "name", "owner", "contact"]
    assert heads(EVERYBODY) == ["focus", "name", "owner", "contact"]
    assert heads(f"{EVERYBODY}&columns=-") == ["focus", "name"]
    client.cookies["columns-customer"] = "moon.owner"
    assert heads(EVERYBODY) == ["focus", "name", "owner"]


def test_list_in_place_is_the_list_alone_with_its_short_address(signed_in: SignedIn) -> None:
    headers = {"HX-Request": "true", "HX-Target": "list-found", "HX-Trigger": "list-form"}
    query = f"{EVERYBODY}&q=mill&owner=&strategy=&sort=-amount&size=50&columns=-" + "".join(
        f"&columns={column.key}" for column in COLUMNS["customer"] if column.usual and not column.always
    )
    response = signed_in("executive").get(f"/lines/customer?{query}", headers=headers)
    assert response.headers["HX-Replace-Url"] == "/lines/customer?view=company&q=mill"
    page = read(response)
    assert not page.where("html")
    assert count(page) == 1


def test_numbers_open_all_of_their_list_whatever_is_searched(signed_in: SignedIn) -> None:
    page = read(signed_in("executive").get(f"/lines/customer?{EVERYBODY}&q=mill&sort=name&owner=owner"))
    assert page.numbers()
    for _, address in page.numbers():
        assert not {"q", "sort", "owner"} & parse_qs(urlsplit(address).query).keys()


def test_rows_lead_to_pages_that_may_be_seen_today(signed_in: SignedIn) -> None:
    """`mate` owned harbour in spring, and may not open it today."""
    client = signed_in("mate")
    past = shown(client, "customer", "as_of=2026-04-01")
    links = {link.attributes["href"] for link in past.where("a", class_="name")}
    assert links == {"/customers/bridge"}
    assert "东港码头harbour · 物流" in names(past)
    assert {star.attributes["formaction"] for star in past.where("button", class_="star")} == {
        "/customers/bridge/focus"
    }


@pytest.mark.parametrize(
    ("address", "row"),
    [
        ("/customers/mill/focus", lambda: Customer.unscoped.get(code="mill").focus),
        ("/key-people/mill-boss/focus", lambda: KeyPerson.unscoped.get(code="mill-boss").focus),
    ],
)
def test_star_is_set_and_taken_in_place(address: str, row: Callable[[], bool], signed_in: SignedIn) -> None:
    client = signed_in("owner")
    answer = read(client.post(address, {"focus": "yes"}, headers={"HX-Request": "true"}))
    assert row()
    star = answer.one("button", class_="star")
    assert (star.attributes["aria-pressed"], star.attributes["value"]) == ("true", "no")
    assert client.post(address, {"focus": "no", "next": "/lines/customer"}).headers["Location"] == "/lines/customer"
    assert not row()


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_star_leads_back_to_our_pages_only(away: str, signed_in: SignedIn) -> None:
    response = signed_in("owner").post("/customers/mill/focus", {"focus": "yes", "next": away})
    assert response.headers["Location"] == "/customers/mill"


def test_star_of_what_may_not_be_seen_does_not_exist(signed_in: SignedIn) -> None:
    for address in ("/customers/quarry/focus", "/key-people/quarry-buyer/focus", "/customers/nowhere/focus"):
        assert signed_in("owner").post(address, {"focus": "yes"}).status_code == 404
    assert not Customer.unscoped.get(code="quarry").focus
    assert signed_in("owner").get("/customers/mill/focus").status_code == 405


def test_star_needs_the_token_of_the_page(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post("/customers/mill/focus", {"focus": "yes"}).status_code == 403
    page = read(strict.get("/lines/customer"))
    token = page.where("input", name="csrfmiddlewaretoken")[0].attributes["value"]
    assert strict.post("/customers/mill/focus", {"focus": "yes", "csrfmiddlewaretoken": token}).status_code == 302


def test_expanded_row_tells_of_its_people(signed_in: SignedIn) -> None:
    page = read(signed_in("owner").get("/lines/customer/people?customer=harbour", headers={"HX-Request": "true"}))
    assert {link.attributes["href"] for link in page.where("a", class_="name")} == {
        "/key-people/harbour-boss",
        "/key-people/harbour-buyer",
        "/key-people/harbour-engineer",
    }
    assert "2026-09-10" in page.html
    assert page.one("a", class_="link").attributes["href"] == "/customers/harbour"


def save(client: Client, name: str = "我的客户", line: str = "customer", **more: str) -> int:
    return client.post(f"/lines/{line}/filters", {"name": name, **more}).status_code


def test_saved_filter_is_kept_without_its_page_and_day(signed_in: SignedIn) -> None:
    client = signed_in("leader")
    query = "?view=team%3Anorth&as_of=2026-09-30&page=3&q=mill&sort=name&columns=owner&owner="
    response = client.post("/lines/customer/filters", {"name": "面粉", "query": query})
    saved = SavedFilter.objects.get()
    assert saved.query == "?view=team%3Anorth&q=mill&sort=name&columns=owner"
    assert response.headers["Location"] == "/lines/customer" + saved.query
    page = shown(client, "customer")
    assert "面粉" in [link.text for link in page.where("a", class_="row")]
    other = shown(signed_in("mate"), "customer")
    assert "面粉" not in other.html


def test_default_opens_its_line_until_it_may_not_be_seen(signed_in: SignedIn) -> None:
    client = signed_in("leader")
    save(client, query="?view=team%3Anorth&q=mill", is_default="yes")
    assert client.get("/lines/customer").headers["Location"] == "/lines/customer?view=team%3Anorth&q=mill"
    assert client.get("/lines/customer?view=team%3Anorth").status_code == 200
    SavedFilter.objects.update(query="?view=team%3Asouth")
    assert client.get("/lines/customer").status_code == 200


def test_saved_list_of_a_number_opens_as_one(signed_in: SignedIn) -> None:
    client = signed_in("leader")
    save(client, query="?view=team%3Anorth&cell=closeness%3Agood")
    (link,) = [link for link in shown(client, "customer").where("a", class_="row") if link.text == "我的客户"]
    assert link.attributes["href"].startswith("/lines/customer/list?")


def test_name_that_does_not_do_is_said_at_the_field_and_kept(signed_in: SignedIn) -> None:
    client = signed_in("leader")
    response = client.post("/lines/customer/filters", {"name": "长" * 61, "query": "?q=mill"})
    assert response.status_code == 422
    page = read(response)
    assert page.one("input", id="saved-name").attributes["value"] == "长" * 61
    assert page.one("p", class_="field-error").text
    assert page.where("input", name="query")[0].attributes["value"] == "?view=team%3Anorth&q=mill"
    assert not SavedFilter.objects.exists()


def test_what_may_not_be_seen_cannot_be_saved(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    for query, status in (("?view=company", 404), ("?competitor=nobody", 404), ("?size=7", 422)):
        assert client.post("/lines/customer/filters", {"name": "x", "query": query}).status_code == status


def test_saved_filter_is_renamed_and_deleted_by_its_owner_alone(signed_in: SignedIn) -> None:
    client = signed_in("leader")
    save(client, HOSTILE)
    pk = SavedFilter.objects.get().pk
    assert HOSTILE not in shown(client, "customer").html
    for stranger in ("owner", "executive", "admin"):
        assert signed_in(stranger).get(f"/saved-filters/{pk}").status_code == 404
        assert signed_in(stranger).post(f"/saved-filters/{pk}/delete").status_code == 404
    assert client.post(f"/saved-filters/{pk}", {"name": "新名", "is_default": "yes"}).status_code == 302
    assert (SavedFilter.objects.get().name, SavedFilter.objects.get().is_default) == ("新名", True)
    assert client.post(f"/saved-filters/{pk}/delete").status_code == 302
    assert not SavedFilter.objects.exists()


def test_empty_lists_say_what_to_do(signed_in: SignedIn) -> None:
    client = signed_in("executive")
    nothing_found = shown(client, "customer", f"{EVERYBODY}&q=nobody")
    assert nothing_found.one("p", class_="empty").text
    clear = [link for link in nothing_found.where("a", class_="btn") if "data-clears" in link.attributes]
    assert count(read(client.get(clear[0].attributes["href"]))) == 5
    filtered = shown(client, "customer", "view=team:south&industry=物流")
    assert "industry" not in filtered.where("a", class_="btn")[0].attributes["href"]
    assert Employee.objects.exists()
