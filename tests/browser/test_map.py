"""The relationship map in a real browser: seen on any day, by anybody, at any size."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from renmai.store.models import Customer, KeyPerson, Revision
from tests.browser.conftest import Enter
from tests.browser.map_page import MAP, card
from tests.browser.test_access_for_all import violations
from tests.people import LONG_AGO

LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff-Adam"


def test_map_shows_everybody_below_their_superior(enter: Enter) -> None:
    page = enter("owner", width=1440, at=MAP)
    expect(page.locator(".map-pane:not(.earlier) svg[role=tree]")).to_have_attribute(
        "aria-label", re.compile("2026-09-30.*3 人")
    )
    top = card(page, "harbour-boss").bounding_box()
    assert top is not None
    for code in ("harbour-buyer", "harbour-engineer"):
        below = card(page, code).bounding_box()
        assert below is not None
        assert below["y"] > top["y"] + top["height"]
    expect(card(page, "harbour-engineer").locator(".chip.un")).to_have_count(1)
    expect(card(page, "harbour-buyer").locator(".vote.veto")).to_have_count(1)


def test_path_to_a_person_lights_up_on_the_map(enter: Enter) -> None:
    page = enter("executive", width=1440, at=f"{MAP}?person=harbour-boss&lines=none")
    page.locator('[data-at="paths"]').click()
    path = page.locator("#map-paths .path").first
    path.click()
    expect(path).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".line.shown.lit")).not_to_have_count(0)
    path.click()
    page.mouse.move(5, 5)
    expect(page.locator(".line.shown")).to_have_count(0)


def test_past_day_shows_what_was_and_is_left_alone(enter: Enter) -> None:
    page = enter("owner", width=1440, at=f"{MAP}?as_of=2026-08-31&person=harbour-boss")
    expect(page.locator('[data-at="closeness-0"]')).to_have_attribute("aria-checked", "true")
    expect(page.locator('[data-at="closeness-0"]')).to_be_disabled()
    expect(page.locator("[data-do=add]")).to_be_disabled()
    page.locator('[data-at="today"]').click()
    expect(page.locator('[data-at="closeness-1"]')).to_have_attribute("aria-checked", "true")
    assert "as_of" not in page.url


def test_two_days_are_compared_side_by_side(enter: Enter) -> None:
    page = enter("owner", width=1440, at=f"{MAP}?compare=2026-08-31&split=yes")
    expect(page.locator(".map-pane.earlier [data-person]")).to_have_count(3)
    expect(card(page, "harbour-boss").locator(".move.good")).to_have_count(3)
    page.locator(".changes-summary").click()
    expect(page.locator(".change-list")).to_contain_text("韩定海")


def test_history_is_played_back_step_by_step(enter: Enter) -> None:
    page = enter("owner", width=1440, at=f"{MAP}?as_of=2025-09-01", reduced_motion="reduce")
    page.locator(".time-play").click()
    expect(page).not_to_have_url(re.compile("as_of=2025-09-01"), timeout=15_000)
    page.locator(".time-play").click()


def test_somebody_is_found_by_pinyin(enter: Enter) -> None:
    page = enter("owner", width=1440, at=MAP)
    page.locator("[name=find]").fill("lcw")
    expect(page.locator("#map-panel")).to_contain_text("罗采薇")
    page.locator("[name=find]").fill("zzz")
    expect(page.locator("[name=find]")).to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize(("people", "shown"), [(0, 0), (1, 1)])
def test_map_of_nobody_and_of_one(people: int, shown: int, enter: Enter) -> None:
    page = enter("owner", width=1440)
    crowd(people)
    page.goto("/customers/crowd/map")
    expect(page.locator(".map-pane:not(.earlier) svg[role=tree]")).to_be_visible()
    expect(page.locator("[data-person]")).to_have_count(shown)
    expect(page.locator(".map-empty")).to_have_count(1 - shown)


def test_map_of_three_hundred_folds_and_finds(enter: Enter) -> None:
    page = enter("owner", width=1440)
    crowd(300)
    page.goto("/customers/crowd/map")
    expect(page.locator("[data-person]").first).to_be_visible()
    assert page.locator("[data-person]").count() <= 120
    page.locator("[name=find]").fill("人299")
    expect(card(page, "crowd-299")).to_have_class(re.compile("chosen"))
    box = card(page, "crowd-299").bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= 1100


def test_names_of_one_and_of_forty_characters_stay_within_their_cards(enter: Enter) -> None:
    page = enter("owner", width=1440)
    crowd(2, names={0: "王", 1: LONG_NAME})
    page.goto("/customers/crowd/map")
    for code in ("crowd-0", "crowd-1"):
        body = card(page, code).locator(".body").bounding_box()
        name = card(page, code).locator(".name").bounding_box()
        assert body is not None
        assert name is not None
        assert name["x"] + name["width"] <= body["x"] + body["width"]
    expect(card(page, "crowd-1")).to_have_attribute("aria-label", re.compile(LONG_NAME))


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_map_has_no_violations(color_scheme: str, enter: Enter) -> None:
    page = enter("owner", width=1440, color_scheme=color_scheme, at=f"{MAP}?person=harbour-buyer&compare=2025-10-01")
    expect(page.locator("#map-panel")).to_be_visible()
    assert violations(page) == []
    page.locator("[data-do=add]").click()
    assert violations(page, "dialog[open]") == []
    page.goto(f"{MAP}?tab=table")
    assert violations(page) == []


@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW", "en-GB"])
def test_map_fits_a_phone(locale: str, enter: Enter) -> None:
    page = enter("owner", width=375, at=MAP, locale=locale, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    card(page, "harbour-boss").tap()
    expect(page.locator("#map-panel")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 375


def crowd(people: int, names: dict[int, str] | None = None) -> None:
    """A customer of the owner's with so many key persons, ten below each other."""
    number = Revision.objects.latest("number").number + 1
    revision = Revision.objects.create(
        number=number, action="crowd", recorded_at="2026-09-30T09:00:00Z", everything=True
    )
    customer = Customer.unscoped.create(revision=revision, code="crowd", name="众和集团", created_on=LONG_AGO)
    model: Any = Customer.ownerships.rel.related_model
    owner = model.unscoped.get(customer__code="mill").employee
    model.unscoped.create(revision=revision, customer=customer, employee=owner, valid_from=LONG_AGO)
    rows: list[KeyPerson] = []
    for number in range(people):
        name = (names or {}).get(number, f"人{number}")
        above = rows[(number - 1) // 7] if number else None
        row = KeyPerson.unscoped.create(
            revision=revision,
            code=f"crowd-{number}",
            customer=customer,
            name=name,
            title="主管",
            reports_to=above,
            top=number == 0,
            joined_on=LONG_AGO,
        )
        rows.append(row)
