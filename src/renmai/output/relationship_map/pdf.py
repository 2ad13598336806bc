"""A map on one sheet of paper: the SVG, scaled to fit, its text selectable."""

from base64 import b64encode
from html import escape
from typing import Final
from xml.etree.ElementTree import Element

from renmai.output.fonts import family_of
from renmai.output.pdf import write_pdf
from renmai.output.relationship_map.drawing import scene_of
from renmai.output.relationship_map.fitting import cleaned
from renmai.output.relationship_map.markup import number, written
from renmai.output.relationship_map.picture import Picture
from renmai.output.relationship_map.svg import svg_element

PAPERS: Final = (("A4", 297, 210), ("A3", 420, 297))
"""Name, width and height in millimetres, the smaller one first."""
MARGIN: Final = 8
PIXEL: Final = 25.4 / 96
READABLE: Final = 0.8
"""Smaller than this, the text of a card is too small on A4."""


def pdf_of(picture: Picture) -> bytes:
    """Raises `RenmaiError` where nothing can be printed."""
    family = family_of("zh-hant" if picture.sheet.language == "zh-Hant" else "zh-hans")
    scene = scene_of(picture)
    size, paper = _fitting(scene.width, scene.height)
    drawn = svg_element(scene, f"'{family}', sans-serif")
    _forget_titles(drawn)
    width, height = (number(length * size) for length in (scene.width, scene.height))
    style = f"@page {{ size: {paper} landscape; margin: {MARGIN}mm }} body {{ margin: 0; line-height: 0 }}"
    style += f" img {{ display: block; margin: 0 auto; width: {width}mm; height: {height}mm }}"
    return write_pdf(_document(picture, drawn), style, drawings=True)


def _forget_titles(drawn: Element) -> None:
    """Paper shows none, and reading them takes as long as the rest."""
    for parent in drawn.iter():
        for title in parent.findall("title"):
            parent.remove(title)


def _fitting(width: float, height: float) -> tuple[float, str]:
    """Millimetres a pixel, and the paper: A4 as long as it can be read there."""
    fits = [
        (min((across - 2 * MARGIN) / width, (down - 2 * MARGIN) / height, PIXEL), name) for name, across, down in PAPERS
    ]
    return next((fit for fit in fits if fit[0] >= READABLE * PIXEL), fits[-1])


def _document(picture: Picture, drawn: Element) -> str:
    """The drawing as an image: it is laid out in half the time, and has a text for whoever cannot see it."""
    sheet = picture.sheet
    title, author, language, told = (
        escape(cleaned(text)) for text in (sheet.title, sheet.author, sheet.language, sheet.told)
    )
    data = b64encode(written(drawn).encode()).decode()
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="author" content="{author}"><meta name="generator" content="Renmai"></head>'
        f'<body><img src="data:image/svg+xml;base64,{data}" alt="{told}"></body></html>'
    )
