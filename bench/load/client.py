"""One client process: several people, each signed in, with requests that are due at fixed times.

`python -m bench.load.client PLAN NUMBER TOLD`. It says `ready` when all are signed in; then each line of its input
starts a phase: its name, when it begins (monotonic seconds), how long it lasts, and requests per second of this
client, 0 for one after another. Whoever is free takes the next that is due; what is late has waited, and that counts.
"""

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Lock
from time import monotonic, process_time, sleep
from typing import Final

from requests import RequestException

from bench.load.plan import PASSWORD, Answer, Person, Plan, Told, Written, read_plan, write_told
from bench.load.writing import KINDS, UnseenError, require_seen
from scripts.visiting import RefusedError, Visitor

HUNDRED: Final = 100


@dataclass(frozen=True, slots=True)
class Phase:
    name: str
    begin: float
    seconds: float
    rate: float


@dataclass(slots=True)
class Schedule:
    """When requests are due, whether or not anybody is free; with no rate, as soon as somebody is."""

    phase: Phase
    _next: int = 0
    _lock: Lock = field(default_factory=Lock)

    def due(self) -> float | None:
        """Waits for the next that is due; None when the phase is over."""
        with self._lock:
            number, self._next = self._next, self._next + 1
        phase = self.phase
        when = phase.begin + number / phase.rate if phase.rate else max(monotonic(), phase.begin)
        if when >= phase.begin + phase.seconds:
            return None
        sleep(max(0.0, when - monotonic()))
        return when


class Someone:
    """One person in a thread of their own."""

    def __init__(self, plan: Plan, person: Person, seed: int) -> None:
        self._person, self._visitor, self._chance = person, Visitor(plan.url), Random(seed)  # noqa: S311 nothing secret
        self._weights = plan.weights(person)
        self._marks = 0
        self.answers: list[Answer] = []
        self.written: list[Written] = []

    @property
    def again(self) -> int:
        return self._visitor.again

    def sign_in(self) -> None:
        self._visitor.sign_in(self._person.username, PASSWORD)

    def work(self, schedule: Schedule) -> None:
        while (due := schedule.due()) is not None:
            kind = self._chance.choices(list(self._weights), list(self._weights.values()))[0]
            self._do(schedule.phase.name, kind, due)

    def _do(self, phase: str, kind: str, due: float) -> None:
        begun, error, served = monotonic(), "", 0.0
        try:
            served = self._write(kind) if kind in KINDS else self._read(kind)
        except (RefusedError, UnseenError, RequestException) as wrong:
            error = f"{type(wrong).__name__}: {wrong}"
            if isinstance(wrong, UnseenError):
                self.written.append(wrong.written)
        now = monotonic()
        self.answers.append(Answer(phase, kind, due, now - due, served or now - begun, error))

    def _read(self, kind: str) -> float:
        return self._visitor.get(self._chance.choice(self._person.addresses[kind])).elapsed.total_seconds()

    def _write(self, kind: str) -> float:
        self._marks += 1
        write = KINDS[kind](self._visitor, self._person, f"{self._person.username}·{self._marks}", self._chance)
        require_seen(self._visitor, self._person, write)
        self.written.append(write.written)
        return write.seconds


def run(people: Sequence[Someone], phases: Sequence[str]) -> None:
    """The phases as the lines of the input name them."""
    with ThreadPoolExecutor(len(people)) as threads:
        for line in phases:
            name, *numbers = line.split()
            schedule = Schedule(Phase(name, *map(float, numbers)))
            for done in [threads.submit(one.work, schedule) for one in people]:
                done.result()
            print("done", flush=True)


def main() -> None:
    path, number, told = sys.argv[1:]
    plan = read_plan(Path(path))
    mine = plan.people[int(number)]
    people = [Someone(plan, one, HUNDRED * int(number) + place) for place, one in enumerate(mine)]
    for one in people:
        one.sign_in()
    print("ready", flush=True)
    begun = process_time()
    run(people, sys.stdin)  # type: ignore[arg-type]
    answers = [answer for one in people for answer in one.answers]
    written = [write for one in people for write in one.written]
    again = sum(one.again for one in people)
    write_told(Told(answers, written, process_time() - begun, again), Path(told))


if __name__ == "__main__":
    main()
