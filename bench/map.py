"""What the relationship map costs the browser: until it is painted, while somebody is dragged, and on the way there.

`python -m bench.map` imports a few customers with 300 key persons each, serves them, and opens one in Chromium.
"""

import argparse
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import renmai
from bench.dataset import generate
from bench.store import DATABASE, import_into, use_database
from scripts.serving import QUIET, browser_path, served

PEOPLE: Final = 300
CUSTOMERS: Final = 4
ROUNDS: Final = 7
STEPS: Final = 150
"""Moves of the pointer in one drag."""
RESULTS: Final = Path(__file__).parent / "map.md"
ISLAND: Final = Path(renmai.__file__).parent / "web" / "static" / "built" / "map.js"
SCRIPT_MS, FRAMES, KILOBYTES = 500.0, 30.0, 60.0
"""Targets: script until the first paint, frames in a second while dragging, the island gzipped."""

PAINTED: Final = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
COUNT_FRAMES: Final = """() => {
  window.frames_seen = [];
  const count = (now) => { window.frames_seen.push(now); window.counting = requestAnimationFrame(count); };
  window.counting = requestAnimationFrame(count);
}"""
STOP_COUNTING: Final = "() => { cancelAnimationFrame(window.counting); return window.frames_seen; }"


@dataclass(frozen=True, slots=True)
class Opening:
    """Milliseconds of a page load until every card is there: of script, of layout and style, of all tasks."""

    script: float
    layout: float
    task: float
    cards: int


def session(folder: Path) -> dict[str, str]:
    """A cookie by which the administrator of the imported company is signed in."""
    use_database(folder)
    from django.conf import settings  # noqa: PLC0415 (settings first)
    from django.test import Client  # noqa: PLC0415 (settings first)

    from renmai.store.models import Account, Employee  # noqa: PLC0415 (settings first)
    from renmai.store.models.employee import Role  # noqa: PLC0415 (settings first)

    boss = Employee.objects.filter(role__in=(Role.EXECUTIVE, Role.ADMIN)).order_by("code")[0]
    account = Account.objects.create_user("bench", password=None)
    Account.objects.filter(pk=account.pk).update(employee=boss)
    client = Client()
    client.force_login(account)
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def customer() -> str:
    """The code of one of the customers."""
    from renmai.store.models import Customer  # noqa: PLC0415 (settings first)

    return str(Customer.unscoped.order_by("code").values_list("code", flat=True)[0])


def opening(context: BrowserContext, address: str) -> tuple[Opening, Page]:
    page = context.new_page()
    asking = context.new_cdp_session(page)
    asking.send("Performance.enable")
    page.goto(address)
    page.wait_for_selector("[data-person]")
    page.evaluate(PAINTED)
    told = {one["name"]: one["value"] * 1000 for one in asking.send("Performance.getMetrics")["metrics"]}
    layout = told["LayoutDuration"] + told["RecalcStyleDuration"]
    return Opening(told["ScriptDuration"], layout, told["TaskDuration"], page.locator("[data-person]").count()), page


def unfolded(context: BrowserContext, page: Page) -> tuple[float, int]:
    """Milliseconds of script until everybody is shown, and how many that are."""
    asking = context.new_cdp_session(page)
    asking.send("Performance.enable")

    def script() -> float:
        found = asking.send("Performance.getMetrics")["metrics"]
        return next(float(one["value"]) for one in found if one["name"] == "ScriptDuration") * 1000

    before = script()
    page.click("[data-do=fold]")
    page.evaluate(PAINTED)
    return script() - before, page.locator("[data-person]").count()


def frames_while_dragging(page: Page) -> list[float]:
    """Milliseconds between frames, while a card is dragged about over the others."""
    cards = page.locator("[data-person]")
    box: Any = cards.nth(cards.count() // 2).bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 14)
    page.mouse.down()
    page.evaluate(COUNT_FRAMES)
    for step in range(STEPS):
        page.mouse.move(260 + 5 * step, 360 + (step * 7) % 200)
    seen: list[float] = page.evaluate(STOP_COUNTING)
    page.keyboard.press("Escape")
    page.mouse.up()
    return [later - earlier for earlier, later in pairwise(seen)]


def measured(browser: Browser, url: str, cookie: dict[str, str], address: str) -> Iterator[str]:
    context = browser.new_context(base_url=url, viewport={"width": 1440, "height": 900}, locale="zh-CN")
    context.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookie.items()])
    openings = []
    for _ in range(ROUNDS):
        found, page = opening(context, address)
        openings.append(found)
        last = page
    unfolding, everybody = unfolded(context, last)
    frames = frames_while_dragging(last)
    script = median(one.script for one in openings)
    slowest = sorted(frames)[int(len(frames) * 0.95)]
    island = len(gzip.compress(ISLAND.read_bytes(), 6)) / 1000
    cards = openings[0].cards
    yield f"| script until {cards} cards are painted, all of the page's | {script:.0f} ms | ≤ {SCRIPT_MS:.0f} ms |"
    yield f"| script until all {everybody} are unfolded and painted | {unfolding:.0f} ms | ≤ {SCRIPT_MS:.0f} ms |"
    yield f"| style and layout until the first paint | {median(one.layout for one in openings):.0f} ms | |"
    yield f"| frames in a second, dragging among all of them, median | {1000 / median(frames):.0f} | ≥ {FRAMES:.0f} |"
    yield f"| the same, of the slowest in twenty | {1000 / slowest:.0f} | ≥ {FRAMES:.0f} |"
    yield f"| the map's island, gzipped | {island:.1f} kB | ≤ {KILOBYTES:.0f} kB |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.map", description=__doc__)
    parser.add_argument("--output", type=Path, default=RESULTS, help="where the table goes")
    args = parser.parse_args()
    with TemporaryDirectory(prefix="renmai-bench-") as name:
        folder = Path(name)
        import_into(folder, generate(CUSTOMERS, people=PEOPLE))
        cookie, address = session(folder), f"/customers/{customer()}/map"
        settings = {"RENMAI_DATA_DIR": name, "RENMAI_DATABASE_URL": f"sqlite:///{folder / DATABASE}"}
        with served(settings) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_path(), args=list(QUIET))
            rows = list(measured(browser, url, cookie, address))
            browser.close()
    about = f"One customer with {PEOPLE} key persons, medians of {ROUNDS} openings."
    head = ["# What the relationship map costs the browser", "", about]
    text = "\n".join([*head, "", "| what | measured | target |", "|---|---|---|", *rows, ""])
    args.output.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
