"""The panel: every dated fact of the company as immutable columns, at one revision (spec 5)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

import numpy as np

from renmai.analytics import build
from renmai.analytics.facts import CustomerBook, Facts, Ids, Staff, Texts
from renmai.analytics.memo import Memo
from renmai.analytics.roster import Roster
from renmai.analytics.slab import Run, Slab, cut, join, overwrite
from renmai.analytics.table import Table
from renmai.domain.policy import Policy

RESULTS_KEPT: Final = 96
"""Enough for a dozen people who ask their own questions; mostly half a megabyte each at 200,000 key persons."""


@dataclass(frozen=True, slots=True)
class Before:
    """What the panel before had worked out as plain columns, and its slabs, by number, in which this one differs.

    Of other results some know their panel: each panel would hold on to the one before it, and so on for ever.
    """

    memo: Memo
    replaced: dict[int, Slab]


@dataclass(frozen=True, eq=False)
class Panel:
    """Slabs in customer-code order. Immutable: a write makes a new panel that shares slabs.

    `memo` holds figures under this panel's policy. Slabs are shared between panels of different
    policies: what a slab's memo keeps depends on none, or has the policy in its key.
    """

    revision: int
    roster: Roster
    policy: Policy
    slabs: tuple[Slab, ...]
    memo: Memo = field(default_factory=lambda: Memo(RESULTS_KEPT))
    before: Before | None = None

    def under(self, policy: Policy) -> "Panel":
        """The same facts read with another policy, and nothing that was worked out under this one."""
        return replace(self, policy=policy, memo=Memo(RESULTS_KEPT), before=None)

    @cached_property
    def customer_offsets(self) -> list[int]:
        """Where each slab's customers begin in the order of the panel; one more than slabs."""
        return _offsets(len(slab.customers) for slab in self.slabs)

    @cached_property
    def person_offsets(self) -> list[int]:
        return _offsets(len(slab.people) for slab in self.slabs)

    @cached_property
    def opportunity_offsets(self) -> list[int]:
        return _offsets(len(slab.opportunities) for slab in self.slabs)

    @cached_property
    def nbytes(self) -> int:
        return sum(slab.nbytes for slab in self.slabs)

    @property
    def competitors(self) -> list[tuple[str, str]]:
        """(code, name), by code."""
        return [(competitor.code, competitor.name) for competitor in self.roster.competitors]

    def party_id(self, party: str) -> int:
        """0 for ours, else the competitor's id; the party exists."""
        competitor = self.roster.competitor_of_code.get(party)
        return competitor.id if competitor else 0

    def employee_name(self, code: str) -> str:
        return self.roster.employee_of_code[code].name

    @cached_property
    def _industries(self) -> list[str]:
        return _distinct(value for slab in self.slabs for value in np.unique(slab.customers.industry))

    @cached_property
    def _regions(self) -> list[str]:
        return _distinct(value for slab in self.slabs for value in np.unique(slab.customers.region))

    def industries(self) -> list[str]:
        return self._industries

    def regions(self) -> list[str]:
        return self._regions

    def find_customer(self, code: str) -> tuple[Slab, int] | None:
        """The slab and position of a customer, None if there is none."""
        at = bisect_right(self.first_codes, code) - 1
        if at < 0:
            return None
        codes = self.slabs[at].customers.code
        place = place_of(codes, code)
        found = place < len(codes) and codes[place] == code
        return (self.slabs[at], place) if found else None

    def place_of_customer(self, code: str) -> int | None:
        """The place of a customer among all of the panel, None if there is none."""
        found = self.find_customer(code)
        if found is None:
            return None
        number = bisect_right(self.first_codes, code) - 1
        return self.customer_offsets[number] + found[1]

    @cached_property
    def first_codes(self) -> list[str]:
        return [str(slab.customers.code[0]) for slab in self.slabs]

    def customer_card(self, code: str) -> dict[str, str]:
        """Name, industry and region of a customer that exists."""
        found = self.find_customer(code)
        if found is None:
            raise KeyError(code)
        slab, at = found
        return {key: str(getattr(slab.customers, key)[at]) for key in ("name", "industry", "region")}


