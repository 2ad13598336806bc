"""A customer's coverage as its page shows it: a row for each key person, a column for each of us."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext_lazy

from renmai.analytics.coverage_matrix import Mate, Matrix, Met, Person
from renmai.analytics.key_person_line import people_of
from renmai.analytics.listing import Row
from renmai.analytics.panel import Panel
from renmai.domain.coverage import freshness
from renmai.domain.question import Question
from renmai.domain.scope import EVERYTHING
from renmai.domain.stance import DEGREES, VOTES
from renmai.web import marks
from renmai.web.numbers import COUNT
from renmai.web.pages.line.cards import Door
from renmai.wording.columns import Text, word

FRESHNESS: Final[dict[str, Text]] = {
    "fresh": pgettext_lazy("last contact", "within 30 days"),
    "lately": pgettext_lazy("last contact", "still fresh enough"),
    "stale": pgettext_lazy("last contact", "too long ago"),
    "never": pgettext_lazy("last contact", "never"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One of us; `roles` says why they stand here, `covers` how many key persons they met lately."""

    id: int
    name: str
    roles: str
    has_left: bool
    covers: int
    url: str


@dataclass(frozen=True, slots=True)
class Cell:
    """`days` since the last contact in figures; `key` is what planning it sends, blank where it cannot be planned."""

    state: str
    days: str
    told: str
    opens: Door | None
    key: str = ""
    label: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class PersonLine:
    name: str
    url: str
    place: str
    focus: bool
    degrees: list[SafeString]
    votes: list[SafeString]
    cells: list[Cell]
    last: str
    last_by: str
    last_state: str
    contacts: Door | None
    known_to: int
    covered_by: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A number about all key persons of the customer, and the list of them."""

    key: str
    label: SafeString
    value: str
    of: str
    opens: Door | None


@dataclass(frozen=True, slots=True)
class Table:
    columns: list[Column]
    rows: list[PersonLine]
    summary: list[Summary]
    legend: list[tuple[str, str]]


def table(
    panel: Panel, question: Question, customer: str, found: Matrix, chosen: Collection[str] | None = None
) -> Table:
    """The matrix of a panel of one customer; cells are `chosen` by their keys, None where nothing is planned."""
    maker = _Maker(customer, question.as_of, found)
    rows = {row["code"]: row for row in people_of(panel, question, EVERYTHING, customer)}
    return Table(
        columns=[maker.column(mate) for mate in found.mates],
        rows=[maker.line(person, rows[person.code], chosen) for person in found.people],
        summary=[maker.summary(name, count) for name, count in _numbers(found).items()],
        legend=_legend(found.stale_days),
    )


def _numbers(found: Matrix) -> dict[str, int]:
    return {"covered": found.covered, "single": found.single, "never": found.never}


def _legend(stale_days: int) -> list[tuple[str, str]]:
    days = {"days": stale_days}
    return [
        ("fresh", gettext("at most 30 days ago")),
        ("lately", gettext("at most %(days)s days ago") % days),
        ("stale", gettext("longer ago")),
        ("never", str(FRESHNESS["never"])),
    ]


@dataclass(frozen=True, slots=True)
class _Maker:
    customer: str
    day: date
    found: Matrix

    def url(self, page: str, **given: str) -> str:
        return reverse(page, args=[self.customer], query={"as_of": self.day.isoformat(), **given})

    def column(self, mate: Mate) -> Column:
        roles = [str(word("role", role, "account_team")) for role in mate.roles]
        roles += [gettext("owner")] if mate.is_owner else []
        return Column(
            id=mate.id,
            name=mate.name,
            roles=" · ".join(roles),
            has_left=not mate.is_employed,
            covers=mate.covers,
            url=self.url("customer-coverage-contacts", employee=mate.code),
        )

    def line(self, person: Person, row: Row, chosen: Collection[str] | None) -> PersonLine:
        names = {mate.id: mate.name for mate in self.found.mates}
        last = person.last
        count = sum(met.count for met in person.by_mate.values())
        return PersonLine(
            name=row["name"],
            url=reverse("key-person", args=[person.code]),
            place=" · ".join(part for part in (row["department"], row["title"]) if part),
            focus=row["focus"],
            degrees=[marks.stance_chip(row[degree]) for degree in DEGREES],
            votes=[marks.vote_badge(vote, row[vote]) for vote in VOTES],
            cells=[self._cell(person, row["name"], mate, chosen) for mate in self.found.mates],
            last=(self.day - timedelta(days=last[0])).isoformat() if last else "",
            last_by=names.get(last[1], "") if last else "",
            last_state=self._state(last[0] if last else None),
            contacts=Door(self.url("customer-coverage-contacts", person=person.code), count) if count else None,
            known_to=person.known_to,
            covered_by=person.covered_by,
        )

    def _state(self, days: int | None) -> str:
        return freshness(days, self.found.stale_days).value

    def _cell(self, person: Person, name: str, mate: Mate, chosen: Collection[str] | None) -> Cell:
        met = person.by_mate.get(mate.id)
        state, key = self._state(met.days if met else None), f"{person.id}-{mate.id}"
        opens = None
        if met:
            url = self.url("customer-coverage-contacts", person=person.code, employee=mate.code)
            opens = Door(url, met.count)
        cell = Cell(state, COUNT.value(met.days) if met else "", _told(met, name, mate.name, state), opens)
        if chosen is None or not mate.is_employed:
            return cell
        label = gettext("%(colleague)s meets %(person)s") % {"colleague": mate.name, "person": name}
        return Cell(cell.state, cell.days, cell.told, cell.opens, key, label, key in chosen)

    def summary(self, name: str, count: int) -> Summary:
        people = len(self.found.people)
        return Summary(
            key=name,
            label=marks.term(name),
            value=COUNT.value(count),
            of=COUNT.value(people),
            opens=Door(self.url("customer-coverage-people", of=name), count) if count else None,
        )


def _told(met: Met | None, person: str, colleague: str, state: str) -> str:
    """The cell in words, for a pointer that rests and for whoever does not see it."""
    if met is None:
        return gettext("%(colleague)s never met %(person)s") % {"colleague": colleague, "person": person}
    days = ngettext("%(number)s day ago", "%(number)s days ago", met.days) % {"number": COUNT.value(met.days)}
    contacts = ngettext("%(number)s contact", "%(number)s contacts", met.count) % {"number": COUNT.value(met.count)}
    return f"{colleague} – {person}: {days} ({FRESHNESS[state]}), {contacts}"
