"""A guide: question by question with and without scripts, to a value that is recorded with its answers."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from renmai.domain.guided_questions.evidence import read as evidence_of
from renmai.store.actions.assessment import Statement, change_assessment
from renmai.store.models import Assessment, Competitor, Employee, Influence, KeyPerson, Revision
from tests.people import AS_OF, NAMES, PEOPLE
from tests.web.html import Page, read

BUYER = "/key-people/harbour-buyer"
GUIDE = f"{BUYER}/guide"
NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
CLOSE = {"answers_call": "yes", "shares_inside": "yes", "acts_inside": "unknown"}
CLOSE_CELL = "closeness=1:answers_call=yes,shares_inside=yes,acts_inside=unknown"
PART = {"HX-Request": "true"}

SignedIn = Callable[[str], Client]


def address(feature: str, answers: dict[str, str], **more: str) -> str:
    return f"{GUIDE}/{feature}?{urlencode(more | answers)}"


def get(
    client: Client, at: str, status: int = 200, language: str = "zh-CN", headers: dict[str, str] | None = None
) -> Page:
    response = client.get(at, headers={"Accept-Language": language, **(headers or {})})
    assert response.status_code == status
    return read(response)


def post(client: Client, at: str, status: int, headers: Any = None, **given: str) -> Any:
    response = client.post(at, given, headers={"Accept-Language": "zh-CN", **(headers or {})})
    assert response.status_code == status
    return response


def buyer() -> KeyPerson:
    return KeyPerson.unscoped.select_related("customer").get(code="harbour-buyer")


def latest(party: Competitor | None = None) -> Assessment:
    found = Assessment.unscoped.filter(key_person=buyer(), party=party).order_by("-effective_on").first()
    assert found is not None
    return found


def say(values: dict[str, str], by: str = "leader", evidence: str = "", day: date = AS_OF) -> None:
    said = Statement(day, values, evidence=evidence_of(evidence))
    change_assessment(buyer(), None, said, by=Employee.objects.get(code=by), today=AS_OF, now=NOW)


def form_of(page: Page) -> tuple[str, dict[str, str]]:
    """Where the one form of the guide goes, and its hidden fields."""
    (form,) = page.where("form", class_="asking") or page.where("form", class_="propose")
    hidden = {one.attributes["name"]: one.attributes["value"] for one in page.where("input", type="hidden")}
    hidden.pop("csrfmiddlewaretoken", None)
    return form.attributes["action"], hidden


def answer(client: Client, page: Page, value: str) -> Page:
    """Press one of the three buttons, as a browser without scripts does."""
    action, hidden = form_of(page)
    (question,) = {one.attributes["name"] for one in page.where("button", class_="choice")}
    return get(client, f"{action}?{urlencode(hidden | {question: value})}")


def test_answers_lead_to_a_value_that_is_recorded_without_scripts(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    page = get(client, f"{GUIDE}/closeness")
    for value in ("yes", "yes", "unknown"):
        page = answer(client, page, value)
    assert "+1" in page.one("p", class_="proposal").text
    assert "支持" in page.one("p", class_="proposal").text
    action, hidden = form_of(page)
    assert hidden["seen"] == "-1"
    saved = post(client, action, 302, value="1", seen=hidden["seen"], note="周末也接电话", day="2026-09-28")
    assert saved.headers["Location"] == f"{BUYER}#closeness"
    row = latest()
    assert (row.closeness, row.evidence, row.note) == (1, CLOSE_CELL, "周末也接电话")
    assert (row.effective_on, row.assessor) == (date(2026, 9, 28), Employee.objects.get(code="owner"))


def test_saving_can_be_taken_back(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    post(client, address("closeness", CLOSE), 302, value="1", seen="-1")
    revision = get(client, BUYER).one("input", name="revision").attributes["value"]
    client.post("/undo", {"revision": revision})
    assert (latest().closeness, latest().evidence) == (-1, "")


def test_every_step_explains_what_counts_and_how_far_one_is(signed_in: SignedIn) -> None:
    page = get(signed_in("owner"), address("veto", {"can_stop": "no"}))
    told = page.one("form", class_="asking").text
    for expected in ("罗采薇", "说得出是哪一件", "第 2 题，最多 4 题", "是", "否", "不知道"):
        assert expected in told


def test_earlier_answers_are_told_and_lead_back(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    page = get(client, address("closeness", CLOSE))
    links = [one.attributes["href"] for one in page.where("a") if "/guide/" in one.attributes.get("href", "")]
    assert links[:3] == [
        f"{GUIDE}/closeness",
        f"{GUIDE}/closeness?answers_call=yes",
        f"{GUIDE}/closeness?answers_call=yes&shares_inside=yes",
    ]
    assert get(client, links[1]).where("button", name="shares_inside")


def test_answers_that_are_not_asked_for_are_not_recorded(signed_in: SignedIn) -> None:
    post(signed_in("owner"), address("closeness", CLOSE | {"works_against": "yes"}), 302, value="1")
    assert latest().evidence == CLOSE_CELL


def test_two_unknown_answers_propose_unknown(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    asked = address("price", {"accepts_range": "unknown", "defends_price": "unknown"})
    page = get(client, asked)
    (chosen,) = [one for one in page.where("input", type="radio") if "checked" in one.attributes]
    assert chosen.attributes["value"] == ""
    post(client, asked, 302, value="", seen="-1")
    assert (latest().price, latest().evidence) == (None, "price=unknown:accepts_range=unknown,defends_price=unknown")


def test_another_value_than_proposed_is_kept_beside_the_proposal(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    post(client, address("closeness", CLOSE), 302, value="2", seen="-1")
    assert (latest().closeness, latest().evidence) == (2, CLOSE_CELL)
    page = get(client, BUYER)
    told = next(one.text for one in page.where("details", class_="grounds-of"))
    for expected in ("依据 3 条", "罗采薇在内部替我司办成过事吗？", "不知道", "当时的回答指向", "+1"):
        assert expected in told


def test_part_of_a_page_is_swapped_and_tells_its_page(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    part = get(client, address("closeness", CLOSE), headers=PART)
    assert "<html" not in part.html
    form = part.one("form", class_="propose")
    assert form.attributes["hx-post"] == form.attributes["action"] == address("closeness", CLOSE)
    saved = post(client, form.attributes["hx-post"], 200, PART, value="1", seen="-1")
    told = json.loads(saved.headers["HX-Trigger"])["facts-changed"]
    assert told == {"revision": Revision.objects.latest("number").number, "said": "罗采薇 · 关系紧密度：+1 支持"}
    html = saved.content.decode()
    assert 'class="guide saved"' in html
    assert 'action="/undo"' in html


def test_saying_the_same_again_changes_no_facts(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    for _ in range(2):
        saved = post(client, address("closeness", CLOSE), 200, PART, value="1")
    assert "HX-Trigger" not in saved.headers
    assert "无需重复保存" in saved.content.decode()


def test_page_draws_itself_anew_when_facts_changed(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    page = get(client, f"{BUYER}?party=rival")
    (renewing,) = page.where("div", hx_trigger="facts-changed from:body")
    anew = get(client, renewing.attributes["hx-get"], headers=PART)
    parts = [renewing.attributes["hx-select"], *renewing.attributes["hx-select-oob"].split(",")]
    ids = {one.attributes.get("id") for one in anew.elements}
    assert {part.removeprefix("#") for part in parts} <= ids
    assert "赤岭机械" in anew.one("section", id="features").text


@pytest.mark.parametrize("headers", [{}, PART], ids=["page", "part"])
def test_later_one_sees_both_values_and_keeps_what_was_typed(headers: dict[str, str], signed_in: SignedIn) -> None:
    client = signed_in("owner")
    say({"closeness": "-2"})
    refused = post(client, address("closeness", CLOSE), 409, headers, value="2", seen="-1", note="我的依据")
    page = read(refused)
    told = page.one("div", class_="clash").text
    for expected in (NAMES["leader"], "−1 反对", "−2 强反对", "+2 强支持"):
        assert expected in told
    assert page.one("input", name="note").attributes["value"] == "我的依据"
    (chosen,) = [one for one in page.where("input", type="radio") if "checked" in one.attributes]
    assert chosen.attributes["value"] == "2"
    assert refused.headers.get("HX-Reswap", "") == ("outerHTML show:none" if headers else "")
    assert latest().closeness == -2
    action, hidden = form_of(page)
    post(client, action, 302, value="2", seen=hidden["seen"], note="我的依据")
    assert (latest().closeness, latest().evidence) == (2, CLOSE_CELL)


def test_day_that_has_not_come_is_refused_with_what_was_typed(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    page = read(post(client, address("closeness", CLOSE), 422, value="1", day="2027-01-01", note="早了"))
    assert page.where("p", class_="field-error")
    assert page.one("input", name="note").attributes["value"] == "早了"
    assert page.one("input", name="day").attributes["value"] == "2027-01-01"


def test_questions_name_the_competitor_and_votes_are_ours_alone(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    asked = address("closeness", CLOSE, party="rival")
    page = get(client, asked)
    assert "赤岭机械" in page.one("ol", class_="answered").text
    assert "我司" not in page.one("ol", class_="answered").text
    saved = post(client, asked, 302, value="1", seen="2")
    assert saved.headers["Location"] == f"{BUYER}?party=rival#closeness"
    rival = Competitor.objects.get(code="rival")
    assert (latest(rival).evidence, latest().evidence) == (CLOSE_CELL, "")
    get(client, f"{GUIDE}/veto?party=rival", 422)
    get(client, f"{GUIDE}/closeness?party=nobody", 404)


@pytest.mark.parametrize(
    "at",
    [
        f"{GUIDE}/closeness?answers_call=perhaps",
        f"{GUIDE}/influence?party=rival",
        f"{GUIDE}/influence?kind=friend",
    ],
)
def test_nonsense_in_the_address_is_refused(at: str, signed_in: SignedIn) -> None:
    get(signed_in("owner"), at, 422)


@pytest.mark.parametrize(
    ("at", "given"),
    [
        (f"{GUIDE}/closeness", {"value": "1"}),
        (address("closeness", {"answers_call": "yes"}), {"value": "1"}),
        (address("closeness", CLOSE), {}),
        (address("closeness", CLOSE), {"value": "7"}),
        (address("closeness", CLOSE), {"value": "1", "day": "soon"}),
        (address("closeness", CLOSE), {"value": "1", "note": "x" * 2001}),
    ],
)
def test_nothing_is_recorded_before_the_end_or_out_of_range(
    at: str, given: dict[str, str], signed_in: SignedIn
) -> None:
    client = signed_in("owner")
    before = Revision.objects.count()
    post(client, at, 422, **given)
    assert Revision.objects.count() == before


def test_features_without_a_guide_have_no_page(signed_in: SignedIn) -> None:
    for feature in ("reporting_line", "superior", "CLOSENESS"):
        get(signed_in("owner"), f"{GUIDE}/{feature}", 404)


DEEP = {"has_happened": "no", "bond": "yes", "would_change": "yes"}
DEEP_CELL = "influence=yes:has_happened=no,bond=yes,would_change=yes"


def test_deep_influence_is_added_with_its_answers(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    page = get(client, address("influence", DEEP))
    assert "深度影响" in page.one("p", class_="proposal").text
    given = {"kind": "ours", "employee": "mate", "note": "大学同学", "since": "2026-01-05"}
    saved = post(client, address("influence", DEEP), 302, **given)
    assert saved.headers["Location"] == f"{BUYER}#influences"
    made = Influence.unscoped.get(key_person=buyer(), employee__code="mate")
    assert (made.evidence, made.note, made.valid_from) == (DEEP_CELL, "大学同学", date(2026, 1, 5))
    listed = next(one.text for one in get(client, BUYER).where("li", class_="ours") if NAMES["mate"] in one.text)
    assert f"罗采薇与{NAMES['mate']}有超出工作和点头之交的交情吗？" in listed
    again = post(client, address("influence", DEEP), 422, **given)
    assert read(again).one("input", name="note").attributes["value"] == "大学同学"


def test_acquaintance_is_recorded_only_all_the_same(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    asked = address("influence", {"has_happened": "no", "bond": "no"})
    page = get(client, asked)
    assert "只是相识" in page.one("p", class_="proposal").text
    assert page.where("details", class_="all-the-same")
    post(client, asked, 302, kind="competitor", competitor="rival", contact_name="钱某")
    made = Influence.unscoped.get(key_person=buyer(), contact_name="钱某")
    assert made.evidence == "influence=no:has_happened=no,bond=no"


def test_influencer_of_the_address_is_named_and_chosen(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    who = {"kind": "internal", "inner": "harbour-engineer"}
    page = get(client, address("influence", {"has_happened": "yes"}, **who))
    assert "蒋工" in page.one("legend").text
    assert form_of(page)[1] == {**who, "has_happened": "yes"}
    page = get(client, address("influence", {"has_happened": "yes", "would_change": "yes"}, **who))
    chosen = {
        one.attributes["value"] for one in page.elements if {"checked", "selected"} & set(one.attributes) and one.text
    }
    assert "harbour-engineer" in chosen


def test_influencer_of_another_customer_does_not_exist(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    get(client, f"{GUIDE}/influence?kind=internal&inner=quarry-boss", 404)
    post(client, address("influence", DEEP), 404, kind="internal", inner="quarry-boss")
    page = get(client, address("influence", DEEP))
    closed = [name for customer, name, *_ in PEOPLE.values() if customer not in ("harbour", "mill")]
    assert [name for name in closed if name in page.html] == []


@pytest.mark.parametrize("who", ["owner", "leader", "executive", "admin"])
def test_whoever_sees_the_person_may_be_guided(who: str, signed_in: SignedIn) -> None:
    post(signed_in(who), address("closeness", CLOSE), 302, value="1", seen="-1")
    row = latest()
    assert row.assessor is not None
    assert (row.assessor.code, row.evidence) == (who, CLOSE_CELL)


@pytest.mark.parametrize("who", ["mate", "other", "outsider"])
def test_whoever_does_not_see_the_person_is_not(who: str, signed_in: SignedIn) -> None:
    client = signed_in(who)
    before = Revision.objects.count()
    get(client, address("closeness", CLOSE), 404)
    post(client, address("closeness", CLOSE), 404, value="1")
    assert Revision.objects.count() == before


def test_history_of_person_and_customer_tell_the_answers(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    say({"closeness": "1"}, evidence=CLOSE_CELL)
    told = next(one.text for one in get(client, BUYER).where("li") if "依据 3 条" in one.text)
    assert "罗采薇会告诉我司一些别的供应商听不到的内情吗？" in told
    rows = get(client, "/customers/harbour?tab=history").where("li")
    assert [one for one in rows if "紧密度 +1 支持（回答 3 题）" in one.text]


def test_trail_tells_answers_in_words(signed_in: SignedIn) -> None:
    say({"closeness": "2"})
    say({"closeness": "2"}, evidence=CLOSE_CELL)
    assert "紧密度 +1 支持（回答 3 题）" in get(signed_in("admin"), "/audit").html


def test_answers_behind_a_value_last_as_long_as_the_value(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    say({"closeness": "1"}, evidence=CLOSE_CELL, day=date(2026, 9, 1))
    say({"price": "2"}, day=date(2026, 9, 20))
    assert len(grounds(get(client, BUYER), "closeness")) == 1
    say({"closeness": "0"})
    assert grounds(get(client, BUYER), "closeness") == []


def grounds(page: Page, feature: str) -> list[str]:
    place = next(one for one in page.where("div", class_="feature") if one.attributes["id"] == feature)
    return [one.text for one in page.where("details", class_="grounds-of") if one.text in place.text]


def test_question_of_another_version_is_shown_by_its_code(signed_in: SignedIn) -> None:
    say({"closeness": "1"})
    latest_row = latest()
    Assessment.unscoped.filter(pk=latest_row.pk).update(evidence="closeness=1:asked_before=yes,answers_call=no")
    page = get(signed_in("owner"), BUYER)
    assert "asked_before" in grounds(page, "closeness")[0]


def test_hostile_texts_stay_texts(signed_in: SignedIn) -> None:
    hostile = '"><script>alert(1)</script>%(name)s'
    KeyPerson.unscoped.filter(code="harbour-buyer").update(name=hostile)
    Competitor.objects.filter(code="rival").update(name=hostile)
    Employee.objects.filter(code="mate").update(name=hostile)
    client = signed_in("owner")
    who = {"kind": "competitor", "competitor": "rival", "contact_name": hostile}
    for at in (
        f"{GUIDE}/closeness",
        address("closeness", CLOSE, party="rival"),
        address("influence", DEEP, **who),
        address("influence", {"has_happened": "yes"}, **who),
        BUYER,
    ):
        for headers in ({}, PART):
            html = get(client, at, headers=headers).html
            assert "<script>alert" not in html
            assert "&lt;script&gt;" in html
    page = read(post(client, address("influence", DEEP), 422, since="2099-01-01", note=hostile, **who))
    assert "<script>alert" not in page.html


@pytest.mark.parametrize("code", ["a/b", "50% 折扣", "..", "<b>", "a?b#c"])
def test_odd_codes_have_guides(code: str, signed_in: SignedIn) -> None:
    KeyPerson.unscoped.filter(code="harbour-buyer").update(code=code)
    client = signed_in("owner")
    link = next(
        one for one in get(client, "/key-people/harbour-boss").links() if "harbour" not in one and "key-people" in one
    )
    page = get(client, link)
    (form,) = [one for one in page.where("form", class_="asking") if one.attributes["action"].endswith("/veto")]
    page = get(client, f"{form.attributes['action']}?can_stop=yes&overruled=no")
    post(client, form_of(page)[0], 302, value="yes", seen="yes")
    row = Assessment.unscoped.get(key_person__code=code, effective_on=AS_OF)
    assert (row.veto, row.evidence) == (True, "veto=yes:can_stop=yes,overruled=no")
