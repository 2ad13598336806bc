"""How gunicorn serves Renmai: beside the servers of pages runs one worker for background jobs."""

import os
import subprocess
import sys
from threading import Event, Thread
from typing import Any, Final

LOOK: Final = 2.0
"""Seconds between looks whether the worker is still there."""
PATIENCE: Final = 3.0
"""Seconds a job gets to end when the server stops; after that it is rolled back."""

_stopped = Event()
_keeper: Thread | None = None


def when_ready(_server: Any) -> None:
    """Start the worker, and start it again should it end: a job that it lost is shown as interrupted."""
    global _keeper  # noqa: PLW0603 one per server, for as long as the server runs
    _keeper = Thread(target=_keep_worker)
    _keeper.start()


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
