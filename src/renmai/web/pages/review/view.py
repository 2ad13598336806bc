"""The weekly review: a meeting in steps, from what changed to what to talk about next; one table alone; and files."""

from dataclasses import dataclass
from http import HTTPMethod
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_safe

from renmai.analytics.moment import moment
from renmai.analytics.scoping import in_scope
from renmai.analytics.visible import view_choices
from renmai.domain.review import Span
from renmai.output.file_name import file_name
from renmai.output.line_export import Head
from renmai.output.review.content import Figure, Review, Table
from renmai.output.review.paper import pdf_of
from renmai.store.actions.exports import record_export
from renmai.web.access import Viewer, viewer_required
from renmai.web.layout.context import Choice
from renmai.web.numbers import COUNT
from renmai.web.pages.export.download import download
from renmai.web.pages.line.bar import ScopeChoice, scopes_of
from renmai.web.pages.review.asked import PAGE_SIZE, Asked, read
from renmai.web.pages.review.making import part, review, risk_figures, sheet, view_name
from renmai.wording.review import SPANS

FORMS: Final = ("pdf", "pptx")


@dataclass(frozen=True, slots=True)
class Bar:
    """Whose, on which day, since when."""

    scopes: list[ScopeChoice]
    spans: list[Choice]
    span: str
    as_of: str
    since: str
    kept: dict[str, str]
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    bar: Bar
    about: str
    review: Review | None
    """None where the view has no customers on either day."""


@dataclass(frozen=True, slots=True)
class PartPage:
    bar: Bar
    about: str
    table: Table
    figures: list[Figure]
    whole: str
    shown: str
    newer_url: str
    older_url: str


@require_safe
@viewer_required
def weekly_review(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    asked = read(request.GET, viewer)
    about = f"{view_name(viewer, asked.question)} · {_span(asked)}"
    if asked.part:
        return render(request, "pages/review/part.html", {"page": _part(viewer, asked, about)})
    found = review(viewer, asked) if _has_customers(viewer, asked) else None
    return render(request, "pages/review/review.html", {"page": ReviewPage(_bar(viewer, asked), about, found)})


def _span(asked: Asked) -> str:
    return gettext("%(since)s to %(day)s") % {"since": asked.since, "day": asked.question.as_of}


def _has_customers(viewer: Viewer, asked: Asked) -> bool:
    days = (asked.question.as_of, asked.since)
    return any(in_scope(viewer.panel, asked.question, moment(viewer.panel, day, 0)).any() for day in days)


def _part(viewer: Viewer, asked: Asked, about: str) -> PartPage:
    table = part(viewer, asked)
    last, total = table.first + len(table.rows), table.total
    count = {"first": COUNT.value(table.first + 1), "last": COUNT.value(last), "total": COUNT.value(total or last)}
    has_more = len(table.rows) == PAGE_SIZE and (total is None or last < total)
    return PartPage(
        bar=_bar(viewer, asked),
        about=about,
        table=table,
        figures=risk_figures(viewer, asked) if asked.part == "risks" else [],
        whole=asked.whole(f"table-{asked.part}"),
        shown=gettext("%(first)s to %(last)s of %(total)s") % count if table.rows else "",
        newer_url=asked.url(page=asked.page - 1) if asked.page > 1 else "",
        older_url=asked.url(page=asked.page + 1) if has_more else "",
    )


def _bar(viewer: Viewer, asked: Asked) -> Bar:
    return Bar(
        scopes=scopes_of(viewer, asked.question, view_choices(viewer.panel, viewer.scope)),
        spans=[
            Choice(
                asked.url(span=span, since=span.since(asked.question.as_of), page=1), SPANS[span], span is asked.span
            )
            for span in Span
        ],
        span="" if asked.span is Span.WEEK else asked.span.value,
        as_of=asked.question.as_of.isoformat(),
        since=asked.since.isoformat(),
        kept={"part": asked.part, "risk": asked.risk.value if asked.risk else ""},
        files={form: reverse(f"review-{form}") + asked.file_query() for form in FORMS},
    )


@require_safe
@viewer_required
def review_file(request: HttpRequest, viewer: Viewer, form: str) -> HttpResponse:
    """The whole review as a document, in the audit trail before it leaves."""
    asked = read(request.GET, viewer)
    told = sheet(viewer, asked)
    head = Head(
        title=told.title,
        name="",
        view=told.view,
        facts=[
            (gettext("View"), told.view),
            (gettext("As of"), asked.question.as_of.isoformat()),
            (pgettext("the day compared with", "Since"), asked.since.isoformat()),
        ],
        exported_by=told.author,
        exported_at=told.made_at,
        confidential=told.confidential,
    )
    name = file_name(head, asked.question.as_of.isoformat(), form)
    if request.method == HTTPMethod.HEAD:
        return download(b"", name)
    found = review(viewer, asked, is_document=True)
    made = _pptx(found) if form == "pptx" else pdf_of(found)
    rows = sum(len(table.rows) for section in found.sections for table in section.tables)
    record_export(name, viewer.employee.code, told.made_at, asked=head.told(), rows=rows)
    return download(made, name)


def _pptx(found: Review) -> bytes:
    from renmai.output.review.slides import pptx_of  # noqa: PLC0415 -- half a second that only slides need

    return pptx_of(found)
