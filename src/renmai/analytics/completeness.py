"""How much of the seven features is known in a view (spec 1.1): always towards us."""

import numpy as np

from renmai.analytics.key_person import known_features
from renmai.analytics.moment import moment
from renmai.analytics.panel import Panel
from renmai.analytics.scoping import in_scope
from renmai.domain.question import Question
from renmai.domain.stance import FEATURES


def features_known(panel: Panel, question: Question) -> tuple[int, int]:
    """Known features of the key persons in scope, and how many there are to be known."""
    at = moment(panel, question.as_of, 0)
    chosen, day = in_scope(panel, question, at), question.as_of.toordinal()
    known = 0
    for number, slab in enumerate(panel.slabs):
        mine = chosen[panel.customer_offsets[number] : panel.customer_offsets[number + 1]]
        if mine.any():
            known += int(known_features(slab, day)[mine[slab.people.customer]].sum(dtype=np.int64))
    return known, FEATURES * int(at.people[chosen].sum())
