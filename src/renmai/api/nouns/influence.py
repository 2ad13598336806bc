"""Influences: who can deeply sway a key person. A colleague is named as far as the colleague agreed (ADR 0022)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from renmai.api.access import Caller
from renmai.api.nouns.base import Call, Changing, Creating, Noun, Rows, lasting, pick, seen
from renmai.api.nouns.found import employee_of, key_person_of, party_of
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.bundle import INFLUENCES
from renmai.store.actions.influence import LONGEST, Influencer, add_influence, end_influence
from renmai.store.cells import cells_of
from renmai.store.models import Influence, InfluenceKind
from renmai.store.named import ended_unnamed, shown_name


def _rows(caller: Caller) -> Rows:
    return seen(Influence)(caller).exclude(ended_unnamed(caller.today))


def _tell(caller: Caller, rows: Sequence[Any]) -> list[dict[str, str]]:
    """Of a colleague who is not named, nothing but that somebody can reach the person."""
    return [_cells(caller, row) for row in rows]


def _cells(caller: Caller, row: Influence) -> dict[str, str]:
    cells = cells_of(row)
    if row.kind == InfluenceKind.OURS and shown_name(row, caller.scope) is None:
        cells |= {"influencer": "", "note": "", "evidence": ""}
    return cells


def _narrow(caller: Caller, rows: Rows, asked: Mapping[str, str]) -> Rows:
    """By influencer, as far as the caller is told who it is."""
    if "influencer" not in asked:
        return rows
    code = asked["influencer"]
    told = Q(employee__code=code)
    if caller.scope.hides and code != caller.scope.viewer:
        told = Q(pk=None)
    return rows.filter(told | Q(person__code=code) | Q(competitor__code=code))


def _create(call: Call, cells: dict[str, str]) -> Any:
    caller, person = call.caller, key_person_of(call.caller, cells["key_person"])
    influencer = _influencer(caller, cells)
    since = date.fromisoformat(cells.get("valid_from") or caller.today.isoformat())
    note = cells.get("note", "")
    made = add_influence(person, influencer, since, note, by=caller.employee, today=caller.today, now=call.now)
    return _rows(caller).filter(revision_id=made, key_person=person).first() if made else None


def _influencer(caller: Caller, cells: Mapping[str, str]) -> Influencer:
    code = cells["influencer"]
    if cells["kind"] == InfluenceKind.INTERNAL:
        return Influencer(key_person_of(caller, code, "influencer"))
    if cells["kind"] == InfluenceKind.OURS:
        return Influencer(employee_of(code, "influencer"))
    competitor = party_of(code, "influencer")
    if competitor is None:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="influencer")
    return Influencer(competitor, cells.get("contact_name", ""))


def _end(call: Call, row: Influence, cells: dict[str, str]) -> None:
    until, why = date.fromisoformat(cells["valid_to"]), cells.get("note", "")
    end_influence(row, until, why, by=call.caller.employee, today=call.caller.today, now=call.now)


NOUN = Noun(
    path="influences",
    one="influence",
    many="influences",
    file=INFLUENCES,
    rows=_rows,
    tell=_tell,
    narrow=_narrow,
    as_of=lasting("valid_from", "valid_to"),
    filters={
        "key_person": "key_person__code",
        "customer": "key_person__customer__code",
        "kind": "kind",
        "influencer": "",
    },
    example={
        "id": 7,
        "key_person": "harbour-buyer",
        "kind": "competitor",
        "influencer": "rival",
        "contact_name": "马骁",
        "valid_from": "2026-03-01",
        "valid_to": None,
        "note": "",
        "evidence": "",
        "revision": 1,
    },
    create=Creating(
        pick(
            INFLUENCES,
            *("key_person", "kind", "influencer", "contact_name", "valid_from", "note"),
            optional=("valid_from",),
            longest=LONGEST,
        ),
        _create,
        {"key_person": "harbour-engineer", "kind": "ours", "influencer": "owner", "note": "同乡"},
        "From today unless `valid_from` says otherwise. `influencer` is a key person of the customer, an employee or a "
        "competitor, by `kind`. A colleague who hides is recorded without a name; 204 where nothing was recorded.",
    ),
    change=Changing(
        pick(INFLUENCES, "valid_to", "note", longest=LONGEST),
        _end,
        {"valid_to": "2026-09-30", "note": "已调离"},
        "Ends the influence on `valid_to`; `note` says why. One that ends on its first day never was: 204.",
        needed=("valid_to",),
    ),
)
