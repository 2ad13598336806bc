"""Lines on a slide: connectors that hold on to cards, and drawn lines for influence."""

from typing import Final
from xml.etree.ElementTree import Element

from renmai.output.relationship_map.connectors import Elbow, Site, elbow
from renmai.output.relationship_map.geometry import bends, without_repeats
from renmai.output.relationship_map.markup import Attributes, add
from renmai.output.relationship_map.picture import TraceKind
from renmai.output.relationship_map.scene import Box, Look, Stroke
from renmai.output.relationship_map.slide import Slide, Step, named_shape, outlined, paint

HELD: Final = 12.0
"""A bone that ends this near to its card holds on to it."""


def draw_stroke(slide: Slide, stroke: Stroke, frames: dict[str, Box]) -> None:
    """`frames` are the boxes that a line may hold on to, by key."""
    if stroke.kind is TraceKind.REPORTING:
        _draw_elbow(slide, stroke, frames[stroke.begin], frames[stroke.end])
    elif stroke.kind in (TraceKind.BONE, TraceKind.SPINE):
        _draw_straight(slide, stroke, frames.get(stroke.begin))
    else:
        _draw_free(slide, stroke)


def _draw_elbow(slide: Slide, stroke: Stroke, above: Box, below: Box) -> None:
    found = elbow(above, below, without_repeats(stroke.points))
    held = {"a:stCxn": (stroke.begin, found.begin), "a:endCxn": (stroke.end, found.end)}
    properties = _connector(slide, stroke, held)
    place = add(properties, "a:xfrm", _turned(found))
    add(place, "a:off", {"x": slide.units(found.x), "y": slide.units(found.y)})
    add(place, "a:ext", {"cx": slide.units(found.width), "cy": slide.units(found.height)})
    form = add(add(properties, "a:prstGeom", {"prst": "bentConnector3"}), "a:avLst")
    add(form, "a:gd", {"name": "adj1", "fmla": f"val {round(found.bend * 100_000)}"})
    _paint_line(slide, properties, stroke)


def _turned(found: Elbow) -> Attributes:
    turned: Attributes = {"rot": found.turn} if found.turn else {}
    if found.is_mirrored:
        turned["flipH"] = "1"
    return turned | ({"flipV": "1"} if found.is_upside_down else {})


def _connector(slide: Slide, stroke: Stroke, held: dict[str, tuple[str, Site]]) -> Element:
    shape = add(slide.tree, "p:cxnSp")
    named = add(shape, "p:nvCxnSpPr")
    add(named, "p:cNvPr", {"id": next(slide.free), "name": stroke.told or "Line", "descr": stroke.told})
    ends = add(named, "p:cNvCxnSpPr")
    for end, (key, site) in held.items():
        add(ends, end, {"id": slide.id_of(key), "idx": int(site)})
    add(named, "p:nvPr")
    return add(shape, "p:spPr")


def _draw_straight(slide: Slide, stroke: Stroke, frame: Box | None) -> None:
    """The spine, or a bone; a bone holds on to its card where it touches it."""
    (x, y), (to_x, to_y) = stroke.points[0], stroke.points[-1]
    held = {"a:stCxn": (stroke.begin, site)} if frame and (site := _site_at(frame, (x, y))) is not None else {}
    properties = _connector(slide, stroke, held)
    mirrored = {"flipH": "1"} if to_x < x else {}
    place = add(properties, "a:xfrm", {**mirrored, **({"flipV": "1"} if to_y < y else {})})
    add(place, "a:off", {"x": slide.units(min(x, to_x)), "y": slide.units(min(y, to_y))})
    add(place, "a:ext", {"cx": slide.units(abs(to_x - x)), "cy": slide.units(abs(to_y - y))})
    add(add(properties, "a:prstGeom", {"prst": "straightConnector1"}), "a:avLst")
    _paint_line(slide, properties, stroke)


def _site_at(frame: Box, point: tuple[float, float]) -> Site | None:
    def far(site: Site) -> float:
        x, y = site.of(frame)
        return max(abs(x - point[0]), abs(y - point[1]))

    nearest = min(Site, key=far)
    return nearest if far(nearest) <= HELD else None


def _draw_free(slide: Slide, stroke: Stroke) -> None:
    """A line of its own with round corners: it goes around cards, where a connector would cross them."""
    points = without_repeats(stroke.points)
    steps: list[Step] = [("moveTo", (points[0],))]
    for bend in bends(points, stroke.radius):
        steps.append(("lnTo", (bend.start,)))
        if bend.end != bend.start:
            steps.append(("quadBezTo", (bend.corner, bend.end)))
    shape = named_shape(slide, slide.tree, stroke.told or "Line", stroke.told)
    _paint_line(slide, outlined(slide, shape, steps, is_open=True), stroke)


def _paint_line(slide: Slide, properties: Element, stroke: Stroke) -> None:
    look = Look("", stroke.colour, stroke.width, stroke.dashes)
    paint(slide, properties, look, arrow=stroke.arrow)
