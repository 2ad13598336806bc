"""Cards and pills as groups of shapes: the person card of the design, in the sizes that the page lays out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from renmai.output.relationship_map import palette
from renmai.output.relationship_map.fitting import Fitted, Step, cleaned, fit, width_of
from renmai.output.relationship_map.picture import Badge, BadgeKind, Card, Chip, MapKind, Pill, Tone
from renmai.output.relationship_map.scene import Arrow, Box, Dot, Edge, Group, Look, Part, Run, Words

NAME, TITLE, NEW, SMALL, TINY = 13.0, 11.5, 10.5, 9.5, 8.5
CORNER: Final = 6.0


@dataclass(frozen=True, slots=True)
class Form:
    """Where things are on a card, from its upper left corner.

    `rows` are the baselines of the name and title, by how many lines each takes.
    """

    width: float
    height: float
    indent: float
    rows: Mapping[tuple[int, int], tuple[float, ...]]
    chips_x: float
    chips_y: float
    chip_width: float
    badges_y: float
    dots_y: tuple[float, float]
    edge: float
    has_chips_below: bool

    @property
    def end(self) -> float:
        """Where badges and tags end."""
        return self.width - 6


FORMS: Final = {
    MapKind.TREE: Form(
        156,
        50,
        indent=14,
        rows={(1, 1): (20, 40), (1, 2): (18, 35.5, 46), (2, 1): (17, 31.5, 44.5)},
        chips_x=78,
        chips_y=6,
        chip_width=22,
        badges_y=28,
        dots_y=(17, 33.5),
        edge=6,
        has_chips_below=False,
    ),
    MapKind.FISHBONE: Form(
        128,
        66,
        indent=10,
        rows={(1, 1): (17, 32), (1, 2): (15, 26.5, 36.5), (2, 1): (15, 26, 36.5)},
        chips_x=10,
        chips_y=40,
        chip_width=20,
        badges_y=5,
        dots_y=(22, 40),
        edge=4,
        has_chips_below=True,
    ),
}
PILL_WIDTH, PILL_HEIGHT = 152.0, 30.0
CHIP_HEIGHT: Final = 17
CHIP_GAP: Final = 2
BADGE: Final = 17
BADGE_GAP: Final = 3
GAP: Final = 6
DASHED: Final = "4 3"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A group, and the texts that it could only show the beginning of."""

    group: Group
    cut: tuple[str, ...]


def card_drawn(card: Card, kind: MapKind) -> Drawn:
    form = FORMS[kind]
    badges = list(_badges(card, form))
    start = min((badge.x for badge in badges), default=card.x + form.end + BADGE_GAP) - card.x
    name = _name(card, form, start)
    title = _title(card, form, start, lines=3 - len(name.lines))
    words = tuple(_words(card, form, name, title))
    frame = Box(card.x, card.y, form.width, form.height, CORNER, _frame_look(card), words)
    chips = [*_chips(card, form)] if _has_chips(card) else []
    edge = [Edge(card.x, card.y, form.edge, form.height, CORNER, palette.EDGES[card.edge])] if chips else []
    parts = (*edge, *chips, *badges, *_role(card, form), *_dots(card, form))
    cut = tuple(cleaned(text) for fitted, text in ((name, card.name), (title, card.title)) if fitted.is_cut)
    return Drawn(Group(card.key, cleaned(card.name), cleaned(card.told), frame, parts), cut)


def _is_unknown(card: Card) -> bool:
    return all(chip.tone is Tone.UNKNOWN for chip in card.chips)


def _has_chips(card: Card) -> bool:
    """A placeholder of whom nothing is known is a name and nothing more."""
    return not (card.is_placeholder and _is_unknown(card))


def _frame_look(card: Card) -> Look:
    """Dashed where nothing is known of the person."""
    if card.is_placeholder:
        return Look(palette.BG, palette.UNKNOWN, dashes=DASHED)
    if _is_unknown(card):
        return Look(palette.SURFACE, palette.UNKNOWN, dashes=DASHED)
    return Look(palette.SURFACE, palette.LINE_STRONG)


