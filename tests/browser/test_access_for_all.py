"""Accessible in light and dark, by keyboard, on a phone and on paper."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter

LINES = ("customer", "influence", "key-person", "decision-chain")
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


def violations(page: Page, within: str = "html") -> list[str]:
    found = Axe().run(page, context=within, options=RULES).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_lines_have_no_violations(color_scheme: str, enter: Enter) -> None:
    page = enter("executive", color_scheme=color_scheme)
    for line in LINES:
        for asked in ("view=company", "view=company&competitor=rival"):
            page.goto(f"/lines/{line}?{asked}")
            assert violations(page) == []


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_lists_rows_and_errors_have_no_violations(color_scheme: str, enter: Enter) -> None:
    page = enter("owner", color_scheme=color_scheme)
    page.locator("a.expander").first.click()
    page.locator(".detail:visible tbody").wait_for()
    page.locator(".as-table summary").click()
    assert violations(page) == []
    page.locator("summary", has_text="语言").click()
    assert violations(page, ".top") == []
    for address in ("/lines/key-person/list?cell=uninsighted", "/lines/customer/people?customer=harbour"):
        page.goto(address)
        assert violations(page) == []


NETWORK = (
    "/network?view=company",
    "/network?view=team:north",
    "/network?view=company&competitor=rival",
    "/network/people-list?of=contested&view=company",
    "/network/people-list?of=single_customers&view=company",
)


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_private_network_has_no_violations(color_scheme: str, enter: Enter) -> None:
    page = enter("executive", color_scheme=color_scheme)
    for address in NETWORK:
        page.goto(address)
        assert violations(page) == []


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_sign_in_has_no_violations(color_scheme: str, enter: Enter) -> None:
    page = enter("owner", color_scheme=color_scheme)
    page.context.clear_cookies()
    page.goto("/sign-in")
    assert violations(page) == []


@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW", "en-GB"])
def test_phone_scrolls_in_one_direction_only(locale: str, enter: Enter) -> None:
    page = enter("executive", width=375, locale=locale)
    for address in (
        *(f"/lines/{line}?view=company" for line in LINES),
        "/lines/customer?view=company&competitor=rival",
        *NETWORK,
        "/lines/customer/list?view=company&cell=price:poor",
        "/lines/customer/people?view=company&customer=harbour",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 375, address
    page.goto("/lines/customer?view=company")
    page.locator("a.expander").first.click()
    page.locator(".detail:visible tbody").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == 375


def test_phone_has_the_lines_in_thumb_reach(enter: Enter) -> None:
    page = enter("owner", width=375)
    rail = page.locator(".rail").bounding_box()
    assert rail is not None
    assert rail["y"] + rail["height"] == pytest.approx(900)
    page.locator(".rail").get_by_text("影响力").click()
    expect(page.locator("h1")).to_have_text("影响力主线")
    page.locator(".tabs.lines").get_by_text("关键人").click()
    expect(page.locator("h1")).to_have_text("关键人主线")


def test_first_key_leads_past_the_navigation(enter: Enter) -> None:
    page = enter("owner")
    page.reload()
    page.keyboard.press("Tab")
    skip = page.get_by_text("跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#page")).to_be_focused()


def test_paper_shows_the_figures_and_no_controls(enter: Enter) -> None:
    page = enter("owner")
    page.emulate_media(media="print")
    for hidden in (".rail", ".bar .switch >> nth=0", "#scope", ".menu >> nth=0"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".on-paper")).to_contain_text("个人 · 林知远 · 2026-09-30")
    for shown in ("#card-customers", "#degrees-head", "#list"):
        expect(page.locator(shown)).to_be_visible()
