"""Whether what a page laid out holds on its day: a picture shows what is true, or is not made."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.output.relationship_map.picture import MapKind
from renmai.store.models import InfluenceKind
from renmai.web.pages.export.map_facts import MapFacts, Sway
from renmai.web.pages.export.map_layout import MapLayout


@dataclass(frozen=True, slots=True)
class _Claim:
    """Something that a part of the layout says of `about`, once."""

    part: str
    number: int
    about: Hashable
    holds: bool


def check_layout(layout: MapLayout, facts: MapFacts) -> None:
    """Raises `RenmaiError(NOT_ON_MAP)` with the first part that does not hold, or says something twice."""
    said: set[tuple[str, Hashable]] = set()
    for claim in _claims(layout, facts):
        if not claim.holds or (claim.part, claim.about) in said:
            raise RenmaiError(ErrorCode.NOT_ON_MAP, part=f"{claim.part}.{claim.number}", date=facts.day.isoformat())
        said.add((claim.part, claim.about))


def _claims(layout: MapLayout, facts: MapFacts) -> Iterator[_Claim]:
    shown = {place.person for place in layout.cards}
    yield from _people(layout, facts)
    yield from _influences(layout, facts, shown)
    for number, link in enumerate(layout.links):
        holds = {link.superior, link.person} <= shown and facts.superiors.get(link.person) == link.superior
        yield _Claim("links", number, link.person, holds)


def _people(layout: MapLayout, facts: MapFacts) -> Iterator[_Claim]:
    """Of a fishbone, members of the chain; only a fishbone has bones."""
    is_fishbone = layout.kind is MapKind.FISHBONE
    known = facts.people.keys() & (facts.roles or {}).keys() if is_fishbone else facts.people.keys()
    for number, card in enumerate(layout.cards):
        yield _Claim("cards", number, card.person, card.person in known)
    shown = {place.person for place in layout.cards}
    for number, bone in enumerate(layout.bones):
        yield _Claim("bones", number, bone.person, is_fishbone and bone.person in shown)
    if layout.spine:
        yield _Claim("spine", 0, None, is_fishbone)


def _influences(layout: MapLayout, facts: MapFacts, shown: set[str]) -> Iterator[_Claim]:
    """Pills are who can sway somebody here from outside; a line runs between two that are shown."""
    outside = {sway.by.key for sway in facts.sways.values() if sway.by.kind != InfluenceKind.INTERNAL}
    pills = {pill.key for pill in layout.pills}
    for number, pill in enumerate(layout.pills):
        yield _Claim("pills", number, pill.key, pill.key in outside)
    for number, line in enumerate(layout.influences):
        sway = facts.sways.get(line.id)
        yield _Claim("influences", number, line.id, sway is not None and _is_shown(sway, shown, pills))


def _is_shown(sway: Sway, shown: set[str], pills: set[tuple[str, str, str]]) -> bool:
    by = sway.by
    begins = by.code in shown if by.kind == InfluenceKind.INTERNAL else by.key in pills
    return begins and sway.person in shown
