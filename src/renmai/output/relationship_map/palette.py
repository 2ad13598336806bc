"""The light colours of the screen, written out: a file has no style sheet of ours."""

from typing import Final

from renmai.output.relationship_map.picture import Tone, TraceKind

SURFACE: Final = "#ffffff"
BG: Final = "#f4f5f7"
LINE_STRONG: Final = "#b9c0cb"
INK: Final = "#171c26"
INK_2: Final = "#454e5e"
INK_3: Final = "#606a7b"
ACCENT: Final = "#3350c4"
GOOD: Final = "#0a6962"
BAD: Final = "#9e3e0a"
UNKNOWN: Final = "#7a8494"
UNKNOWN_TEXT: Final = "#596273"
HATCHED: Final = "hatched"
"""Not a colour: what is unknown is hatched, so that it is told apart without colours."""

EDGES: Final = {
    Tone.STRONG_SUPPORT: "#0b6560",
    Tone.SUPPORT: "#3f9a8f",
    Tone.NEUTRAL: "#868f9d",
    Tone.OPPOSE: "#cf762a",
    Tone.STRONG_OPPOSE: "#9a3c08",
    Tone.UNKNOWN: HATCHED,
}
CHIPS: Final = {
    Tone.STRONG_SUPPORT: ("#0b6560", "#ffffff"),
    Tone.SUPPORT: ("#d8eee9", "#0a5550"),
    Tone.NEUTRAL: ("#e9ecf0", "#475061"),
    Tone.OPPOSE: ("#fbe5d1", "#83340a"),
    Tone.STRONG_OPPOSE: ("#a3430e", "#ffffff"),
    Tone.UNKNOWN: (SURFACE, UNKNOWN_TEXT),
}
"""Fill and the text on it."""
LINES: Final = {
    TraceKind.REPORTING: (LINE_STRONG, 1.25, ""),
    TraceKind.INTERNAL: (INK_2, 1.5, ""),
    TraceKind.OURS: (ACCENT, 2.0, ""),
    TraceKind.COMPETITOR: (INK, 1.75, "7 4"),
    TraceKind.SPINE: (INK_3, 2.0, ""),
    TraceKind.BONE: (LINE_STRONG, 1.5, ""),
}
"""Colour, width and dashes of each kind of line."""
