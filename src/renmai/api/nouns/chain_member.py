"""Decision chains, member by member: who decides an opportunity, in which role and at which place."""

from collections.abc import Sequence
from typing import Any

from renmai.api.access import Caller
from renmai.api.nouns.base import Call, Changing, Creating, Noun, Removing, pick, seen
from renmai.api.nouns.found import key_person_of, opportunity_of
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.bundle import CHAIN_MEMBERS
from renmai.store.actions.chain_member import Place, arrange_chain
from renmai.store.cells import cells_of
from renmai.store.models import ChainMember, Opportunity


def _members(caller: Caller, opportunity: Opportunity) -> list[ChainMember]:
    """In the order of the chain; who has no place stands at the end."""
    rows = seen(ChainMember)(caller).filter(opportunity=opportunity)
    last = 2**63
    return sorted(rows, key=lambda row: (last if row.position is None else row.position, row.key_person.code))


def _arrange(call: Call, opportunity: Opportunity, held: Sequence[ChainMember], places: Sequence[Place]) -> None:
    shown = {row.key_person.code: cells_of(row) for row in held}
    arrange_chain(opportunity, places, shown, by=call.caller.employee, now=call.now)


def _placed(places: list[Place], place: Place, position: str) -> list[Place]:
    at = max(int(position) - 1, 0) if position else len(places)
    return [*places[:at], place, *places[at:]]


def _create(call: Call, cells: dict[str, str]) -> Any:
    opportunity = opportunity_of(call.caller, cells["opportunity"])
    person = key_person_of(call.caller, cells["key_person"])
    held = _members(call.caller, opportunity)
    if any(row.key_person_id == person.pk for row in held):
        raise RenmaiError(ErrorCode.ALREADY_KNOWN, column="key_person")
    if person.customer_id != opportunity.customer_id:
        raise RenmaiError(ErrorCode.OTHER_CUSTOMER, column="key_person")
    there = [Place(row.key_person.code, row.role) for row in held]
    fresh = Place(person.code, cells.get("role", ""))
    _arrange(call, opportunity, held, _placed(there, fresh, cells.get("position", "")))
    return seen(ChainMember)(call.caller).get(opportunity=opportunity, key_person=person)


def _change(call: Call, row: ChainMember, cells: dict[str, str]) -> None:
    held = _members(call.caller, row.opportunity)
    rest = [Place(one.key_person.code, one.role) for one in held if one.pk != row.pk]
    at = next(number for number, one in enumerate(held, start=1) if one.pk == row.pk)
    place = Place(row.key_person.code, cells.get("role", row.role))
    _arrange(call, row.opportunity, held, _placed(rest, place, cells.get("position") or str(at)))


def _remove(call: Call, row: ChainMember) -> None:
    held = _members(call.caller, row.opportunity)
    _arrange(call, row.opportunity, held, [Place(one.key_person.code, one.role) for one in held if one.pk != row.pk])


NOUN = Noun(
    path="chain-members",
    one="member of a decision chain",
    many="decision chains",
    file=CHAIN_MEMBERS,
    rows=seen(ChainMember),
    filters={
        "opportunity": "opportunity__code",
        "customer": "opportunity__customer__code",
        "key_person": "key_person__code",
        "role": "role",
    },
    example={
        "id": 1,
        "opportunity": "crane",
        "key_person": "harbour-boss",
        "role": "decider",
        "position": 1,
        "revision": 1,
    },
    create=Creating(
        pick(CHAIN_MEMBERS, "opportunity", "key_person", "role", "position"),
        _create,
        {"opportunity": "pier", "key_person": "harbour-buyer", "role": "evaluator", "position": 1},
        "Joins the chain at `position`, counted from 1, else at its end; the others make room.",
    ),
    change=Changing(
        pick(CHAIN_MEMBERS, "role", "position"),
        _change,
        {"position": 2},
        "Another role, or another place in the chain.",
    ),
    remove=Removing(_remove, "Takes the person out of the chain; the trail keeps it."),
)
