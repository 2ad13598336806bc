"""Planned contacts: who of us is to meet whom in a round; planned with the round, taken out one by one."""

from renmai.api.nouns.base import Call, Noun, Removing, seen
from renmai.intake.bundle import PLANNED_CONTACTS
from renmai.store.actions.coverage_round import remove_contact
from renmai.store.models import PlannedContact


def _remove(call: Call, row: PlannedContact) -> None:
    remove_contact(row, by=call.caller.employee, now=call.now)


NOUN = Noun(
    path="planned-contacts",
    one="planned contact",
    many="planned contacts",
    file=PLANNED_CONTACTS,
    rows=seen(PlannedContact),
    filters={
        "round": "round__code",
        "customer": "round__customer__code",
        "key_person": "key_person__code",
        "employee": "employee__code",
    },
    example={"id": 1, "round": "CR-14", "key_person": "harbour-boss", "employee": "leader", "revision": 14},
    remove=Removing(_remove, "Takes the contact out of its round; the trail keeps it."),
)
