"""The map leaves the page as a file: as it was seen, drawn by the server, a picture by the browser."""

import struct
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from renmai.refresh import forget
from renmai.store.models import KeyPerson, Revision
from tests.browser.conftest import Enter
from tests.browser.test_capture import forgive
from tests.people import AS_OF

MAP = "/customers/harbour/map"


def saved(page: Page, form: str) -> tuple[str, Path]:
    page.locator("details.export summary").click()
    with page.expect_download() as waiting:
        page.locator(f"details.export button[data-file={form}]").click()
    return waiting.value.suggested_filename, waiting.value.path()


def test_map_becomes_a_picture_in_the_browser(enter: Enter) -> None:
    page = enter("owner", width=1440, at=f"{MAP}?lines=all&compare=2026-08-31")
    expect(page.locator("[data-person]").first).to_be_visible()
    name, path = saved(page, "png")
    content = path.read_bytes()
    assert name == "东港码头-关系图谱-2026-09-30.png"
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    assert width > height > 600
    assert Revision.objects.filter(action="export", actor="owner").exists()


@pytest.mark.parametrize(
    ("form", "start"), [("svg", b"<svg"), ("pdf", b"%PDF"), ("pptx", b"PK")], ids=["svg", "pdf", "pptx"]
)
@pytest.mark.parametrize("address", [f"{MAP}?as_of=2026-08-31", "/opportunities/crane"], ids=["tree", "fishbone"])
def test_map_is_saved_as_it_is_seen(form: str, start: bytes, address: str, enter: Enter) -> None:
    page = enter("owner", width=1440, at=address)
    expect(page.locator("[data-person]").first).to_be_visible()
    name, path = saved(page, form)
    assert name.endswith(f".{form}")
    assert ("2026-08-31" in name) == ("as_of" in address)
    assert path.read_bytes().startswith(start)


def test_page_that_is_older_than_the_facts_says_so(enter: Enter) -> None:
    page = enter("owner", width=1440, at=MAP)
    expect(page.locator("[data-person]").first).to_be_visible()
    KeyPerson.unscoped.filter(code="harbour-engineer").update(left_on=AS_OF)
    page.route("**/map/facts*", lambda route: route.fulfill(status=204))
    forget()
    page.locator("details.export summary").click()
    page.locator("details.export button[data-file=svg]").click()
    expect(page.locator("main h1, .message h1").first).to_be_visible()
    forgive(page, "422")
