"""One file per noun; the same names as the files of the bundle."""

from renmai.store.models.account import Account
from renmai.store.models.account_team import AccountTeamMember
from renmai.store.models.action_mark import ActionMark
from renmai.store.models.activity import Activity, ActivityKind, ActivityPerson
from renmai.store.models.assessment import Assessment
from renmai.store.models.audit import AuditEntry
from renmai.store.models.chain_member import ChainMember, ChainRole
from renmai.store.models.column_mapping import ColumnMapping
from renmai.store.models.competitor import Competitor
from renmai.store.models.coverage_round import CoverageRound
from renmai.store.models.customer import Customer, HighLow
from renmai.store.models.employee import Employee, Role
from renmai.store.models.erasure import Erasure
from renmai.store.models.handover import Handover, HandoverItem
from renmai.store.models.help_request import HelpMessage, HelpRequest, InsightAnswer
from renmai.store.models.influence import Influence, InfluenceKind
from renmai.store.models.influence_use import InfluenceUse, PrivateUse, Thanks
from renmai.store.models.job import Job, JobState
from renmai.store.models.kept_call import KeptCall
from renmai.store.models.key_person import KeyPerson
from renmai.store.models.notice import (
    Delivery,
    DeliveryState,
    NoticeRun,
    NoticeSetting,
    NoticeSnooze,
    NoticeTold,
    NoticeWish,
)
from renmai.store.models.opportunity import Opportunity, Origin, Status
from renmai.store.models.ownership import Ownership
from renmai.store.models.plan_step import PlanStep
from renmai.store.models.planned_contact import PlannedContact
from renmai.store.models.policy import PolicyOverride
from renmai.store.models.private_relation import Look, NetworkChoice, PrivateRelation, Withdrawal
from renmai.store.models.proposal import Proposal, ProposedChange
from renmai.store.models.reporting_line import ReportingLine
from renmai.store.models.revision import ChangedCustomer, Revision
from renmai.store.models.saved_filter import SavedFilter
from renmai.store.models.stage import Stage
from renmai.store.models.strategy_choice import StrategyChoice
from renmai.store.models.survey import Survey, SurveyInvitation
from renmai.store.models.tactic import Tactic
from renmai.store.models.team import Team
from renmai.store.models.token import Token
from renmai.store.models.upload import Upload
from renmai.store.models.visit import Visit
from renmai.store.models.webhook import Webhook, WebhookCall

__all__ = [
    "Account",
    "AccountTeamMember",
    "ActionMark",
    "Activity",
    "ActivityKind",
    "ActivityPerson",
    "Assessment",
    "AuditEntry",
    "ChainMember",
    "ChainRole",
    "ChangedCustomer",
    "ColumnMapping",
    "Competitor",
    "CoverageRound",
    "Customer",
    "Delivery",
    "DeliveryState",
    "Employee",
    "Erasure",
    "Handover",
    "HandoverItem",
    "HelpMessage",
    "HelpRequest",
    "HighLow",
    "Influence",
    "InfluenceKind",
    "InfluenceUse",
    "InsightAnswer",
    "Job",
    "JobState",
    "KeptCall",
    "KeyPerson",
    "Look",
    "NetworkChoice",
    "NoticeRun",
    "NoticeSetting",
    "NoticeSnooze",
    "NoticeTold",
    "NoticeWish",
    "Opportunity",
    "Origin",
    "Ownership",
    "PlanStep",
    "PlannedContact",
    "PolicyOverride",
    "PrivateRelation",
    "PrivateUse",
    "Proposal",
    "ProposedChange",
    "ReportingLine",
    "Revision",
    "Role",
    "SavedFilter",
    "Stage",
    "Status",
    "StrategyChoice",
    "Survey",
    "SurveyInvitation",
    "Tactic",
    "Team",
    "Thanks",
    "Token",
    "Upload",
    "Visit",
    "Webhook",
    "WebhookCall",
    "Withdrawal",
]
