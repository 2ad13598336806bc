"""Renmai on a free port of this machine, for whoever looks at it in a browser."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any, Final
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
    serve = [sys.executable, "-m", "renmai.cli.main", "serve", "--processes", "1", "--bind"]
    with subprocess.Popen([*serve, address := f"127.0.0.1:{free_port()}"], env=environment) as server:
        try:
            yield wait_for(f"http://{address}", server)
        finally:
            server.terminate()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(url: str, server: "subprocess.Popen[Any]") -> str:
    """Until it answers; gives the address. Raises `TimeoutError`, at once if the server has ended."""
    begun = monotonic()
    while monotonic() - begun < PATIENCE and server.poll() is None:
        try:
            with urlopen(f"{url}/sign-in"):  # noqa: S310 an address of this machine
                return url
        except URLError:
            sleep(0.2)
    raise TimeoutError(url)
