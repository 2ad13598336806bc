"""The guided questions behind each value: the whole family, one file each (docs/metrics/guided-questions.md)."""

from collections.abc import Mapping
from typing import Final

from renmai.domain.guided_questions import approver, closeness, influence, price, solution, veto
from renmai.domain.guided_questions.base import Guide

GUIDES: Final[tuple[Guide, ...]] = (
    closeness.GUIDE,
    solution.GUIDE,
    price.GUIDE,
    veto.GUIDE,
    approver.GUIDE,
    influence.GUIDE,
)
"""In the order of the features."""

BY_FEATURE: Final[Mapping[str, Guide]] = {guide.feature: guide for guide in GUIDES}
