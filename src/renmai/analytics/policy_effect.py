"""What a proposed policy would change in the figures of a day, beside the present one.

Nothing is written, and nothing worked out under the proposal stays with the present panel.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import influence_line
from renmai.analytics import states as st
from renmai.analytics.chain_moment import chains_in
from renmai.analytics.key_person import by_slab
from renmai.analytics.moment import moment, slab_moments
from renmai.analytics.panel import Panel
from renmai.analytics.reading_codes import READINGS, reading_codes
from renmai.analytics.scoping import in_scope
from renmai.analytics.stale import NEVER_ASSESSED, assessed
from renmai.analytics.strategy_codes import STRATEGIES, contributes_much, strategy_codes
from renmai.analytics.strategy_fit import cases_of
from renmai.analytics.touch import NOT_YET, last_contact
from renmai.domain.policy import Policy, at_least
from renmai.domain.question import Question

Places = NDArray[np.intp]
Codes = NDArray[Any]
NAMED: Final = 20
"""How many of those that change are named."""
IS_SO: Final = ("not_so", "so")
"""The two groups of a figure that is or is not the case."""


@dataclass(frozen=True, slots=True)
class Group:
    """How many are in it under the present policy, and how many under the proposed one."""

    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Moved:
    """One customer, opportunity or key person that changes groups."""

    code: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Shift:
    """One figure: its groups, how many change, and the first `NAMED` of them by place in the panel."""

    figure: str
    groups: tuple[Group, ...]
    moved: int
    first: tuple[Moved, ...]


class _Figure(NamedTuple):
    """Its groups, by code, and the table of the panel whose rows are grouped."""

    name: str
    groups: tuple[str, ...]
    table: str


@dataclass(frozen=True, slots=True)
class Target:
    """A share of the whole company, None where nothing can be said, and whether the target asks for more."""

    figure: str
    value: float | None
    missed_before: bool
    missed_after: bool


@dataclass(frozen=True, slots=True)
class Effect:
    shifts: tuple[Shift, ...]
    targets: tuple[Target, ...]


def policy_effect(panel: Panel, proposed: Policy, day: date) -> Effect:
    """The whole company's figures of the day under the panel's policy and under another one."""
    question, other = Question(day), panel.under(proposed)
    shifts = (
        _strategies(panel, other, question),
        _readings(panel, other, question),
        _contribution(panel, other, question),
        *_too_long_ago(panel, other, question),
        _large_enough(panel, other, question),
    )
    return Effect(shifts, tuple(_targets(panel, proposed, question)))


def _strategies(panel: Panel, other: Panel, question: Question) -> Shift:
    places = _customers(panel, question)
    before, after = (strategy_codes(each, question)[places] for each in (panel, other))
    return _shift(panel, _Figure("strategy", STRATEGIES, "customers"), places, before, after)


def _readings(panel: Panel, other: Panel, question: Question) -> Shift:
    day = question.as_of
    places = chains_in(panel, day, 0, in_scope(panel, question, moment(panel, day, 0))).place
    before, after = (reading_codes(each, day)[places] for each in (panel, other))
    words = tuple(reading.value for reading in READINGS)
    return _shift(panel, _Figure("reading", words, "opportunities"), places, before, after)


def _contribution(panel: Panel, other: Panel, question: Question) -> Shift:
    places = _customers(panel, question)
    before, after = (contributes_much(cases_of(each, question).contribution)[places] for each in (panel, other))
    return _shift(panel, _Figure("contribution", IS_SO, "customers"), places, before, after)


def _too_long_ago(panel: Panel, other: Panel, question: Question) -> Iterator[Shift]:
    """Key persons whose values are stale, and those met too long ago or never."""
    day = question.as_of.toordinal()
    counting = [slab_moments(slab, [day], 0)[0].states != st.ABSENT for slab in panel.slabs]
    places = np.flatnonzero(_column(counting))
    told = _column([assessed(slab, day) for slab in panel.slabs])[places]
    met = _column([last_contact(slab, day) for slab in panel.slabs])[places]
    for figure, since, possible in (("stale", told, told != NEVER_ASSESSED), ("untouched", met, met >= NOT_YET)):
        before, after = (possible & (day - since > each.policy.stale_days) for each in (panel, other))
        yield _shift(panel, _Figure(figure, IS_SO, "people"), places, before, after)


def _column(parts: list[NDArray[Any]]) -> NDArray[Any]:
    return np.concatenate([np.zeros(0, np.bool_), *parts])


def _large_enough(panel: Panel, other: Panel, question: Question) -> Shift:
    """Customers with enough key persons to be named among the largest changes."""
    places = _customers(panel, question)
    people = moment(panel, question.as_of, 0).people[places]
    before, after = (people >= each.policy.change_people for each in (panel, other))
    return _shift(panel, _Figure("large_enough", IS_SO, "customers"), places, before, after)


def _targets(panel: Panel, proposed: Policy, question: Question) -> Iterable[Target]:
    present = panel.policy
    asked = {
        "potential": (present.potential_target, proposed.potential_target),
        "contribution_count": (present.contribution_target, proposed.contribution_target),
        "contribution_amount": (present.contribution_target, proposed.contribution_target),
    }
    figures = influence_line.figures(panel, question)["figures"]
    for figure, (before, after) in asked.items():
        value = figures[figure]["value"]
        yield Target(figure, value, _misses(value, before), _misses(value, after))


def _misses(value: float | None, target: float) -> bool:
    return value is not None and not at_least(value, target)


def _customers(panel: Panel, question: Question) -> Places:
    return np.flatnonzero(in_scope(panel, question, moment(panel, question.as_of, 0)))


def _shift(panel: Panel, figure: _Figure, places: Places, before: Codes, after: Codes) -> Shift:
    """`before` and `after` are codes of the figure's groups, one for each of the places."""
    words = figure.groups
    counts = (np.bincount(codes, minlength=len(words)).tolist() for codes in (before, after))
    moved = np.flatnonzero(before != after)
    some = moved[:NAMED]
    steps = zip(before[some].tolist(), after[some].tolist(), strict=True)
    named = zip(_named(panel, figure.table, places[some]), steps, strict=True)
    return Shift(
        figure.name,
        tuple(Group(*group) for group in zip(words, *counts, strict=True)),
        len(moved),
        tuple(Moved(code, name, words[old], words[new]) for (code, name), (old, new) in named),
    )


def _named(panel: Panel, table: str, places: Places) -> list[tuple[str, str]]:
    """Code and name of rows of the panel by place."""
    offsets = np.cumsum([0, *(len(getattr(slab, table)) for slab in panel.slabs)]).tolist()
    rows = ((getattr(panel.slabs[number], table), at) for number, at in by_slab(places, offsets))
    return [(str(table.code[at]), str(table.name[at])) for table, at in rows]
