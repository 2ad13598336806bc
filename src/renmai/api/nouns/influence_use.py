"""The ledger of use: whose influence helped which opportunity, recorded by one side and confirmed by the other."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from renmai.api.access import Caller
from renmai.api.nouns.base import Call, Changing, Creating, Noun, Removing, Rows, pick, seen, since
from renmai.api.nouns.found import employee_of, key_person_of, opportunity_of
from renmai.domain.influence_use import UseGrade
from renmai.intake.bundle import INFLUENCE_USES
from renmai.store.actions.influence_use import LONGEST, Answer, Use, add_use, confirm_use, decline_use
from renmai.store.cells import cells_of
from renmai.store.models import InfluenceUse
from renmai.store.named import shown_name


def _tell(caller: Caller, rows: Sequence[Any]) -> list[dict[str, str]]:
    return [cells_of(row) | _helper(caller, row) for row in rows]


def _helper(caller: Caller, row: InfluenceUse) -> dict[str, str]:
    helper = shown_name(row, caller.scope)
    return {"employee": helper.code if helper else ""}


def _narrow(caller: Caller, rows: Rows, asked: Mapping[str, str]) -> Rows:
    """By employee, as far as the caller is told who helped."""
    if "employee" not in asked:
        return rows
    if caller.scope.hides and asked["employee"] != caller.scope.viewer:
        return rows.filter(pk=None)
    return rows.filter(employee__code=asked["employee"])


def _create(call: Call, cells: dict[str, str]) -> Any:
    caller = call.caller
    use = Use(
        employee_of(cells["employee"]),
        key_person_of(caller, cells["key_person"]),
        date.fromisoformat(cells["used_on"]),
        cells.get("note", ""),
        UseGrade(cells["grade"]) if cells.get("grade") else None,
    )
    opportunity = opportunity_of(caller, cells["opportunity"])
    made = add_use(opportunity, use, by=caller.employee, today=caller.today, now=call.now)
    return seen(InfluenceUse)(caller).filter(revision_id=made, opportunity=opportunity).first()


def _confirm(call: Call, row: InfluenceUse, cells: dict[str, str]) -> None:
    caller = call.caller
    answer = Answer(cells.get("grade") or row.grade, row.grade, named=True)
    confirm_use(row.pk, answer, by=caller.employee, scope=caller.scope, today=caller.today, now=call.now)


def _decline(call: Call, row: InfluenceUse) -> None:
    caller = call.caller
    decline_use(row.pk, by=caller.employee, scope=caller.scope, today=caller.today, now=call.now)


NOUN = Noun(
    path="influence-uses",
    one="use of influence",
    many="uses of influence",
    file=INFLUENCE_USES,
    rows=seen(InfluenceUse),
    tell=_tell,
    narrow=_narrow,
    as_of=since("used_on"),
    filters={
        "opportunity": "opportunity__code",
        "customer": "opportunity__customer__code",
        "key_person": "key_person__code",
        "grade": "grade",
        "employee": "",
    },
    example={
        "id": 1,
        "opportunity": "pier",
        "employee": "owner",
        "key_person": "harbour-boss",
        "used_on": "2026-03-01",
        "note": "",
        "grade": None,
        "owner_confirmed_on": None,
        "employee_confirmed_on": None,
        "revision": 1,
    },
    create=Creating(
        pick(
            INFLUENCE_USES,
            *("opportunity", "employee", "key_person", "used_on", "note", "grade"),
            longest=LONGEST,
        ),
        _create,
        {
            "opportunity": "crane",
            "employee": "outsider",
            "key_person": "harbour-buyer",
            "used_on": "2026-09-20",
            "grade": "assisted",
            "note": "约到了采购总监",
        },
        "Whoever records it confirms for their side; the other side is asked.",
    ),
    change=Changing(
        pick(INFLUENCE_USES, "grade"),
        _confirm,
        {"grade": "sourced"},
        "Confirms the use for the caller's side. Another grade asks the other side again.",
    ),
    remove=Removing(_decline, "Says that it was not so: it is taken out of the ledger, of an open opportunity only."),
)
