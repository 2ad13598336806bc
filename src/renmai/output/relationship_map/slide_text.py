"""Text on a slide: paragraphs with fonts that office programs have, at the heights of the scene."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from renmai.output.relationship_map.fitting import cleaned
from renmai.output.relationship_map.markup import add
from renmai.output.relationship_map.scene import Anchor, Box, Run, Words

PIXEL: Final = 9525
"""English metric units of a pixel, where nothing is scaled."""
HUNDREDTHS: Final = 75
"""Hundredths of a point that are a pixel."""
SMALLEST: Final = 100
"""No text is smaller than a point."""
ASCENT: Final = 0.8
"""The share of a line that lies above its baseline."""
LINE: Final = 1.4
"""Height of a line that stands alone, in shares of the font's size."""
ROUND_INSET: Final = 0.29289
"""How far office programs keep text away from the sides of a box, in shares of its corners' radius."""
LATIN: Final = "Arial"
CHINESE: Final = {"zh-Hant": "Microsoft JhengHei"}
USUAL_CHINESE: Final = "Microsoft YaHei"
LANGUAGES: Final = {"zh-Hant": "zh-TW", "en": "en-US"}
USUAL_LANGUAGE: Final = "zh-CN"
ALIGNED: Final[dict[Anchor, str]] = {"start": "l", "middle": "ctr", "end": "r"}
APART: Final = "  "
"""Before what stands a little apart in the same line."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How texts are set; `scale` is the units of a pixel."""

    scale: float
    language: str

    def units(self, pixels: float) -> int:
        return round(pixels * self.scale)

    def hundredths(self, pixels: float) -> int:
        """As hundredths of a point."""
        return max(SMALLEST, round(pixels * HUNDREDTHS * self.scale / PIXEL))


def write_in_box(setting: Setting, shape: Element, box: Box) -> None:
    """Lines where they stand in the scene: centred ones in the middle of the box, others from its top."""
    first, *others = box.words
    heights = [others[0].y - first.y if others else first.runs[0].size * LINE]
    heights += [after.y - before.y for before, after in zip(box.words, others, strict=False)]
    if first.anchor == "middle":
        body, heights = _body(shape, 0, 0, "ctr"), [0.0] * len(heights)
    else:
        inset = box.radius * ROUND_INSET
        above = max(0.0, first.y - box.y - heights[0] * ASCENT - inset)
        body = _body(shape, setting.units(max(0.0, first.x - box.x - inset)), setting.units(above), "t")
    for words, height in zip(box.words, heights, strict=True):
        _paragraph(setting, body, words, height)


def write_line(setting: Setting, shape: Element, words: Words) -> None:
    """One line in a box of its own height."""
    _paragraph(setting, _body(shape, 0, 0, "t"), words, height_of(words))


def height_of(words: Words) -> float:
    return words.runs[0].size * LINE


def top_of(words: Words) -> float:
    return words.y - height_of(words) * ASCENT


def text_of(words: Sequence[Words]) -> str:
    return " ".join(run.text for line in words for run in line.runs)


def _body(shape: Element, left: int, top: int, anchor: str) -> Element:
    body = add(shape, "p:txBody")
    insets = {"lIns": left, "tIns": top, "rIns": 0, "bIns": 0}
    add(body, "a:bodyPr", {"wrap": "none", **insets, "rtlCol": "0", "anchor": anchor})
    add(body, "a:lstStyle")
    return body


def _paragraph(setting: Setting, body: Element, words: Words, height: float) -> None:
    """`height` of the line, 0 for that of its font."""
    paragraph = add(body, "a:p")
    aligned = add(paragraph, "a:pPr", {"algn": ALIGNED[words.anchor]})
    if height:
        add(add(aligned, "a:lnSpc"), "a:spcPts", {"val": setting.hundredths(height)})
    for at, run in enumerate(words.runs):
        _run(setting, paragraph, run, APART if at else "")


def _run(setting: Setting, paragraph: Element, run: Run, before: str) -> None:
    written = add(paragraph, "a:r")
    said = add(
        written,
        "a:rPr",
        {
            "lang": LANGUAGES.get(setting.language, USUAL_LANGUAGE),
            "sz": setting.hundredths(run.size),
            "b": "1" if run.bold else "0",
            "dirty": "0",
        },
    )
    add(add(said, "a:solidFill"), "a:srgbClr", {"val": run.colour.removeprefix("#").upper()})
    add(said, "a:latin", {"typeface": LATIN})
    add(said, "a:ea", {"typeface": CHINESE.get(setting.language, USUAL_CHINESE)})
    add(written, "a:t").text = before + cleaned(run.text)
