"""Calls that may come twice: what was made under a key is made once, within a day (ADR 0031)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.models import Employee, KeptCall

KEPT: Final = timedelta(hours=24)
LONGEST_KEY: Final = 255


@dataclass(frozen=True, slots=True)
class Call:
    """Who calls by which way, under which key, and the SHA-256 of what is asked."""

    employee: Employee
    sender: str
    key: str
    fingerprint: str


def made_before(call: Call, now: datetime) -> str | None:
    """What the same call made within a day, None if it is new; ask under `one_writer`, which lets one in at a time.

    Raises `RenmaiError(KEY_USED)` where the key stands for something else.
    """
    kept = _kept(call)
    if kept is None or kept.made_at <= now - KEPT:
        return None
    if kept.fingerprint != call.fingerprint:
        raise RenmaiError(ErrorCode.KEY_USED)
    return kept.made


def keep_call(call: Call, made: str, now: datetime) -> None:
    """Note what was made, in the transaction that made it."""
    KeptCall.objects.update_or_create(
        employee=call.employee,
        sender=call.sender,
        key=call.key,
        defaults={"fingerprint": call.fingerprint, "made": made, "made_at": now},
    )


def forget_calls(now: datetime) -> None:
    """Remove what is older than a day."""
    KeptCall.objects.filter(made_at__lte=now - KEPT).delete()


def _kept(call: Call) -> KeptCall | None:
    return KeptCall.objects.filter(employee=call.employee, sender=call.sender, key=call.key).first()
