"""The teams as a tree: each under the one it belongs to."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q

from renmai.store.models import Team

DEEPEST: Final = 6
"""Levels that are set in; what is deeper stands in line with them."""


@dataclass(frozen=True, slots=True)
class Branch:
    """`people` are those of the team itself, `below` those of it and of all teams below."""

    team: Team
    depth: int
    people: int
    below: int


def branches() -> list[Branch]:
    """All teams, each before those below it, by name; what stands in a circle comes last, flat."""
    in_service = Count("employees", filter=Q(employees__left_on=None))
    teams = list(Team.objects.select_related("leader").annotate(people=in_service).order_by("name", "code"))
    under: dict[int | None, list[Team]] = defaultdict(list)
    for team in teams:
        under[team.parent_id].append(team)
    found = [branch for top in under[None] for branch in _walk(top, under, 0)]
    reached = {branch.team.pk for branch in found}
    return found + [Branch(team, 0, _people(team), _people(team)) for team in teams if team.pk not in reached]


def _walk(team: Team, under: dict[int | None, list[Team]], depth: int) -> Iterator[Branch]:
    below = [branch for one in under[team.pk] for branch in _walk(one, under, depth + 1)]
    own = _people(team)
    total = own + sum(branch.people for branch in below)
    yield Branch(team, min(depth, DEEPEST), own, total)
    yield from below


def _people(team: Team) -> int:
    return int(team.people)  # type: ignore[attr-defined]  # annotated
