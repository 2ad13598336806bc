"""What a successor has to know of one customer, as lists for paper; what is left out is said."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Prefetch
from django.utils.html import strip_tags
from django.utils.translation import gettext, pgettext

from renmai.analytics.customer import strategies
from renmai.analytics.listing import Row
from renmai.domain.periods import months_before
from renmai.output.line_list import ListExport
from renmai.store.models import Activity, ActivityPerson, Customer
from renmai.web.events import EventRow, history_tab
from renmai.web.marks import TERMS
from renmai.web.numbers import COUNT, DASH
from renmai.web.pages.customer.competitor import Party, contest_of
from renmai.web.pages.customer.key_person import tree_rows
from renmai.web.pages.customer.strategy import strategies_of
from renmai.web.pages.export.around import Around, Section
from renmai.web.pages.export.paper_list import PaperCell, PaperHead, PaperList, paper_list, usual_heads
from renmai.web.pages.plan_step.rows import StepRow, plan_of
from renmai.web.shown import Shown
from renmai.wording.columns import WORDS
from renmai.wording.disclosure import told
from renmai.wording.report_keys import label
from renmai.wording.terms import DEGREES

MOST_ROWS: Final = 60
"""Of one list: paper is for reading."""
ACTIVITIES: Final = 20


@dataclass(frozen=True, slots=True)
class Met:
    """When a key person was last met, and by whom."""

    day: date
    who: str


def sections_of(around: Around, customer: Customer, place: int) -> list[Section]:
    """`place` is the customer's in the company's panel."""
    people = around.people()
    rows = people.first(len(people))
    activities = _activities(around, customer)
    return [
        _tree(around, customer),
        _people(people, rows, _last_met(activities)),
        _sway(rows),
        _chains(around),
        _competitors(around),
        _strategy(around, place),
        _plan(around, customer),
        _lately(activities),
        _history(around, customer),
    ]


def _cut(rows: Sequence[object], most: int) -> str:
    if len(rows) <= most:
        return ""
    words = {"shown": COUNT.value(most), "total": COUNT.value(len(rows))}
    return gettext("The first %(shown)s of %(total)s rows; all of them are on the customer's page.") % words


def _section(title: object, heads: Sequence[object], rows: Sequence[list[PaperCell]], most: int = MOST_ROWS) -> Section:
    words = [PaperHead(str(head), "", is_figure=False) for head in heads]
    return Section(str(title), COUNT.value(len(rows)), PaperList(words, list(rows[:most])), _cut(rows, most))


def _plain(mark: object) -> str:
    """The marks of the screen as words."""
    return " ".join(strip_tags(str(mark)).split())


def _joined(texts: Iterable[object]) -> str:
    return pgettext("between the items of a list", ", ").join(str(text) for text in texts if text)


def _tree(around: Around, customer: Customer) -> Section:
    """The relationship map as a list: each person below the superior, further in."""
    rows = [
        [
            PaperCell(" " * 4 * row.depth + row.name, row.place),
            PaperCell(row.reports_to or (_top() if row.is_top else DASH)),
        ]
        for row in tree_rows(around.panel, around.question, customer.code)
    ]
    return _section(gettext("Who reports to whom"), (label("people"), label("reports_to")), rows)


def _top() -> str:
    return str(label("top"))


def _people(people: ListExport, rows: list[Row], met: dict[str, Met]) -> Section:
    """The seven features, and who met the person last."""
    heads = usual_heads("key-person", leave_out=("customer", "contact"))
    table = paper_list(rows[:MOST_ROWS], people, heads)
    last = [met.get(row["code"]) for row in rows[:MOST_ROWS]]
    cells = [PaperCell(one.day.isoformat(), one.who) if one else PaperCell(DASH) for one in last]
    told = PaperList(
        [*table.heads, PaperHead(gettext("Last met"), "", is_figure=False)],
        [[*row, cell] for row, cell in zip(table.rows, cells, strict=True)],
    )
    return Section(str(label("key_people")), COUNT.value(len(rows)), told, _cut(rows, MOST_ROWS))


def _sway(rows: list[Row]) -> Section:
    """Whom of ours can deeply sway somebody here."""
    found = [
        [PaperCell(row["name"], row["title"]), PaperCell(_joined(told(one["name"]) for one in ours))]
        for row in rows
        if (ours := [one for one in row["influencers"] if one["kind"] == "ours"])
    ]
    return _section(gettext("Who of ours can sway whom"), (label("person"), label("influencers")), found)


def _chains(around: Around) -> Section:
    chains = around.chains()
    rows = chains.first(len(chains))
    table = paper_list(rows[:MOST_ROWS], chains, usual_heads("decision-chain", leave_out=("customer",)))
    return Section(str(TERMS["chains"].label), COUNT.value(len(rows)), table, _cut(rows, MOST_ROWS))


def _competitors(around: Around) -> Section:
    """Their averages beside ours, per degree."""
    found = contest_of(around.panel, around.question)
    parties = [(str(label("ours")), found.ours), *((one.name, one) for one in found.rivals)] if found.rivals else []
    rows = [[PaperCell(name), *_averages(party)] for name, party in parties if party]
    heads = (label("party"), *(degree.label for degree in DEGREES.values()))
    return _section(gettext("Competitors"), heads, rows)


def _averages(party: Party) -> Iterator[PaperCell]:
    for one in party.averages:
        yield PaperCell(f"{_plain(one.chip)} {one.value}", one.known)


def _strategy(around: Around, place: int) -> Section:
    """The recommended one first, each with what it asks for."""
    rows = []
    for one in strategies_of(strategies(around.viewer.panel, around.question, place)):
        holds = gettext("recommended") if one.is_recommended else gettext("holds") if one.holds else DASH
        met, unmet = pgettext("a precondition", "met"), pgettext("a precondition", "not met")
        told = [f"{test.asked}: {test.evidence} ({met if test.met else unmet})" for test in one.tests]
        between = pgettext("between the parts of a sentence", "; ")
        rows.append([PaperCell(str(one.term.label)), PaperCell(holds), PaperCell(between.join(told))])
    return _section(TERMS["strategy"].label, (label("strategy"), gettext("Fits"), label("preconditions")), rows)


def _plan(around: Around, customer: Customer) -> Section:
    """The steps that are still open."""
    plan = plan_of(around.viewer, around.panel, around.question.as_of, customer=customer)
    heads = (
        pgettext("of a planned step", "What"),
        gettext("How to get there"),
        pgettext("sees to a step", "Who"),
        pgettext("a day", "Until"),
    )
    return _section(gettext("Action plan"), heads, [_step(row) for row in plan.rows if row.is_open])


def _step(row: StepRow) -> list[PaperCell]:
    return [
        PaperCell(f"{row.person} {row.feature}", f"{_plain(row.before)} → {_plain(row.goal)}"),
        PaperCell(row.note, row.opportunity),
        PaperCell(row.owner),
        PaperCell(row.due, gettext("overdue") if row.is_overdue else ""),
    ]


def _activities(around: Around, customer: Customer) -> list[Activity]:
    """Latest first, up to the day. Two statements."""
    viewer = around.viewer
    met = ActivityPerson.objects.visible_to(viewer.scope, viewer.today).select_related("key_person")
    rows = Activity.objects.visible_to(viewer.scope, viewer.today).filter(
        customer=customer, occurred_on__lte=around.question.as_of
    )
    people = Prefetch("people", queryset=met.order_by("position"))
    return list(rows.select_related("employee", "opportunity").prefetch_related(people).order_by("-occurred_on", "-pk"))


def _last_met(activities: Sequence[Activity]) -> dict[str, Met]:
    found: dict[str, Met] = {}
    for one in activities:
        for person in one.people.all():
            found.setdefault(person.key_person.code, Met(one.occurred_on, one.employee.name))
    return found


def _lately(activities: Sequence[Activity]) -> Section:
    rows = [
        [
            PaperCell(one.occurred_on.isoformat(), str(WORDS["kind"].get(one.kind, ""))),
            PaperCell(one.employee.name),
            PaperCell(_joined(person.key_person.name for person in one.people.all()) or DASH),
            PaperCell(one.note, one.opportunity.name if one.opportunity else ""),
        ]
        for one in activities
    ]
    heads = (gettext("Day"), gettext("Who"), label("key_people"), gettext("Note"))
    return _section(gettext("Last activities"), heads, rows, ACTIVITIES)


def _history(around: Around, customer: Customer) -> Section:
    """What changed within a year, the latest first."""
    since = months_before(around.question.as_of, 12).isoformat()
    shown = Shown(around.question, is_today=True, tab="", first_tab="")
    told = history_tab(around.viewer, customer.code, shown)
    rows = [_event(row) for row in told.rows if row.day > since]
    heads = (gettext("Day"), gettext("Who"), pgettext("of a value", "From what to what"), gettext("In their words"))
    section = _section(gettext("What changed within a year"), heads, rows)
    if len(rows) < len(told.rows) or told.pager.total == len(told.rows):
        return section
    words = {"shown": COUNT.value(len(rows))}
    cut = gettext("The latest %(shown)s only; the rest is in the customer's history.") % words
    return Section(section.title, section.count, section.table, cut)


def _event(row: EventRow) -> list[PaperCell]:
    changes = (f"{one.label} " + (f"{one.was} → {one.now}" if one.was else one.now) for one in row.changes)
    told = pgettext("between the parts of a sentence", "; ").join(changes)
    head = " · ".join(str(part) for part in (row.kind, row.about, row.party) if part)
    return [PaperCell(row.day), PaperCell(row.who), PaperCell(head, told), PaperCell(row.note)]
