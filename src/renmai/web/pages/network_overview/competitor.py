"""The competitors' reach at the customers of the view, one row each."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from renmai.analytics import influence_line
from renmai.analytics.metric import metric, ratio
from renmai.analytics.private_network import figures
from renmai.domain.periods import series_days
from renmai.web import charts, marks
from renmai.web.access import Viewer
from renmai.web.marks import Tone
from renmai.web.numbers import COUNT, SHARE
from renmai.web.pages.account_indicators.cards import spark_text
from renmai.web.pages.line.cards import SPARK_MONTHS
from renmai.web.pages.network_overview.circles import SetRow, row
from renmai.web.parameters import Asked


@dataclass(frozen=True, slots=True)
class Rival:
    """`sets` are whom they reach, of these the holders of a vote, and whom we reach, too."""

    name: str
    url: str
    is_current: bool
    sets: list[SetRow]
    share: str
    share_change: SafeString
    spark: charts.Spark | None
    spark_text: str


def rivals(viewer: Viewer, asked: Asked) -> list[Rival]:
    """Every competitor of the company, by code."""
    return [_rival(viewer, asked, code, name) for code, name in viewer.panel.competitors]


def _rival(viewer: Viewer, asked: Asked, code: str, name: str) -> Rival:
    against = asked.plain().asking(party=code)
    sizes = figures(viewer.panel, against.question)
    shares = [ratio(sizes["theirs"][slot], sizes["public"][slot]) for slot in ("value", "previous", "year_ago")]
    share = metric(*shares)
    days = series_days(asked.question.as_of, SPARK_MONTHS)
    months = influence_line.series(viewer.panel, against.question, days).values["known"]
    return Rival(
        name,
        against.query(),
        code == asked.question.party,
        [row(against, one, sizes[one]) for one in ("theirs", "votes", "contested")],
        SHARE.value(share["value"]),
        marks.delta(share["change"], SHARE, Tone.LESS_IS_BETTER),
        charts.spark(months),
        spark_text(months, COUNT),
    )
