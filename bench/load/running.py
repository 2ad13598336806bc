"""One load: a server, clients in processes of their own, what they waited for, and what is there afterwards.

Runs in a process of its own, since Django is set up only once.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import Any, Final

from bench.dataset import generate
from bench.load.company import Company, company
from bench.load.plan import Answer, Person, Plan, Told, Written, read_told, write_plan
from bench.load.watching import Sample, Watch
from bench.store import environment, use_database
from scripts.serving import free_port, wait_for

PEOPLE: Final = 8
"""Of each client."""
WARM_UP, SCHEDULED, FLAT_OUT = "warm-up", "scheduled", "flat-out"
SOON: Final = 0.5
"""Seconds until a phase begins, for every client to have heard of it."""
STOPS: Final = 60
SAMPLES: Final = 100
"""Of memory, in a phase; never more than one a second."""


@dataclass(frozen=True, slots=True)
class Run:
    """`rate`: requests per second; `seconds`: of the scheduled phase; `writing`: times as many writes as usual;
    `kept` spares a second import."""

    database: str
    customers: int
    seconds: float
    rate: float
    clients: int
    processes: int
    writing: float = 1.0
    kept: Path | None = None

    @property
    def phases(self) -> list[tuple[str, float, float]]:
        """Name, seconds, requests per second of all clients; 0: one after another."""
        return [
            (WARM_UP, min(20.0, self.seconds / 4), self.rate),
            (SCHEDULED, self.seconds, self.rate),
            (FLAT_OUT, max(5.0, self.seconds / 10), 0.0),
        ]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`lost`: acknowledged writes that are not there; `differing`: answers of the server unlike a fresh one.

    `processor`: seconds by whose, in the scheduled phase, of `elapsed`; of the clients, over all phases.
    `again`: requests that were sent once more over a new connection.
    """

    run: Run
    people: dict[str, int]
    answers: list[Answer]
    written: list[Written]
    lost: list[str]
    differing: int
    samples: list[Sample]
    processor: dict[str, float]
    elapsed: float
    again: int

    @property
    def errors(self) -> list[str]:
        return [f"{one.kind}: {one.error}" for one in self.answers if one.error]

    @property
    def faults(self) -> list[str]:
        """What must not be, however quick or slow it was."""
        differing = [f"{self.differing} answers of the server differ from a fresh one's"] if self.differing else []
        return [*self.errors, *self.lost, *differing]


def measured(run: Run) -> Outcome:
    data = generate(run.customers)
    _say(f"{run.database}: {run.customers} customers are imported")
    with company(run.database, data, run.kept) as found:
        use_database(found.folder, found.url)
        people = import_module("bench.load.people").take_part(data, run.clients * PEOPLE)
        with _server(run, found) as server:
            return _under_load(run, found, people, server)


@contextmanager
def _server(run: Run, found: Company) -> Iterator[tuple[str, int]]:
    """Its address and its session; it must stop when it is asked to."""
    address = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "renmai.cli.main", "serve", "--bind", address, "--processes", str(run.processes)]
    settings = os.environ | environment(found.folder, found.url)
    with subprocess.Popen(command, env=settings, start_new_session=True) as server:
        try:
            yield wait_for(f"http://{address}", server), server.pid
        finally:
            server.send_signal(signal.SIGTERM)
            ended = server.wait(STOPS)
    if ended:
        raise RuntimeError(f"the server ended with {ended}")


def _under_load(run: Run, found: Company, people: list[Person], server: tuple[str, int]) -> Outcome:
    """`server`: its address and its session."""
    (url, session), folder = server, found.folder
    write_plan(
        Plan(url, run.writing, [people[number :: run.clients] for number in range(run.clients)]), folder / "plan"
    )
    with ExitStack() as stack:
        clients = [stack.enter_context(_client(folder, number)) for number in range(run.clients)]
        for client in clients:
            _expect(client, "ready")
        begun, watches = monotonic(), {}
        for name, seconds, rate in run.phases:
            _say(f"{run.database}: {name}, {seconds:.0f} s")
            with Watch(session, max(1.0, seconds / SAMPLES), found.url) as watches[name]:
                _phase(clients, name, seconds, rate / run.clients)
        elapsed = monotonic() - begun
        for client in clients:
            assert client.stdin
            client.stdin.close()
    told = [read_told(folder / f"told-{number}") for number in range(run.clients)]
    return _outcome(Measured(run, url, people, told, watches[SCHEDULED], elapsed))


def _client(folder: Path, number: int) -> "subprocess.Popen[str]":
    plan, told = str(folder / "plan"), str(folder / f"told-{number}")
    command = [sys.executable, "-m", "bench.load.client", plan, str(number), told]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _phase(clients: "list[subprocess.Popen[str]]", name: str, seconds: float, rate: float) -> None:
    begin = monotonic() + SOON
    for number, client in enumerate(clients):
        assert client.stdin
        # Clients take turns instead of all knocking at once.
        mine = begin + (number / len(clients) / rate if rate else 0.0)
        client.stdin.write(f"{name} {mine} {seconds} {rate}\n")
        client.stdin.flush()
    for client in clients:
        _expect(client, "done")


def _expect(client: "subprocess.Popen[str]", word: str) -> None:
    assert client.stdout
    said = client.stdout.readline().strip()
    if said != word:
        raise RuntimeError(f"a client says {said!r} instead of {word}, and ended with {client.poll()}")


@dataclass(frozen=True, slots=True)
class Measured:
    """What a load leaves behind while the server still runs."""

    run: Run
    url: str
    people: list[Person]
    told: list[Told]
    watch: Watch
    elapsed: float


def _outcome(measured: Measured) -> Outcome:
    """With what is found when every write is looked for."""
    proof: Any = import_module("bench.load.proof")
    run, people, told, watch = measured.run, measured.people, measured.told, measured.watch
    written = [one for client in told for one in client.written]
    executive = next(one for one in people if one.role == "executive")
    _say(f"{run.database}: looking for {len(written)} writes")
    spent = {kind: watch.processor(kind) for kind in ("server", "PostgreSQL")}
    roles = [one.role for one in people]
    return Outcome(
        run,
        {role: roles.count(role) for role in dict.fromkeys(roles)},
        [one for client in told for one in client.answers],
        written,
        proof.lost(written),
        proof.differing(measured.url, executive, run.processes),
        watch.samples,
        spent | {"clients": sum(client.processor for client in told)},
        measured.elapsed,
        sum(client.again for client in told),
    )


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
