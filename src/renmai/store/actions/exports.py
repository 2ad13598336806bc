"""Exports are in the audit trail: they carry personal data out (spec 1.10)."""

from datetime import datetime

from renmai.store.actions.revision import recording


def record_export(name: str, actor: str, now: datetime, *, asked: str = "everything", rows: int | None = None) -> None:
    """Note that `actor` takes facts out under this file name, before they leave.

    `asked` says in words which; `rows` how many a list has, None where nobody counted yet.
    """
    told = {"asked": asked} | ({} if rows is None else {"rows": str(rows)})
    with recording("export", actor, now) as record:
        record.audit("export", [name], None, told)
