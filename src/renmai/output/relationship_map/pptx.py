"""A map as one slide of native shapes: cards that can be moved and written in, lines that hold on to them."""

from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck
from pptx.util import Emu

from renmai.output.relationship_map.drawing import MARGIN, scene_of
from renmai.output.relationship_map.fitting import cleaned
from renmai.output.relationship_map.markup import root, written
from renmai.output.relationship_map.picture import Picture
from renmai.output.relationship_map.scene import Scene
from renmai.output.relationship_map.slide import Slide, draw_group, draw_part, draw_title
from renmai.output.relationship_map.slide_lines import draw_stroke
from renmai.output.relationship_map.slide_text import LANGUAGES, PIXEL, USUAL_LANGUAGE, Setting

LONGEST_SIDE: Final = 51_206_400
"""Units of the widest slide that office programs open: 56 inches."""
NAMESPACES: Final = {
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns:p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
LAYOUT: Final = "Title Only"
NOT_OURS: Final = (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.PRINTER_SETTINGS)
"""What the library's template brings along: somebody's preview and printer."""
LONGEST_PROPERTY: Final = 255


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
    """An empty presentation that says whose it is."""
    deck, sheet = Presentation(), picture.sheet
    for owner in (deck.part, deck.part.package):
        for key, relation in list(owner._rels.items()):  # noqa: SLF001
            if relation.reltype in NOT_OURS:
                owner.drop_rel(key)
    told = deck.core_properties
    told.title, told.subject, told.author, told.comments = (
        cleaned(text)[:LONGEST_PROPERTY] for text in (sheet.title, sheet.about, sheet.author, sheet.confidential)
    )
    told.last_modified_by = told.author
    told.language = LANGUAGES.get(sheet.language, USUAL_LANGUAGE)
    told.created = told.modified = sheet.made_at
    told.revision = 1
    return deck
