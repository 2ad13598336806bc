"""The one error that people see: a code, its parameters and a status (spec 3)."""

from datetime import datetime
from enum import StrEnum
from http import HTTPStatus


class ErrorCode(StrEnum):
    """Every error by name; the sentences are in `wording/errors.py`."""

    UNKNOWN_LINE = "unknown_line"
    UNKNOWN_VIEW = "unknown_view"
    UNKNOWN_COMPETITOR = "unknown_competitor"
    UNKNOWN_OPPORTUNITY = "unknown_opportunity"
    UNKNOWN_PROPOSAL = "unknown_proposal"
    UNKNOWN_EMPLOYEE = "unknown_employee"
    UNKNOWN_INDUSTRY = "unknown_industry"
    UNKNOWN_REGION = "unknown_region"
    UNKNOWN_CELL = "unknown_cell"
    BAD_PERIOD = "bad_period"
    BAD_DATE = "bad_date"
    DATE_OUT_OF_RANGE = "date_out_of_range"
    COMPETITOR_NOT_ALLOWED = "competitor_not_allowed"
    UNREADABLE_BUNDLE = "unreadable_bundle"
    BAD_VALUE = "bad_value"
    WEAK_PASSWORD = "weak_password"  # noqa: S105 the name of an error
    DATABASE_BUSY = "database_busy"
    ALREADY_THERE = "already_there"
    DOES_NOT_FIT = "does_not_fit"
    NOT_EMPTY = "not_empty"
    CANNOT_PRINT = "cannot_print"
    NO_CHINESE_FONT = "no_chinese_font"
    CHANGED_MEANWHILE = "changed_meanwhile"
    CANNOT_UNDO = "cannot_undo"
    ACTION_CHANGED = "action_changed"
    DAY_IN_FUTURE = "day_in_future"
    DAY_PAST = "day_past"
    DAY_BEFORE_START = "day_before_start"
    END_BEFORE_START = "end_before_start"
    MISSING_VALUE = "missing_value"
    UNKNOWN_KEY_PERSON = "unknown_key_person"
    REPORTING_CIRCLE = "reporting_circle"
    INFLUENCE_KNOWN = "influence_known"
    RELATION_PRIVATE = "relation_private"
    RELATION_OF_OWNER = "relation_of_owner"
    ONESELF = "oneself"
    UNKNOWN_CUSTOMER = "unknown_customer"
    CUSTOMER_CIRCLE = "customer_circle"
    OTHER_CUSTOMER = "other_customer"
    SAME_OWNER = "same_owner"
    NOT_EMPLOYED = "not_employed"
    DAY_BEFORE_CREATED = "day_before_created"
    CLOSED_ON_MISSING = "closed_on_missing"
    CLOSED_ON_OPEN = "closed_on_open"
    CLOSED_BEFORE_OPENED = "closed_before_opened"
    EXPECTED_BEFORE_OPENED = "expected_before_opened"
    USED_AFTER_CLOSE = "used_after_close"
    USE_FROZEN = "use_frozen"
    USE_REGRADED = "use_regraded"
    OWN_DEAL_UNNAMED = "own_deal_unnamed"
    ALREADY_KNOWN = "already_known"
    TOO_MANY_FILTERS = "too_many_filters"
    NAME_TAKEN = "name_taken"
    TEAM_CYCLE = "team_cycle"
    TEAM_IN_USE = "team_in_use"
    STAGE_IN_USE = "stage_in_use"
    CODE_TAKEN = "code_taken"
    TOO_LONG = "too_long"
    LAST_ADMIN = "last_admin"
    UNKNOWN_TEAM = "unknown_team"
    UNKNOWN_STAGE = "unknown_stage"
    OUT_OF_BOUNDS = "out_of_bounds"
    UNKNOWN_TACTIC = "unknown_tactic"
    TOO_MANY_TACTICS = "too_many_tactics"
    POLICY_ORDER = "policy_order"
    BAD_MAP = "bad_map"
    MAP_TOO_LARGE = "map_too_large"
    NOT_ON_MAP = "not_on_map"
    NOT_OWNER_THEN = "not_owner_then"
    NOTHING_CHOSEN = "nothing_chosen"
    TOO_MANY_CHOSEN = "too_many_chosen"
    TOLD_BY_FACTS = "told_by_facts"
    CONSENT_MISSING = "consent_missing"
    LIST_EMPTY = "list_empty"
    NO_PATH = "no_path"
    HELP_ASKED = "help_asked"
    HELP_CLOSED = "help_closed"
    HIDDEN_ASKS_NOBODY = "hidden_asks_nobody"
    TOO_MANY_REQUESTS = "too_many_requests"
    INSIGHT_CLOSED = "insight_closed"
    LIST_TOO_LONG = "list_too_long"
    STILL_HERE = "still_here"
    ERASED = "erased"
    LIST_TOO_LARGE = "list_too_large"
    LIST_UNREADABLE = "list_unreadable"
    LIST_LINE = "list_line"
    CONTACTS_EMPTY = "contacts_empty"
    CONTACTS_TOO_LARGE = "contacts_too_large"
    CONTACTS_UNREADABLE = "contacts_unreadable"
    SURVEY_CLOSED = "survey_closed"
    SURVEY_TOO_LONG = "survey_too_long"
    NOBODY_TO_ASK = "nobody_to_ask"
    REMINDED_LATELY = "reminded_lately"
    TOO_MANY_SAID = "too_many_said"
    NOTHING_SAID = "nothing_said"
    MATCH_EXPIRED = "match_expired"
    BAD_MONTH = "bad_month"
    NOT_A_BACKUP = "not_a_backup"
    BACKUP_DAMAGED = "backup_damaged"
    BACKUP_NEWER = "backup_newer"
    BACKUP_OTHER_DATABASE = "backup_other_database"
    NEEDS_REPLACE = "needs_replace"
    NOT_MIGRATED = "not_migrated"
    PROGRAM_MISSING = "program_missing"
    PROGRAM_FAILED = "program_failed"
    BAD_ENGINE = "bad_engine"
    ENGINE_MISSING = "engine_missing"
    ENGINE_FAILED = "engine_failed"
    ENGINE_FOR_ONE = "engine_for_one"
    ENGINE_NO_MEMORY = "engine_no_memory"
    NOT_POSTGRESQL = "not_postgresql"
    LINE_NOT_PORTABLE = "line_not_portable"
    NO_EXPORT = "no_export"
    OTHER_EXPORT = "other_export"
    TOO_MANY_PROPOSALS = "too_many_proposals"
    TOO_MANY_CHANGES = "too_many_changes"
    TOO_MANY_WEBHOOKS = "too_many_webhooks"
    PROPOSAL_SETTLED = "proposal_settled"
    PROPOSAL_EXPIRED = "proposal_expired"
    TOO_MANY_TOKENS = "too_many_tokens"
    TOKEN_SCOPE = "token_scope"  # noqa: S105 the name of an error
    ADMINS_ONLY = "admins_only"
    KEY_USED = "key_used"

    @property
    def status(self) -> HTTPStatus:
        """403 for what is not allowed, 404 for what does not exist or may not be seen, 409 for two at once."""
        if self in (ErrorCode.DATABASE_BUSY, ErrorCode.CANNOT_PRINT, ErrorCode.NO_CHINESE_FONT):
            return HTTPStatus.SERVICE_UNAVAILABLE
        if self in (
            ErrorCode.CHANGED_MEANWHILE,
            ErrorCode.CANNOT_UNDO,
            ErrorCode.ACTION_CHANGED,
            ErrorCode.USE_REGRADED,
            ErrorCode.KEY_USED,
            ErrorCode.PROPOSAL_SETTLED,
        ):
            return HTTPStatus.CONFLICT
        if self is ErrorCode.TOO_MANY_PROPOSALS:
            return HTTPStatus.TOO_MANY_REQUESTS
        if self in (ErrorCode.TOKEN_SCOPE, ErrorCode.ADMINS_ONLY):
            return HTTPStatus.FORBIDDEN
        missing = self.value.startswith("unknown_")
        return HTTPStatus.NOT_FOUND if missing else HTTPStatus.UNPROCESSABLE_ENTITY


class RenmaiError(Exception):
    """Something the user can put right. `params` fill the translated sentence."""

    def __init__(self, code: ErrorCode, **params: object) -> None:
        super().__init__(code.value)
        self.code = code
        self.params = params


class ConflictError(RenmaiError):
    """Somebody else changed the value that a form was made to change: the later one decides again.

    `was` and `now` are cells of the bundle's `column`: what the form showed, and what holds. `file` is the
    row's, blank where it is none of the bundle's.
    """

    def __init__(self, column: str, *, who: str, when: datetime, was: str, now: str, file: str = "") -> None:
        super().__init__(ErrorCode.CHANGED_MEANWHILE, column=column, who=who, when=when, was=was, now=now)
        self.column = column
        self.who = who
        self.when = when
        self.was = was
        self.now = now
        self.file = file
