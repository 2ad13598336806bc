"""A form whose buttons ask for files: the drawing that is sent back becomes a picture in the browser."""

import json
import struct
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter

LAYOUT = {
    "as_of": "2026-09-30",
    "kind": "tree",
    "colour": "closeness",
    "width": 700,
    "height": 300,
    "cards": [{"person": "harbour-boss", "x": 240, "y": 60}, {"person": "harbour-buyer", "x": 24, "y": 160}],
}
FORM = """layout => {
  const form = document.createElement("form");
  form.method = "post";
  form.id = "as-file";
  const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
  form.innerHTML = `<input type="hidden" name="csrfmiddlewaretoken" value="${token}">
    <button data-file="png" formaction="/customers/harbour/map/export.svg">PNG</button>
    <button data-file="pptx" formaction="/customers/harbour/map/export.pptx">PPTX</button>`;
  form.addEventListener("formdata", (event) => event.formData.set("picture", layout));
  document.querySelector("main").prepend(form);
}"""


def opened(enter: Enter, layout: dict[str, Any]) -> Page:
    page = enter("owner", at="/customers/harbour")
    page.evaluate(FORM, json.dumps(layout))
    return page


def saved(page: Page, button: str) -> tuple[str, Path]:
    with page.expect_download() as waiting:
        page.locator("#as-file button", has_text=button).click()
    return waiting.value.suggested_filename, waiting.value.path()


def test_map_becomes_a_picture_in_the_browser(enter: Enter) -> None:
    name, path = saved(opened(enter, LAYOUT), "PNG")
    content = path.read_bytes()
    assert name == "东港码头-关系图谱-2026-09-30.png"
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    assert width == 2 * 760
    assert height > 2 * 300


def test_map_is_saved_as_a_slide(enter: Enter) -> None:
    name, path = saved(opened(enter, LAYOUT), "PPTX")
    assert name == "东港码头-关系图谱-2026-09-30.pptx"
    assert path.read_bytes().startswith(b"PK")


def test_refusal_is_shown_as_a_page(enter: Enter) -> None:
    page = opened(enter, LAYOUT | {"cards": [{"person": "quarry-boss", "x": 0, "y": 0}]})
    page.locator("#as-file button", has_text="PNG").click()
    expect(page.locator("main")).to_contain_text("cards.0")
    page.complaints.clear()  # type: ignore[attr-defined]  # the browser notes the refusal
