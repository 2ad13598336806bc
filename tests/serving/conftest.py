"""A real server with several processes, on a demo company of its own."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from scripts.serving import free_port, wait_for

SMALL: Final = "20"
Serve = Callable[..., Iterator["Server"]]


class Server:
    """`renmai serve` on a free port, with the settings of one installation."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = dict(environment)
        self.url = f"http://127.0.0.1:{free_port()}"
        self.log = Path(environment["RENMAI_DATA_DIR"]) / "server.log"
        bind = self.url.removeprefix("http://")
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "renmai.cli.main", "serve", "--processes", "2", "--bind", bind],
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        wait_for(self.url, self.process)

    def stop(self) -> int:
        """As systemd and containers do; gives the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(90)


@contextmanager
def serving(folder: Path, database: str = "", **settings: str) -> Iterator[Server]:
    """A demo company in `folder` (or in the database at this address), and a server for it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RENMAI_")}
    url = database or f"sqlite:///{folder / 'renmai.sqlite3'}"
    environment = {**kept, "RENMAI_DATA_DIR": str(folder), "RENMAI_DATABASE_URL": url, "RENMAI_LOG": "json", **settings}
    demo = [sys.executable, "-m", "renmai.cli.main", "demo", "--size", SMALL]
    subprocess.run(demo, env=environment, check=True, stdout=subprocess.DEVNULL)
    server = Server(environment)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("served")
    yield made
    shutil.rmtree(made, ignore_errors=True)
