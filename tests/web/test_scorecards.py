"""Scorecards: for leaders and for the person rated, with the arithmetic, and every figure a door."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from renmai.domain.policy import POLICY
from renmai.domain.scorecard import ComponentName
from renmai.refresh import forget
from renmai.store.models import Employee, KeyPerson, Opportunity, PlanStep, PolicyOverride, Revision, Team
from renmai.wording.scorecard import COMPONENTS
from tests.people import NAMES
from tests.web.html import Page, read

Enter = Callable[[str], Client]


def page(client: Client, asked: str = "") -> Page:
    response = client.get(f"/team/scorecards{asked}")
    assert response.status_code == 200
    return read(response)


def names(found: Page) -> list[str]:
    return [link.text for link in found.where("a", class_="name")]


def test_leader_sees_the_team_and_its_people_and_nobody_else(signed_in: Enter) -> None:
    found = page(signed_in("leader"))
    assert set(names(found)) == {"华北组", NAMES["owner"], NAMES["mate"], NAMES["departed"]}
    assert NAMES["leader"] in found.one("p", class_="idle").text
    assert "华南组" not in found.html
    assert NAMES["other"] not in found.html


def test_executive_sees_everybody_who_has_customers(signed_in: Enter) -> None:
    found = names(page(signed_in("executive")))
    assert found[0] == "全公司"
    assert {"销售部", "华北组", "华南组", NAMES["other"]} <= set(found)
    assert NAMES["outsider"] not in found


def test_cards_stand_in_the_order_that_is_asked_for(signed_in: Enter) -> None:
    client = signed_in("executive")
    for sort in ("total", *(name.value for name in ComponentName)):
        at = 0 if sort == "total" else [name.value for name in ComponentName].index(sort) + 1
        for asked in (sort, f"-{sort}"):
            found = column(page(client, f"?sort={asked}"), at)
            known = [number for number in found if number is not None]
            assert known == sorted(known, reverse=asked.startswith("-"))
            assert found[: len(known)] == known
    assert names(page(client, "?sort=name")) == sorted(names(page(client)))


def column(found: Page, at: int) -> list[float | None]:
    rows = [one.text for one in found.where("td", class_="right")]
    width = len(ComponentName) + 1
    cells = [re.match(r"\s*([\d.]+|—)", cell) for cell in rows[at::width]]
    return [None if cell is None or cell[1] == "—" else float(cell[1]) for cell in cells]


def test_card_shows_how_the_total_is_made(signed_in: Enter) -> None:
    found = page(signed_in("leader"), "/personal:owner")
    rows = [line for line in found.where("tr") if any(str(words.label) in line.text for words in COMPONENTS.values())]
    assert len(rows) == len(ComponentName)
    cells = [one.text.strip() for one in found.where("td", class_="right")]
    lines = [cells[at : at + 5] for at in range(0, len(cells), 5)]
    *parts, foot = [[_number(cell) for cell in (line[0], line[3], line[4])] for line in lines]
    counted = [(score, weight) for score, weight, _ in parts if score is not None and weight]
    expected = sum(score * weight for score, weight in counted) / sum(weight for _, weight in counted)
    assert foot[0] == pytest.approx(expected, abs=0.06)
    assert foot[1] == sum(weight for _, weight in counted)


def _number(text: str) -> float | None:
    return None if text in ("", "—") else float(text.replace(",", ""))


def test_every_figure_opens_a_page(signed_in: Enter) -> None:
    client = signed_in("leader")
    doors = [link.attributes["href"] for link in page(client, "/team:north?period=quarter").where("a", class_="number")]
    assert len(doors) > 20
    assert {client.get(address).status_code for address in doors} == {200}


def test_counts_of_the_grades_are_the_lengths_of_their_lists(signed_in: Enter) -> None:
    client = signed_in("leader")
    found = page(client, "/team:north")
    cells = [link for link in found.where("a", class_="number") if "cell=" in link.attributes["href"]]
    assert len(cells) == 12
    for link in cells:
        listed = read(client.get(link.attributes["href"]))
        assert (
            int(link.text) == len([row for row in listed.where("tr") if "data-row" in row.attributes])
            or int(link.text) == 0
        )


def test_own_card_is_open_and_linked_from_the_account(signed_in: Enter) -> None:
    client = signed_in("owner")
    assert "/team/scorecards/personal:owner" in read(client.get("/account")).links()
    assert "我的评分卡" in page(client, "/personal:owner").html
    assert "/team/scorecards" not in page(client, "/personal:owner").links()


def test_card_and_its_subject_see_the_same(signed_in: Enter) -> None:
    step("S", "owner", date(2026, 9, 20))
    step("T", "mate", date(2026, 9, 20))
    mine, leaders = (page(signed_in(who), "/personal:owner") for who in ("owner", "leader"))
    cells = [[one.text for one in found.where("td", class_="right")] for found in (mine, leaders)]
    assert cells[0] == cells[1]


def step(code: str, owner: str, due: date, **more: str) -> None:
    crane = Opportunity.unscoped.get(code="crane")
    usual = {"status": "done", "from_value": "0", "goal": "1", "feature": "closeness"}
    PlanStep.unscoped.create(
        **usual | more,
        revision_id=1,
        code=code,
        customer=crane.customer,
        opportunity=crane,
        key_person=KeyPerson.unscoped.get(code="harbour-boss"),
        owner=Employee.objects.get(code=owner),
        due_on=due,
    )


def test_plan_counts_steps_and_lists_exactly_these(signed_in: Enter) -> None:
    step("S", "owner", date(2026, 9, 20))
    step("F", "owner", date(2026, 9, 21), goal="2")
    step("O", "owner", date(2026, 9, 22), status="open")
    step("D", "owner", date(2026, 9, 22), status="dropped")
    step("L", "owner", date(2026, 10, 2))
    step("M", "mate", date(2026, 9, 20))
    found = page(signed_in("owner"), "/personal:owner?list=plan")
    (told,) = [one.text for one in found.where("ul", class_="doors") if "到期步骤" in one.text]
    assert re.findall(r"\d+", told) == ["3", "2", "1", "1"]
    listed = found.one("section", id="list").text
    assert listed.count("韩定海") == 4
    assert (listed.count("已达目标"), listed.count("未达目标")) == (1, 1)


def test_influence_is_no_component_and_the_page_says_why(signed_in: Enter) -> None:
    for address in ("", "/personal:owner"):
        assert "私域人脈" not in page(signed_in("leader"), address).html
        assert "员工能影响谁不计入评分" in page(signed_in("leader"), address).html


def test_weights_are_the_companys(signed_in: Enter) -> None:
    client = signed_in("leader")
    before = page(client, "/personal:owner").one("p", class_="value").text
    PolicyOverride.objects.create(name="weight_completeness", value=0, revision_id=1)
    last = Revision.objects.order_by("-number").values_list("number", flat=True)[0]
    Revision.objects.create(
        number=last + 1, action="policy", recorded_at=Revision.objects.all()[0].recorded_at, everything=True
    )
    forget()
    after = page(client, "/personal:owner").one("p", class_="value").text
    assert POLICY.weight_completeness > 0
    assert before != after


def test_person_without_customers_has_a_card_that_says_so(signed_in: Enter) -> None:
    found = page(signed_in("outsider"), "/personal:outsider")
    assert "这一天没有可计分的项目" in found.html
    assert "这一天该视角没有客户" in found.html


def test_past_day_has_the_book_of_that_day(signed_in: Enter) -> None:
    then = page(signed_in("leader"), "/personal:mate?as_of=2026-05-31")
    (told,) = [one.text for one in then.where("ul", class_="doors") if "在谈金额" in one.text]
    assert re.search(r"客户\s*2", told)


def test_team_without_a_leader_is_the_executives(signed_in: Enter) -> None:
    Team.objects.filter(code="north").update(leader=None)
    forget()
    assert signed_in("leader").get("/team/scorecards").status_code == 404
    assert "华北组" in names(page(signed_in("executive")))


def test_leader_who_sells_stands_among_the_others(signed_in: Enter) -> None:
    Team.objects.filter(code="north").update(leader=Employee.objects.get(code="owner"))
    forget()
    client = signed_in("owner")
    assert set(names(page(client))) == {"华北组", NAMES["owner"], NAMES["mate"], NAMES["departed"]}
    assert client.get("/team/scorecards/personal:mate").status_code == 200


@pytest.mark.parametrize("asked", ["?sort=luck", "?period=week", "?as_of=x", "?page=0", "/personal:owner?list=secrets"])
def test_nonsense_is_refused(asked: str, signed_in: Enter) -> None:
    assert signed_in("leader").get(f"/team/scorecards{asked}").status_code == 422


@pytest.mark.parametrize(
    "view", ["personal:", "company:x", "x", "personal:%00", "team:../../etc", "personal:" + "x" * 5000]
)
def test_strange_views_do_not_exist(view: str, signed_in: Enter) -> None:
    assert signed_in("executive").get(f"/team/scorecards/{view}").status_code == 404


def test_empty_company_says_what_to_do(signed_in: Enter) -> None:
    assert "请先分配客户" in page(signed_in("executive"), "?as_of=1990-01-01").html
