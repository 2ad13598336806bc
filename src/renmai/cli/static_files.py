"""Scripts, styles and pictures in the data folder, as browsers fetch them."""

import fcntl
import hashlib
from collections.abc import Iterator
from typing import Final

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

MARK: Final = ".collected-from"
"""Holds what the files were made from, beside them."""


def collect_stale() -> None:
    """Collect them anew if what they are made from has changed; several servers may start at once."""
    with (settings.DATA_DIR / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        mark, wanted = settings.STATIC_ROOT / MARK, _fingerprint()
        if mark.exists() and mark.read_text() == wanted:
            return
        call_command("collectstatic", interactive=False, verbosity=0)
        mark.write_text(wanted)


def _fingerprint() -> str:
    return hashlib.sha256("\n".join(sorted(_sources())).encode()).hexdigest()


def _sources() -> Iterator[str]:
    """Name, size and age of every file that is collected."""
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield f"{name} {storage.size(name)} {storage.get_modified_time(name).timestamp()}"
