"""A map as one slide of native shapes: cards that can be moved and written in, lines that hold on to them."""

from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element

from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck
from pptx.util import Emu

from renmai.output.deck import LAYOUT, Imprint, empty_deck
from renmai.output.relationship_map.drawing import MARGIN, scene_of
from renmai.output.relationship_map.markup import root, written
from renmai.output.relationship_map.picture import Picture
from renmai.output.relationship_map.scene import Scene
from renmai.output.relationship_map.slide import Slide, draw_group, draw_part, draw_title
from renmai.output.relationship_map.slide_lines import draw_stroke
from renmai.output.relationship_map.slide_text import PIXEL, Setting

LONGEST_SIDE: Final = 51_206_400
"""Units of the widest slide that office programs open: 56 inches."""
NAMESPACES: Final = {
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns:p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}


def pptx_of(picture: Picture) -> bytes:
    scene = scene_of(picture)
    scale = min(PIXEL, LONGEST_SIDE / max(scene.width, scene.height))
    deck = _deck(picture)
    deck.slide_width, deck.slide_height = Emu(round(scene.width * scale)), Emu(round(scene.height * scale))
    page = deck.slides.add_slide(deck.slide_layouts.get_by_name(LAYOUT))
    shapes = page.shapes._spTree  # noqa: SLF001 -- the tree itself: shape by shape the library is slow and knows no turns
    for shape in list(page.placeholders):
        shapes.remove(shape._element)  # noqa: SLF001
    for shape in parse_xml(written(_tree(scene, Setting(scale, scene.language)))):
        shapes.append(shape)
    made = BytesIO()
    deck.save(made)
    return made.getvalue()


def _tree(scene: Scene, setting: Setting) -> Element:
    slide = Slide(root("p:spTree", NAMESPACES), setting)
    frames = {group.key: group.frame for group in scene.groups}
    draw_title(slide, scene.title, scene.width - 2 * MARGIN)
    for part in scene.ground:
        draw_part(slide, slide.tree, part)
    for stroke in scene.strokes:
        draw_stroke(slide, stroke, frames)
    for part in scene.notes:
        draw_part(slide, slide.tree, part)
    for group in scene.groups:
        draw_group(slide, group)
    for part in scene.around:
        draw_part(slide, slide.tree, part)
    return slide.tree


def _deck(picture: Picture) -> Deck:
    sheet = picture.sheet
    return empty_deck(
        Imprint(sheet.title, sheet.about, sheet.author, sheet.confidential, sheet.language, sheet.made_at)
    )
