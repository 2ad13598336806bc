"""Every file and every column of the bundle, once (spec 2). Read it from top to bottom.

The order is the one in which files are written to the database and listed in reports.
"""

from typing import Final

from renmai.domain.account_team import TeamRole
from renmai.domain.guided_questions.evidence import ASSESSED, INFLUENCE
from renmai.domain.influence_use import UseGrade
from renmai.domain.plan_step import DEGREE_CELLS, STEP_FEATURES, VOTE_CELLS, StepStatus
from renmai.domain.strategies.base import Strategy
from renmai.intake.columns import MAX_CODE, MAX_CONTACT, Column, File, Kind
from renmai.store.models import ActivityKind, ChainRole, HighLow, InfluenceKind, Origin, Role, Status


def _code(meaning: str, *, no_semicolon: bool = False) -> Column:
    return Column("code", Kind.CODE, meaning, required=True, longest=MAX_CODE, no_semicolon=no_semicolon)


def _text(name: str, meaning: str, *, required: bool = False, longest: int = 0) -> Column:
    return Column(name, Kind.TEXT, meaning, required, longest=longest)


def _date(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, Kind.DATE, meaning, required)


def _flag(name: str, meaning: str) -> Column:
    return Column(name, Kind.BOOLEAN, meaning, choices=("yes", "no"), default="no")


def _choice(name: str, meaning: str, choices: list[str], *, required: bool = False, default: str = "") -> Column:
    return Column(name, Kind.CHOICE, meaning, required, choices=tuple(choices), default=default)


def _degree(name: str, meaning: str) -> Column:
    return Column(name, Kind.DEGREE, meaning)


def _to(name: str, target: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, Kind.REFERENCE, meaning, required, target=target)


def _said(name: str, kind: Kind, meaning: str, choices: tuple[str, ...] = ()) -> Column:
    """A column that a bundle carries only if somebody said something there."""
    return Column(name, kind, meaning, choices=choices, sparse=True)


def _evidence(meaning: str, guides: tuple[str, ...]) -> Column:
    return Column("evidence", Kind.EVIDENCE, meaning, sparse=True, guides=guides)


_VOTES = ["yes", "no"]

