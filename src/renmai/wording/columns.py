"""The bundle's columns and their fixed words as people read them, in forms and histories."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

Text = str | Promise

LABELS: Final[dict[str, Text]] = {
    "code": gettext_lazy("Code"),
    "name": gettext_lazy("Name"),
    "industry": gettext_lazy("Industry"),
    "region": gettext_lazy("Region"),
    "parent": gettext_lazy("Belongs to"),
    "focus": gettext_lazy("Focus"),
    "contribution": gettext_lazy("Contribution"),
    "potential": pgettext_lazy("of a customer", "Potential"),
    "created_on": gettext_lazy("Customer since"),
    "employee": gettext_lazy("Owner"),
    "valid_from": gettext_lazy("From"),
    "valid_to": gettext_lazy("Until"),
    "department": gettext_lazy("Department"),
    "title": gettext_lazy("Title"),
    "reports_to": gettext_lazy("Reports to"),
    "top": gettext_lazy("At the top"),
    "nobody_found": gettext_lazy("Nobody found who sways"),
    "email": gettext_lazy("E-mail"),
    "phone": gettext_lazy("Phone"),
    "joined_on": gettext_lazy("There since"),
    "left_on": gettext_lazy("Left on"),
    "closeness": pgettext_lazy("degree, short", "Closeness"),
    "solution": pgettext_lazy("degree, short", "Solution"),
    "price": pgettext_lazy("degree, short", "Price"),
    "veto": gettext_lazy("Veto holder"),
    "approver": gettext_lazy("Approver"),
    "assessor": gettext_lazy("Assessed by"),
    "note": gettext_lazy("Note"),
    "evidence": pgettext_lazy("behind a value", "Evidence"),
    "owner": gettext_lazy("Owner"),
    "amount": gettext_lazy("Amount"),
    "stage": gettext_lazy("Stage"),
    "status": gettext_lazy("Status"),
    "origin": gettext_lazy("Origin"),
    "opened_on": gettext_lazy("Opened on"),
    "closed_on": gettext_lazy("Closed on"),
    "expected_on": gettext_lazy("Expected close"),
    "customer": gettext_lazy("Customer"),
    "opportunity": gettext_lazy("Opportunity"),
    "key_person": gettext_lazy("Key person"),
    "role": gettext_lazy("Role"),
    "position": gettext_lazy("Place in the chain"),
    "used_on": gettext_lazy("Used on"),
    "internal": gettext_lazy("Swayed from within"),
    "ours": gettext_lazy("Swayed by us"),
    "competitor": gettext_lazy("Swayed by a competitor"),
    "influencer": gettext_lazy("Swayed by"),
    "contact_name": gettext_lazy("The competitor's person"),
    "kind": pgettext_lazy("column", "Kind"),
    "party": gettext_lazy("Towards whom"),
    "effective_on": gettext_lazy("Assessed on"),
    "occurred_on": gettext_lazy("Day"),
    "key_people": gettext_lazy("Persons met"),
    "feature": gettext_lazy("What is to move"),
    "from_value": gettext_lazy("Value when planned"),
    "goal": gettext_lazy("Goal"),
    "due_on": gettext_lazy("Due on"),
    "result": gettext_lazy("What came of it"),
    "team": gettext_lazy("Team"),
    "leader": gettext_lazy("Leader"),
    "sales": gettext_lazy("Works in sales"),
    "value": gettext_lazy("Value"),
    "reason": gettext_lazy("Why"),
    "username": gettext_lazy("Sign-in name"),
    "state": gettext_lazy("State"),
    "password": gettext_lazy("Password"),
    "second_step": gettext_lazy("Two-step sign-in"),
    "address": gettext_lazy("From the address"),
    "asked": gettext_lazy("What"),
    "rows": gettext_lazy("Rows"),
}
"""A column that several files have is called alike everywhere, but for `FILE_LABELS`."""

FILE_LABELS: Final[dict[tuple[str, str], Text]] = {
    ("teams", "name"): gettext_lazy("Team's name"),
    ("teams", "parent"): gettext_lazy("Team above"),
    ("competitors", "name"): gettext_lazy("Competitor's name"),
    ("customers", "name"): gettext_lazy("Company's name"),
    ("opportunities", "name"): gettext_lazy("Opportunity's name"),
    ("customers", "closed_on"): gettext_lazy("Customer until"),
    ("influence_uses", "employee"): gettext_lazy("Whose influence"),
    ("activities", "employee"): gettext_lazy("Colleague"),
    ("plan_steps", "owner"): gettext_lazy("Who sees to it"),
    ("plan_steps", "status"): gettext_lazy("Status of the step"),
    ("plan_steps", "note"): gettext_lazy("How to get there"),
    ("employees", "joined_on"): gettext_lazy("Joined on"),
    ("employees", "left_on"): pgettext_lazy("an employee", "Left on"),
    ("stages", "name"): pgettext_lazy("of a team, stage or company", "Name"),
    ("employees", "role"): pgettext_lazy("of an employee", "Role"),
    ("stages", "position"): gettext_lazy("Place in the list"),
    ("accounts", "employee"): gettext_lazy("Employee"),
}

FILES: Final[dict[str, Text]] = {
    "customers": gettext_lazy("Customer"),
    "ownerships": gettext_lazy("Owner"),
    "key_people": gettext_lazy("Key person"),
    "reporting": gettext_lazy("Reporting line"),
    "assessments": gettext_lazy("Assessment"),
    "influences": gettext_lazy("Influence"),
    "opportunities": gettext_lazy("Opportunity"),
    "chain_members": gettext_lazy("Decision chain"),
    "influence_uses": gettext_lazy("Influence used"),
    "activities": gettext_lazy("Activity"),
    "plan_steps": gettext_lazy("Planned step"),
    "teams": gettext_lazy("Team"),
    "employees": gettext_lazy("Employee"),
    "competitors": gettext_lazy("Competitor"),
    "stages": gettext_lazy("Stage"),
    "policy": gettext_lazy("Policy"),
    "accounts": gettext_lazy("Account"),
    "export": gettext_lazy("Export"),
    "candidate_check": gettext_lazy("Candidate check"),
    "handovers": gettext_lazy("Handover"),
    "handover_items": gettext_lazy("Handover list"),
}

WORDS: Final[dict[str, dict[str, Text]]] = {
    "status": {
        "open": pgettext_lazy("status", "Open"),
        "won": pgettext_lazy("status", "Won"),
        "lost": pgettext_lazy("status", "Lost"),
    },
    "origin": {
        "captured": pgettext_lazy("origin", "Captured"),
        "incubated": pgettext_lazy("origin", "Incubated"),
    },
    "contribution": {"high": pgettext_lazy("contribution", "High"), "low": pgettext_lazy("contribution", "Low")},
    "potential": {"high": pgettext_lazy("potential", "High"), "low": pgettext_lazy("potential", "Low")},
    "role": {
        "user": pgettext_lazy("chain role", "User"),
        "evaluator": pgettext_lazy("chain role", "Evaluator"),
        "decider": pgettext_lazy("chain role", "Decider"),
        "approver": pgettext_lazy("chain role", "Approver"),
        "gatekeeper": pgettext_lazy("chain role", "Gatekeeper"),
        "coach": pgettext_lazy("chain role", "Coach"),
        "member": pgettext_lazy("of an employee", "Staff"),
        "executive": pgettext_lazy("of an employee", "Executive"),
        "admin": pgettext_lazy("of an employee", "Administrator"),
    },
    "kind": {
        "visit": pgettext_lazy("activity", "Visit"),
        "call": pgettext_lazy("activity", "Call"),
        "meeting": pgettext_lazy("activity", "Meeting"),
        "demo": pgettext_lazy("activity", "Demonstration"),
        "event": pgettext_lazy("activity", "Event"),
        "message": pgettext_lazy("activity", "Message"),
        "internal": pgettext_lazy("influence", "From within"),
        "ours": pgettext_lazy("influence", "Ours"),
        "competitor": pgettext_lazy("influence", "Competitor's"),
    },
}
"""The fixed words of a column."""
WORDS["feature"] = {name: LABELS[name] for name in ("closeness", "solution", "price", "veto", "approver")}

FILE_WORDS: Final[dict[tuple[str, str], dict[str, Text]]] = {
    ("plan_steps", "status"): {
        "open": pgettext_lazy("status of a planned step", "Open"),
        "done": pgettext_lazy("status of a planned step", "Done"),
        "dropped": pgettext_lazy("status of a planned step", "Dropped"),
    },
}
"""Words that mean something else in one file."""


def word(column: str, cell: str, file: str = "") -> Text:
    """The word of a fixed cell, blank where it has none."""
    return FILE_WORDS.get((file, column), WORDS.get(column, {})).get(cell, "")


def label(column: str, file: str = "") -> Text:
    return FILE_LABELS.get((file, column), LABELS.get(column, column))
