"""In a real browser nothing that people wrote runs, and no page asks for what its policy forbids."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import conftest
from tests.browser.conftest import Enter
from tests.hostile import ELEMENT, FLAG, hostile_world

WALKED = (
    *("/today", "/actions?tab=done", "/notices", "/search?q=script", "/contact?customer=harbour"),
    *(f"/lines/{line}?view=company" for line in ("customer", "influence", "key-person", "decision-chain")),
    *(f"/customers/harbour?tab={tab}" for tab in ("people", "history", "strategy", "coverage")),
    *("/customers/harbour/map", "/customers/harbour/map?tab=table", "/key-people/harbour-boss"),
    *("/opportunities/crane?tab=chain", "/opportunities/crane?tab=history", "/network?view=company", "/network/paths"),
    *("/strategies?view=company", "/strategies/coverage?view=company", "/strategies/accounts?view=company"),
    *("/strategies/playbook", "/team/review?view=company", "/team/scorecards/company", "/team/continuity"),
    *("/settings/teams", "/settings/employees", "/settings/stages", "/settings/tactics", "/audit", "/import"),
    *("/account/data", "/handovers/HO-1", "/api/v1/docs"),
)


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conftest, "build_world", hostile_world)


def ran(page: Page) -> Any:
    return page.evaluate(f"[window.{FLAG}, document.querySelectorAll('{ELEMENT}, img[src=x]').length]")


@pytest.mark.usefixtures("hostile")
def test_nothing_that_people_wrote_runs(enter: Enter) -> None:
    """The fixture also fails for every complaint of the browser, such as one about the policy."""
    page = enter("admin", at="/today")
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    shown = 0
    for address in WALKED:
        answer = page.goto(address, wait_until="load")
        assert answer is not None
        assert answer.ok, address
        page.wait_for_timeout(150)  # islands draw after the page has come
        assert ran(page) == [None, 0], address
        shown += FLAG in page.content()
    assert dialogs == []
    assert shown > 20


@pytest.mark.usefixtures("hostile")
def test_suggestions_and_drawings_are_texts(enter: Enter) -> None:
    page = enter("admin", at="/customers/harbour/map")
    page.wait_for_selector("svg text")
    page.keyboard.press("/")
    page.keyboard.type("script")
    page.wait_for_timeout(600)
    assert ran(page) == [None, 0]


def test_document_of_the_api_is_shown_under_the_same_policy(enter: Enter) -> None:
    page = enter("owner", at="/api/v1/docs")
    page.wait_for_selector(".opblock")
    assert page.locator(".opblock").count() > 0
