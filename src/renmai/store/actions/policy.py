"""The policy: thresholds for which the method's author gave no number (spec 1, marked "ours")."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.policy import POLICY, THRESHOLDS, contradictions, policy_of
from renmai.store.actions.keeping import changed_by
from renmai.store.actions.revision import Recording, recording
from renmai.store.cells import Cells
from renmai.store.models import PolicyOverride

FILE: Final = "policy"
"""Not in the bundle, but in the audit trail like every other file."""

Values = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Thresholds by name as they shall be, as the form showed them, and why they change."""

    wanted: Values
    seen: Values
    reason: str


def change_policy(proposal: Proposal, *, actor: str, now: datetime) -> None:
    """Set the thresholds that the proposal changes; one that gets its default follows it from then on.

    Raises `ConflictError` for what somebody else changed meanwhile, and `RenmaiError` with the
    `column` that cannot be so: OUT_OF_BOUNDS, POLICY_ORDER, MISSING_VALUE (no reason).
    """
    with recording("change policy", actor, now) as record:
        held = {row.name: row for row in PolicyOverride.objects.filter(name__in=THRESHOLDS).select_related("revision")}
        changed = {name: value for name, value in proposal.wanted.items() if value != proposal.seen.get(name)}
        for name, value in changed.items():
            _refuse_changed(held.get(name), name, value, proposal.seen)
        _check({**_values(held), **changed}, proposal.reason)
        for name, value in changed.items():
            _set(record, held.get(name) or PolicyOverride(name=name), value, proposal.reason)


def _values(held: Mapping[str, PolicyOverride]) -> dict[str, Decimal]:
    return {name: row.value for name, row in held.items() if row.value is not None}


def _refuse_changed(row: PolicyOverride | None, name: str, wanted: Decimal, seen: Values) -> None:
    present = _present(row, name)
    if row is None or name not in seen or present in (wanted, seen[name]):
        return
    raise changed_by(row.revision, name, was=_text(seen[name]), now=_text(present))


def _present(row: PolicyOverride | None, name: str) -> Decimal:
    return default(name) if row is None or row.value is None else row.value


def default(name: str) -> Decimal:
    return Decimal(str(POLICY.values()[name]))


def _check(values: Values, reason: str) -> None:
    if not reason:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="reason")
    for name, value in values.items():
        if name not in THRESHOLDS or not THRESHOLDS[name].allows(value):
            raise RenmaiError(ErrorCode.OUT_OF_BOUNDS, column=name, value=_text(value))
    for lower, upper in contradictions(policy_of(values)):
        raise RenmaiError(ErrorCode.POLICY_ORDER, column=lower, lower=lower, upper=upper)


def _set(record: Recording, row: PolicyOverride, value: Decimal, reason: str) -> None:
    before = _cells(row) if row.pk else None
    kept = None if value == default(row.name) else value
    if kept == row.value:
        return
    row.value, row.reason, row.revision_id = kept, reason, record.number
    row.save()
    record.audit(FILE, [row.name], before, _cells(row))
    record.structure = True


def _cells(row: PolicyOverride) -> Cells:
    return {"name": row.name, "value": "" if row.value is None else _text(row.value), "reason": row.reason}


def _text(value: Decimal) -> str:
    """The shortest plain decimal."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
