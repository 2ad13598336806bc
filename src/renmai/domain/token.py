"""Tokens 访问令牌: what programs show instead of a sign-in, and what they may do with it."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

PREFIX: Final = "renmai_"
"""What every secret begins with, so that scanners of leaked secrets find it."""
LASTS: Final = (30, 90, 365)
"""Days for which a token may be made; none lasts for ever."""


class TokenScope(StrEnum):
    """What a token is for; it never lets in further than its employee."""

    READ = "read"
    PROPOSE = "propose"
    WRITE = "write"

    def allows(self, asked: "TokenScope") -> bool:
        """Whoever writes may also propose, and everybody reads."""
        return _ORDER.index(asked) <= _ORDER.index(self)


_ORDER: Final = (TokenScope.READ, TokenScope.PROPOSE, TokenScope.WRITE)


def last_day(today: date, days: int) -> date:
    """The last day on which a token made today works."""
    return today + timedelta(days=days)
