"""The cache in files that counts sign-ins; a file that a lost machine left half keeps nobody out."""

import pickle
import zlib
from typing import Any, Final

from django.core.cache.backends.filebased import FileBasedCache

UNREADABLE: Final = (pickle.UnpicklingError, zlib.error, EOFError, ValueError, TypeError, AttributeError, ImportError)


class FileCache(FileBasedCache):
    """What cannot be read is not there, until it is written again."""

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
