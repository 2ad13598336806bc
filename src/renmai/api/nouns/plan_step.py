"""Planned steps: what is to be reached with a customer or a key person, until when, and what became of it."""

from datetime import date
from typing import Any

from renmai.api.nouns.base import Call, Changing, Creating, Noun, held, pick, seen
from renmai.api.nouns.found import customer_of, employee_of, key_person_of, opportunity_of
from renmai.domain.plan_step import StepStatus
from renmai.intake.bundle import PLAN_STEPS
from renmai.store.actions.plan_step import LONGEST_NOTE, Intent, Move, add_plan_steps, settle_plan_step
from renmai.store.models import PlanStep


def _create(call: Call, cells: dict[str, str]) -> Any:
    caller, customer = call.caller, customer_of(call.caller, cells["customer"])
    person = key_person_of(caller, cells["key_person"]) if cells.get("key_person") else None
    opportunity = opportunity_of(caller, cells["opportunity"]) if cells.get("opportunity") else None
    move = Move(person, cells.get("feature", ""), cells.get("from_value", ""), cells.get("goal", ""))
    owner = employee_of(cells.get("owner") or caller.employee.code, "owner")
    note, tactic = cells.get("note", ""), cells.get("tactic", "")
    intent = Intent(owner, date.fromisoformat(cells["due_on"]), opportunity, note, tactic)
    made = add_plan_steps(customer, [move], intent, by=caller.employee, today=caller.today, now=call.now)
    return PlanStep.objects.visible_to(caller.scope, caller.today).get(revision_id=made)


def _settle(call: Call, row: PlanStep, cells: dict[str, str]) -> None:
    status, shown = StepStatus(cells.get("status") or row.status), {"status": held(row)["status"]}
    caller, result = call.caller, cells.get("result", "")
    settle_plan_step(row, status, shown, result=result, by=caller.employee, today=caller.today, now=call.now)


NOUN = Noun(
    path="plan-steps",
    one="planned step",
    many="planned steps",
    file=PLAN_STEPS,
    rows=seen(PlanStep),
    filters={
        "customer": "customer__code",
        "opportunity": "opportunity__code",
        "key_person": "key_person__code",
        "owner": "owner__code",
        "status": "status",
        "due_on": "due_on",
    },
    example={
        "code": "PS-12",
        "customer": "harbour",
        "opportunity": "crane",
        "key_person": "harbour-buyer",
        "feature": "closeness",
        "from_value": "-1",
        "goal": "1",
        "owner": "owner",
        "due_on": "2026-10-31",
        "status": "open",
        "note": "请总工程师一起登门",
        "result": "",
        "tactic": "",
        "planned_on": "2026-09-30",
        "settled_on": None,
        "revision": 12,
    },
    create=Creating(
        pick(
            PLAN_STEPS,
            *("customer", "opportunity", "key_person", "feature", "from_value", "goal", "owner", "due_on", "note"),
            "tactic",
            optional=("owner",),
            longest=LONGEST_NOTE,
        ),
        _create,
        {
            "customer": "harbour",
            "opportunity": "crane",
            "key_person": "harbour-buyer",
            "feature": "closeness",
            "from_value": "-1",
            "goal": "1",
            "due_on": "2026-10-31",
            "note": "请总工程师一起登门",
        },
        "The caller sees to it unless `owner` says otherwise. Renmai gives the code.",
    ),
    change=Changing(
        pick(PLAN_STEPS, "status", "result", longest=LONGEST_NOTE),
        _settle,
        {"status": "done", "result": "已一起拜访"},
        "Finishes the step, drops it, or opens it again; `result` says what came of it.",
    ),
)
