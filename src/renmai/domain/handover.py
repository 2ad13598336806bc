"""A handover of customers: what a successor works through at each of them (spec 4.2)."""

from enum import StrEnum
from typing import Final


class ItemKind(StrEnum):
    """In the order of the list. The facts tell of some when they are done, of the others the successor says so."""

    INTRODUCED = "introduced"
    MEMBERS = "members"
    PLAN = "plan"
    VERIFIED = "verified"
    TEAM = "team"
    STRATEGY = "strategy"


TOLD_BY_FACTS: Final = frozenset({ItemKind.INTRODUCED, ItemKind.MEMBERS, ItemKind.VERIFIED})
"""Introduced: the successor has met the person; members: all of the open chains; verified: assessed anew."""
PER_CUSTOMER: Final = tuple(kind for kind in ItemKind if kind is not ItemKind.INTRODUCED)
"""One of each; introduced there is for every holder of a vote."""
