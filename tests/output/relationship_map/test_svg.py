"""SVG: a picture that stands for itself, all of its text as text, nothing that runs or is fetched."""

from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

import pytest

from renmai.output.relationship_map.fitting import cleaned
from renmai.output.relationship_map.picture import Area, Picture, TraceKind
from renmai.output.relationship_map.svg import svg_of
from tests.output.relationship_map.pictures import BOSS, FISHBONE, HOSTILE, SHEET, TREE

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg", "title", "desc", "defs", "pattern", "rect", "circle", "path", "g", "text", "tspan"}


def read(picture: Picture) -> Element:
    return fromstring(svg_of(picture))  # noqa: S314 -- our own drawing


def texts(svg: Element) -> list[str]:
    return ["".join(one.itertext()) for one in svg.iter(f"{SVG}text")]


def strokes(svg: Element, colour: str) -> list[Element]:
    return [one for one in svg.iter(f"{SVG}path") if one.get("stroke") == colour]


def test_every_text_of_the_map_is_text() -> None:
    said = " ".join(texts(read(replace(TREE, area=Area(20, 240, 300, 60, "Reporting line unknown")))))
    wanted = (
        [card.name for card in TREE.cards] + [card.title for card in TREE.cards] + [pill.name for pill in TREE.pills]
    )
    wanted += [SHEET.title, SHEET.about, SHEET.confidential, SHEET.foot, "Reporting line unknown", "同学", "+2", "−1"]
    assert [word for word in wanted if word not in said] == []


def test_picture_names_and_describes_itself() -> None:
    svg = read(TREE)
    assert (svg.find(f"{SVG}title").text, svg.find(f"{SVG}desc").text) == (SHEET.title, SHEET.told)  # type: ignore[union-attr]
    assert svg.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"
    assert "PingFang SC" in (svg.get("font-family") or "")
    assert "PingFang TC" in (read(replace(TREE, sheet=replace(SHEET, language="zh-Hant"))).get("font-family") or "")


@pytest.mark.parametrize("picture", [TREE, FISHBONE])
def test_picture_refers_to_nothing_outside(picture: Picture) -> None:
    for element in read(picture).iter():
        assert element.tag.removeprefix(SVG) in ALLOWED
        assert not [
            name for name in element.attrib if name.startswith("on") or name.endswith("href") or name == "style"
        ]
        assert all("url(" not in value or value == "url(#hatched)" for value in element.attrib.values())


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_words(name: str) -> None:
    card = replace(BOSS, name=name, title=name, told=name, new=name)
    pills = [replace(pill, name=name, place=name) for pill in TREE.pills]
    sheet = replace(SHEET, title=name, about=name, foot=name)
    svg = read(replace(TREE, cards=[card, *TREE.cards[1:]], pills=pills, sheet=sheet))
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= ALLOWED
    groups = [group.find(f"{SVG}title").text for group in svg.iter(f"{SVG}g") if group.find(f"{SVG}title") is not None]  # type: ignore[union-attr]
    assert cleaned(name) == "" or cleaned(name) in groups


def test_name_that_does_not_fit_is_told_in_full_below() -> None:
    name = "名" * 40
    said = texts(read(replace(TREE, cards=[replace(BOSS, name=name), *TREE.cards[1:]])))
    assert not any(name in text for text in said[:-4])
    assert any(text.startswith(f"In full: {name}") for text in said)


def test_competitors_lines_are_dashed_and_every_influence_has_a_head() -> None:
    svg = read(TREE)
    dashed = [one for one in svg.iter(f"{SVG}path") if one.get("stroke-dasharray") == "7 4"]
    assert len(dashed) == 1
    kinds = [trace.kind for trace in TREE.traces]
    heads = [one for one in svg.iter(f"{SVG}path") if (one.get("d") or "").count("L") == 2 and one.get("fill")]
    moves = sum(bool(chip.moved) for card in TREE.cards for chip in card.chips) + 2
    assert len(heads) - moves == len(kinds) - kinds.count(TraceKind.REPORTING)


def test_unknown_is_hatched_and_dashed() -> None:
    svg = read(TREE)
    assert len([one for one in svg.iter() if one.get("fill") == "url(#hatched)"]) == 2  # an edge, a key of the legend
    frames = [group.find(f"{SVG}rect") for group in svg.iter(f"{SVG}g") if group.find(f"{SVG}title") is not None]
    dashed = [frame for frame in frames if frame is not None and frame.get("stroke-dasharray") == "4 3"]
    assert len(dashed) == 2  # nothing known; known by the role only


def test_nothing_is_drawn_outside_the_sheet() -> None:
    far = replace(BOSS, x=1500, y=900)
    svg = read(replace(TREE, cards=[far, *TREE.cards[1:]], traces=[]))
    width, height = (float(svg.get(side) or 0) for side in ("width", "height"))
    for rect in svg.iter(f"{SVG}rect"):
        assert float(rect.get("x") or 0) + float(rect.get("width") or 0) <= width
        assert float(rect.get("y") or 0) + float(rect.get("height") or 0) <= height


def test_what_stands_around_a_large_map_is_larger() -> None:
    small, large = read(TREE), read(replace(TREE, width=6000))
    titles = [next(svg.iter(f"{SVG}text")) for svg in (small, large)]
    assert [float(title.get("font-size") or 0) for title in titles] == [18, 72]
