"""The private network's page: every number opens its list, masked, and names only who agreed to it."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from renmai.domain.principles.base import SubjectType
from renmai.intake.importing import import_bundle
from renmai.refresh import forget
from renmai.store.models import Account, Assessment, AuditEntry, Employee, Influence, KeyPerson, PrivateRelation
from renmai.web.pages.actions.rows import url_of
from tests.people import AS_OF, LAST_AUTUMN, NAMES, SPRING
from tests.web.html import Page, read
from tests.web.test_account_indicators import rows_of
from tests.web.test_exports import table, workbook
from tests.web.test_numbers_open_lists import list_length

PAGE = "/network"
SignedIn = Callable[[str], Client]


def sway(person: str, employee: str, *, named: bool) -> None:
    """A relation that its owner has told of, by name or not."""
    who = Employee.objects.get(code=employee)
    influence = Influence.unscoped.create(
        revision_id=1,
        key_person=KeyPerson.unscoped.get(code=person),
        kind="ours",
        employee=who if named else None,
        valid_from=LAST_AUTUMN,
    )
    if not named:
        PrivateRelation.unscoped.create(
            revision_id=1, influence=influence, employee=who, disclosure="reach", agreed_on=AS_OF
        )
    forget()


def opened(client: Client, page: Page) -> Iterator[tuple[int, int, str]]:
    for number, url in page.doors():
        yield number, (list_length if url.startswith("/lines/") else rows_of)(client, url), url


def value(page: Page, url_part: str) -> int:
    """The number that opens a list, 0 where none does."""
    found = [number for number, url in page.doors() if url_part in url]
    return found[0] if found else 0


@pytest.mark.parametrize(
    ("who", "asked"),
    [
        ("executive", ""),
        ("executive", "?period=year"),
        ("executive", "?view=team:north&as_of=2026-06-30"),
        ("executive", "?view=personal:owner&focus=yes"),
        ("executive", "?competitor=rival"),
        ("leader", ""),
        ("leader", "?competitor=rival&period=quarter"),
        ("owner", ""),
        ("outsider", ""),
        ("admin", ""),
    ],
)
def test_numbers_of_the_world_open_their_lists(who: str, asked: str, signed_in: SignedIn) -> None:
    sway("quarry-boss", "mate", named=False)
    sway("harbour-engineer", "mate", named=True)
    client = signed_in(who)
    found = list(opened(client, read(client.get(PAGE + asked))))
    assert found
    assert [one for one in found if one[0] != one[1]] == []


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("asked", ["?view=company&size=25", "?view=team:TC&period=year", "?view=company&competitor=R1"])
def test_numbers_of_a_company_open_their_lists(asked: str, shared_data: Path) -> None:
    import_bundle(shared_data / "maven", actor="", now=datetime(2026, 9, 30, tzinfo=UTC))
    client = Client()
    client.force_login(Account.objects.create(username="boss", employee=Employee.objects.get(role="executive")))
    found = list(opened(client, read(client.get(PAGE + asked))))
    assert len(found) > 10
    assert [one for one in found if one[0] != one[1]] == []


@pytest.mark.parametrize("asked", ["", "?view=team:north", "?view=personal:owner", "?competitor=rival"])
def test_unnamed_relation_changes_nobodys_row_and_tells_no_name(asked: str, signed_in: SignedIn) -> None:
    """The leader's page before and after a member of the team tells of a relation without a name."""
    client = signed_in("leader")

    def told() -> list[str]:
        page = read(client.get(PAGE + asked))
        return re.findall(r'<table class="table dense" id="by-.*?</table>', page.html, re.DOTALL)

    before = told()
    assert bool(before) == ("competitor" not in asked)
    sway("quarry-boss", "mate", named=False)
    sway("mill-boss", "mate", named=False)
    assert told() == before
    sway("mill-boss", "mate", named=True)
    if asked in ("", "?view=team:north"):
        assert told() != before


