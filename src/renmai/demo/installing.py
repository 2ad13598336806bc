"""Putting the demo company into an empty database, once."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from renmai.demo.company import generate
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.scope import EVERYTHING
from renmai.intake.importing import ImportStatus, import_bundle
from renmai.intake.reading import Progress
from renmai.store.models import Competitor, Customer, Employee, Revision, Team

ACTOR_PREFIX: Final = "demo --size "


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo company by what it was made from."""

    size: int
    until: date

    @property
    def actor(self) -> str:
        """The import's actor: the audit trail tells the demo from a company's own facts."""
        return f"{ACTOR_PREFIX}{self.size} --until {self.until.isoformat()}"

    @classmethod
    def of_actor(cls, actor: str) -> "Demo":
        size, _, until = actor.removeprefix(ACTOR_PREFIX).partition(" --until ")
        return cls(int(size), date.fromisoformat(until))


def installed() -> Demo | None:
    """The demo company that this database was filled with, None if it was not."""
    first = Revision.objects.filter(actor__startswith=ACTOR_PREFIX).order_by("number").first()
    return Demo.of_actor(first.actor) if first else None


def is_empty() -> bool:
    """Whether the database holds no facts at all."""
    found = (model.objects.exists() for model in (Team, Employee, Competitor))
    return not any(found) and not Customer.objects.visible_to(EVERYTHING, on=date.max).exists()


def install(demo: Demo, folder: Path, now: datetime, progress: Progress) -> None:
    """Write the demo's bundle into `folder` and import it as any other. The database must be empty."""
    if not is_empty():
        raise RenmaiError(ErrorCode.NOT_EMPTY)
    generate(demo.size, demo.until, folder)
    outcome = import_bundle(folder, actor=demo.actor, now=now, progress=progress)
    if outcome.status is not ImportStatus.IMPORTED:
        raise RuntimeError(f"the demo breaks the rules of a bundle: {outcome.problems[:3]}")
