"""The account team 運營鐵三角: who works on a customer together, each in one of three roles (spec 1.8)."""

from collections.abc import Iterable
from enum import StrEnum


class TeamRole(StrEnum):
    """The three corners; the owner of a customer stands at the first one where nobody else does."""

    ACCOUNT = "account"
    SOLUTION = "solution"
    DELIVERY = "delivery"


def roles_missing(held: Iterable[str], has_owner: bool) -> list[str]:
    """The roles that nobody fills, in their order."""
    filled = {*held, TeamRole.ACCOUNT.value} if has_owner else {*held}
    return [role.value for role in TeamRole if role.value not in filled]
