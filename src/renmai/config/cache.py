"""The cache in files that counts sign-ins; a file that a lost machine left half keeps nobody out."""

import pickle
import zlib
from pathlib import Path
from typing import Any, Final

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks

UNREADABLE: Final = (pickle.UnpicklingError, zlib.error, EOFError, ValueError, TypeError, AttributeError, ImportError)


class FileCache(FileBasedCache):
    """What cannot be read is not there, until it is written again; of two who add at once only one does."""

    _dir: str

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Whether it was not there: the library counts tries under a lock that is an entry added so."""
        folder = Path(self._dir)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (folder / "turn").open("wb") as turn:
            locks.lock(turn, locks.LOCK_EX)
            return bool(super().add(key, value, timeout, version))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except UNREADABLE:
            return default

    def has_key(self, key: Any, version: int | None = None) -> bool:
        try:
            return super().has_key(key, version)
        except UNREADABLE:
            return False