def test_who_is_not_named_is_a_colleague_everywhere(signed_in: SignedIn) -> None:
    sway("bridge-boss", "outsider", named=False)
    client = signed_in("executive")
    pages = [client.get(PAGE).content.decode()]
    pages += [client.get(url).content.decode() for _, url in read(client.get(PAGE)).doors()]
    listed = client.get("/network/people-list?of=unnamed_only&view=company").content.decode()
    assert "乔梁" in listed
    assert "一位同事" in listed
    assert NAMES["outsider"] not in listed
    alone = client.get("/network/people-list?of=single:unnamed&view=company").content.decode()
    assert "乔梁" in alone
    assert NAMES["outsider"] not in alone
    assert "只有一位同事能影响: 一位未署名的同事" in alone.replace("：", ": ")
    by_employee = [re.findall(r'id="by-employee".*?</table>', page, re.DOTALL) for page in pages]
    named = [NAMES["outsider"] in table for tables in by_employee for table in tables]
    assert named == [True]  # one relation of theirs names them, in the world of tests


def test_own_row_counts_what_one_has_told_nobody(signed_in: SignedIn) -> None:
    """As one's own view does, and only there: to the leader it is as if there were none."""
    sway("mill-boss", "mate", named=False)
    mine = read(signed_in("mate").get(f"{PAGE}?view=personal:mate"))
    assert value(mine, "/lines/influence/list") == 1
    theirs = read(signed_in("leader").get(f"{PAGE}?view=personal:mate"))
    assert value(theirs, "/lines/influence/list") == 0


def test_single_is_told_with_a_name_only_as_agreed(signed_in: SignedIn) -> None:
    client = signed_in("executive")
    page = read(client.get(f"{PAGE}?view=company"))
    assert value(page, "of=single&employee=outsider") == 1
    sway("harbour-buyer", "mate", named=False)
    sway("harbour-engineer", "mate", named=False)
    sway("bridge-boss", "mate", named=False)
    page = read(client.get(f"{PAGE}?view=company"))
    # The buyer is no longer the outsider's alone; who else reaches the engineer and the bridge is one, and no name.
    assert value(page, "of=single&employee=outsider") == 0
    assert value(page, "of=single%3Aunnamed") == 2
    assert value(page, "of=single_customers%3Aunnamed") == 1
    assert value(page, "employee=mate") == 0


def test_two_unnamed_colleagues_are_not_one(signed_in: SignedIn) -> None:
    sway("bridge-boss", "mate", named=False)
    client = signed_in("executive")
    assert value(read(client.get(f"{PAGE}?view=company")), "of=single%3Aunnamed") == 1
    sway("bridge-boss", "other", named=False)
    assert value(read(client.get(f"{PAGE}?view=company")), "of=single%3Aunnamed") == 0


def test_teams_are_never_told_whether_unnamed_relations_are_one_colleagues(signed_in: SignedIn) -> None:
    sway("bridge-boss", "mate", named=False)
    client = signed_in("leader")
    assert "unnamed" not in client.get(PAGE).content.decode()
    assert rows_of(client, "/network/people-list?of=single:unnamed&view=team:north") == 0


def test_persons_of_others_are_masked(signed_in: SignedIn) -> None:
    """The owner sways somebody at quarry, which the leader may not see."""
    client = signed_in("leader")
    url = "/network/people-list?of=private_only&view=team:north"
    page = client.get(url).content.decode()
    assert rows_of(client, url) == 1
    assert "采购经理" in page
    for secret in ("丁一", "quarry-buyer", NAMES["owner"], "赤岭机械"):
        assert secret not in page
    assert "没有" in client.get(f"{url}&q=丁一").content.decode()
    seen = signed_in("executive").get(url).content.decode()
    assert "丁一" in seen
    assert NAMES["owner"] in seen


