"""What is known of one key person today, towards us and each competitor, and since when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from renmai.domain.guided_questions.evidence import Answered, Evidence, read
from renmai.domain.stance import DEGREES, VOTES
from renmai.store.cells import cells_of
from renmai.store.models import Assessment, KeyPerson
from renmai.web.access import Viewer

OURS: Final = ""
"""The party that is us, as a bundle writes it."""
VALUES: Final[tuple[str, ...]] = (*DEGREES, *VOTES)


@dataclass(frozen=True, slots=True)
class Said:
    """One assessment as cells."""

    day: date
    values: Mapping[str, str]
    assessor: str
    note: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from: what was said when it came to be."""

    day: date
    who: str
    note: str


@dataclass(frozen=True, slots=True)
class Attitude:
    """Towards one party: every assessment up to today, oldest first."""

    party: str
    said: Sequence[Said] = field(default_factory=list)

    @property
    def last(self) -> Said | None:
        return self.said[-1] if self.said else None

    def cell(self, column: str) -> str:
        """The value today, blank where it is unknown."""
        return self.last.values[column] if self.last else ""

    def source(self, column: str) -> Source | None:
        """The assessment that made the value what it is; None where nothing was ever said."""
        found: Said | None = None
        earlier = ""
        for one in self.said:
            if one.values[column] != earlier:
                found, earlier = one, one.values[column]
        return Source(found.day, found.assessor, found.note) if found else None

    def answered(self, column: str) -> Answered | None:
        """The latest answers behind the value that holds; None where it was said without a guide."""
        for one in reversed(self.said):
            if one.values[column] != self.cell(column):
                return None
            if column in one.evidence:
                return one.evidence[column]
        return None


def attitudes_of(viewer: Viewer, person: KeyPerson) -> dict[str, Attitude]:
    """By party, ours first; only those of whom something was said, and us. One statement."""
    rows = Assessment.objects.visible_to(viewer.scope, viewer.today).filter(
        key_person=person, effective_on__lte=viewer.today
    )
    by_party: dict[str, list[Said]] = {OURS: []}
    for row in rows.select_related("party", "assessor", "key_person").order_by("effective_on"):
        by_party.setdefault(row.party.code if row.party else OURS, []).append(_said(row))
    return {party: Attitude(party, said) for party, said in by_party.items()}


def _said(row: Assessment) -> Said:
    cells = cells_of(row)
    values = {name: cells[name] for name in VALUES}
    assessor = row.assessor.name if row.assessor else ""
    return Said(row.effective_on, values, assessor, row.note, read(row.evidence))
