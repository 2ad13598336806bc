"""Noting that somebody checked whom a candidate claims to know (spec 1.10): how much, never what."""

from datetime import datetime

from renmai.store.actions.revision import recording


def record_candidate_check(actor: str, rows: int, now: datetime) -> None:
    """Who, when and how many rows; called before the answer leaves."""
    with recording("candidate check", actor, now) as record:
        record.audit("candidate_check", [], None, {"rows": str(rows)})
