"""Planned steps that are to move a degree, of the whole company: what effects of tactics are worked out from."""

from typing import Final

import numpy as np

from renmai.analytics.facts import EVER, NEVER
from renmai.analytics.panel import Panel
from renmai.analytics.tactic_effect import Effects, Steps, effects
from renmai.domain.plan_step import StepStatus
from renmai.domain.stance import DEGREES
from renmai.refresh.columns import Reading, coded, ending, reference, starting
from renmai.store import models as store

STEPS: Final = Reading(
    store.PlanStep,
    [
        "id",
        "customer_id",
        reference("key_person_id"),
        coded("feature", ("", *DEGREES)),
        starting("planned_on"),
        ending("settled_on"),
        coded("status", ("", StepStatus.DONE.value)),
    ],
    ["tactic"],
)


def load_steps() -> Steps:
    """One statement."""
    rows = STEPS.rows(None)
    key, customer, person, feature, planned, settled, done = rows.numbers
    steps = Steps(
        id=key,
        customer=customer,
        person=person,
        degree=(feature - 1).astype(np.int8),
        tactic=rows.texts(0),
        planned=np.maximum(planned, EVER).astype(np.int32),
        settled=np.minimum(settled, NEVER).astype(np.int32),
        done=done.astype(np.bool_),
    )
    return steps.rows(feature > 0)


def effects_on(panel: Panel, day: int) -> Effects:
    """The effects of tactics as of a day (an ordinal), worked out once for each revision of the panel."""
    key = ("tactic effects", panel.revision, day)
    found: Effects = panel.memo.through(key, lambda: effects(panel, load_steps(), day))
    return found
