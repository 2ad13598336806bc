"""How much of a private relation its owner tells the company (spec 1.4, 1.10)."""

from enum import StrEnum


class Disclosure(StrEnum):
    """From the least: that somebody can reach the person, who it is, and how they know each other."""

    REACH = "reach"
    WHO = "who"
    HOW = "how"

    @property
    def names_owner(self) -> bool:
        return self is not Disclosure.REACH

    @property
    def tells_how(self) -> bool:
        return self is Disclosure.HOW
