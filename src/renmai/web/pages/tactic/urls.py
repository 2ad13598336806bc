"""Addresses of the playbook, of planning with a tactic, and of the effects of tactics."""

from typing import Final

from django.urls import URLPattern, path

import renmai.intake.addresses  # noqa: F401 registers the converter of codes
from renmai.web.pages.customer import planning
from renmai.web.pages.tactic import effects, playbook

URLS: Final[list[URLPattern]] = [
    path("strategies/playbook", playbook.playbook, name="playbook"),
    path("strategies/playbook/<code:code>", playbook.edit, name="playbook-edit"),
    path("strategies/playbook/<code:code>/copy", playbook.copy, name="playbook-copy"),
    path("strategies/playbook/<code:code>/state", playbook.state, name="playbook-state"),
    path("strategies/effects", effects.effects, name="tactic-effects"),
    path("customers/<code:code>/tactics", planning.tactics, name="customer-tactics"),
]
