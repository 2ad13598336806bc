"""The relationship map changed in a real browser: by mouse, finger and keys, in the panel, by two at once."""

import re

from playwright.sync_api import expect

from renmai.store.models import Influence, KeyPerson
from tests.browser.conftest import Enter
from tests.browser.map_page import MAP, card, drag, middle, notice, superior
from tests.browser.test_capture import forgive


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
    step = guide.locator("form.asking legend, .proposal")
    expect(step).to_be_visible()
    while guide.locator("form.asking").count():
        asked = step.inner_text()
        guide.locator("form.asking button.choice").first.click()
        expect(step).not_to_have_text(asked)
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
