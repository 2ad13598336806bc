"""Customers: seen by whom a colleague of theirs answers for, brought in by administrators."""

from collections.abc import Sequence
from typing import Any

from renmai.api.access import Caller
from renmai.api.nouns.base import Call, Changing, Creating, Noun, held, lasting, pick, seen
from renmai.api.nouns.found import customer_of
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.bundle import CUSTOMERS
from renmai.store.actions.customer import add_customer, edit_customer
from renmai.store.cells import cells_of
from renmai.store.models import Customer

FACTS = ("name", "industry", "region", "parent", "focus", "contribution", "potential", "created_on", "closed_on")


def _tell(caller: Caller, rows: Sequence[Any]) -> list[dict[str, str]]:
    """A parent that the caller may not see does not exist for the caller."""
    parents = {row.parent_id for row in rows if row.parent_id}
    visible = Customer.objects.visible_to(caller.scope, caller.today).filter(pk__in=parents)
    known = set(visible.values_list("pk", flat=True)) if parents else set()
    return [cells_of(row) | ({} if row.parent_id in known else {"parent": ""}) for row in rows]


def _check_parent(caller: Caller, cells: dict[str, str]) -> None:
    if cells.get("parent"):
        customer_of(caller, cells["parent"], "parent")


def _create(call: Call, cells: dict[str, str]) -> Customer:
    _check_parent(call.caller, cells)
    return add_customer(cells, by=call.caller.employee, now=call.now)


def _change(call: Call, row: Customer, cells: dict[str, str]) -> None:
    _check_parent(call.caller, cells)
    hidden = row.parent_id is not None and not _tell(call.caller, [row])[0]["parent"]
    if hidden and "parent" in cells:
        raise RenmaiError(ErrorCode.UNKNOWN_CUSTOMER, column="parent", customer=cells["parent"])
    edit_customer(row, cells, held(row), by=call.caller.employee, now=call.now)


NOUN = Noun(
    path="customers",
    one="customer",
    many="customers",
    file=CUSTOMERS,
    rows=seen(Customer),
    tell=_tell,
    as_of=lasting("created_on", "closed_on"),
    filters={"industry": "industry", "region": "region", "focus": "focus", "potential": "potential"},
    example={
        "code": "harbour",
        "name": "东港码头",
        "industry": "物流",
        "region": "华北",
        "parent": None,
        "focus": True,
        "contribution": None,
        "potential": None,
        "created_on": "2024-01-01",
        "closed_on": None,
        "revision": 1,
    },
    create=Creating(
        pick(CUSTOMERS, "code", *FACTS),
        _create,
        {"code": "KH-0421", "name": "澄湖水务", "industry": "公用事业", "region": "华东", "created_on": "2026-09-01"},
        "Nobody owns it yet: give it an owner with POST /ownerships.",
        admins_only=True,
    ),
    change=Changing(
        pick(CUSTOMERS, *FACTS), _change, {"potential": "high", "focus": False}, "The focus star is `focus`."
    ),
)
