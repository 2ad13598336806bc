"""How widely a competitor is looked at."""

import numpy as np

from renmai.analytics.panel import Panel


def persons_assessed(panel: Panel, competitor: str) -> int:
    """Key persons of whom anybody ever assessed the stance towards the competitor."""
    party = panel.party_id(competitor)
    if not party:
        return 0
    return panel.memo.through(
        ("assessed", party), lambda: sum(len(np.unique(slab.towards(party).person)) for slab in panel.slabs)
    )
