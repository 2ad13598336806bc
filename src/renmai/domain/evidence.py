"""What a verdict rests on: codes and numbers, which the faces put into words."""

from collections.abc import Mapping, Sequence
from typing import Union

EvidenceValue = Union[str, int, float, bool, None, "Evidence", Sequence["EvidenceValue"]]
Evidence = Mapping[str, EvidenceValue]
"""Names to codes, numbers, ISO days, or lists and groups of them; never sentences."""
