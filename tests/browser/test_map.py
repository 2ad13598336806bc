"""The relationship map in a real browser: seen, changed by mouse, finger and keys, played back, by two at once."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from renmai.store.models import Customer, Influence, KeyPerson, Revision
from tests.browser.conftest import Enter
from tests.browser.test_access_for_all import violations
from tests.browser.test_capture import forgive
from tests.people import LONG_AGO

MAP = "/customers/harbour/map"
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff-Adam"


def card(page: Page, code: str) -> Locator:
    return page.locator(f'.map-pane:not(.earlier) [data-person="{code}"]')


def middle(found: Locator) -> tuple[float, float]:
    box = found.locator(".body").bounding_box()
    assert box is not None
    return box["x"] + box["width"] * 0.3, box["y"] + box["height"] / 2


def drag(page: Page, what: Locator, to: Locator) -> None:
    page.mouse.move(*middle(what))
    page.mouse.down()
    x, y = middle(to)
    page.mouse.move(x - 30, y - 20, steps=4)
    page.mouse.move(x, y, steps=4)
    page.mouse.up()


def superior(code: str) -> str | None:
    found = KeyPerson.unscoped.select_related("reports_to").get(code=code).reports_to
    return found.code if found else None


def notice(page: Page) -> Locator:
    return page.locator(".notice.of-map")


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


def test_dragging_changes_the_superior_and_is_taken_back(enter: Enter) -> None:
    page = enter("owner", width=1440, at=MAP)
    drag(page, card(page, "harbour-engineer"), card(page, "harbour-buyer"))
    expect(notice(page)).to_contain_text("蒋工")
    assert superior("harbour-engineer") == "harbour-buyer"
    page.locator("[data-do=undo]").click()
    expect(page.locator("[data-do=undo]")).to_be_disabled()
    assert superior("harbour-engineer") == "harbour-boss"
    page.keyboard.press("Control+Shift+Z")
    expect(page.locator("[data-do=redo]")).to_be_disabled()
    assert superior("harbour-engineer") == "harbour-buyer"
    page.reload()
    assert superior("harbour-engineer") == "harbour-buyer"


def test_circle_is_refused_while_dragging(enter: Enter) -> None:
    page = enter("owner", width=1440, at=MAP)
    page.mouse.move(*middle(card(page, "harbour-boss")))
    page.mouse.down()
    page.mouse.move(*middle(card(page, "harbour-buyer")), steps=6)
    expect(card(page, "harbour-buyer")).to_have_class(re.compile("no-aim"))
    page.mouse.up()
    assert superior("harbour-boss") is None
    expect(notice(page)).to_have_count(0)


def test_escape_drops_what_is_dragged(enter: Enter) -> None:
    page = enter("owner", width=1440, at=MAP)
    page.mouse.move(*middle(card(page, "harbour-engineer")))
    page.mouse.down()
    page.mouse.move(*middle(card(page, "harbour-buyer")), steps=6)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".ghost")).to_have_count(0)
    assert superior("harbour-engineer") == "harbour-boss"


def test_held_finger_drags_and_a_swipe_moves_the_map(enter: Enter) -> None:
    page = enter("owner", width=1000, at=MAP, has_touch=True)
    fingers = page.context.new_cdp_session(page)

    def touch(kind: str, *at: tuple[float, float]) -> None:
        points = [{"x": x, "y": y} for x, y in at]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    start, end = middle(card(page, "harbour-engineer")), middle(card(page, "harbour-buyer"))
    touch("touchStart", start)
    touch("touchMove", (start[0] - 60, start[1]))
    touch("touchMove", (start[0] - 120, start[1] + 40))
    touch("touchEnd")
    assert middle(card(page, "harbour-engineer")) != start
    assert superior("harbour-engineer") == "harbour-boss"
    start, end = middle(card(page, "harbour-engineer")), middle(card(page, "harbour-buyer"))
    touch("touchStart", start)
    page.wait_for_timeout(600)
    touch("touchMove", ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2))
    touch("touchMove", end)
    expect(card(page, "harbour-buyer")).to_have_class(re.compile(r"\baim"))
    touch("touchEnd")
    expect(notice(page)).to_contain_text("蒋工")
    assert superior("harbour-engineer") == "harbour-buyer"


def test_map_is_worked_by_keys_alone(enter: Enter) -> None:
    page = enter("owner", width=1440, at=MAP)
    card(page, "harbour-boss").focus()
    page.keyboard.press("ArrowDown")
    expect(card(page, "harbour-buyer")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(card(page, "harbour-boss")).to_be_focused()
    page.keyboard.press("End")
    expect(card(page, "harbour-engineer")).to_be_focused()
    page.keyboard.press("m")
    expect(notice(page)).to_contain_text("蒋工")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("[data-do=undo]")).to_be_enabled()
    assert superior("harbour-engineer") == "harbour-buyer"
    page.keyboard.press("Control+Z")
    expect(page.locator("[data-do=redo]")).to_be_enabled()
    assert superior("harbour-engineer") == "harbour-boss"
    card(page, "harbour-boss").focus()
    page.keyboard.press("ArrowLeft")
    expect(card(page, "harbour-buyer")).to_have_count(0)
    expect(card(page, "harbour-boss")).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowRight")
    expect(card(page, "harbour-buyer")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#map-panel")).to_contain_text("韩定海")
    page.keyboard.press("Escape")
    expect(page.locator("#map-panel")).to_be_hidden()


def test_one_tap_in_the_panel_changes_the_card(enter: Enter) -> None:
    page = enter("owner", width=1440, at=MAP)
    card(page, "harbour-engineer").click()
    panel = page.locator("#map-panel")
    panel.locator("summary").first.click()
    panel.locator("[name=why]").fill("他说价格可以谈")
    panel.locator('[data-at="price-1"]').click()
    expect(card(page, "harbour-engineer").locator(".chip.un")).to_have_count(0)
    expect(panel.locator('[data-at="price-1"]')).to_have_attribute("aria-checked", "true")
    expect(panel.locator(".panel-history")).to_contain_text("他说价格可以谈")
    page.locator("[data-do=undo]").click()
    expect(card(page, "harbour-engineer").locator(".chip.un")).to_have_count(1)


def test_questions_lead_to_a_value_on_the_card(enter: Enter) -> None:
    page = enter("owner", width=1440, at=f"{MAP}?person=harbour-engineer")
    page.locator('[data-at="guide-price"]').click()
    guide = page.locator("#map-panel .guide")
    for _ in range(5):
        if guide.locator("fieldset legend").count() and guide.locator("form.asking").count():
            answer = guide.locator("form.asking button.choice").first
            question = guide.locator("legend").inner_text()
            answer.click()
            page.wait_for_function(
                "was => document.querySelector('#map-panel .guide legend')?.innerText !== was", arg=question
            )
    guide.locator("button.btn-primary").click()
    expect(notice(page)).to_contain_text("蒋工")
    expect(card(page, "harbour-engineer").locator(".chip.un")).to_have_count(0)
    page.locator("[data-do=undo]").click()
    expect(card(page, "harbour-engineer").locator(".chip.un")).to_have_count(1)


def test_influence_is_drawn_from_person_to_person_and_ended(enter: Enter) -> None:
    page = enter("owner", width=1440, at=MAP)
    card(page, "harbour-engineer").click()
    knob = card(page, "harbour-engineer").locator(".knob circle").last.bounding_box()
    assert knob is not None
    page.mouse.move(knob["x"] + 4, knob["y"] + 4)
    page.mouse.down()
    page.mouse.move(*middle(card(page, "harbour-buyer")), steps=8)
    page.mouse.up()
    dialog = page.locator("dialog.map-dialog")
    expect(dialog).to_contain_text("罗采薇")
    dialog.locator("[name=note]").fill("同乡")
    dialog.locator("[name=since]").fill("2026-09-01")
    dialog.locator("button.btn-primary").click()
    expect(notice(page)).to_contain_text("蒋工")
    found = Influence.unscoped.get(key_person__code="harbour-buyer", person__code="harbour-engineer")
    assert (found.note, found.valid_from.isoformat()) == ("同乡", "2026-09-01")
    card(page, "harbour-buyer").click()
    expect(page.locator(".line.internal.shown[data-from='harbour-engineer']")).to_have_count(1)
    page.locator(f'[data-at="end-{found.pk}"]').click()
    page.locator("dialog.map-dialog [name=note]").fill("调去分公司")
    page.locator("dialog.map-dialog button.btn-primary").click()
    expect(page.locator(f'[data-at="end-{found.pk}"]')).to_have_count(0)
    found.refresh_from_db()
    assert found.valid_to is not None
    assert found.note.endswith("调去分公司")


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


def test_role_is_put_on_the_map_and_filled_later(enter: Enter) -> None:
    page = enter("owner", width=1440, at=MAP)
    page.locator("[data-do=add]").click()
    dialog = page.locator("dialog.map-dialog")
    dialog.locator("[name=title]").fill("法务负责人")
    dialog.locator("[name=reports_to]").select_option("harbour-boss")
    dialog.locator("button.btn-primary").click()
    expect(page.locator(".card.placeholder")).to_contain_text("法务负责人")
    page.locator('[data-at="details"]').click()
    page.locator("dialog.map-dialog [name=name]").fill("魏清")
    page.locator("dialog.map-dialog button.btn-primary").click()
    expect(page.locator(".card.placeholder")).to_have_count(0)
    assert KeyPerson.unscoped.get(name="魏清").title == "法务负责人"


def test_form_that_is_refused_keeps_what_was_typed(enter: Enter) -> None:
    page = enter("owner", width=1440, at=MAP)
    page.locator("[data-do=add]").click()
    dialog = page.locator("dialog.map-dialog")
    dialog.locator("[name=department]").fill("法务部")
    dialog.locator("button.btn-primary").click()
    expect(dialog.locator("[role=alert]")).to_be_visible()
    expect(dialog.locator("[name=department]")).to_have_value("法务部")
    dialog.locator("[name=name]").fill("魏清")
    dialog.locator("button.btn-primary").click()
    expect(dialog).to_have_count(0)
    assert KeyPerson.unscoped.get(name="魏清").department == "法务部"
    forgive(page, "422")


def test_two_at_once_see_each_other(enter: Enter) -> None:
    mine, theirs = enter("owner", width=1440, at=MAP), enter("leader", width=1440, at=MAP)
    drag(theirs, card(theirs, "harbour-engineer"), card(theirs, "harbour-buyer"))
    expect(notice(theirs)).to_be_visible()
    expect(card(mine, "harbour-engineer")).to_have_class(re.compile("changed"), timeout=15_000)
    card(mine, "harbour-engineer").click()
    expect(mine.locator('[data-at="superior"]')).to_have_value(":harbour-buyer")


def test_the_later_of_two_decides_with_both_values_before_them(enter: Enter) -> None:
    mine, theirs = enter("owner", width=1440, at=MAP), enter("leader", width=1440, at=MAP)
    mine.route("**/map/facts*", lambda route: route.fulfill(status=204))  # a network that is too slow to tell
    for page in (mine, theirs):
        card(page, "harbour-engineer").click()
    theirs.locator('[data-at="closeness--1"]').click()
    expect(notice(theirs)).to_be_visible()
    mine.locator('[data-at="closeness-0"]').click()
    clash = mine.locator(".notice.of-map[role=alert]")
    expect(clash).to_contain_text("周明朗")
    clash.locator(".btn-primary").click()
    expect(mine.locator('[data-at="closeness-0"]')).to_have_attribute("aria-checked", "true")
    forgive(mine, "409")


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


def test_fishbone_orders_the_chain(enter: Enter) -> None:
    page = enter("owner", width=1440, at="/opportunities/crane")
    expect(page.locator("[data-person]")).to_have_count(3)
    card(page, "harbour-boss").click()
    page.locator('[data-at="role"]').select_option("approver")
    expect(notice(page)).to_be_visible()
    head = max(page.locator("[data-person]").all(), key=lambda one: (one.bounding_box() or {"x": 0})["x"])
    first = head.get_attribute("data-person")
    card(page, str(first)).click()
    page.locator('[data-at="earlier"]').click()
    expect(page.locator("[data-do=undo]")).to_be_enabled()
    page.wait_for_function(
        "code => [...document.querySelectorAll('[data-person]')].sort((a, b) => b.getBoundingClientRect().x"
        " - a.getBoundingClientRect().x)[0].dataset.person !== code",
        arg=first,
    )


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
