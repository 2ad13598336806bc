"""The map's page as tests handle it: cards, dragging, what was said."""

from playwright.sync_api import Locator, Page

from renmai.store.models import KeyPerson

MAP = "/customers/harbour/map"


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
