"""The ledger of use as the people in it may read it: who helped, the deal's side, and nobody else (spec 1.6, 1.10).

An employee sees their own uses wherever they were, but of a deal only what they may know: its name if they see the
customer, were asked for help with it, or were told in thanks; its amount if they see the customer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Final

from django.db.models import Q

from renmai.domain.help_request import HelpState
from renmai.domain.influence_use import UseState, state_of
from renmai.domain.scope import Scope
from renmai.store.models import (
    Customer,
    Employee,
    HelpRequest,
    Influence,
    InfluenceKind,
    InfluenceUse,
    KeyPerson,
    Opportunity,
    Ownership,
    PrivateRelation,
    PrivateUse,
    Role,
    Status,
    Team,
    Thanks,
)

HELPED: Final = (HelpState.ACCEPTED, HelpState.CLOSED)
"""States of a request in which the helper agreed to help."""
RELATED: Final = ("opportunity__customer", "opportunity__owner", "key_person", "employee", "private__employee")


@dataclass(frozen=True, slots=True)
class Thanked:
    who: str
    text: str
    on: date
    names_deal: bool


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One use as one reader may read it; what they may not know is blank, an amount None.

    `helper` is blank where whoever helped is not named; `thanks` are those that the reader wrote or got.
    """

    pk: int
    deal_key: int
    customer: str
    customer_code: str
    deal: str
    deal_code: str
    amount: Decimal | None
    person: str
    person_code: str
    place: str
    helper: str
    used_on: date
    note: str
    grade: str
    state: UseState
    owner_confirmed_on: date | None
    employee_confirmed_on: date | None
    closed_on: date | None
    is_won: bool
    is_frozen: bool
    is_own: bool
    is_named: bool
    thanks: tuple[Thanked, ...] = ()

    @property
    def asked_on(self) -> date:
        """The day on which the one side asked the other."""
        return self.owner_confirmed_on or self.employee_confirmed_on or self.used_on

    @property
    def counts(self) -> bool:
        return self.state.counts

    @property
    def waits_for_me(self) -> bool:
        """Whether the reader may answer: for themselves, or for the deal."""
        return self.state is (UseState.WAITS_FOR_EMPLOYEE if self.is_own else UseState.WAITS_FOR_OWNER)


def helper_of(use: InfluenceUse) -> Employee | None:
    """Who helped, named or not; None where nobody knows any more. For the store alone: no face may ask."""
    private: PrivateUse | None = getattr(use, "private", None)
    found: Employee | None = use.employee or (private.employee if private else None)
    return found


def own(employee: Employee) -> Q:
    """Uses of the employee's influence, with their name or without."""
    return Q(employee=employee) | Q(private__employee=employee)


def answerable(pk: int, by: Employee, scope: Scope, today: date) -> InfluenceUse:
    """The use, if `by` helped or sees the customer today; else raises `InfluenceUse.DoesNotExist`."""
    rows = InfluenceUse.unscoped.select_related(*RELATED)
    found: InfluenceUse | None = rows.filter(own(by), pk=pk).first()
    if found is not None:
        return found
    seen: InfluenceUse = InfluenceUse.objects.visible_to(scope, today).select_related(*RELATED).get(pk=pk)
    return seen


def answers_for(opportunity: Opportunity, today: date) -> set[int]:
    """Keys of who answers for the deal: its owner and its customer's, as far as they are in service."""
    return Answering([opportunity], today).of(opportunity)


