"""A real browser in front of a real server, on the day of the world of `tests/people.py`."""

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

import renmai
from renmai.wording.compile import compile_stale
from tests.people import AS_OF, PASSWORD, build_world

# Playwright runs an event loop in the thread that also prepares the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

BUILT = Path(renmai.__file__).parent / "web" / "static" / "built" / "renmai.js"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
Enter = Callable[..., Page]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "no Chromium on the path: scripts/browser finds or installs one"
    return {**browser_type_launch_args, "executable_path": found, "args": list(QUIET)}


@pytest.fixture(scope="session", autouse=True)
def built() -> None:
    assert BUILT.exists(), "the islands are not built: npm run build"
    compile_stale()


@pytest.fixture(autouse=True)
def as_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: AS_OF)


@pytest.fixture
def enter(transactional_db: None, live_server: LiveServer, browser: Browser) -> Any:
    """`enter("owner", width=375, color_scheme="dark")`: the owner's customer line; `at="/today"`: the start."""
    build_world()
    contexts = []

    def open_page(who: str, *, width: int = 1280, at: str = "/lines/customer", **options: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 900}, **{"locale": "zh-CN"} | options
        )
        contexts.append(context)
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.complaints = complaints  # type: ignore[attr-defined]
        page.goto("/sign-in")
        page.fill("input[name=username]", who)
        page.fill("input[name=password]", PASSWORD)
        page.click("main button")
        page.wait_for_url(lambda url: "/sign-in" not in url)
        if at not in page.url:
            page.goto(at)
        return page

    yield open_page
    complained = [said for context in contexts for page in context.pages for said in page.complaints]  # type: ignore[attr-defined]
    for context in contexts:
        context.close()  # in any case: a page that is left open goes on asking in every test that follows
    _wait_for_answers()
    assert complained == []


def _wait_for_answers() -> None:
    """An open map asks every few seconds: what is still being answered would hold the tables that are emptied next."""
    answering = [thread for thread in threading.enumerate() if "process_request_thread" in thread.name]
    for thread in answering:
        thread.join(timeout=20)
        assert not thread.is_alive(), "a request is still being answered after its browser has gone"
