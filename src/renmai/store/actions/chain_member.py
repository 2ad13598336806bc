"""Who decides an opportunity, in which role and order (spec 1.1)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.keeping import conflict, drop, keep, refuse_changed
from renmai.store.actions.revision import Recording, recording
from renmai.store.cells import Cells, cells_of
from renmai.store.models import ChainMember, Employee, KeyPerson, Opportunity


class Place(NamedTuple):
    """One member of a chain: a key person's code, and the role, blank where it is not said."""

    person: str
    role: str


Seen = Mapping[str, Cells]
"""By person, the cells `role` and `position` that the form showed."""


def arrange_chain(
    opportunity: Opportunity, places: Sequence[Place], seen: Seen, *, by: Employee, now: datetime
) -> int | None:
    """Make the chain of the opportunity what the form says; the revision's number.

    Who was seen and is not in `places` leaves; who joined meanwhile stays, at the end. Raises
    `ConflictError` for a role or place that somebody else changed meanwhile, and `RenmaiError`
    UNKNOWN_KEY_PERSON for somebody who is not of the opportunity's customer.
    """
    with recording("arrange chain", by.code, now) as record:
        found = Opportunity.unscoped.get(pk=opportunity.pk)
        stored = _members(found)
        joined = [Place(person, row.role) for person, row in stored.items() if _joined_meanwhile(person, places, seen)]
        _remove(record, stored, {place.person for place in [*places, *joined]}, seen)
        for at, place in enumerate([*places, *joined], start=1):
            row = stored.get(place.person)
            held = cells_of(row) if row else None
            if row and held:
                wanted = {"role": place.role, "position": str(at)}
                refuse_changed(row, held, wanted, seen.get(place.person, {}))
            _put(record, row or _new(found, place.person), held, place, at)
        return record.made


def copy_chain(opportunity: Opportunity, source: Opportunity, *, by: Employee, now: datetime) -> int | None:
    """Add the members of another opportunity of the same customer, with their roles, behind those there are."""
    with recording("copy chain", by.code, now) as record:
        found, other = (Opportunity.unscoped.get(pk=one.pk) for one in (opportunity, source))
        if found.customer_id != other.customer_id:
            raise RenmaiError(ErrorCode.OTHER_CUSTOMER, column="source")
        there = _members(found)
        fresh = [Place(person, row.role) for person, row in _members(other).items() if person not in there]
        for at, place in enumerate(fresh, start=len(there) + 1):
            _put(record, _new(found, place.person), None, place, at)
        return record.made


def _members(opportunity: Opportunity) -> dict[str, ChainMember]:
    rows = ChainMember.unscoped.filter(opportunity=opportunity).select_related("key_person", "opportunity")
    last = 2**63
    order = sorted(rows, key=lambda row: (last if row.position is None else row.position, row.key_person.code))
    return {row.key_person.code: row for row in order}


def _joined_meanwhile(person: str, places: Sequence[Place], seen: Seen) -> bool:
    return person not in seen and all(place.person != person for place in places)


def _remove(record: Recording, stored: Mapping[str, ChainMember], kept: set[str], seen: Seen) -> None:
    for person, row in stored.items():
        if person not in kept:
            held = cells_of(row)
            if held["role"] != seen[person]["role"]:
                raise conflict(row, held, "role", seen[person]["role"])
            drop(record, row)


def _put(record: Recording, row: ChainMember, held: Cells | None, place: Place, at: int) -> None:
    row.role, row.position = place.role, at
    keep(record, row, held)


def _new(opportunity: Opportunity, code: str) -> ChainMember:
    found: KeyPerson | None = KeyPerson.unscoped.filter(customer=opportunity.customer_id, code=code).first()
    if found is None:
        raise RenmaiError(ErrorCode.UNKNOWN_KEY_PERSON, column="person", person=code)
    return ChainMember(opportunity=opportunity, key_person=found)
