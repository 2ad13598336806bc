"""Killing processes at moments drawn by a seed, and what must hold afterwards."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from typing import Any, Final

from tests.cli.command import Renmai

ROOT: Final = Path(__file__).parents[2]
KILLS: Final = int(os.environ.get("KILLS", "2"))
"""How often each kind of process is killed."""
KILLED: Final = -signal.SIGKILL
"""The exit status of whoever was."""
MAIN: Final = ("renmai.cli.main", "main")
State = dict[str, Any]


class Nursery:
    """Runs commands in children of one process, on any installation of one kind of database."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def begin(self, at: Renmai, module: str, function: str, *arguments: Any) -> int:
        """The id of the child that runs it now."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([str(at.folder), at.url, module, function, arguments]) + "\n")
        self.process.stdin.flush()
        return int(self._line())

    def end(self) -> tuple[int, str]:
        """How the child that runs ended, and what it said."""
        status, said = self._line()
        return status, said

    def call(self, at: Renmai, function: str, *arguments: Any) -> Any:
        """What a function of `tests.faults.inside` prints as JSON."""
        self.begin(at, "tests.faults.inside", function, *arguments)
        status, said = self.end()
        assert status == 0, said
        return json.loads(said.splitlines()[-1]) if said.strip() else None

    def run(self, at: Renmai, *command: object) -> tuple[int, str]:
        self.begin(at, *MAIN, list(map(str, command)))
        return self.end()

    def done(self, at: Renmai, *command: object) -> str:
        status, said = self.run(at, *command)
        assert status == 0, said
        return said

    def killed(self, at: Renmai, seconds: float, *command: object) -> int:
        """Run a command and kill it after some seconds; its exit status, -9 if it was not done by then."""
        return self.killed_call(at, seconds, *MAIN, list(map(str, command)))

    def killed_call(self, at: Renmai, seconds: float, module: str, function: str, *arguments: Any) -> int:
        child = self.begin(at, module, function, *arguments)
        time.sleep(seconds)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        return self.end()[0]

    def seconds(self, at: Renmai, *command: object) -> float:
        """How long the command takes if nobody kills it."""
        begun = time.monotonic()
        self.done(at, *command)
        return time.monotonic() - begun

    def _line(self) -> Any:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def state(self, at: Renmai) -> State:
        found: State = self.call(at, "state")
        return found

    def require_sound(self, at: Renmai) -> None:
        """Everything that must hold of a store holds, and splicing gives what loading gives."""
        assert self.call(at, "findings") == []


@contextmanager
def nursery(at: Renmai) -> Iterator[Nursery]:
    """Of the kind of database that `at` has."""
    environment = at.environment() | {"PYTHONPATH": os.pathsep.join(filter(None, [*map(str, PATHS), _inherited()]))}
    command = [sys.executable, "-m", "tests.faults.nursery"]
    with subprocess.Popen(
        command, env=environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Nursery(process)
        assert process.stdin is not None
        process.stdin.close()


PATHS: Final = (ROOT / "src", ROOT)


def _inherited() -> str:
    return os.environ.get("PYTHONPATH", "")


def moments(seed: str, whole: float) -> list[float]:
    """When to kill: `KILLS` moments between the beginning and a little before the end."""
    random = Random(seed)  # noqa: S311 the same moments again
    return [random.uniform(0.05, 0.95) * whole for _ in range(KILLS)]


def leftovers(folder: Path) -> list[str]:
    """What killed commands left of files that nobody should see."""
    return sorted(path.name for path in folder.iterdir() if "unfinished" not in path.name)
