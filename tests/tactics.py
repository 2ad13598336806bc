"""Planned steps as columns, for tests of what became of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from renmai.analytics.facts import EVER, NEVER, texts
from renmai.analytics.panel import Panel
from renmai.analytics.tactic_effect import Steps
from renmai.domain.stance import DEGREES


@dataclass(frozen=True)
class Step:
    """One step; its number is its place among them, from 1."""

    person: str
    degree: str
    planned: date | None
    settled: date | None
    tactic: str = "grow_early"
    done: bool = True


def steps_of(panel: Panel, steps: Iterable[Step]) -> Steps:
    """The steps with the ids that the panel has for their persons and customers."""
    found = list(steps)
    person, customer = ids_of(panel)
    return Steps(
        id=np.arange(1, len(found) + 1, dtype=np.int64),
        customer=np.array([customer[one.person] for one in found], dtype=np.int64),
        person=np.array([person[one.person] for one in found], dtype=np.int64),
        degree=np.array([[*DEGREES].index(one.degree) for one in found], dtype=np.int8),  # type: ignore[arg-type]
        tactic=texts([one.tactic for one in found]),
        planned=np.array([one.planned.toordinal() if one.planned else EVER for one in found], dtype=np.int32),
        settled=np.array([one.settled.toordinal() if one.settled else NEVER for one in found], dtype=np.int32),
        done=np.array([one.done for one in found], dtype=np.bool_),
    )


def ids_of(panel: Panel) -> tuple[dict[str, int], dict[str, int]]:
    """By code of key persons their ids, and those of their customers."""
    person, customer = {}, {}
    for slab in panel.slabs:
        of = slab.customers.id[slab.people.customer].tolist()
        for code, key, one in zip(slab.people.code.tolist(), slab.people.id.tolist(), of, strict=True):
            person[code], customer[code] = key, one
    return person, customer
