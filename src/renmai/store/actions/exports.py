"""Exports are in the audit trail: they carry personal data out (spec 1.10)."""

from datetime import datetime

from renmai.store.actions.revision import recording


def record_export(name: str, actor: str, now: datetime) -> None:
    """Note that `actor` takes all facts out under this file name."""
    with recording("export", actor, now) as record:
        record.audit("export", [name], None, None)
