"""A customer, an opportunity or a key person on paper: what it is, where it stands, who belongs to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPMethod

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import get_language, gettext, pgettext
from django.views.decorators.http import require_safe

from renmai.analytics.customer import alone
from renmai.analytics.listing import Row
from renmai.domain.asking import read_question
from renmai.domain.question import COMPANY
from renmai.output.file_name import file_name
from renmai.output.fonts import family_of
from renmai.output.line_export import Head, figures_of
from renmai.output.line_list import ListExport
from renmai.output.pdf import write_pdf
from renmai.store.actions.exports import record_export
from renmai.store.models import KeyPerson, Opportunity
from renmai.web.access import Viewer, customer_of, key_person_of, opportunity_of, viewer_required
from renmai.web.marks import TERMS
from renmai.web.numbers import COUNT, amount_unit, amounts
from renmai.web.pages.customer.head import head as customer_head
from renmai.web.pages.export.around import Around, Section
from renmai.web.pages.export.chain_sections import plan_section, roles_section
from renmai.web.pages.export.download import download
from renmai.web.pages.export.paper import PaperFigures, paper_figures, style
from renmai.web.pages.export.paper_list import PaperCell, PaperHead, PaperList, paper_list, usual_heads
from renmai.web.pages.key_person.history import Moment, Step, history
from renmai.web.pages.line.curves import days_of_page, days_of_trend
from renmai.web.pages.line.lines import LINES
from renmai.web.pages.opportunity.decision_chain import members_of
from renmai.web.parameters import Asked
from renmai.wording.columns import WORDS
from renmai.wording.report_keys import label

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class EntityPaper:
    """As `Paper`, with as many lists as there are sections."""

    head: Head
    told: str
    exported_at: str
    figures: PaperFigures | None
    sections: Sequence[Section]
    font: str


def _around(request: HttpRequest, viewer: Viewer, customer: str) -> Around:
    given = {name: request.GET.get(name, "") for name in ("as_of", "period")}
    question = read_question(given, viewer.today, COMPANY)  # the gate is the fetcher's
    one = alone(viewer.panel, customer)
    if one is None:
        raise LookupError(customer)  # what the gate lets pass is in the panel
    return Around(viewer, one.panel, question)


@require_safe
@viewer_required
def customer(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """Figures of its key persons, the persons, its decision chains."""
    found = customer_of(viewer, code)
    around = _around(request, viewer, code)
    told = customer_head(viewer, found, around.question.as_of)
    facts = [
        (label("code"), told.code),
        (label("industry"), told.industry),
        (label("region"), told.region),
        (label("owner"), told.owner.name if told.owner else ""),
    ]
    people, chains = around.people(), around.chains()
    sections = [_section(label("key_people"), people, people.first(len(people)), ("customer",))]
    sections.append(_section(TERMS["chains"].label, chains, chains.first(len(chains)), ("customer",)))
    head = _head(around, told.name, gettext("Customer"), facts)
    return _answer(request, around, head, sections, figures=lambda: _figures(around))


@require_safe
@viewer_required
def opportunity(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """The reading with its reasons, the members in the order of the chain, who is lacking, what is planned."""
    found = opportunity_of(viewer, code)
    around = _around(request, viewer, found.customer.code)
    chains, people = around.chains(), around.people()
    reading = [row for row in chains.first(len(chains)) if row["opportunity"] == code]
    rows = {row["code"]: row for row in people.first(len(people))}
    chain = members_of(viewer, found)
    members = [rows[one.key_person.code] for one in chain if one.key_person.code in rows]
    sections = [
        _section(label("reading"), chains, reading, ("name", "customer", "owner", "amount", "stage"), counted=False),
        _section(label("members"), people, members, ("customer",)),
        *filter(None, (roles_section(around, code, chain), plan_section(around, found))),
    ]
    head = _head(around, found.name, gettext("Opportunity"), _facts_of_opportunity(found))
    return _answer(request, around, head, sections)


def _facts_of_opportunity(found: Opportunity) -> list[Fact]:
    amount = float(found.amount)
    return [
        (label("code"), found.code),
        (label("customer"), found.customer.name),
        (label("amount"), f"{amounts([amount]).value(amount)} {amount_unit()}"),
        (label("stage"), found.stage),
        (pgettext("of an opportunity", "Status"), str(WORDS["status"][found.status])),
        (label("owner"), found.owner.name if found.owner else ""),
    ]


@require_safe
@viewer_required
def key_person(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """The seven features, then what was said of the person, the latest first."""
    found = key_person_of(viewer, code)
    around = _around(request, viewer, found.customer.code)
    people = around.people()
    row = [one for one in people.first(len(people)) if one["code"] == code]
    sections = [_section(label("features"), people, row, ("name", "customer"), counted=False), _history(viewer, found)]
    facts = [
        (label("code"), found.code),
        (label("customer"), found.customer.name),
        (label("department"), found.department),
        (label("title"), found.title),
    ]
    return _answer(request, around, _head(around, found.name, gettext("Key person"), facts), sections)


def _section(
    title: object, told: ListExport, rows: list[Row], leave_out: Sequence[str] = (), *, counted: bool = True
) -> Section:
    table = paper_list(rows, told, usual_heads(told.line, leave_out=leave_out))
    return Section(str(title), COUNT.value(len(rows)) if counted else "", table)


def _history(viewer: Viewer, person: KeyPerson) -> Section:
    found = history(viewer, person, 1)
    rows = [_said(moment) for month in found.months for moment in month.moments]
    words = (gettext("Day"), gettext("Who"), pgettext("of a value", "From what to what"), gettext("In their words"))
    table = PaperList([PaperHead(word, "", is_figure=False) for word in words], rows)
    return Section(gettext("History"), COUNT.value(found.total), table)


def _said(moment: Moment) -> list[PaperCell]:
    steps = pgettext("between the parts of a sentence", "; ").join(_step(step) for step in moment.steps)
    head = " · ".join(str(part) for part in (moment.head, moment.party) if part)
    return [
        PaperCell(moment.day.isoformat()),
        PaperCell(moment.who),
        PaperCell(head, steps),
        PaperCell(" ".join(moment.words)),
    ]


def _step(step: Step) -> str:
    """The marks of the screen as words."""
    was, now = (" ".join(strip_tags(one).split()) for one in (step.was, step.now))
    return f"{step.label} " + (f"{was} → {now}" if was else now)


def _figures(around: Around) -> PaperFigures:
    """Those of the customer's key persons."""
    line, asked = LINES["key-person"], Asked(around.question, around.viewer.today)
    found = figures_of(around.panel, line.name, asked.question, days_of_trend(asked), *days_of_page(asked))
    return paper_figures(line, asked, found)


