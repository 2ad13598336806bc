"""Dated reporting lines: whom a key person reported to from when to when."""

from datetime import date
from typing import Any

from renmai.api.nouns.base import Call, Creating, Noun, lasting, pick, seen
from renmai.api.nouns.found import key_person_of
from renmai.intake.bundle import KEY_PEOPLE, REPORTING
from renmai.store.actions.reporting_line import change_superior
from renmai.store.models import ReportingLine


def _create(call: Call, cells: dict[str, str]) -> Any:
    caller, person = call.caller, key_person_of(call.caller, cells["key_person"])
    since = date.fromisoformat(cells["valid_from"])
    change_superior(
        person,
        cells.get("reports_to", ""),
        since,
        None,
        is_top=cells.get("top") == "yes",
        by=caller.employee,
        today=caller.today,
        now=call.now,
    )
    lines = seen(ReportingLine)(caller).filter(key_person=person, valid_to__lte=since)
    return lines.order_by("-valid_from").first()


NOUN = Noun(
    path="reporting",
    one="reporting line",
    many="reporting lines",
    file=REPORTING,
    rows=seen(ReportingLine),
    as_of=lasting("valid_from", "valid_to"),
    filters={
        "key_person": "key_person__code",
        "reports_to": "reports_to__code",
        "customer": "key_person__customer__code",
    },
    example={
        "id": 1,
        "key_person": "harbour-engineer",
        "reports_to": "harbour-boss",
        "valid_from": "2024-01-01",
        "valid_to": "2026-09-01",
        "revision": 9,
    },
    create=Creating(
        (*pick(REPORTING, "key_person", "reports_to", "valid_from"), *pick(KEY_PEOPLE, "top")),
        _create,
        {"key_person": "harbour-engineer", "reports_to": "harbour-buyer", "valid_from": "2026-09-01"},
        "From this day the person reports to somebody else, who stands in `reports_to` of the key person; the line "
        "that held before is the answer, 204 if none did. `top`: nobody is above.",
    ),
)
