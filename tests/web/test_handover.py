"""A handover from the form to the last tick: who may, what follows by itself, what is on paper."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from renmai.refresh import forget
from renmai.store.models import (
    Activity,
    ActivityPerson,
    Assessment,
    AuditEntry,
    Customer,
    Employee,
    Handover,
    HandoverItem,
    KeyPerson,
    Ownership,
    PlanStep,
)
from renmai.web.pages.handover import pack
from tests.people import AS_OF
from tests.web.html import read
from tests.web.test_papers import characters

SignedIn = Callable[[str], Client]
URL = "/team/continuity/owner/handover"


def sent(client: Client, *customers: str, url: str = URL, **more: str) -> Any:
    fields = {"customer": customers, "to": "mate", "on": "2026-09-30", "note": "", "steps": "yes"}
    return client.post(url, {**fields, **more})


def handed(signed_in: SignedIn, *customers: str, **more: str) -> str:
    """The address of the handover's page."""
    answer = sent(signed_in("leader"), *(customers or ("harbour", "mill")), **more)
    assert answer.status_code == 302, answer.content.decode()
    return f"/handovers/{Handover.objects.latest('pk').code}"


def owner(code: str) -> str:
    rows = Ownership.unscoped.filter(customer__code=code, valid_from__lte=AS_OF)
    return rows.exclude(valid_to__lte=AS_OF).get().employee.code


def told(answer: Any) -> str:
    return str(answer.content.decode())


def test_leader_hands_over_and_can_undo(signed_in: SignedIn) -> None:
    client = signed_in("leader")
    assert sent(client, "harbour", "mill", note="<b>请尽快</b>").headers["Location"] == "/team/continuity"
    assert (owner("harbour"), owner("mill")) == ("mate", "mate")
    shown = read(client.get(f"/handovers/{Handover.objects.get().code}"))
    assert "&lt;b&gt;请尽快" in shown.html
    [revision] = [one.attributes["value"] for one in shown.where("input", name="revision")]
    back = client.post("/undo", {"revision": revision}, headers={"referer": "http://testserver/team/continuity"})
    assert client.get(back.headers["Location"]).status_code == 200
    assert (owner("harbour"), owner("mill"), Handover.objects.count()) == ("owner", "owner", 0)


def test_only_chosen_customers_pass_each_to_its_own(signed_in: SignedIn) -> None:
    sent(signed_in("leader"), "harbour", "mill", **{"to.mill": "沈若川"})
    assert (owner("harbour"), owner("mill"), Handover.objects.count()) == ("mate", "other", 2)


@pytest.mark.parametrize(
    ("who", "asked", "answers"),
    [
        ("leader", "", 200),
        ("mate", "", 200),
        ("executive", "", 200),
        ("admin", "", 200),
        ("owner", "", 404),
        ("other", "", 404),
        ("outsider", "", 404),
        ("departed", "", 403),
        ("stranger", "", 403),
        ("leader", "/pack.pdf", 200),
        ("mate", "/pack.pdf", 200),
        ("owner", "/pack.pdf", 404),
        ("other", "/pack.pdf", 404),
        ("outsider", "/pack.pdf", 404),
    ],
)
def test_who_sees_a_handover(who: str, asked: str, answers: int, signed_in: SignedIn) -> None:
    url = handed(signed_in) + asked
    client = signed_in(who)
    assert (client.head(url) if asked else client.get(url)).status_code == answers


def test_previous_owner_sees_it_while_a_customer_is_still_the_own(signed_in: SignedIn) -> None:
    url = handed(signed_in, on="2026-10-05")
    assert signed_in("owner").get(url).status_code == 200
    assert not read(signed_in("owner").get(url)).where("input", name="note")
    assert signed_in("mate").get(url).status_code == 404  # until the day the customers are not the successor's
    row = item("plan")
    assert signed_in("owner").post(f"{url}/items/{row.pk}", {"do": "done"}).status_code == 403


@pytest.mark.parametrize("who", ["owner", "mate", "other", "outsider"])
def test_salesperson_hands_over_nobodys_customers(who: str, signed_in: SignedIn) -> None:
    assert sent(signed_in(who), "harbour").status_code == 403
    assert owner("harbour") == "owner"


def test_leader_hands_over_for_own_people_alone(signed_in: SignedIn) -> None:
    answer = sent(signed_in("leader"), "quarry", url="/team/continuity/other/handover")
    assert (answer.status_code, owner("quarry")) == (404, "other")


