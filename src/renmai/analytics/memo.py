"""A bounded store of results that are never wrong, only forgotten."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, TypeVar

T = TypeVar("T")
DAYS_KEPT: Final = 48
"""Enough for a 36-month trend and its comparison days."""


class Memo:
    """Keeps the last `size` results by key; safe between threads."""

    __slots__ = ("_kept", "_lock", "_size")

    def __init__(self, size: int = DAYS_KEPT) -> None:
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()
        self._size = size

    def get(self, key: Hashable) -> Any | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Hashable, value: T) -> T:
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return value

    def only(self, kind: type[object]) -> "Memo":
        """The kept results of this kind, in a store of their own."""
        with self._lock:
            results = [(key, value) for key, value in self._kept.items() if isinstance(value, kind)]
        chosen = Memo(self._size)
        for key, value in results:
            chosen.put(key, value)
        return chosen

    def clear(self) -> None:
        """Keep nothing of what was kept so far."""
        with self._lock:
            self._kept.clear()

    def through(self, key: Hashable, compute: Callable[[], T]) -> T:
        """The kept result, else the computed one; two threads may compute the same at once."""
        kept: T | None = self.get(key)
        return self.put(key, compute()) if kept is None else kept
