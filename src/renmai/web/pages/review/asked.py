"""What the address of a weekly review asks for: whose, on which day, since when, which part of it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from renmai.analytics.reports import check
from renmai.analytics.visible import widest_view
from renmai.domain.asking import read_question
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.question import Question
from renmai.domain.review import Risk, Span
from renmai.web.access import Viewer

T = TypeVar("T", Span, Risk)
PAGE_SIZE: Final = 50
PARTS: Final = ("customers", "opportunities", "readings", "grades", "degrees", "votes", "risks", "due", "done", "next")
"""The tables, in the order of the meeting; one of them alone is a page of its own."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`part` is blank for the whole review; `page` counts from 1."""

    question: Question
    since: date
    span: Span
    today: date
    part: str = ""
    risk: Risk | None = None
    page: int = 1

    @property
    def first_row(self) -> int:
        return (self.page - 1) * PAGE_SIZE

    @property
    def is_today(self) -> bool:
        return self.question.as_of == self.today

    def query(self, *, dated: bool = False) -> str:
        """`dated` names the day even if it is today."""
        given = {
            "view": str(self.question.view),
            "as_of": "" if self.is_today and not dated else self.question.as_of.isoformat(),
            "span": "" if self.span is Span.WEEK else self.span.value,
            "part": self.part,
            "risk": self.risk.value if self.risk else "",
            "page": str(self.page) if self.page > 1 else "",
        }
        return "?" + urlencode({name: value for name, value in given.items() if value})

    def url(self, **changes: object) -> str:
        """The page with some things asked otherwise."""
        return reverse("review") + replace(self, **changes).query()  # type: ignore[arg-type]

    def file_query(self) -> str:
        """Of the whole review as a document; it says its day."""
        return replace(self, part="", risk=None, page=1).query(dated=True)

    def whole(self, anchor: str = "") -> str:
        return self.url(part="", risk=None, page=1) + (f"#{anchor}" if anchor else "")


def read(given: QueryDict, viewer: Viewer) -> Asked:
    """Raises `RenmaiError` for what makes no sense, or may not be seen."""
    names = ("view", "as_of")
    asked = {name: given.get(name, "") for name in names}
    question = read_question(asked, viewer.today, widest_view(viewer.panel, viewer.scope))
    check(viewer.panel, "customer", question, viewer.scope)
    span = _one_of(Span, given.get("span", "") or Span.WEEK, "span")
    part = given.get("part", "")
    if part and part not in PARTS:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="part", value=part)
    risk = _one_of(Risk, str(given["risk"]), "risk") if given.get("risk") else None
    return Asked(
        question, span.since(question.as_of), span, viewer.today, part, risk, _page(given.get("page", ""), part)
    )


def _one_of(kind: type[T], text: str, name: str) -> T:
    try:
        return kind(text)
    except ValueError:
        raise RenmaiError(ErrorCode.BAD_VALUE, name=name, value=text) from None


def _page(text: str, part: str) -> int:
    if not text:
        return 1
    if not (part and text.isascii() and text.isdecimal() and len(text) < 10 and int(text) > 0):
        raise RenmaiError(ErrorCode.BAD_VALUE, name="page", value=text)
    return int(text)
