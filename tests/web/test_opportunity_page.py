"""An opportunity's page: the reading with its facts, the chain, uses, and how it is changed and closed."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from renmai.store.models import ChainMember, InfluenceUse, KeyPerson, Opportunity
from tests.people import AS_OF, NAMES
from tests.web.html import read

SignedIn = Callable[[str], Client]
FACTS = {
    "name": "东港码头项目",
    "amount": "1200000",
    "stage": "",
    "owner": "owner",
    "origin": "captured",
    "opened_on": "2026-03-01",
    "expected_on": "",
    "focus": "yes",
}
SEEN = {f"was-{name}": value for name, value in FACTS.items()}
BOSS, BUYER, ENGINEER = "harbour-boss", "harbour-buyer", "harbour-engineer"


def text(response: Any) -> str:
    return read(response).html


def stored(code: str = "crane") -> Opportunity:
    found: Opportunity = Opportunity.unscoped.get(code=code)
    return found


def edit(client: Client, **changed: str) -> Any:
    return client.post("/opportunities/crane/facts", {**FACTS, **SEEN, **changed})


def close(client: Client, status: str, day: str, *, of: str = "crane", seen: str = "open") -> Any:
    given = {"status": status, "closed_on": day, "was-status": seen, "was-closed_on": ""}
    return client.post(f"/opportunities/{of}/close", given)


def chain(code: str = "crane") -> list[tuple[str, str]]:
    rows = ChainMember.unscoped.filter(opportunity__code=code).order_by("position")
    return list(rows.values_list("key_person__code", "role"))


def arranged(**changed: str) -> dict[str, object]:
    """The chain's form as it was shown, with some fields changed."""
    given: dict[str, object] = {"member": [BOSS, BUYER, ENGINEER]}
    for place, code in enumerate((BOSS, BUYER, ENGINEER), start=1):
        given |= {f"place-{code}": str(place), f"role-{code}": "decider"}
        given |= {f"was-position-{code}": str(place), f"was-role-{code}": "decider"}
    return given | {name.replace("__", "-").replace("_", "-"): value for name, value in changed.items()}


def test_reading_is_that_of_the_day(signed_in: SignedIn) -> None:
    then = text(signed_in("owner").get("/opportunities/crane?as_of=2026-02-28"))
    assert "受阻" not in then
    assert "当日不是在谈商机" in then


@pytest.mark.parametrize(
    ("tab", "told"),
    [("chain", "蒋工"), ("uses", "还没有用过"), ("activities", "登门介绍方案"), ("history", "商机开始")],
)
def test_every_tab_tells_its_part(tab: str, told: str, signed_in: SignedIn) -> None:
    assert told in text(signed_in("owner").get(f"/opportunities/crane?tab={tab}"))


