"""The figures of a line under the pointer, by keyboard, on a phone, and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.browser.test_access_for_all import violations

TIP = ".point-tip"
LAST_DAY = ".chart-plot .day:last-child"


def to_customers(page: Page, more: str = "") -> None:
    page.goto(f"/lines/customer?view=company{more}")


def test_pointer_on_a_day_tells_all_its_values(enter: Enter) -> None:
    page = enter("executive")
    to_customers(page)
    page.locator(f"{LAST_DAY} rect").hover(position={"x": 2, "y": 5})
    expect(page.locator(TIP)).to_be_visible()
    expect(page.locator(f"{TIP} b")).to_have_text("2026-09-30")
    expect(page.locator(f"{TIP} p")).to_have_count(3)
    expect(page.locator(TIP)).to_contain_text("人")
    page.locator("#degrees-head").hover()
    expect(page.locator(TIP)).to_be_hidden()


def test_pointer_moves_nothing_on_the_page(enter: Enter) -> None:
    page = enter("executive")
    to_customers(page)
    page.evaluate(
        "window.shifts = []; new PerformanceObserver((found) => found.getEntries().forEach((one) =>"
        " window.shifts.push(...one.sources.map((source) => source.node?.outerHTML.slice(0, 120)))))"
        ".observe({type: 'layout-shift'})"
    )
    for day in page.locator(".chart-plot .day").all()[::6]:
        day.locator("rect").hover(position={"x": 2, "y": 5})
    page.locator("#degrees .number").first.hover()
    assert page.evaluate("window.shifts") == []


def test_arrows_go_from_point_to_point_and_enter_opens_the_list(enter: Enter) -> None:
    page = enter("executive")
    to_customers(page)
    page.locator(f"{LAST_DAY} a[href]").first.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(f"{TIP} b")).to_have_text("2026-08-31")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator(TIP)).to_be_hidden()
    promised = page.evaluate("document.activeElement.dataset.count")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/list.*as_of=2026-08-31"))
    expect(page.locator("#list-count")).to_have_text(promised)


def test_only_one_day_of_a_chart_is_on_the_way_of_the_tab_key(enter: Enter) -> None:
    page = enter("executive")
    to_customers(page)
    points = page.locator(".chart-plot a[href]")
    assert points.count() > 3
    expect(page.locator(".chart-plot a[href][tabindex='0']")).to_have_count(3)


def test_card_opens_its_trend_and_its_number_the_list(enter: Enter) -> None:
    page = enter("executive")
    to_customers(page)
    page.locator("#card-customers").click(position={"x": 150, "y": 12})
    expect(page.locator("#chart-count")).to_have_attribute("aria-current", "true")
    page.locator("#card-price .value a").click()
    expect(page).to_have_url(re.compile("cell=price%3Aknown"))


def test_bar_and_matrix_open_the_same_list(enter: Enter) -> None:
    page = enter("executive")
    to_customers(page)
    piece = page.locator("#closeness .degree-bar a").first
    address, promised = piece.get_attribute("href"), piece.get_attribute("data-count")
    assert page.locator(f"#closeness td a[href='{address}']").inner_text() == promised
    piece.click()
    expect(page.locator("#list-count")).to_have_text(str(promised))


def test_same_persons_are_switched_on_and_told(enter: Enter) -> None:
    page = enter("executive")
    to_customers(page)
    page.click("#persons-same")
    expect(page.locator(".chart-note")).to_contain_text("同一批人")
    assert "persons=same" in page.url
    page.click("#period-quarter")
    expect(page.locator("#persons-same")).to_have_attribute("aria-current", "true")


def test_phone_shows_one_degree_at_a_time(enter: Enter) -> None:
    page = enter("executive", width=375)
    to_customers(page)
    shown = page.locator("#degrees .panel-of-degree:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_have_id("closeness")
    page.locator("#degrees .one-degree label").nth(2).click()
    expect(shown).to_have_id("price")
    expect(shown).to_have_count(1)


def test_figures_are_links_without_scripts(enter: Enter) -> None:
    page = enter("executive")
    state = page.context.storage_state()
    still = page.context.browser.new_context(  # type: ignore[union-attr]
        base_url="/".join(page.url.split("/")[:3]), storage_state=state, java_script_enabled=False
    )
    plain = still.new_page()
    plain.goto("/lines/customer?view=company&chart=count")
    expect(plain.locator(".chart-plot a[href] title").first).to_contain_text("20")
    plain.locator(".as-table summary").click()
    plain.locator(".as-table td a").first.click()
    expect(plain.locator("#list-count")).to_be_visible()
    still.close()


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_charts_have_no_violations(color_scheme: str, enter: Enter) -> None:
    page = enter("executive", color_scheme=color_scheme)
    for more in ("&persons=same&months=12", "&chart=known&period=quarter", "&chart=count&period=year"):
        to_customers(page, more)
        page.locator(f"{LAST_DAY} rect").hover(position={"x": 2, "y": 5})
        assert violations(page) == []
