"""The marks on actions as plain data."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Q

from renmai.domain.principles.base import SubjectType
from renmai.domain.principles.mark import Ending, Mark, MarkStatus
from renmai.domain.question import View
from renmai.domain.scope import Scope
from renmai.store.models import ActionMark


def marks_in(view: View, scope: Scope, on: date, done_days: int) -> Sequence[Mark]:
    """The marks that stood on a day at what a view shows, and those that called something done lately. One statement.

    `scope` is the view's own: its employees, and its teams.
    """
    lately = Q(status=MarkStatus.DONE.value, marked_on__gt=on - timedelta(days=done_days))
    rows = ActionMark.objects.visible_to(scope, on).filter(
        Q(ended_on=None) | Q(ended_on__gt=on) | lately,
        ~Q(subject_type=SubjectType.VIEW) | Q(subject_code=str(view)),
        marked_on__lte=on,
    )
    return tuple(mark_of(row) for row in rows.select_related("customer", "by").order_by("code"))


def mark_of(row: ActionMark) -> Mark:
    """Of a row with its customer and employee at hand."""
    return Mark(
        code=row.code,
        line=row.line,
        principle=row.principle,
        subject_type=row.subject_type,
        subject=row.subject_code,
        customer=row.customer.code if row.customer else None,
        status=MarkStatus(row.status),
        cause=row.cause,
        priority=row.priority,
        marked_on=row.marked_on,
        until=row.until,
        ended_on=row.ended_on,
        ending=Ending(row.ending) if row.ending else None,
        reason=row.reason,
        who=row.by.name,
    )