def _name(card: Card, form: Form, badges_x: float) -> Fitted:
    """In one line beside the chips (or badges), else smaller, else in two lines, of which the second may be longer."""
    beside = badges_x if form.has_chips_below else form.chips_x if _has_chips(card) else form.end
    below = form.end if form.has_chips_below else badges_x
    room, longer = beside - form.indent - 4, below - form.indent - 3
    new = _new_width(card)
    steps = [Step(size, (room - new,)) for size in (NAME, 12.0, 11.0)]
    steps += [Step(size, (room, room - new)) for size in (10.5, SMALL, TINY)]
    steps += [Step(size, (room, longer - new)) for size in (SMALL, TINY)]
    return fit(card.name, steps, bold=True)


def _new_width(card: Card) -> float:
    return width_of(card.new, NEW, bold=True) + GAP if card.new else 0


def _title(card: Card, form: Form, badges_x: float, lines: int) -> Fitted:
    """Smaller under a name of two lines, in as many lines as are left."""
    room = (form.end if form.has_chips_below else badges_x) - form.indent - 3
    text = card.title if _role_fits(card, form) else f"{card.role} · {card.title}" if card.title else card.role
    sizes = (TITLE, 10.5, SMALL) if lines > 1 else (SMALL,)
    return fit(text, [*(Step(size, (room,)) for size in sizes), Step(SMALL, (room,) * lines)])


def _words(card: Card, form: Form, name: Fitted, title: Fitted) -> Iterator[Words]:
    rows = form.rows[len(name.lines), len(title.lines)]
    ink = palette.INK_2 if card.is_placeholder else palette.INK
    texts = [Run(line, name.size, ink, bold=not card.is_placeholder) for line in name.lines]
    texts += [Run(line, title.size, palette.INK_3) for line in title.lines]
    for at, (run, row) in enumerate(zip(texts, rows, strict=True)):
        new = (Run(card.new, NEW, palette.ACCENT, bold=True),) if card.new and at == len(name.lines) - 1 else ()
        yield Words(card.x + form.indent, card.y + row, (run, *new))


def _chips(card: Card, form: Form) -> Iterator[Part]:
    for at, chip in enumerate(card.chips):
        x = card.x + form.chips_x + at * (form.chip_width + CHIP_GAP)
        yield from _chip(chip, x, card.y + form.chips_y, form)


def _chip(chip: Chip, x: float, y: float, form: Form) -> Iterator[Part]:
    fill, ink = palette.CHIPS[chip.tone]
    unknown = chip.tone is Tone.UNKNOWN
    middle = x + form.chip_width / 2
    words = Words(middle, y + 12.8, (Run(chip.text, TITLE, ink, bold=not unknown),), "middle")
    look = Look(fill, palette.UNKNOWN, dashes="3 2") if unknown else Look(fill)
    inset = 0.5 if unknown else 0
    width, height = form.chip_width - 2 * inset, CHIP_HEIGHT - 2 * inset
    yield Box(x + inset, y + inset, width, height, 4 - inset, look, (words,), chip.told)
    if chip.is_behind:
        yield Box(x + 4, y + CHIP_HEIGHT + 2, form.chip_width - 8, 2, 0, Look(palette.INK))
    if chip.moved:
        yield Arrow(middle, y - 2, chip.moved > 0, palette.GOOD if chip.moved > 0 else palette.BAD)


def _badges(card: Card, form: Form) -> Iterator[Box]:
    """Side by side up to the right edge."""
    first = card.x + form.end - len(card.badges) * BADGE - (len(card.badges) - 1) * BADGE_GAP
    for at, badge in enumerate(card.badges):
        yield badge_box(badge, first + at * (BADGE + BADGE_GAP), card.y + form.badges_y)


