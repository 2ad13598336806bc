"""The slide: native shapes that can be edited, lines that hold on to the right cards, no picture."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.slide import Slide

from renmai.output.relationship_map.fitting import cleaned
from renmai.output.relationship_map.picture import Picture
from renmai.output.relationship_map.pptx import LONGEST_SIDE, pptx_of
from tests.output.relationship_map.pictures import BOSS, FISHBONE, HOSTILE, SHEET, TREE

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


def slide_of(picture: Picture) -> Slide:
    found: Slide = Presentation(BytesIO(pptx_of(picture))).slides[0]
    return found


def shapes(slide: Slide) -> Iterator[Any]:
    """All of them, those in groups too."""
    for shape in slide.shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from shape.shapes  # type: ignore[attr-defined]


def frames(slide: Slide) -> dict[str, Any]:
    """The first shape of every group, by the group's name."""
    groups = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    return {group.name: group.shapes[0] for group in groups}  # type: ignore[attr-defined]


def told(shape: Any) -> str:
    return str(next(shape._element.iter(f"{P}cNvPr")).get("descr") or "")


def ends(slide: Slide) -> dict[str, tuple[int | None, int | None]]:
    """By alternative text, what a connector holds on to."""
    found = {}
    for connector in slide.element.iter(f"{P}cxnSp"):
        held = [connector.find(f".//{A}{end}") for end in ("stCxn", "endCxn")]
        name = next(connector.iter(f"{P}cNvPr")).get("descr")
        found[name] = tuple(None if one is None else int(one.get("id")) for one in held)
    return found  # type: ignore[return-value]


def test_there_is_a_shape_for_each_card_with_its_text() -> None:
    slide = slide_of(TREE)
    found = frames(slide)
    assert set(found) == {card.name for card in TREE.cards} | {pill.name for pill in TREE.pills}
    for card in TREE.cards:
        text = found[card.name].text_frame.text
        assert [word for word in (card.name, card.title) if word not in text] == []
    assert "远图科技" in found["钟离"].text_frame.text


def test_chips_and_badges_are_shapes_with_text() -> None:
    group = next(shape for shape in slide_of(TREE).shapes if shape.name == "韩定海")
    written = [one.text_frame.text for one in group.shapes if one.has_text_frame and one.text_frame.text]  # type: ignore[attr-defined]
    assert written[1:] == ["+2", "−1", "?", "V", "A"]


def test_connectors_hold_on_to_superior_and_person() -> None:
    slide = slide_of(TREE)
    ids = {name: frame.shape_id for name, frame in frames(slide).items()}
    assert ends(slide) == {
        "罗采薇 → 韩定海": (ids["韩定海"], ids["罗采薇"]),
        "蒋工 → 罗采薇": (ids["罗采薇"], ids["蒋工"]),
    }


def test_bone_holds_on_to_its_card() -> None:
    slide = slide_of(FISHBONE)
    ids = {name: frame.shape_id for name, frame in frames(slide).items()}
    assert ends(slide) == {"罗采薇": (ids["罗采薇"], None), "spine": (None, None)}
    assert "批准者" in [one.text_frame.text for one in shapes(slide) if one.has_text_frame]


def test_influence_is_a_drawn_line_and_dashed_where_it_is_a_competitors() -> None:
    lines = {
        told(one): one for one in shapes(slide_of(TREE)) if one.shape_type == MSO_SHAPE_TYPE.FREEFORM and told(one)
    }
    assert set(lines) == {"徐东 can sway 韩定海", "钟离", "蒋工"}
    assert {name: one.line.dash_style is not None for name, one in lines.items()} == {
        "徐东 can sway 韩定海": False,
        "钟离": True,
        "蒋工": False,
    }
    assert all(one._element.find(f".//{A}tailEnd") is not None for one in lines.values())


def test_slide_has_no_picture_and_nobody_elses_things() -> None:
    made = pptx_of(TREE)
    names = zipfile.ZipFile(BytesIO(made)).namelist()
    assert [name for name in names if "media" in name or "thumbnail" in name or "printer" in name] == []
    deck = Presentation(BytesIO(made))
    assert not [one for one in shapes(deck.slides[0]) if one.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert len(deck.slides) == 1
    properties = deck.core_properties
    assert (properties.author, properties.title, properties.comments) == ("林知远", SHEET.title, SHEET.confidential)
    assert properties.created.date() == SHEET.made_at.date()


def test_slide_says_whose_it_is_and_of_when() -> None:
    slide = slide_of(TREE)
    assert slide.shapes.title.text_frame.text == SHEET.title  # type: ignore[union-attr]
    written = " ".join(one.text_frame.text for one in shapes(slide) if one.has_text_frame)
    wanted = [SHEET.about, SHEET.confidential, SHEET.foot, *(key.text for key in (*SHEET.keys, *SHEET.compared))]
    assert [word for word in wanted if word not in written] == []


def test_every_shape_has_a_number_of_its_own_and_cards_are_told() -> None:
    slide = slide_of(TREE)
    numbers = [int(one.get("id")) for one in slide.element.iter(f"{P}cNvPr")]
    assert sorted(set(numbers)) == sorted(numbers)
    groups = [one for one in slide.shapes if one.shape_type == MSO_SHAPE_TYPE.GROUP]
    assert {told(one) for one in groups} >= {card.told for card in TREE.cards if card.told}
    assert "Solution: Oppose" in {told(one) for one in shapes(slide)}


def test_slide_has_the_ratio_of_the_map_and_opens_however_large_it_is() -> None:
    small, large = (Presentation(BytesIO(pptx_of(replace(TREE, width=width)))) for width in (960, 20_000))
    assert small.slide_width == 960 * 9525
    assert large.slide_width == LONGEST_SIDE
    sizes = [
        run.font.size
        for one in shapes(large.slides[0])
        if one.has_text_frame
        for run in one.text_frame.paragraphs[0].runs
    ]
    assert min(size for size in sizes if size) >= 12_700


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_words(name: str) -> None:
    card = replace(BOSS, name=name, title=name, told=name)
    pills = [replace(pill, name=name, place=name, told=name) for pill in TREE.pills]
    sheet = replace(SHEET, title=name, about=name, foot=name, author=name)
    slide = slide_of(replace(TREE, cards=[card, *TREE.cards[1:]], pills=pills, sheet=sheet))
    group = next(
        shape for shape in slide.shapes if told(shape) == cleaned(name) and shape.shape_type == MSO_SHAPE_TYPE.GROUP
    )
    text = group.shapes[0].text_frame.text.replace("\n", "").replace(" ", "")  # type: ignore[attr-defined]
    assert text.startswith(cleaned(name).replace(" ", "")[:8])
