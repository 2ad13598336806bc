"""A picture of a map as a scene: the map in the middle, title above, legend and foot below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import dist
from typing import Final

from renmai.output.relationship_map import palette
from renmai.output.relationship_map.cards import FORMS, PILL_HEIGHT, PILL_WIDTH, Drawn, card_drawn, pill_drawn
from renmai.output.relationship_map.enlarging import enlarged, enlarged_words
from renmai.output.relationship_map.fitting import Step, cleaned, fit, width_of, wrapped
from renmai.output.relationship_map.legend import keys_placed
from renmai.output.relationship_map.picture import INFLUENCES, Area, Picture, Trace, TraceKind
from renmai.output.relationship_map.scene import Box, Look, Part, Plain, Run, Scene, Stroke, Words

MARGIN: Final = 24
HEAD: Final = 84
"""Room for title and what was asked."""
NARROWEST: Final = 760
WIDE, HIGH = 1500, 1000
"""The sheet on which what stands around the map has its usual size; on a larger one it is larger."""
LEGEND_GAP: Final = 24
LINE: Final = 18
SMALL: Final = 11
LONGEST_NOTE: Final = 96.0
NOTE_LEAVES: Final = 24

ROUND: Final = 8.0
CUT_GAP: Final = "  ·  "


@dataclass(frozen=True, slots=True)
class Bounds:
    left: float
    top: float
    right: float
    bottom: float


def scene_of(picture: Picture) -> Scene:
    bounds = _bounds(picture)
    width, height = max(bounds.right - bounds.left, NARROWEST), bounds.bottom - bounds.top
    size = max(1, width / WIDE, height / HIGH)
    moved = _moved(picture, -bounds.left, HEAD * size - bounds.top)
    used = {trace.begin for trace in picture.traces}
    drawn = [pill_drawn(pill, is_used=pill.key in used) for pill in moved.pills]
    drawn += [card_drawn(card, picture.kind) for card in moved.cards]
    around, end = _around(picture, drawn, width / size, HEAD + height / size + LEGEND_GAP)
    return Scene(
        width=width,
        height=end * size,
        language=picture.sheet.language,
        title=enlarged_words(_title(picture, width / size), size),
        told=picture.sheet.told,
        ground=tuple(_area(moved.area)) if moved.area else (),
        strokes=tuple(_stroke(trace) for trace in _back_to_front(moved.traces)),
        notes=tuple(note for trace in moved.traces for note in _note(trace)),
        groups=tuple(one.group for one in drawn),
        around=tuple(enlarged(part, size) for part in around),
    )


def _bounds(picture: Picture) -> Bounds:
    """The room of the page, and what comes too near to its edges or sticks out."""
    form = FORMS[picture.kind]
    boxes = [(card.x, card.y, form.width, form.height) for card in picture.cards]
    boxes += [(pill.x, pill.y, PILL_WIDTH, PILL_HEIGHT) for pill in picture.pills]
    boxes += [(x, y, 0, 0) for trace in picture.traces for x, y in trace.points]
    if picture.area:
        boxes.append((picture.area.x, picture.area.y, picture.area.width, picture.area.height))
    return Bounds(
        min(0, *(x - MARGIN for x, _, _, _ in boxes)),
        min(0, *(y for _, y, _, _ in boxes)),
        max(picture.width, *(x + width + MARGIN for x, _, width, _ in boxes)),
        max(picture.height, *(y + height for _, y, _, height in boxes)),
    )


def _moved(picture: Picture, x: float, y: float) -> Picture:
    area = picture.area
    return replace(
        picture,
        cards=[replace(card, x=card.x + x, y=card.y + y) for card in picture.cards],
        pills=[replace(pill, x=pill.x + x, y=pill.y + y) for pill in picture.pills],
        traces=[replace(trace, points=[(a + x, b + y) for a, b in trace.points]) for trace in picture.traces],
        area=replace(area, x=area.x + x, y=area.y + y) if area else None,
    )


def _title(picture: Picture, width: float) -> Words:
    steps = [Step(size, (width - 2 * MARGIN,)) for size in (18, 16, 14, 12)]
    title = fit(picture.sheet.title, steps, bold=True)
    return Words(MARGIN, 36, (Run(title.lines[0], title.size, palette.INK, bold=True),))


def _area(area: Area) -> Iterator[Part]:
    look = Look(palette.BG, palette.LINE_STRONG, dashes="4 3")
    words = Words(area.x + 12, area.y + 18, (Run(area.label, 12, palette.INK_3),))
    yield Box(area.x, area.y, area.width, area.height, 8, look, (words,))


def _back_to_front(traces: Sequence[Trace]) -> list[Trace]:
    """Influence above the structure that it crosses."""
    return sorted(traces, key=lambda trace: trace.kind in INFLUENCES)


def _stroke(trace: Trace) -> Stroke:
    colour, width, dashes = palette.LINES[trace.kind]
    sways = trace.kind in INFLUENCES
    return Stroke(
        trace.kind,
        trace.points,
        colour,
        width,
        cleaned(trace.told),
        trace.begin,
        trace.end,
        dashes,
        radius=ROUND if sways else 0,
        arrow=sways or trace.kind is TraceKind.SPINE,
    )


def _note(trace: Trace) -> Iterator[Box]:
    """A few words on the longest stretch of a line inside, where they leave some of it; others are told, not drawn."""
    text = cleaned(trace.note) if trace.kind is TraceKind.INTERNAL else ""
    width = width_of(text, SMALL) + 14
    (a, b), (c, d) = max(pairwise(trace.points), key=lambda ends: dist(*ends))
    if not text or width > min(LONGEST_NOTE, dist((a, b), (c, d)) - NOTE_LEAVES):
        return
    x, y = (a + c) / 2 - width / 2, (b + d) / 2 - 9
    words = Words(x + width / 2, y + 13, (Run(text, SMALL, palette.INK_2),), "middle")
    yield Box(x, y, width, 18, 9, Look(palette.SURFACE, palette.LINES[trace.kind][0]), (words,))


def _around(picture: Picture, drawn: Sequence[Drawn], width: float, top: float) -> tuple[list[Plain], float]:
    """What was asked, the legend, the names that were cut, the foot; and how high all is then."""
    sheet, room = picture.sheet, width - 2 * MARGIN
    parts: list[Plain] = [*_lines(sheet.about, 13, palette.INK_2, 60, room)]
    keys, y = keys_placed(sheet.keys, sheet.compared, (MARGIN, width - MARGIN), top)
    parts += keys
    cut = list(dict.fromkeys(text for one in drawn for text in one.cut))
    if cut:
        noted = list(_lines(f"{sheet.cut} {CUT_GAP.join(cut)}", SMALL, palette.INK_2, y + LINE + 6, room))
        parts += noted
        y += 6 + LINE * len(noted)
    y += LINE + 16
    parts.append(Box(MARGIN, y - 16, room, 0.75, 0, Look(palette.LINE_STRONG)))
    foot = wrapped(sheet.foot, SMALL, room - width_of(sheet.confidential, SMALL, bold=True) - 12)
    mark = Run(sheet.confidential, SMALL, palette.INK, bold=True)
    parts.append(Words(MARGIN, y, (mark, Run(foot[0], SMALL, palette.INK_3))))
    parts += [Words(MARGIN, y + LINE * at, (Run(line, SMALL, palette.INK_3),)) for at, line in enumerate(foot[1:], 1)]
    return parts, y + LINE * (len(foot) - 1) + 20


def _lines(text: str, size: float, colour: str, y: float, room: float) -> Iterator[Words]:
    for at, line in enumerate(wrapped(text, size, room)):
        yield Words(MARGIN, y + at * LINE, (Run(line, size, colour),))
