"""Whom of our key persons an employee may mean, out of the contacts that they bring (docs/metrics/person-match.md).

The whole company's key persons are looked at, for whom one knows does not depend on what one may see. So what is
told of a match is no more than it takes to say "yes, I know them": customer, department and title, the name where
it is the one that was told, else the surname. Nothing else of the person leaves this module but the key by which
the answer is kept, which a page must sign.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from renmai.analytics import facts as f
from renmai.analytics.key_person import swayed_on
from renmai.analytics.panel import Panel
from renmai.analytics.person_match import Confidence, Match, Reason, Register, Told
from renmai.analytics.person_name import COMPOUND
from renmai.analytics.slab import Slab

HIDDEN: Final = "＊"
MOST_NAMESAKES: Final = 5
"""Of a name that more people have a company must be told: to list all of them would tell of many customers."""
_HAN: Final = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who may be meant; `key` is the store's, `name` is masked where only something like it was told."""

    key: int
    name: str
    customer: str
    department: str
    title: str
    confidence: Confidence
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Who may be meant, the surest first; none where `too_many` have this name.

    `is_customer`: the company that was told is a customer of ours.
    """

    candidates: tuple[Candidate, ...]
    too_many: bool = False
    is_customer: bool = False


def find_contacts(panel: Panel, day: date, told: Sequence[Told]) -> Iterator[Found]:
    """For each of `told` in turn, whom it may mean among those who count on the day."""
    finder = _Finder(panel, day)
    return (finder.find(one) for one in told)


@dataclass(frozen=True, slots=True)
class _Company:
    """A company as it was told: what is like it in each slab, and whether it is a customer."""

    related: list[Mapping[str, bool]]
    is_customer: bool


Placed = tuple[int, Match]
"""The number of a slab, and a match in it."""


class _Finder:
    def __init__(self, panel: Panel, day: date) -> None:
        self._day = day.toordinal()
        self._slabs = panel.slabs
        self._registers = [register_of(slab) for slab in panel.slabs]
        self._companies: dict[str, _Company] = {}

    def find(self, told: Told) -> Found:
        company = self._company(told.company)
        found = [
            (number, match)
            for number, register in enumerate(self._registers)
            for match in register.find_all(told, company.related[number])
            if self._counts(number, match.place)
        ]
        told_of = _told_of(found)
        if told_of is None:
            return Found((), too_many=True, is_customer=company.is_customer)
        candidates = (
            _candidate(self._slabs[number], match.place, match.confidence, match.reasons) for number, match in told_of
        )
        return Found(tuple(candidates), is_customer=company.is_customer)

    def _counts(self, number: int, at: int) -> bool:
        people = self._slabs[number].people
        return bool(people.start[at] <= self._day < people.stop[at])

    def _company(self, name: str) -> _Company:
        """Remembered for this one answer."""
        found = self._companies.get(name)
        if found is None:
            related = [register.like(name) for register in self._registers]
            found = self._companies[name] = _Company(related, self._is_customer(related))
        return found

    def _is_customer(self, related: list[Mapping[str, bool]]) -> bool:
        return any(
            slab.customers.start[at] <= self._day < slab.customers.stop[at]
            for slab, register, some in zip(self._slabs, self._registers, related, strict=True)
            for place in register.people_of(some)
            for at in [int(slab.people.customer[place])]
        )


def _told_of(found: list[Placed]) -> list[Placed] | None:
    """The surest first: with name and company, else all, else those with the name; None where they are too many."""
    by = {one: [pair for pair in found if pair[1].confidence is one] for one in Confidence}
    pools = [by[Confidence.EXACT]] if by[Confidence.EXACT] else [found, by[Confidence.NAME_ONLY]]
    fits = next((pool for pool in pools if pool and len(pool) <= MOST_NAMESAKES), None)
    if fits is None:
        return None if found else []
    return sorted(fits, key=lambda pair: (pair[1].rank[:2], pair[0], pair[1].place))


def _candidate(slab: Slab, at: int, confidence: Confidence, reasons: tuple[Reason, ...]) -> Candidate:
    people = slab.people
    name = str(people.name[at])
    return Candidate(
        int(people.id[at]),
        masked(name) if confidence is Confidence.SIMILAR else name,
        str(slab.customers.name[people.customer[at]]),
        str(people.department[at]),
        str(people.title[at]),
        confidence,
        reasons,
    )


def register_of(slab: Slab) -> Register:
    """The persons of a slab, kept with it: after a write only those of the slab that changed are read anew."""
    return slab.memo.through("contacts", lambda: _register(slab))


def _register(slab: Slab) -> Register:
    people, customers = slab.people, slab.customers.name.tolist()
    columns = (people.name, people.customer, people.department, people.title)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return Register(Told(name, customers[customer], department, title) for name, customer, department, title in rows)


def masked(name: str) -> str:
    """The surname alone: 王＊, 欧阳＊; of other names the first letter."""
    bare = name.strip()
    if not _HAN.match(bare):
        return f"{bare[:1]}{HIDDEN}"
    return f"{bare[:2] if bare[:2] in COMPOUND and len(bare) > 2 else bare[:1]}{HIDDEN}"


def candidate_of(
    panel: Panel, day: date, key: int, confidence: Confidence, reasons: tuple[Reason, ...]
) -> Candidate | None:
    """A match that was told before, as it reads now; None where the person counts no more."""
    for slab in panel.slabs:
        for at in np.flatnonzero(slab.people.id == key).tolist():
            if slab.people.start[at] <= day.toordinal() < slab.people.stop[at]:
                return _candidate(slab, at, confidence, reasons)
    return None


def named_by(panel: Panel, employee: int, day: date) -> frozenset[int]:
    """Keys of the persons whom the employee said to sway on the day: for the employee alone to be shown."""
    found: set[int] = set()
    for slab in panel.slabs:
        rows = swayed_on(slab, day.toordinal())
        own = rows[(slab.influences.kind[rows] == f.OURS) & (slab.influences.giver[rows] == employee)]
        found.update(slab.people.id[slab.influences.person[own]].tolist())
    return frozenset(found)
