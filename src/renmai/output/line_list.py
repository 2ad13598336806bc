"""A line's list as it is looked at, row by row for a file: the same subjects, order and columns."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from renmai.analytics import customer_line, decision_chain_line, influence_line, key_person_line
from renmai.analytics.cell import Cell as Number
from renmai.analytics.listing import Listing, Row
from renmai.analytics.lists import customer, decision_chain, influence, key_person
from renmai.analytics.lists.arrangement import Arrangement, Places, Subjects, arranged
from renmai.analytics.panel import Panel
from renmai.analytics.touch import NOT_YET
from renmai.domain.question import Question
from renmai.domain.scope import Scope
from renmai.output.list_columns import Cell, Column, columns_of
from renmai.output.names import Names

AT_ONCE: Final = 1000
"""Rows that are rendered together: memory stays bounded, however long the list."""

Find = Callable[[Panel, Question, Scope, Number | None], Listing]
Progress = Callable[[int, int], None]
"""Told how many rows of how many are done."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How the lists of one line are found and arranged, and what they say beyond the report's rows."""

    find: Find
    subjects: Callable[[Panel, Question, Scope], Subjects]
    beside: Callable[[Panel, Question, Places], Mapping[str, list[Any]]]


def _of_customers(panel: Panel, question: Question, places: Places) -> Mapping[str, list[Any]]:
    return {
        "completeness": customer.completeness(panel, question)[places].tolist(),
        "contact": _days(customer.contacted(panel, question)[places].tolist()),
    }


def _of_people(panel: Panel, question: Question, places: Places) -> Mapping[str, list[Any]]:
    return {
        "owner": _employees(panel, key_person.owners_of_people(panel, question)[places].tolist()),
        "contact": _days(key_person.contacted(panel, question)[places].tolist()),
    }


def _of_chains(panel: Panel, question: Question, places: Places) -> Mapping[str, list[Any]]:
    del question
    return {"owner": _employees(panel, decision_chain.owners_of_opportunities(panel)[places].tolist())}


def _of_masked(panel: Panel, question: Question, places: Places) -> Mapping[str, list[Any]]:
    """Of known persons nothing is told beyond their rows (spec 1.6)."""
    del panel, question, places
    return {}


def _days(ordinals: list[int]) -> list[date | None]:
    return [None if day == NOT_YET else date.fromordinal(day) for day in ordinals]


def _employees(panel: Panel, ids: list[int]) -> list[str | None]:
    known = panel.roster.employee_of_id
    return [known[one].code if one else None for one in ids]


KINDS: Final[Mapping[str, _Kind]] = {
    "customer": _Kind(customer_line.listing, customer.subjects, _of_customers),
    "key-person": _Kind(key_person_line.listing, key_person.subjects, _of_people),
    "influence": _Kind(influence_line.listing, influence.subjects, _of_masked),
    "decision-chain": _Kind(decision_chain_line.listing, decision_chain.subjects, _of_chains),
}
PEOPLE: Final[Mapping[str, Find]] = {
    "customer": key_person_line.listing,
    "decision-chain": decision_chain_line.people_listing,
}
"""The persons behind the averages of lines whose subjects are others."""


@dataclass(frozen=True, slots=True)
class ListExport:
    """The rows of a listing under the columns of `line`, whose rows they are."""

    line: str
    columns: tuple[Column, ...]
    listing: Listing
    panel: Panel
    question: Question
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", Names(self.panel))

    def __len__(self) -> int:
        return len(self.listing)

    def rows(self, progress: Progress | None = None) -> Iterator[list[Cell]]:
        """Every row, cells in column order."""
        for first in range(0, len(self.listing), AT_ONCE):
            if progress:
                progress(first, len(self.listing))
            for row in self._some(self.listing.subjects[first : first + AT_ONCE]):
                yield [column.read(row, self.names) for column in self.columns]

    def first(self, count: int) -> list[Row]:
        """The first rows, with what the list says beyond the report."""
        return list(self._some(self.listing.subjects[:count]))

    def _some(self, places: Places) -> Iterator[Row]:
        beside = KINDS[self.line].beside(self.panel, self.question, places)
        for at, row in enumerate(self.listing.of(places)[:]):
            yield row | {key: values[at] for key, values in beside.items()}


@dataclass(frozen=True, slots=True)
class WantedList:
    """Which list of a line: behind which number, in which arrangement, with which columns (none: all)."""

    line: str
    cell: Number | None = None
    arrangement: Arrangement = field(default_factory=Arrangement)
    columns: tuple[str, ...] = ()

    @property
    def is_of_people(self) -> bool:
        return self.cell is not None and self.cell.is_of_people and self.line in PEOPLE

    @property
    def of(self) -> str:
        """The line whose rows the list has."""
        return "key-person" if self.is_of_people else self.line


def line_list(panel: Panel, question: Question, scope: Scope, wanted: WantedList) -> ListExport:
    """Raises `RenmaiError` for a number, column or condition that the line has not."""
    kind = KINDS[wanted.of]
    find = PEOPLE[wanted.line] if wanted.is_of_people else kind.find
    found = find(panel, question, scope, wanted.cell)
    found = arranged(found, kind.subjects(panel, question, scope), wanted.arrangement)
    return ListExport(wanted.of, columns_of(wanted.of, wanted.columns), found, panel, question)
