"""The cause of an action: what of its evidence a mark is about (docs/adr/0017).

Two actions about one subject have the same cause if nothing happened that anybody would act on:
what changes by itself with each day (days since a contact) and exact averages are left out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from renmai.domain.evidence import Evidence
from renmai.domain.principles.base import Line, NextAction, Principle


def cause(action: NextAction) -> str:
    """Codes in a fixed order; equal only for the same cause. Of actions about one subject and principle."""
    return ";".join(CAUSES[action.line, action.principle](action.evidence))


def _values(evidence: Evidence, name: str) -> list[Any]:
    found: Any = evidence.get(name) or ()
    return list(found)


def _degrees(evidence: Evidence) -> Iterator[str]:
    degrees: Any = evidence["degrees"]
    for name, value in degrees.items():
        yield f"{name}={value}"


def _named(*names: str) -> Callable[[Evidence], Iterator[str]]:
    """Whatever the evidence lists under these names."""

    def listed(evidence: Evidence) -> Iterator[str]:
        for name in names:
            if found := _values(evidence, name):
                yield f"{name}:{','.join(str(each) for each in found)}"

    return listed


def _every_person(evidence: Evidence) -> Iterator[str]:
    days, at_most = evidence["days_since_contact"], evidence["at_most"]
    if not isinstance(days, int) or not isinstance(at_most, int) or days > at_most:
        yield "contact"
    yield from _named("missing")(evidence)


def _ahead(evidence: Evidence) -> Iterator[str]:
    """In which degrees anybody can be compared."""
    leads: Any = evidence["lead"]
    yield from (name for name, lead in leads.items() if lead is not None)


def _worse(evidence: Evidence) -> Iterator[str]:
    for step in _values(evidence, "worse"):
        yield f"{step['indicator']}:{step['degree']}" if "degree" in step else str(step["indicator"])


def _fell(evidence: Evidence) -> Iterator[str]:
    yield from (str(move["degree"]) for move in _values(evidence, "fell"))


def _together(*parts: Callable[[Evidence], Iterable[str]]) -> Callable[[Evidence], Iterator[str]]:
    return lambda evidence: (told for part in parts for told in part(evidence))


CAUSES: Final[Mapping[tuple[Line, Principle], Callable[[Evidence], Iterator[str]]]] = {
    (Line.CUSTOMER, Principle.EVERY_PERSON): _every_person,
    (Line.CUSTOMER, Principle.AHEAD): _ahead,
    (Line.CUSTOMER, Principle.MEND): _degrees,
    (Line.CUSTOMER, Principle.BREAKTHROUGH): _together(_named("because", "unknown"), _degrees),
    (Line.CUSTOMER, Principle.ALL_GUNS): _named("unused"),
    (Line.CUSTOMER, Principle.STEER): _worse,
    (Line.CUSTOMER, Principle.ALWAYS_UP): _fell,
    (Line.INFLUENCE, Principle.ASK_EVERYONE): _named(),
    (Line.INFLUENCE, Principle.EVERYONE_HELPS): _named("unknown", "employees"),
    (Line.INFLUENCE, Principle.BREAKTHROUGH): _together(_named("opportunities"), _degrees, _named("employees")),
    (Line.INFLUENCE, Principle.STEER): _worse,
    (Line.INFLUENCE, Principle.ALWAYS_UP): _fell,
}
