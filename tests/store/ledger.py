"""Acts in the ledger of use, in the world of `tests/people.py`; every test that wants them stands on its own day."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.influence_use import UseGrade
from renmai.domain.scope import Scope
from renmai.store.actions.influence_use import Answer, Use, add_use, confirm_use
from renmai.store.actions.opportunity import edit_opportunity
from renmai.store.influence_use import LedgerRow, waiting_for
from renmai.store.models import (
    AuditEntry,
    Employee,
    InfluenceUse,
    KeyPerson,
    Opportunity,
)
from tests.people import AS_OF, SEPTEMBER

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
BOSS = "harbour-boss"
SCOPES = {
    "owner": Scope("owner", employees=frozenset({"owner"})),
    "mate": Scope("mate", employees=frozenset({"mate"})),
    "other": Scope("other", employees=frozenset({"other"})),
    "outsider": Scope("outsider", employees=frozenset({"outsider"})),
    "leader": Scope("leader", employees=frozenset({"leader", "owner", "mate", "departed"}), teams=frozenset({"north"})),
    "executive": Scope("executive", everything=True),
}


def employee(code: str) -> Employee:
    return Employee.objects.get(code=code)


def deal(code: str = "crane") -> Opportunity:
    found: Opportunity = Opportunity.unscoped.get(code=code)
    return found


def person(code: str) -> KeyPerson:
    found: KeyPerson = KeyPerson.unscoped.get(code=code)
    return found


def record(by: str = "owner", helper: str = "outsider", of: str = "crane", **more: Any) -> InfluenceUse:
    """The use that was recorded."""
    given: dict[str, Any] = {"grade": UseGrade.ASSISTED, "used_on": SEPTEMBER, **more}
    use = Use(employee(helper), person(given.pop("person", BOSS)), given.pop("used_on"), **given)
    add_use(deal(of), use, by=employee(by), today=AS_OF, now=NOW)
    found: InfluenceUse = InfluenceUse.unscoped.latest("pk")
    return found


def confirm(use: InfluenceUse, by: str, *, on: date = AS_OF, **more: Any) -> int | None:
    answer = Answer(**{"grade": use.grade, "seen": use.grade, **more})
    return confirm_use(use.pk, answer, by=employee(by), scope=SCOPES[by], today=on, now=NOW)


def close(status: str = "won", on: date = AS_OF, of: str = "crane") -> None:
    wanted = {"status": status, "closed_on": "" if status == "open" else on.isoformat()}
    edit_opportunity(deal(of), wanted, {}, by=employee("owner"), now=NOW)


def again(use: InfluenceUse) -> InfluenceUse:
    found: InfluenceUse = InfluenceUse.unscoped.get(pk=use.pk)
    return found


def waiting(code: str) -> list[int]:
    return [row.pk for row in waiting_for(employee(code), SCOPES[code], AS_OF)]


def refusal(refused: pytest.ExceptionInfo[RenmaiError]) -> ErrorCode:
    return refused.value.code


def trail_names(word: str) -> bool:
    return word in str(list(AuditEntry.objects.values_list("key", "before", "after")))


def row_of(rows: Iterable[LedgerRow], use: InfluenceUse) -> LedgerRow:
    return next(row for row in rows if row.pk == use.pk)
