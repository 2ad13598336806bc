"""A guide in its place: no page is left, nothing typed is lost, and it stays usable for everybody."""

from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from renmai.store.actions.assessment import Statement, change_assessment
from renmai.store.models import Assessment, Employee, Influence, KeyPerson
from tests.browser.conftest import Enter
from tests.browser.test_access_for_all import violations
from tests.browser.test_capture import forgive
from tests.people import AS_OF, NAMES, PASSWORD

PERSON = "/key-people/harbour-buyer"
PHONE: dict[str, Any] = {"width": 375, "has_touch": True, "is_mobile": True}


def open_guide(page: Page, feature: str = "closeness") -> None:
    page.locator(f"#guide-me-{feature} > summary").click()


def answer(page: Page, *values: str, feature: str = "closeness") -> None:
    for value in values:
        before = page.locator(f"#guide-{feature} .answered > li").count()
        page.locator(f"#guide-{feature} .asking button[value={value}]").click()
        expect(page.locator(f"#guide-{feature} .answered > li")).to_have_count(before + 1)


def latest() -> Assessment:
    found = Assessment.unscoped.filter(key_person__code="harbour-buyer", party=None).order_by("-effective_on").first()
    assert found is not None
    return found


def test_value_is_found_and_recorded_without_leaving_the_page(enter: Enter) -> None:
    page = enter("owner", at=PERSON)
    open_guide(page)
    answer(page, "yes", "yes", "yes")
    expect(page.locator("#guide-closeness .proposal")).to_contain_text("强支持")
    page.locator("#guide-closeness label.choice", has_text="+1").click()
    expect(page.locator("#guide-closeness .differs")).to_be_visible()
    page.fill("#guide-closeness-note", "他替我们约了总经理")
    page.locator("#guide-closeness .btn-primary").click()
    expect(page.locator("#closeness [aria-pressed=true]")).to_contain_text("+1")
    expect(page.locator(".notice")).to_contain_text("关系紧密度：+1 支持")
    expect(page.locator("#guide-me-closeness > summary")).to_be_focused()
    page.locator("#closeness .grounds-of > summary").click()
    expect(page.locator("#closeness .grounds-of")).to_contain_text("当时的回答指向")
    expect(page.locator("#history")).to_contain_text("他替我们约了总经理")
    assert page.url.endswith(PERSON)
    assert latest().evidence == "closeness=2:answers_call=yes,shares_inside=yes,acts_inside=yes"
    page.locator(".notice button", has_text="撤销").click()
    expect(page.locator("#closeness [aria-pressed=true]")).to_contain_text("−1")
    assert latest().evidence == ""


def test_keys_lead_from_question_to_question(enter: Enter) -> None:
    page = enter("owner", at=PERSON)
    page.locator("#guide-me-veto > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#guide-veto legend")).to_be_focused()
    expect(page.locator("#guide-veto legend")).to_contain_text("会有人推翻吗")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#guide-veto .proposal")).to_be_focused()
    page.locator("#guide-veto a", has_text="修改").first.click()
    expect(page.locator("#guide-veto legend")).to_contain_text("一个人就能叫停")


def test_later_one_is_told_in_place_and_keeps_the_words(enter: Enter) -> None:
    page = enter("owner", at=PERSON)
    open_guide(page)
    answer(page, "yes", "yes", "no")
    page.fill("#guide-closeness-note", "我的依据")
    person = KeyPerson.unscoped.select_related("customer").get(code="harbour-buyer")
    now = datetime(2026, 9, 30, 12, tzinfo=UTC)
    leader = Employee.objects.get(code="leader")
    change_assessment(person, None, Statement(AS_OF, {"closeness": "-2"}), by=leader, today=AS_OF, now=now)
    page.locator("#guide-closeness .btn-primary").click()
    expect(page.locator("#guide-closeness .clash")).to_contain_text(NAMES["leader"])
    expect(page.locator("#guide-closeness .clash")).to_be_focused()
    expect(page.locator("#guide-closeness-note")).to_have_value("我的依据")
    forgive(page, "409")
    page.locator("#guide-closeness .btn-primary").click()
    expect(page.locator("#closeness [aria-pressed=true]")).to_contain_text("+1")
    assert (latest().closeness, latest().note) == (1, "我的依据")