def test_customer_that_is_not_the_givers_is_not_taken_along(signed_in: SignedIn) -> None:
    sent(signed_in("leader"), "bridge", "quarry", "mill")
    assert (owner("bridge"), owner("quarry"), owner("mill")) == ("mate", "other", "mate")
    assert Handover.objects.get().items.model.unscoped.values("customer").distinct().count() == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"to": ""}, "error-to"),
        ({"to": "nobody"}, "error-to"),
        ({"to": "owner"}, "error-to"),
        ({"to": "departed"}, "error-to"),
        ({"to": "x" * 5000}, "error-to"),
        ({"on": ""}, "error-on"),
        ({"on": "tomorrow"}, "error-on"),
        ({"on": "0001-01-01"}, "error-on"),
        ({"on": "2026-05-01"}, "error-1"),
        ({"to.harbour": "<script>alert(1)</script>"}, "error-1"),
        ({"note": "x" * 2001}, "error-note"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(fields: dict[str, str], field: str, signed_in: SignedIn) -> None:
    answer = sent(signed_in("leader"), "harbour", "mill", **fields)
    assert answer.status_code == 422
    assert read(answer).one("p", id=field).text
    assert "<script>alert" not in told(answer)
    assert (owner("harbour"), Handover.objects.count()) == ("owner", 0)


def test_nothing_chosen_is_told(signed_in: SignedIn) -> None:
    answer = sent(signed_in("leader"))
    assert (answer.status_code, len(read(answer).where("p", class_="problem"))) == (422, 1)


def test_typed_values_stay_after_a_refusal(signed_in: SignedIn) -> None:
    answer = sent(signed_in("leader"), "harbour", on="2026-05-01", note="留着", **{"to.harbour": "何清和"})
    page = read(answer)
    assert answer.status_code == 422
    assert "留着" in page.html
    assert page.one("input", name="to.harbour").attributes["value"] == "何清和"
    chosen = [one.attributes["value"] for one in page.where("input", name="customer") if "checked" in one.attributes]
    assert chosen == ["harbour"]


def item(kind: str, customer: str = "harbour", person: str | None = None) -> HandoverItem:
    rows = HandoverItem.unscoped.filter(kind=kind, customer__code=customer)
    return rows.get(key_person__code=person) if person else rows.get()


def state(page: Any, row: HandoverItem) -> str:
    [found] = [one for one in page.where("li") if one.attributes.get("id") == f"item-{row.pk}"]
    return str(found.attributes["class"])


def met(*people: str, by: str, on: date) -> None:
    found = list(KeyPerson.unscoped.select_related("customer").filter(code__in=people))
    code = f"{by} {on} {people}"
    made = Activity.unscoped.create(
        revision_id=1, code=code, customer=found[0].customer, employee=employee(by), kind="visit", occurred_on=on
    )
    for at, person in enumerate(found):
        ActivityPerson.unscoped.create(activity=made, key_person=person, position=at)
    forget()


def employee(code: str) -> Employee:
    return Employee.objects.get(code=code)


def test_facts_tick_what_they_tell(signed_in: SignedIn) -> None:
    url = handed(signed_in, on="2026-09-20")
    client = signed_in("mate")
    boss, buyer = item("introduced", person="harbour-boss"), item("introduced", person="harbour-buyer")
    met("harbour-boss", by="mate", on=date(2026, 9, 19))  # before the day
    met("harbour-boss", by="owner", on=date(2026, 9, 25))  # not the successor
    page = read(client.get(url))
    assert [state(page, row) for row in (boss, buyer, item("members"))] == ["", "", ""]
    met("harbour-boss", by="mate", on=date(2026, 9, 20))
    page = read(client.get(url))
    assert [state(page, row) for row in (boss, buyer, item("members"))] == ["done", "", ""]
    assert "1 / 3" in page.html
    met("harbour-buyer", "harbour-engineer", by="mate", on=date(2026, 9, 30))
    page = read(client.get(url))
    assert [state(page, row) for row in (boss, buyer, item("members"))] == ["done", "done", "done"]


def test_stale_degrees_are_verified_by_assessing_anew(signed_in: SignedIn) -> None:
    url = handed(signed_in, on="2026-09-20")
    client = signed_in("mate")
    assert state(read(client.get(url)), item("verified")) == ""  # the buyer's and the engineer's are of March
    for code in ("harbour-buyer", "harbour-engineer"):
        person = KeyPerson.unscoped.get(code=code)
        Assessment.unscoped.create(revision_id=1, key_person=person, effective_on=date(2026, 9, 28), closeness=1)
    forget()
    assert state(read(client.get(url)), item("verified")) == "done"
    assert state(read(client.get(url)), item("verified", "mill")) == "needless"


def test_whoever_left_needs_no_introduction(signed_in: SignedIn) -> None:
    url = handed(signed_in)
    KeyPerson.unscoped.filter(code="harbour-buyer").update(left_on=AS_OF)
    forget()
    page = read(signed_in("mate").get(url))
    assert state(page, item("introduced", person="harbour-buyer")) == "needless"


def test_successor_ticks_by_hand_and_takes_it_back(signed_in: SignedIn) -> None:
    url = handed(signed_in)
    client, row = signed_in("mate"), item("strategy")
    client.post(f"{url}/items/{row.pk}", {"do": "done", "seen": "", "note": "照旧"})
    page = read(client.get(url))
    assert state(page, row) == "done"
    assert "照旧" in page.html
    assert page.where("input", name="revision")
    client.post(f"{url}/items/{row.pk}", {"do": "open", "seen": "2026-09-30"})
    assert state(read(client.get(url)), row) == ""


def test_nobody_ticks_what_the_facts_tell_or_another_handovers_item(signed_in: SignedIn) -> None:
    url = handed(signed_in)
    client = signed_in("mate")
    client.post(f"{url}/items/{item('members').pk}", {"do": "done"})
    assert item("members").done_on is None
    assert client.post(f"{url}/items/999999", {"do": "done"}).status_code == 404
    assert client.get(f"{url}/items/{item('plan').pk}").status_code == 405


def test_handover_is_on_the_successors_today_until_worked_through(signed_in: SignedIn) -> None:
    url = handed(signed_in, "mill")
    client = signed_in("mate")
    assert url in read(client.get("/today")).links()
    assert url not in read(signed_in("owner").get("/today")).links()
    assert url in read(signed_in("leader").get("/team/continuity")).links()
    for kind in ("plan", "team", "strategy"):
        client.post(f"{url}/items/{item(kind, 'mill').pk}", {"do": "done", "seen": ""})
    met("mill-boss", by="mate", on=AS_OF)
    assert url not in read(client.get("/today")).links()


def test_page_asks_no_more_for_more_customers(signed_in: SignedIn) -> None:
    from tests.web.test_statements import statements

    client = signed_in("mate")
    url = handed(signed_in, "mill")
    client.get("/today")  # a first visit is written down
    few = [statements(client, asked) for asked in (url, "/today")]
    url = handed(signed_in, "harbour")
    client.get(url)  # what has changed is read once
    a_look = 1  # harbour's actions name who can sway somebody there
    assert [statements(client, asked) for asked in (url, "/today")] == [few[0], few[1] + a_look]
    assert few[0] <= 7


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that are laid out, instead of laying them out."""
    found: list[str] = []

    def keep(html: str, _: str) -> bytes:
        found.append(html)
        return b"%PDF-"

    monkeypatch.setattr(pack, "write_pdf", keep)
    return found


def test_pack_tells_what_a_successor_needs(signed_in: SignedIn, printed: list[str]) -> None:
    person = KeyPerson.unscoped.select_related("customer").get(code="harbour-buyer")
    PlanStep.unscoped.create(
        revision_id=1,
        code="S",
        customer=person.customer,
        key_person=person,
        feature="price",
        goal="1",
        owner=employee("owner"),
        due_on=date(2026, 10, 9),
        note="请报价组出面",
    )
    url = handed(signed_in, note="交接备注在此")
    assert signed_in("mate").get(f"{url}/pack.pdf").status_code == 200
    text = strip_tags(printed[0])
    for wanted in (
        *("东港码头", "青石面粉", "交接备注在此", "内部资料，请勿外传 · 何清和", "2026-09-30"),
        *("韩定海", "罗采薇", "总经理", "汇报关系图谱", "2026-09-10", "登门介绍方案"),
        *("赤岭机械", "请报价组出面", "2026-10-09", "方小满", "东港码头项目", "一年内的变化", "策略"),
    ):
        assert wanted in text, wanted
    assert "白岩" not in text
    entry = AuditEntry.objects.filter(file="export").latest("pk")
    assert entry.after is not None
    assert (entry.revision.actor, entry.after["rows"]) == ("mate", "2")


def test_pack_is_a_document_with_its_fonts(signed_in: SignedIn) -> None:
    answer = signed_in("owner").get("/customers/harbour/pack.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert set("东港码头韩定海罗采薇登门介绍方案林知远") <= characters(answer.content)


def test_pack_of_one_customer_holds_no_other(signed_in: SignedIn, printed: list[str]) -> None:
    signed_in("owner").get("/customers/mill/pack.pdf")
    assert "孟石" in printed[0]
    assert "东港码头" not in printed[0]


def test_pack_says_what_is_cut(signed_in: SignedIn, printed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renmai.web.pages.handover.pack_sections.MOST_ROWS", 2)
    monkeypatch.setattr(pack, "MOST_CUSTOMERS", 1)
    url = handed(signed_in)
    signed_in("mate").get(f"{url}/pack.pdf")
    assert "共 3 行，此处为前 2 行" in printed[0]
    assert "共 2 家客户，此处为前 1 家" in printed[0]


def test_hostile_texts_stay_texts_on_paper(signed_in: SignedIn, printed: list[str]) -> None:
    Customer.unscoped.filter(code="mill").update(name="<script>x</script>" + "长" * 3000)
    forget()
    assert signed_in("owner").get("/customers/mill/pack.pdf").status_code == 200
    assert "<script" not in printed[0]