class Answering:
    """Who is asked for some deals, with a few statements for all of them."""

    def __init__(self, deals: Iterable[Opportunity], today: date) -> None:
        self.today = today
        customers = {deal.customer_id for deal in deals}
        lasting = Ownership.unscoped.filter(_covers("valid_from", "valid_to", today), customer__in=customers)
        self.owners = {row.customer_id: row.employee for row in lasting.select_related("employee")}

    def of(self, deal: Opportunity) -> set[int]:
        found = (deal.owner, self.owners.get(deal.customer_id))
        return {one.pk for one in found if one is not None and one.is_employed(self.today)}

    def asked(self, use: InfluenceUse) -> set[int]:
        """Keys of who is asked to confirm for the deal: never whoever helped.

        Where the helper alone answers for the deal their leader is asked, and where nobody leads them the executives.
        """
        helper, answering = helper_of(use), self.of(use.opportunity)
        helping = {helper.pk} if helper else set()
        asked = answering - helping
        if asked:
            return asked
        leader = self._leader_above(helper) if answering and helper else None
        return {leader} if leader else self.executives - helping

    def _leader_above(self, helper: Employee) -> int | None:
        """The nearest leader in service above the helper who is somebody else."""
        team = self.teams.get(helper.team_id or 0)
        while team is not None:
            leader = team.leader
            if leader is not None and leader.pk != helper.pk and leader.is_employed(self.today):
                return leader.pk
            team = self.teams.get(team.parent_id or 0)
        return None

    @cached_property
    def teams(self) -> dict[int, Team]:
        return {team.pk: team for team in Team.objects.select_related("leader")}

    @cached_property
    def executives(self) -> set[int]:
        rows = Employee.objects.filter(role=Role.EXECUTIVE)
        return {one.pk for one in rows if one.is_employed(self.today)}


def _covers(start: str, stop: str, day: date) -> Q:
    """The day lies in [start, stop)."""
    return Q(**{f"{start}__lte": day}) & (Q(**{f"{stop}__gt": day}) | Q(**{stop: None}))


def waiting_for(employee: Employee, scope: Scope, today: date) -> list[LedgerRow]:
    """What the employee is asked to confirm, the longest waiting first."""
    return Reader(employee, scope, today).rows(_waiting(employee, scope, today))


def _waiting(employee: Employee, scope: Scope, today: date) -> list[InfluenceUse]:
    for_helper = Q(employee_confirmed_on=None, owner_confirmed_on__isnull=False)
    for_deal = Q(owner_confirmed_on=None, employee_confirmed_on__isnull=False)
    seen = InfluenceUse.objects.visible_to(scope, today).filter(for_deal).values("pk")
    rows = InfluenceUse.unscoped.filter(Q(own(employee), for_helper) | Q(for_deal, pk__in=seen))
    found = list(rows.select_related(*RELATED))
    answering = Answering([use.opportunity for use in found], today) if found else None
    asked = [use for use in found if use.owner_confirmed_on or (answering and employee.pk in answering.asked(use))]
    return sorted(asked, key=lambda use: (use.owner_confirmed_on or use.employee_confirmed_on, use.pk))


def helped_with(employee: Employee, scope: Scope, today: date) -> list[LedgerRow]:
    """The employee's own uses, named or not, the latest first."""
    rows = InfluenceUse.unscoped.filter(own(employee)).select_related(*RELATED)
    return Reader(employee, scope, today).rows(list(rows.order_by("-used_on", "-pk")))


def in_deals_of(employee: Employee, scope: Scope, today: date) -> list[LedgerRow]:
    """Uses in deals that the employee answers for, the latest first."""
    owned = Ownership.unscoped.filter(_covers("valid_from", "valid_to", today), employee=employee)
    theirs = Q(opportunity__owner=employee) | Q(opportunity__customer__in=owned.values("customer"))
    rows = InfluenceUse.objects.visible_to(scope, today).filter(theirs).select_related(*RELATED)
    return Reader(employee, scope, today).rows(list(rows.order_by("-used_on", "-pk")))


def uses_of(opportunity: Opportunity, employee: Employee, scope: Scope, until: date, today: date) -> list[LedgerRow]:
    """The uses of one deal up to a day, the latest first; none where the customer is not seen."""
    rows = InfluenceUse.objects.visible_to(scope, today).filter(opportunity=opportunity, used_on__lte=until)
    found = list(rows.select_related(*RELATED).order_by("-used_on", "-pk"))
    return Reader(employee, scope, today).rows(found)


def number_of_uses(opportunity: Opportunity, scope: Scope, until: date, today: date) -> int:
    """How many rows `uses_of` has, those that wait for an answer included."""
    return InfluenceUse.objects.visible_to(scope, today).filter(opportunity=opportunity, used_on__lte=until).count()


