"""The query string of a line's pages and the question it asks."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict

from renmai.analytics.cell import Cell
from renmai.domain.asking import read_question
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.periods import Period
from renmai.domain.question import Question, View
from renmai.web.arranged import Arranged, read_arranged

MONTHS: Final = {
    Period.MONTH: (12, 24, 36),
    Period.QUARTER: (12, 24, 36),
    Period.YEAR: (36, 60, 120),
}
"""How long a trend may be, by the distance of its points."""
DEFAULT_MONTHS: Final = {Period.MONTH: 24, Period.QUARTER: 24, Period.YEAR: 60}
SAME: Final = "same"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with where on its page one is: chart, trend length, list cell, how it is listed, page number."""

    question: Question
    today: date
    chart: str = ""
    months: int = DEFAULT_MONTHS[Period.MONTH]
    """As asked; one that the period does not offer is its own default."""
    same_persons: bool = False
    cell: Cell | None = None
    arranged: Arranged = field(default_factory=Arranged)
    page: int = 1

    @property
    def length(self) -> int:
        """Months from the first point of the trend to the last."""
        period = self.question.period
        return self.months if self.months in MONTHS[period] else DEFAULT_MONTHS[period]

    def parameters(self, *, dated: bool = False) -> dict[str, str]:
        """What tells this apart from the defaults; `dated` names the day even if it is today."""
        question = self.question
        given = {
            "view": str(question.view),
            "competitor": "" if question.ours else question.party,
            "as_of": question.as_of.isoformat() if dated or question.as_of != self.today else "",
            "period": question.period.value if question.period is not Period.MONTH else "",
            "industry": question.filters.industry or "",
            "region": question.filters.region or "",
            "focus": "yes" if question.filters.focus else "",
            "chart": self.chart,
            "months": str(self.length) if self.length != DEFAULT_MONTHS[question.period] else "",
            "persons": SAME if self.same_persons else "",
            "cell": str(self.cell) if self.cell else "",
            **self.arranged.parameters(),
            "page": str(self.page) if self.page > 1 else "",
        }
        return {name: value for name, value in given.items() if value}

    def query(self, *, dated: bool = False, **more: str) -> str:
        return "?" + urlencode({**self.parameters(dated=dated), **more})

    def asking(self, **changes: object) -> "Asked":
        """The same page with another question, from its first page."""
        return replace(self, question=replace(self.question, **changes), page=1)  # type: ignore[arg-type]

    def arranging(self, **changes: object) -> "Asked":
        """The same list in another arrangement, from its first page."""
        how = replace(self.arranged.arrangement, **changes)  # type: ignore[arg-type]
        return replace(self, arranged=replace(self.arranged, arrangement=how), page=1)

    def first_page(self) -> "Asked":
        return replace(self, page=1)

    def plain(self) -> "Asked":
        """The question alone: all of its list, as the report has it."""
        return replace(self, cell=None, arranged=Arranged(), page=1)


def read(given: QueryDict, today: date, default_view: View, asker: str | None = None) -> Asked:
    """What is asked; raises `RenmaiError` for what makes no sense. Existence is checked by the line."""
    question = read_question({name: str(given[name]) for name in given}, today, default_view, asker)
    return Asked(
        question,
        today,
        chart=given.get("chart", ""),
        months=_months(given.get("months", ""), question.period),
        same_persons=_same_persons(given.get("persons", "")),
        cell=Cell.parse(given.get("cell", "")) if given.get("cell") else None,
        arranged=read_arranged(given),
        page=_page(given.get("page", "")),
    )


def _months(text: str, period: Period) -> int:
    if not text:
        return DEFAULT_MONTHS[period]
    if text not in {str(months) for lengths in MONTHS.values() for months in lengths}:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="months", value=text)
    return int(text)


def _same_persons(text: str) -> bool:
    if text not in ("", SAME):
        raise RenmaiError(ErrorCode.BAD_VALUE, name="persons", value=text)
    return text == SAME


def _page(text: str) -> int:
    if not text:
        return 1
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text) > 0):
        raise RenmaiError(ErrorCode.BAD_VALUE, name="page", value=text)
    return int(text)
