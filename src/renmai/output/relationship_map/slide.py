"""The shapes of a slide as office programs write them (DrawingML), from the parts of a scene.

Lengths of the scene are pixels; a slide counts in English metric units, of which a point has 12,700.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Final
from xml.etree.ElementTree import Element

from renmai.output.relationship_map import palette
from renmai.output.relationship_map.fitting import width_of
from renmai.output.relationship_map.geometry import corners_of
from renmai.output.relationship_map.markup import Attributes, add
from renmai.output.relationship_map.picture import Point
from renmai.output.relationship_map.scene import Arrow, Box, Dot, Edge, Group, Look, Part, Words
from renmai.output.relationship_map.slide_text import Setting, height_of, text_of, top_of, write_in_box, write_line

TITLE_ID: Final = 2
FIRST_ID: Final = 10
Rectangle = tuple[float, float, float, float]
"""x, y, width, height."""


@dataclass(slots=True)
class Slide:
    """Shapes being written under `tree`. `ids` are known before a shape is drawn: lines lie below what they tie."""

    tree: Element
    setting: Setting
    ids: dict[str, int] = field(default_factory=dict)
    free: "count[int]" = field(default_factory=lambda: count(FIRST_ID))

    def units(self, pixels: float) -> int:
        return self.setting.units(pixels)

    def id_of(self, key: str) -> int:
        if key not in self.ids:
            self.ids[key] = next(self.free)
        return self.ids[key]


def draw_part(slide: Slide, parent: Element, part: Part) -> None:
    if isinstance(part, Box):
        draw_box(slide, parent, part)
    elif isinstance(part, Words):
        _draw_words(slide, parent, part)
    elif isinstance(part, Dot):
        _draw_dot(slide, parent, part)
    elif isinstance(part, Arrow):
        _draw_arrow(slide, parent, part)
    else:
        _draw_edge(slide, parent, part)


def draw_group(slide: Slide, group: Group) -> None:
    """One card or pill: its frame, which lines hold on to, with all that is on it."""
    drawn = add(slide.tree, "p:grpSp")
    named = add(drawn, "p:nvGrpSpPr")
    add(named, "p:cNvPr", {"id": next(slide.free), "name": group.name, "descr": group.told})
    add(named, "p:cNvGrpSpPr")
    add(named, "p:nvPr")
    place = add(add(drawn, "p:grpSpPr"), "a:xfrm")
    left, top, right, bottom = _bounds([group.frame, *group.parts])
    for off, ext in (("a:off", "a:ext"), ("a:chOff", "a:chExt")):
        add(place, off, {"x": slide.units(left), "y": slide.units(top)})
        add(place, ext, {"cx": slide.units(right - left), "cy": slide.units(bottom - top)})
    draw_box(slide, drawn, group.frame, slide.id_of(group.key))
    for part in group.parts:
        draw_part(slide, drawn, part)


def _bounds(parts: Iterable[Part]) -> Rectangle:
    """Left, top, right and bottom of all that is drawn."""
    boxes = [box for part in parts if (box := _around(part))]
    return (
        min(x for x, _, _, _ in boxes),
        min(y for _, y, _, _ in boxes),
        max(x + width for x, _, width, _ in boxes),
        max(y + height for _, y, _, height in boxes),
    )


def _around(part: Part) -> Rectangle | None:
    if isinstance(part, Box | Edge):
        return part.x, part.y, part.width, part.height
    if isinstance(part, Dot):
        return part.x - part.radius, part.y - part.radius, 2 * part.radius, 2 * part.radius
    if isinstance(part, Arrow):
        return part.x - part.size, part.y - part.size, 2 * part.size, part.size
    return None


def draw_box(slide: Slide, parent: Element, box: Box, shape_id: int = 0) -> None:
    shape = named_shape(slide, parent, text_of(box.words) or "Box", box.told, shape_id)
    properties = placed(slide, shape, (box.x, box.y, box.width, box.height))
    share = box.radius / min(box.width, box.height)
    _preset(properties, "roundRect" if share else "rect", {"adj": share} if share else {})
    paint(slide, properties, box.look)
    if box.words:
        write_in_box(slide.setting, shape, box)


def named_shape(
    slide: Slide, parent: Element, name: str, told: str, shape_id: int = 0, *, is_text: bool = False
) -> Element:
    """A shape that is still without a form; `told` is its alternative text."""
    shape = add(parent, "p:sp")
    named = add(shape, "p:nvSpPr")
    add(named, "p:cNvPr", {"id": shape_id or next(slide.free), "name": name, **({"descr": told} if told else {})})
    add(named, "p:cNvSpPr", {"txBox": "1"} if is_text else {})
    add(named, "p:nvPr")
    return shape


def placed(slide: Slide, shape: Element, box: Rectangle) -> Element:
    properties = add(shape, "p:spPr")
    x, y, width, height = (slide.units(value) for value in box)
    place = add(properties, "a:xfrm")
    add(place, "a:off", {"x": x, "y": y})
    add(place, "a:ext", {"cx": width, "cy": height})
    return properties


def _preset(properties: Element, name: str, shares: dict[str, float]) -> None:
    """A form that office programs know."""
    adjusted = add(add(properties, "a:prstGeom", {"prst": name}), "a:avLst")
    for guide, share in shares.items():
        add(adjusted, "a:gd", {"name": guide, "fmla": f"val {round(share * 100_000)}"})


def paint(slide: Slide, properties: Element, look: Look, *, arrow: bool = False) -> None:
    _fill(properties, look.fill)
    line = add(properties, "a:ln", {"w": slide.units(look.width)} if look.stroke else {})
    _fill(line, look.stroke)
    if look.dashes:
        add(line, "a:prstDash", {"val": "dash"})
    if look.stroke:
        add(line, "a:round")
    if arrow:
        add(line, "a:tailEnd", {"type": "triangle", "w": "med", "len": "med"})


def _fill(parent: Element, colour: str) -> None:
    if colour == palette.HATCHED:
        pattern = add(parent, "a:pattFill", {"prst": "wdUpDiag"})
        _colour(add(pattern, "a:fgClr"), palette.UNKNOWN)
        _colour(add(pattern, "a:bgClr"), palette.SURFACE)
    elif colour:
        _colour(add(parent, "a:solidFill"), colour)
    else:
        add(parent, "a:noFill")


def _colour(parent: Element, colour: str) -> None:
    add(parent, "a:srgbClr", {"val": colour.removeprefix("#").upper()})


def draw_title(slide: Slide, words: Words, width: float) -> None:
    """The slide's title: what programs list and read out first."""
    shape = add(slide.tree, "p:sp")
    named = add(shape, "p:nvSpPr")
    add(named, "p:cNvPr", {"id": TITLE_ID, "name": words.runs[0].text})
    add(add(named, "p:cNvSpPr"), "a:spLocks", {"noGrp": "1"})
    add(add(named, "p:nvPr"), "p:ph", {"type": "title"})
    placed(slide, shape, (words.x, top_of(words), width, height_of(words)))
    write_line(slide.setting, shape, words)


