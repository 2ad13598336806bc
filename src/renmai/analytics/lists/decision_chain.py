"""The decision-chain line's list: what open opportunities are searched, narrowed and sorted by."""

from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.chain_moment import chain_moment
from renmai.analytics.facts import Flags, Ids
from renmai.analytics.lists.arrangement import Condition, Places, Sorts, Subjects
from renmai.analytics.lists.customer import owned_by
from renmai.analytics.lists.keys import by_average, by_employee, by_number, by_text, column, referred
from renmai.analytics.moment import GRADES, graded
from renmai.analytics.panel import Panel
from renmai.analytics.reading_codes import READINGS, reading_codes
from renmai.analytics.search import belonging_to, rows_with
from renmai.domain.question import Question
from renmai.domain.reading import Reading
from renmai.domain.scope import Scope
from renmai.domain.stance import DEGREES

SEARCHED: Final = ("name", "code")


def subjects(panel: Panel, question: Question, scope: Scope) -> Subjects:
    del scope  # every chain of a view one may see may be seen
    owners = owners_of_opportunities(panel)
    degrees = _degrees(panel, question)
    _, _, average, grade = graded(degrees)
    sorts: Sorts = {
        **{name: partial(by_text, panel, "opportunities", name) for name in ("name", "stage")},
        **{degree: partial(by_average, average[d]) for d, degree in enumerate(DEGREES)},
        "customer": lambda: referred(by_text(panel, "customers", "name"), customer_of_opportunities(panel)),
        "owner": lambda: by_employee(panel, owners),
        "amount": lambda: by_number(column(panel, "opportunities", "amount")),
        "members": lambda: by_number(degrees[0].sum(axis=0)),
        "focus": lambda: by_number(column(panel, "opportunities", "focus")),
    }
    conditions = {
        "owner": Condition(lambda code: owned_by(panel, owners, code)),
        "stage": Condition(lambda stage: np.asarray(column(panel, "opportunities", "stage") == stage)),
        **_graded(grade),
    }
    if question.ours:
        sorts["reading"] = lambda: by_number(reading_codes(panel, question.as_of))
        conditions["reading"] = Condition(
            lambda name: reading_codes(panel, question.as_of) == READINGS.index(Reading(name)), frozenset(READINGS)
        )
    return Subjects(
        owners, lambda word: _mentions(panel, owners, word), sorts, conditions, lambda places: _by_code(panel, places)
    )


def _graded(grade: NDArray[np.int8]) -> dict[str, Condition]:
    codes = {each.value: code for code, each in enumerate(GRADES)}
    return {degree: Condition(partial(_has, grade[d], codes), frozenset(codes)) for d, degree in enumerate(DEGREES)}


def _has(grade: NDArray[np.int8], codes: dict[str, int], name: str) -> Flags:
    return np.asarray(grade == codes[name])


def owners_of_opportunities(panel: Panel) -> Ids:
    """[O] over the panel: who answers for each opportunity, 0 for nobody."""
    return column(panel, "opportunities", "owner")


def customer_of_opportunities(panel: Panel) -> NDArray[np.int64]:
    """[O] over the panel: the place of each opportunity's customer."""
    parts = [
        slab.opportunities.customer + first for slab, first in zip(panel.slabs, panel.customer_offsets, strict=False)
    ]
    return np.concatenate([np.zeros(0, np.int64), *parts])


def _mentions(panel: Panel, owners: Ids, word: str) -> Flags:
    customers = rows_with(panel, "customers", ("name",), word)[customer_of_opportunities(panel)]
    return rows_with(panel, "opportunities", SEARCHED, word) | customers | belonging_to(panel, owners, word)


def _by_code(panel: Panel, places: Places) -> Places:
    return np.asarray(places[np.argsort(column(panel, "opportunities", "code")[places], kind="stable")])


def _degrees(panel: Panel, question: Question) -> NDArray[Any]:
    """[3, 6, O] over the panel: the members of each chain by degree code."""
    day, party = question.as_of.toordinal(), panel.party_id(question.party)
    parts = [chain_moment(slab, day, party).degrees for slab in panel.slabs]
    return np.concatenate([np.zeros((3, 6, 0), np.uint32), *parts], axis=-1)


def totals(panel: Panel, question: Question, places: Places) -> dict[str, int]:
    """The amount of some chains, in units."""
    del question  # an amount is today's whatever the day
    return {"amount": sum(column(panel, "opportunities", "amount")[places].tolist())}
