"""The colours of files are those of the screen in daylight."""

import re
from pathlib import Path

import renmai
from renmai.output.relationship_map import palette

TOKENS = (Path(renmai.__file__).parent / "web/islands/style/tokens.css").read_text(encoding="utf-8")
LIGHT = dict(re.findall(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}),", TOKENS))


def test_palette_is_that_of_the_screen() -> None:
    named = {
        "surface": "SURFACE",
        "bg": "BG",
        "line-strong": "LINE_STRONG",
        "ink": "INK",
        "ink-2": "INK_2",
        "ink-3": "INK_3",
    }
    named |= {"accent": "ACCENT", "good": "GOOD", "bad": "BAD", "un": "UNKNOWN", "un-text": "UNKNOWN_TEXT"}
    assert {token: getattr(palette, name) for token, name in named.items()} == {token: LIGHT[token] for token in named}


def test_stances_have_the_colours_of_the_screen() -> None:
    for tone, (fill, ink) in palette.CHIPS.items():
        if tone.value == "un":
            continue
        assert (fill, ink) == (LIGHT[f"{tone.value}-chip"], LIGHT[f"{tone.value}-text"])
        assert palette.EDGES[tone] == LIGHT[tone.value]
