"""What stands in the way of an opportunity: the reading with its facts, and the lead over each competitor."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from renmai.analytics.decision_chain import Standing, standings
from renmai.analytics.decision_chain_line import listing
from renmai.analytics.listing import Row
from renmai.analytics.panel import Panel
from renmai.domain.question import Question
from renmai.domain.scope import EVERYTHING
from renmai.domain.stance import DEGREES
from renmai.web import marks
from renmai.web.marks import Tone
from renmai.web.numbers import AVERAGE
from renmai.wording.terms import FACTS, READINGS, Term, Text


@dataclass(frozen=True, slots=True)
class Fact:
    """One reason; blank person where nobody is meant."""

    text: Text
    person: str
    url: str


@dataclass(frozen=True, slots=True)
class Verdict:
    name: str
    term: Term
    facts: list[Fact]


@dataclass(frozen=True, slots=True)
class Side:
    """A party's average in a degree over the members; `lead` is ours minus theirs."""

    value: str
    known: str
    lead: SafeString | None


@dataclass(frozen=True, slots=True)
class Rival:
    name: str
    sides: list[Side]


@dataclass(frozen=True, slots=True)
class Lead:
    ours: list[Side]
    rivals: list[Rival]


def verdict(panel: Panel, question: Question, code: str) -> Verdict | None:
    """The reading on the day, None while it has no chain or is closed; `panel` holds its customer only."""
    row = next((row for row in listing(panel, question, EVERYTHING)[:] if row["opportunity"] == code), None)
    if row is None or row["reading"] is None:
        return None
    table = panel.slabs[0].people
    names = dict(zip(table.code.tolist(), table.name.tolist(), strict=True))
    return Verdict(row["reading"], READINGS[row["reading"]], [_fact(one, names) for one in row["facts"]])


def _fact(row: Row, names: Mapping[str, str]) -> Fact:
    person = row.get("person", "")
    return Fact(FACTS[row["code"]], names.get(person, ""), reverse("key-person", args=[person]) if person else "")


def lead_of(panel: Panel, question: Question, code: str) -> Lead | None:
    """Us and every competitor of whom anything is known, over the members who count on the day."""
    found = standings(panel, question.as_of, code)
    if not found:
        return None
    ours = found.pop(None)
    return Lead(
        [_side(ours, d, None) for d in range(len(DEGREES))],
        [Rival(one.name, [_side(at, d, ours) for d in range(len(DEGREES))]) for one, at in found.items() if one],
    )


def _side(at: Standing, d: int, ours: Standing | None) -> Side:
    mean, mine = at.average[d], ours.average[d] if ours else None
    lead = None if mean is None or mine is None else mine - mean
    return Side(
        AVERAGE.value(mean),
        f"{at.known[d]}/{at.members}",
        marks.delta(lead, AVERAGE, Tone.MORE_IS_BETTER) if ours else None,
    )
