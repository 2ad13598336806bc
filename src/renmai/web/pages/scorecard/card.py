"""One scorecard: every component with its figures, each of which opens its list, and how the total is made."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext

from renmai.analytics.scorecard import Cards, cards
from renmai.domain.grade import Grade
from renmai.domain.question import Question
from renmai.domain.reading import Reading
from renmai.domain.review import Span
from renmai.domain.scorecard import Book, Card, Chains, Completeness, ComponentName, Grades, Moves, Plan, Upkeep
from renmai.domain.stance import DEGREES, FEATURES
from renmai.web.access import Viewer
from renmai.web.numbers import AVERAGE, COUNT, amount_unit, amounts
from renmai.web.pages.scorecard.asked import Asked
from renmai.web.pages.scorecard.scores import POINTS, Score, scores
from renmai.web.pages.scorecard.steps import steps_of
from renmai.wording import terms
from renmai.wording.scorecard import COMPONENTS, NO_CUSTOMERS, Words

GRADED: Final = tuple(Grade)[:4]


@dataclass(frozen=True, slots=True)
class Door:
    """A figure and the list behind it."""

    label: str
    value: str
    url: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """`points` is score × weight; blank where the component drops out."""

    name: str
    words: Words
    doors: list[Door]
    score: Score
    weight: int
    points: str
    missing: str


@dataclass(frozen=True, slots=True)
class CardPage:
    """`weight` and `points` are the sums over what counts."""

    rows: list[ComponentRow]
    total: Score
    points: str
    weight: int


def card_page(viewer: Viewer, asked: Asked) -> CardPage:
    question = asked.question
    found: Cards = cards(viewer.panel, question, [question.view], steps_of(viewer, question))[question.view]
    told = scores(found, viewer.panel.policy)
    rows = []
    for part in told.parts:
        words = COMPONENTS[part.name]
        doors = list(DOORS[part.name](_Doors(viewer, asked), found[0])) if found[0] else []
        points = POINTS.value(part.score * part.weight) if part.counts and part.score is not None else ""
        missing = "" if part.score is not None else str(words.missing if found[0] else NO_CUSTOMERS)
        rows.append(ComponentRow(part.name.value, words, doors, told.of[part.name], part.weight, points, missing))
    counted = [part for part in told.parts if part.counts]
    return CardPage(
        rows=rows,
        total=told.total,
        points=POINTS.value(sum((part.score or 0.0) * part.weight for part in counted)),
        weight=sum(part.weight for part in counted),
    )


@dataclass(frozen=True, slots=True)
class _Doors:
    """Addresses of the lists of the view on the day."""

    viewer: Viewer
    asked: Asked

    @property
    def question(self) -> Question:
        return self.asked.question

    def line(self, line: str, page: str = "line", **more: str) -> str:
        question = self.question
        given = {
            "view": str(question.view),
            "as_of": "" if question.as_of == self.asked.today else question.as_of.isoformat(),
            "period": question.period.value,
            **more,
        }
        return reverse(page, args=[line]) + "?" + urlencode({name: one for name, one in given.items() if one})

    def review(self, part: str) -> str:
        """The moves of the period; a review's spans are named as periods are."""
        question = self.question
        given = {"view": str(question.view), "span": Span(question.period.value).value, "part": part}
        if question.as_of != self.asked.today:
            given["as_of"] = question.as_of.isoformat()
        return reverse("review", query=given)

    def own(self, listed: str) -> str:
        return self.asked.card_url(self.question.view, list=listed) + "#list"


def _completeness(doors: _Doors, card: Card) -> Iterator[Door]:
    one: Completeness = card.completeness
    value = f"{COUNT.value(one.known)} / {COUNT.value(FEATURES * one.people)}"
    yield Door(gettext("Known features"), value, doors.line("key-person", sort="completeness"))


def _grades(doors: _Doors, card: Card) -> Iterator[Door]:
    one: Grades = card.grades
    for degree, counts in zip(DEGREES, one.counts, strict=True):
        for grade, count in zip(GRADED, counts, strict=False):
            label = f"{terms.DEGREES[degree].short} {terms.GRADES[grade.value].label}"
            yield Door(label, COUNT.value(count), doors.line("customer", "line-list", cell=f"{degree}:{grade.value}"))


def _moves(doors: _Doors, card: Card) -> Iterator[Door]:
    one: Moves = card.moves
    yield Door(gettext("Grades up"), COUNT.value(one.up), doors.review("grades"))
    yield Door(gettext("Grades down"), COUNT.value(one.down), doors.review("grades"))
    under = ngettext("%(n)s value known on both days", "%(n)s values known on both days", one.pairs)
    yield Door(
        gettext("Same persons, mean change"),
        AVERAGE.value(one.change),
        doors.review("degrees"),
        under % {"n": COUNT.value(one.pairs)},
    )


def _chains(doors: _Doors, card: Card) -> Iterator[Door]:
    one: Chains = card.chains
    write = amounts([float(amount) for amount in (*one.amount.values(), one.bare_amount)])
    unit = amount_unit()
    for reading in reversed(Reading):
        label = str(terms.READINGS[reading.value].label)
        value = f"{write.value(float(one.amount[reading]))} {unit}"
        url = doors.line("decision-chain", "line-list", reading=reading.value)
        yield Door(label, value, url, _deals(one.number[reading]))
    if one.bare:
        value = f"{write.value(float(one.bare_amount))} {unit}"
        url = doors.review("risks") + "&risk=no_chain"
        yield Door(pgettext("risk", "No chain"), value, url, _deals(one.bare))


def _deals(number: int) -> str:
    return ngettext("%(n)s opportunity", "%(n)s opportunities", number) % {"n": COUNT.value(number)}


def _plan(doors: _Doors, card: Card) -> Iterator[Door]:
    one: Plan = card.plan
    named = (
        (gettext("Steps due"), one.due),
        (gettext("Done"), one.done),
        (gettext("Goal reached"), one.reached),
        (gettext("Dropped"), one.dropped),
    )
    for label, count in named:
        yield Door(label, COUNT.value(count), doors.own("plan"))


def _upkeep(doors: _Doors, card: Card) -> Iterator[Door]:
    one: Upkeep = card.upkeep
    yield Door(
        gettext("Looked at in time"), f"{COUNT.value(one.fresh)} / {COUNT.value(one.people)}", doors.line("key-person")
    )
    yield Door(gettext("Not in time"), COUNT.value(one.people - one.fresh), doors.own("upkeep"))


def _book(doors: _Doors, card: Card) -> Iterator[Door]:
    one: Book = card.book
    write = amounts([float(one.amount)])
    yield Door(gettext("Customers"), COUNT.value(one.customers), doors.line("customer"))
    yield Door(gettext("Key persons"), COUNT.value(one.people), doors.line("key-person"))
    amount = f"{write.value(float(one.amount))} {amount_unit()}"
    yield Door(gettext("Open amount"), amount, doors.line("customer", sort="-amount"))


DOORS: Final[dict[ComponentName, Callable[[_Doors, Card], Iterator[Door]]]] = {
    ComponentName.COMPLETENESS: _completeness,
    ComponentName.GRADES: _grades,
    ComponentName.MOVES: _moves,
    ComponentName.CHAINS: _chains,
    ComponentName.PLAN: _plan,
    ComponentName.UPKEEP: _upkeep,
    ComponentName.BOOK: _book,
}
