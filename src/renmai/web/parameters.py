"""The query string of a line's pages and the question it asks."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict

from renmai.analytics.cell import Cell
from renmai.domain.asking import read_question
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.periods import Period
from renmai.domain.question import Question, View

MONTHS: Final = (12, 24, 36)
DEFAULT_MONTHS: Final = 24


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with where on its page one is: chart, trend length, list cell and page number."""

    question: Question
    today: date
    chart: str = ""
    months: int = DEFAULT_MONTHS
    cell: Cell | None = None
    page: int = 1

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
            "months": str(self.months) if self.months != DEFAULT_MONTHS else "",
            "cell": str(self.cell) if self.cell else "",
            "page": str(self.page) if self.page > 1 else "",
        }
        return {name: value for name, value in given.items() if value}

    def query(self, *, dated: bool = False, **more: str) -> str:
        return "?" + urlencode({**self.parameters(dated=dated), **more})

    def asking(self, **changes: object) -> "Asked":
        """The same page with another question, from its first page."""
        return replace(self, question=replace(self.question, **changes), page=1)  # type: ignore[arg-type]


def read(given: QueryDict, today: date, default_view: View) -> Asked:
    """What is asked; raises `RenmaiError` for what makes no sense. Existence is checked by the line."""
    question = read_question({name: str(given[name]) for name in given}, today, default_view)
    return Asked(
        question,
        today,
        chart=given.get("chart", ""),
        months=_months(given.get("months", "")),
        cell=Cell.parse(given.get("cell", "")) if given.get("cell") else None,
        page=_page(given.get("page", "")),
    )


def _months(text: str) -> int:
    if not text:
        return DEFAULT_MONTHS
    if text not in {str(months) for months in MONTHS}:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="months", value=text)
    return int(text)


def _page(text: str) -> int:
    if not text:
        return 1
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text) > 0):
        raise RenmaiError(ErrorCode.BAD_VALUE, name="page", value=text)
    return int(text)
