"""The picture of a map: what the page laid out, filled with the facts of the day and said in words."""

from collections.abc import Iterator, Mapping
from math import copysign, floor
from typing import Final

from django.utils.translation import gettext

from renmai.analytics.listing import Row
from renmai.domain.stance import DEGREES, VOTES, VoteAnswer
from renmai.output.line_export import Head
from renmai.output.relationship_map.fitting import isolated
from renmai.output.relationship_map.picture import (
    Area,
    Badge,
    BadgeKind,
    Card,
    Chip,
    MapKind,
    Picture,
    Pill,
    Trace,
    TraceKind,
)
from renmai.store.models import InfluenceKind
from renmai.web.pages.export import map_words
from renmai.web.pages.export.map_check import check_layout
from renmai.web.pages.export.map_facts import Influencer, MapFacts
from renmai.web.pages.export.map_layout import CardPlace, MapLayout
from renmai.wording import terms
from renmai.wording.columns import WORDS

SEPARATOR: Final = "\x1f"
"""Between the parts of a key, which is not drawn."""
Outsiders = Mapping[tuple[str, str, str], Influencer]


def map_picture(layout: MapLayout, facts: MapFacts, head: Head) -> Picture:
    """Raises `RenmaiError(NOT_ON_MAP)` for a layout that does not hold on the day."""
    check_layout(layout, facts)
    outsiders = {sway.by.key: sway.by for sway in facts.sways.values() if sway.by.kind != InfluenceKind.INTERNAL}
    swayed = {(sway.person, sway.by.kind) for sway in facts.sways.values()}
    cards = [_card(layout, facts, place, swayed) for place in layout.cards]
    traces = [*_structure(layout, facts), *_influences(layout, facts)]
    area = layout.unplaced
    return Picture(
        layout.kind,
        layout.width,
        layout.height,
        map_words.map_sheet(layout, head, cards, traces),
        cards,
        [_pill(outsiders[pill.key], pill.x, pill.y) for pill in layout.pills],
        traces,
        Area(area.x, area.y, area.width, area.height, map_words.unplaced(layout.kind)) if area else None,
    )


def _key(kind: str, code: str, contact: str = "") -> str:
    return SEPARATOR.join((kind, code, contact))


def _person_key(code: str) -> str:
    return _key(InfluenceKind.INTERNAL, code)


def _card(layout: MapLayout, facts: MapFacts, place: CardPlace, swayed: set[tuple[str, str]]) -> Card:
    row = facts.people[place.person]
    chips, badges = [_chip(row, facts, degree) for degree in DEGREES], [*_badges(row)]
    told = [*(chip.told for chip in chips), *(badge.told for badge in badges)]
    is_placeholder = bool(row["title"]) and row["name"] == row["title"]
    title = map_words.placeholder() if is_placeholder else row["title"] or row["department"]
    role = (facts.roles or {}).get(place.person, "") if layout.kind is MapKind.FISHBONE else ""
    return Card(
        key=_person_key(place.person),
        x=place.x,
        y=place.y,
        name=row["name"],
        title=title,
        told=map_words.parted([f"{isolated(row['name'])} {isolated(title)}".strip(), *told]),
        edge=map_words.TONES[_overall(row) if layout.colour == map_words.OVERALL else row[layout.colour]],
        chips=chips,
        badges=badges,
        role=str(WORDS["role"][role]) if role else "",
        new=map_words.new_mark() if facts.before is not None and place.person not in facts.before else "",
        is_placeholder=is_placeholder,
        ours=map_words.ours_can_sway() if (place.person, InfluenceKind.OURS) in swayed else "",
        theirs=map_words.theirs_can_sway() if (place.person, InfluenceKind.COMPETITOR) in swayed else "",
    )


def _overall(row: Row) -> int | None:
    """The mean of the known degrees as the nearest stance; halves count as the stronger one."""
    known = [row[degree] for degree in DEGREES if row[degree] is not None]
    if not known:
        return None
    mean = sum(known) / len(known)
    return int(copysign(floor(abs(mean) + 0.5), mean))


def _chip(row: Row, facts: MapFacts, degree: str) -> Chip:
    value, theirs = row[degree], (facts.theirs or {}).get(row["code"], {}).get(degree)
    before = (facts.before or {}).get(row["code"], {}).get(degree)
    moved = 0 if value is None or before is None else (value > before) - (value < before)
    return Chip(
        map_words.stance_text(value),
        map_words.TONES[value],
        f"{terms.DEGREES[degree].label}: {terms.STANCES[value]}",
        is_behind=value is not None and theirs is not None and theirs > value,
        moved=moved,
    )


def _badges(row: Row) -> Iterator[Badge]:
    """The votes that the person holds, then one mark for all that is not known of them."""
    unknown = []
    for vote in VOTES:
        told = f"{terms.VOTES[vote].label}: {terms.VOTE_ANSWERS[row[vote]]}"
        if row[vote] == VoteAnswer.YES:
            yield Badge(map_words.badge_text(vote), BadgeKind(vote), told)
        elif row[vote] == VoteAnswer.UNKNOWN:
            unknown.append(told)
    if unknown:
        yield Badge(map_words.UNKNOWN_SIGN, BadgeKind.UNKNOWN, map_words.parted(unknown))


def _pill(by: Influencer, x: float, y: float) -> Pill:
    is_ours = by.kind == InfluenceKind.OURS
    told = map_words.ours_can_sway() if is_ours else map_words.theirs_can_sway()
    place = f"{isolated(by.name)} {isolated(by.place)}".strip()
    return Pill(_key(*by.key), x, y, by.name, by.place, map_words.parted([place, told]), is_ours)


def _structure(layout: MapLayout, facts: MapFacts) -> Iterator[Trace]:
    """Who reports to whom, or the fishbone."""
    for link in layout.links:
        names = {"person": _name(facts, link.person), "superior": _name(facts, link.superior)}
        told = gettext("%(person)s reports to %(superior)s") % names
        ends = _person_key(link.superior), _person_key(link.person)
        yield Trace(TraceKind.REPORTING, link.points, told, *ends)
    if layout.spine:
        yield Trace(TraceKind.SPINE, layout.spine, gettext("Decision chain"))
    for bone in layout.bones:
        yield Trace(TraceKind.BONE, bone.points, _name(facts, bone.person), _person_key(bone.person))


def _influences(layout: MapLayout, facts: MapFacts) -> Iterator[Trace]:
    for line in layout.influences:
        sway = facts.sways[line.id]
        names = {"who": isolated(sway.by.name), "person": _name(facts, sway.person)}
        told = map_words.parted([gettext("%(who)s can sway %(person)s") % names, isolated(sway.note)])
        ends = _key(*sway.by.key), _person_key(sway.person)
        yield Trace(TraceKind(sway.by.kind), line.path, told, *ends, note=sway.note)


def _name(facts: MapFacts, code: str) -> str:
    return isolated(facts.people[code]["name"])
