"""Files of jobs and keys of calls are not kept for ever."""

import shutil
import time
from typing import Final

from django.conf import settings
from django.utils import timezone

from renmai.store.actions.kept_call import forget_calls

KEPT: Final = 7 * 24 * 3600
"""Seconds after which files that nobody touched are removed."""
FOLDERS: Final = ("jobs", "imports")


def sweep() -> None:
    """Remove the folders of jobs and uploads that nobody has touched for a week, and keys of calls after a day."""
    forget_calls(timezone.now())
    for name in FOLDERS:
        for folder in (settings.DATA_DIR / name).glob("*"):
            if time.time() - folder.stat().st_mtime > KEPT:
                shutil.rmtree(folder, ignore_errors=True)