def _draw_words(slide: Slide, parent: Element, words: Words) -> None:
    width = sum(width_of(run.text, run.size, bold=run.bold) + 8 for run in words.runs)
    shape = named_shape(slide, parent, text_of([words]), "", is_text=True)
    properties = placed(slide, shape, (words.x, top_of(words), width, height_of(words)))
    _preset(properties, "rect", {})
    _fill(properties, "")
    write_line(slide.setting, shape, words)


def _draw_dot(slide: Slide, parent: Element, dot: Dot) -> None:
    shape = named_shape(slide, parent, dot.told or "Dot", dot.told)
    size = 2 * dot.radius
    properties = placed(slide, shape, (dot.x - dot.radius, dot.y - dot.radius, size, size))
    _preset(properties, "diamond" if dot.is_diamond else "ellipse", {})
    paint(slide, properties, dot.look)


def _draw_arrow(slide: Slide, parent: Element, arrow: Arrow) -> None:
    first, *others = corners_of(arrow)
    steps: list[Step] = [("moveTo", (first,)), *(("lnTo", (corner,)) for corner in others), CLOSE]
    shape = named_shape(slide, parent, "Arrow", "")
    paint(slide, outlined(slide, shape, steps), Look(arrow.colour))


Step = tuple[str, tuple[Point, ...]]
"""A step of an outline as office programs name it, and its points."""
CLOSE: Final[Step] = ("close", ())


def outlined(slide: Slide, shape: Element, steps: list[Step], *, is_open: bool = False) -> Element:
    """Give a shape a form of its own; the points are those of the scene."""
    points = [point for _, some in steps for point in some]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    width, height = max(x for x, _ in points) - left, max(y for _, y in points) - top
    properties = placed(slide, shape, (left, top, width, height))
    form = add(properties, "a:custGeom")
    for empty in ("a:avLst", "a:gdLst", "a:ahLst", "a:cxnLst"):
        add(form, empty)
    add(form, "a:rect", {"l": "0", "t": "0", "r": "r", "b": "b"})
    size: Attributes = {"w": slide.units(width), "h": slide.units(height)}
    path = add(add(form, "a:pathLst"), "a:path", size | ({"fill": "none"} if is_open else {}))
    for name, some in steps:
        step = add(path, f"a:{name}")
        for x, y in some:
            add(step, "a:pt", {"x": slide.units(x - left), "y": slide.units(y - top)})
    return properties


def _draw_edge(slide: Slide, parent: Element, edge: Edge) -> None:
    shape = named_shape(slide, parent, "Edge", "")
    if edge.fill == palette.HATCHED:
        box = (edge.x + 1, edge.y + 5, edge.width - 1, edge.height - 10)
        properties = placed(slide, shape, box)
        _preset(properties, "rect", {})
        paint(slide, properties, Look(edge.fill))
        return
    left, right, top, bottom = edge.x + 0.5, edge.x + edge.width, edge.y + 0.5, edge.y + edge.height - 0.5
    round_x, round_y = min(left + edge.radius, right), edge.radius
    steps: list[Step] = [
        ("moveTo", ((right, top),)),
        ("lnTo", ((round_x, top),)),
        ("quadBezTo", ((left, top), (left, top + round_y))),
        ("lnTo", ((left, bottom - round_y),)),
        ("quadBezTo", ((left, bottom), (round_x, bottom))),
        ("lnTo", ((right, bottom),)),
        CLOSE,
    ]
    paint(slide, outlined(slide, shape, steps), Look(edge.fill))
