"""The first pages as people use them."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.people import PASSWORD


def count_in_head(page: Page) -> int:
    return int(page.locator("#list-count").inner_text().replace(",", ""))


@pytest.mark.parametrize(
    ("who", "kind", "customers"),
    [("owner", "个人", 2), ("leader", "团队", 4), ("executive", "我司", 5)],
)
def test_lines_open_with_the_widest_view(who: str, kind: str, customers: int, enter: Enter) -> None:
    page = enter(who)
    expect(page.locator(".bar .switch").first.locator("[aria-current]")).to_have_text(kind)
    expect(page.locator("#card-customers .value .number")).to_have_text(str(customers))
    assert count_in_head(page) == customers


def test_employee_without_customers_is_led_to_the_influence_line(enter: Enter) -> None:
    page = enter("outsider")
    page.click("text=查看影响力主线")
    expect(page.locator("h1")).to_have_text("影响力主线")
    expect(page.locator("#list tbody tr")).to_have_count(1)
    expect(page.locator("#list")).to_contain_text("东港码头")
    expect(page.locator("#list")).not_to_contain_text("罗采薇")


def test_switching_views_keeps_everything_in_the_address(enter: Enter) -> None:
    page = enter("executive")
    page.click("#kind-team")
    expect(page.locator("#scope")).to_have_value("team:sales")
    page.select_option("#scope", "team:north")
    expect(page.locator("#card-customers .value .number")).to_have_text("4")
    assert "view=team%3Anorth" in page.url
    page.click("#period-year")
    expect(page.locator("#period-year")).to_have_attribute("aria-current", "true")
    page.check("#focus")
    expect(page.locator("#card-customers .value .number")).to_have_text("1")
    assert page.url.endswith("?view=team%3Anorth&period=year&focus=yes")
    shown = page.locator("#card-customers").inner_text()
    page.reload()
    assert page.locator("#card-customers").inner_text() == shown


def test_going_back_shows_the_view_before(enter: Enter) -> None:
    page = enter("executive")
    page.click("#kind-personal")
    expect(page.locator("#kind-personal")).to_have_attribute("aria-current", "true")
    page.go_back()
    expect(page.locator("#kind-company")).to_have_attribute("aria-current", "true")
    expect(page.locator("#card-customers .value .number")).to_have_text("5")


def test_focus_stays_on_the_switch_after_the_page_changed(enter: Enter) -> None:
    page = enter("executive")
    page.focus("#period-quarter")
    page.keyboard.press("Enter")
    expect(page.locator("#period-quarter")).to_have_attribute("aria-current", "true")
    expect(page.locator("#period-quarter")).to_be_focused()
    expect(page.locator("#announcer")).to_contain_text("客户主线")


def test_competitor_view_asks_which_competitor(enter: Enter) -> None:
    page = enter("executive")
    expect(page.locator("#competitor")).to_have_count(0)
    page.click("#kind-competitor")
    expect(page.locator("#competitor")).to_have_value("rival")
    expect(page.locator("#degrees-head + .sub")).to_contain_text("友商所得即我司所失")


def test_number_opens_exactly_its_list(enter: Enter) -> None:
    page = enter("executive")
    door = page.locator("#closeness .number").first
    number = int(door.inner_text())
    door.click()
    page.wait_for_url("**/lines/customer/list?**cell=closeness**")
    assert count_in_head(page) == number
    expect(page.locator("#list tbody tr:not(.detail)")).to_have_count(number)
    page.click(".crumb")
    expect(page.locator("h1")).to_have_text("客户主线")


def test_row_opens_to_its_key_persons_and_closes(enter: Enter) -> None:
    page = enter("owner")
    expander = page.get_by_role("button", name="东港码头 的关键人")
    expect(expander).to_have_attribute("aria-expanded", "false")
    expander.click()
    detail = page.locator(".detail:visible")
    expect(detail).to_contain_text("韩定海")
    expect(detail.locator("tbody tr")).to_have_count(3)
    expect(expander).to_have_attribute("aria-expanded", "true")
    expander.press("Space")
    expect(detail).to_have_count(0)
    assert page.url.endswith("/lines/customer")


def test_language_switch_stays_where_one_is(enter: Enter) -> None:
    page = enter("leader")
    page.click("#kind-personal")
    expect(page.locator("#kind-personal")).to_have_attribute("aria-current", "true")
    address = page.url
    page.locator("summary", has_text="语言").click()
    page.click("text=繁體中文")
    expect(page.locator("h1")).to_have_text("客戶主線")
    assert page.url == address
    page.locator("summary", has_text="語言").click()
    page.click("text=English")
    expect(page.locator("h1")).to_have_text("Customer line")


def test_appearance_changes_at_once_and_stays(enter: Enter) -> None:
    page = enter("owner")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("summary", has_text="外观").click()
    page.click("text=深色")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_appearance_follows_the_device(enter: Enter) -> None:
    page = enter("owner", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(14, 17, 22)"


def test_menu_closes_by_escape_and_by_leaving(enter: Enter) -> None:
    page = enter("owner")
    menu = page.locator("details.menu").first
    menu.locator("summary").click()
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()
    menu.locator("summary").click()
    page.mouse.click(600, 600)
    expect(menu).not_to_have_attribute("open", "")


def test_terms_explain_themselves_on_hover_and_on_focus(enter: Enter) -> None:
    page = enter("owner")
    term = page.locator("#card-closeness .term").first
    tip = page.get_by_role("tooltip")
    term.hover()
    expect(tip).to_contain_text("未知不等于 0")
    tip.hover()
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    term.focus()
    expect(tip).to_be_visible()
    expect(term).to_have_attribute("aria-describedby", "tooltip")


def test_pages_work_without_scripts(enter: Enter) -> None:
    page = enter("executive", java_script_enabled=False)
    page.select_option("#scope", "company")
    page.check("#focus")
    page.click("noscript button")
    expect(page.locator("#card-customers .value .number")).to_have_text("1")
    page.click("#kind-team")
    expect(page.locator("#kind-team")).to_have_attribute("aria-current", "true")
    page.locator("a.expander").first.click()
    expect(page.locator("h1")).to_contain_text("东港码头")
    expect(page.locator("tbody")).to_contain_text("韩定海")


def test_ended_session_leads_to_the_sign_in_and_back(enter: Enter) -> None:
    page = enter("executive")
    page.context.clear_cookies()
    page.click("#period-year")
    page.wait_for_url("**/sign-in?next=**period%3Dyear**")
    page.fill("input[name=username]", "executive")
    page.fill("input[name=password]", PASSWORD)
    page.click("main button")
    expect(page.locator("#period-year")).to_have_attribute("aria-current", "true")


def test_typing_a_day_asks_once_it_is_a_day(enter: Enter) -> None:
    page = enter("executive")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.fill("#as-of", "0202-06-30")
    page.fill("#as-of", "2026-06-30")
    page.wait_for_url("**as_of=2026-06-30**")
    assert [url for url in asked if "0202" in url] == []
    expect(page.locator("#as-of")).to_have_value("2026-06-30")
    expect(page.locator(".bar .compared")).to_contain_text("2026-05-31")


def test_signing_out_ends_at_the_sign_in(enter: Enter) -> None:
    page = enter("owner")
    page.locator(".avatar-button").click()
    page.click("text=退出登录")
    page.wait_for_url(re.compile("/sign-in"))
