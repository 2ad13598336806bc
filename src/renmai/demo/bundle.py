"""The rows that the demo writes, one class per file of the bundle, and the folder that takes them (spec 2)."""

import csv
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Self

YES = "yes"
Day = date | None


def flag(value: bool) -> str:
    return YES if value else ""


class Team(NamedTuple):
    code: str
    name: str
    parent: str
    leader: str


class Employee(NamedTuple):
    code: str
    name: str
    email: str
    team: str
    title: str
    role: str
    sales: str
    joined_on: Day
    left_on: Day


class Competitor(NamedTuple):
    code: str
    name: str


class Customer(NamedTuple):
    code: str
    name: str
    industry: str
    region: str
    parent: str
    focus: str
    contribution: str
    potential: str
    created_on: date
    closed_on: Day


class Ownership(NamedTuple):
    customer: str
    employee: str
    valid_from: date
    valid_to: Day


class AccountTeamMember(NamedTuple):
    customer: str
    employee: str
    role: str
    valid_from: date
    valid_to: Day


class StrategyChoice(NamedTuple):
    customer: str
    strategy: str
    chosen_on: date
    chosen_by: str
    reason: str


class KeyPerson(NamedTuple):
    code: str
    customer: str
    name: str
    department: str
    title: str
    reports_to: str
    top: str
    nobody_found: str
    focus: str
    email: str
    phone: str
    joined_on: date
    left_on: Day


class ReportingLine(NamedTuple):
    key_person: str
    reports_to: str
    valid_from: date
    valid_to: Day


class Assessment(NamedTuple):
    key_person: str
    party: str
    effective_on: date
    closeness: int | None
    solution: int | None
    price: int | None
    veto: str
    approver: str
    assessor: str
    note: str
    evidence: str


class Influence(NamedTuple):
    key_person: str
    kind: str
    influencer: str
    contact_name: str
    valid_from: date
    valid_to: Day
    note: str
    evidence: str


class Opportunity(NamedTuple):
    code: str
    customer: str
    name: str
    owner: str
    amount: int
    stage: str
    status: str
    origin: str
    focus: str
    opened_on: date
    closed_on: Day
    expected_on: Day


class ChainMember(NamedTuple):
    opportunity: str
    key_person: str
    role: str
    position: int


class InfluenceUse(NamedTuple):
    opportunity: str
    employee: str
    key_person: str
    used_on: date
    note: str
    grade: str
    owner_confirmed_on: date
    employee_confirmed_on: date


class Activity(NamedTuple):
    code: str
    customer: str
    opportunity: str
    employee: str
    kind: str
    occurred_on: date
    key_people: str
    note: str


class PlanStep(NamedTuple):
    code: str
    customer: str
    opportunity: str
    key_person: str
    feature: str
    from_value: int | None
    goal: int | None
    owner: str
    due_on: date
    status: str
    note: str
    result: str
    tactic: str
    planned_on: Day
    settled_on: Day


class CoverageRound(NamedTuple):
    code: str
    customer: str
    name: str
    starts_on: date
    due_on: date
    closed: str


class PlannedContact(NamedTuple):
    round: str
    key_person: str
    employee: str


Row = (
    Team
    | Employee
    | Competitor
    | Customer
    | Ownership
    | AccountTeamMember
    | StrategyChoice
    | KeyPerson
    | ReportingLine
    | Assessment
    | Influence
    | Opportunity
    | ChainMember
    | InfluenceUse
    | Activity
    | PlanStep
    | CoverageRound
    | PlannedContact
)

FILES: dict[type[Row], str] = {
    Team: "teams.csv",
    Employee: "employees.csv",
    Competitor: "competitors.csv",
    Customer: "customers.csv",
    Ownership: "ownerships.csv",
    AccountTeamMember: "account_team.csv",
    StrategyChoice: "strategy_choices.csv",
    KeyPerson: "key_people.csv",
    ReportingLine: "reporting.csv",
    Assessment: "assessments.csv",
    Influence: "influences.csv",
    Opportunity: "opportunities.csv",
    ChainMember: "chain_members.csv",
    InfluenceUse: "influence_uses.csv",
    Activity: "activities.csv",
    PlanStep: "plan_steps.csv",
    CoverageRound: "coverage_rounds.csv",
    PlannedContact: "planned_contacts.csv",
}


class Bundle:
    """A bundle folder being written: rows stream into their file as they come."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files = ExitStack()
        self._writers: dict[type[Row], Any] = {}

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        for kind, name in FILES.items():
            file = self._files.enter_context((self.folder / name).open("w", encoding="utf-8", newline=""))
            self._writers[kind] = csv.writer(file, lineterminator="\n")
            self._writers[kind].writerow(kind._fields)
        return self

    def __exit__(self, *_: object) -> None:
        self._files.close()

    def write(self, row: Row) -> None:
        self._writers[type(row)].writerow(row)
