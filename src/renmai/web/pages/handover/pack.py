"""The handover pack 交接包: everything known of a customer, or of all that changes hands, on paper (spec 4.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPMethod
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext
from django.views.decorators.http import require_safe

from renmai.analytics.customer import alone
from renmai.domain.question import Question
from renmai.output.file_name import file_name
from renmai.output.fonts import family_of
from renmai.output.line_export import Head
from renmai.output.pdf import write_pdf
from renmai.store.actions.exports import record_export
from renmai.store.models import Customer
from renmai.web.access import Viewer, customer_of, viewer_required
from renmai.web.numbers import COUNT
from renmai.web.pages.customer.head import head as customer_head
from renmai.web.pages.export.around import Around, Section
from renmai.web.pages.export.download import download
from renmai.web.pages.export.paper import style
from renmai.web.pages.handover.pack_sections import sections_of
from renmai.web.pages.handover.view import handover_of
from renmai.wording.report_keys import label

MOST_CUSTOMERS: Final = 10
"""In one pack: each takes the layout engine a second or two."""


@dataclass(frozen=True, slots=True)
class Packed:
    name: str
    facts: str
    sections: Sequence[Section]


@dataclass(frozen=True, slots=True)
class PackPaper:
    """As `Paper`, customer after customer; `cut` says so where some are left out."""

    head: Head
    told: str
    exported_at: str
    customers: Sequence[Packed]
    note: str
    cut: str
    font: str


@require_safe
@viewer_required
def customer_pack(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """One customer."""
    found = customer_of(viewer, code)
    facts = [(str(label("customer")), found.name), (str(label("code")), found.code)]
    return _answer(request, viewer, _head(viewer, found.name, facts), [found], "", "")


@require_safe
@viewer_required
def handover_pack(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """All customers of a handover that the viewer may see, the first `MOST_CUSTOMERS` of them."""
    handover, items = handover_of(viewer, code)
    customers = list(dict.fromkeys(item.customer for item in items))
    giver, successor = handover.from_employee.name, handover.to_employee.name
    facts = [
        (pgettext("a handover", "From"), giver),
        (pgettext("a handover", "To"), successor),
        (pgettext("a handover", "Holds from"), handover.day.isoformat()),
        (gettext("Customers"), COUNT.value(len(customers))),
    ]
    head = _head(viewer, f"{giver} → {successor}", facts)
    return _answer(request, viewer, head, customers[:MOST_CUSTOMERS], handover.note, _cut(len(customers)))


def _cut(total: int) -> str:
    if total <= MOST_CUSTOMERS:
        return ""
    words = {"shown": COUNT.value(MOST_CUSTOMERS), "total": COUNT.value(total)}
    return gettext("The first %(shown)s of %(total)s customers; each of them has a pack of its own.") % words


def _head(viewer: Viewer, title: str, facts: list[tuple[str, str]]) -> Head:
    return Head(
        title=title,
        name=gettext("Handover pack"),
        view="",
        facts=[*facts, (gettext("As of"), viewer.today.isoformat())],
        exported_by=viewer.employee.name,
        exported_at=timezone.localtime(),
        confidential=gettext("For internal use only"),
    )


def _answer(  # noqa: PLR0917 -- what a paper is made of
    request: HttpRequest, viewer: Viewer, head: Head, customers: Sequence[Customer], note: str, cut: str
) -> HttpResponse:
    """In the audit trail before it leaves."""
    name = file_name(head, viewer.today.isoformat(), "pdf")
    if request.method == HTTPMethod.HEAD:
        return download(b"", name)
    paper = PackPaper(
        head=head,
        told=" · ".join([head.title, *(value for _, value in head.facts)]),
        exported_at=f"{head.exported_at:%Y-%m-%d %H:%M}",
        customers=[_packed(viewer, one) for one in customers],
        note=note,
        cut=cut,
        font=family_of(get_language() or ""),
    )
    made = write_pdf(render_to_string("pages/handover/pack.html", {"paper": paper}, request), style())
    record_export(name, viewer.employee.code, head.exported_at, asked=head.told(), rows=len(customers))
    return download(made, name)


def _packed(viewer: Viewer, customer: Customer) -> Packed:
    one = alone(viewer.panel, customer.code)
    if one is None:
        raise LookupError(customer.code)  # what the gate lets pass is in the panel
    around = Around(viewer, one.panel, Question(viewer.today))
    told = customer_head(viewer, customer, viewer.today)
    facts = [told.code, told.industry, told.region, told.owner.name if told.owner else ""]
    return Packed(told.name, " · ".join(filter(None, facts)), sections_of(around, customer, one.place))