def _head(around: Around, title: str, name: str, facts: list[Fact]) -> Head:
    days = around.question.comparison
    compared = [
        (gettext("As of"), around.day),
        (str(TERMS["change"].label), gettext("vs %(day)s") % {"day": days.previous.isoformat()}),
        (str(TERMS["yoy"].label), gettext("vs %(day)s") % {"day": days.year_ago.isoformat()}),
    ]
    return Head(
        title=title,
        name=name,
        view="",
        facts=[(word, value) for word, value in facts if value] + compared,
        exported_by=around.viewer.employee.name,
        exported_at=timezone.localtime(),
        confidential=gettext("For internal use only"),
    )


def _answer(
    request: HttpRequest,
    around: Around,
    head: Head,
    sections: Sequence[Section],
    *,
    figures: Callable[[], PaperFigures] | None = None,
) -> HttpResponse:
    """In the audit trail before it leaves."""
    name = file_name(head, around.day, "pdf")
    if request.method == HTTPMethod.HEAD:
        return download(b"", name)
    paper = EntityPaper(
        head=head,
        told=" · ".join([head.title, *(value for _, value in head.facts)]),
        exported_at=f"{head.exported_at:%Y-%m-%d %H:%M}",
        figures=figures() if figures else None,
        sections=sections,
        font=family_of(get_language() or ""),
    )
    made = write_pdf(render_to_string("pages/export/paper_entity.html", {"paper": paper}, request), style())
    record_export(name, around.viewer.employee.code, head.exported_at, asked=head.told())
    return download(made, name)
