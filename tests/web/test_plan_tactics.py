"""Planning with a tactic on a customer's page: whom it suggests, several at once, and what is refused."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from renmai.refresh import forget
from renmai.store.models import Assessment, KeyPerson, PlanStep
from tests.people import NAMES
from tests.web.html import Page, read

SignedIn = Callable[[str], Client]
SCRIPT = "<script>alert(1)</script>"


def opened(client: Client, strategy: str = "acquire") -> Page:
    return read(client.get(f"/customers/harbour?tab=strategy&strategy={strategy}"))


def planning(page: Page, code: str) -> str:
    """The words of one tactic, without blanks."""
    return "".join(page.one("details", id=f"t-{code}").text.split())


def plan(client: Client, tactic: str, **given: Any) -> Any:
    sent = {"tactic": tactic, "strategy": "acquire", "owner": "owner", "due_on": "2030-01-31", "note": "", **given}
    return client.post("/customers/harbour/tactics", sent)


def steps() -> list[tuple[str | None, str, str, str, str]]:
    rows = PlanStep.unscoped.order_by("code")
    return list(rows.values_list("key_person__code", "feature", "from_value", "goal", "tactic"))


def test_tactic_suggests_whom_it_is_meant_for_and_one_step_up(signed_in: SignedIn) -> None:
    page = opened(signed_in("owner"))
    told = planning(page, "acquire_terms")
    assert "韩定海" in told  # may approve, and is at the top
    assert "罗采薇" in told  # may veto
    assert "蒋工" not in told
    [goal] = page.where("select", name="goal.harbour-buyer.price")
    assert "0中立" in "".join(goal.text.split())
    chosen = [one for one in page.where("option", selected="") if one.text.strip().startswith("+2")]
    assert chosen  # of韩定海, who accepts the price at +1


def test_tactics_of_another_strategy_are_a_switch_away(signed_in: SignedIn) -> None:
    page = opened(signed_in("owner"), "win_back")
    assert "客户整体" in planning(page, "win_back_causes")
    assert page.where("details", id="t-acquire_terms") == []
    assert [one.text.strip() for one in page.where("a", aria_current="true")] == ["亡羊补牢"]


def test_strategy_that_is_none_falls_back_to_the_recommended(signed_in: SignedIn) -> None:
    assert signed_in("owner").get("/customers/harbour?tab=strategy&strategy=magic").status_code == 200


def test_nobody_to_suggest_says_why(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    assert "该客户目前没有已知符合的人：经办层。" in planning(opened(client), "acquire_exchange")
    Assessment.unscoped.filter(party=None).update(price=2)
    forget()
    assert "适合的人都已是+2" in planning(opened(client), "acquire_terms")


def test_customer_without_people_says_so(signed_in: SignedIn) -> None:
    page = read(signed_in("leader").get("/customers/orchard?tab=strategy&strategy=acquire"))
    assert "details" in {one.tag for one in page.elements}
    KeyPerson.unscoped.filter(code="orchard-boss").update(left_on=date(2026, 1, 1))
    forget()
    page = read(signed_in("leader").get("/customers/orchard?tab=strategy&strategy=acquire"))
    assert "还没有登记关键人" in planning(page, "acquire_terms")


def test_several_persons_are_planned_in_one_revision_and_taken_back_at_once(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    answer = plan(
        client,
        "acquire_terms",
        who=["harbour-buyer.price", "harbour-boss.price"],
        **{"goal.harbour-buyer.price": "1"},
        note="带上账期方案",
    )
    assert answer["Location"] == "/customers/harbour?tab=strategy&strategy=acquire#plan"
    assert steps() == [
        ("harbour-buyer", "price", "-1", "1", "acquire_terms"),
        ("harbour-boss", "price", "1", "2", "acquire_terms"),
    ]
    assert len(set(PlanStep.unscoped.values_list("revision_id", flat=True))) == 1
    page = opened(client)
    assert "首单条件优惠" in "".join(one.text for one in page.where("table", class_="plan"))
    form = page.one("input", name="revision")
    assert client.post("/undo", {"revision": form.attributes["value"]}).status_code == 302
    assert steps() == []


def test_something_to_be_done_is_planned_with_people_or_the_customer_as_such(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    plan(client, "win_back_causes", strategy="win_back")
    plan(client, "watch_contact", strategy="watch", who=["harbour-boss"])
    assert steps() == [(None, "", "", "", "win_back_causes"), ("harbour-boss", "", "", "", "watch_contact")]
    told = "".join(one.text for one in opened(client).where("table", class_="plan"))
    assert "客户整体" in told
    assert "深挖根因，逐条解决" in told
    code = PlanStep.unscoped.get(key_person=None).code
    assert client.post(f"/plan-steps/{code}", {"do": "done", "seen": "open", "result": "已查明"}).status_code == 302
    today = signed_in("owner").get("/today").content.decode()
    assert "watch_contact" not in today
    for address in ("/customers/harbour?tab=history", "/key-people/harbour-boss", "/customers/harbour/export.pdf"):
        assert client.get(address).status_code == 200


def test_own_copy_is_planned_with_and_the_step_keeps_the_companys_code(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    written = {"name": "我的让利", "how": "悄悄话", "degrees": ["price"], "targets": ["everybody"]}
    made = client.post("/strategies/playbook/acquire_terms/copy", written)["Location"].rpartition("#t-")[2]
    assert "蒋工" in planning(opened(client), made)
    plan(client, made, who=["harbour-engineer.price"])
    assert steps() == [("harbour-engineer", "price", "", "0", "acquire_terms")]
    assert "我的让利" not in opened(signed_in("leader")).html
    assert plan(signed_in("leader"), made, who=["harbour-engineer.price"]).status_code == 404


def test_steps_keep_the_name_of_a_tactic_that_is_retired(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    plan(client, "acquire_terms", who=["harbour-buyer.price"])
    signed_in("admin").post("/settings/tactics/acquire_terms/retire", {"retired": "yes"})
    page = opened(client)
    assert page.where("details", id="t-acquire_terms") == []
    assert "首单条件优惠" in "".join(one.text for one in page.where("table", class_="plan"))
    assert plan(client, "acquire_terms", who=["harbour-buyer.price"]).status_code == 404


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        ({}, 422, "此项不能为空"),
        ({"who": ["harbour-engineer.price"]}, 404, ""),
        ({"who": ["quarry-boss.price"]}, 404, ""),
        ({"who": [SCRIPT]}, 404, ""),
        ({"who": ["harbour-buyer.price"], "goal.harbour-buyer.price": "-1"}, 422, ""),
        ({"who": ["harbour-buyer.price"], "goal.harbour-buyer.price": "9"}, 422, ""),
        ({"who": ["harbour-buyer.price"], "owner": "other"}, 404, ""),
        ({"who": ["harbour-buyer.price"], "owner": "\0"}, 404, ""),
        ({"who": ["harbour-buyer.price"], "due_on": "soon"}, 422, ""),
        ({"who": ["harbour-buyer.price"], "due_on": "2020-01-01"}, 422, ""),
        ({"who": ["harbour-buyer.price"], "note": "长" * 5000}, 422, ""),
    ],
)
def test_plan_that_cannot_be_comes_back_as_it_was_typed(
    signed_in: SignedIn, given: dict[str, Any], status: int, words: str
) -> None:
    answer = plan(signed_in("owner"), "acquire_terms", **{"note": f"{SCRIPT}做法", **given})
    page = read(answer)
    assert answer.status_code == status
    assert steps() == []
    assert [one.attributes.get("open") for one in page.where("details", id="t-acquire_terms")] == [""]
    assert page.where("p", class_="problem")[0].text.strip()
    assert SCRIPT not in page.html
    if "note" not in given:
        assert "&lt;script&gt;alert(1)&lt;/script&gt;做法" in page.html
    if "harbour-buyer.price" in given.get("who", []):
        [ticked] = page.where("input", value="harbour-buyer.price")
        assert "checked" in ticked.attributes


def test_past_days_are_looked_at_and_not_planned_on(signed_in: SignedIn) -> None:
    page = read(signed_in("owner").get("/customers/harbour?tab=strategy&as_of=2026-03-31"))
    assert page.where("section", id="tactics") == []


def test_owners_are_those_who_see_the_customer(signed_in: SignedIn) -> None:
    page = opened(signed_in("owner"))
    words = page.where("select", name="owner")[0].text
    assert NAMES["leader"] in words
    assert NAMES["other"] not in words
