"""Taking a private relation back: nothing of it is left, and nobody can bring it in again (spec 1.10)."""

from datetime import date, datetime
from typing import Final

from django.db.models import Q

from renmai.domain.help_request import HelpState
from renmai.store.actions.private_relation import ACTOR, forget, forget_influence, remove
from renmai.store.actions.revision import Recording, recording
from renmai.store.models import (
    AuditEntry,
    Employee,
    HelpRequest,
    InfluenceUse,
    KeyPerson,
    Look,
    PrivateRelation,
    PrivateUse,
    Thanks,
    Withdrawal,
)
from renmai.store.models.influence_use import CONFIRMED
from renmai.store.own_network import owned_by

OPEN: Final = (HelpState.ASKED.value, HelpState.ACCEPTED.value)


def withdraw_relation(person: KeyPerson, *, by: Employee, today: date, now: datetime) -> bool:
    """Delete all that says that `by` can sway the person; False where there was nothing, or no more.

    A mark that only `by` can read stays, so that neither an import nor a colleague records it again. A use that
    counts keeps counting without a name; one that is not confirmed goes. Requests about it that are open are
    closed. Only giving it again brings it back.
    """
    with recording("withdraw relation", ACTOR, now) as record:
        found = list(owned_by(by).filter(key_person=person))
        if not found:
            return False
        for influence in found:
            remove(record, influence)
        Withdrawal.unscoped.get_or_create(employee=by, key_person=person, defaults={"said_on": today})
        forget_influence(person, by)
        _settle_uses(record, person, by)
        _close_requests(record, person, by, today)
        Look.unscoped.filter(employee=by, key_person=person).delete()
        return True


def cannot_return(employee: Employee, person: KeyPerson) -> bool:
    """Whether the employee took the relation back, or has it told without a name: nobody else may record it."""
    unnamed = PrivateRelation.unscoped.filter(
        employee=employee, influence__key_person=person, influence__employee__isnull=True
    )
    return unnamed.exists() or Withdrawal.unscoped.filter(employee=employee, key_person=person).exists()


def _settle_uses(record: Recording, person: KeyPerson, employee: Employee) -> None:
    theirs = Q(employee=employee) | Q(private__employee=employee)
    for use in InfluenceUse.unscoped.filter(theirs, key_person=person).select_related("opportunity"):
        forget_use(use, employee)
        if InfluenceUse.unscoped.filter(CONFIRMED, pk=use.pk).exists():
            use.note = ""  # it may say who
            unname_use(record, use, employee)
            continue
        HelpRequest.unscoped.filter(use=use).update(use=None)
        PrivateUse.unscoped.filter(use=use).delete()
        Thanks.unscoped.filter(use=use).delete()
        use.delete()
        record.touch([use.opportunity.customer_id])


def unname_use(record: Recording, use: InfluenceUse, employee: Employee) -> None:
    """The use counts as before, and names nobody."""
    PrivateUse.unscoped.get_or_create(use=use, defaults={"employee": employee})
    use.employee, use.revision_id = None, record.number
    use.save()
    record.touch([use.opportunity.customer_id])


def forget_use(use: InfluenceUse, employee: Employee) -> None:
    entries = AuditEntry.objects.filter(file="influence_uses", subject=use.opportunity.code[:500])
    forget(entries, "employee", employee)


def _close_requests(record: Recording, person: KeyPerson, employee: Employee, today: date) -> None:
    about = Q(key_person=person, through=None) | Q(through=person)
    rows = HelpRequest.unscoped.filter(about, giver=employee, state__in=OPEN)
    rows.update(state=HelpState.CLOSED.value, closed_on=today, revision_id=record.number)
