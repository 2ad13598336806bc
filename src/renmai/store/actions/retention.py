"""How long personal data are kept, and deleting what was kept long enough (spec 1.10)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.retention import DEFAULTS, LONGEST, Kept, Retention
from renmai.store import models as m
from renmai.store.actions.revision import Recording, recording
from renmai.store.retention import PREFIX, due, retention

FILE: Final = "retention"


def change_retention(wanted: Mapping[Kept, int], *, actor: str, now: datetime) -> None:
    """Set how many months each kind is kept. Raises `RenmaiError(OUT_OF_BOUNDS)` with its `column`."""
    with recording("change retention", actor, now) as record:
        held = retention()
        for kept, months in wanted.items():
            if not 0 <= months <= LONGEST:
                raise RenmaiError(ErrorCode.OUT_OF_BOUNDS, column=kept.value, value=str(months))
            if months != held.of(kept):
                _set(record, kept, held.of(kept), months)


def _set(record: Recording, kept: Kept, before: int, months: int) -> None:
    row = m.PolicyOverride.objects.filter(name=f"{PREFIX}{kept}").first() or m.PolicyOverride(name=f"{PREFIX}{kept}")
    row.value = None if months == DEFAULTS[kept] else months
    row.revision_id = record.number
    row.save()
    record.audit(FILE, [kept.value], {"value": str(before)}, {"value": str(months)})


def delete_due(kept: Kept, periods: Retention, *, actor: str, today: date, now: datetime) -> int:
    """Delete the rows of one kind that are kept too long; how many there were.

    Persons are erased one by one instead (`store.actions.erasure`). The trail keeps the number alone.
    """
    with recording("retention", actor, now) as record:
        rows = due(kept, periods, today)
        count = rows.count()
        if not count:
            return 0
        if kept is Kept.HELP:
            _forget_talk([row.pk for row in rows])
        else:
            rows.delete()
        record.audit(FILE, [kept.value], None, {"rows": str(count)})
        return count


def _forget_talk(requests: list[int]) -> None:
    """What was said goes; that help was asked for, given and used stays, as counts are made of it."""
    m.HelpMessage.unscoped.filter(request__in=requests).delete()
    m.InsightAnswer.unscoped.filter(request__in=requests).update(note="")
    m.HelpRequest.unscoped.filter(pk__in=requests).update(goal="", outcome_note="", thanks="")
