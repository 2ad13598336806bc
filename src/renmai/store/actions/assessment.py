"""Recording how a key person stands towards us or a competitor (spec 1.2)."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from renmai.domain.stance import DEGREES, VOTES
from renmai.store.actions.revision import recording
from renmai.store.models import Assessment, Competitor, Employee, KeyPerson


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is known as of a day; None is unknown. Votes are kept towards us only."""

    closeness: int | None = None
    solution: int | None = None
    price: int | None = None
    veto: bool | None = None
    approver: bool | None = None
    note: str = ""


def record_assessment(
    key_person: KeyPerson,
    party: Competitor | None,
    effective_on: date,
    snapshot: Snapshot,
    *,
    assessor: Employee | None,
    actor: str,
    now: datetime,
) -> Assessment:
    """Keep the snapshot of a person towards a competitor, or us (None), from this day on.

    One of the same person, party and day is corrected: the earlier one stays in the audit trail.
    Saying again what is stored leaves no trace. Raises `IntegrityError` for values out of range
    and for votes towards a competitor.
    """
    with recording("assess", actor, now) as record:
        same = Assessment.unscoped.filter(key_person=key_person, party=party, effective_on=effective_on).first()
        before = _cells(same) if same else None
        assessment = same or Assessment(key_person=key_person, party=party, effective_on=effective_on)
        for name, value in asdict(snapshot).items():
            setattr(assessment, name, value)
        assessment.assessor = assessor
        after = _cells(assessment)
        if before != after:
            assessment.revision_id = record.number
            assessment.save()
            record.audit(
                "assessments", [after[name] for name in ("key_person", "party", "effective_on")], before, after
            )
            record.touch([assessment.key_person.customer_id])
        return assessment


def _cells(assessment: Assessment) -> dict[str, str]:
    """The row as the bundle has it."""
    votes = {None: "", True: "yes", False: "no"}
    return {
        "key_person": assessment.key_person.code,
        "party": assessment.party.code if assessment.party else "",
        "effective_on": assessment.effective_on.isoformat(),
        **{degree: _text(getattr(assessment, degree)) for degree in DEGREES},
        **{vote: votes[getattr(assessment, vote)] for vote in VOTES},
        "assessor": assessment.assessor.code if assessment.assessor else "",
        "note": assessment.note,
    }


def _text(degree: int | None) -> str:
    return "" if degree is None else str(degree)
