"""Who was erased, by code: what a backup that is brought back has to be told again (docs/adr/0027)."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from renmai.store.facts import table_of
from renmai.store.models import Erasure


@dataclass(frozen=True, slots=True)
class Erased:
    """One of `key_person` and `employee` is a code, the other is blank; `by` is blank where the retention did it."""

    key_person: str
    employee: str
    by: str
    reason: str
    on: date

    @property
    def code(self) -> str:
        return self.key_person or self.employee


def everybody_erased() -> list[Erased]:
    """Nobody, in a database that is too old to know of it. Raises `DatabaseError` where it cannot be read."""
    if table_of(Erasure) not in connection.introspection.table_names():
        return []
    rows = Erasure.objects.order_by("pk").values_list(
        "key_person__code", "employee__code", "by__code", "reason", "erased_on"
    )
    return [Erased(person or "", employee or "", by or "", reason, on) for person, employee, by, reason, on in rows]