def test_without_a_network_the_form_stays_as_it_was_typed(enter: Enter) -> None:
    page = enter("owner", at=PERSON)
    open_guide(page)
    answer(page, "yes", "yes", "no")
    page.fill("#guide-closeness-note", "电梯里说的")
    page.context.set_offline(True)
    page.locator("#guide-closeness .btn-primary").click()
    expect(page.locator("#guide-closeness [role=alert]")).to_contain_text("没有网络")
    expect(page.locator("#guide-closeness-note")).to_have_value("电梯里说的")
    page.context.set_offline(False)
    forgive(page, "ERR_INTERNET_DISCONNECTED", "htmx:")
    page.locator("#guide-closeness .btn-primary").click()
    expect(page.locator("#closeness [aria-pressed=true]")).to_contain_text("+1")
    assert latest().note == "电梯里说的"


def test_ended_session_leads_back_to_the_answers(enter: Enter) -> None:
    page = enter("owner", at=PERSON)
    open_guide(page)
    answer(page, "yes", "yes", "no")
    page.context.clear_cookies(name="sessionid")
    page.locator("#guide-closeness .btn-primary").click()
    page.wait_for_url("**/sign-in**")
    page.fill("input[name=username]", "owner")
    page.fill("input[name=password]", PASSWORD)
    page.click("main button")
    expect(page.locator(".guiding .proposal")).to_contain_text("支持")
    page.locator(".guiding .btn-primary").click()
    page.wait_for_url(f"**{PERSON}*")
    assert latest().closeness == 1


def test_guide_works_without_scripts(enter: Enter) -> None:
    page = enter("owner", at=PERSON, java_script_enabled=False)
    open_guide(page, "price")
    for value in ("no", "yes", "yes"):
        page.locator(f".asking button[value={value}]:visible").click()
    expect(page.locator(".proposal")).to_contain_text("这个价不会买")
    page.fill("#guide-price-note", "只要最低价")
    page.locator(".guiding .btn-primary").click()
    page.wait_for_url(f"**{PERSON}#price")
    expect(page.locator(".notice")).to_contain_text("−2 强反对")
    assert latest().evidence == "price=-2:accepts_range=no,only_price=yes,refuses_price=yes"


def test_influence_is_guided_from_where_it_is_added(enter: Enter) -> None:
    page = enter("owner", at=PERSON)
    page.locator("#add-influence > summary").click()
    open_guide(page, "influence")
    expect(page.locator("#influence-note")).to_be_hidden()
    answer(page, "no", "no", feature="influence")
    expect(page.locator("#guide-influence")).to_contain_text("只是相识")
    page.locator("#guide-influence a", has_text="修改").last.click()
    expect(page.locator("#guide-influence .answered > li")).to_have_count(1)
    answer(page, "yes", "yes", feature="influence")
    page.select_option("#guide-employee", "mate")
    page.fill("#guide-influence-note", "大学同学")
    page.locator("#guide-influence .btn-primary").click()
    expect(page.locator("#influences .sways")).to_contain_text(NAMES["mate"])
    assert Influence.unscoped.get(employee__code="mate", key_person__code="harbour-buyer").note == "大学同学"


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_guide_has_no_violations(color_scheme: str, enter: Enter) -> None:
    page = enter("owner", at=PERSON, color_scheme=color_scheme)
    page.locator("#add-influence > summary").click()
    for feature in ("closeness", "veto", "influence"):
        open_guide(page, feature)
    answer(page, "yes", "unknown")
    answer(page, "yes", "no", feature="veto")
    answer(page, "yes", "yes", feature="influence")
    assert violations(page) == []
    answer(page, "no")
    page.locator("#guide-closeness .btn-primary").click()
    page.locator("#closeness .grounds-of > summary").click()
    assert violations(page) == []
    page.goto(f"{PERSON}/guide/price?accepts_range=unknown")
    assert violations(page) == []


@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW", "en-GB"])
def test_phone_is_guided_in_one_direction_only(locale: str, enter: Enter) -> None:
    page = enter("owner", at=PERSON, locale=locale, **PHONE)
    open_guide(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    box = page.locator("#guide-closeness .asking button").first.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    answer(page, "yes", "unknown", "no")
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    for word in page.locator("#guide-closeness .choice small").all():
        assert word.evaluate("word => word.scrollWidth <= word.parentElement.clientWidth")
