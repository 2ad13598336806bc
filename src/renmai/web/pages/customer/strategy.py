"""How the five strategies fit a customer: every precondition, met or not, with its numbers."""

from dataclasses import dataclass

from renmai.analytics.listing import Row
from renmai.wording.preconditions import ASKED, evidence_text
from renmai.wording.terms import STRATEGIES, Term, Text


@dataclass(frozen=True, slots=True)
class Test:
    asked: Text
    evidence: str
    met: bool


@dataclass(frozen=True, slots=True)
class Strategy:
    name: str
    term: Term
    holds: bool
    is_recommended: bool
    tests: list[Test]

    @property
    def met(self) -> int:
        return sum(test.met for test in self.tests)


def strategies_of(row: Row | None) -> list[Strategy]:
    """The recommended one first; nothing for a customer that does not exist on the day."""
    if row is None:
        return []
    found = [
        Strategy(
            name,
            STRATEGIES[name],
            holds=row["holds"][name],
            is_recommended=row["recommended"] == name,
            tests=[Test(ASKED[one["code"]], evidence_text(one["code"], one["evidence"]), one["met"]) for one in tested],
        )
        for name, tested in row["preconditions"].items()
    ]
    return sorted(found, key=lambda one: (not one.is_recommended, not one.holds))
