"""A tactic as pages show it."""

from dataclasses import dataclass

from django.utils.translation import pgettext

from renmai.domain.tactics import BY_CODE
from renmai.store.playbook import Template
from renmai.web.pages.tactic.words import how, title
from renmai.wording.tactics import TACTICS, TARGETS
from renmai.wording.terms import DEGREES, Text


@dataclass(frozen=True, slots=True)
class Card:
    """`targets` in words, blank: about the customer as such. `origin`: what a copy was made from, where it is known."""

    code: str
    name: Text
    how: Text
    degrees: list[Text]
    targets: str
    owner: str
    origin: Text
    is_shared: bool
    is_retired: bool
    is_standard: bool
    is_changed: bool


def card(one: Template) -> Card:
    comma = pgettext("between the items of a list", ", ")
    standard = TACTICS.get(one.root) if one.owner else None
    return Card(
        code=one.code,
        name=title(one),
        how=how(one),
        degrees=[DEGREES[degree].short for degree in one.degrees],
        targets=comma.join(str(TARGETS[target]) for target in one.targets),
        owner=one.owner,
        origin=standard.name if standard else "",
        is_shared=one.shared,
        is_retired=one.retired,
        is_standard=one.code in BY_CODE,
        is_changed=one.code in BY_CODE and not one.says_the_standard,
    )
