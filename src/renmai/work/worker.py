"""The worker: does whatever job waits, one after the other."""

import logging
import os
import time
from collections.abc import Callable
from typing import Final

from django.core.management import call_command
from django.db import DatabaseError, close_old_connections, connection
from django_tasks_db.models import DBTaskResult

from renmai.work.notify import Regularly
from renmai.work.webhook import Webhooks

log = logging.getLogger(__name__)

INTERVAL: Final = 0.5
"""Seconds between looks at an empty queue. Looking takes no lock."""
PATIENCE: Final = 5.0
"""Seconds until a database that does not answer is asked again."""


def work_forever(parent: int | None = None) -> None:
    """Do jobs until told to stop by a signal, or until the process `parent` is gone."""
    _repeat(lambda: parent is None or os.getppid() == parent)


def work_off_all() -> None:
    """Do what waits now."""
    # In batches the library takes its exclusive lock only when there is something to do.
    call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, queue_name="*", verbosity=0)


def _repeat(goes_on: Callable[[], bool]) -> None:
    notices, webhooks = Regularly(), Webhooks()
    while goes_on():
        try:
            close_old_connections()
            if DBTaskResult.objects.ready().exists():
                work_off_all()
            notices.look()
            webhooks.look()
        except DatabaseError as error:
            log.warning("the database does not answer, the worker tries again: %s", error)
            connection.close()
            time.sleep(PATIENCE)
        time.sleep(INTERVAL)
