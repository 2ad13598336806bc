"""How the competitors stand with the same people, beside us: who leads where."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan

from django.utils.safestring import SafeString

from renmai.analytics.moment import GRADES, Moment, moment
from renmai.analytics.panel import Panel
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES
from renmai.web import marks
from renmai.web.marks import Tone
from renmai.web.numbers import AVERAGE


@dataclass(frozen=True, slots=True)
class Average:
    """A party's average in one degree; `lead` is ours minus theirs, marked where both are known."""

    chip: SafeString
    value: str
    known: str
    lead: SafeString | None = None
    leader: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """`leads` counts the degrees in which this competitor is ahead of us."""

    name: str
    averages: list[Average]
    ahead: int = 0
    behind: int = 0


@dataclass(frozen=True, slots=True)
class Contest:
    ours: Party | None
    rivals: list[Party]


def contest_of(panel: Panel, question: Question) -> Contest:
    """Competitors of whom anything is known; `panel` holds one customer only."""
    us = moment(panel, question.as_of, 0)
    if not us.exists.any():
        return Contest(None, [])
    parties = panel.slabs[0].attitudes
    rivals = [
        _party(one.name, moment(panel, question.as_of, one.id), us)
        for one in panel.roster.competitors
        if one.id in parties and moment(panel, question.as_of, one.id).known.any()
    ]
    return Contest(_party("", us, None), sorted(rivals, key=lambda one: -one.ahead))


def _party(name: str, at: Moment, us: Moment | None) -> Party:
    averages = list(_averages(at, us))
    leaders = [one.leader for one in averages]
    return Party(name, averages, leaders.count("theirs"), leaders.count("ours"))


def _averages(at: Moment, us: Moment | None) -> Iterator[Average]:
    for d in range(len(DEGREES)):
        mean = float(at.average[d, 0])
        ours = float(us.average[d, 0]) if us else float("nan")
        lead = None if isnan(mean) or isnan(ours) else ours - mean
        yield Average(
            chip=marks.grade_chip(GRADES[at.grade[d, 0]].value, letter=True),
            value=AVERAGE.value(None if isnan(mean) else mean),
            known=f"{int(at.known[d, 0])}/{int(at.people[0])}",
            lead=marks.delta(lead, AVERAGE, Tone.MORE_IS_BETTER) if us else None,
            leader=_leader(lead),
        )


def _leader(lead: float | None) -> str:
    if lead is None:
        return ""
    return "level" if AVERAGE.is_flat(lead) else "ours" if lead > 0 else "theirs"
