"""Marking actions on the pages, and the page of all of them."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from renmai.store.actions.assessment import Snapshot, record_assessment
from renmai.store.models import ActionMark, AuditEntry, Employee, KeyPerson, Revision
from tests.people import AS_OF, NAMES
from tests.web.html import Page, read

Enter = Callable[[str], Client]
Form = dict[str, Any]
BUYER = "key_person:harbour-buyer"
HOSTILE = "<script>alert(1)</script>\"'&=1+1"


def page(client: Client, address: str = "/actions") -> Page:
    response = client.get(address)
    assert response.status_code == 200
    return read(response)


def form(found: Page, subject: str, place: int = 0) -> Form:
    """What the first form about a subject sends."""
    inputs = found.where("input", type="hidden")
    starts = [at for at, one in enumerate(inputs) if one.attributes.get("name") == "subject"]
    at = [one for one in starts if inputs[one].attributes["value"] == subject][place]
    values = []
    for one in inputs[at + 1 :]:
        if one.attributes.get("name") != "action":
            break
        values.append(one.attributes["value"])
    return {"subject": subject, "action": values, "page": inputs[at - 2].attributes["value"]}


def mark(client: Client, about: Mapping[str, Any], **said: str) -> Any:
    return client.post("/actions/mark", {**about, **said})


def whats(found: Page) -> list[str]:
    return [one.text for one in found.where("div", class_="what")]


def tabs(found: Page) -> list[str]:
    return [one.text for one in found.where("span", class_="count")]


def test_done_on_today_goes_with_all_its_principles_and_comes_back_by_undo(signed_in: Enter) -> None:
    client = signed_in("owner")
    before = page(client, "/today")
    about = form(before, BUYER)
    assert len(about["action"]) > 1
    response = mark(client, about, do="done")
    assert (response.status_code, response.headers["Location"]) == (302, "/today")
    after = page(client, "/today")
    assert len(whats(after)) == len(whats(before)) - 1
    assert ActionMark.unscoped.count() == len(about["action"])
    assert Revision.objects.filter(action="mark actions").count() == 1
    [undo] = [one.attributes["value"] for one in after.where("input", name="revision")]
    client.post("/undo", {"revision": undo})
    assert whats(page(client, "/today")) == whats(before)


def test_one_action_alone_is_marked_on_the_page_of_all(signed_in: Enter) -> None:
    client = signed_in("owner")
    before = page(client)
    about = form(before, BUYER)
    assert len(about["action"]) == 1
    assert mark(client, about, do="done").headers["Location"] == "/actions?view=personal%3Aowner"
    assert len(whats(page(client))) == len(whats(before)) - 1


@pytest.mark.parametrize(
    ("length", "until"), [("day", date(2026, 10, 1)), ("week", date(2026, 10, 7)), ("month", date(2026, 10, 30))]
)
def test_action_is_put_off(length: str, until: date, signed_in: Enter) -> None:
    client = signed_in("owner")
    mark(client, form(page(client), BUYER), do="snoozed", **{"for": length})
    assert ActionMark.unscoped.get().until == until
    found = page(client, "/actions?tab=snoozed")
    assert until.isoformat() in found.one("section", id="actions").text
    assert NAMES["owner"] in found.one("section", id="actions").text
    assert tabs(found)[1:] == ["1", "0", "0"]


def test_put_off_until_a_day_that_is_typed(signed_in: Enter) -> None:
    client = signed_in("owner")
    mark(client, form(page(client), BUYER), do="snoozed", until="2027-02-01", **{"for": "until"})
    assert ActionMark.unscoped.get().until == date(2027, 2, 1)


@pytest.mark.parametrize("address", ["/today", "/actions"])
@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ({"do": "snoozed", "for": "until", "until": "2026-09-30"}, "2026-09-30"),
        ({"do": "snoozed", "for": "until", "until": ""}, ""),
        ({"do": "snoozed", "for": "until", "until": "soon"}, "soon"),
        ({"do": "dismissed", "reason": " "}, ""),
        ({"do": "dismissed", "reason": HOSTILE + "好" * 2001}, HOSTILE),
    ],
)
def test_refused_form_comes_back_as_it_was_typed(
    address: str, said: dict[str, str], typed: str, signed_in: Enter
) -> None:
    client = signed_in("owner")
    response = mark(client, form(page(client, address), BUYER), **said)
    assert response.status_code == 422
    found = read(response)
    assert len(found.where("p", role="alert")) == 1
    (details,) = [one for one in found.where("details", class_="menu") if "open" in one.attributes]
    assert typed in details.text or found.where("input", name="until", value=typed)
    assert "<script>alert" not in response.content.decode()
    assert not ActionMark.unscoped.exists()


def test_reason_is_told_as_text(signed_in: Enter) -> None:
    client = signed_in("owner")
    mark(client, form(page(client), BUYER), do="dismissed", reason=HOSTILE + "\0")
    response = client.get("/actions?tab=dismissed")
    assert HOSTILE in read(response).one("section", id="actions").text
    assert "<script>alert" not in response.content.decode()


def test_fall_is_not_done_without_a_word_of_its_cause(signed_in: Enter) -> None:
    client = signed_in("owner")
    found = page(client, "/actions?principle=always_up&line=customer")
    [subject] = [one.attributes["value"] for one in found.where("input", name="subject")][:1]
    about = form(found, subject)
    assert mark(client, about, do="done").status_code == 422
    assert mark(client, about, do="done", reason="对接人换岗").status_code == 302
    assert ActionMark.unscoped.get().reason == "对接人换岗"


def test_colleague_who_was_slower_is_told(signed_in: Enter) -> None:
    owner, leader = signed_in("owner"), signed_in("leader")
    about = form(page(leader, "/actions?view=personal:owner"), BUYER)
    mark(owner, about, do="done")
    response = mark(leader, about, do="dismissed", reason="x")
    assert response.status_code == 409
    assert NAMES["owner"] in read(response).one("p", role="alert").text
    assert ActionMark.unscoped.get().status == "done"


def test_action_that_changed_meanwhile_is_not_marked_unseen(signed_in: Enter) -> None:
    client = signed_in("owner")
    about = form(page(client, "/actions?principle=mend"), BUYER)
    assess("harbour-buyer", closeness=-2, solution=-2, price=-2)
    assert mark(client, about, do="done").status_code == 409
    assert not ActionMark.unscoped.exists()


def assess(person: str, **values: int) -> None:
    who = Employee.objects.get(code="owner")
    record_assessment(
        KeyPerson.unscoped.get(code=person),
        None,
        AS_OF,
        Snapshot(**values),  # type: ignore[arg-type]
        assessor=who,
        actor=who.code,
        now=timezone.now(),
    )


def test_cause_that_is_gone_is_success_and_a_new_one_is_a_new_action(
    signed_in: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in("owner")
    mark(client, form(page(client, "/actions?principle=mend"), BUYER), do="done")
    found = page(client, "/actions?tab=done&principle=mend")
    assert len(found.where("span", class_="against")) == 1  # still there
    assess("harbour-buyer", closeness=1, solution=1, price=1)
    found = page(client, "/actions?tab=done&principle=mend")
    assert len(found.where("span", class_="gone")) == 1
    assert ActionMark.unscoped.get().ending == "gone"
    monkeypatch.setattr(timezone, "localdate", lambda *_: AS_OF + timedelta(days=1))
    assess("harbour-buyer", closeness=-1, solution=0, price=-1)  # what it was when it was done
    assert len(whats(page(client, "/actions?principle=mend"))) == 1
    assert len(page(client, "/actions?tab=done&principle=mend").where("span", class_="gone")) == 1


@pytest.mark.parametrize("tab", ["snoozed", "dismissed", "done"])
def test_marked_action_is_opened_again(tab: str, signed_in: Enter) -> None:
    client = signed_in("owner")
    before = whats(page(client))
    mark(client, form(page(client), BUYER), do=tab, reason="x", **{"for": "week"})
    code = ActionMark.unscoped.get().code
    assert page(client, f"/actions?tab={tab}").where("button", value=code)
    assert client.post("/actions/reopen", {"mark": code, "page": "actions"}).status_code == 302
    assert whats(page(client)) == before
    assert AuditEntry.objects.filter(file="action_marks").count() == 2


@pytest.mark.parametrize("who", ["mate", "other", "outsider"])
def test_who_may_not_see_it_may_not_mark_it(who: str, signed_in: Enter) -> None:
    about = form(page(signed_in("owner")), BUYER)
    client = signed_in(who)
    assert mark(client, about, do="done").status_code == 404
    assert mark(client, {**about, "subject": "view:company"}, do="done").status_code == 404
    assert mark(client, {**about, "subject": "view:team:north"}, do="done").status_code == 404
    assert mark(client, {**about, "subject": "employee:owner"}, do="done").status_code == 404
    mark(signed_in("owner"), about, do="done")
    code = ActionMark.unscoped.get().code
    assert client.post("/actions/reopen", {"mark": code}).status_code == 404
    revision = Revision.objects.get(action="mark actions")
    assert client.post("/undo", {"revision": revision.number}).status_code == 404


def test_view_is_marked_by_whoever_sees_it(signed_in: Enter) -> None:
    client = signed_in("executive")
    found = page(client, "/actions?line=influence&view=company")
    subjects = {one.attributes["value"] for one in found.where("input", name="subject")}
    for subject in sorted(one for one in subjects if not one.startswith("key_person")):
        assert mark(client, form(page(client), subject), do="snoozed", **{"for": "day"}).status_code == 302
    assert {row.customer_id for row in ActionMark.unscoped.all()} == {None}


@pytest.mark.parametrize(
    "said",
    [
        {"do": "forgotten"},
        {"do": "snoozed", "for": "ever"},
        {"do": "done", "subject": "planet:mars"},
        {"do": "done", "subject": ""},
    ],
)
def test_nonsense_is_refused(said: dict[str, str], signed_in: Enter) -> None:
    client = signed_in("owner")
    assert mark(client, form(page(client), BUYER), **said).status_code == 422


@pytest.mark.parametrize("values", [[], ["customer.mend.0"], ["nothing"]])
def test_action_that_is_not_there_is_not_marked(values: list[str], signed_in: Enter) -> None:
    client = signed_in("owner")
    assert mark(client, {"subject": BUYER, "action": values}, do="done").status_code == 409


@pytest.mark.parametrize("asked", ["tab=x", "line=x", "principle=x", "page=0", "as_of=x"])
def test_address_that_makes_no_sense_is_refused(asked: str, signed_in: Enter) -> None:
    assert signed_in("owner").get(f"/actions?{asked}").status_code == 422


def test_list_is_narrowed(signed_in: Enter) -> None:
    client = signed_in("executive")
    everything = page(client)
    mends, harbour = page(client, "/actions?principle=mend"), page(client, "/actions?customer=harbour")
    assert 0 < len(whats(mends)) < len(whats(everything))
    assert 0 < len(whats(harbour)) < len(whats(everything))
    assert tabs(mends)[0] == str(len(whats(mends)))
    assert whats(page(client, "/actions?customer=nowhere")) == []
    lines = [whats(page(client, f"/actions?line={line}")) for line in ("customer", "influence")]
    assert sorted(lines[0] + lines[1]) == sorted(whats(everything))


def test_past_day_is_looked_at_and_not_marked(signed_in: Enter) -> None:
    client = signed_in("owner")
    mark(client, form(page(client), BUYER), do="done")
    past = page(client, "/actions?as_of=2026-09-29")
    assert past.where("input", name="subject") == []
    assert not any(one.attributes.get("class") == "marking" for one in past.where("div"))
    assert not ActionMark.unscoped.exclude(ended_on=None).exists()


def test_part_of_the_page_comes_back_in_its_place(signed_in: Enter) -> None:
    client = signed_in("owner")
    about = form(page(client, "/today"), BUYER)
    refused = client.post("/actions/mark", {**about, "do": "dismissed"}, headers={"HX-Request": "true"})
    kept = client.post("/actions/mark", {**about, "do": "done"}, headers={"HX-Request": "true"})
    assert [one.headers["HX-Reswap"] for one in (refused, kept)] == ["outerHTML"] * 2
    assert (refused.status_code, kept.status_code) == (422, 200)
    assert 'id="notices"' in kept.content.decode()


def test_report_of_the_api_leaves_out_what_is_marked(signed_in: Enter) -> None:
    client = signed_in("owner")
    before = client.get("/api/v1/reports/actions").json()["actions"]
    mark(client, form(page(client), BUYER), do="done")
    after = client.get("/api/v1/reports/actions").json()["actions"]
    assert len(after) == len(before) - 1
    assert client.get("/api/v1/reports/actions?as_of=2026-09-29").status_code == 200
