"""One customer by itself: its figures cost what it holds, not what the company holds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import isnan

import numpy as np

from renmai.analytics import customer_line, strategy_fit
from renmai.analytics import states as st
from renmai.analytics.facts import Days
from renmai.analytics.key_person import known_features
from renmai.analytics.listing import Row
from renmai.analytics.memo import Memo
from renmai.analytics.moment import moments, slab_moments
from renmai.analytics.panel import Panel
from renmai.analytics.slab import Run, cut
from renmai.analytics.touch import last_contact
from renmai.domain.question import Question
from renmai.domain.scope import EVERYTHING
from renmai.domain.stance import DEGREES


@dataclass(frozen=True, slots=True, eq=False)
class Alone:
    """`panel` holds this customer only; `place` is its place in the company's panel."""

    panel: Panel
    place: int


def alone(panel: Panel, code: str) -> Alone | None:
    """The customer of this code, None if there is none.

    What compares customers with each other (who contributes most) has to ask the whole panel.
    """
    found, place = panel.find_customer(code), panel.place_of_customer(code)
    if found is None or place is None:
        return None
    slab, at = found
    one = replace(panel, slabs=(cut(slab, Run(at, at + 1)),), memo=Memo(), before=None)
    return Alone(one, place)


def standing(panel: Panel, question: Question) -> Row | None:
    """The row of the customer line for a panel of one customer, None if it does not exist on the day."""
    rows = customer_line.listing(panel, question, EVERYTHING)
    return rows[0] if len(rows) else None


def averages(panel: Panel, days: Sequence[date]) -> dict[str, list[float | None]]:
    """By degree, the average of a panel of one customer on each day, None where nothing is known."""
    at = moments(panel, days, 0)
    return {
        degree: [None if isnan(value := float(one.average[d, 0])) else value for one in at]
        for d, degree in enumerate(DEGREES)
    }


def strategies(company: Panel, question: Question, place: int) -> Row | None:
    """How the five strategies fit the customer at a place, None if it does not exist on the day."""
    rows = strategy_fit.listing(company, question, EVERYTHING)
    at = int(np.searchsorted(rows.subjects, place))
    return rows[at] if at < len(rows) and rows.subjects[at] == place else None


def features_known(panel: Panel, question: Question) -> tuple[int, int]:
    """Known features of the people of a panel of one customer, and how many people there are."""
    slab, day = panel.slabs[0], question.as_of.toordinal()
    counted = (slab.people.start <= day) & (day < slab.people.stop)
    return int(known_features(slab, day).sum()), int(counted.sum())


def contacts(panel: Panel, question: Question) -> dict[str, int]:
    """By key person, the ordinal of the last day on which one of us met them; 0 for never."""
    slab = panel.slabs[0]
    last: Days = last_contact(slab, question.as_of.toordinal())
    return dict(zip(slab.people.code.tolist(), last.tolist(), strict=True))


def attitudes(panel: Panel, day: date) -> dict[str, dict[str, str]]:
    """By key person who counts on the day, the degrees towards us and the votes as cells of the bundle."""
    slab = panel.slabs[0]
    states = slab_moments(slab, [day.toordinal()], 0)[0].states.tolist()
    pairs = zip(slab.people.code.tolist(), states, strict=True)
    return {code: st.cells_of(state) for code, state in pairs if state != st.ABSENT}


def owner_on(panel: Panel, day: date) -> int:
    """The id of the employee who owns the customer of a panel of one on the day, 0 for nobody."""
    return int(slab_moments(panel.slabs[0], [day.toordinal()], 0)[0].customers.owner[0])
