"""The cells of a review: names that lead somewhere, values before and after."""

from datetime import date

from renmai.analytics.listing import Listing, Row
from renmai.domain.stance import VOTES
from renmai.output.review.content import Cell, Mark
from renmai.store.models import PlanStep
from renmai.web.access import Viewer
from renmai.web.marks import STANCE_CLASSES
from renmai.web.numbers import AVERAGE, DASH, Writer, amounts
from renmai.web.pages.line.rows import door, may_open
from renmai.wording import terms
from renmai.wording.columns import word

NO_CHAIN = "none"
"""How a reading looks where there is none."""


class Doors:
    """Whether customers may be opened today, asked once for each."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.known: dict[str, bool] = {}

    def url(self, page: str, code: str, customer: str) -> str:
        """Blank where the viewer may not see the customer today, whatever day is looked at."""
        if customer not in self.known:
            self.known[customer] = may_open(self.viewer, customer)
        return door(page, code, is_open=self.known[customer])

    def customer(self, row: Row) -> Cell:
        return Cell(row["name"], url=self.url("customer", row["code"], row["code"]))

    def person(self, row: Row) -> Cell:
        """With the customer below."""
        return self._at_customer("key-person", row)

    def opportunity(self, row: Row) -> Cell:
        return self._at_customer("opportunity", row)

    def _at_customer(self, page: str, row: Row) -> Cell:
        customer = row["customer"]
        return Cell(
            row["name"],
            under=row["customer_name"],
            url=self.url(page, row["code"], customer),
            under_url=self.url("customer", customer, customer),
        )

    def planned_with(self, step: PlanStep) -> Cell:
        """Whom a planned step is about; the customer, where it is about no person."""
        person, customer = step.key_person, step.customer.code
        url = self.url("customer", customer, customer)
        if person is None:
            return Cell(step.customer.name, url=url)
        there = self.url("key-person", person.code, customer)
        return Cell(person.name, under=step.customer.name, url=there, under_url=url)


def what_is_planned(step: PlanStep) -> Cell:
    """The value to move; what is to be done, where none is."""
    if not step.feature:
        return Cell(step.note or DASH)
    marks = tuple(planned(step.feature, cell) for cell in (step.from_value, step.goal))
    return Cell(str(word("feature", step.feature)), marks=marks)


def stance(value: int) -> Mark:
    return Mark(AVERAGE.value(value).removesuffix(".00"), STANCE_CLASSES[value])


def grade(name: str) -> Mark:
    return Mark(str(terms.GRADES[name].label), name)


def reading(name: str) -> Mark:
    return Mark(str(terms.READINGS[name].label), name) if name else Mark(DASH, NO_CHAIN)


def planned(feature: str, cell: str) -> Mark:
    """A cell of the bundle as it is planned: a degree, or an answer to a vote."""
    if feature in VOTES:
        return Mark(str(terms.VOTE_ANSWERS[cell or "unknown"]), cell or "unknown")
    return stance(int(cell)) if cell else Mark("?", "un")


def day(on: date | None) -> Cell:
    return Cell(on.isoformat() if on else DASH)


def writer_of(rows: list[Row]) -> Writer:
    """Amounts that stand in one column are written alike."""
    return amounts([row["amount"] for row in rows])


def sliced(listing: Listing, first: int, count: int) -> list[Row]:
    return listing[first : first + count]
