"""How gunicorn serves Renmai: beside the servers of pages runs one worker for background jobs."""

import logging
import os
import subprocess
import sys
from importlib import import_module
from threading import Event, Thread
from typing import Any, Final

from prometheus_client.multiprocess import mark_process_dead

from renmai.config.env import env_one_of
from renmai.config.logs import FORMS, logging_as

LOOK: Final = 2.0
"""Seconds between looks whether the worker is still there."""
PATIENCE: Final = 3.0
"""Seconds a job gets to end when the server stops; after that it is rolled back."""

limit_request_line = 8190
"""Bytes of an address: as many as gunicorn lets through."""

logconfig_dict = logging_as(env_one_of("RENMAI_LOG", FORMS))

_stopped = Event()
_keeper: Thread | None = None


def when_ready(_server: Any) -> None:
    """Start the worker, and start it again should it end: a job that it lost is shown as interrupted."""
    global _keeper  # noqa: PLW0603 one per server, for as long as the server runs
    _keeper = Thread(target=_keep_worker)
    _keeper.start()


def post_worker_init(_worker: Any) -> None:
    """Load the facts while nobody asks yet; a database that is away is asked again by the first request."""
    Thread(target=_load_facts, daemon=True).start()


def _load_facts() -> None:
    refresh, database = import_module("renmai.refresh"), import_module("django.db")
    try:
        refresh.load_first_panel()
    except database.DatabaseError:
        logging.getLogger("renmai").warning("facts not loaded at the start", exc_info=True)
    finally:
        database.connection.close()


def child_exit(_server: Any, worker: Any) -> None:
    """What a process counted stays counted; what it was doing at the moment does not."""
    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call] # published without types


def on_exit(_server: Any) -> None:
    _stopped.set()
    if _keeper is not None:
        _keeper.join()


def _keep_worker() -> None:
    # Should this process be killed, the worker notices and stops by itself.
    command = [sys.executable, "-m", "renmai.cli.main", "work", "--parent", str(os.getpid())]
    worker = subprocess.Popen(command)  # noqa: S603 a command of ours
    while not _stopped.wait(LOOK):
        if worker.poll() is not None:
            worker = subprocess.Popen(command)  # noqa: S603
    _end(worker)


def _end(worker: "subprocess.Popen[bytes]") -> None:
    """Ask it to stop after its job, then to drop the job, then end it."""
    for stop in (worker.terminate, worker.terminate, worker.kill):
        stop()
        try:
            worker.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            continue
        return
