"""A key person's page: everything known, changed by one tap, seen by whom it may be seen."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from renmai.store.actions.assessment import Statement, change_assessment
from renmai.store.models import Assessment, Competitor, Employee, Influence, KeyPerson, ReportingLine, Revision
from tests.people import AS_OF, NAMES, PEOPLE
from tests.web.html import Page, read

BUYER = "/key-people/harbour-buyer"
NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)

SignedIn = Callable[[str], Client]


def get(client: Client, address: str = BUYER, status: int = 200) -> Page:
    response = client.get(address, headers={"Accept-Language": "zh-CN"})
    assert response.status_code == status
    return read(response)


def send(client: Client, status: int = 302, address: str = BUYER, **given: Any) -> Any:
    response = client.post(address, given, headers={"Accept-Language": "zh-CN"})
    assert response.status_code == status
    return response


def tap(client: Client, column: str, value: str, status: int = 302, **more: str) -> Any:
    return send(client, status, do="assess", column=column, value=value, **more)


def buyer() -> KeyPerson:
    return KeyPerson.unscoped.select_related("customer").get(code="harbour-buyer")


def latest(party: Competitor | None = None) -> Assessment:
    found = Assessment.unscoped.filter(key_person=buyer(), party=party).order_by("-effective_on").first()
    assert found is not None
    return found


def say(values: dict[str, str], day: date = AS_OF, by: str = "leader", note: str = "") -> None:
    employee = Employee.objects.get(code=by)
    change_assessment(buyer(), None, Statement(day, values, note=note), by=employee, today=AS_OF, now=NOW)


def pressed(page: Page) -> list[tuple[str, str]]:
    """Place and value of the values that hold."""
    return [
        (button.text, button.attributes["value"])
        for button in page.where("button", aria_pressed="true")
        if "choice" in button.attributes["class"]
    ]


def test_page_says_everything_that_is_known(signed_in: SignedIn) -> None:
    html = get(signed_in("owner")).html
    for told in ("罗采薇", "采购总监", "东港码头", "韩定海", NAMES["outsider"], "马骁", "赤岭机械", "东港码头项目"):
        assert told in html


def test_held_values_are_pressed(signed_in: SignedIn) -> None:
    held = pressed(get(signed_in("owner")))
    assert [value for _, value in held] == ["-1", "0", "-1", "yes", "no"]


def test_competitors_values_stand_beside_and_are_changed_on_their_own(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    page = get(client, BUYER + "?party=rival")
    assert [value for _, value in pressed(page)] == ["2", "1", "1"]
    tap(client, "price", "-2", party="rival")
    rival = Competitor.objects.get(code="rival")
    assert (latest(rival).price, latest().price) == (-2, -1)
    get(client, BUYER + "?party=nobody", 404)


def test_one_tap_is_saved_and_taken_back(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    answer = tap(client, "closeness", "2", seen="-1", note="她主动约我们")
    assert answer.headers["Location"] == f"{BUYER}#closeness"
    assert (latest().closeness, latest().note, latest().assessor) == (
        2,
        "她主动约我们",
        Employee.objects.get(code="owner"),
    )
    page = get(client)
    assert "她主动约我们" in page.html
    revision = page.one("input", name="revision").attributes["value"]
    back = client.post("/undo", {"revision": revision}, headers={"Referer": f"http://testserver{BUYER}"})
    assert back.headers["Location"] == f"http://testserver{BUYER}"
    assert latest().closeness == -1
    assert "撤销" in get(client).html


def test_nobody_takes_back_what_another_did(signed_in: SignedIn) -> None:
    tap(signed_in("leader"), "closeness", "2")
    number = Revision.objects.latest("number").number
    for who in ("owner", "executive"):
        assert signed_in(who).post("/undo", {"revision": number}).status_code == 404
    assert latest().closeness == 2


@pytest.mark.parametrize("revision", ["", "1", "x", "-1", "99999999999999999999", "２"])
def test_undo_of_nothing_does_not_exist(revision: str, signed_in: SignedIn) -> None:
    assert signed_in("admin").post("/undo", {"revision": revision}).status_code == 404


def test_undo_leads_to_no_other_site(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    tap(client, "closeness", "2")
    number = Revision.objects.latest("number").number
    back = client.post("/undo", {"revision": number}, headers={"Referer": "https://elsewhere.example/"})
    assert back.headers["Location"] == "/"


def test_later_one_sees_both_values_and_decides(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    say({"closeness": "1"})
    page = read(tap(client, "closeness", "2", 409, seen="-1", note="我的依据"))
    told = page.one("div", class_="clash").text
    for expected in (NAMES["leader"], "−1 反对", "+1 支持", "+2 强支持"):
        assert expected in told
    assert "我的依据" in page.html
    assert latest().closeness == 1
    again = next(one for one in page.where("input", name="seen") if one.attributes["value"] == "1")
    tap(client, "closeness", "2", seen=again.attributes["value"])
    assert latest().closeness == 2


def test_two_at_different_values_are_not_told(signed_in: SignedIn) -> None:
    say({"price": "1"})
    tap(signed_in("owner"), "closeness", "2", seen="-1")
    assert (latest().closeness, latest().price) == (2, 1)


@pytest.mark.parametrize(
    "given",
    [
        {"do": "assess", "column": "closeness", "value": "9"},
        {"do": "assess", "column": "closeness", "value": "1", "day": "2027-01-01"},
        {"do": "assess", "column": "closeness", "value": "1", "day": "yesterday"},
        {"do": "assess", "column": "name", "value": "x"},
        {"do": "assess", "column": "veto", "value": "yes", "party": "rival"},
        {"do": "superior", "superior": ":harbour-buyer"},
        {"do": "flag", "column": "top", "value": "yes"},
        {"do": "add", "kind": "friend"},
        {"do": "dance"},
        {},
    ],
)
def test_nonsense_is_refused_and_nothing_changes(given: dict[str, str], signed_in: SignedIn) -> None:
    client = signed_in("owner")
    before = Revision.objects.count()
    assert client.post(BUYER, given).status_code == 422
    assert Revision.objects.count() == before


@pytest.mark.parametrize(
    "given",
    [
        {"do": "superior", "superior": ":quarry-boss"},
        {"do": "add", "kind": "internal", "inner": "quarry-boss"},
        {"do": "add", "kind": "ours", "employee": "nobody"},
        {"do": "end", "influence": "999999"},
        {"do": "end", "influence": "x"},
    ],
)
def test_what_may_not_be_seen_is_not_there(given: dict[str, str], signed_in: SignedIn) -> None:
    assert signed_in("owner").post(BUYER, given).status_code == 404


def test_reporting_line_is_chosen_in_place(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    send(client, do="superior", superior="top", seen=":harbour-boss")
    assert (buyer().top, buyer().reports_to) == (True, None)
    send(client, do="superior", superior=":harbour-engineer", seen="top")
    assert (buyer().top, buyer().reports_to) == (False, KeyPerson.unscoped.get(code="harbour-engineer"))
    send(client, 409, do="superior", superior="", seen=":harbour-boss")


def test_reporting_line_may_change_from_an_earlier_day(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    send(client, do="superior", superior=":harbour-engineer", seen=":harbour-boss", since="2026-09-01")
    line = ReportingLine.unscoped.select_related("reports_to").get(key_person=buyer())
    assert (line.reports_to, line.valid_to) == (KeyPerson.unscoped.get(code="harbour-boss"), date(2026, 9, 1))
    send(client, do="superior", superior="", seen=":harbour-engineer")
    assert ReportingLine.unscoped.get(key_person=buyer(), valid_to=AS_OF).valid_from == date(2026, 9, 1)
    for since, status in (("2026-10-01", 422), ("2023-12-31", 422), ("soon", 422)):
        send(client, status, do="superior", superior=":harbour-boss", seen="", since=since)


def test_dated_line_that_covers_today_is_the_one_shown(signed_in: SignedIn) -> None:
    engineer = KeyPerson.unscoped.get(code="harbour-engineer")
    ReportingLine.unscoped.create(
        key_person=buyer(), reports_to=engineer, valid_from=AS_OF, valid_to=None, revision_id=1
    )
    client = signed_in("owner")
    chosen = [one.attributes["value"] for one in get(client).where("option", selected="")]
    assert next(value for value in chosen if value.startswith(":")) == ":harbour-engineer"
    below = get(client, "/key-people/harbour-engineer").where("p", class_="below")
    assert ["罗采薇" in one.text for one in below] == [True]
    send(client, do="superior", superior="", seen=":harbour-engineer")
    assert [one.text.strip() for one in get(client).where("p", class_="rung")][:1] == ["上级待了解"]


def test_history_tells_from_when_somebody_reports_to_whom(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    send(client, do="superior", superior=":harbour-engineer", seen=":harbour-boss", since="2026-09-01")
    for address in (BUYER, "/customers/harbour?tab=history&person=harbour-buyer"):
        told = [one.text for one in get(client, address).where("li") if "汇报给" in one.text and "-01" in one.text]
        assert len(told) == 1
        assert "09-01" in told[0]
        assert told[0].index("韩定海") < told[0].index("蒋工")


def test_choice_of_superiors_leaves_out_those_below_and_other_customers(signed_in: SignedIn) -> None:
    page = get(signed_in("executive"), "/key-people/harbour-boss")
    names = {
        option.attributes["value"] for option in page.where("option") if option.attributes["value"].startswith(":")
    }
    assert names == set()
    page = get(signed_in("executive"))
    names = {
        option.attributes["value"] for option in page.where("option") if option.attributes["value"].startswith(":")
    }
    assert names == {":harbour-boss", ":harbour-engineer"}


def test_focus_and_nobody_found_are_switches(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    send(client, do="flag", column="focus", value="no", seen="yes")
    send(client, do="flag", column="nobody_found", value="yes", seen="no")
    assert (buyer().focus, buyer().nobody_found) == (False, True)


def test_influence_is_added_and_ended(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    send(client, do="add", kind="ours", employee="mate", note="老同学", since="2026-01-05")
    added = Influence.unscoped.get(key_person=buyer(), employee__code="mate")
    assert (added.note, added.valid_from) == ("老同学", date(2026, 1, 5))
    again = read(send(client, 422, do="add", kind="ours", employee="mate", note="又一次"))
    assert again.one("input", id="influence-note").attributes["value"] == "又一次"
    send(client, do="end", influence=str(added.pk))
    assert Influence.unscoped.get(pk=added.pk).valid_to == AS_OF


def test_details_are_edited_and_wrong_ones_stay_as_typed(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    typed: dict[str, Any] = {
        "do": "edit",
        "title": "采购副总",
        "joined_on": "2024-01-01",
        "left_on": "2023-01-01",
        "name": "罗采薇",
    }
    page = read(send(client, 422, **typed))
    assert page.one("input", id="field-title").attributes["value"] == "采购副总"
    assert page.where("p", id="field-left_on-error")
    send(client, **typed | {"left_on": "", "was-title": "采购总监"})
    assert buyer().title == "采购副总"


def test_new_person_needs_a_name_or_a_role(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    address = "/customers/harbour/key-people/new"
    send(client, 422, address, name="", title="", joined_on="2026-09-01")
    added = send(client, 302, address, name="", title="法务负责人", reports_to="harbour-boss", joined_on="2026-09-01")
    page = get(client, added.headers["Location"])
    assert "姓名待确认" in page.html
    send(client, 422, address, name="x", joined_on="2026-09-01", reports_to="quarry-boss")


def test_history_tells_from_what_to_what_who_and_why(signed_in: SignedIn) -> None:
    say({"price": "1"}, note="总部给了新预算")
    told = next(item.text for item in get(signed_in("owner")).where("li") if "总部给了新预算" in item.text)
    for expected in ("接受度", "−1", "+1", NAMES["leader"]):
        assert expected in told


def test_statements_do_not_grow_with_the_history(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    get(client)
    with CaptureQueriesContext(connection) as short:
        get(client)
    for turn in range(30):
        say({"closeness": str(turn % 3), "price": str(turn % 2)}, date(2026, 8, 1 + turn), note=f"n{turn}")
    get(client)
    with CaptureQueriesContext(connection) as long:
        page = get(client)
    assert len(long) == len(short)
    assert page.where("a", rel="next")
    get(client, BUYER + "?history=2")


def test_hostile_texts_stay_texts(signed_in: SignedIn) -> None:
    hostile = '"><script>alert(1)</script>'
    KeyPerson.unscoped.filter(code="harbour-buyer").update(
        name=hostile, title=hostile, phone=hostile, department=hostile
    )
    Influence.unscoped.filter(key_person=buyer()).update(note=hostile)
    say({"price": "1"}, note=hostile)
    client = signed_in("owner")
    for address in (BUYER, "/contact", "/contact?person=harbour-buyer", "/contact?q=<script>"):
        assert "<script>alert" not in get(client, address).html
    page = read(send(client, 422, do="add", kind="ours", employee="outsider", note=hostile, since="2099-01-01"))
    assert "<script>alert" not in page.html


@pytest.mark.parametrize("code", ["a/b", "50% 折扣", "客户 甲", "..", "<b>", "a?b#c"])
def test_odd_codes_have_pages(code: str, signed_in: SignedIn) -> None:
    KeyPerson.unscoped.filter(code="harbour-buyer").update(code=code)
    client = signed_in("owner")
    link = next(
        one for one in get(client, "/key-people/harbour-boss").links() if "harbour" not in one and "key-people" in one
    )
    page = get(client, link)
    assert "罗采薇" in page.html
    contact = next(one.attributes["href"] for one in page.where("a", class_="record-here"))
    assert "罗采薇" in get(client, contact).html
    send(client, 302, link, do="assess", column="closeness", value="2", seen="-1")


def test_no_name_of_another_customer_shines_through(signed_in: SignedIn) -> None:
    page = get(signed_in("owner"))
    closed = [name for customer, name, *_ in PEOPLE.values() if customer not in ("harbour", "mill")]
    assert [name for name in closed if name in page.html] == []
