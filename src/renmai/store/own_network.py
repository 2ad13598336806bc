"""One employee's own relations, looks and choice: what they alone may read (spec 1.10)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from renmai.domain.disclosure import Disclosure
from renmai.store.models import Employee, Influence, InfluenceKind, Look, NetworkChoice


@dataclass(frozen=True, slots=True)
class OwnRelation:
    """`agreed_on` is None for one that the company recorded and its owner has not decided about yet."""

    influence: Influence
    disclosure: Disclosure
    how: str
    agreed_on: date | None
    is_named: bool

    def lasts(self, today: date) -> bool:
        until = self.influence.valid_to
        return until is None or today < until


def owned_by(employee: Employee) -> QuerySet[Influence]:
    """Every influence that is the employee's: given by themselves, or recorded about them by others."""
    theirs = Q(employee=employee) | Q(private__employee=employee)
    return Influence.unscoped.filter(theirs, kind=InfluenceKind.OURS).select_related("key_person__customer")


def relations_of(employee: Employee) -> list[OwnRelation]:
    """By customer and person, those that are over too. One statement."""
    rows = owned_by(employee).select_related("private", "key_person__customer")
    ordered = rows.order_by("key_person__customer__name", "key_person__name", "valid_from", "pk")
    return list(_relations(ordered))


def _relations(rows: QuerySet[Influence]) -> Iterator[OwnRelation]:
    for row in rows:
        private, is_named = getattr(row, "private", None), row.employee_id is not None
        if private is None:
            told = Disclosure.HOW if row.note else Disclosure.WHO
            yield OwnRelation(row, told, row.note, None, is_named)
        else:
            yield OwnRelation(row, Disclosure(private.disclosure), private.how, private.agreed_on, is_named)


def choice_of(employee: Employee) -> NetworkChoice:
    """What the employee chose about all of their network, or has not chosen yet."""
    found: NetworkChoice | None = NetworkChoice.objects.of(employee).first()
    return found or NetworkChoice(employee=employee)


def looks_at(employee: Employee) -> QuerySet[Look]:
    """Who was shown what of the employee's, the latest first."""
    rows: QuerySet[Look] = Look.objects.of(employee).filter(employee=employee)
    return rows.select_related("viewer", "key_person__customer").order_by("-seen_on", "-pk")
