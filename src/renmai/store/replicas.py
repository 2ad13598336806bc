"""Which database a request reads facts from: the primary, or a standby of it that has every fact of the moment.

A standby follows a little later. It may answer only if it has the primary's last revision, so that no figure is older
than the page's start and who saves sees it (spec 5.2). What is written without a revision, such as looks, requests for
help and sign-ins, is read from the primary always.
"""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from django.db import DatabaseError, connections, models

from renmai.store.models import (
    AccountTeamMember,
    Activity,
    ActivityPerson,
    Assessment,
    AuditEntry,
    ChainMember,
    ChangedCustomer,
    Competitor,
    CoverageRound,
    Customer,
    Employee,
    Influence,
    InfluenceUse,
    KeyPerson,
    Opportunity,
    Ownership,
    PlanStep,
    PolicyOverride,
    ReportingLine,
    Revision,
    Stage,
    StrategyChoice,
    Team,
)

PRIMARY: Final = "default"
FACTS: Final[frozenset[type[models.Model]]] = frozenset(
    {
        *(AccountTeamMember, Activity, ActivityPerson, Assessment, AuditEntry, ChainMember, ChangedCustomer),
        *(Competitor, CoverageRound, Customer, Employee, Influence, InfluenceUse, KeyPerson, Opportunity, Ownership),
        *(PlanStep, PolicyOverride, ReportingLine, Revision, Stage, StrategyChoice, Team),
    }
)
"""Whatever is written with a revision, and so is known to be there."""

_from: ContextVar[str] = ContextVar("reading_from", default=PRIMARY)


class FactsFromReplicas:
    """Django's router: facts from the database of the moment, all else from the primary, which alone is written to."""

    def db_for_read(self, model: type[models.Model], **_: Any) -> str:
        return _from.get() if model in FACTS else PRIMARY

    def db_for_write(self, model: type[models.Model], **_: Any) -> str:
        del model
        return PRIMARY

    def allow_relation(self, one: models.Model, other: models.Model, **_: Any) -> bool:
        """They are copies of one database."""
        del one, other
        return True

    def allow_migrate(self, db: str, app_label: str, **_: Any) -> bool:
        """Standbys get their tables from the primary."""
        del app_label
        return db == PRIMARY


def reading_from() -> str:
    """The alias of the database that facts are read from now."""
    return _from.get()


@contextmanager
def reading_facts_from(alias: str) -> Iterator[None]:
    """Read facts from this database within the body."""
    token = _from.set(alias)
    try:
        yield
    finally:
        _from.reset(token)


def current_replica(aliases: Sequence[str]) -> str:
    """One that answers and has the last revision of the primary; the primary's alias if none has."""
    if not aliases:
        return PRIMARY
    wanted = _last_revision(PRIMARY)
    tried = random.sample(aliases, len(aliases))
    return next((alias for alias in tried if _has(alias, wanted)), PRIMARY)


def _has(alias: str, revision: int) -> bool:
    try:
        return _last_revision(alias) >= revision
    except DatabaseError:
        connections[alias].close()
        return False


def _last_revision(alias: str) -> int:
    last: int | None = Revision.objects.using(alias).order_by("-number").values_list("number", flat=True).first()
    return last or 0
