"""What the tables know for one employee's notices: planned steps, values changed by others, owners.

Everything goes through the gate of the moment, but for a customer that was taken away: of it the name
alone is told, which its owner knew until that day.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Final

from django.db.models import Q
from django.utils import timezone

from renmai.domain.help_request import HelpState
from renmai.domain.notices.base import SPAN
from renmai.domain.notices.cases import (
    ChangeCase,
    HelpCase,
    OwnershipCase,
    ProposalCase,
    ReadingCase,
    StepCase,
    UseCase,
    WebhookCase,
)
from renmai.domain.notices.step_due import AHEAD
from renmai.domain.plan_step import StepStatus
from renmai.domain.scope import Scope
from renmai.store import models as m
from renmai.store.influence_use import waiting_for
from renmai.store.proposal import waiting_ones
from renmai.store.recent import Asked, recent
from renmai.store.webhook import host_of

Names = Callable[[str], str]
"""An employee's name by code; whoever is none is called as they are."""
SETTLED: Final = "settle step"
"""The action that opens a step again: it is given to nobody by that."""


def begin(today: date) -> datetime:
    """The first moment of the days that are told of."""
    return timezone.make_aware(datetime.combine(today - SPAN, time.min))


def steps(employee: m.Employee, scope: Scope, today: date, name: Names) -> list[StepCase]:
    """The employee's open steps that are due soon, overdue, or were given to them lately."""
    rows = m.PlanStep.objects.visible_to(scope, today).filter(owner=employee, status=StepStatus.OPEN)
    near = Q(due_on__lte=today + AHEAD) | Q(revision__recorded_at__gte=begin(today))
    found = rows.filter(near).select_related("customer", "opportunity", "key_person", "revision")
    return [_step(row, today, name) for row in found.order_by("due_on", "code")]


def _step(row: m.PlanStep, today: date, name: Names) -> StepCase:
    made = row.revision
    is_given = made.recorded_at >= begin(today) and made.action != SETTLED
    return StepCase(
        code=row.code,
        customer=row.customer.code,
        customer_name=row.customer.name,
        opportunity=row.opportunity.code if row.opportunity else "",
        person=row.key_person.name if row.key_person else "",
        due_on=row.due_on,
        kept_on=_local_day(made.recorded_at),
        by=made.actor if is_given else "",
        by_name=name(made.actor) if is_given else "",
    )


def changes(employee: m.Employee, today: date, assessed: Sequence[int], name: Names) -> list[ChangeCase]:
    """Assessments that say something new of key persons at the employee's own customers, the latest first.

    `assessed` are keys of persons whom an import may have assessed.
    """
    found = recent(_own(employee), today, Asked(begin(today), assessed))
    return [
        ChangeCase(
            customer=found.people[event.person].customer,
            customer_name=found.people[event.person].customer_name,
            person=event.person,
            name=found.people[event.person].name,
            values=len(event.changes),
            day=_local_day(event.recorded_at),
            recorded_at=event.recorded_at,
            by=event.who,
            by_name=name(event.who),
        )
        for event in found.events
        if event.file == "assessments"
    ]


def ownerships(employee: m.Employee, scope: Scope, today: date, name: Names) -> list[OwnershipCase]:
    """Customers that came to the employee within the span, or went to somebody else."""
    first = today - SPAN
    rows = m.Ownership.unscoped.filter(employee=employee).filter(
        Q(valid_from__gt=first, valid_from__lte=today) | Q(valid_to__gt=first, valid_to__lte=today)
    )
    found = list(rows.select_related("customer", "revision").order_by("-valid_from", "customer__code"))
    if not found:
        return []
    customers = {row.customer_id for row in found}
    seen = set(m.Customer.objects.visible_to(scope, today).filter(pk__in=customers).values_list("pk", flat=True))
    mine = set(
        m.Customer.objects.visible_to(_own(employee), today).filter(pk__in=customers).values_list("pk", flat=True)
    )
    return list(_moves(found, seen, mine, (first, today), name))


