"""The panel beside a decision chain: values tried in place, planned, settled, and on every screen."""

import re

import pytest
from playwright.sync_api import Page, expect

from renmai.store.models import PlanStep
from tests.browser.conftest import Enter
from tests.browser.test_access_for_all import violations

CRANE = "/opportunities/crane"


def choose(page: Page, key: str, text: str) -> None:
    """Taps one value of the first person who is tried."""
    page.locator(f".value-row:has(#try-0-{key}) label", has_text=text).last.click()


def test_values_are_tried_in_place_planned_and_undone(enter: Enter) -> None:
    page = enter("owner", at=CRANE)
    result = page.locator("#what-if-result")
    expect(result).to_contain_text("换一个值")
    choose(page, "closeness", "0")
    expect(result).to_contain_text("否决人偏负面 罗采薇")
    choose(page, "price", "0")
    expect(result).to_contain_text("存为 2 个计划步骤")
    expect(page).to_have_url(re.compile("price.harbour-buyer=0"))
    page.reload()
    expect(result).to_contain_text("存为 2 个计划步骤")
    page.fill("#plan-note", "请总监去一趟")
    page.click(".save-plan .btn-primary")
    expect(page.locator("#plan tbody tr")).to_have_count(2)
    page.click(".notice button:has-text('撤销')")
    expect(page.locator("#plan")).to_contain_text("还没有计划")


def test_note_stays_while_another_value_is_tried(enter: Enter) -> None:
    page = enter("owner", at=CRANE)
    choose(page, "closeness", "0")
    page.fill("#plan-note", "请总监去一趟")
    choose(page, "price", "0")
    expect(page.locator("#what-if-result")).to_contain_text("存为 2 个计划步骤")
    expect(page.locator("#plan-note")).to_have_value("请总监去一趟")
    page.click(".save-plan .btn-primary")
    expect(page.locator("#plan tbody tr")).to_have_count(2)
    assert set(PlanStep.unscoped.values_list("note", flat=True)) == {"请总监去一趟"}


def test_somebody_else_joins_and_leaves_what_is_tried(enter: Enter) -> None:
    page = enter("owner", at=CRANE)
    choose(page, "closeness", "+1")
    expect(page.locator("#what-if-result")).to_contain_text("存为 1 个计划步骤")
    page.select_option("#try-who", "harbour-engineer")
    expect(page.locator("#what-if fieldset")).to_have_count(2)
    expect(page.locator("#what-if-result")).to_contain_text("存为 1 个计划步骤")
    page.locator("#what-if fieldset").first.get_by_role("link", name="不试罗采薇").click()
    expect(page.locator("#what-if fieldset")).to_have_count(1)
    expect(page.locator("#what-if-result")).to_contain_text("换一个值")
    expect(page.locator("#what-if legend")).to_contain_text("蒋工")


def test_keys_walk_through_the_values(enter: Enter) -> None:
    page = enter("owner", at=CRANE)
    page.locator("#try-0-price-2").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#what-if-result")).to_contain_text("接受度")
    expect(page.locator("#try-0-price-3")).to_be_focused()


def test_paths_change_with_the_person(enter: Enter) -> None:
    page = enter("owner", at=CRANE)
    expect(page.locator("#help")).to_contain_text("方小满")
    page.select_option("#help-person", "harbour-engineer")
    expect(page.locator("#help .path-list").first).to_contain_text("韩定海")
    expect(page.locator("#help")).not_to_contain_text("方小满")


def test_step_is_settled_where_it_stands(enter: Enter) -> None:
    page = enter("owner", at=f"{CRANE}?who=harbour-buyer&price.harbour-buyer=1")
    page.click(".save-plan .btn-primary")
    page.fill(".settle .form-control", "同意分期")
    page.click(".settle button:has-text('完成')")
    expect(page.locator("#plan")).to_contain_text("同意分期")
    assert PlanStep.unscoped.get().status == "done"


def test_page_works_without_scripts(enter: Enter) -> None:
    page = enter("owner", at=CRANE, java_script_enabled=False)
    page.locator(".value-row:has(#try-0-closeness) label", has_text="+1").click()
    page.click(".try .without-script")
    expect(page.locator("#what-if-result")).to_contain_text("存为 1 个计划步骤")
    page.click(".save-plan .btn-primary")
    expect(page.locator("#plan tbody tr")).to_have_count(1)


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_panel_has_no_violations(color_scheme: str, enter: Enter) -> None:
    page = enter("admin", at=f"{CRANE}?who=harbour-buyer&price.harbour-buyer=1", color_scheme=color_scheme)
    page.click(".save-plan .btn-primary")
    page.goto(f"{CRANE}?who=harbour-buyer&price.harbour-buyer=2&veto.harbour-buyer=no")
    assert violations(page) == []
    page.click(".rule summary")
    assert violations(page, ".rule") == []
    for address in ("/customers/harbour?tab=strategy", "/key-people/harbour-buyer", "/today"):
        page.goto(address)
        assert violations(page) == []


@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW", "en-GB"])
def test_phone_scrolls_in_one_direction_only(locale: str, enter: Enter) -> None:
    page = enter("admin", width=375, locale=locale, at=f"{CRANE}?who=harbour-buyer&price.harbour-buyer=1")
    page.click(".save-plan .btn-primary")
    for address in (
        f"{CRANE}?who=harbour-buyer&price.harbour-buyer=2&veto.harbour-buyer=no&who=harbour-engineer",
        "/customers/harbour?tab=strategy",
        "/key-people/harbour-buyer",
        "/today",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 375, address
