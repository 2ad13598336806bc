"""The first page of the day, and the view switch, as people use them."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from renmai.store.models import Employee, Revision, Team
from tests.browser.conftest import Enter
from tests.browser.test_access_for_all import violations


@pytest.mark.parametrize("who", ["owner", "leader", "executive", "admin", "outsider"])
def test_everybody_arrives_at_today(who: str, enter: Enter) -> None:
    page = enter(who, at="/today")
    expect(page.locator("h1")).to_contain_text("今日")
    expect(page.locator(".rail [aria-current=page]")).to_have_text("今日")


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_today_has_no_violations(color_scheme: str, enter: Enter) -> None:
    for who in ("owner", "executive", "outsider"):
        page = enter(who, at="/today", color_scheme=color_scheme)
        assert violations(page) == []


@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW", "en-GB"])
def test_today_fits_a_phone(locale: str, enter: Enter) -> None:
    for who in ("executive", "outsider"):
        page = enter(who, at="/today", width=375, locale=locale)
        assert page.evaluate("document.documentElement.scrollWidth") == 375


def test_all_actions_are_a_link_away(enter: Enter) -> None:
    page = enter("executive", at="/today")
    expect(page.locator(".actions > li")).to_have_count(5)
    page.locator("#actions .foot a").click()
    page.wait_for_url("**/actions?view=*")
    assert page.locator(".actions > li").count() > 5


def test_principles_explain_themselves(enter: Enter) -> None:
    page = enter("owner", at="/today")
    page.locator(".actions .term").first.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()


def many_colleagues() -> None:
    """Enough that a select is no longer a picker."""
    north = Team.objects.get(code="north")
    made = Revision.objects.create(
        number=Revision.objects.count() + 1,
        action="world",
        recorded_at=datetime(2026, 9, 30, 9, 0, tzinfo=UTC),
        everything=True,
    )
    Employee.objects.bulk_create(
        Employee(revision=made, code=f"n{number}", name=f"郑{number}号", team=north) for number in range(40)
    )


def test_long_picker_is_searched_by_keyboard(enter: Enter) -> None:
    page = enter("executive", at="/today")
    many_colleagues()
    page.goto("/lines/customer?view=personal:owner")
    field = page.get_by_role("combobox", name="范围")
    expect(field).to_have_value("林知远 · 华北组")
    field.click()
    field.fill("hqh")
    expect(page.locator("#scope-list [role=option]")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**view=personal%3Amate**")
    expect(page.get_by_role("combobox", name="范围")).to_have_value("何清和 · 华北组")
    expect(page.get_by_role("combobox", name="范围")).to_be_focused()
    assert violations(page) == []


def test_long_picker_lets_go_by_escape(enter: Enter) -> None:
    page = enter("executive", at="/today")
    many_colleagues()
    page.goto("/lines/customer?view=personal:owner")
    field = page.get_by_role("combobox", name="范围")
    field.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    field.fill("谁也不是")
    expect(page.locator("#scope-list [role=option]")).to_have_text("没有叫这个名字的员工或团队")
    field.press("Enter")
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("林知远 · 华北组")
    assert page.url.endswith("view=personal:owner")


def test_mirror_opens_its_lists(enter: Enter) -> None:
    page = enter("executive")
    page.goto("/lines/customer?view=company&competitor=rival")
    door = page.locator("#mirror-closeness .lead-theirs .number")
    expect(door).to_have_text("2")
    door.click()
    page.wait_for_url("**cell=lead**")
    expect(page.locator("#list-count")).to_have_text("2")
