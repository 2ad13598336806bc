"""Hiding from the private network, and coming back: who hides is named nowhere, and sees nobody's name (spec 4.3)."""

from datetime import date, datetime

from renmai.domain.disclosure import Disclosure
from renmai.store.actions.private_relation import ACTOR, tell
from renmai.store.actions.revision import Recording, recording
from renmai.store.actions.withdrawal import forget_use, unname_use
from renmai.store.models import Employee, Influence, InfluenceUse, NetworkChoice, PrivateRelation, PrivateUse
from renmai.store.own_network import owned_by


def hide_network(*, by: Employee, today: date, now: datetime) -> None:
    """From now on no relation of `by` has a name, whatever was agreed for it; nor has any use of one."""
    _choose(by, hidden=True, today=today, now=now)


def show_network(*, by: Employee, today: date, now: datetime) -> None:
    """What was agreed for each relation holds again."""
    _choose(by, hidden=False, today=today, now=now)


def agree(*, by: Employee, today: date, now: datetime) -> None:
    """The day on which `by` agreed to what is kept."""
    with recording("agree to network", ACTOR, now) as record:
        NetworkChoice.unscoped.update_or_create(employee=by, defaults={"agreed_on": today})
        _ = record.number


def unname(record: Recording, influence: Influence, employee: Employee, today: date) -> None:
    """Put the name of one who hides aside, where only they can read it."""
    kept = PrivateRelation.unscoped.select_related("influence__key_person", "employee")
    found = kept.filter(influence=influence).first() if influence.pk else None
    row = found or PrivateRelation(
        influence=influence, employee=employee, disclosure=Disclosure.WHO, how=influence.note, agreed_on=today
    )
    tell(record, row)


def unname_all(record: Recording, employee: Employee, today: date) -> None:
    """Every relation and every use of the employee."""
    for influence in owned_by(employee).filter(employee=employee):
        unname(record, influence, employee, today)
    for use in InfluenceUse.unscoped.filter(employee=employee).select_related("opportunity"):
        forget_use(use, employee)
        unname_use(record, use, employee)


def _choose(employee: Employee, *, hidden: bool, today: date, now: datetime) -> None:
    with recording("hide or show network", ACTOR, now) as record:
        choice, _ = NetworkChoice.unscoped.get_or_create(employee=employee)
        if choice.hidden == hidden:
            return
        choice.hidden = hidden
        choice.save()
        record.structure = True  # the staff tells whose view is lost
        _ = record.number
        if hidden:
            unname_all(record, employee, today)
            return
        for row in PrivateRelation.unscoped.filter(employee=employee).select_related(
            "influence__key_person", "employee"
        ):
            tell(record, row)
        _name_uses(record, employee)


def _name_uses(record: Recording, employee: Employee) -> None:
    """Uses of relations that are named again get their name back; those of others stay without one."""
    named = owned_by(employee).filter(employee=employee).values("key_person")
    kept = PrivateUse.unscoped.filter(employee=employee, use__key_person__in=named)
    for private in kept.select_related("use__opportunity"):
        use = private.use
        use.employee, use.revision_id = employee, record.number
        use.save()
        private.delete()
        record.touch([use.opportunity.customer_id])