class Reader:
    """Some uses as one employee may read them, with a few statements for all."""

    def __init__(self, employee: Employee, scope: Scope, today: date) -> None:
        self.employee = employee
        self.scope = scope
        self.today = today

    def rows(self, uses: Sequence[InfluenceUse]) -> list[LedgerRow]:
        if not uses:
            return []
        customers = {use.opportunity.customer_id for use in uses}
        visible = Customer.objects.visible_to(self.scope, self.today)
        self.seen = set(visible.filter(pk__in=customers).values_list("pk", flat=True))
        self.people = {person.pk for person in own_people(self.employee, self.today)}
        self.deals = deals_asked_about(self.employee)
        self.thanks: dict[int, list[Thanked]] = {}
        for one in Thanks.objects.of(self.employee).filter(use__in=uses).select_related("by").order_by("pk"):
            told = Thanked(one.by.name, one.text, one.said_on, one.names_deal)
            self.thanks.setdefault(one.use_id, []).append(told)
        return [self._row(use) for use in uses]

    def _row(self, use: InfluenceUse) -> LedgerRow:
        deal, person = use.opportunity, use.key_person
        is_seen, thanks = deal.customer_id in self.seen, tuple(self.thanks.get(use.pk, ()))
        is_told = is_seen or deal.pk in self.deals or any(one.names_deal for one in thanks)
        is_known = is_seen or person.pk in self.people
        return LedgerRow(
            pk=use.pk,
            deal_key=deal.pk,
            customer=deal.customer.name,
            customer_code=deal.customer.code if is_seen else "",
            deal=deal.name if is_told else "",
            deal_code=deal.code if is_seen else "",
            amount=deal.amount if is_seen else None,
            person=person.name if is_known else "",
            person_code=person.code if is_seen else "",
            place=" · ".join(part for part in (person.department, person.title) if part),
            helper=use.employee.name if use.employee else "",
            used_on=use.used_on,
            note=use.note,
            grade=use.grade,
            state=state_of(use.owner_confirmed_on, use.employee_confirmed_on, deal.closed_on),
            owner_confirmed_on=use.owner_confirmed_on,
            employee_confirmed_on=use.employee_confirmed_on,
            closed_on=deal.closed_on,
            is_won=deal.status == Status.WON,
            is_frozen=deal.status != Status.OPEN,
            is_own=helper_of(use) == self.employee,
            is_named=use.employee is not None,
            thanks=thanks,
        )


def own_people(employee: Employee, today: date) -> list[KeyPerson]:
    """Key persons whom the employee can deeply sway today, told to others or not, by name."""
    lasts = _covers("valid_from", "valid_to", today)
    told = Influence.unscoped.filter(lasts, kind=InfluenceKind.OURS, employee=employee).values("key_person")
    lasting = Influence.unscoped.filter(lasts).values("pk")
    kept = PrivateRelation.objects.of(employee).filter(influence__in=lasting).values("influence__key_person")
    rows = KeyPerson.unscoped.filter(Q(pk__in=told) | Q(pk__in=kept))
    return list(rows.select_related("customer").order_by("name", "code"))


def deals_asked_about(employee: Employee) -> set[int]:
    """Keys of the deals that the employee agreed to help with when a colleague asked."""
    requests = HelpRequest.objects.of(employee).filter(giver=employee, state__in=HELPED, opportunity__isnull=False)
    return set(requests.values_list("opportunity", flat=True))


def own_deals(employee: Employee, scope: Scope, today: date, people: Sequence[KeyPerson]) -> list[Opportunity]:
    """Open deals that the employee may say to have helped in, at the customers of `people`, by name.

    Those of customers that they see, and those that they were asked to help with. Of any other deal they are told
    nothing: its owner records the use, and asks them.
    """
    customers = {person.customer_id for person in people}
    open_now = Q(customer__in=customers, status=Status.OPEN)
    seen = Opportunity.objects.visible_to(scope, today).filter(open_now).values("pk")
    rows = Opportunity.unscoped.filter(open_now & (Q(pk__in=seen) | Q(pk__in=deals_asked_about(employee))))
    return list(rows.select_related("customer").order_by("name", "code"))


def blind_requests(opportunity: Opportunity, asker: Employee) -> list[HelpRequest]:
    """Help with the deal that came from a colleague whom the asker does not know, the latest first."""
    rows = HelpRequest.objects.of(asker).filter(asker=asker, blind=True, state__in=HELPED, opportunity=opportunity)
    return list(rows.select_related("key_person", "giver").order_by("-asked_on", "-pk"))
