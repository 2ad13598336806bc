"""Account team: who works on a customer in which role."""

from datetime import date
from typing import Any

from renmai.api.nouns.base import Call, Changing, Creating, Noun, lasting, pick, seen
from renmai.api.nouns.found import customer_of, employee_of
from renmai.intake.bundle import ACCOUNT_TEAM
from renmai.store.actions.account_team import join_account_team, leave_account_team
from renmai.store.models import AccountTeamMember


def _create(call: Call, cells: dict[str, str]) -> Any:
    caller = call.caller
    customer, employee = customer_of(caller, cells["customer"]), employee_of(cells["employee"])
    since = date.fromisoformat(cells["valid_from"])
    made = join_account_team(customer, employee, cells["role"], since, by=caller.employee, now=call.now)
    return AccountTeamMember.objects.visible_to(caller.scope, caller.today).get(revision_id=made)


def _end(call: Call, row: AccountTeamMember, cells: dict[str, str]) -> None:
    leave_account_team(row, date.fromisoformat(cells["valid_to"]), by=call.caller.employee, now=call.now)


NOUN = Noun(
    path="account-team",
    one="member of an account team",
    many="account teams",
    file=ACCOUNT_TEAM,
    rows=seen(AccountTeamMember),
    as_of=lasting("valid_from", "valid_to"),
    filters={"customer": "customer__code", "employee": "employee__code", "role": "role"},
    example={
        "id": 1,
        "customer": "harbour",
        "employee": "mate",
        "role": "solution",
        "valid_from": "2026-09-01",
        "valid_to": None,
        "revision": 7,
    },
    create=Creating(
        pick(ACCOUNT_TEAM, "customer", "employee", "role", "valid_from"),
        _create,
        {"customer": "harbour", "employee": "mate", "role": "solution", "valid_from": "2026-09-01"},
        "Somebody joins in a role.",
    ),
    change=Changing(
        pick(ACCOUNT_TEAM, "valid_to"),
        _end,
        {"valid_to": "2026-09-30"},
        "Ends the role on `valid_to`, the first day without it. A role that would have lasted for no day is gone: 204.",
        needed=("valid_to",),
    ),
)
