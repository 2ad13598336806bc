"""How gunicorn serves Renmai: beside the servers of pages runs one worker for background jobs."""

import os
import subprocess
import sys
from typing import Any, Final

PATIENCE: Final = 3.0
"""Seconds a job gets to end when the server stops; after that it is rolled back."""

_worker: "subprocess.Popen[bytes] | None" = None


def when_ready(_server: Any) -> None:
    """Start the worker. Should this process be killed, the worker notices and stops by itself."""
    global _worker  # noqa: PLW0603 one per server, for as long as the server runs
    command = [sys.executable, "-m", "renmai.cli.main", "work", "--parent", str(os.getpid())]
    _worker = subprocess.Popen(command)  # noqa: S603 a command of ours


def on_exit(_server: Any) -> None:
    """Ask the worker to stop after its job, then to drop the job, then end it."""
    if _worker is None:
        return
    for stop in (_worker.terminate, _worker.terminate, _worker.kill):
        stop()
        try:
            _worker.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            continue
        return
