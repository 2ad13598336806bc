"""Activities: what we did with a customer, and whom we met."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from renmai.api.access import Caller
from renmai.api.nouns.base import Call, Creating, Noun, pick, seen, since
from renmai.api.nouns.found import customer_of, key_person_of, opportunity_of
from renmai.intake.bundle import ACTIVITIES
from renmai.store.actions.activity import LONGEST_NOTE, Meeting, record_activity
from renmai.store.cells import cells_of
from renmai.store.models import Activity, ActivityPerson

MOST = 50
"""Key persons of one activity that a body may name."""


def _tell(caller: Caller, rows: Sequence[Any]) -> list[dict[str, str]]:
    met = ActivityPerson.objects.visible_to(caller.scope, caller.today).filter(activity__in=rows)
    people: dict[int, list[str]] = {}
    for activity, code in met.order_by("activity", "position").values_list("activity", "key_person__code"):
        people.setdefault(activity, []).append(code)
    return [cells_of(row, met=";".join(people.get(row.pk, ()))) for row in rows]


def _create(call: Call, cells: dict[str, str]) -> Activity:
    caller, customer = call.caller, customer_of(call.caller, cells["customer"])
    opportunity = opportunity_of(caller, cells["opportunity"]) if cells.get("opportunity") else None
    day = cells.get("occurred_on") or caller.today.isoformat()
    meeting = Meeting(date.fromisoformat(day), cells.get("kind", ""), opportunity, cells.get("note", ""))
    codes = [code for code in cells.get("key_people", "").split(";") if code]
    people = [key_person_of(caller, code, "key_people") for code in codes]
    return record_activity(customer, meeting, people, by=caller.employee, today=caller.today, now=call.now)


def _narrow(caller: Caller, rows: Any, asked: Any) -> Any:
    """By somebody who was met; each activity once."""
    del caller
    return rows.filter(Q(people__key_person__code=asked["key_person"])).distinct() if "key_person" in asked else rows


NOUN = Noun(
    path="activities",
    one="activity",
    many="activities",
    file=ACTIVITIES,
    rows=seen(Activity),
    tell=_tell,
    narrow=_narrow,
    as_of=since("occurred_on"),
    filters={
        "customer": "customer__code",
        "opportunity": "opportunity__code",
        "employee": "employee__code",
        "kind": "kind",
        "key_person": "",
    },
    example={
        "code": "visit",
        "customer": "harbour",
        "opportunity": "crane",
        "employee": "owner",
        "kind": "visit",
        "occurred_on": "2026-09-10",
        "key_people": ["harbour-boss"],
        "note": "登门介绍方案",
        "revision": 1,
    },
    create=Creating(
        pick(
            ACTIVITIES,
            *("customer", "opportunity", "kind", "occurred_on", "key_people", "note"),
            optional=("occurred_on",),
            longest=LONGEST_NOTE,
        ),
        _create,
        {"customer": "harbour", "kind": "call", "key_people": ["harbour-buyer"], "note": "确认了技术交流的日期"},
        "Recorded as the caller's, of today unless `occurred_on` says otherwise. Renmai gives the code.",
    ),
)
