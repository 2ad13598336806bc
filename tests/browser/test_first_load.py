"""What a first visit costs: bytes of script and style, and things that jump."""

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response

from tests.browser.conftest import Enter

MOST_BYTES = 200_000
"""Script and style of a dashboard, compressed."""
WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts.push(entry.value);
}).observe({type: "layout-shift", buffered: true});
"""
PAGES = ("/today", "/lines/customer", "/lines/influence", "/lines/key-person", "/lines/decision-chain")


def compressed(loaded: list[Response]) -> int:
    code = [answer for answer in loaded if answer.url.endswith((".js", ".css"))]
    assert code
    return sum(len(gzip.compress(answer.body())) for answer in code)


@pytest.mark.parametrize("path", PAGES)
def test_first_load_is_light(path: str, enter: Enter) -> None:
    page = enter("executive")
    loaded: list[Response] = []
    page.on("response", lambda answer: loaded.append(answer))  # noqa: PLW0108 a builtin cannot be marked
    page.goto(path, wait_until="networkidle")
    assert compressed(loaded) <= MOST_BYTES


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_jumps_while_the_page_loads(path: str, width: int, enter: Enter) -> None:
    page = enter("executive", width=width)
    page.add_init_script(WATCH_SHIFTS)
    page.goto(path, wait_until="networkidle")
    assert shifts(page) == []


def shifts(page: Page) -> list[float]:
    wait: Callable[..., list[float]] = page.evaluate
    return [round(value, 4) for value in wait("window.shifts") if value > 0.001]
