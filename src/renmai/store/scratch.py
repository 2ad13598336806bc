"""A folder for what is not finished: nobody else looks into it, and it goes even if its process was killed."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def scratch(beside: Path) -> Iterator[Path]:
    """A new folder in `beside` until the body ends; what killed processes left there goes first."""
    beside.mkdir(parents=True, exist_ok=True)
    for left in beside.glob(".renmai-*.unfinished"):
        if not _is_running(left.name.removeprefix(".renmai-").removesuffix(".unfinished")):
            shutil.rmtree(left, ignore_errors=True)
    folder = beside / f".renmai-{os.getpid()}.unfinished"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: str) -> bool:
    if not process.isdecimal() or int(process) == os.getpid():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # somebody else's
    return True
