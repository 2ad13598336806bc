"""Beside a decision chain: the reading, the lead, role targets, what if, the plan, who can help."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from renmai.refresh import forget
from renmai.store.models import Assessment, ChainMember, Employee, Influence, KeyPerson, PlanStep
from tests.people import AS_OF, NAMES, SPRING
from tests.web.html import Page, read

SignedIn = Callable[[str], Client]
BUYER, ENGINEER, BOSS = "harbour-buyer", "harbour-engineer", "harbour-boss"


def card(page: Page, head: str) -> str:
    """The words of one card, without blanks."""
    [found] = [one.text for one in page.where("section") if one.attributes.get("aria-labelledby") == head]
    return "".join(found.split())


def opened(client: Client, query: str = "") -> Page:
    return read(client.get(f"/opportunities/crane{query}"))


def plan(client: Client, **given: Any) -> Any:
    """Sends the form that saves what was tried."""
    sent = {"who": BUYER, f"closeness.{BUYER}": "1", "owner": "owner", "due_on": "2026-10-20", "note": "", **given}
    return client.post("/opportunities/crane/plan", sent)


def steps() -> list[tuple[str, str, str, str, str]]:
    rows = PlanStep.unscoped.order_by("code")
    return list(rows.values_list("key_person__code", "feature", "from_value", "goal", "status"))


# --- how it reads


def test_reading_tells_its_facts_with_the_number_that_decides_and_the_day(signed_in: SignedIn) -> None:
    page = opened(signed_in("owner"))
    told = card(page, "reading-head")
    assert "受阻" in told
    assert "否决人反对罗采薇平均−0.67≤−0.503-01" in told
    assert "否决权未知蒋工03-01" in told
    assert "/key-people/harbour-buyer" in page.links()


def test_reading_tells_how_it_read_before(signed_in: SignedIn) -> None:
    assert "08-31为受阻" in card(opened(signed_in("owner")), "reading-head")
    assert "02-15尚无结论" in card(opened(signed_in("owner"), "?as_of=2026-03-15"), "reading-head")


def test_rule_is_told_with_the_numbers_of_the_policy(signed_in: SignedIn) -> None:
    told = card(opened(signed_in("owner")), "reading-head")
    assert "有否决人的三度平均不高于−0.5。" in told
    assert "每位批准人的平均不低于1，且没有否决人低于0。" in told


def test_chain_that_is_open_says_what_that_means(signed_in: SignedIn) -> None:
    Assessment.unscoped.filter(key_person__code__in=(BUYER, ENGINEER), party=None).update(
        closeness=1, solution=1, price=1, veto=False
    )
    assert "畅通" in card(opened(signed_in("owner")), "reading-head")


# --- the lead


def test_lead_is_told_over_each_competitor_with_known_numbers(signed_in: SignedIn) -> None:
    page = opened(signed_in("owner"))
    [closeness] = [row.text for row in page.where("tr") if row.text.startswith("紧密度") and "3/3" in row.text]
    assert [part for part in ("+0.67", "+2.00", "1/3", "−1.33") if part not in closeness] == []
    labels = [one.attributes["aria-label"] for one in page.where("svg", class_="degree-axis")]
    assert labels[0] == "我司 +0.67，最强友商 +2.00"


def test_lead_without_competitors_says_so(signed_in: SignedIn) -> None:
    Assessment.unscoped.exclude(party=None).delete()
    assert "还没有记录成员对友商的态度" in card(opened(signed_in("owner")), "lead-head")


# --- who is there


def test_roles_are_told_present_of_goal_with_their_gaps(signed_in: SignedIn) -> None:
    ChainMember.unscoped.filter(key_person__code=BOSS).update(role="approver")
    ChainMember.unscoped.filter(key_person__code=BUYER).update(role="user")
    ChainMember.unscoped.filter(key_person__code=ENGINEER).update(role="")
    page = opened(signed_in("owner"))
    rows = {"".join(row.text.split()) for row in page.where("tr")}
    assert {
        "批准者韩定海1/11—",
        "使用者罗采薇1/20缺1位罗采薇反对",
        "教练0/10缺1位",
        "一票批准人韩定海1/11—",
        "一票否决人罗采薇1/—0罗采薇反对蒋工未知",
    } <= rows
    assert "未指定角色：蒋工" in card(page, "roles-head")


def test_role_targets_lead_an_administrator_to_the_settings(signed_in: SignedIn) -> None:
    assert "/settings/policy" in opened(signed_in("admin")).links()
    assert "/settings/policy" not in opened(signed_in("owner")).links()


# --- what if


def test_what_if_begins_with_whom_the_first_fact_names(signed_in: SignedIn) -> None:
    page = opened(signed_in("owner"))
    checked = {
        one.attributes["name"]: one.attributes["value"]
        for one in page.where("input")
        if "checked" in one.attributes and BUYER in one.attributes["name"]
    }
    assert checked == {
        f"closeness.{BUYER}": "-1",
        f"solution.{BUYER}": "0",
        f"price.{BUYER}": "-1",
        f"veto.{BUYER}": "yes",
        f"approver.{BUYER}": "no",
    }
    assert "换一个值" in card(page, "what-if-head")
    assert [one.attributes["value"] for one in page.where("option") if one.text == "蒋工"]


def test_several_values_are_tried_at_once_and_nothing_is_stored(signed_in: SignedIn) -> None:
    query = f"?who={BUYER}&closeness.{BUYER}=0&price.{BUYER}=0&who={ENGINEER}&veto.{ENGINEER}=no"
    told = card(opened(signed_in("owner"), query), "what-if-head")
    assert "受阻→变为畅通" in told
    assert "消除：否决人反对罗采薇" in told
    assert "消除：否决权未知蒋工" in told
    assert "紧密度+0.67→+1.00+0.33" in told
    assert "完整度" in told
    assert "存为3个计划步骤" in told
    assert steps() == []
    assert Assessment.unscoped.get(key_person__code=BUYER, party=None).closeness == -1


def test_grade_and_lead_move_with_the_values(signed_in: SignedIn) -> None:
    told = card(opened(signed_in("owner"), f"?who={BUYER}&price.{BUYER}=2"), "what-if-head")
    assert "等级中等→优等" in told
    assert "一马当先−1.00→+0.50" in told


def test_what_still_stands_in_the_way_and_what_is_new_are_told(signed_in: SignedIn) -> None:
    told = card(opened(signed_in("owner"), f"?who={BOSS}&price.{BOSS}=-2"), "what-if-head")
    assert "仍为受阻" in told
    assert "新增：批准人支持不足韩定海" in told
    assert "还差：否决人反对罗采薇" in told


def test_value_that_holds_anyway_is_no_change(signed_in: SignedIn) -> None:
    told = card(opened(signed_in("owner"), f"?who={BUYER}&closeness.{BUYER}=-1"), "what-if-head")
    assert "存为" not in told


def test_whoever_is_no_member_is_left_out_and_no_value_is_refused(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    told = card(opened(client, "?who=mill-boss&closeness.mill-boss=2"), "what-if-head")
    assert "孟石" not in told
    assert client.get(f"/opportunities/crane?who={BUYER}&closeness.{BUYER}=9").status_code == 422
    assert client.get(f"/opportunities/crane?who={BUYER}&veto.{BUYER}=1").status_code == 422


def test_past_day_is_tried_as_it_was_but_not_planned(signed_in: SignedIn) -> None:
    page = opened(signed_in("owner"), f"?as_of=2026-08-31&who={BOSS}&price.{BOSS}=2")
    told = card(page, "what-if-head")
    assert "接受度−1.00→+0.50" in told  # on this day the boss stood at −1, the engineer's is unknown
    assert "存为" not in told
    assert [one.attributes["value"] for one in page.where("input", name="as_of")].count("2026-08-31") >= 2


def test_closed_opportunity_offers_nothing_to_try(signed_in: SignedIn) -> None:
    page = read(signed_in("owner").get("/opportunities/pier"))
    assert page.where("section", id="what-if") == []
    assert card(page, "help-head")


# --- the plan


def test_what_was_tried_is_saved_as_planned_steps_and_undone(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    saved = plan(client, **{f"veto.{BUYER}": "no", "note": "<b>请总监"})
    assert (saved.status_code, saved["Location"]) == (302, "/opportunities/crane#plan")
    assert steps() == [(BUYER, "closeness", "-1", "1", "open"), (BUYER, "veto", "yes", "no", "open")]
    page = opened(client)
    assert "已存为 2 个计划步骤。" in page.html
    assert "&lt;b&gt;请总监" in page.html
    assert "罗采薇紧密度−1反对→变为+1支持" in card(page, "plan-head")
    undo = page.where("input", name="revision")[0]
    client.post("/undo", {"revision": undo.attributes["value"]})
    assert steps() == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"due_on": "2026-09-29"}, "已经过去"),
        ({"due_on": "soon"}, "soon"),
        ({"owner": "other"}, "other"),
        ({"owner": ""}, "在职"),
    ],
)
def test_plan_that_is_refused_comes_back_with_what_was_typed(
    given: dict[str, str], told: str, signed_in: SignedIn
) -> None:
    refused = plan(signed_in("owner"), **{"note": "请总监<", **given})
    page = read(refused)
    assert refused.status_code == 422
    assert told in "".join(one.text for one in page.where("p", class_="problem"))
    assert page.one("input", name="note").attributes["value"] == "请总监<"
    assert steps() == []


def test_plan_for_what_is_so_by_now_says_so(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    plan(client, **{f"closeness.{BUYER}": "-1"})
    assert "这些都已经达到了。" in opened(client).html
    assert steps() == []


def test_refusal_is_told_where_nothing_is_left_to_plan(signed_in: SignedIn) -> None:
    refused = plan(signed_in("owner"), **{f"closeness.{BUYER}": "-1", "due_on": "soon"})
    assert refused.status_code == 422
    assert "soon" in "".join(one.text for one in read(refused).where("div", class_="notice"))


def test_only_who_sees_the_customer_can_see_to_a_step(signed_in: SignedIn) -> None:
    page = opened(signed_in("owner"), f"?who={BUYER}&closeness.{BUYER}=1")
    options = {one.attributes["value"] for one in page.where("option")} & set(NAMES)
    assert options == {"owner", "leader", "executive", "admin"}


def step(client: Client, **given: Any) -> PlanStep:
    plan(client, **given)
    found: PlanStep = PlanStep.unscoped.get()
    return found


def settle(client: Client, code: str, do: str, **given: str) -> Any:
    back = {"referer": "http://testserver/opportunities/crane?tab=uses"}
    return client.post(f"/plan-steps/{code}", {"do": do, "seen": "open", **given}, headers=back)


def test_step_is_done_with_its_result_and_opened_again(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    found = step(client)
    answer = settle(client, found.code, "done", result="当面认可")
    assert answer["Location"] == "http://testserver/opportunities/crane?tab=uses#plan"
    page = opened(client)
    assert "已完成：罗采薇" in page.html
    assert "当面认可" in card(page, "plan-head")
    settle(client, found.code, "open", seen="done")
    assert steps()[0][-1] == "open"


def test_dropping_is_undone_by_the_notice(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    settle(client, step(client).code, "dropped")
    undo = opened(client).where("input", name="revision")[-1]
    client.post("/undo", {"revision": undo.attributes["value"]})
    assert steps()[0][-1] == "open"


def test_step_settled_meanwhile_is_told_and_stays(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    code = step(client).code
    settle(signed_in("leader"), code, "dropped")
    settle(client, code, "done")
    assert f"{NAMES['leader']} 在" in opened(client).html
    assert steps()[0][-1] == "dropped"


def test_unknown_answer_is_refused_and_other_s_steps_do_not_exist(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    code = step(client).code
    assert settle(client, code, "later").status_code == 422
    for who in ("mate", "other", "outsider"):
        assert settle(signed_in(who), code, "done").status_code == 404
    assert steps()[0][-1] == "open"


def test_plan_marks_what_is_overdue_and_what_is_reached(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    step(client)
    PlanStep.unscoped.update(due_on=date(2026, 9, 29))
    told = card(opened(client), "plan-head")
    assert "逾期1项" in told
    assert "2026-09-29已逾期" in told
    assert "已达到" not in told
    Assessment.unscoped.create(
        key_person=KeyPerson.unscoped.get(code=BUYER), effective_on=AS_OF, closeness=2, revision_id=1
    )

    forget()
    assert "已达到" in card(opened(client), "plan-head")


def test_customer_and_key_person_show_the_plan(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    step(client, note="请总监去一趟")
    of_customer = card(read(client.get("/customers/harbour?tab=strategy")), "plan-head")
    assert "请总监去一趟东港码头项目" in of_customer
    assert "请总监去一趟" in card(read(client.get(f"/key-people/{BUYER}")), "plan-head")
    assert read(client.get(f"/key-people/{BOSS}")).where("section", id="plan") == []


def test_history_of_a_person_tells_a_plan_from_what_was_said(
    signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 9, 30, 12, tzinfo=UTC))
    client = signed_in("owner")
    settle(client, step(client).code, "done")
    told = card(read(client.get(f"/key-people/{BUYER}")), "history-head")
    assert "计划：紧密度−1反对→变为+1支持责任人林知远完成期限2026-10-20" in told
    assert "步骤状态进行中→" in told


# --- who can help


def test_help_is_for_whom_the_first_fact_names_and_for_anybody_else(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    told = card(opened(client), "help-head")
    assert f"{NAMES['outsider']}→到罗采薇" in told
    assert "马骁赤岭机械→到罗采薇" in told
    engineer = card(opened(client, f"?help={ENGINEER}"), "help-head")
    assert NAMES["owner"] in engineer
    assert "韩定海+1支持" in engineer
    assert "mill-boss" not in opened(client, "?help=mill-boss").html


def test_nobody_known_asks_for_it(signed_in: SignedIn) -> None:
    Influence.unscoped.all().delete()
    told = card(opened(signed_in("owner")), "help-head")
    assert "还不知道我司有谁能影响到罗采薇" in told


def test_key_person_shows_the_paths_of_today(signed_in: SignedIn) -> None:
    told = card(read(signed_in("owner").get(f"/key-people/{ENGINEER}")), "help-head")
    assert f"{NAMES['owner']}华北组" in told


def test_paths_are_data_for_the_map(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    assert client.get(f"/key-people/{ENGINEER}/paths").json() == {
        "ours": [
            [
                {"kind": "ours", "code": "owner", "name": NAMES["owner"]},
                {"kind": "internal", "code": BOSS, "name": "韩定海"},
                {"kind": "internal", "code": ENGINEER, "name": "蒋工"},
            ]
        ],
        "competitors": [],
    }
    of_buyer = client.get(f"/key-people/{BUYER}/paths").json()
    assert of_buyer["competitors"][0][0] == {"kind": "competitor", "code": "rival", "name": "马骁"}


def test_paths_are_those_of_the_day(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    day = f"/key-people/{BUYER}/paths?as_of="
    assert client.get(f"{day}2025-08-31").json() == {"ours": [], "competitors": []}
    assert len(client.get(f"{day}{SPRING.isoformat()}").json()["competitors"]) == 1
    Employee.objects.filter(code="outsider").update(left_on=AS_OF)

    forget()
    assert client.get(f"/key-people/{BUYER}/paths").json()["ours"] == []
    assert client.get(f"{day}someday").status_code == 422
