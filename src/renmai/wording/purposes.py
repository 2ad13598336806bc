"""What personal data are kept for and how long, by category; the words of reports on a person (spec 1.10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from renmai.domain.retention import Kept, Retention
from renmai.wording.columns import FILES, LABELS, Text, label
from renmai.wording.retention import period_text


@dataclass(frozen=True, slots=True)
class Category:
    """Models that are kept for the same reason; `kept` names the period that ends it, None: see `until`."""

    title: Text
    why: Text
    models: tuple[str, ...]
    kept: Kept | None = Kept.PEOPLE

    def until(self, periods: Retention) -> str:
        """How long it is kept, in a sentence."""
        if self.kept is None:
            return gettext("Kept until you or an administrator delete it, or you are erased.")
        period = period_text(periods.of(self.kept))
        if self.kept in (Kept.PEOPLE, Kept.EMPLOYEES):
            return gettext("The figures stay; who it was is kept after leaving: %(period)s.") % {"period": period}
        return gettext("Kept: %(period)s.") % {"period": period}


CATEGORIES: Final = (
    Category(
        gettext_lazy("Who it is"),
        gettext_lazy("To know with whom we deal, and to tell one person from another."),
        ("KeyPerson", "Employee"),
    ),
    Category(
        gettext_lazy("What is known in business"),
        gettext_lazy("To see where the relationship with the customer stands and what it lacks."),
        ("Assessment", "ReportingLine"),
    ),
    Category(
        gettext_lazy("Influence"),
        gettext_lazy("To know who could help; a colleague is named only as far as the colleague agreed."),
        ("Influence", "InfluenceUse"),
    ),
    Category(
        gettext_lazy("Decisions and opportunities"),
        gettext_lazy("To see who takes part in a decision, and who answers for it."),
        ("ChainMember", "Opportunity"),
    ),
    Category(
        gettext_lazy("Contacts"),
        gettext_lazy("To know who met whom and when, so that nobody is forgotten."),
        ("Activity", "PlannedContact"),
    ),
    Category(
        gettext_lazy("Plans"),
        gettext_lazy("So that it is agreed who does what until when."),
        ("PlanStep", "HandoverItem", "Handover", "ActionMark", "StrategyChoice", "Tactic"),
    ),
    Category(
        gettext_lazy("Work"),
        gettext_lazy("To know who answers for which customer and team, and who may see what."),
        ("Ownership", "AccountTeamMember", "Team", "Survey"),
        Kept.EMPLOYEES,
    ),
    Category(
        gettext_lazy("Your private network"),
        gettext_lazy("So that you decide what others learn of it; nobody else gets this part."),
        ("PrivateRelation", "NetworkChoice", "Withdrawal", "PrivateUse", "Thanks"),
        None,
    ),
    Category(
        gettext_lazy("Who looked at whose network"),
        gettext_lazy("So that everybody can see who saw their relations."),
        ("Look",),
        Kept.LOOKS,
    ),
    Category(
        gettext_lazy("Surveys"),
        gettext_lazy("To ask everybody once and remind nobody who has answered."),
        ("SurveyInvitation",),
        Kept.INVITATIONS,
    ),
    Category(
        gettext_lazy("Requests for help"),
        gettext_lazy("So that two colleagues can settle how one helps the other."),
        ("HelpRequest", "HelpMessage", "InsightAnswer"),
        Kept.HELP,
    ),
    Category(
        gettext_lazy("Proposals"),
        gettext_lazy("So that nothing an agent proposes holds before you have confirmed it."),
        ("Proposal", "ProposedChange"),
        Kept.PROPOSALS,
    ),
    Category(
        gettext_lazy("Signing in"),
        gettext_lazy("To let you in and to keep others out."),
        ("Account", "UserSession", "Authenticator", "Token", "KeptCall"),
        Kept.EMPLOYEES,
    ),
    Category(
        gettext_lazy("What you set up"),
        gettext_lazy("So that Renmai works the way you like it."),
        (
            *("SavedFilter", "NoticeWish", "NoticeSetting", "NoticeSnooze", "NoticeTold", "Visit"),
            "ColumnMapping",
        ),
        None,
    ),
    Category(
        gettext_lazy("Imports and exports"),
        gettext_lazy("To do long work in the background."),
        ("Job", "Upload"),
        Kept.JOBS,
    ),
    Category(
        gettext_lazy("The trail"),
        gettext_lazy("So that it can be seen who changed or took out what, and when."),
        ("AuditEntry", "Revision", "Erasure"),
    ),
)
"""In the order of the report; a test finds a model that is in none of them."""

FILE_OF: Final[Mapping[str, str]] = {
    "KeyPerson": "key_people",
    "Employee": "employees",
    "Assessment": "assessments",
    "ReportingLine": "reporting",
    "Influence": "influences",
    "InfluenceUse": "influence_uses",
    "ChainMember": "chain_members",
    "Opportunity": "opportunities",
    "Activity": "activities",
    "PlannedContact": "planned_contacts",
    "PlanStep": "plan_steps",
    "HandoverItem": "handover_items",
    "Handover": "handovers",
    "ActionMark": "action_marks",
    "StrategyChoice": "strategy_choices",
    "Tactic": "tactics",
    "Ownership": "ownerships",
    "AccountTeamMember": "account_team",
    "Team": "teams",
    "Account": "accounts",
    "Erasure": "erasures",
}
MODELS: Final[Mapping[str, Text]] = {
    "Survey": pgettext_lazy("personal data", "Surveys started"),
    "PrivateRelation": pgettext_lazy("personal data", "Relations"),
    "NetworkChoice": pgettext_lazy("personal data", "Choice for the whole network"),
    "Withdrawal": pgettext_lazy("personal data", "Relations taken back"),
    "PrivateUse": pgettext_lazy("personal data", "Help without a name"),
    "Thanks": pgettext_lazy("personal data", "Thanks written"),
    "Look": pgettext_lazy("personal data", "Looks"),
    "SurveyInvitation": pgettext_lazy("personal data", "Invitations to surveys"),
    "HelpRequest": pgettext_lazy("personal data", "Requests"),
    "HelpMessage": pgettext_lazy("personal data", "Messages"),
    "InsightAnswer": pgettext_lazy("personal data", "Answers"),
    "Proposal": pgettext_lazy("personal data", "Proposals"),
    "ProposedChange": pgettext_lazy("personal data", "Changes proposed"),
    "UserSession": pgettext_lazy("personal data", "Browsers that are signed in"),
    "Authenticator": pgettext_lazy("personal data", "Second step"),
    "Token": pgettext_lazy("personal data", "Tokens for programs"),
    "KeptCall": pgettext_lazy("personal data", "Calls of programs"),
    "SavedFilter": pgettext_lazy("personal data", "Saved filters"),
    "NoticeWish": pgettext_lazy("personal data", "Digest"),
    "NoticeSetting": pgettext_lazy("personal data", "Notices switched off"),
    "NoticeSnooze": pgettext_lazy("personal data", "Notices put off"),
    "NoticeTold": pgettext_lazy("personal data", "Notices shown"),
    "Visit": pgettext_lazy("personal data", "Last visit"),
    "ColumnMapping": pgettext_lazy("personal data", "Columns mapped"),
    "Job": pgettext_lazy("personal data", "Jobs"),
    "Upload": pgettext_lazy("personal data", "Uploads"),
    "AuditEntry": pgettext_lazy("personal data", "Changes"),
    "Revision": pgettext_lazy("personal data", "What was done"),
}
COLUMNS: Final[Mapping[str, Text]] = {
    "recorded_by": pgettext_lazy("personal data", "Recorded by"),
    "recorded_at": pgettext_lazy("personal data", "Recorded at"),
    "created_at": pgettext_lazy("personal data", "Created at"),
    "user_agent": pgettext_lazy("personal data", "Browser"),
    "action": pgettext_lazy("of the trail", "Done"),
    "file": pgettext_lazy("of the trail", "About"),
    "column": pgettext_lazy("personal data", "Value"),
    "was": pgettext_lazy("personal data", "Before"),
    "now": pgettext_lazy("personal data", "After"),
    "erased_on": pgettext_lazy("personal data", "Erased on"),
    "by": pgettext_lazy("personal data", "By whom"),
    "person": pgettext_lazy("personal data", "Person of the customer"),
    "handover": pgettext_lazy("personal data", "Handover"),
    "done_on": pgettext_lazy("personal data", "Done on"),
    "done_by": pgettext_lazy("personal data", "Done by"),
    "through": pgettext_lazy("personal data", "Through"),
    "asker": pgettext_lazy("personal data", "Asked by"),
    "giver": pgettext_lazy("personal data", "Asked of"),
    "blind": pgettext_lazy("personal data", "Without a name"),
    "asked_on": pgettext_lazy("personal data", "Asked on"),
    "answered_on": pgettext_lazy("personal data", "Answered on"),
    "outcome": pgettext_lazy("personal data", "Outcome"),
    "outcome_note": pgettext_lazy("personal data", "About the outcome"),
    "thanks": pgettext_lazy("personal data", "Thanks"),
    "use": pgettext_lazy("personal data", "Influence used"),
    "names_deal": pgettext_lazy("personal data", "Names the deal"),
    "said_on": pgettext_lazy("personal data", "Said on"),
    "viewer": pgettext_lazy("personal data", "Seen by"),
    "place": pgettext_lazy("personal data", "Seen where"),
    "seen_on": pgettext_lazy("personal data", "Seen on"),
    "request": pgettext_lazy("personal data", "Request"),
    "by_giver": pgettext_lazy("personal data", "By whoever was asked"),
    "text": pgettext_lazy("personal data", "Text"),
    "said_at": pgettext_lazy("personal data", "Said at"),
    "taken_on": pgettext_lazy("personal data", "Taken over on"),
    "influence": pgettext_lazy("personal data", "Influence"),
    "proposal": pgettext_lazy("personal data", "Proposal"),
    "proposed_at": pgettext_lazy("personal data", "Proposed at"),
    "open_until": pgettext_lazy("personal data", "Waits until"),
    "position": pgettext_lazy("personal data", "Number"),
    "cells": pgettext_lazy("personal data", "Values proposed"),
    "seen": pgettext_lazy("personal data", "Known then"),
    "settled_at": pgettext_lazy("personal data", "Answered at"),
    "disclosure": pgettext_lazy("personal data", "What may be told"),
    "agreed_on": pgettext_lazy("personal data", "Agreed on"),
    "survey": pgettext_lazy("personal data", "Survey"),
    "last_login": pgettext_lazy("personal data", "Signed in last"),
    "first_name": pgettext_lazy("personal data", "First name"),
    "last_name": pgettext_lazy("personal data", "Last name"),
    "is_active": pgettext_lazy("personal data", "Open"),
    "date_joined": pgettext_lazy("personal data", "Created at"),
    "line": pgettext_lazy("personal data", "Line"),
    "principle": pgettext_lazy("personal data", "Principle"),
    "subject_type": pgettext_lazy("personal data", "About what"),
    "subject_code": pgettext_lazy("personal data", "About whom"),
    "cause": pgettext_lazy("personal data", "Cause"),
    "priority": pgettext_lazy("personal data", "Priority"),
    "marked_on": pgettext_lazy("personal data", "Marked on"),
    "until": pgettext_lazy("personal data", "Until"),
    "ended_on": pgettext_lazy("personal data", "Ended on"),
    "ending": pgettext_lazy("personal data", "Ended how"),
    "signature": pgettext_lazy("personal data", "Mark of the headings"),
    "used_at": pgettext_lazy("personal data", "Used at"),
    "uses": pgettext_lazy("personal data", "How columns were used"),
    "from_employee": pgettext_lazy("personal data", "From whom"),
    "to_employee": pgettext_lazy("personal data", "To whom"),
    "day": pgettext_lazy("personal data", "Day"),
    "language": pgettext_lazy("personal data", "Language"),
    "attempt": pgettext_lazy("personal data", "Attempts"),
    "started_at": pgettext_lazy("personal data", "Begun at"),
    "finished_at": pgettext_lazy("personal data", "Finished at"),
    "digest": pgettext_lazy("personal data", "Digest"),
    "hour": pgettext_lazy("personal data", "Hour"),
    "channel": pgettext_lazy("personal data", "Where"),
    "key": pgettext_lazy("personal data", "Mark"),
    "at": pgettext_lazy("personal data", "At"),
    "hidden": pgettext_lazy("personal data", "Hidden"),
    "query": pgettext_lazy("personal data", "Filter"),
    "is_default": pgettext_lazy("personal data", "Opens first"),
    "purpose": pgettext_lazy("personal data", "Purpose"),
    "opens_on": pgettext_lazy("personal data", "Opens on"),
    "closes_on": pgettext_lazy("personal data", "Closes on"),
    "closed": pgettext_lazy("personal data", "Closed"),
    "reminded_on": pgettext_lazy("personal data", "Reminded on"),
    "names": pgettext_lazy("personal data", "Files"),
    "mapping": pgettext_lazy("personal data", "Mapping"),
    "choices": pgettext_lazy("personal data", "Choices"),
    "check_job": pgettext_lazy("personal data", "Checked by the job"),
    "import_job": pgettext_lazy("personal data", "Imported by the job"),
    "closed_at": pgettext_lazy("personal data", "Closed at"),
    "counts": pgettext_lazy("personal data", "Counts"),
    "last_four": pgettext_lazy("personal data", "Ends in"),
    "revoked_at": pgettext_lazy("personal data", "Revoked at"),
    "sender": pgettext_lazy("personal data", "Called by"),
    "made": pgettext_lazy("personal data", "Made"),
    "made_at": pgettext_lazy("personal data", "Made at"),
    "last_seen_at": pgettext_lazy("personal data", "Seen last"),
    "since": pgettext_lazy("personal data", "Before that"),
}
"""Columns that no bundle has."""


def model_label(model: str) -> Text:
    """A table of a report."""
    return MODELS[model] if model in MODELS else FILES[FILE_OF[model]]


def column_label(model: str, column: str) -> Text:
    """A column of a table; those of the bundle are called as everywhere."""
    if column in COLUMNS and column not in LABELS:
        return COLUMNS[column]
    return label(column, FILE_OF.get(model, ""))
