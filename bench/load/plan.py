"""Who takes part, what they ask and where they write: all that a client process needs to know.

It is a file, so that the clients load nothing of Renmai.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

PASSWORD: Final = "measured under load only"  # noqa: S105 it opens a database that exists for minutes

READS: Final[Mapping[str, float]] = {
    "today": 15,
    "line": 30,
    "list": 25,
    "team and network": 10,
    "customer": 5,
    "key person": 4,
    "opportunity": 3,
    "map": 3,
}
WRITES: Final[Mapping[str, float]] = {"contact": 1.5, "feature": 2, "note": 1, "stage": 0.5}
"""Of a hundred requests: 80 of dashboards and lists, 15 of single pages, 5 that write."""


@dataclass(frozen=True, slots=True)
class Person:
    """`addresses` by kind of `READS`; `people`, `deals`: codes of those to write to, which nobody else does."""

    username: str
    role: str
    view: str
    addresses: dict[str, list[str]]
    people: list[str]
    deals: list[str]

    @property
    def writes(self) -> bool:
        return bool(self.people and self.deals)


@dataclass(frozen=True, slots=True)
class Plan:
    """`writing`: how many times as often as usual is written."""

    url: str
    writing: float
    people: list[list[Person]]
    """By client."""

    def weights(self, person: Person) -> dict[str, float]:
        """How often this person asks each kind; who writes does so for those who have nothing to write to."""
        if not person.writes:
            return dict(READS)
        everybody = [one for client in self.people for one in client]
        each = self.writing * len(everybody) / sum(one.writes for one in everybody)
        return {**READS, **{kind: weight * each for kind, weight in WRITES.items()}}


def write_plan(plan: Plan, path: Path) -> None:
    path.write_text(json.dumps(asdict(plan)), encoding="utf-8")


def read_plan(path: Path) -> Plan:
    given = json.loads(path.read_text(encoding="utf-8"))
    people = [[Person(**one) for one in client] for client in given["people"]]
    return Plan(given["url"], given["writing"], people)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: seconds from when it was due, and of the server alone; `error` says what was wrong with it."""

    phase: str
    kind: str
    due: float
    waited: float
    served: float
    error: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A write that the server acknowledged. `column` and `value`: what stands at the target after it; blank: a note."""

    kind: str
    by: str
    target: str
    mark: str
    column: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a client has to say at its end. `processor`: seconds of its own; `again`: see `Visitor`."""

    answers: Sequence[Answer]
    written: Sequence[Written]
    processor: float
    again: int


def write_told(told: Told, path: Path) -> None:
    path.write_text(json.dumps(asdict(told)), encoding="utf-8")


def read_told(path: Path) -> Told:
    given: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    answers = [Answer(**one) for one in given["answers"]]
    return Told(answers, [Written(**one) for one in given["written"]], given["processor"], given["again"])