def place_of(codes: Texts, code: str) -> int:
    """Where the code is among sorted codes, or would be.

    NumPy's own search mistakes texts of more than 15 bytes for others, or does not find them at all.
    """
    return bisect_left(codes, code)


def _offsets(lengths: Iterator[int]) -> list[int]:
    return [0, *np.cumsum(list(lengths), dtype=np.int64).tolist()]


def _distinct(values: Iterator[str]) -> list[str]:
    return sorted({str(value) for value in values} - {""})


def build_panel(facts: Facts) -> Panel:
    """The panel of a whole company."""
    return Panel(facts.revision, Roster(facts.staff), facts.policy, build.build_slabs(facts.book, facts.staff))


def restructured(panel: Panel, revision: int, staff: Staff, policy: Policy) -> Panel | None:
    """The same facts under another staff and policy, with nothing memoised.

    None where somebody's employment changed: what they can sway counts on other days then. Where only a survey
    was begun or answered, the slabs keep what they worked out: nothing in them depends on surveys.
    """
    if policy == panel.policy and replace(staff, asked=()) == replace(panel.roster.staff, asked=()):
        return Panel(revision, Roster(staff), policy, panel.slabs)
    employed = {one.id: (one.start, one.stop) for one in staff.employees}
    if any(employed.get(one.id) != (one.start, one.stop) for one in panel.roster.staff.employees):
        return None
    slabs = tuple(replace(slab, memo=Memo(), texts=Memo()) for slab in panel.slabs)
    return Panel(revision, Roster(staff), policy, slabs)


def splice(panel: Panel, revision: int, book: CustomerBook) -> Panel:
    """The panel with the customers of `book` replaced or added; every other slab is shared."""
    fresh = build.build_slab(book, panel.roster.staff)
    slabs = list(panel.slabs)
    for at in range(len(fresh.customers)):
        _put(slabs, cut(fresh, Run(at, at + 1)))
    return Panel(revision, panel.roster, panel.policy, tuple(slabs), before=_before(panel, slabs))


def _before(panel: Panel, slabs: list[Slab]) -> Before | None:
    """What can be taken over from the old panel: nothing once customers have moved."""
    if [len(slab.customers) for slab in slabs] != [len(slab.customers) for slab in panel.slabs]:
        return None
    pairs = zip(slabs, panel.slabs, strict=True)
    return Before(panel.memo.only(Table), {number: old for number, (new, old) in enumerate(pairs) if new is not old})


def _put(slabs: list[Slab], one: Slab) -> None:
    """Put one customer's slab in its place among the others."""
    if not slabs:
        slabs.append(one)
        return
    code = str(one.customers.code[0])
    at = max(0, bisect_right([str(slab.customers.code[0]) for slab in slabs], code) - 1)
    slab = slabs[at]
    first, last = _place(slab.customers.id, one.customers.id[0], slab, code)
    overwritten = overwrite(slab, Run(first, last), one) if first < last else None
    if overwritten is not None:
        slabs[at] = overwritten
        return
    pieces = [cut(slab, Run(0, first)), one, cut(slab, Run(last, len(slab.customers)))]
    whole = join([piece for piece in pieces if len(piece.customers)])
    slabs[at : at + 1] = _halves(whole)


def _place(ids: Ids, customer: int, slab: Slab, code: str) -> tuple[int, int]:
    """The run that the customer takes or took: [first, last), empty if it is new."""
    old = np.flatnonzero(ids == customer)
    if len(old):
        return int(old[0]), int(old[0]) + 1
    new = place_of(slab.customers.code, code)
    return new, new


def _halves(slab: Slab) -> list[Slab]:
    """A slab that grew to twice its size becomes two."""
    count = len(slab.customers)
    if count < 2 * build.SLAB_CUSTOMERS:
        return [slab]
    return [cut(slab, Run(0, count // 2)), cut(slab, Run(count // 2, count))]
