"""Coverage on the customer's page and over all customers, and rounds from the plan to the page of today."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from renmai.store.models import Activity, ActivityPerson, CoverageRound, Customer, Employee, KeyPerson, PlannedContact
from tests.people import AS_OF
from tests.web.html import Page, read
from tests.web.test_account_indicators import rows_of

PAGE = "/strategies/coverage"
TAB = "/customers/harbour?tab=coverage"
PLAN = "/customers/harbour/coverage/plan"
HOSTILE = "<script>alert(1)</script>"

In = Callable[[str], Client]


def key(person: str, employee: str) -> str:
    return f"{KeyPerson.unscoped.get(code=person).pk}-{Employee.objects.get(code=employee).pk}"


def meet(person: str, employee: str, day: date) -> None:
    one = KeyPerson.unscoped.get(code=person)
    code = f"A-{Activity.unscoped.count()}"
    who = Employee.objects.get(code=employee)
    made = Activity.unscoped.create(
        revision_id=1, code=code, customer=one.customer, employee=who, occurred_on=day, note="见面"
    )
    ActivityPerson.unscoped.create(activity=made, key_person=one, position=1)


def sent(*pairs: tuple[str, str], **more: str) -> dict[str, object]:
    days = {"starts_on": "2026-09-30", "due_on": "2026-10-20"}
    return {"do": "plan", "name": "第一轮", **days, **more, "contact": [key(*pair) for pair in pairs]}


def plan(client: Client, *pairs: tuple[str, str], **more: str) -> CoverageRound:
    answer = client.post(PLAN, sent(*pairs, **more))
    assert answer.status_code == 302, read(answer).where("p", class_="problem")
    found: CoverageRound = CoverageRound.unscoped.latest("pk")
    return found


def activities_of(client: Client, address: str) -> int:
    page = read(client.get(address))
    assert int(page.one("span", id="list-count").text) == len(page.where("p", class_="when"))
    return len(page.where("p", class_="when"))


def of_its_kind(client: Client, url: str) -> int:
    return activities_of(client, url) if "/contacts" in url else rows_of(client, url)


def wrong_doors(client: Client, page: Page) -> list[tuple[int, str]]:
    doors = [(number, url) for number, url in page.doors() if "/coverage/" in url]
    assert doors
    return [(number, url) for number, url in doors if of_its_kind(client, url) != number]


def test_every_number_of_the_tab_opens_its_list(signed_in: In) -> None:
    client = signed_in("owner")
    meet("harbour-boss", "mate", AS_OF - timedelta(days=40))
    meet("harbour-boss", "mate", AS_OF - timedelta(days=41))
    meet("harbour-buyer", "departed", AS_OF - timedelta(days=91))
    for day in ("", "&as_of=2026-08-21"):
        assert wrong_doors(client, read(client.get(TAB + day))) == []


def test_cells_tell_days_by_shape_and_words(signed_in: In) -> None:
    meet("harbour-boss", "mate", AS_OF - timedelta(days=31))
    meet("harbour-buyer", "mate", AS_OF - timedelta(days=91))
    page = read(signed_in("owner").get(TAB))
    cells = [
        (one.attributes["class"].split()[-1], one.attributes["title"]) for one in page.where("td", class_="met-cell")
    ]
    assert {state for state, _ in cells} == {"fresh", "lately", "stale", "never"}
    assert len(cells) == 6  # three key persons, owner and mate
    assert all(told for _, told in cells)


def test_every_number_over_all_customers_opens_its_list(signed_in: In) -> None:
    client = signed_in("executive")
    for asked in ("", "?view=team:north&period=quarter", "?as_of=2026-08-31"):
        assert wrong_doors(client, read(client.get(PAGE + asked))) == []


def test_worst_focus_customer_comes_first(signed_in: In) -> None:
    client = signed_in("executive")
    names = [one.text for one in read(client.get(PAGE)).where("a", class_="name")]
    assert names[0] == "东港码头"
    assert [one.text for one in read(client.get(f"{PAGE}?q=shiyan")).where("a", class_="name")] == []
    assert client.get(f"{PAGE}?sort=hat").status_code == 422
    assert client.get(f"{PAGE}/list?of=hat").status_code == 404
    assert client.get("/customers/harbour/coverage/people?of=hat").status_code == 404


def test_plan_begins_with_what_the_roles_suggest(signed_in: In) -> None:
    page = read(signed_in("owner").get(PLAN))
    ticked = {one.attributes["value"] for one in page.where("input", name="contact") if "checked" in one.attributes}
    assert ticked == {key("harbour-buyer", "owner"), key("harbour-engineer", "owner")}


def test_round_is_planned_followed_and_taken_back(signed_in: In) -> None:
    client = signed_in("owner")
    made = plan(client, ("harbour-buyer", "owner"), ("harbour-engineer", "outsider"))
    page = read(client.get(TAB))
    assert "0 / 2" in page.one("article", class_="round").text
    meet("harbour-buyer", "owner", AS_OF)
    CoverageRound.unscoped.filter(pk=made.pk).update(name="第一轮")
    from renmai.refresh import forget

    forget()
    page = read(client.get(f"/coverage-rounds/{made.code}"))
    assert "1 / 2" in page.one("span", class_="round-bar").text
    contact = PlannedContact.unscoped.get(employee__code="outsider")
    assert client.post(f"/coverage-rounds/{made.code}", {"do": "remove", "contact": contact.pk}).status_code == 302
    assert PlannedContact.unscoped.count() == 1
    undo = read(client.get(f"/coverage-rounds/{made.code}")).where("input", name="revision")
    client.post("/undo", {"revision": undo[0].attributes["value"]})
    assert PlannedContact.unscoped.count() == 2


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"name": ""}, "field-name"),
        ({"due_on": "2026-09-29"}, "field-due_on"),
        ({"due_on": "soon"}, "field-due_on"),
        ({"starts_on": ""}, "field-starts_on"),
        ({"name": "长" * 101}, "field-name"),
    ],
)
def test_wrong_round_comes_back_as_typed_with_the_reason_at_its_field(
    more: dict[str, str], words: str, signed_in: In
) -> None:
    answer = signed_in("owner").post(PLAN, sent(("harbour-buyer", "owner"), **more))
    page = read(answer)
    assert answer.status_code == 422
    assert "aria-invalid" in page.one("input", id=words).attributes
    ticked = {one.attributes["value"] for one in page.where("input", name="contact") if "checked" in one.attributes}
    assert ticked == {key("harbour-buyer", "owner")}
    assert not CoverageRound.unscoped.exists()


@pytest.mark.parametrize("contact", ["", "1", "1-", "x-1", "1-999999", "999999-1", "1-1-1", HOSTILE, "１-１", "1" * 40])
def test_forged_cell_is_refused(contact: str, signed_in: In) -> None:
    given = sent() | {"contact": contact}
    assert signed_in("owner").post(PLAN, given).status_code == 422
    assert not CoverageRound.unscoped.exists()


def test_person_of_another_customer_cannot_be_planned_from_here(signed_in: In) -> None:
    assert signed_in("executive").post(PLAN, sent(("quarry-boss", "owner"))).status_code == 422


def test_colleague_gets_a_column_by_asking_and_what_was_typed_stays(signed_in: In) -> None:
    client = signed_in("owner")
    answer = client.post(PLAN, sent(("harbour-buyer", "owner"), mate="outsider", do="add", name="再来"))
    page = read(answer)
    assert answer.status_code == 200
    assert key("harbour-boss", "outsider") in {one.attributes["value"] for one in page.where("input", name="contact")}
    assert page.one("input", id="field-name").attributes["value"] == "再来"
    gone = read(client.post(PLAN, sent(mate="departed", do="add")))
    assert key("harbour-boss", "departed") not in {
        one.attributes["value"] for one in gone.where("input", name="contact")
    }


def test_two_who_change_a_round_differently_meet(signed_in: In) -> None:
    made = plan(signed_in("owner"), ("harbour-buyer", "owner"))
    days = {"starts_on": "2026-09-30", "due_on": "2026-10-20"}
    seen = {f"was-{name}": value for name, value in (days | {"name": "第一轮"}).items()}
    address = f"/coverage-rounds/{made.code}"
    assert signed_in("leader").post(address, {"do": "change", "name": "甲", **days, **seen}).status_code == 302
    assert signed_in("owner").post(address, {"do": "change", "name": "乙", **days, **seen}).status_code == 409
    assert CoverageRound.unscoped.get().name == "甲"
    assert signed_in("owner").post(address, {"do": "dance"}).status_code == 422
    for do, closed in (("close", True), ("open", False)):
        signed_in("owner").post(address, {"do": do})
        assert CoverageRound.unscoped.get().closed is closed


def test_round_does_not_exist_for_who_does_not_see_the_customer(signed_in: In) -> None:
    made = plan(signed_in("owner"), ("harbour-engineer", "outsider"))
    for who, status in (("owner", 200), ("leader", 200), ("executive", 200), ("mate", 404), ("outsider", 404)):
        assert signed_in(who).get(f"/coverage-rounds/{made.code}").status_code == status
    assert signed_in("outsider").post(f"/coverage-rounds/{made.code}", {"do": "close"}).status_code == 404


def test_today_tells_a_helper_where_to_go_and_nobody_s_name(signed_in: In) -> None:
    plan(signed_in("owner"), ("harbour-engineer", "outsider"), ("harbour-buyer", "owner"), name="秘密轮次")
    helper = signed_in("outsider").get("/today").content.decode()
    assert "设备部长" in helper
    assert not {"蒋工", "秘密轮次", "harbour-engineer"} & {
        word for word in ("蒋工", "秘密轮次", "harbour-engineer") if word in helper
    }
    own = signed_in("owner").get("/today").content.decode()
    assert "秘密轮次" in own
    assert "planned-contacts" not in signed_in("mate").get("/today").content.decode()


def test_hostile_words_are_words(signed_in: In) -> None:
    client = signed_in("owner")
    KeyPerson.unscoped.filter(code="harbour-buyer").update(name=HOSTILE, title=HOSTILE)
    Customer.unscoped.filter(code="harbour").update(name=HOSTILE)
    Employee.objects.filter(code="mate").update(name=HOSTILE)
    meet("harbour-buyer", "mate", AS_OF)
    made = plan(client, ("harbour-buyer", "owner"), name=HOSTILE)
    pages = (
        TAB,
        PLAN,
        f"/coverage-rounds/{made.code}",
        PAGE,
        "/today",
        "/customers/harbour/coverage/contacts?person=<script>",
    )
    for address in pages:
        assert "<script>alert" not in client.get(address).content.decode(), address
    assert client.post(PLAN, sent(("harbour-buyer", "owner"), name="a\x00b")).status_code in {302, 422}


def test_empty_company_says_what_to_do(signed_in: In) -> None:
    client = signed_in("mate")
    assert read(client.get("/customers/bridge?tab=coverage")).where("p")
    KeyPerson.unscoped.filter(code="bridge-boss").update(left_on=AS_OF)
    from renmai.refresh import forget

    forget()
    assert "new" in "".join(read(client.get("/customers/bridge?tab=coverage")).links())
