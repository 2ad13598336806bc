"""Opportunities: possible deals, added, changed, won and lost."""

from renmai.api.nouns.base import Call, Changing, Creating, Noun, held, lasting, pick, seen
from renmai.api.nouns.found import customer_of
from renmai.intake.bundle import OPPORTUNITIES
from renmai.store.actions.opportunity import add_opportunity, edit_opportunity
from renmai.store.models import Opportunity

FACTS = (
    *("name", "owner", "amount", "stage", "status", "origin", "focus"),
    *("opened_on", "closed_on", "expected_on"),
)


def _create(call: Call, cells: dict[str, str]) -> Opportunity:
    customer = customer_of(call.caller, cells.pop("customer"))
    start = {"status": "open", "opened_on": call.caller.today.isoformat()}
    return add_opportunity(customer, start | cells, by=call.caller.employee, now=call.now)


def _change(call: Call, row: Opportunity, cells: dict[str, str]) -> None:
    edit_opportunity(row, cells, held(row), by=call.caller.employee, now=call.now)


NOUN = Noun(
    path="opportunities",
    one="opportunity",
    many="opportunities",
    file=OPPORTUNITIES,
    rows=seen(Opportunity),
    as_of=lasting("opened_on", "closed_on"),
    filters={
        "customer": "customer__code",
        "owner": "owner__code",
        **{name: name for name in ("status", "stage", "origin", "focus")},
    },
    example={
        "code": "crane",
        "customer": "harbour",
        "name": "东港码头项目",
        "owner": "owner",
        "amount": "1200000",
        "stage": "",
        "status": "open",
        "origin": "captured",
        "focus": True,
        "opened_on": "2026-03-01",
        "closed_on": None,
        "expected_on": None,
        "revision": 1,
    },
    create=Creating(
        pick(OPPORTUNITIES, "customer", *FACTS, optional=("status", "opened_on")),
        _create,
        {"customer": "mill", "name": "二期磨粉线", "owner": "owner", "amount": "860000", "expected_on": "2026-12-20"},
        "Renmai gives the code. Open from today unless the body says otherwise.",
    ),
    change=Changing(
        pick(OPPORTUNITIES, *FACTS),
        _change,
        {"status": "won", "closed_on": "2026-09-30"},
        "To win, lose or reopen is to say another `status` and `closed_on`. The focus star is `focus`.",
    ),
)