TEAMS: Final = File(
    "teams",
    "units of our company, one below the other",
    ("code",),
    (
        _code("what other files call the team"),
        _text("name", "the team's name", required=True),
        _to("parent", "teams", "the team above; blank: none"),
        _to("leader", "employees", "who leads the team and sees it and all below"),
    ),
)
EMPLOYEES: Final = File(
    "employees",
    "anyone of our company, not only sales",
    ("code",),
    (
        _code("what other files call the employee"),
        _text("name", "the employee's name", required=True),
        _text("email", "address at work"),
        _to("team", "teams", "the team as of today"),
        _text("title", "job title"),
        _choice("role", "what may be seen: executives and admins see everything", Role.values, default=Role.MEMBER),
        _flag("sales", "whether the employee works in sales"),
        _date("joined_on", "first day at our company; blank: always there"),
        _date("left_on", "first day no longer there; blank: still there"),
    ),
)
COMPETITORS: Final = File(
    "competitors",
    "rival companies",
    ("code",),
    (_code("what other files call the competitor"), _text("name", "the competitor's name", required=True)),
)
CUSTOMERS: Final = File(
    "customers",
    "companies we sell to",
    ("code",),
    (
        _code("what other files call the customer"),
        _text("name", "the customer's name", required=True),
        _text("industry", "industry, a filter of the reports"),
        _text("region", "region, a filter of the reports"),
        _to("parent", "customers", "the customer it belongs to; no circles"),
        _flag("focus", "whether it is in focus"),
        _choice("contribution", "contribution set by hand; blank: computed", HighLow.values),
        _choice("potential", "potential set by hand", HighLow.values),
        _date("created_on", "first day on which the customer counts", required=True),
        _date("closed_on", "first day on which it no longer counts; blank: open"),
    ),
)
OWNERSHIPS: Final = File(
    "ownerships",
    "who answers for a customer, and when; at most one employee on any day",
    ("customer", "employee", "valid_from"),
    (
        _to("customer", "customers", "the customer owned", required=True),
        _to("employee", "employees", "the owner", required=True),
        _date("valid_from", "first day of the ownership", required=True),
        _date("valid_to", "first day no longer owned; blank: still owned"),
    ),
)
ACCOUNT_TEAM: Final = File(
    "account_team",
    "our people who work on a customer together, each in a role",
    ("customer", "employee", "role", "valid_from"),
    (
        _to("customer", "customers", "the customer worked on", required=True),
        _to("employee", "employees", "who is on the team", required=True),
        _choice("role", "the corner of the triangle", [*TeamRole], required=True),
        _date("valid_from", "first day in this role", required=True),
        _date("valid_to", "first day no longer in it; blank: still in it"),
    ),
    sparse=True,
)
STRATEGY_CHOICES: Final = File(
    "strategy_choices",
    "strategies that were chosen; each holds until the next choice for the customer",
    ("customer", "chosen_on"),
    (
        _to("customer", "customers", "the customer", required=True),
        _choice("strategy", "what was chosen; blank: the choice is given up", [*Strategy]),
        _date("chosen_on", "day from which it holds", required=True),
        _to("chosen_by", "employees", "who chose it"),
        _text("reason", "why"),
    ),
    sparse=True,
)
KEY_PEOPLE: Final = File(
    "key_people",
    "persons at a customer who take part in, or sway, its decisions",
    ("code",),
    (
        _code("what other files call the key person", no_semicolon=True),
        _to("customer", "customers", "the customer the person belongs to", required=True),
        _text("name", "the person's name", required=True),
        _text("department", "department at the customer"),
        _text("title", "job title at the customer"),
        _to("reports_to", "key_people", "the superior, at the same customer; no circles"),
        _flag("top", "whether nobody is above: the reporting line is known"),
        _flag("nobody_found", "whether we looked and found nobody who sways the person: influence is known"),
        _flag("focus", "whether the person is in focus"),
        _text("email", "address"),
        _text("phone", "telephone"),
        _date("joined_on", "first day on which the person counts", required=True),
        _date("left_on", "first day on which the person no longer counts; blank: still there"),
    ),
)
REPORTING: Final = File(
    "reporting",
    "dated reporting lines; on days that no row covers, reports_to of key_people.csv holds",
    ("key_person", "valid_from"),
    (
        _to("key_person", "key_people", "the person who reports", required=True),
        _to("reports_to", "key_people", "the superior on these days, at the same customer; blank: nobody was named"),
        _date("valid_from", "first day on which the line holds", required=True),
        _date("valid_to", "first day on which it no longer holds; blank: it lasts"),
    ),
    sparse=True,
)
ASSESSMENTS: Final = File(
    "assessments",
    "snapshots of one key person towards one party; blank degrees and votes are unknown as of then",
    ("key_person", "party", "effective_on"),
    (
        _to("key_person", "key_people", "the person assessed", required=True),
        _to("party", "competitors", "blank: towards us; else towards this competitor"),
        _date("effective_on", "day from which the snapshot holds", required=True),
        _degree("closeness", "closeness of the relationship"),
        _degree("solution", "how far the person accepts the solution"),
        _degree("price", "how far the person accepts the price"),
        _choice("veto", "whether the person can veto alone; only where party is blank", _VOTES),
        _choice("approver", "whether the person can approve alone; only where party is blank", _VOTES),
        _to("assessor", "employees", "who says so"),
        _text("note", "why"),
        _evidence("answers to guided questions behind the values said that day", ASSESSED),
    ),
)
INFLUENCES: Final = File(
    "influences",
    "who can deeply sway a key person",
    ("key_person", "kind", "influencer", "contact_name", "valid_from"),
    (
        _to("key_person", "key_people", "the person swayed", required=True),
        _choice("kind", "whose the influencer is", InfluenceKind.values, required=True),
        Column(
            "influencer",
            Kind.REFERENCE,
            "internal: another person of the same customer; ours: an employee; competitor: the competitor",
            required=True,
        ),
        _text("contact_name", "the competitor's person by name", longest=MAX_CONTACT),
        _date("valid_from", "first day of the influence", required=True),
        _date("valid_to", "first day without it; blank: it lasts"),
        _text("note", "how they know each other"),
        _evidence("answers to guided questions that say how deep it is", INFLUENCE),
    ),
)
INFLUENCER_TARGETS: Final = {
    InfluenceKind.INTERNAL.value: "key_people",
    InfluenceKind.OURS.value: "employees",
    InfluenceKind.COMPETITOR.value: "competitors",
}
OPPORTUNITIES: Final = File(
    "opportunities",
    "possible deals with a customer",
    ("code",),
    (
        _code("what other files call the opportunity"),
        _to("customer", "customers", "the customer", required=True),
        _text("name", "what it is about", required=True),
        _to("owner", "employees", "who answers for it"),
        Column("amount", Kind.AMOUNT, "amount of money, up to 18 digits and 4 decimals", required=True),
        _text("stage", "stage of your own sales process"),
        _choice("status", "open, or how it ended", Status.values, required=True),
        _choice("origin", "captured: came from the customer or a tender; incubated: raised by us", Origin.values),
        _flag("focus", "whether it is in focus"),
        _date("opened_on", "first day on which it is open", required=True),
        _date("closed_on", "day on which it was won or lost; required unless open"),
        Column("expected_on", Kind.DATE, "day on which it is expected to close; not before it opens", sparse=True),
    ),
)
CHAIN_MEMBERS: Final = File(
    "chain_members",
    "decision chains: the key persons who decide one opportunity",
    ("opportunity", "key_person"),
    (
        _to("opportunity", "opportunities", "the opportunity decided", required=True),
        _to("key_person", "key_people", "a person of the opportunity's customer", required=True),
        _choice("role", "part in the decision", ChainRole.values),
        Column("position", Kind.INTEGER, "place in the chain, a whole number"),
    ),
)
INFLUENCE_USES: Final = File(
    "influence_uses",
    "influence of an employee that was used in an opportunity",
    ("opportunity", "employee", "key_person", "used_on"),
    (
        _to("opportunity", "opportunities", "where it was used", required=True),
        _to("employee", "employees", "whose influence it was", required=True),
        _to("key_person", "key_people", "who was swayed", required=True),
        _date("used_on", "when; not after the opportunity was closed", required=True),
        _text("note", "how it helped"),
        _said("grade", Kind.CHOICE, "sourced: the deal came through it; assisted: it helped", tuple(UseGrade)),
        _said(
            "owner_confirmed_on",
            Kind.DATE,
            "day on which the deal's side confirmed it, not before used_on; both or none: it counts",
        ),
        _said(
            "employee_confirmed_on",
            Kind.DATE,
            "day on which the employee confirmed it, not before used_on; both or none: it counts",
        ),
    ),
)
ACTIVITIES: Final = File(
    "activities",
    "what we did with a customer",
    ("code",),
    (
        _code("what identifies the activity"),
        _to("customer", "customers", "the customer", required=True),
        _to("opportunity", "opportunities", "the opportunity it was for"),
        _to("employee", "employees", "who was there", required=True),
        _choice("kind", "kind of contact", ActivityKind.values),
        _date("occurred_on", "when", required=True),
        Column(
            "key_people",
            Kind.REFERENCES,
            "codes of the key persons met, joined by a semicolon",
            target="key_people",
        ),
        _text("note", "what came of it"),
    ),
)
PLAN_STEPS: Final = File(
    "plan_steps",
    "what somebody wants to reach with a customer or a key person, and until when",
    ("code",),
    (
        _code("what identifies the step"),
        _to("customer", "customers", "the customer", required=True),
        _to("opportunity", "opportunities", "the opportunity it is for"),
        _to("key_person", "key_people", "a person of the customer; blank: about the customer as such, no value moves"),
        _choice("feature", "which value is to move; blank: none, it is something to be done", [*STEP_FEATURES]),
        _choice("from_value", "what it was when this was planned; blank: unknown", [*DEGREE_CELLS, *VOTE_CELLS]),
        _choice(
            "goal",
            "what it is to become: a degree, or a vote; required if a value is to move, else blank",
            [*DEGREE_CELLS, *VOTE_CELLS],
        ),
        _to("owner", "employees", "who sees to it", required=True),
        _date("due_on", "until when", required=True),
        _choice("status", "open, or how it ended", [*StepStatus], default=StepStatus.OPEN),
        _text("note", "how it is to be reached"),
        _text("result", "what came of it"),
        Column("tactic", Kind.TEXT, "code of the tactic that it follows", longest=MAX_CODE, sparse=True),
        Column("planned_on", Kind.DATE, "day on which it was planned", sparse=True),
        Column(
            "settled_on",
            Kind.DATE,
            "day on which it was done or dropped; not before it was planned, blank while it is open",
            sparse=True,
        ),
    ),
    sparse=True,
)

