"""How often a token may call: so many calls a minute in each process, counted in memory."""

import time
from collections import Counter
from http import HTTPStatus
from threading import Lock
from typing import Final

from django.utils.translation import gettext

from renmai.api.problems import RefusedError

CALLS: Final = 600
MINUTE: Final = 60
_calls: Counter[str] = Counter()
_minute: list[int] = [0]
_turn: Final = Lock()


def count_call(sender: str) -> None:
    """Raises `RefusedError` (429) for one call too many; it says after how many seconds to come again."""
    now = time.monotonic()
    with _turn:
        if int(now // MINUTE) != _minute[0]:
            _minute[0] = int(now // MINUTE)
            _calls.clear()
        _calls[sender] += 1
        too_many = _calls[sender] > CALLS
    if too_many:
        raise TooManyError(MINUTE - int(now % MINUTE))


class TooManyError(RefusedError):
    """`after` are the seconds to wait."""

    def __init__(self, after: int) -> None:
        super().__init__(HTTPStatus.TOO_MANY_REQUESTS, "too_many_calls", gettext("Too many calls; wait a little."))
        self.after = after
