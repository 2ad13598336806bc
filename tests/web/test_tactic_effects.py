"""Effects of tactics on the page: company-wide figures, rows one may see, and nothing about a single stranger."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import takewhile

import pytest
from django.test import Client
from django.utils import timezone

from renmai.refresh import forget
from renmai.store.models import Assessment, Customer, Employee, KeyPerson, PlanStep, Revision
from tests.web.html import Page, read

SignedIn = Callable[[str], Client]
START = date(2024, 1, 1)


def done(customer: str, values: list[tuple[int | None, int | None]], tactic: str = "acquire_terms") -> None:
    """One step done long ago with a new person each, whose price acceptance went from one value to another."""
    revision, owner = Revision.objects.get(number=1), Employee.objects.get(code="owner")
    where, today = Customer.unscoped.get(code=customer), timezone.localdate()
    for before, after in values:
        number = KeyPerson.unscoped.count()
        person = KeyPerson.unscoped.create(
            revision=revision, code=f"N{number}", customer=where, name=f"新人{number}", joined_on=START
        )
        for day, value in ((START, before), (today - timedelta(days=150), after)):
            Assessment.unscoped.create(revision=revision, key_person=person, effective_on=day, price=value)
        PlanStep.unscoped.create(
            revision=revision,
            code=f"S{number}",
            customer=where,
            key_person=person,
            feature="price",
            goal="2",
            owner=owner,
            due_on=today - timedelta(days=120),
            status="done",
            tactic=tactic,
            planned_on=today - timedelta(days=200),
            settled_on=today - timedelta(days=120),
        )
    forget()


def page_of(client: Client, query: str = "") -> Page:
    return read(client.get(f"/strategies/effects{query}"))


def row(page: Page) -> list[str]:
    """The cells of the only tactic's row."""
    at = next(
        at for at, one in enumerate(page.elements) if one.tag == "tr" and one.text.strip().startswith("首单条件优惠")
    )
    after = takewhile(lambda one: one.tag != "tr", page.elements[at + 1 :])
    return [" ".join(one.text.split()) for one in after if one.tag in ("th", "td")]


ROSE, FELL, STAYED, LEARNED = (0, 1), (0, -1), (1, 1), (None, 1)


def test_nothing_done_says_what_to_do(signed_in: SignedIn) -> None:
    assert "还没有用战术制定并已完成的步骤" in page_of(signed_in("owner")).html


def test_who_sees_everything_gets_the_company_and_every_number_opens_its_list(signed_in: SignedIn) -> None:
    done("harbour", [ROSE, ROSE, FELL, STAYED, LEARNED])
    done("quarry", [ROSE])
    client = signed_in("executive")
    assert row(page_of(client))[:9] == ["首单条件优惠", "接受度", "6", "3", "1", "1", "1", "0", "0"]
    listed = page_of(client, "?tactic=acquire_terms&degree=price&outcome=rose")
    assert len([one for one in listed.where("a") if one.attributes.get("href", "").startswith("/key-people/N")]) == 3
    for one in page_of(client).where("a", class_="door"):
        assert client.get(one.attributes["href"].partition("#")[0]).status_code == 200


def test_few_steps_have_counts_and_no_mean(signed_in: SignedIn) -> None:
    done("harbour", [ROSE, FELL])
    page = page_of(signed_in("executive"))
    assert row(page)[2:5] == ["2", "1", "0"]
    assert "太少，不下结论" in page.html


@pytest.mark.parametrize(
    ("hidden", "is_whole"),
    [
        ([], True),
        ([FELL], False),
        ([FELL, ROSE, ROSE, ROSE], False),
        ([ROSE] * 6, False),
        ([FELL, ROSE, ROSE, ROSE, ROSE], True),
    ],
)
def test_company_figures_are_told_only_where_no_stranger_stands_out(
    signed_in: SignedIn, hidden: list[tuple[int | None, int | None]], is_whole: bool
) -> None:
    done("harbour", [ROSE, STAYED, LEARNED])
    done("quarry", hidden)
    page = page_of(signed_in("owner"))
    assert row(page)[0].startswith("首单条件优惠")
    assert ("仅您的客户" in page.html) is not is_whole
    numbers = [word for word in row(page) if word.isdigit()]
    expected = 3 + len(hidden) if is_whole else 3
    assert numbers[0] == str(expected)
    rose = 1 + hidden.count(ROSE) if is_whole else 1
    assert numbers[1] == str(rose)


@pytest.mark.parametrize(("count", "words"), [(1, "<5"), (4, "<5"), (6, "…")])
def test_steps_of_strangers_alone_are_few_or_nothing(signed_in: SignedIn, count: int, words: str) -> None:
    done("quarry", [ROSE] * count)
    page = page_of(signed_in("owner"))
    assert row(page)[2] == words
    assert not any(word.isdigit() for word in row(page))
    assert "新人" not in page.html


def test_list_shows_only_rows_of_customers_that_one_may_see_and_says_so(signed_in: SignedIn) -> None:
    done("harbour", [ROSE, STAYED])
    done("quarry", [FELL, ROSE, ROSE, ROSE, ROSE])
    query = "?tactic=acquire_terms&degree=price"
    for who, seen in (("owner", 2), ("leader", 2), ("other", 5), ("executive", 7), ("mate", 0)):
        page = page_of(signed_in(who), query)
        links = {one.attributes["href"] for one in page.where("a") if "/key-people/N" in one.attributes.get("href", "")}
        assert len(links) == seen, who
        assert ("无权查看的客户处的步骤不列出" in page.html) is (who != "executive"), who


def test_people_beside_are_told_only_where_no_stranger_stands_out(signed_in: SignedIn) -> None:
    done("harbour", [ROSE] * 6)
    done("quarry", [FELL, ROSE, ROSE, ROSE, ROSE])
    whole = page_of(signed_in("executive"))
    assert "—" not in row(whole)[-3:]
    # Beside the steps at quarry stand two persons whom `owner` may not see.
    assert row(page_of(signed_in("owner")))[-3:] == ["—", "—", "—"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?tactic=nothing&degree=price", 404),
        ("?tactic=acquire_terms&degree=hat", 422),
        ("?tactic=acquire_terms", 422),
        ("?tactic=acquire_terms&degree=price&outcome=won", 422),
        ("?tactic=acquire_terms&degree=price&page=0", 422),
        ("?tactic=acquire_terms&degree=price&page=-1", 422),
        ("?tactic=acquire_terms&degree=price&page=99999999999999", 200),
        ("?tactic=%3Cscript%3E&degree=price", 404),
        ("?tactic=%00&degree=price", 404),
    ],
)
def test_odd_questions_are_refused(signed_in: SignedIn, query: str, status: int) -> None:
    done("harbour", [ROSE])
    assert signed_in("owner").get(f"/strategies/effects{query}").status_code == status


def test_outsiders_and_those_who_left_see_no_effects(signed_in: SignedIn) -> None:
    assert signed_in("outsider").get("/strategies/effects").status_code == 404
