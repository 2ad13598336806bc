"""The lead over each competitor 一马当先: per degree ours, theirs, and how many values stand behind them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from renmai.analytics.decision_chain import Standing, leads, standings
from renmai.analytics.panel import Panel
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES
from renmai.web import marks
from renmai.web.charts import DegreeAxis, degree_axis
from renmai.web.marks import Tone
from renmai.web.numbers import AVERAGE


@dataclass(frozen=True, slots=True)
class Side:
    """A party's average in one degree over the members; `lead` is ours minus theirs, where several are compared."""

    value: str
    known: str
    lead: SafeString | None = None


@dataclass(frozen=True, slots=True)
class LeadRow:
    """One degree; `lead` is over the best competitor, `told` says in words what the axis shows."""

    label: SafeString
    ours: Side
    axis: DegreeAxis
    told: str
    rivals: list[Side]
    lead: SafeString


@dataclass(frozen=True, slots=True)
class Lead:
    """`rivals` are the names of those of whom anything is known."""

    rivals: list[str]
    rows: list[LeadRow]


def lead_of(panel: Panel, question: Question, code: str) -> Lead | None:
    """Over the members who count on the day; None without any. `panel` holds the opportunity's customer only."""
    found = standings(panel, question.as_of, code)
    if not found:
        return None
    rivals = [(one.name, at) for one, at in found.items() if one]
    over_best = leads(panel, question.as_of, code)
    rows = [_row(d, found[None], [at for _, at in rivals], over_best[degree]) for d, degree in enumerate(DEGREES)]
    return Lead([name for name, _ in rivals], rows)


def _row(d: int, ours: Standing, rivals: Sequence[Standing], lead: float | None) -> LeadRow:
    mine = ours.average[d]
    best = None if mine is None or lead is None else mine - lead
    if best is None:  # without ours there is no lead, and still somebody is best
        best = max((value for at in rivals if (value := at.average[d]) is not None), default=None)
    return LeadRow(
        label=marks.term(DEGREES[d], short=True),
        ours=_side(ours, d),
        axis=degree_axis(mine, best),
        told=gettext("us %(ours)s, the best competitor %(best)s")
        % {
            "ours": AVERAGE.value(mine),
            "best": AVERAGE.value(best),
        },
        rivals=[_side(at, d, ours if len(rivals) > 1 else None) for at in rivals],
        lead=marks.delta(lead, AVERAGE, Tone.MORE_IS_BETTER),
    )


def _side(at: Standing, d: int, ours: Standing | None = None) -> Side:
    mean, mine = at.average[d], ours.average[d] if ours else None
    lead = None if mean is None or mine is None else mine - mean
    return Side(
        AVERAGE.value(mean),
        f"{at.known[d]}/{at.members}",
        marks.delta(lead, AVERAGE, Tone.MORE_IS_BETTER) if ours else None,
    )