COVERAGE_ROUNDS: Final = File(
    "coverage_rounds",
    "rounds in which several of our people meet the key persons of a customer",
    ("code",),
    (
        _code("what identifies the round"),
        _to("customer", "customers", "the customer", required=True),
        _text("name", "what the round is called", required=True),
        _date("starts_on", "first day on which a contact counts", required=True),
        _date("due_on", "last day on which it counts in time", required=True),
        _flag("closed", "whether the round is over"),
    ),
    sparse=True,
)
PLANNED_CONTACTS: Final = File(
    "planned_contacts",
    "who of us is to meet whom in a round",
    ("round", "key_person", "employee"),
    (
        _to("round", "coverage_rounds", "the round", required=True),
        _to("key_person", "key_people", "a person of the round's customer", required=True),
        _to("employee", "employees", "who of us is to meet the person", required=True),
    ),
    sparse=True,
)

FILES: Final = (
    TEAMS,
    EMPLOYEES,
    COMPETITORS,
    CUSTOMERS,
    OWNERSHIPS,
    ACCOUNT_TEAM,
    STRATEGY_CHOICES,
    KEY_PEOPLE,
    REPORTING,
    ASSESSMENTS,
    INFLUENCES,
    OPPORTUNITIES,
    CHAIN_MEMBERS,
    INFLUENCE_USES,
    ACTIVITIES,
    PLAN_STEPS,
    COVERAGE_ROUNDS,
    PLANNED_CONTACTS,
)
BY_NAME: Final = {file.name: file for file in FILES}
