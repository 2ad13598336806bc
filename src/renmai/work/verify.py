"""Whether what this server says is what the facts say: figures worked out twice, and what holds in every store."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from renmai.analytics.panel import Panel
from renmai.analytics.reports import LINES, report
from renmai.domain.periods import Period
from renmai.domain.question import ABOUT_US, COMPANY, OURS, Question, View, ViewKind
from renmai.domain.scope import EVERYTHING
from renmai.refresh import current_panel, forget
from renmai.refresh.replay import replayed
from renmai.store.invariants import CHECKS, MOST, Finding, check

BACK: Final = 730
"""Days before today from which the days of questions are drawn."""
Told = Callable[[str], None]
Second = Callable[[Panel, list[Question]], Iterator[str]]
"""Takes the questions to be worked out a second time; gives the places that differ."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much is looked at: `questions` to each line, the last `revisions` replayed; `seed` draws the questions."""

    today: date
    questions: int
    revisions: int
    seed: int


def findings(wanted: Wanted, second: Second | None, told: Told) -> Iterator[Finding]:
    """Everything that does not hold. `told` gets each check's name as it begins; nothing is written.

    `second` is None where the second derivation is not installed. Memory: one panel and a few questions' reports.
    """
    for name in CHECKS:
        told(name)
        found = check(name)
        if found is not None:
            yield found
    forget()
    panel = current_panel()
    questions = drawn(panel, wanted)
    for name, places in _figures(panel, questions, wanted, second):
        told(name)
        found = _first(name, places)
        if found is not None:
            yield found


def drawn(panel: Panel, wanted: Wanted) -> list[Question]:
    """Questions of several days, views, periods and parties: today's of the company first, the others by chance."""
    random = Random(wanted.seed)  # noqa: S311 nothing is to be kept secret
    days = [wanted.today] + [wanted.today - timedelta(random.randrange(1, BACK)) for _ in range(wanted.questions)]
    teams = [View(ViewKind.TEAM, code) for code in panel.roster.team_of_code]
    people = [View(ViewKind.PERSONAL, code) for code in panel.roster.employee_of_code]
    parties = [code for code, _ in panel.competitors]
    asked = []
    for at in range(wanted.questions):
        views = ([COMPANY], teams, people)[at % 3] or [COMPANY]
        party = random.choice(parties) if parties and at % 4 == 3 else OURS
        asked.append(Question(days[at], list(Period)[at % len(Period)], random.choice(views), party))
    return asked


def asked_of(line: str, question: Question) -> Question:
    """The question as the line takes it: some are about us alone."""
    return Question(question.as_of, question.period, question.view) if line in ABOUT_US else question


def _figures(
    panel: Panel, questions: list[Question], wanted: Wanted, second: Second | None
) -> Iterator[tuple[str, Iterator[str]]]:
    for how, spliced in replayed(panel, wanted.revisions):
        yield f"spliced_{how}", _unlike(panel, spliced, questions)
    if second is not None:
        yield "second", second(panel, questions)


def _unlike(fresh: Panel, spliced: Panel, questions: list[Question]) -> Iterator[str]:
    for question in questions:
        for line in LINES:
            one = asked_of(line, question)
            if report(fresh, line, one, EVERYTHING) != report(spliced, line, one, EVERYTHING):
                yield place_of(line, one)


def place_of(line: str, question: Question) -> str:
    """A question as the command line takes it."""
    party = "" if question.ours else f" --competitor {question.party}"
    return f"{line} --as-of {question.as_of} --period {question.period.value} --view {question.view}{party}"


def _first(name: str, places: Iterator[str]) -> Finding | None:
    found: list[str] = []
    for place in places:
        if len(found) == MOST:
            return Finding(name, tuple(found), more=True)
        found.append(place)
    return Finding(name, tuple(found)) if found else None
