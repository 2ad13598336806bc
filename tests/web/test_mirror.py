"""A line beside the competitor's: only there, only for who may see, every number a door."""

from collections.abc import Callable

import pytest
from django.test import Client

from renmai.store.models import Assessment, Competitor, Influence
from tests.web.html import Page, read

Enter = Callable[[str], Client]
LINES = ("customer", "influence", "key-person", "decision-chain")


def dashboard(client: Client, asked: str, line: str = "customer") -> Page:
    response = client.get(f"/lines/{line}?{asked}")
    assert response.status_code == 200
    return read(response)


def has_mirror(page: Page) -> bool:
    return bool(page.where("section", id="mirror"))


@pytest.mark.parametrize("line", LINES)
def test_mirror_stands_in_the_competitor_view_only(line: str, signed_in: Enter) -> None:
    client = signed_in("executive")
    assert has_mirror(dashboard(client, "view=company&competitor=rival", line))
    assert not has_mirror(dashboard(client, "view=company", line))


@pytest.mark.parametrize("line", LINES)
def test_competitor_that_does_not_exist_has_no_view(line: str, signed_in: Enter) -> None:
    assert signed_in("executive").get(f"/lines/{line}?view=company&competitor=nobody").status_code == 404


def test_view_that_may_not_be_seen_has_no_mirror(signed_in: Enter) -> None:
    for who, view in (("owner", "personal:mate"), ("leader", "team:south"), ("outsider", "company")):
        assert signed_in(who).get(f"/lines/customer?view={view}&competitor=rival").status_code == 404
        asked = f"/lines/customer/list?view={view}&competitor=rival&cell=lead:closeness:theirs"
        assert signed_in(who).get(asked).status_code == 404


def leads(page: Page, degree: int) -> list[str]:
    """What the bar of a degree says."""
    return page.where("svg", class_="lead-bar")[degree].attributes["aria-label"].split("、")


def test_who_leads_where_in_the_world(signed_in: Enter) -> None:
    """Harbour: closeness 2/3 to 2, quarry −1/2 to 2; towards the others the rival is unknown."""
    page = dashboard(signed_in("executive"), "view=company&competitor=rival")
    assert leads(page, 0) == ["我司领先 0", "持平 0", "友商领先 2", "未知 3"]
    assert leads(page, 1) == ["我司领先 1", "持平 0", "友商领先 1", "未知 3"]


def test_contested_people_are_told_with_both_sides(signed_in: Enter) -> None:
    """The outsider and Ma Xiao can sway the buyer of harbour."""
    told = dashboard(signed_in("owner"), "competitor=rival").one("section", id="contested").text
    for word in ("罗采薇", "东港码头", "方小满", "马骁", "双方都能影响"):
        assert word in told


def test_contested_person_of_others_is_not_told(signed_in: Enter) -> None:
    """The owner can sway the buyer of quarry; that the rival can, too, is for others to know."""
    client = signed_in("owner")
    Influence.unscoped.create(
        revision_id=1,
        key_person=Influence.unscoped.get(employee__code="owner", key_person__code="quarry-buyer").key_person,
        kind="competitor",
        competitor=Competitor.objects.get(code="rival"),
        contact_name="马骁",
        valid_from="2026-03-01",
    )
    assert "丁一" in dashboard(signed_in("executive"), "competitor=rival").one("section", id="contested").text
    own = dashboard(client, "competitor=rival")
    assert own.one("section", id="contested").text.count("双方都能影响") == 1
    assert "丁一" not in own.html
    assert "白岩矿业" not in own.html


def test_competitor_of_whom_nothing_is_known_says_so(signed_in: Enter) -> None:
    Assessment.unscoped.filter(party__code="rival").delete()
    told = dashboard(signed_in("executive"), "view=company&competitor=rival").one("section", id="mirror").text
    assert "还没有人记录过关键人对赤岭机械的态度" in told


def test_past_day_links_to_nobody_who_may_be_gone(signed_in: Enter) -> None:
    page = dashboard(signed_in("mate"), "view=personal:mate&competitor=rival&as_of=2026-05-20")
    assert "罗采薇" in page.one("section", id="contested").text
    assert not page.where("a", href="/key-people/harbour-buyer")


def test_leading_list_says_what_it_is(signed_in: Enter) -> None:
    page = read(signed_in("executive").get("/lines/customer/list?view=company&competitor=rival&cell=lead:price:theirs"))
    assert "价格接受度：友商领先" in page.one("h1").text
    people = read(signed_in("executive").get("/lines/key-person/list?view=company&competitor=rival&cell=contested"))
    assert "争夺中的关键人" in people.one("h1").text
    assert "罗采薇" in people.html


@pytest.mark.parametrize("line", LINES)
def test_numbers_of_a_competitor_are_none_of_ours(line: str, signed_in: Enter) -> None:
    for cell in ("lead:closeness:ours", "contested"):
        assert signed_in("executive").get(f"/lines/{line}/list?view=company&cell={cell}").status_code == 404


def test_picker_tells_namesakes_and_leavers_apart(signed_in: Enter) -> None:
    page = dashboard(signed_in("leader"), "view=personal:mate")
    told = {option.attributes["value"]: option for option in page.where("option") if "data-typed" in option.attributes}
    assert told["personal:mate"].text == "何清和 · 华北组"
    assert told["personal:departed"].text == "邓长风（已离职） · 华北组"
    assert told["personal:mate"].attributes["data-typed"] == "heqinghe hqh"
    assert "personal:other" not in told


def test_competitor_view_and_back_keeps_the_scope(signed_in: Enter) -> None:
    client = signed_in("leader")
    page = dashboard(client, "view=personal:mate&period=year")
    there = page.one("a", id="kind-competitor").attributes["href"]
    assert "view=personal%3Amate" in there
    back = dashboard(client, there.removeprefix("?")).one("a", id="kind-personal").attributes["href"]
    assert back == "?view=personal%3Amate&period=year"
