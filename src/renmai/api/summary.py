"""One customer, key person or opportunity today with all that its page shows of it, for a reader that is no browser."""

from datetime import date
from typing import Annotated, Any, Final

import numpy as np
from django.http import HttpRequest
from ninja import Query, Router

from renmai.analytics.customer import alone, contacts, standing
from renmai.analytics.decision_chain import verdict_on
from renmai.analytics.decision_chain_line import listing as chains_of
from renmai.analytics.key_person_line import people_of
from renmai.analytics.listing import Row
from renmai.analytics.panel import Panel
from renmai.analytics.paths import Path, paths_to
from renmai.api.access import Caller
from renmai.api.fetching import customer_of, key_person_of, opportunity_of
from renmai.api.looking import looking
from renmai.api.schema import errors
from renmai.domain.question import COMPANY, OURS, Question
from renmai.domain.scope import EVERYTHING
from renmai.domain.stance import DEGREES, VOTES
from renmai.output.agents import answers as told
from renmai.store.cells import cells_of
from renmai.store.models import Activity, Assessment, ChainMember, Customer, KeyPerson, Opportunity

REFUSED: Final = {"responses": errors(404)}
router = Router()
CONTACTS_SHOWN = 20
PATHS_SHOWN = 10
LAST = 2**63
"""Members without a place come behind all others."""

First = Annotated[int, Query(ge=0, le=100_000)]
Most = Annotated[int, Query(ge=1, le=told.MOST)]


@router.get("/customers/{code}/summary", response=told.CustomerAnswer, openapi_extra=REFUSED)
def customer(request: HttpRequest, code: str, first: First = 0, most: Most = told.MOST) -> told.CustomerAnswer:
    """A customer with its key persons (`first` … `first + most`, by code) and open decision chains."""
    with looking(request) as caller:
        found = customer_of(caller, code)
        panel, question = _alone(caller, found), Question(caller.today, view=COMPANY)
        row = standing(panel, question) or {}
        people = people_of(panel, question, EVERYTHING, found.code)
        return told.CustomerAnswer(
            code=found.code,
            name=found.name,
            industry=found.industry,
            region=found.region,
            focus=found.focus,
            owner=row.get("owner"),
            recommended=row.get("strategy", ""),
            grades=row.get("grades", {}),
            averages={degree: row[degree]["value"] if row else None for degree in DEGREES},
            people=_people(panel, question, people[first : first + most]),
            people_total=len(people),
            first=first,
            opportunities=[told.Chain(**one) for one in chains_of(panel, question, EVERYTHING)[: told.MOST]],
        )


@router.get("/key-people/{code}/summary", response=told.PersonAnswer, openapi_extra=REFUSED)
def key_person(request: HttpRequest, code: str) -> told.PersonAnswer:
    """A key person with what is known towards us and each competitor, and the last contacts."""
    with looking(request) as caller:
        found = key_person_of(caller, code)
        panel, question = _alone(caller, found.customer), Question(caller.today, view=COMPANY)
        rows = _people(panel, question, _rows_of(panel, question, {code}))
        return told.PersonAnswer(
            person=rows[0] if rows else _gone(found),
            customer_name=found.customer.name,
            known=_known(caller, found),
            contacts=_contacts(caller, found),
        )


@router.get("/key-people/{code}/paths", response=told.PathsAnswer, openapi_extra=REFUSED)
def paths(request: HttpRequest, code: str) -> told.PathsAnswer:
    """Who can move a key person: ours, and the competitors'; the best first."""
    with looking(request) as caller:
        found = key_person_of(caller, code)
        way = paths_to(_alone(caller, found.customer), caller.today, code)
        return told.PathsAnswer(
            person=code, name=found.name, ours=_steps(way.ours), competitors=_steps(way.competitors)
        )


@router.get("/opportunities/{code}/summary", response=told.OpportunityAnswer, openapi_extra=REFUSED)
def opportunity(request: HttpRequest, code: str) -> told.OpportunityAnswer:
    """An opportunity with its decision chain, how it reads, and what keeps it from being open."""
    with looking(request) as caller:
        found = opportunity_of(caller, code)
        panel, question = _alone(caller, found.customer), Question(caller.today, view=COMPANY)
        verdict = verdict_on(panel, caller.today, code)
        return told.OpportunityAnswer(
            code=found.code,
            name=found.name,
            customer=found.customer.code,
            customer_name=found.customer.name,
            amount=float(found.amount),
            stage=found.stage,
            status=found.status,
            opened_on=found.opened_on.isoformat(),
            expected_on=_day(found.expected_on),
            closed_on=_day(found.closed_on),
            reading=verdict.reading.value if verdict else None,
            blocking=_blocking(panel, caller.today, code),
            members=_members(caller, found, panel, question),
        )


