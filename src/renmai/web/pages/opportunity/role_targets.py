"""Whether everybody is there whom a deal needs 角色是否到齐: present / goal, who supports, what is lacking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext

from renmai.analytics.decision_chain import members_on
from renmai.analytics.panel import Panel
from renmai.domain.question import Question
from renmai.domain.role_targets import Gap, Lack, Placed, Target, staffing
from renmai.store.models import ChainMember
from renmai.web import marks
from renmai.web.numbers import DASH
from renmai.web.pages.opportunity.reading import names_of
from renmai.wording.columns import WORDS, Text

AGAINST: Final = frozenset({Gap.OPPOSING})
NAMED: Final = 2
"""Up to so many people are called by their names, more are counted."""


@dataclass(frozen=True, slots=True)
class Present:
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class GapChip:
    """`people` are all names, for who is only counted in `text`."""

    text: str
    is_against: bool
    people: str


@dataclass(frozen=True, slots=True)
class TargetRow:
    label: Text
    is_vote: bool
    people: list[Present]
    present: int
    goal: str
    is_reached: bool
    support: int
    gaps: list[GapChip]


@dataclass(frozen=True, slots=True)
class Roles:
    """`without_role` names those to whom the chain gives none."""

    rows: list[TargetRow]
    without_role: list[Present]


def roles_of(panel: Panel, question: Question, code: str, members: Sequence[ChainMember]) -> Roles | None:
    """Over the members who count on the day, in the order of the chain; None without any."""
    there = {member.code: member for member in members_on(panel, question.as_of, code)}
    chain = [Placed(there[one.key_person.code], one.role) for one in members if one.key_person.code in there]
    if not chain:
        return None
    found, names = staffing(chain, panel.policy), names_of(panel)
    nameless = found.without_role.people if found.without_role else ()
    return Roles([_row(one, names) for one in found.targets], [_present(one, names) for one in nameless])


def _row(target: Target, names: Mapping[str, str]) -> TargetRow:
    return TargetRow(
        label=marks.term(target.name) if target.is_vote else WORDS["role"][target.name],
        is_vote=target.is_vote,
        people=[_present(one, names) for one in target.present],
        present=len(target.present),
        goal=str(target.goal) if target.goal else DASH,
        is_reached=target.is_reached,
        support=len(target.support),
        gaps=[_chip(lack, names) for lack in target.lacks],
    )


def _present(code: str, names: Mapping[str, str]) -> Present:
    return Present(names[code], reverse("key-person", args=[code]))


def _chip(lack: Lack, names: Mapping[str, str]) -> GapChip:
    people = pgettext("between the items of a list", ", ").join(names[code] for code in lack.people)
    return GapChip(gap_text(lack, people), lack.gap in AGAINST, people)


def gap_text(lack: Lack, people: str) -> str:
    """A gap in words: names where they are few."""
    number = {"n": lack.count}
    if lack.gap is Gap.MISSING:
        return ngettext("%(n)s missing", "%(n)s missing", lack.count) % number
    if lack.count <= NAMED:
        return _NAMED[lack.gap]() % {"names": people}
    return _COUNTED[lack.gap](lack.count) % number


_NAMED: Final = {
    Gap.OPPOSING: lambda: gettext("%(names)s: against us"),
    Gap.STANCE_UNKNOWN: lambda: gettext("%(names)s: stance unknown"),
    Gap.VOTE_UNKNOWN: lambda: gettext("%(names)s: unknown"),
}
_COUNTED: Final = {
    Gap.OPPOSING: lambda n: ngettext("%(n)s against us", "%(n)s against us", n),
    Gap.STANCE_UNKNOWN: lambda n: ngettext("%(n)s of unknown stance", "%(n)s of unknown stance", n),
    Gap.VOTE_UNKNOWN: lambda n: ngettext("%(n)s unknown", "%(n)s unknown", n),
}
