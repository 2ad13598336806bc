"""An empty presentation that says whose it is, and nothing of the library's template."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation as Deck

from renmai.output.relationship_map.fitting import cleaned
from renmai.output.relationship_map.slide_text import LANGUAGES, USUAL_LANGUAGE

LAYOUT: Final = "Title Only"
NOT_OURS: Final = (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.PRINTER_SETTINGS)
"""What the library's template brings along: somebody's preview and printer."""
LONGEST_PROPERTY: Final = 255


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a file says of itself; `language` is that of a page, as in HTML."""

    title: str
    subject: str
    author: str
    comments: str
    language: str
    made_at: datetime


def empty_deck(imprint: Imprint) -> Deck:
    deck = Presentation()
    for owner in (deck.part, deck.part.package):
        for key, relation in list(owner._rels.items()):  # noqa: SLF001
            if relation.reltype in NOT_OURS:
                owner.drop_rel(key)
    told = deck.core_properties
    told.title, told.subject, told.author, told.comments = (
        cleaned(text)[:LONGEST_PROPERTY] for text in (imprint.title, imprint.subject, imprint.author, imprint.comments)
    )
    told.last_modified_by = told.author
    told.language = LANGUAGES.get(imprint.language, USUAL_LANGUAGE)
    told.created = told.modified = imprint.made_at
    told.revision = 1
    return deck
