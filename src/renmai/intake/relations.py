"""What must hold between rows, of the bundle and of the database alike (spec 2).

A problem is told at a row of the bundle: the one that says it, or the one that broke it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from renmai.domain.issues import ProblemKind
from renmai.domain.reporting_line import cycles
from renmai.intake.columns import Row
from renmai.intake.union import FileUnion, Union

FOREVER: Final = "9999-99-99"
"""Sorts after every date."""


def check_relations(union: Union) -> None:
    customers = _Customers(union)
    _check_superiors(union, customers)
    _check_chains(union, customers)
    _check_inner_influences(union, customers)
    _check_uses(union)
    _check_cycles(union["teams"], "parent", ProblemKind.TEAM_CYCLE)
    _check_cycles(union["customers"], "parent", ProblemKind.CUSTOMER_CYCLE)
    _check_reporting_cycles(union["key_people"], customers)
    _check_owners(union["ownerships"])


class _Customers:
    """The customer of each key person and opportunity; nobody's if its own row is in doubt."""

    def __init__(self, union: Union) -> None:
        self.union = union
        self._texts: dict[str, dict[str, str | None]] = {}

    def of(self, file: str, code: str | None) -> str | None:
        if file not in self._texts:
            self._texts[file] = self.union[file].texts("customer")
        customer = self._texts[file].get(code) if code else None
        return customer if customer and self.union["customers"].knows(customer) else None

    def moved(self, file: str) -> bool:
        """Whether the bundle moves a stored row to another customer."""
        return self.union[file].changed("customer")

    def apart(self, one: tuple[str, str | None], other: tuple[str, str | None]) -> bool:
        first, second = self.of(*one), self.of(*other)
        return bool(first and second and first != second)


def _report_first(places: Iterable[tuple[FileUnion, int | None, str, str]], kind: ProblemKind, **params: str) -> None:
    """Report at the first place that is a row of the bundle, however much it has broken."""
    for found, position, column, value in places:
        if position is not None:
            if (position, column, kind) not in found.told:
                found.told.add((position, column, kind))
                found.table.report(position, column, value, kind, **params)
            return


def _row_of(found: FileUnion, code: str | None, column: str) -> tuple[FileUnion, int | None, str, str]:
    position = found.current.get(code) if code else None
    value = found.table.rows[position][found.file.position(column)] if position is not None else None
    return found, position, column, value or ""


def _affected(found: FileUnion, moved: bool) -> Iterator[tuple[int | None, Row]]:
    """Rows that could have been broken: stored ones only by a change of what they refer to."""
    return found.all() if moved else iter(found.bundled())


def _check_superiors(union: Union, customers: _Customers) -> None:
    people = union["key_people"]
    code_at, superior_at = people.file.position("code"), people.file.position("reports_to")
    for position, row in _affected(people, customers.moved("key_people")):
        code, superior = row[code_at], row[superior_at]
        if superior != code and customers.apart(("key_people", code), ("key_people", superior)):
            _report_first(
                [(people, position, "reports_to", superior or ""), _row_of(people, superior, "customer")],
                ProblemKind.OTHER_CUSTOMER,
                other=code or "",
            )


def _check_chains(union: Union, customers: _Customers) -> None:
    chains, people, opportunities = union["chain_members"], union["key_people"], union["opportunities"]
    moved = customers.moved("key_people") or customers.moved("opportunities")
    for position, row in _affected(chains, moved):
        opportunity, person = row[0], row[1]
        if customers.apart(("opportunities", opportunity), ("key_people", person)):
            _report_first(
                [
                    (chains, position, "key_person", person or ""),
                    _row_of(people, person, "customer"),
                    _row_of(opportunities, opportunity, "customer"),
                ],
                ProblemKind.OTHER_CUSTOMER,
                other=f"{opportunity} / {person}",
            )


def _check_inner_influences(union: Union, customers: _Customers) -> None:
    influences, people = union["influences"], union["key_people"]
    for position, row in _affected(influences, customers.moved("key_people")):
        person, kind, influencer = row[0], row[1], row[2]
        if kind == "internal" and customers.apart(("key_people", person), ("key_people", influencer)):
            _report_first(
                [
                    (influences, position, "influencer", influencer or ""),
                    _row_of(people, influencer, "customer"),
                    _row_of(people, person, "customer"),
                ],
                ProblemKind.OTHER_CUSTOMER,
                other=f"{person} / {influencer}",
            )


def _check_uses(union: Union) -> None:
    uses, opportunities = union["influence_uses"], union["opportunities"]
    used_at = uses.file.position("used_on")
    if not (uses.current or opportunities.current):
        return
    closed = opportunities.texts("closed_on")
    for position, row in _affected(uses, opportunities.changed("closed_on")):
        opportunity, used_on = row[0], row[used_at]
        closed_on = closed.get(opportunity) if opportunity else None
        if used_on and closed_on and used_on > closed_on:
            _report_first(
                [(uses, position, "used_on", used_on), _row_of(opportunities, opportunity, "closed_on")],
                ProblemKind.USE_AFTER_CLOSE,
                closed=closed_on,
                used=used_on,
            )


def _check_cycles(found: FileUnion, column: str, kind: ProblemKind) -> None:
    if found.current:
        _report_cycles(found, column, kind, found.texts(column))


def _check_reporting_cycles(people: FileUnion, customers: _Customers) -> None:
    """Superiors elsewhere and oneself are told on their own."""
    if not people.current:
        return
    above = {
        code: superior
        for code, superior in people.texts("reports_to").items()
        if superior != code and not customers.apart(("key_people", code), ("key_people", superior))
    }
    _report_cycles(people, "reports_to", ProblemKind.REPORTING_CYCLE, above)


def _report_cycles(found: FileUnion, column: str, kind: ProblemKind, above: Mapping[str, str | None]) -> None:
    for cycle in cycles(above):
        path = " → ".join([*cycle, cycle[0]])
        for code in cycle:
            if code in found.current:
                found.table.report(found.current[code], column, above[code] or "", kind, path=path)


def _check_owners(ownerships: FileUnion) -> None:
    """Two owners on one day are told at both rows, so far as the bundle has them."""
    if not ownerships.current:
        return
    by_customer: dict[str, list[tuple[str, str, int | None]]] = {}
    for position, (customer, _, start, end) in ownerships.all():
        if customer and start and end is not None and (not end or end > start):
            by_customer.setdefault(customer, []).append((start, end or FOREVER, position))
    clashing = (pair for intervals in by_customer.values() for pair in _overlaps(intervals))
    for position, other in dict(place for pair in clashing for place in _both(*pair)).items():
        start = ownerships.table.rows[position][2] or ""
        ownerships.table.report(position, "valid_from", start, ProblemKind.OVERLAPPING_OWNERSHIP, other=other)


Interval = tuple[str, str, int | None]


def _overlaps(intervals: list[Interval]) -> Iterator[tuple[Interval, Interval]]:
    intervals.sort(key=lambda interval: interval[:2])
    longest = intervals[0]
    for interval in intervals[1:]:
        if interval[0] < longest[1]:
            yield longest, interval
        longest = max(longest, interval, key=lambda found: found[1])


def _both(one: Interval, two: Interval) -> Iterator[tuple[int, str]]:
    for (_, _, position), (start, end, _) in ((one, two), (two, one)):
        if position is not None:
            yield position, f"{start} – {'' if end == FOREVER else end}"
