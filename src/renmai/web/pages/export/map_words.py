"""What a picture of the map says: title, what was asked, legend and foot, in the words of the screen."""

from collections.abc import Iterable, Iterator
from typing import Final

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext, pgettext

from renmai.domain.stance import DEGREES
from renmai.output.line_export import Head
from renmai.output.relationship_map.fitting import isolated
from renmai.output.relationship_map.picture import INFLUENCES, BadgeKind, Card, Key, MapKind, Sheet, Symbol, Tone, Trace
from renmai.web.access import Viewer
from renmai.web.numbers import COUNT, MINUS
from renmai.web.pages.export.map_facts import MapFacts
from renmai.web.pages.export.map_layout import MapLayout
from renmai.wording import terms

SCALE: Final = (
    (Tone.STRONG_OPPOSE, -2),
    (Tone.OPPOSE, -1),
    (Tone.NEUTRAL, 0),
    (Tone.SUPPORT, 1),
    (Tone.STRONG_SUPPORT, 2),
    (Tone.UNKNOWN, None),
)
"""From against us to for us, in the order of the legend."""
TONES: Final = {stance: tone for tone, stance in SCALE}
UNKNOWN_SIGN: Final = "?"
OVERALL: Final = "overall"
HTML_LANGUAGES: Final = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


def stance_text(value: int | None) -> str:
    if value is None:
        return UNKNOWN_SIGN
    return f"{value:+}".replace("-", MINUS) if value else "0"


def badge_text(vote: str) -> str:
    return pgettext("badge of a veto holder", "V") if vote == "veto" else pgettext("badge of an approver", "A")


def parted(parts: Iterable[str]) -> str:
    return pgettext("between the parts of a sentence", "; ").join(part for part in parts if part)


def map_head(viewer: Viewer, layout: MapLayout, facts: MapFacts) -> Head:
    """What the export says of itself; `title` is the customer's name, or that of the opportunity."""
    subject = facts.opportunity if layout.kind is MapKind.FISHBONE and facts.opportunity else facts.customer
    name = gettext("Decision chain") if layout.kind is MapKind.FISHBONE else gettext("Relationship map")
    return Head(
        title=subject.name,
        name=name,
        view="",
        facts=[*_facts(viewer, layout, facts)],
        exported_by=viewer.employee.name,
        exported_at=timezone.localtime(),
        confidential=gettext("For internal use only"),
    )


def _facts(viewer: Viewer, layout: MapLayout, facts: MapFacts) -> Iterator[tuple[str, str]]:
    yield gettext("Customer"), facts.customer.name
    if facts.opportunity:
        yield gettext("Opportunity"), facts.opportunity.name
    yield gettext("As of"), facts.day.isoformat()
    if facts.compared:
        yield pgettext("a day that is compared with", "Against"), facts.compared.isoformat()
    yield gettext("Coloured by"), degree_name(layout.colour)
    if layout.party:
        yield pgettext("view of a competitor", "Competitor"), dict(viewer.panel.competitors)[layout.party]


def degree_name(colour: str) -> str:
    if colour == OVERALL:
        return pgettext("what colours mean", "mean of the three degrees")
    return str(terms.DEGREES[colour].label)


def map_sheet(layout: MapLayout, head: Head, cards: list[Card], traces: list[Trace]) -> Sheet:
    facts = dict(head.facts)
    number = len(cards)
    people = ngettext("%(count)s key person", "%(count)s key persons", number) % {"count": COUNT.value(number)}
    about = [f"{label} {isolated(value)}" for label, value in head.facts if value != head.title]
    title = f"{isolated(head.title)} · {head.name}"
    foot = [isolated(facts[gettext("Customer")]), f"{gettext('As of')} {facts[gettext('As of')]}"]
    return Sheet(
        title=title,
        about=" · ".join([*about, people]),
        told=parted([title, *about, people]),
        keys=[*_legend(layout, cards, traces)],
        compared=[*_compared(layout.compared, cards)] if layout.compared else [],
        cut=gettext("In full:"),
        confidential=head.confidential,
        foot=" · ".join([*foot, isolated(head.exported_by), f"{head.exported_at:%Y-%m-%d %H:%M}"]),
        author=head.exported_by,
        made_at=head.exported_at,
        language=HTML_LANGUAGES.get(get_language() or "", "en"),
    )


def _legend(layout: MapLayout, cards: list[Card], traces: list[Trace]) -> Iterator[Key]:
    """The scale always; of all else what the picture has."""
    yield Key(Symbol.WORDS, degree_name(layout.colour))
    for tone, stance in SCALE:
        yield Key(Symbol(tone), str(terms.STANCES[None]) if stance is None else stance_text(stance))
    comma = pgettext("between the items of a list", ", ")
    degrees = comma.join(str(terms.DEGREES[degree].short) for degree in DEGREES)
    yield Key(Symbol.WORDS, gettext("From left to right: %(degrees)s") % {"degrees": degrees})
    yield from _votes(cards)
    if any(card.ours for card in cards):
        yield Key(Symbol.OURS_CAN_SWAY, ours_can_sway())
    if any(card.theirs for card in cards):
        yield Key(Symbol.THEIRS_CAN_SWAY, theirs_can_sway())
    if any(chip.is_behind for card in cards for chip in card.chips):
        yield Key(Symbol.IS_BEHIND, gettext("The competitor leads"))
    drawn = {trace.kind for trace in traces}
    yield from (Key(Symbol(kind.value), _line(kind.value)) for kind in INFLUENCES if kind in drawn)


def _votes(cards: list[Card]) -> Iterator[Key]:
    kinds = {badge.kind for card in cards for badge in card.badges}
    for kind in (BadgeKind.VETO, BadgeKind.APPROVER):
        if kind in kinds:
            yield Key(Symbol(kind), str(terms.VOTES[kind].label), badge_text(kind))
    if BadgeKind.UNKNOWN in kinds:
        yield Key(Symbol.VOTE_UNKNOWN, gettext("A vote is unknown"), UNKNOWN_SIGN)


def ours_can_sway() -> str:
    return gettext("One of us can sway")


def theirs_can_sway() -> str:
    return gettext("A competitor can sway")


def _line(kind: str) -> str:
    return {
        "ours": gettext("Our influence"),
        "internal": gettext("Influence from within"),
        "competitor": gettext("A competitor's influence"),
    }[kind]


def _compared(day: str, cards: list[Card]) -> Iterator[Key]:
    """How many degrees rose and fell, and who is new."""
    new = sum(bool(card.new) for card in cards)
    moves = [chip.moved for card in cards for chip in card.chips]
    yield Key(Symbol.WORDS, gettext("vs %(day)s") % {"day": day})
    for symbol, sign in ((Symbol.UP, 1), (Symbol.DOWN, -1)):
        count = moves.count(sign)
        if count:
            yield Key(symbol, stance_text(sign * count))
    if new:
        yield Key(Symbol.WORDS, ngettext("%(count)s new person", "%(count)s new persons", new) % {"count": new})
    elif not any(moves):
        yield Key(Symbol.WORDS, pgettext("no change", "flat"))


def new_mark() -> str:
    return pgettext("who was not there on the compared day", "new")


def unplaced(kind: MapKind) -> str:
    """What is not known of those who stand apart."""
    return gettext("Reporting line unknown") if kind is MapKind.TREE else gettext("Place in the chain unknown")


def placeholder() -> str:
    return gettext("Role known, name still to be found")
