"""PDF: the map on one sheet, its text selectable, in embedded fonts; and how long drawings take."""

import re
from collections.abc import Callable
from dataclasses import replace
from time import process_time

import pytest

from renmai.output.relationship_map.pdf import pdf_of
from renmai.output.relationship_map.picture import Picture
from renmai.output.relationship_map.pptx import pptx_of
from renmai.output.relationship_map.svg import svg_of
from tests.output.relationship_map.pictures import BOSS, FISHBONE, HOSTILE, SHEET, TREE, of_many
from tests.web.test_papers import OPENTYPE, characters, streams

SECONDS = 20
"""Of a processor, for 300 people in all three forms; it takes a tenth of that."""


def sheets(document: bytes) -> list[tuple[float, float]]:
    """Width and height of every page, in points."""
    boxes = [box for part in (document, *streams(document)) for box in re.findall(rb"/MediaBox\s*\[([^\]]*)\]", part)]
    return [tuple(float(side) for side in box.split()[2:]) for box in boxes]  # type: ignore[misc]


@pytest.mark.parametrize("picture", [TREE, FISHBONE])
def test_text_of_the_map_can_be_selected(picture: Picture) -> None:
    made = pdf_of(picture)
    said = "".join(card.name + card.title for card in picture.cards) + SHEET.title + SHEET.foot
    assert set(said) - {" "} <= characters(made)
    assert any(stream.startswith(OPENTYPE) for stream in streams(made))


@pytest.mark.parametrize(("width", "paper"), [(960, (842, 595)), (1600, (1191, 842)), (20_000, (1191, 842))])
def test_map_is_on_one_sheet_of_fitting_size(width: float, paper: tuple[int, int]) -> None:
    found = sheets(pdf_of(replace(TREE, width=width)))
    assert [(round(across), round(down)) for across, down in found] == [paper]


def test_tall_map_is_on_one_sheet_too() -> None:
    assert len(sheets(pdf_of(replace(TREE, height=15_000)))) == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_words(name: str) -> None:
    sheet = replace(SHEET, title=f"{name} map", about=name, foot=name, author=name)
    made = pdf_of(replace(TREE, cards=[replace(BOSS, name=name, title=name), *TREE.cards[1:]], sheet=sheet))
    assert len(sheets(made)) == 1
    ascii_only = {letter for letter in name if letter.isascii() and letter.isalpha()}
    assert ascii_only <= characters(made)


@pytest.mark.parametrize("draw", [svg_of, pptx_of, pdf_of])
def test_three_hundred_people_are_drawn_in_bounded_time(draw: Callable[[Picture], object]) -> None:
    picture = of_many(300)
    start = process_time()
    assert draw(picture)
    assert process_time() - start < SECONDS
