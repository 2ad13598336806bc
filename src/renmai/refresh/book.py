"""The facts that hang on customers, column by column: one reading per noun."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import numpy as np

from renmai.analytics import facts as f
from renmai.analytics.states import pack
from renmai.domain.account_team import TeamRole
from renmai.domain.influence_use import UseGrade
from renmai.domain.strategies.base import Strategy
from renmai.refresh.columns import Reading, coded, degree, ending, flag, giver, reference, starting, vote
from renmai.store import models as store
from renmai.store.models.influence_use import CONFIRMED

Customers = Sequence[int] | None
"""The ids of some customers; None: of all."""
TEAM_ROLES: Final = tuple(role.value for role in TeamRole)


def load_book(customers: Customers = None) -> f.CustomerBook:
    """All facts of some customers, of all for None."""
    return f.CustomerBook(
        customers=_customers(customers),
        ownerships=_ownerships(customers),
        account_team=_account_team(customers),
        strategy_choices=_strategy_choices(customers),
        people=_people(customers),
        reporting=_reporting(customers),
        assessments=_assessments(customers),
        influences=_influences(customers),
        opportunities=_opportunities(customers),
        members=_members(customers),
        uses=_uses(customers),
        activities=_activities(customers),
        contacts=_contacts(customers),
        plans=_plans(customers),
    )


CUSTOMERS: Final = Reading(
    store.Customer,
    ["id", flag("focus"), coded("contribution", ("", "high", "low")), starting("created_on"), ending("closed_on")],
    ["code", "name", "industry", "region"],
)


def _customers(customers: Customers) -> f.CustomerFacts:
    rows = CUSTOMERS.rows(customers)
    key, focus, contribution, start, stop = rows.numbers
    return f.CustomerFacts(
        id=key,
        code=rows.texts(0),
        name=rows.texts(1),
        industry=rows.texts(2),
        region=rows.texts(3),
        focus=focus.astype(np.bool_),
        contribution=contribution.astype(np.int8),
        start=start.astype(np.int32),
        stop=stop.astype(np.int32),
    )


OWNERSHIPS: Final = Reading(store.Ownership, ["customer_id", "employee_id", starting("valid_from"), ending("valid_to")])


def _ownerships(customers: Customers) -> f.OwnershipFacts:
    customer, employee, start, stop = OWNERSHIPS.rows(customers).numbers
    return f.OwnershipFacts(customer, employee, start.astype(np.int32), stop.astype(np.int32))


ACCOUNT_TEAM: Final = Reading(
    store.AccountTeamMember,
    ["customer_id", "employee_id", coded("role", TEAM_ROLES), starting("valid_from"), ending("valid_to")],
)


def _account_team(customers: Customers) -> f.AccountTeamFacts:
    customer, employee, role, start, stop = ACCOUNT_TEAM.rows(customers).numbers
    return f.AccountTeamFacts(customer, employee, role.astype(np.int8), start.astype(np.int32), stop.astype(np.int32))


STRATEGY_CHOICES: Final = Reading(
    store.StrategyChoice, ["customer_id", coded("strategy", ("", *Strategy)), starting("chosen_on")]
)


def _strategy_choices(customers: Customers) -> f.StrategyChoiceFacts:
    customer, strategy, day = STRATEGY_CHOICES.rows(customers).numbers
    return f.StrategyChoiceFacts(customer, strategy.astype(np.int8) + f.NOTHING_CHOSEN, day.astype(np.int32))


PEOPLE: Final = Reading(
    store.KeyPerson,
    [
        "id",
        "customer_id",
        reference("reports_to_id"),
        flag("top"),
        flag("nobody_found"),
        flag("focus"),
        starting("joined_on"),
        ending("left_on"),
    ],
    ["code", "name", "department", "title"],
)


def _people(customers: Customers) -> f.PersonFacts:
    rows = PEOPLE.rows(customers)
    key, customer, superior, top, nobody_found, focus, start, stop = rows.numbers
    return f.PersonFacts(
        id=key,
        customer=customer,
        code=rows.texts(0),
        name=rows.texts(1),
        department=rows.texts(2),
        title=rows.texts(3),
        superior=superior,
        top=top.astype(np.bool_),
        nobody_found=nobody_found.astype(np.bool_),
        focus=focus.astype(np.bool_),
        start=start.astype(np.int32),
        stop=stop.astype(np.int32),
    )


REPORTING: Final = Reading(
    store.ReportingLine,
    ["key_person_id", reference("reports_to_id"), starting("valid_from"), ending("valid_to")],
)


def _reporting(customers: Customers) -> f.ReportingFacts:
    person, superior, start, stop = REPORTING.rows(customers).numbers
    return f.ReportingFacts(person, superior, start.astype(np.int32), stop.astype(np.int32))


ASSESSMENTS: Final = Reading(
    store.Assessment,
    [
        "key_person_id",
        reference("party_id"),
        starting("effective_on"),
        *(degree(name) for name in ("closeness", "solution", "price")),
        *(vote(name) for name in ("veto", "approver")),
    ],
)


def _assessments(customers: Customers) -> f.AssessmentFacts:
    person, party, day, *codes = ASSESSMENTS.rows(customers).numbers
    small = np.array(codes, dtype=np.int8)
    return f.AssessmentFacts(person, party, day.astype(np.int32), pack(small[:3], small[3:]))


INFLUENCES: Final = Reading(
    store.Influence,
    [
        "key_person_id",
        coded("kind", ("internal", "ours", "competitor")),
        reference("person_id"),
        reference("employee_id"),
        reference("competitor_id"),
        giver("private__employee_id"),
        starting("valid_from"),
        ending("valid_to"),
    ],
    ["contact_name"],
)


def _influences(customers: Customers) -> f.InfluenceFacts:
    rows = INFLUENCES.rows(customers)
    person, kind, inner, employee, competitor, giver, start, stop = rows.numbers
    return f.InfluenceFacts(
        person=person,
        kind=kind.astype(np.int8),
        influencer=inner + employee + competitor,  # at most one of them is not 0
        giver=giver,
        contact=rows.texts(0),
        start=start.astype(np.int32),
        stop=stop.astype(np.int32),
    )


OPPORTUNITIES: Final = Reading(
    store.Opportunity,
    [
        "id",
        "customer_id",
        reference("owner_id"),
        coded("status", ("open", "won", "lost")),
        coded("origin", ("", "captured", "incubated")),
        flag("focus"),
        starting("opened_on"),
        ending("closed_on"),
        ending("expected_on"),
    ],
    ["code", "name", "stage", "amount"],
)


def _opportunities(customers: Customers) -> f.OpportunityFacts:
    rows = OPPORTUNITIES.rows(customers)
    key, customer, owner, status, origin, focus, opened, closed, expected = rows.numbers
    return f.OpportunityFacts(
        id=key,
        customer=customer,
        code=rows.texts(0),
        name=rows.texts(1),
        owner=owner,
        amount=f.amounts(map(Decimal, rows.others[3])),
        stage=rows.texts(2),
        status=status.astype(np.int8),
        origin=origin.astype(np.int8),
        focus=focus.astype(np.bool_),
        opened=opened.astype(np.int32),
        closed=closed.astype(np.int32),
        expected=expected.astype(np.int32),
    )


MEMBERS: Final = Reading(store.ChainMember, ["opportunity_id", "key_person_id"])


def _members(customers: Customers) -> f.MemberFacts:
    opportunity, person = MEMBERS.rows(customers).numbers
    return f.MemberFacts(opportunity, person)


USES: Final = Reading(
    store.InfluenceUse,
    [
        "opportunity_id",
        reference("employee_id"),
        giver("private__employee_id"),
        starting("used_on"),
        coded("grade", ("", *UseGrade)),
        starting("owner_confirmed_on"),
        starting("employee_confirmed_on"),
    ],
    where=CONFIRMED,
)


def _uses(customers: Customers) -> f.UseFacts:
    opportunity, employee, giver, day, grade, *confirmed = USES.rows(customers).numbers
    return f.UseFacts(
        opportunity,
        employee,
        giver,
        day.astype(np.int32),
        grade.astype(np.int8),
        np.maximum(*confirmed).astype(np.int32),
    )


ACTIVITIES: Final = Reading(
    store.Activity, ["id", "customer_id", reference("opportunity_id"), "employee_id", starting("occurred_on")]
)


def _activities(customers: Customers) -> f.ActivityFacts:
    key, customer, opportunity, employee, day = ACTIVITIES.rows(customers).numbers
    return f.ActivityFacts(key, customer, opportunity, employee, day.astype(np.int32))


CONTACTS: Final = Reading(
    store.ActivityPerson, ["key_person_id", "activity__employee_id", starting("activity__occurred_on")]
)


def _contacts(customers: Customers) -> f.ContactFacts:
    person, employee, day = CONTACTS.rows(customers).numbers
    return f.ContactFacts(person, employee, day.astype(np.int32))


PLANS: Final = Reading(
    store.PlanStep, ["customer_id", coded("status", ("", "open")), starting("planned_on"), ending("settled_on")]
)


def _plans(customers: Customers) -> f.PlanFacts:
    customer, is_open, start, settled = PLANS.rows(customers).numbers
    known = np.where(settled == f.NEVER, f.EVER, settled)
    stop = np.where(is_open, f.NEVER, known)
    return f.PlanFacts(customer, start.astype(np.int32), stop.astype(np.int32))
