"""A server as people run it, browsers that save without a pause, and a database server of the tests' own."""

import glob
import http.client
import os
import pwd
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any, Final

import pytest

from tests.cli.command import Renmai
from tests.faults.killing import ROOT

TOKEN: Final = "a" * 32
PATIENCE: Final = 60.0
GUNICORN: Final = (
    *("gunicorn", "renmai.config.wsgi", "--config", "python:renmai.config.gunicorn", "--worker-class", "gthread"),
    *("--workers", "2", "--threads", "4", "--no-control-socket", "--log-level", "warning"),
)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def until(holds: Callable[[], Any], what: str) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.1)


class Server:
    """gunicorn with two workers and the worker of jobs, all of one process group."""

    def __init__(self, at: Renmai) -> None:
        self.port = free_port()
        environment = at.environment() | {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
        self.log = at.folder / "server.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *GUNICORN, "--bind", f"127.0.0.1:{self.port}"],
                env=environment,
                cwd=at.folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until(self.answers, "the server answers")

    def answers(self) -> bool:
        try:
            return self.ask("GET", "/sign-in", "") is not None
        except OSError:
            return False

    def ask(self, method: str, address: str, session: str, body: str = "") -> tuple[int, bytes]:
        """Status and body of one request. Raises `OSError` where nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except http.client.HTTPException as error:
            raise ConnectionError(str(error)) from error
        finally:
            connection.close()

    def kill(self) -> None:
        """Everything of it at once, as the machine's end would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)


@contextmanager
def serving(at: Renmai) -> Iterator[Server]:
    server = Server(at)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.kill()


class Saver:
    """A browser that sets and clears the star of one key person again and again; `starred`: what it is at first.

    `lost` counts times without answers: of each, the first save may have been kept all the same, and asking again then
    changes nothing.
    """

    def __init__(self, server: Server, session: str, person: str, *, starred: bool) -> None:
        self.server, self.session, self.person, self.starred = server, session, person, starred
        self.acknowledged = self.lost = 0
        self.over = Event()
        self.thread = Thread(target=self._save)
        self.thread.start()

    def _save(self) -> None:
        answered = True
        while not self.over.is_set():
            wanted = "no" if self.starred else "yes"
            try:
                status, _ = self.server.ask("POST", f"/key-people/{self.person}/focus", self.session, f"focus={wanted}")
            except OSError:
                status = 0
            if status == 302:
                self.acknowledged += 1
                self.starred = not self.starred
            else:
                self.lost += answered
                time.sleep(0.05)
            answered = status == 302

    def stop(self) -> None:
        self.over.set()
        self.thread.join()


def programs() -> Path:
    """Where PostgreSQL's own programs lie; CI has them."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    if not found and os.environ.get("CI") != "true":
        pytest.skip("PostgreSQL's server is not installed here")
    return Path(found[-1]).parent


class Cluster:
    """A database server in a folder of its own, which may be killed.

    The folder lies outside of what pytest makes: PostgreSQL runs as somebody else, whom pytest keeps out.
    """

    def __init__(self, primary: "Cluster | None" = None) -> None:
        self._above = TemporaryDirectory(prefix="renmai-postgresql-")
        self.folder, self.port, self.programs = Path(self._above.name) / "data", free_port(), programs()
        self.user = "postgres" if os.geteuid() == 0 else None
        self.folder.mkdir(mode=0o700)
        if self.user:
            owner = pwd.getpwnam(self.user)
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self.folder.parent.chmod(0o711)
        self._fill(primary)
        self.start()

    def _fill(self, primary: "Cluster | None") -> None:
        if primary is None:
            named = ("--username=postgres", "--encoding=UTF8", "--locale=C")
            self._run("initdb", "--auth=trust", *named, "-D", str(self.folder))
        else:
            self._run("pg_basebackup", "--write-recovery-conf", "-D", str(self.folder), "-d", primary.url)

    @contextmanager
    def followed(self) -> Iterator["Cluster"]:
        """By a standby that receives whatever is written here."""
        with _until_the_end(Cluster(self)) as standby:
            yield standby

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
        self._run("pg_ctl", "start", "-w", "-D", str(self.folder), "-o", options, "-l", str(self.folder / "log"))

    def crash(self) -> None:
        """As when its machine loses power: nothing is written any more."""
        self._run("pg_ctl", "stop", "-m", "immediate", "-D", str(self.folder))

    def remove(self) -> None:
        self.crash()
        self._above.cleanup()

    def _run(self, program: str, *arguments: str) -> None:
        with (self.folder.parent / "programs").open("ab") as said:
            subprocess.run(
                [str(self.programs / program), *arguments],
                user=self.user,
                cwd="/",
                env={**os.environ, "PGCTLTIMEOUT": "300"},
                check=True,
                stdout=said,
                stderr=said,
            )


@contextmanager
def cluster() -> Iterator[Cluster]:
    with _until_the_end(Cluster()) as found:
        yield found


@contextmanager
def _until_the_end(found: Cluster) -> Iterator[Cluster]:
    try:
        yield found
    finally:
        found.remove()
