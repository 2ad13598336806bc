"""A panel straight from a bundle in memory, without a database."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import facts as f
from renmai.analytics.panel import Panel, build_panel
from renmai.analytics.states import pack
from renmai.domain.account_team import TeamRole
from renmai.domain.strategies.base import Strategy
from tests.bundles import Bundle, Row

Ids = dict[Any, int]
STATUS = {"open": f.OPEN, "won": f.WON, "lost": f.LOST}
ORIGIN = {"": f.NO_ORIGIN, "captured": f.CAPTURED, "incubated": f.INCUBATED}
CONTRIBUTION = {"": f.UNSET, "high": f.HIGH, "low": f.LOW}
KIND = {"internal": f.INTERNAL, "ours": f.OURS, "competitor": f.COMPETITOR}
KEY_OF_ASSESSMENT = ("key_person", "party", "effective_on")


def panel_of(bundle: Bundle, revision: int = 1) -> Panel:
    """The panel of a valid bundle."""
    return build_panel(facts_of(bundle, revision))


def facts_of(bundle: Bundle, revision: int = 1) -> f.Facts:
    ids = {
        file: {row["code"]: number for number, row in enumerate(bundle.get(file, []), start=1)}
        for file in ("teams", "employees", "competitors", "customers", "key_people", "opportunities", "activities")
    }
    return f.Facts(revision, _staff(bundle, ids), _book(bundle, ids))


def _staff(bundle: Bundle, ids: dict[str, Ids]) -> f.Staff:
    return f.Staff(
        employees=tuple(
            f.Employee(
                ids["employees"][row["code"]],
                str(row["code"]),
                str(row["name"]),
                ids["teams"].get(row["team"], 0),
                str(row["role"] or "member"),
                bool(row["sales"]),
                _start(row["joined_on"]),
                _stop(row["left_on"]),
            )
            for row in bundle.get("employees", [])
        ),
        teams=tuple(
            f.Team(
                ids["teams"][row["code"]],
                str(row["code"]),
                str(row["name"]),
                ids["teams"].get(row["parent"], 0),
                ids["employees"].get(row["leader"], 0),
            )
            for row in bundle.get("teams", [])
        ),
        competitors=tuple(
            f.Competitor(ids["competitors"][row["code"]], str(row["code"]), str(row["name"]))
            for row in bundle.get("competitors", [])
        ),
    )


def _start(day: Any) -> int:
    return f.ordinal(day, f.EVER)


def _stop(day: Any) -> int:
    return f.ordinal(day, f.NEVER)


def _book(bundle: Bundle, ids: dict[str, Ids]) -> f.CustomerBook:
    return f.CustomerBook(
        customers=_customers(bundle, ids),
        ownerships=_ownerships(bundle, ids),
        account_team=_account_team(bundle, ids),
        strategy_choices=_strategy_choices(bundle, ids),
        people=_people(bundle, ids),
        reporting=_reporting(bundle, ids),
        assessments=_assessments(bundle, ids),
        influences=_influences(bundle, ids),
        opportunities=_opportunities(bundle, ids),
        members=_members(bundle, ids),
        uses=_uses(bundle, ids),
        activities=_activities(bundle, ids),
        contacts=_contacts(bundle, ids),
        plans=_plans(bundle, ids),
    )


def _column(rows: Iterable[Row], of: Callable[[Row], object], kind: Any) -> NDArray[Any]:
    return np.array([of(row) for row in rows], dtype=kind)


def _texts(rows: list[Row], name: str) -> f.Texts:
    return f.texts([str(row[name] or "") for row in rows])


def _reference(rows: list[Row], name: str, ids: Ids) -> f.Ids:
    return _column(rows, lambda row: ids.get(row[name], 0), np.int64)


def _days(rows: list[Row], name: str, missing: int = f.NEVER) -> f.Days:
    return np.array([f.ordinal(_day(row[name]), missing) for row in rows], dtype=np.int32)


def _day(cell: object) -> date | None:
    assert cell is None or isinstance(cell, date)
    return cell


def _flags(rows: list[Row], name: str) -> f.Flags:
    return _column(rows, lambda row: row[name], np.bool_)


def _codes(rows: list[Row], name: str, words: dict[str, int]) -> f.Small:
    return _column(rows, lambda row: words[str(row[name] or "")], np.int8)


def _customers(bundle: Bundle, ids: dict[str, Ids]) -> f.CustomerFacts:
    rows = bundle.get("customers", [])
    return f.CustomerFacts(
        id=_reference(rows, "code", ids["customers"]),
        code=_texts(rows, "code"),
        name=_texts(rows, "name"),
        industry=_texts(rows, "industry"),
        region=_texts(rows, "region"),
        focus=_flags(rows, "focus"),
        contribution=_codes(rows, "contribution", CONTRIBUTION),
        start=_days(rows, "created_on"),
        stop=_days(rows, "closed_on"),
    )


def _ownerships(bundle: Bundle, ids: dict[str, Ids]) -> f.OwnershipFacts:
    rows = bundle.get("ownerships", [])
    return f.OwnershipFacts(
        customer=_reference(rows, "customer", ids["customers"]),
        employee=_reference(rows, "employee", ids["employees"]),
        start=_days(rows, "valid_from"),
        stop=_days(rows, "valid_to"),
    )


def _account_team(bundle: Bundle, ids: dict[str, Ids]) -> f.AccountTeamFacts:
    rows = bundle.get("account_team", [])
    return f.AccountTeamFacts(
        customer=_reference(rows, "customer", ids["customers"]),
        employee=_reference(rows, "employee", ids["employees"]),
        role=_codes(rows, "role", {role.value: at for at, role in enumerate(TeamRole)}),
        start=_days(rows, "valid_from"),
        stop=_days(rows, "valid_to"),
    )


def _strategy_choices(bundle: Bundle, ids: dict[str, Ids]) -> f.StrategyChoiceFacts:
    rows = bundle.get("strategy_choices", [])
    return f.StrategyChoiceFacts(
        customer=_reference(rows, "customer", ids["customers"]),
        strategy=_codes(rows, "strategy", {"": -1, **{one.value: at for at, one in enumerate(Strategy)}}),
        day=_days(rows, "chosen_on"),
    )


def _people(bundle: Bundle, ids: dict[str, Ids]) -> f.PersonFacts:
    rows = bundle.get("key_people", [])
    return f.PersonFacts(
        id=_reference(rows, "code", ids["key_people"]),
        customer=_reference(rows, "customer", ids["customers"]),
        code=_texts(rows, "code"),
        name=_texts(rows, "name"),
        department=_texts(rows, "department"),
        title=_texts(rows, "title"),
        superior=_reference(rows, "reports_to", ids["key_people"]),
        top=_flags(rows, "top"),
        nobody_found=_flags(rows, "nobody_found"),
        focus=_flags(rows, "focus"),
        start=_days(rows, "joined_on"),
        stop=_days(rows, "left_on"),
    )


def _reporting(bundle: Bundle, ids: dict[str, Ids]) -> f.ReportingFacts:
    rows = bundle.get("reporting", [])
    return f.ReportingFacts(
        person=_reference(rows, "key_person", ids["key_people"]),
        superior=_reference(rows, "reports_to", ids["key_people"]),
        start=_days(rows, "valid_from"),
        stop=_days(rows, "valid_to"),
    )


def _assessments(bundle: Bundle, ids: dict[str, Ids]) -> f.AssessmentFacts:
    last = {tuple(row[key] for key in KEY_OF_ASSESSMENT): row for row in bundle.get("assessments", [])}
    rows = list(last.values())
    degrees = [[_degree_code(row[name]) for row in rows] for name in ("closeness", "solution", "price")]
    votes = [[{None: 2, True: 1, False: 0}[row[name]] for row in rows] for name in ("veto", "approver")]  # type: ignore[index]
    return f.AssessmentFacts(
        person=_reference(rows, "key_person", ids["key_people"]),
        party=_reference(rows, "party", ids["competitors"]),
        day=_days(rows, "effective_on"),
        state=pack(np.array(degrees, dtype=np.int8), np.array(votes, dtype=np.int8)),
    )


def _degree_code(cell: object) -> int:
    assert cell is None or isinstance(cell, int)
    return 5 if cell is None else cell + 2


def _influences(bundle: Bundle, ids: dict[str, Ids]) -> f.InfluenceFacts:
    rows = bundle.get("influences", [])
    files = {"internal": "key_people", "ours": "employees", "competitor": "competitors"}
    return f.InfluenceFacts(
        person=_reference(rows, "key_person", ids["key_people"]),
        kind=_codes(rows, "kind", KIND),
        influencer=_column(rows, lambda row: ids[files[str(row["kind"])]][row["influencer"]], np.int64),
        giver=_column(
            rows, lambda row: ids["employees"].get(row["influencer"], 0) if row["kind"] == "ours" else 0, np.int64
        ),
        contact=_texts(rows, "contact_name"),
        start=_days(rows, "valid_from"),
        stop=_days(rows, "valid_to"),
    )


def _opportunities(bundle: Bundle, ids: dict[str, Ids]) -> f.OpportunityFacts:
    rows = bundle.get("opportunities", [])
    return f.OpportunityFacts(
        id=_reference(rows, "code", ids["opportunities"]),
        customer=_reference(rows, "customer", ids["customers"]),
        code=_texts(rows, "code"),
        name=_texts(rows, "name"),
        owner=_reference(rows, "owner", ids["employees"]),
        amount=f.amounts([Decimal(str(row["amount"])) for row in rows]),
        stage=_texts(rows, "stage"),
        status=_codes(rows, "status", STATUS),
        origin=_codes(rows, "origin", ORIGIN),
        focus=_flags(rows, "focus"),
        opened=_days(rows, "opened_on"),
        closed=_days(rows, "closed_on"),
        expected=_days(rows, "expected_on"),
    )


def _members(bundle: Bundle, ids: dict[str, Ids]) -> f.MemberFacts:
    rows = bundle.get("chain_members", [])
    return f.MemberFacts(
        opportunity=_reference(rows, "opportunity", ids["opportunities"]),
        person=_reference(rows, "key_person", ids["key_people"]),
    )


GRADES = ("", "sourced", "assisted")


def counts(use: Row) -> bool:
    """Nobody was asked, or both have confirmed it."""
    return (use.get("owner_confirmed_on") is None) == (use.get("employee_confirmed_on") is None)


def _uses(bundle: Bundle, ids: dict[str, Ids]) -> f.UseFacts:
    rows = [row for row in bundle.get("influence_uses", []) if counts(row)]
    return f.UseFacts(
        opportunity=_reference(rows, "opportunity", ids["opportunities"]),
        employee=_reference(rows, "employee", ids["employees"]),
        giver=_reference(rows, "employee", ids["employees"]),
        day=_days(rows, "used_on"),
        grade=np.array([GRADES.index(row.get("grade") or "") for row in rows], dtype=np.int8),
        confirmed=np.array([_confirmed(row) for row in rows], dtype=np.int32),
    )


def _confirmed(use: Row) -> int:
    return max(f.ordinal(_day(use.get(f"{side}_confirmed_on")), f.EVER) for side in ("owner", "employee"))


def _activities(bundle: Bundle, ids: dict[str, Ids]) -> f.ActivityFacts:
    rows = bundle.get("activities", [])
    return f.ActivityFacts(
        id=_reference(rows, "code", ids["activities"]),
        customer=_reference(rows, "customer", ids["customers"]),
        opportunity=_reference(rows, "opportunity", ids["opportunities"]),
        employee=_reference(rows, "employee", ids["employees"]),
        day=_days(rows, "occurred_on"),
    )


def _contacts(bundle: Bundle, ids: dict[str, Ids]) -> f.ContactFacts:
    met = [
        (ids["key_people"][code], ids["employees"].get(row["employee"], 0), row["occurred_on"])
        for row in bundle.get("activities", [])
        for code in str(row["key_people"] or "").split(";")
        if code.strip()
    ]
    return f.ContactFacts(
        person=np.array([person for person, _, _ in met], dtype=np.int64),
        employee=np.array([employee for _, employee, _ in met], dtype=np.int64),
        day=np.array([f.ordinal(_day(day), f.NEVER) for _, _, day in met], dtype=np.int32),
    )


def _plans(bundle: Bundle, ids: dict[str, Ids]) -> f.PlanFacts:
    rows = bundle.get("plan_steps", [])
    return f.PlanFacts(
        customer=_reference(rows, "customer", ids["customers"]),
        start=_days(rows, "planned_on", f.EVER),
        stop=_column(rows, _settled, np.int32),
    )


def _settled(row: Row) -> int:
    return f.NEVER if row["status"] == "open" else f.ordinal(_day(row["settled_on"]), f.EVER)
