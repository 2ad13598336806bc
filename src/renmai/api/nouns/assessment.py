"""Assessments: what is known of a key person towards us or a competitor, as of a day; the list is the history."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from renmai.api.nouns.base import Call, Creating, Noun, Rows, pick, seen
from renmai.api.nouns.found import key_person_of, party_of
from renmai.domain.stance import DEGREES, VOTES
from renmai.intake.bundle import ASSESSMENTS
from renmai.store.actions.assessment import Statement, change_assessment
from renmai.store.models import Assessment

VALUES: tuple[str, ...] = (*DEGREES, *VOTES)


def _on(rows: Rows, day: date) -> Rows:
    """What holds on the day, of each person and party."""
    later = rows.filter(effective_on__lte=day, effective_on__gt=OuterRef("effective_on"))
    later = later.filter(key_person=OuterRef("key_person"))
    ours = ~Exists(later.filter(party=None)) & Q(party=None)
    theirs = ~Exists(later.filter(party=OuterRef("party"))) & Q(party__isnull=False)
    return rows.filter(ours | theirs, effective_on__lte=day)


def _create(call: Call, cells: dict[str, str]) -> Any:
    caller, person = call.caller, key_person_of(call.caller, cells["key_person"])
    party, day = party_of(cells.get("party", "")), cells.get("effective_on") or caller.today.isoformat()
    values = {name: cells[name] for name in VALUES if name in cells}
    said = Statement(date.fromisoformat(day), values, note=cells.get("note", ""))
    change_assessment(person, party, said, by=caller.employee, today=caller.today, now=call.now)
    rows = seen(Assessment)(caller).filter(key_person=person, party=party, effective_on__lte=day)
    return rows.order_by("-effective_on").first()


NOUN = Noun(
    path="assessments",
    one="assessment",
    many="assessments",
    file=ASSESSMENTS,
    rows=seen(Assessment),
    as_of=_on,
    filters={
        "key_person": "key_person__code",
        "customer": "key_person__customer__code",
        "party": "party__code",
        "assessor": "assessor__code",
    },
    example={
        "id": 2,
        "key_person": "harbour-boss",
        "party": None,
        "effective_on": "2026-09-10",
        "closeness": 1,
        "solution": 2,
        "price": 1,
        "veto": "no",
        "approver": "yes",
        "assessor": None,
        "note": "",
        "evidence": "",
        "revision": 1,
    },
    create=Creating(
        pick(ASSESSMENTS, "key_person", "party", "effective_on", *VALUES, "note", optional=("effective_on",)),
        _create,
        {"key_person": "harbour-buyer", "closeness": 1, "note": "主动约了下次见面"},
        "What is not said is carried forward; null is unknown. Of today unless `effective_on` says otherwise. One of "
        "the same person, party and day is corrected. The answer is what holds on that day.",
    ),
)
