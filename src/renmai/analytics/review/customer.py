"""Which customers came into a view and left it, and whose grades rose or fell."""

from collections.abc import Callable
from datetime import date

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.facts import Amounts, Flags
from renmai.analytics.key_person import by_slab
from renmai.analytics.ledger import grade_moves
from renmai.analytics.listing import Listing, Row
from renmai.analytics.metric import money, plain
from renmai.analytics.moment import GRADES, Moment, moments
from renmai.analytics.opportunity import open_opportunities
from renmai.analytics.panel import Panel
from renmai.analytics.scoping import in_scope
from renmai.domain.question import Question
from renmai.domain.review import CustomerTurn
from renmai.domain.scope import Scope
from renmai.domain.stance import DEGREES

RowOf = Callable[[int, int, int], Row]
"""Of a subject, the number of its slab and the position there."""


def two_moments(panel: Panel, question: Question, since: date) -> tuple[Moment, Moment]:
    """The as-of day, and the day that it is compared with."""
    now, then = moments(panel, [question.as_of, since], 0)
    return now, then


def stayed(panel: Panel, question: Question, since: date) -> Flags:
    """[C]: the customers in the view on both days; what moved under somebody else is no move of the view."""
    now, then = two_moments(panel, question, since)
    return in_scope(panel, question, now) & in_scope(panel, question, then)


def turn_flags(panel: Panel, question: Question, since: date) -> dict[CustomerTurn, Flags]:
    """[C] each: the customers that came into the view since the day, and those that left it."""
    now, then = two_moments(panel, question, since)
    here, there = in_scope(panel, question, now), in_scope(panel, question, then)
    return {
        CustomerTurn.NEW: here & ~there & ~then.exists,
        CustomerTurn.TAKEN_OVER: here & ~there & then.exists,
        CustomerTurn.HANDED_OVER: there & ~here & now.exists,
        CustomerTurn.CLOSED: there & ~here & ~now.exists,
    }


def turns(panel: Panel, question: Question, since: date, scope: Scope) -> Listing:
    """The customers that came or left, by open amount (of the day they are in the view), then code.

    Who has a customer now that left is said to viewers who may see that colleague's customers.
    """
    now, then = two_moments(panel, question, since)
    found = turn_flags(panel, question, since)
    here = in_scope(panel, question, now)
    amount = np.where(here, *(open_opportunities(panel, day).amount for day in (question.as_of, since)))
    places = _largest_first(np.flatnonzero(np.logical_or.reduce(list(found.values()))), amount)

    def row(place: int, number: int, at: int) -> Row:
        customers = panel.slabs[number].customers
        owner = panel.roster.employee_of_id.get(int(now.owner[place])) if now.exists[place] else None
        is_seen = owner is not None and (here[place] or scope.everything or owner.code in scope.employees)
        return {
            "code": str(customers.code[at]),
            "name": str(customers.name[at]),
            "turn": next(turn for turn, flags in found.items() if flags[place]),
            "amount": plain(money(int(amount[place]))),
            "before": employee(panel, int(then.owner[place])) if then.exists[place] else "",
            "owner": owner.name if owner and is_seen else "",
        }

    return Listing(places, lambda some: rendered(some, panel.customer_offsets, row))


def employee(panel: Panel, key: int) -> str:
    """The name of an employee by id; blank for nobody."""
    found = panel.roster.employee_of_id.get(key)
    return found.name if found else ""


def _largest_first(places: NDArray[np.intp], amount: Amounts) -> NDArray[np.intp]:
    return places[np.argsort(-amount[places], kind="stable")]


def rendered(places: NDArray[np.intp], offsets: list[int], row: RowOf) -> list[Row]:
    """The row of each place, told with its slab's number and the position there."""
    return [row(place, *at) for place, at in zip(places.tolist(), by_slab(places, offsets), strict=True)]


def graded_otherwise(panel: Panel, question: Question, since: date) -> Listing:
    """Grades that rose or fell, by open amount, then customer and degree. Subjects: place × 3 + degree."""
    now, then = two_moments(panel, question, since)
    moved = (np.logical_or(*grade_moves(now, then)) & stayed(panel, question, since)).T
    places, degrees = np.nonzero(moved)
    order = np.argsort(-open_opportunities(panel, question.as_of).amount[places], kind="stable")
    subjects = (places * len(DEGREES) + degrees)[order]

    def row(subject: int, number: int, at: int) -> Row:
        place, d = divmod(subject, len(DEGREES))
        customers = panel.slabs[number].customers
        return {
            "code": str(customers.code[at]),
            "name": str(customers.name[at]),
            "degree": DEGREES[d],
            "before": GRADES[then.grade[d, place]].value,
            "after": GRADES[now.grade[d, place]].value,
            "is_up": bool(now.grade[d, place] < then.grade[d, place]),
            "average_before": float(then.average[d, place]),
            "average": float(now.average[d, place]),
            "owner": employee(panel, int(now.owner[place])),
        }

    return Listing(subjects, lambda some: of_pairs(some, len(DEGREES), panel.customer_offsets, row))


def of_pairs(subjects: NDArray[np.intp], width: int, offsets: list[int], row: RowOf) -> list[Row]:
    """The row of each subject of the kind place × width + which."""
    at = by_slab(subjects // width, offsets)
    return [row(subject, *one) for subject, one in zip(subjects.tolist(), at, strict=True)]
