"""A small map for the tests of drawings: a boss, two who report to her, one of us and one of theirs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Final

from renmai.output.relationship_map.picture import (
    Badge,
    BadgeKind,
    Card,
    Chip,
    Key,
    MapKind,
    Picture,
    Pill,
    Point,
    Sheet,
    Symbol,
    Tone,
    Trace,
    TraceKind,
)

CHIPS: Final = (
    Chip("+2", Tone.STRONG_SUPPORT, "Closeness: Strong support", moved=1),
    Chip("−1", Tone.OPPOSE, "Solution: Oppose", is_behind=True, moved=-1),
    Chip("?", Tone.UNKNOWN, "Price: Unknown"),
)
UNKNOWN: Final = tuple(replace(chip, text="?", tone=Tone.UNKNOWN, moved=0, is_behind=False) for chip in CHIPS)
VETO: Final = Badge("V", BadgeKind.VETO, "Veto holder: Yes")
APPROVER: Final = Badge("A", BadgeKind.APPROVER, "Approver: Yes")
VOTE_UNKNOWN: Final = Badge("?", BadgeKind.UNKNOWN, "Veto holder: Unknown")

BOSS: Final = Card(
    "boss",
    440,
    20,
    "韩定海",
    "总经理",
    "韩定海 总经理",
    Tone.SUPPORT,
    CHIPS,
    (VETO, APPROVER),
    ours="One of us can sway",
)
BUYER: Final = Card(
    "buyer", 24, 130, "罗采薇", "采购总监", "罗采薇", Tone.UNKNOWN, UNKNOWN, (VOTE_UNKNOWN,), new="new", theirs="Theirs"
)
ENGINEER: Final = Card("engineer", 32, 200, "蒋工", "设备部长", "蒋工", Tone.OPPOSE, CHIPS)
ROLE: Final = Card("role", 640, 130, "法务负责人", "姓名待确认", "", Tone.UNKNOWN, UNKNOWN, is_placeholder=True)

LINKS: Final = (
    Trace(TraceKind.REPORTING, ((518, 70), (518, 100), (98, 100), (98, 130)), "罗采薇 → 韩定海", "boss", "buyer"),
    Trace(TraceKind.REPORTING, ((26, 180), (26, 225), (32, 225)), "蒋工 → 罗采薇", "buyer", "engineer"),
)
INFLUENCES: Final = (
    Trace(TraceKind.OURS, ((172, 35), (300, 35), (300, 45), (440, 45)), "徐东 can sway 韩定海", "ours", "boss"),
    Trace(TraceKind.COMPETITOR, ((776, 155), (700, 155), (700, 45), (596, 45)), "钟离", "theirs", "boss"),
    Trace(TraceKind.INTERNAL, ((188, 225), (300, 225), (300, 60), (440, 60)), "蒋工", "engineer", "boss", note="同学"),
)
PILLS: Final = (
    Pill("ours", 24, 20, "徐东", "交付经理", "徐东 交付经理", is_ours=True),
    Pill("theirs", 776, 140, "钟离", "远图科技", "钟离 远图科技", is_ours=False),
)
SHEET: Final = Sheet(
    title="东港码头 · Relationship map",
    about="As of 2026-09-30 · Coloured by Closeness · 3 key persons",
    told="东港码头, 3 key persons",
    keys=[
        *(Key(Symbol(tone.value), tone.value) for tone in Tone),
        Key(Symbol.VETO, "Veto holder", "V"),
        Key(Symbol.OURS_CAN_SWAY, "One of us can sway"),
        Key(Symbol.COMPETITOR, "A competitor's influence"),
    ],
    compared=[Key(Symbol.WORDS, "vs 2026-06-30"), Key(Symbol.UP, "+2"), Key(Symbol.DOWN, "−2")],
    cut="In full:",
    confidential="For internal use only",
    foot="东港码头 · As of 2026-09-30 · 林知远 · 2026-09-30 10:12",
    author="林知远",
    made_at=datetime(2026, 9, 30, 10, 12, tzinfo=UTC),
    language="zh-Hans",
)
TREE: Final = Picture(MapKind.TREE, 960, 280, SHEET, (BOSS, BUYER, ENGINEER, ROLE), PILLS, (*LINKS, *INFLUENCES))
FISHBONE: Final = Picture(
    MapKind.FISHBONE,
    700,
    360,
    SHEET,
    (replace(BUYER, x=100, y=40, role="把关者"), replace(BOSS, x=560, y=147, role="批准者")),
    (),
    (
        Trace(TraceKind.SPINE, ((20, 180), (546, 180)), "spine"),
        Trace(TraceKind.BONE, ((164, 106), (204, 180)), "罗采薇", "buyer"),
    ),
)

HOSTILE: Final = (
    "<script>alert('x')</script>",
    "\"quoted\" & 'so' ]]>",
    "con\x01trol\x0bled\x7f\ufffe\ud800 name",
    "名" * 40,
    "👩‍👩‍👧‍👦🏽 José",
    "محمد عبد الله",
    "\u202eyrevocsid",
    "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh",
    " ",
)
"""Names that would be markup, cannot be said in XML, do not fit, or run the other way."""


def of_many(number: int, across: int = 17) -> Picture:
    """So many people in a grid, each reporting to the one above and swayed by the one before."""
    cards = [
        replace(BOSS, key=f"p{at}", x=22 + 202 * (at % across), y=20 + 62 * (at // across)) for at in range(number)
    ]
    links = [_link(cards[at - across], cards[at]) for at in range(across, number)]
    sways = [_sway(before, after) for before, after in pairwise(cards)]
    return replace(TREE, cards=cards, pills=(), traces=[*links, *sways])


def _link(above: Card, below: Card) -> Trace:
    x = above.x + 6
    points: Sequence[Point] = (x, above.y + 50), (x, below.y + 25), (below.x, below.y + 25)
    return Trace(TraceKind.REPORTING, points, "", above.key, below.key)


def _sway(before: Card, after: Card) -> Trace:
    points: Sequence[Point] = (before.x + 156, before.y + 20), (after.x, after.y + 20)
    return Trace(TraceKind.INTERNAL, points, "", before.key, after.key)
