"""Renmai on a free port of this machine, for whoever looks at it in a browser."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Final
from urllib.error import URLError
from urllib.request import urlopen

PATIENCE: Final = 120
QUIET: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
"""How Chromium is started: it asks nobody for anything."""


def browser_path() -> str:
    """The Chromium of this machine, installed if there is none."""
    return subprocess.run(["scripts/browser"], check=True, capture_output=True, text=True).stdout.strip()


@contextmanager
def served(settings: Mapping[str, str]) -> Iterator[str]:
    """Serve the database that the settings name, with its static files; gives the address."""
    environment = os.environ | settings
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"]
    subprocess.run(collect, check=True, env=environment, stdout=subprocess.DEVNULL)
    serve = [sys.executable, "-m", "gunicorn", "renmai.config.wsgi", "--bind", f"127.0.0.1:{_free_port()}"]
    with subprocess.Popen(
        [*serve, "--threads", "4", "--no-control-socket", "--log-level", "warning"], env=environment
    ) as server:
        try:
            yield _wait_for(f"http://{serve[-1]}")
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(url: str) -> str:
    begun = monotonic()
    while monotonic() - begun < PATIENCE:
        try:
            with urlopen(f"{url}/sign-in"):  # noqa: S310 an address of this machine
                return url
        except URLError:
            sleep(0.2)
    raise TimeoutError(url)