def _alone(caller: Caller, found: Customer) -> Panel:
    one = alone(caller.panel, found.code)
    if one is None:
        raise LookupError(found.code)  # what the gate lets pass is in the panel
    return one.panel


def _rows_of(panel: Panel, question: Question, codes: set[str]) -> list[Row]:
    """Of some persons only: whoever sways another one is not told of here, and so not noted."""
    slab = panel.slabs[0]
    listing = people_of(panel, question, EVERYTHING, str(slab.customers.code[0]))
    wanted = np.flatnonzero(np.isin(slab.people.code, list(codes)))
    return listing.of(listing.subjects[np.isin(listing.subjects, wanted)])[:]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _people(panel: Panel, question: Question, rows: list[Row]) -> list[told.Person]:
    met = contacts(panel, question)
    return [
        told.Person(**row, last_contact=_day(date.fromordinal(met[row["code"]]) if met[row["code"]] else None))
        for row in rows
    ]


def _gone(person: KeyPerson) -> told.Person:
    """Who does not count today, by what is known of who it was."""
    return told.Person(
        code=person.code,
        name=person.name,
        customer=person.customer.code,
        department=person.department,
        title=person.title,
        focus=person.focus,
        closeness=None,
        solution=None,
        price=None,
        veto="unknown",
        approver="unknown",
        reports_to=None,
        influencers=[],
        completeness=0.0,
    )


def _known(caller: Caller, person: KeyPerson) -> list[told.Known]:
    """Towards each party what was said last, ours first."""
    rows = Assessment.objects.visible_to(caller.scope, caller.today).filter(
        key_person=person, effective_on__lte=caller.today
    )
    by_day = rows.select_related("key_person", "party", "assessor").order_by("effective_on")
    latest = {row.party.code if row.party else "": row for row in by_day}
    return [_towards(party, latest[party]) for party in sorted(latest)]


def _towards(party: str, row: Assessment) -> told.Known:
    cells = cells_of(row)
    said: dict[str, Any] = {degree: int(cells[degree]) if cells[degree] else None for degree in DEGREES}
    said |= {vote: cells[vote] or "unknown" for vote in VOTES}
    return told.Known(party=party or OURS, since=cells["effective_on"], note=row.note, **said)


def _contacts(caller: Caller, person: KeyPerson) -> list[told.Contact]:
    rows = Activity.objects.visible_to(caller.scope, caller.today).filter(
        people__key_person=person, occurred_on__lte=caller.today
    )
    latest = rows.select_related("employee").order_by("-occurred_on", "-pk")[:CONTACTS_SHOWN]
    return [
        told.Contact(day=row.occurred_on.isoformat(), kind=row.kind, by=row.employee.name, note=row.note)
        for row in latest
    ]


def _steps(some: list[Path]) -> list[list[told.Step]]:
    return [
        [told.Step(kind=step.kind, code=step.code, name=step.name) for step in path.steps]
        for path in some[:PATHS_SHOWN]
    ]


def _blocking(panel: Panel, day: date, code: str) -> list[told.Blocking]:
    verdict, people = verdict_on(panel, day, code), panel.slabs[0].people
    names = dict(zip(people.code.tolist(), people.name.tolist(), strict=True))
    return [
        told.Blocking(
            fact=reason.fact.code.value,
            person=reason.fact.person or "",
            name=names.get(reason.fact.person or "", ""),
            mean=reason.mean,
            limit=reason.limit,
            unknown=list(reason.unknown),
        )
        for reason in (verdict.reasons if verdict else ())
    ]


def _members(caller: Caller, found: Opportunity, panel: Panel, question: Question) -> list[told.Member]:
    rows = ChainMember.objects.visible_to(caller.scope, caller.today).filter(opportunity=found)
    ordered = sorted(
        rows.select_related("key_person"),
        key=lambda one: (LAST if one.position is None else one.position, one.key_person.code),
    )
    chain = [(one.key_person, one.role) for one in ordered[: told.MOST]]
    some = _rows_of(panel, question, {person.code for person, _ in chain})
    by_code = {one.code: one for one in _people(panel, question, some)}
    return [
        told.Member(code=person.code, name=person.name, role=role, person=by_code.get(person.code))
        for person, role in chain
    ]