def test_exact_amount_is_edited_and_shown_in_ten_thousands(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    edit(client, amount="1 234 567.8901")
    assert str(stored().amount) == "1234567.8901"
    assert "123.5" in text(client.get("/opportunities/crane"))
    assert 'value="1234567.8901"' in text(client.get("/opportunities/crane/facts"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount", "-5"),
        ("amount", "much"),
        ("amount", "1.23456"),
        ("expected_on", "2026-02-01"),
        ("owner", "nobody"),
        ("opened_on", ""),
        ("origin", "heaven"),
    ],
)
def test_wrong_value_is_told_at_its_field(field: str, value: str, signed_in: SignedIn) -> None:
    refused = edit(signed_in("owner"), **{field: value, "stage": "投标<"})
    page = read(refused)
    assert refused.status_code == 422
    assert [one for one in page.where("p") if one.attributes.get("id") == f"error-{field}"]
    assert "投标&lt;" in page.html
    assert stored().stage == ""


def test_winning_moves_the_status(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    assert 'value="2026-09-30"' in text(client.get("/opportunities/crane/close?status=won"))
    assert close(client, "won", "2026-09-30").status_code == 302
    assert (stored().status, stored().closed_on) == ("won", AS_OF)
    assert "当日不是在谈商机" in text(client.get("/opportunities/crane"))


def test_closing_again_may_open_it(signed_in: SignedIn) -> None:
    close(signed_in("owner"), "lost", "2026-09-01")
    given = {"status": "open", "closed_on": "2026-09-01", "was-status": "lost", "was-closed_on": "2026-09-01"}
    signed_in("owner").post("/opportunities/crane/close", given)
    assert (stored().status, stored().closed_on) == ("open", None)


def test_closing_before_the_opening_or_without_a_day_is_refused(signed_in: SignedIn) -> None:
    for day in ("2026-02-28", ""):
        assert close(signed_in("owner"), "won", day).status_code == 422
    assert stored().status == "open"


def test_two_who_close_differently_meet(signed_in: SignedIn) -> None:
    close(signed_in("leader"), "won", "2026-09-29")
    refused = close(signed_in("owner"), "lost", "2026-09-30")
    assert refused.status_code == 409
    assert NAMES["leader"] in text(refused)
    assert "赢单" in text(refused)
    assert stored().status == "won"


def test_chain_is_rearranged(signed_in: SignedIn) -> None:
    given = {**arranged(), f"place-{ENGINEER}": "0", f"role-{BOSS}": "approver", f"gone-{BUYER}": "yes"}
    assert signed_in("owner").post("/opportunities/crane/chain", given).status_code == 302
    assert chain() == [(ENGINEER, "decider"), (BOSS, "approver")]


def test_chain_changed_meanwhile_is_told_and_what_was_chosen_stays(signed_in: SignedIn) -> None:
    signed_in("leader").post("/opportunities/crane/chain", {**arranged(), f"role-{BUYER}": "coach"})
    refused = signed_in("owner").post(
        "/opportunities/crane/chain", {**arranged(), f"role-{BUYER}": "user", f"gone-{ENGINEER}": "yes"}
    )
    page = read(refused)
    assert refused.status_code == 409
    assert NAMES["leader"] in page.html
    [gone] = [one.attributes["name"] for one in page.where("input", type="checkbox") if "checked" in one.attributes]
    assert gone == f"gone-{ENGINEER}"
    assert chain()[1] == (BUYER, "coach")


def test_somebody_of_another_customer_cannot_join(signed_in: SignedIn) -> None:
    refused = signed_in("owner").post("/opportunities/crane/chain", {**arranged(), "join": "mill-boss"})
    assert refused.status_code == 422
    assert len(chain()) == 3


def test_chain_is_copied_from_another_opportunity_of_the_customer(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    assert "东港码头项目" in text(client.get("/opportunities/pier"))
    client.post("/opportunities/pier/chain/copy", {"source": "crane"})
    assert [person for person, _ in chain("pier")] == [BOSS, BUYER, ENGINEER]


@pytest.mark.parametrize("source", ["sieve", "drill", "nothing", ""])
def test_chain_of_another_customer_is_not_there_to_copy(source: str, signed_in: SignedIn) -> None:
    assert signed_in("owner").post("/opportunities/crane/chain/copy", {"source": source}).status_code == 404


def use(client: Client, person: str = BOSS, day: str = "2026-09-30", of: str = "crane") -> Any:
    given = {"employee": "outsider", "key_person": person, "used_on": day, "grade": "assisted", "note": "<i>引荐"}
    return client.post(f"/opportunities/{of}/uses/new", given)


def test_use_is_recorded_and_shown(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    assert use(client).status_code == 302
    assert InfluenceUse.unscoped.filter(opportunity__code="crane", employee__code="outsider").exists()
    shown = text(client.get("/opportunities/crane?tab=uses"))
    assert "&lt;i&gt;引荐" in shown
    assert NAMES["outsider"] in shown


def test_use_is_refused_after_the_close_in_the_future_and_twice(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    assert use(client, day="2026-04-21", of="pier").status_code == 422
    assert use(client, day="2026-10-01").status_code == 422
    assert use(client, person="mill-boss").status_code == 422
    use(client)
    assert use(client).status_code == 422


@pytest.mark.parametrize("code", ["A/B 100%", "..", "商机 甲"])
def test_odd_code_has_a_page_and_forms(code: str, signed_in: SignedIn) -> None:
    Opportunity.unscoped.filter(code="sieve").update(code=code)
    KeyPerson.unscoped.filter(code="mill-boss").update(code="甲/乙 %")
    names = ("opportunity", "opportunity-facts", "opportunity-close", "opportunity-use", "opportunity-chain")
    for name in names:
        page = signed_in("owner").get(quote(reverse(name, args=[code]), safe="/%"))
        assert page.status_code == 200
        assert "孟石" in text(page)
