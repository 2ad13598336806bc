"""A map as a standalone SVG 1.1: text is text, fonts are named, nothing is referred to outside the file."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from xml.etree.ElementTree import Element

from renmai.output.relationship_map import palette
from renmai.output.relationship_map.drawing import scene_of
from renmai.output.relationship_map.geometry import arrow_head, bends, corners_of, shortened, without_repeats
from renmai.output.relationship_map.markup import Attributes, add, number, root, written
from renmai.output.relationship_map.picture import Picture, Point
from renmai.output.relationship_map.scene import Arrow, Box, Dot, Edge, Group, Look, Part, Scene, Stroke, Words

FONTS: Final = {
    "zh-Hant": "Inter, 'PingFang TC', 'HarmonyOS Sans TC', 'Microsoft JhengHei UI', 'Noto Sans CJK TC', sans-serif",
}
USUAL_FONTS: Final = "Inter, 'PingFang SC', 'HarmonyOS Sans SC', 'Microsoft YaHei UI', 'Noto Sans CJK SC', sans-serif"
APART: Final = 0.5
"""Between runs of a line, in shares of the first one's size."""
HEAD: Final = 6
"""Length of an arrow's head on a line without width."""


def svg_of(picture: Picture) -> str:
    return written(svg_element(scene_of(picture), FONTS.get(picture.sheet.language, USUAL_FONTS)))


def svg_element(scene: Scene, fonts: str) -> Element:
    svg = root(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "version": "1.1",
            "xml:lang": scene.language,
            "width": number(scene.width),
            "height": number(scene.height),
            "viewBox": f"0 0 {number(scene.width)} {number(scene.height)}",
            "font-family": fonts,
        },
    )
    add(svg, "title", text=scene.title.runs[0].text)
    add(svg, "desc", text=scene.told)
    _definitions(svg)
    add(svg, "rect", {"width": scene.width, "height": scene.height, "fill": palette.SURFACE})
    for part in (scene.title, *scene.ground):
        _part(svg, part)
    lines = add(svg, "g", {"fill": "none"})
    for stroke in scene.strokes:
        _stroke(lines, stroke)
    for part in scene.notes:
        _part(svg, part)
    for group in scene.groups:
        _group(svg, group)
    for part in scene.around:
        _part(svg, part)
    return svg


def _definitions(svg: Element) -> None:
    """The hatch of what is unknown."""
    defs = add(svg, "defs")
    hatch: Attributes = {"id": palette.HATCHED, "width": 5, "height": 5, "patternUnits": "userSpaceOnUse"}
    pattern = add(defs, "pattern", hatch | {"patternTransform": "rotate(45)"})
    add(pattern, "rect", {"width": 5, "height": 5, "fill": palette.SURFACE})
    add(pattern, "path", {"d": "M0 0V5", "stroke": palette.UNKNOWN, "stroke-width": 1.4})


def _part(parent: Element, part: Part) -> None:
    _PARTS[type(part)](parent, part)


def _painted(look: Look) -> Attributes:
    fill = f"url(#{palette.HATCHED})" if look.fill == palette.HATCHED else look.fill or "none"
    painted: Attributes = {"fill": fill}
    if look.stroke:
        painted |= {"stroke": look.stroke, "stroke-width": look.width}
    if look.dashes:
        painted["stroke-dasharray"] = look.dashes
    return painted


def _box(parent: Element, box: Box) -> None:
    place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    rect = add(parent, "rect", {**place, **({"rx": box.radius} if box.radius else {}), **_painted(box.look)})
    if box.told:
        add(rect, "title", text=box.told)
    for words in box.words:
        _words(parent, words)


def _words(parent: Element, words: Words) -> None:
    """The first run is the text itself; the others follow a little apart."""
    first, *others = words.runs
    place: Attributes = {"x": words.x, "y": words.y}
    if words.anchor != "start":
        place["text-anchor"] = words.anchor
    text = add(parent, "text", {**place, **_font(first.size, first.colour, bold=first.bold)}, first.text)
    for run in others:
        weight: Attributes = {} if run.bold == first.bold else {"font-weight": 600 if run.bold else 400}
        add(text, "tspan", {"dx": APART * first.size, "font-size": run.size, "fill": run.colour, **weight}, run.text)


def _font(size: float, colour: str, *, bold: bool) -> Attributes:
    font: Attributes = {"font-size": size, "fill": colour}
    return font | {"font-weight": 600} if bold else font


def _dot(parent: Element, dot: Dot) -> None:
    if dot.is_diamond:
        r = dot.radius
        d = f"M{number(dot.x)} {number(dot.y - r)}l{r} {r}l-{r} {r}l-{r} -{r}z"
        shape = add(parent, "path", _painted(dot.look) | {"d": d})
    else:
        shape = add(parent, "circle", _painted(dot.look) | {"cx": dot.x, "cy": dot.y, "r": dot.radius})
    if dot.told:
        add(shape, "title", text=dot.told)


def _arrow(parent: Element, arrow: Arrow) -> None:
    d = "M" + "L".join(_at(corner) for corner in corners_of(arrow)) + "z"
    add(parent, "path", {"d": d, "fill": arrow.colour})


def _edge(parent: Element, edge: Edge) -> None:
    if edge.fill == palette.HATCHED:
        place = {"x": edge.x + 1, "y": edge.y + 5, "width": edge.width - 1, "height": edge.height - 10}
        add(parent, "rect", {**place, **_painted(Look(edge.fill))})
        return
    r, right, below = edge.radius - 0.5, edge.x + edge.width, edge.y + edge.height
    left, turn = edge.x + 0.5, f"{r} {r} 0 0 0"
    d = (
        f"M{number(right)} {number(edge.y + 0.5)}"
        f"H{number(left + r)}A{turn} {number(left)} {number(edge.y + 0.5 + r)}"
        f"V{number(below - 0.5 - r)}A{turn} {number(left + r)} {number(below - 0.5)}H{number(right)}z"
    )
    add(parent, "path", {"d": d, "fill": edge.fill})


_PARTS: Final[Mapping[type, Callable[[Element, Any], None]]] = {
    Box: _box,
    Words: _words,
    Dot: _dot,
    Arrow: _arrow,
    Edge: _edge,
}


def _group(parent: Element, group: Group) -> None:
    drawn = add(parent, "g")
    add(drawn, "title", text=group.told)
    _box(drawn, group.frame)
    for part in group.parts:
        _part(drawn, part)


def _stroke(parent: Element, stroke: Stroke) -> None:
    """The head of an arrow is drawn, not referred to: markers are where programs differ."""
    points, head = without_repeats(stroke.points), HEAD + stroke.width
    painted: Attributes = {"stroke": stroke.colour, "stroke-width": stroke.width}
    if stroke.dashes:
        painted["stroke-dasharray"] = stroke.dashes
    way = shortened(points, head / 2) if stroke.arrow else points
    line = add(parent, "path", {"d": _path(way, stroke.radius), **painted})
    if stroke.told:
        add(line, "title", text=stroke.told)
    if stroke.arrow:
        d = "M" + "L".join(_at(point) for point in arrow_head(points, head)) + "z"
        add(parent, "path", {"d": d, "fill": stroke.colour})


def _path(points: Sequence[Point], radius: float) -> str:
    pieces = [f"M{_at(points[0])}"]
    for bend in bends(points, radius):
        pieces.append(f"L{_at(bend.start)}")
        if bend.end != bend.start:
            pieces.append(f"Q{_at(bend.corner)} {_at(bend.end)}")
    return "".join(pieces)


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
