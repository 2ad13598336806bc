"""What the address of a scorecard asks for: day, period, order or list."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from renmai.domain.asking import read_question
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.periods import Period
from renmai.domain.question import Question, View
from renmai.domain.scorecard import ComponentName

TOTAL: Final = "total"
SORTS: Final = ("name", TOTAL, *(name.value for name in ComponentName))
LISTS: Final = ("upkeep", "plan")
"""What no other page lists."""
PAGE_SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """`sort` begins with a minus where the highest come first; blank: teams with their people."""

    question: Question
    today: date
    sort: str = ""
    list: str = ""
    page: int = 1

    @property
    def first_row(self) -> int:
        return (self.page - 1) * PAGE_SIZE

    def parameters(self) -> dict[str, str]:
        question = self.question
        given = {
            "as_of": "" if question.as_of == self.today else question.as_of.isoformat(),
            "period": "" if question.period is Period.MONTH else question.period.value,
            "sort": self.sort,
            "list": self.list,
            "page": str(self.page) if self.page > 1 else "",
        }
        return {name: value for name, value in given.items() if value}

    def url(self, **changes: object) -> str:
        """The list of all cards, with some things asked otherwise."""
        return _address(reverse("scorecards"), replace(self, **changes))  # type: ignore[arg-type]

    def card_url(self, view: View, **changes: object) -> str:
        """One card on the same day."""
        kept = replace(self, sort="", list="", page=1)
        return _address(reverse("scorecards-one", args=[str(view)]), replace(kept, **changes))  # type: ignore[arg-type]

    def within(self, period: Period) -> Question:
        return replace(self.question, period=period)


def _address(path: str, asked: Asked) -> str:
    query = urlencode(asked.parameters())
    return f"{path}?{query}" if query else path


def read(given: QueryDict, today: date, view: View) -> Asked:
    """Raises `RenmaiError` for what makes no sense. The view is that of the path."""
    question = read_question({name: given.get(name, "") for name in ("as_of", "period")}, today, view)
    sort, listed = given.get("sort", ""), given.get("list", "")
    if sort and sort.removeprefix("-") not in SORTS:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="sort", value=sort)
    if listed and listed not in LISTS:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="list", value=listed)
    return Asked(question, today, sort, listed, _page(given.get("page", "")))


def _page(text: str) -> int:
    if not text:
        return 1
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text) > 0):
        raise RenmaiError(ErrorCode.BAD_VALUE, name="page", value=text)
    return int(text)
