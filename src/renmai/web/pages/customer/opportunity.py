"""A customer's opportunities: the open ones first, each with its reading."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from renmai.analytics.decision_chain_line import listing
from renmai.analytics.listing import Row
from renmai.analytics.panel import Panel
from renmai.domain.question import Question
from renmai.domain.scope import EVERYTHING
from renmai.store.models import Customer, Opportunity
from renmai.web.access import Viewer
from renmai.web.numbers import DASH, Writer, amounts
from renmai.wording.columns import WORDS, Text
from renmai.wording.terms import READINGS, Term


@dataclass(frozen=True, slots=True)
class OpportunityRow:
    """`status` is that of the day; `reading` is there while it is open and has a chain."""

    name: str
    code: str
    url: str
    focus: bool
    amount: str
    stage: str
    status: str
    status_word: Text
    owner: str
    opened: str
    expected: str
    closed: str
    is_overdue: bool
    members: str
    reading: Term | None
    reading_name: str


def opportunity_rows(viewer: Viewer, panel: Panel, customer: Customer, question: Question) -> list[OpportunityRow]:
    """Those that had begun by the day; `panel` holds this customer only."""
    day = question.as_of
    rows = Opportunity.objects.visible_to(viewer.scope, viewer.today).filter(customer=customer, opened_on__lte=day)
    found = sorted(rows.select_related("owner").order_by("code"), key=lambda one: _rank(one, day))
    chains = {row["opportunity"]: row for row in listing(panel, question, EVERYTHING)[:]}
    write = amounts([float(one.amount) for one in found])
    return [_row(one, day, write, chains.get(one.code)) for one in found]


def is_open(opportunity: Opportunity, day: date) -> bool:
    closed = opportunity.closed_on
    return opportunity.opened_on <= day and (closed is None or day < closed)


def _rank(opportunity: Opportunity, day: date) -> tuple[bool, float, int]:
    """Open ones by what they are worth, then the closed ones, the latest first."""
    if is_open(opportunity, day):
        return False, -float(opportunity.amount), 0
    return True, 0, -(opportunity.closed_on or day).toordinal()


def _row(opportunity: Opportunity, day: date, write: Writer, chain: Row | None) -> OpportunityRow:
    opened = is_open(opportunity, day)
    status = "open" if opened else opportunity.status
    reading = chain["reading"] if chain else ""
    expected = opportunity.expected_on
    return OpportunityRow(
        name=opportunity.name,
        code=opportunity.code,
        url=reverse("opportunity", args=[opportunity.code]),
        focus=opportunity.focus,
        amount=write.value(float(opportunity.amount)),
        stage=opportunity.stage or DASH,
        status=status,
        status_word=WORDS["status"][status],
        owner=opportunity.owner.name if opportunity.owner else DASH,
        opened=opportunity.opened_on.isoformat(),
        expected=expected.isoformat() if expected else DASH,
        closed=opportunity.closed_on.isoformat() if opportunity.closed_on and not opened else "",
        is_overdue=bool(opened and expected and expected < day),
        members=str(chain["members"]) if chain else DASH,
        reading=READINGS[reading] if reading else None,
        reading_name=reading,
    )