def badge_box(badge: Badge, x: float, y: float) -> Box:
    looks = {
        BadgeKind.VETO: (0.0, Look(palette.INK), palette.SURFACE),
        BadgeKind.APPROVER: (0.75, Look(palette.SURFACE, palette.INK, 1.5), palette.INK),
        BadgeKind.UNKNOWN: (0.5, Look(palette.SURFACE, palette.UNKNOWN, dashes="3 2"), palette.UNKNOWN_TEXT),
    }
    inset, look, ink = looks[badge.kind]
    words = Words(
        x + BADGE / 2, y + 12.5, (Run(badge.text, 11, ink, bold=badge.kind is not BadgeKind.UNKNOWN),), "middle"
    )
    size = BADGE - 2 * inset
    return Box(x + inset, y + inset, size, size, 4 - inset, look, (words,), badge.told)


def _role_room(form: Form) -> float:
    return form.end - form.chips_x - 3 * (form.chip_width + CHIP_GAP) - 2


def _role_fits(card: Card, form: Form) -> bool:
    """Whether the role in the chain has room beside the chips; a long one goes before the title."""
    return not card.role or (form.has_chips_below and width_of(card.role, 10.5) + 8 <= _role_room(form))


def _role(card: Card, form: Form) -> Iterator[Box]:
    if not card.role or not _role_fits(card, form):
        return
    width = width_of(card.role, 10.5) + 8
    x, y = card.x + form.end - width, card.y + form.chips_y + 0.5
    words = Words(x + width / 2, y + 11.8, (Run(card.role, 10.5, palette.INK_2),), "middle")
    yield Box(x, y, width, 16, 3.5, Look(palette.SURFACE, palette.LINE_STRONG), (words,))


def _dots(card: Card, form: Form) -> Iterator[Dot]:
    x = card.x + form.width
    if card.ours:
        yield replace(OURS_DOT, x=x, y=card.y + form.dots_y[0], told=card.ours)
    if card.theirs:
        yield replace(THEIRS_DOT, x=x, y=card.y + form.dots_y[1], told=card.theirs)


OURS_DOT: Final = Dot(0, 0, 4, Look(palette.ACCENT, palette.SURFACE, 1.5))
THEIRS_DOT: Final = Dot(0, 0, 5, Look(palette.SURFACE, palette.INK, 1.6), is_diamond=True)


def pill_drawn(pill: Pill, *, is_used: bool) -> Drawn:
    """`is_used`: a line of the picture begins here."""
    room = PILL_WIDTH - 26 - 10
    name = fit(pill.name, [Step(size, (room,)) for size in (12.5, 11.5, 10.5, SMALL)], bold=True)
    rest = room - width_of(name.lines[0], name.size, bold=True) - GAP
    place = fit(pill.place, [Step(size, (rest,)) for size in (TITLE, 10.5, SMALL)])
    runs = [Run(name.lines[0], name.size, palette.INK, bold=True)]
    if pill.place and place.lines[0] != "…":
        runs.append(Run(place.lines[0], place.size, palette.INK_3))
    words = Words(pill.x + 26, pill.y + 19.5, tuple(runs))
    box = (pill.x + 0.5, pill.y + 0.5, PILL_WIDTH - 1, PILL_HEIGHT - 1, 14.5)
    frame = Box(*box, _pill_look(pill, is_used=is_used), (words,))
    dot = replace(OURS_DOT if pill.is_ours else THEIRS_DOT, x=pill.x + 14.5, y=pill.y + 15)
    texts = ((name, pill.name), (place, pill.place))
    cut = tuple(cleaned(text) for fitted, text in texts if fitted.is_cut)
    return Drawn(Group(pill.key, cleaned(pill.name), cleaned(pill.told), frame, (dot,)), cut)


def _pill_look(pill: Pill, *, is_used: bool) -> Look:
    colour = (palette.ACCENT if pill.is_ours else palette.INK) if is_used else palette.LINE_STRONG
    return Look(palette.SURFACE, colour, 1.6 if is_used else 1, "" if pill.is_ours else "6 3")
