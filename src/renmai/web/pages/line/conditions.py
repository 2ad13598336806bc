"""How a list is narrowed: the fields of the filter menu, and a chip for every condition that is set."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from django.utils.translation import gettext

from renmai.analytics.facts import Ids
from renmai.analytics.listing import Listing
from renmai.analytics.lists.arrangement import YES, Subjects
from renmai.analytics.lists.keys import column
from renmai.domain.stance import DEGREES, VOTES
from renmai.web.access import Viewer
from renmai.web.arranged import CONDITIONS
from renmai.web.layout.context import Choice
from renmai.web.marks import TERMS
from renmai.web.pages.line.columns import LABELS
from renmai.web.parameters import Asked
from renmai.wording import terms
from renmai.wording.terms import Text

MOST_OWNERS: Final = 200
"""With more of them a name is found by searching, not by scrolling."""
FLAGS: Final = ("uninsighted", "stale")


Values = list[tuple[str, Text]]


@dataclass(frozen=True, slots=True)
class Field:
    """One way to narrow the list; a flag has one choice, which is on or off."""

    name: str
    label: Text
    choices: list[Choice]
    is_flag: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition in words, and the list without it."""

    text: str
    url: str


def fields(line: str, viewer: Viewer, asked: Asked, found: Listing, subjects: Subjects) -> list[Field]:
    """The fields of a line, with the values that occur in the list before it is narrowed."""
    given = dict(asked.arranged.arrangement.conditions)
    made = []
    for name in CONDITIONS:
        offered = _values(name, line, viewer, found, subjects) if name in subjects.conditions else []
        choices = [Choice(value, label, value == given.get(name)) for value, label in offered]
        made.append(Field(name, label_of(name, viewer), choices, is_flag=name in FLAGS))
    return [field for field in made if field.choices]


def chips(path: str, asked: Asked, viewer: Viewer, fields: list[Field]) -> list[Chip]:
    how = asked.arranged.arrangement
    made = []
    for name, value in how.conditions:
        others = tuple(one for one in how.conditions if one[0] != name)
        url = path + asked.arranging(conditions=others).query(dated=asked.cell is not None)
        made.append(Chip(_in_words(name, value, viewer, fields), url))
    return made


def _in_words(name: str, value: str, viewer: Viewer, fields: list[Field]) -> str:
    """A condition as its field says it; a value that the field does not offer as it was given."""
    label = str(label_of(name, viewer))
    if name in FLAGS:
        return label
    said = {choice.value: choice.label for field in fields if field.name == name for choice in field.choices}
    return gettext("%(measure)s: %(value)s") % {"measure": label, "value": said.get(value, value)}


def label_of(name: str, viewer: Viewer) -> Text:
    if name == "stale":
        return gettext("Not assessed for %(days)s days") % {"days": viewer.panel.policy.stale_days}
    return LABELS.get(name) or TERMS[name].label


def _values(name: str, line: str, viewer: Viewer, found: Listing, subjects: Subjects) -> Values:
    if name == "owner":
        return _owners(viewer, subjects.owners[found.subjects])
    if name == "stage":
        stages = np.unique(column(viewer.panel, "opportunities", "stage")[found.subjects]).tolist()
        return [(stage, stage) for stage in stages if stage]
    if name in FLAGS:
        return [(YES, label_of(name, viewer))]
    return list(_words(name, line).items())


def _owners(viewer: Viewer, ids: Ids) -> Values:
    roster = viewer.panel.roster
    owners = [roster.employee_of_id[number] for number in np.unique(ids).tolist() if number]
    if len(owners) > MOST_OWNERS:
        return []
    return [(owner.code, owner.name) for owner in sorted(owners, key=lambda owner: (owner.name, owner.code))]


def _words(name: str, line: str) -> Mapping[str, Text]:
    """What the values of a condition mean."""
    if name in VOTES:
        return terms.VOTE_ANSWERS
    graded = terms.GRADES if line in ("customer", "decision-chain") else terms.STANCE_GROUPS
    families: dict[str, Mapping[str, terms.Term]] = {"strategy": terms.STRATEGIES, "reading": terms.READINGS}
    families |= dict.fromkeys(DEGREES, graded)
    return {value: term.label for value, term in families[name].items()}
