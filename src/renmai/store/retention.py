"""What is kept longer than the company says, kind by kind (spec 1.10)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from renmai.domain.retention import Kept, Retention
from renmai.store import models as m
from renmai.store.models.job import JobState

PREFIX: Final = "keep_"
"""Periods stand among the thresholds of the policy, under names of their own."""
READS: Final = ("export", "candidate_check", "accounts")
"""Files of the trail that tell what was read, taken out, or done at the door."""

Rows = QuerySet[Any]


def retention() -> Retention:
    """The periods that hold now."""
    rows = m.PolicyOverride.objects.filter(name__startswith=PREFIX, value__isnull=False)
    kept = {row.name.removeprefix(PREFIX): int(row.value) for row in rows if row.value is not None}
    return Retention({Kept(name): months for name, months in kept.items() if name in set(Kept)})


def due(kept: Kept, periods: Retention, today: date) -> Rows:
    """The rows that are kept too long; none where they are kept for ever."""
    last = periods.last_day(kept, today)
    return _FINDERS[kept](last if last is not None else date.min)


def _people(last: date) -> Rows:
    rows: Rows = m.KeyPerson.unscoped.filter(left_on__lte=last, erasure=None)
    return rows.order_by("code")


def _employees(last: date) -> Rows:
    return m.Employee.objects.filter(left_on__lte=last, erasure=None).order_by("code")


def _looks(last: date) -> Rows:
    return m.Look.unscoped.filter(seen_on__lte=last)


def _help(last: date) -> Rows:
    """Requests that were closed, and of which something that was said is still there."""
    said = Q(messages__isnull=False) | ~Q(goal="") | ~Q(outcome_note="") | ~Q(thanks="") | Q(answer__note__gt="")
    return m.HelpRequest.unscoped.filter(Q(closed_on__lte=last) & said).distinct()


def _invitations(last: date) -> Rows:
    return m.SurveyInvitation.objects.filter(survey__closes_on__lte=last)


def _jobs(last: date) -> Rows:
    over = [state for state in JobState if state.is_over]
    return m.Job.objects.filter(state__in=over, created_at__lt=_end_of(last))


def _reads(last: date) -> Rows:
    return m.AuditEntry.objects.filter(file__in=READS, revision__recorded_at__lt=_end_of(last))


def _proposals(last: date) -> Rows:
    """Whatever became of them: what was confirmed is a fact of its own."""
    return m.Proposal.unscoped.filter(open_until__lte=last)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) if day > date.min else _NEVER


_NEVER: Final = datetime(1, 1, 2, tzinfo=timezone.get_fixed_timezone(0))
_FINDERS: Final[Mapping[Kept, Callable[[date], Rows]]] = {
    Kept.PEOPLE: _people,
    Kept.EMPLOYEES: _employees,
    Kept.LOOKS: _looks,
    Kept.HELP: _help,
    Kept.INVITATIONS: _invitations,
    Kept.JOBS: _jobs,
    Kept.READS: _reads,
    Kept.PROPOSALS: _proposals,
}
