"""How the five strategies fit a customer: every precondition, met or not, with its numbers."""

from dataclasses import dataclass

from renmai.analytics.listing import Row
from renmai.domain.strategies import MISSING_WHEN_UNDECIDED, UNDECIDED
from renmai.domain.strategies.grow import BY_CHAIN
from renmai.wording.preconditions import ASKED, evidence_text
from renmai.wording.terms import STRATEGIES, Term, Text


@dataclass(frozen=True, slots=True)
class Test:
    """One precondition; `is_other_way`: from here on it is another way to fulfil the strategy."""

    asked: Text
    evidence: str
    met: bool
    is_other_way: bool = False


@dataclass(frozen=True, slots=True)
class Strategy:
    name: str
    term: Term
    holds: bool
    is_recommended: bool
    is_chosen: bool
    tests: list[Test]

    @property
    def met(self) -> int:
        return sum(test.met for test in self.tests)


def strategies_of(row: Row | None) -> list[Strategy]:
    """The chosen one first, then the recommended one; nothing for a customer that does not exist on the day."""
    if row is None:
        return []
    found = [
        Strategy(
            name,
            STRATEGIES[name],
            holds=row["holds"][name],
            is_recommended=row["recommended"] == name,
            is_chosen=row["chosen"] == name,
            tests=_tests(tested),
        )
        for name, tested in row["preconditions"].items()
    ]
    return sorted(found, key=lambda one: (not one.is_chosen, not one.is_recommended, not one.holds))


def _tests(tested: list[Row]) -> list[Test]:
    by_chain = [one["code"] in BY_CHAIN for one in tested]
    return [
        Test(
            ASKED[one["code"]],
            evidence_text(one["code"], one["evidence"]),
            one["met"],
            is_other_way=at > 0 and by_chain[at - 1] and not by_chain[at],
        )
        for at, one in enumerate(tested)
    ]


def missing_of(row: Row | None) -> list[Text]:
    """What stands in the way of any strategy, where none is recommended."""
    if row is None or row["recommended"] != UNDECIDED:
        return []
    tested = [*row["preconditions"]["grow"], *row["preconditions"]["retain"]]
    unmet = {one["code"] for one in tested if not one["met"]}
    return [ASKED[code] for code in MISSING_WHEN_UNDECIDED if code in unmet]
