"""Every file says who took it out and when, as far as its format can (docs/personal-data.md)."""

import io
import json
import re
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client
from pptx import Presentation

from renmai.output.pdf import write_pdf
from renmai.output.review import paper as review_paper
from renmai.web.pages.export import entity
from renmai.web.pages.export import paper as line_paper
from renmai.web.pages.handover import pack
from renmai.web.pages.personal_data import files
from tests.people import NAMES
from tests.web.test_papers import characters

OWNER = NAMES["owner"]
MOMENT = re.compile(r"20\d\d-\d\d-\d\d \d\d:\d\d")
"""When it was made, by the clock of the server."""
PRINTERS = (entity, line_paper, pack, review_paper, files)
SignedIn = Callable[[str], Client]


@pytest.mark.parametrize(
    "address",
    [
        "/lines/customer/export.pdf",
        "/customers/harbour/export.pdf",
        "/customers/harbour/pack.pdf",
        "/team/review/export.pdf",
        "/key-people/harbour-boss/data/export.pdf",
    ],
)
def test_paper_says_who_and_when_at_the_foot_and_across(
    address: str, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[tuple[str, str]] = []

    def kept(html: str, style: str, **more: bool) -> bytes:
        laid_out.append((html, style))
        return write_pdf(html, style, **more)

    for module in PRINTERS:
        monkeypatch.setattr(module, "write_pdf", kept)
    made = signed_in("owner").get(address).content
    ((html, style),) = laid_out
    across = re.search(r'<p class="watermark">(.*?)</p>', html)
    foot = re.search(r'<span class="who">(.*?)</span>', html)
    assert across is not None
    assert foot is not None
    assert all(OWNER in told and MOMENT.search(told) for told in (across[1], foot[1]))
    # What stands fixed or runs is on every page.
    assert re.search(r"\.watermark \{ position: fixed", style)
    assert re.search(r"\.foot \{ position: running", style)
    assert set(OWNER) <= characters(made)


def test_workbook_says_who_and_when(signed_in: SignedIn) -> None:
    book = openpyxl.load_workbook(io.BytesIO(signed_in("owner").get("/lines/customer/export.xlsx").content))
    first = book.worksheets[0]
    assert OWNER in [cell for row in first.iter_rows(values_only=True) for cell in row]
    assert all(
        OWNER in page.oddFooter.left.text and MOMENT.search(page.oddFooter.left.text) for page in book.worksheets
    )


def test_every_slide_says_who_and_when(signed_in: SignedIn) -> None:
    deck = Presentation(io.BytesIO(signed_in("owner").get("/team/review/export.pptx").content))
    for slide in deck.slides:
        told = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert OWNER in told
        assert MOMENT.search(told)


@pytest.mark.parametrize("drawing", ["trend", "matrix"])
def test_drawing_says_who_and_when(drawing: str, signed_in: SignedIn) -> None:
    told = signed_in("owner").get(f"/lines/customer/{drawing}.svg").content.decode()
    assert OWNER in told
    assert MOMENT.search(told)


def test_report_for_machines_says_who_and_when(signed_in: SignedIn) -> None:
    told = json.loads(signed_in("owner").get("/account/data/export.json").content)
    assert OWNER in told["exported"]
    assert MOMENT.search(told["exported"])