def _moves(
    rows: Iterable[m.Ownership], seen: set[int], mine: set[int], span: tuple[date, date], name: Names
) -> Iterable[OwnershipCase]:
    first, today = span
    for row in rows:
        came = first < row.valid_from <= today and row.customer_id in mine
        went = row.valid_to is not None and first < row.valid_to <= today and row.customer_id not in mine
        if came or went:
            yield OwnershipCase(
                customer=row.customer.code,
                customer_name=row.customer.name,
                on=row.valid_from if came else row.valid_to or today,
                is_gained=came,
                is_seen=row.customer_id in seen,
                by=row.revision.actor,
                by_name=name(row.revision.actor),
            )


def help_requests(employee: m.Employee, today: date) -> list[HelpCase]:
    """Requests for help in which the employee takes part, asked, answered or closed within the span."""
    first = today - SPAN
    rows = m.HelpRequest.objects.of(employee).select_related("key_person", "asker", "giver", "answer")
    lately = (
        Q(asked_on__gt=first) | Q(answered_on__gt=first) | Q(closed_on__gt=first) | Q(answer__answered_on__gt=first)
    )
    return [_help(row, employee) for row in rows.filter(lately).order_by("pk")]


def _help(row: m.HelpRequest, employee: m.Employee) -> HelpCase:
    of_receiver = row.giver_id == employee.pk
    known = "" if row.blind else row.giver.name
    answer = getattr(row, "answer", None)
    return HelpCase(
        code=row.code,
        person=row.key_person.name,
        state=HelpState(row.state),
        of_receiver=of_receiver,
        who=row.asker.name if of_receiver else known,
        asked_on=row.asked_on,
        answered_on=row.answered_on,
        closed_on=row.closed_on,
        is_thanked=bool(row.thanks),
        insight_on=answer.answered_on if answer and answer.taken_on is None else None,
    )


def uses(employee: m.Employee, scope: Scope, today: date) -> list[UseCase]:
    """Uses of influence that the employee is asked to confirm; of their own, deals by name only where they may know."""
    return [
        UseCase(row.pk, row.customer, row.deal, row.is_own, row.asked_on) for row in waiting_for(employee, scope, today)
    ]


def proposals(employee: m.Employee, today: date) -> list[ProposalCase]:
    """Proposals of which something waits for the employee."""
    found = m.Proposal.objects.of(employee).filter(pk__in=waiting_ones(employee, today)).order_by("pk")
    return [ProposalCase(row.code, row.through, _local_day(row.proposed_at)) for row in found]


def webhooks(employee: m.Employee) -> list[WebhookCase]:
    """Webhooks that were given up, for administrators."""
    if employee.role != m.Role.ADMIN:
        return []
    found = m.Webhook.objects.filter(given_up=True).order_by("pk")
    return [WebhookCase(row.pk, host_of(row.url), _local_day(row.off_at or row.made_at)) for row in found]


def with_recorders(cases: Sequence[ReadingCase], today: date) -> list[ReadingCase]:
    """The chains with everybody who recorded something at their customers since they read otherwise."""
    if not cases:
        return []
    codes = {case.customer for case in cases}
    touched = m.ChangedCustomer.objects.filter(customer__code__in=codes, revision__recorded_at__gte=begin(today))
    rows = list(touched.values_list("customer__code", "revision__actor", "revision__recorded_at"))
    return [
        replace(
            case, by=frozenset(who for code, who, at in rows if code == case.customer and _local_day(at) >= case.since)
        )
        for case in cases
    ]


def _own(employee: m.Employee) -> Scope:
    """The gate for one's own customers alone, whatever else one may see."""
    return Scope(viewer=employee.code, employees=frozenset({employee.code}))


def _local_day(at: datetime) -> date:
    return at.astimezone(timezone.get_current_timezone()).date()
