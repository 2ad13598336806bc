"""Who reports to whom inside a customer: a forest on any day, never a circle (spec 1.1; docs/adr/0012)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Above = Mapping[str, str | None]
"""From what is below to what is above it; nothing above: None or blank."""

Day = str
"""As ISO text: such texts sort as the days do."""


class DatedLine(NamedTuple):
    """On the days [`since`, `until`) this was the superior, blank for nobody named; blank `until`: it lasts."""

    superior: str
    since: Day
    until: Day

    def covers(self, day: Day) -> bool:
        return self.since <= day and (not self.until or day < self.until)


@dataclass(frozen=True, slots=True)
class Lines:
    """The reporting lines of one customer, by person.

    `undated` is who holds on every day that none of the `dated` lines covers. Nobody has a line
    before the day in `joined`.
    """

    undated: Mapping[str, str]
    joined: Mapping[str, Day]
    dated: Mapping[str, Sequence[DatedLine]]

    def days(self) -> list[Day]:
        """Every day on which somebody may report to somebody else than on the day before."""
        ends = {day for lines in self.dated.values() for line in lines for day in (line.since, line.until)}
        return sorted({*self.joined.values(), *ends} - {""})

    def above(self, day: Day) -> dict[str, str]:
        """Whom everybody who has joined by the day reports to."""
        return {person: self._superior(person, day) for person in self.undated if self.joined[person] <= day}

    def _superior(self, person: str, day: Day) -> str:
        line = self.covering(person, day)
        return self.undated[person] if line is None else line.superior

    def covering(self, person: str, day: Day) -> DatedLine | None:
        """The dated line that covers the day; there is at most one."""
        return next((line for line in self.dated.get(person, ()) if line.covers(day)), None)


def cycles(above: Above) -> Iterator[list[str]]:
    """Every circle of a mapping from what is below to what is above it, once."""
    done: set[str] = set()
    for start in above:
        path: dict[str, None] = {}
        node: str | None = start
        while node and node in above and node not in done and node not in path:
            path[node] = None
            node = above[node]
        if node in path:
            walked = list(path)
            yield walked[walked.index(node) :]
        done.update(path)


def circle_through(above: Above, person: str) -> list[str]:
    """The circle that the person would be part of, from the person upwards; empty if there is none."""
    path: list[str] = []
    node: str | None = person
    while node and node not in path:
        path.append(node)
        node = above.get(node)
    return path if node == person else []
