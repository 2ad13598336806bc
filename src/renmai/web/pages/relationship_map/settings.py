"""What the map's island is told besides the facts: addresses, words, whose marks mean what."""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import pgettext

from renmai.store.models import ChainRole, Customer
from renmai.web.access import Viewer
from renmai.web.pages.relationship_map.facts import facts_of
from renmai.web.pages.relationship_map.words import words
from renmai.wording import terms
from renmai.wording.columns import WORDS, Text

CODE: Final = "CODE"
"""Stands for a key person's code in an address."""


def map_settings(viewer: Viewer, customer: Customer, opportunity: str = "") -> dict[str, Any]:
    """As islands/map/settings.ts reads it; `opportunity`: the map of its decision chain only."""
    return {
        "facts": facts_of(viewer, customer),
        "words": words(),
        "kind": "fishbone" if opportunity else "tree",
        "opportunity": opportunity,
        "colours": _colours(),
        "roles": {role: WORDS["role"][role] for role in ChainRole.values},
        "staleDays": viewer.panel.policy.stale_days,
        "urls": _urls(customer),
    }


def _colours() -> list[tuple[str, Text]]:
    """What the left edge of a card may show; the first of them unless one chooses."""
    degrees = [(name, term.short or term.label) for name, term in terms.DEGREES.items()]
    return [*degrees, ("overall", pgettext("colour of the map", "Overall"))]


def _urls(customer: Customer) -> dict[str, str]:
    here = [customer.code]
    person = reverse("key-person", args=[CODE])
    return {
        "facts": reverse("map-facts", args=here),
        "change": reverse("map-change", args=here),
        "influencers": reverse("map-influencers", args=here),
        "person": person,
        "paths": f"{person}/paths",
        "guide": f"{person}/guide/FEATURE",
        "contact": f"{reverse('contact')}?person={CODE}",
    }
