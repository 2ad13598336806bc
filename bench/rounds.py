"""Taking turns: every task once per round, in another order each time, so that no one has the quiet minutes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import Final

Task = Callable[[int], float]
"""One timed run in the round of this number; gives its seconds."""

RUNS: Final = 5
ENOUGH: Final = 0.5
"""A task runs up to `RUNS` times per round, until it has had `ENOUGH` seconds."""


@dataclass(slots=True)
class Times:
    """Seconds by task; a task's figure is the median of all its runs."""

    runs: dict[str, list[float]] = field(default_factory=dict)

    def __getitem__(self, task: str) -> float:
        return median(self.runs[task])

    def __contains__(self, task: str) -> bool:
        return task in self.runs

    def ratio(self, slow: str, quick: str) -> float | None:
        return self[slow] / self[quick] if slow in self and quick in self else None


def timed(run: Callable[[], object]) -> float:
    begun = perf_counter()
    run()
    return perf_counter() - begun


def take_turns(tasks: Mapping[str, Task], rounds: int) -> Times:
    times = Times({name: [] for name in tasks})
    names = list(tasks)
    turn = 0
    for number in range(rounds):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            spent, runs = 0.0, 0
            while runs < RUNS and spent < ENOUGH:
                turn, runs = turn + 1, runs + 1
                times.runs[name].append(tasks[name](turn))
                spent += times.runs[name][-1]
    return times
