"""A customer's page: everything in one place, for those who may see it, changed in place and never lost."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from renmai.store.models import Customer, KeyPerson, Opportunity, Ownership, ReportingLine, Revision
from tests.people import LONG_AGO, NAMES
from tests.web.html import read

SignedIn = Callable[[str], Client]
TABS = ("people", "opportunities", "competitors", "strategy", "activities", "history")
FACTS = {
    "name": "东港码头",
    "industry": "物流",
    "region": "华北",
    "parent": "",
    "contribution": "",
    "potential": "",
    "created_on": "2024-01-01",
    "closed_on": "",
    "focus": "yes",
}
SEEN = {f"was-{name}": value for name, value in FACTS.items()}


def text(response: Any) -> str:
    return read(response).html


def send(client: Client, form: str = "facts", **changed: str) -> Any:
    return client.post(f"/customers/harbour/{form}", {**FACTS, **SEEN, **changed})


def stored(code: str = "harbour") -> Customer:
    found: Customer = Customer.unscoped.get(code=code)
    return found


@pytest.mark.parametrize(
    ("tab", "told"),
    [
        ("people", "罗采薇"),
        ("opportunities", "/opportunities/crane"),
        ("competitors", "赤岭机械"),
        ("strategy", "客户提升"),
        ("activities", "登门介绍方案"),
        ("history", "何清和"),
    ],
)
def test_every_tab_tells_its_part(tab: str, told: str, signed_in: SignedIn) -> None:
    assert told in text(signed_in("owner").get(f"/customers/harbour?tab={tab}"))


def test_people_stand_under_their_superior(signed_in: SignedIn) -> None:
    page = read(signed_in("owner").get("/customers/harbour"))
    rows = [row.attributes["class"] for row in page.where("th") if "depth-" in row.attributes.get("class", "")]
    assert [one.split()[-1] for one in rows] == ["depth-0", "depth-1", "depth-1"]


def test_people_stand_under_the_superior_of_the_day(signed_in: SignedIn) -> None:
    ReportingLine.unscoped.create(
        key_person=KeyPerson.unscoped.get(code="harbour-buyer"),
        reports_to=KeyPerson.unscoped.get(code="harbour-engineer"),
        valid_from=date(2026, 5, 1),
        valid_to=date(2026, 6, 1),
        revision_id=1,
    )
    client = signed_in("owner")

    def depths(day: str) -> dict[str, str]:
        page = read(client.get(f"/customers/harbour?as_of={day}"))
        rows = [row for row in page.where("th") if "depth-" in row.attributes.get("class", "")]
        names = {name: row for row in rows for name in ("韩定海", "蒋工", "罗采薇") if name in row.text}
        return {name: row.attributes["class"].split()[-1] for name, row in names.items()}

    assert depths("2026-05-31") == {"韩定海": "depth-0", "蒋工": "depth-1", "罗采薇": "depth-2"}
    assert depths("2026-06-01") == {"韩定海": "depth-0", "罗采薇": "depth-1", "蒋工": "depth-1"}


def test_past_day_shows_what_held_then_and_changes_nothing(signed_in: SignedIn) -> None:
    then = text(signed_in("owner").get("/customers/harbour?as_of=2026-05-31"))
    now = text(signed_in("owner").get("/customers/harbour"))
    assert f"{NAMES['mate']} <span" in then
    assert f"{NAMES['owner']} <span" in now
    assert "/customers/harbour/facts" not in then
    assert "/customers/harbour/facts" in now


def test_day_before_the_customer_has_no_figures(signed_in: SignedIn) -> None:
    page = text(signed_in("owner").get("/customers/harbour?as_of=2023-12-31&tab=strategy"))
    assert "这一天还没有这家客户" in page


@pytest.mark.parametrize("query", ["tab=nothing", "as_of=soon", "period=week", "page=0", "page=x"])
def test_address_that_makes_no_sense_is_said_so(query: str, signed_in: SignedIn) -> None:
    assert signed_in("owner").get(f"/customers/harbour?{query}").status_code == 422


def test_edit_saves_tells_and_can_be_undone(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    answer = client.post("/customers/harbour/facts", {**FACTS, **SEEN, "region": "华东", "focus": "yes"}, follow=True)
    assert stored().region == "华东"
    assert "已保存：东港码头" in text(answer)
    client.post("/undo", {"revision": Revision.objects.latest("number").number})
    assert stored().region == "华北"


def test_unticked_focus_is_taken_away(signed_in: SignedIn) -> None:
    given = {name: value for name, value in {**FACTS, **SEEN}.items() if name != "focus"}
    signed_in("owner").post("/customers/harbour/facts", given)
    assert not stored().focus


def test_later_one_sees_both_values_and_may_decide_again(signed_in: SignedIn) -> None:
    send(signed_in("leader"), region="华东")
    refused = send(signed_in("owner"), region="华中")
    page = read(refused)
    assert refused.status_code == 409
    assert NAMES["leader"] in page.html
    assert "华东" in page.html
    fields = {
        one.attributes["name"]: one.attributes.get("value", "")
        for one in page.where("input")
        if "name" in one.attributes
    }
    assert (fields["region"], fields["was-region"]) == ("华中", "华东")

    again = send(signed_in("owner"), region=fields["region"], **{"was-region": fields["was-region"]})
    assert (again.status_code, stored().region) == (302, "华中")


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("name", "", "不能为空"),
        ("created_on", "2026-02-30", "2026-02-30"),
        ("closed_on", "2024-01-01", "2024-01-01"),
        ("contribution", "huge", "huge"),
        ("parent", "nowhere", "nowhere"),
        ("parent", "harbour", "东港码头"),
        ("parent", "quarry", "quarry"),
    ],
)
def test_wrong_value_is_told_at_its_field_and_nothing_typed_is_lost(
    field: str, value: str, reason: str, signed_in: SignedIn
) -> None:
    refused = send(signed_in("owner"), **{"industry": "<b>新</b>", field: value})
    page = read(refused)
    assert refused.status_code == 422
    (told,) = [one.text for one in page.where("p") if one.attributes.get("id") == f"error-{field}"]
    assert reason in told
    typed = {
        one.attributes["name"]: one.attributes.get("value") for one in page.where("input") if "name" in one.attributes
    }
    assert typed["industry"] == "<b>新</b>"
    assert stored().industry == "物流"


def test_parent_may_be_named_and_is_only_told_to_those_who_see_it(signed_in: SignedIn) -> None:
    send(signed_in("owner"), parent="青石面粉")
    assert stored().parent.code == "mill"  # type: ignore[union-attr]
    assert "/customers/mill" in text(signed_in("owner").get("/customers/harbour"))

    Customer.unscoped.filter(code="harbour").update(parent=stored("quarry"))
    unseen = signed_in("owner").get("/customers/harbour/facts")
    assert "白岩矿业" not in text(unseen)
    assert 'name="parent"' not in text(unseen)
    given = {name: value for name, value in {**FACTS, **SEEN, "region": "华东"}.items() if "parent" not in name}
    signed_in("owner").post("/customers/harbour/facts", given)
    assert (stored().region, stored().parent.code) == ("华东", "quarry")  # type: ignore[union-attr]


def test_hostile_text_stays_text(signed_in: SignedIn) -> None:
    send(signed_in("owner"), name="<script>alert(1)</script>")
    for tab in TABS:
        assert "<script>alert" not in text(signed_in("owner").get(f"/customers/harbour?tab={tab}"))


@pytest.mark.parametrize("code", ["A/B 100%", "..", ".", "客户 甲", "a?b#c", "%2F"])
def test_odd_code_has_a_page_and_forms(code: str, signed_in: SignedIn) -> None:
    Customer.unscoped.filter(code="mill").update(code=code)
    client = signed_in("owner")
    for name in ("customer", "customer-facts", "customer-owner", "customer-opportunity"):
        assert client.get(quote(reverse(name, args=[code]), safe="/%")).status_code == 200


def hand(client: Client, to: str, day: str = "2026-09-30", seen: str = "owner") -> Any:
    return client.post("/customers/harbour/owner", {"employee": to, "valid_from": day, "was-employee": seen})


def test_handover_takes_the_customer_out_of_sight(signed_in: SignedIn) -> None:
    owner = signed_in("owner")
    answer = hand(owner, "mate")
    assert answer["Location"] == "/lines/customer"
    assert owner.get("/customers/harbour").status_code == 404
    assert signed_in("mate").get("/customers/harbour").status_code == 200
    assert Ownership.unscoped.filter(customer__code="harbour").count() == 3


def test_second_handover_is_told_of_the_first(signed_in: SignedIn) -> None:
    hand(signed_in("executive"), "mate")
    refused = hand(signed_in("leader"), "leader")
    assert refused.status_code == 409
    assert NAMES["executive"] in text(refused)


@pytest.mark.parametrize("to", ["departed", "nobody", "outsider", ""])
def test_handover_goes_to_nobody_who_does_not_sell_here(to: str, signed_in: SignedIn) -> None:
    assert hand(signed_in("leader"), to).status_code == 422
    assert Ownership.unscoped.filter(customer__code="harbour").count() == 2


def test_added_opportunity_leads_to_its_page(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    given = {
        "name": "二期",
        "amount": "1,200,000.5",
        "opened_on": "2026-09-30",
        "expected_on": "2026-12-31",
        "owner": "owner",
    }
    answer = client.post("/customers/harbour/opportunities/new", given)
    made = Opportunity.unscoped.get(name="二期")
    assert answer["Location"] == f"/opportunities/{made.code}"
    assert (made.amount, made.status) == (Decimal("1200000.5"), "open")
    assert "120.0" in text(client.get(answer["Location"]))


def test_expired_session_asks_to_sign_in_and_comes_back_to_the_form(signed_in: SignedIn) -> None:
    answer = Client().post("/customers/harbour/facts", {**FACTS, "name": "新名字"})
    assert answer.status_code == 302
    assert quote("/customers/harbour/facts", safe="/") in answer["Location"]
    form = read(signed_in("owner").get("/customers/harbour/facts"))
    assert [one.attributes["data-draft"] for one in form.where("form") if "data-draft" in one.attributes]


@pytest.mark.parametrize("tab", TABS)
def test_statements_do_not_grow_with_people(tab: str, signed_in: SignedIn) -> None:
    client = signed_in("owner")

    def statements() -> int:
        client.get(f"/customers/harbour?tab={tab}")  # loads the panel
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/customers/harbour?tab={tab}").status_code == 200
        return len(asked)

    few = statements()
    last, harbour = Revision.objects.latest("number"), stored()
    revision = Revision.objects.create(
        number=last.number + 1, action="more", recorded_at=last.recorded_at, everything=True
    )
    KeyPerson.unscoped.bulk_create(
        KeyPerson(revision=revision, code=f"P{n}", customer=harbour, name=f"甲{n}", joined_on=LONG_AGO)
        for n in range(40)
    )
    assert statements() == few <= 25