def test_all_key_persons_are_ones_own_and_how_many_more(signed_in: SignedIn) -> None:
    page = signed_in("mate").get("/network/people-list?of=everybody").content.decode()
    assert "乔梁" in page
    assert "石岩" not in page
    assert "另有 7 人属于不归你负责的客户" in page
    everything = signed_in("executive").get("/network/people-list?of=everybody&view=company").content.decode()
    assert "另有" not in everything


def test_whom_both_sides_reach_is_listed_with_the_competitor(signed_in: SignedIn) -> None:
    page = signed_in("executive").get("/network/people-list?of=contested&view=company").content.decode()
    assert "赤岭机械" in page
    assert "罗采薇" in page


def test_uninsighted_within_reach_is_insighted_no_more_once_all_is_known(signed_in: SignedIn) -> None:
    sway("bridge-boss", "owner", named=True)
    client = signed_in("mate")
    assert value(read(client.get(PAGE)), "of=reachable") == 1
    Assessment.unscoped.create(
        revision_id=1,
        key_person=KeyPerson.unscoped.get(code="bridge-boss"),
        effective_on=AS_OF,
        closeness=1,
        solution=1,
        price=1,
        veto=False,
        approver=True,
    )
    forget()
    assert value(read(client.get(PAGE)), "of=reachable") == 0


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?of=",
        "?of=private_only&view=company",
        "?of=nonsense",
        "?of=single&employee=nobody",
        "?of=theirs",
        "?of=single:owner",
    ],
)
def test_what_no_number_counts_is_no_list(query: str, signed_in: SignedIn) -> None:
    response = signed_in("executive").get(f"/network/people-list{query}")
    assert response.status_code in (400, 404)


def test_figure_says_in_words_what_it_draws(signed_in: SignedIn) -> None:
    page = read(signed_in("executive").get(f"{PAGE}?view=company"))
    drawn = [one.attributes["aria-label"] for one in page.where("svg", role="img", viewbox="0 0 280 180")]
    assert len(drawn) == 2
    assert "公域人脉 8、私域人脉" in drawn[0]
    assert "style=" not in page.html


def test_page_without_any_influence_says_what_to_do(signed_in: SignedIn) -> None:
    Influence.unscoped.filter(kind="ours").delete()
    forget()
    page = read(signed_in("executive").get(PAGE))
    assert page.where("div", class_="empty")
    assert "不用于评价任何人的私人生活" in page.html
    before = read(signed_in("executive").get(f"{PAGE}?as_of={SPRING.replace(year=2020)}"))
    assert before.where("div", class_="empty")


def test_actions_about_a_view_lead_to_its_page(signed_in: SignedIn) -> None:
    """Potential or contribution below target: the numbers behind it, and who could help."""
    url = url_of(SubjectType.VIEW, "team:north")
    assert url.startswith(PAGE + "?")
    assert signed_in("leader").get(url).status_code == 200


def test_file_of_a_list_has_its_rows_masked_and_is_in_the_audit_trail(signed_in: SignedIn) -> None:
    client = signed_in("leader")
    query = "of=private_only&view=team:north"
    files = [url for url in read(client.get(f"/network/people-list?{query}")).links() if "people-list." in url]
    assert len(files) == 2
    rows = table(client, files[1])
    assert len(rows) == 2
    assert "采购经理" in rows[1]
    secrets = {"丁一", "quarry-buyer", NAMES["owner"], "赤岭机械"}
    assert not secrets & set(rows[1])
    cells = [str(cell) for sheet in workbook(client, files[0]).values() for row in sheet for cell in row]
    assert "采购经理" in cells
    assert not secrets & set(cells)
    entries = AuditEntry.objects.filter(file="export")
    assert [entry.revision.actor for entry in entries] == ["leader", "leader"]
    assert all("仅私域" in str(entry.after) for entry in entries)


@pytest.mark.parametrize("of", ["single_customers", "unnamed_only", "nonsense"])
def test_list_without_rows_of_persons_has_no_file(of: str, signed_in: SignedIn) -> None:
    assert signed_in("executive").get(f"/network/people-list.csv?of={of}&view=company").status_code in (400, 404)
