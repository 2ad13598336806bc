"""What an import may not bring in: relations that their owners took back, or have told without a name (spec 1.10)."""

from collections.abc import Sequence
from typing import Final

from renmai.store.actions.import_facts import Cells, FileChanges
from renmai.store.actions.network_choice import unname_all
from renmai.store.actions.revision import Recording
from renmai.store.models import Employee, PrivateRelation, PrivateUse, Withdrawal
from renmai.store.models.influence import InfluenceKind

Pairs = frozenset[tuple[str, str]]
"""Codes of an employee and of a key person."""
NAMING: Final = {"influences": "influencer", "influence_uses": "employee"}
"""The column of each file that names an employee who can sway somebody."""


def leave_out(changes: Sequence[FileChanges]) -> int:
    """Take such rows out of what is to be written; how many of them there were."""
    if not any(change.file in NAMING for change in changes):
        return 0
    withdrawn, unnamed, unnamed_uses = _withdrawn(), _unnamed(), _unnamed_uses()
    kept_out = {"influences": withdrawn | unnamed, "influence_uses": withdrawn | unnamed_uses}
    return sum(_leave_out(change, kept_out[change.file]) for change in changes if change.file in NAMING)


def unname_imported(record: Recording) -> None:
    """Whoever hides is named by nothing that an import brought."""
    day = record.now.date()
    for employee in Employee.objects.filter(network_choice__hidden=True):
        unname_all(record, employee, day)


def _leave_out(change: FileChanges, pairs: Pairs) -> int:
    def stays(cells: Cells) -> bool:
        row = dict(zip(change.columns, cells, strict=True))
        is_ours = row.get("kind", InfluenceKind.OURS) == InfluenceKind.OURS
        return not (is_ours and (row[NAMING[change.file]], row["key_person"]) in pairs)

    added = [cells for cells in change.added if stays(cells)]
    changed = [one for one in change.changed if stays(one.after) and stays(one.before)]
    left_out = len(change.added) - len(added) + len(change.changed) - len(changed)
    change.added, change.changed = added, changed
    change.superseded = [pair for pair in change.superseded if all(map(stays, pair))]
    return left_out


def _withdrawn() -> Pairs:
    return frozenset(Withdrawal.unscoped.values_list("employee__code", "key_person__code"))


def _unnamed() -> Pairs:
    rows = PrivateRelation.unscoped.filter(influence__employee=None)
    return frozenset(rows.values_list("employee__code", "influence__key_person__code"))


def _unnamed_uses() -> Pairs:
    return frozenset(PrivateUse.unscoped.values_list("employee__code", "use__key_person__code"))
