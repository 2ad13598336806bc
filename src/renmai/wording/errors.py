"""The sentence of every error: what is wrong, and what would be right."""

from datetime import datetime
from typing import Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy

from renmai.domain.errors import ConflictError, ErrorCode, RenmaiError
from renmai.wording.cells import cell_text

SENTENCES: Final[dict[ErrorCode, Promise]] = {
    ErrorCode.UNKNOWN_LINE: gettext_lazy("There is no line “%(line)s”; choose one of: %(lines)s."),
    ErrorCode.UNKNOWN_VIEW: gettext_lazy("There is no view “%(view)s”; you may look at: %(open)s."),
    ErrorCode.UNKNOWN_COMPETITOR: gettext_lazy("There is no competitor “%(competitor)s”; known: %(known)s."),
    ErrorCode.UNKNOWN_EMPLOYEE: gettext_lazy("There is no employee “%(employee)s” in service today."),
    ErrorCode.UNKNOWN_INDUSTRY: gettext_lazy("No customer is in the industry “%(industry)s”; known: %(known)s."),
    ErrorCode.UNKNOWN_REGION: gettext_lazy("No customer is in the region “%(region)s”; known: %(known)s."),
    ErrorCode.UNKNOWN_CELL: gettext_lazy("“%(cell)s” is no number of this line."),
    ErrorCode.BAD_PERIOD: gettext_lazy("“%(period)s” is no period; choose month, quarter or year."),
    ErrorCode.BAD_DATE: gettext_lazy("“%(date)s” is no date; write YYYY-MM-DD, such as 2026-09-30."),
    ErrorCode.DATE_OUT_OF_RANGE: gettext_lazy("%(date)s is too early; comparisons need three years before it."),
    ErrorCode.COMPETITOR_NOT_ALLOWED: gettext_lazy("“%(line)s” is about us and takes no competitor."),
    ErrorCode.UNREADABLE_BUNDLE: gettext_lazy("%(path)s cannot be read as a bundle: %(reason)s"),
    ErrorCode.WEAK_PASSWORD: gettext_lazy("This password is too easy to guess: %(reasons)s"),
    ErrorCode.UNKNOWN_OPPORTUNITY: gettext_lazy("There is no opportunity “%(opportunity)s”."),
    ErrorCode.UNKNOWN_PROPOSAL: gettext_lazy("There is no proposal “%(proposal)s”."),
    ErrorCode.BAD_VALUE: gettext_lazy("“%(value)s” is no value for %(name)s."),
    ErrorCode.DATABASE_BUSY: gettext_lazy("Somebody else is writing to the database; nothing was changed, try again."),
    ErrorCode.CHANGED_MEANWHILE: gettext_lazy(
        "%(who)s changed this at %(when)s: it was “%(was)s”, now it is “%(now)s”. "
        "Yours is not saved; look and save again."
    ),
    ErrorCode.CANNOT_UNDO: gettext_lazy("This can no longer be undone: something else was built on it since."),
    ErrorCode.DAY_IN_FUTURE: gettext_lazy("%(date)s has not come yet; choose today or an earlier day."),
    ErrorCode.DAY_PAST: gettext_lazy("%(date)s has gone by; choose today or a later day."),
    ErrorCode.DAY_BEFORE_START: gettext_lazy("On %(date)s the person was not there yet; choose %(start)s or later."),
    ErrorCode.END_BEFORE_START: gettext_lazy("The end must come after the start, %(start)s."),
    ErrorCode.TOO_MANY_FILTERS: gettext_lazy("You have %(most)s saved filters for this line; delete one first."),
    ErrorCode.NAME_TAKEN: gettext_lazy("The name “%(name)s” is taken already; choose another one."),
    ErrorCode.MISSING_VALUE: gettext_lazy("This must not stay empty."),
    ErrorCode.UNKNOWN_KEY_PERSON: gettext_lazy("There is no key person “%(person)s” at this customer."),
    ErrorCode.REPORTING_CIRCLE: gettext_lazy("Nobody can be their own superior: %(path)s."),
    ErrorCode.INFLUENCE_KNOWN: gettext_lazy("This influence is known already."),
    ErrorCode.RELATION_PRIVATE: gettext_lazy("This relation may not be recorded."),
    ErrorCode.RELATION_OF_OWNER: gettext_lazy("Only the colleague whose relation it is says when it is over."),
    ErrorCode.ONESELF: gettext_lazy("This is the same person; choose somebody else."),
    ErrorCode.UNKNOWN_CUSTOMER: gettext_lazy("There is no customer “%(customer)s”."),
    ErrorCode.CUSTOMER_CIRCLE: gettext_lazy("A customer cannot belong to itself: %(path)s."),
    ErrorCode.OTHER_CUSTOMER: gettext_lazy("This belongs to another customer."),
    ErrorCode.SAME_OWNER: gettext_lazy("%(employee)s is the owner already; choose somebody else."),
    ErrorCode.NOT_EMPLOYED: gettext_lazy("%(employee)s does not work here on %(date)s."),
    ErrorCode.DAY_BEFORE_CREATED: gettext_lazy("The customer exists since %(start)s; choose that day or later."),
    ErrorCode.CLOSED_ON_MISSING: gettext_lazy("Won or lost when? Give the day."),
    ErrorCode.CLOSED_ON_OPEN: gettext_lazy("An open opportunity has no closing day: clear it, or say won or lost."),
    ErrorCode.CLOSED_BEFORE_OPENED: gettext_lazy("It cannot close before it opened on %(start)s."),
    ErrorCode.EXPECTED_BEFORE_OPENED: gettext_lazy("It cannot be expected to close before it opened on %(start)s."),
    ErrorCode.USED_AFTER_CLOSE: gettext_lazy("Influence was used in it on %(used)s; it cannot have closed before."),
    ErrorCode.NO_PATH: gettext_lazy("Nobody can be asked on this path any more."),
    ErrorCode.HELP_ASKED: gettext_lazy("You have asked for this already, and the request is still open."),
    ErrorCode.HELP_CLOSED: gettext_lazy("This request is not open any more."),
    ErrorCode.HIDDEN_ASKS_NOBODY: gettext_lazy("Who hides from the private network cannot ask it for help."),
    ErrorCode.TOO_MANY_REQUESTS: gettext_lazy(
        "%(most)s requests of yours are waiting for an answer; take one back before asking for more."
    ),
    ErrorCode.INSIGHT_CLOSED: gettext_lazy("This question is not open any more."),
    ErrorCode.USE_FROZEN: gettext_lazy(
        "The opportunity is closed: what helped it stands as it is. Reopen it first if something is wrong."
    ),
    ErrorCode.USE_REGRADED: gettext_lazy("The part in the deal was changed meanwhile. Look at it once more."),
    ErrorCode.OWN_DEAL_UNNAMED: gettext_lazy(
        "In a deal of one's own, help counts with the name only: somebody else confirms it, and that alone would tell."
    ),
    ErrorCode.ALREADY_KNOWN: gettext_lazy("This is recorded already."),
    ErrorCode.CANNOT_PRINT: gettext_lazy(
        "This server cannot make PDFs yet: it lacks Pango. Whoever runs it installs it with scripts/print; "
        "XLSX and CSV work meanwhile."
    ),
    ErrorCode.NO_CHINESE_FONT: gettext_lazy(
        "This server has no Chinese font, and a PDF would show boxes instead of names. Whoever runs it installs "
        "one with scripts/print; XLSX and CSV work meanwhile."
    ),
    ErrorCode.NOT_EMPTY: gettext_lazy("The database holds other facts; a demo company needs an empty one."),
    ErrorCode.DOES_NOT_FIT: gettext_lazy("%(file)s does not fit into an .xlsx; export to a folder or a .zip."),
    ErrorCode.NOT_A_BACKUP: gettext_lazy("%(path)s is no backup of Renmai; what renmai export wrote is imported."),
    ErrorCode.BACKUP_DAMAGED: gettext_lazy(
        "%(path)s is damaged or not complete (%(reason)s); nothing was changed. Take another backup."
    ),
    ErrorCode.BACKUP_NEWER: gettext_lazy(
        "%(path)s was made by a later version, %(theirs)s; this is %(ours)s. Install that one first."
    ),
    ErrorCode.BACKUP_OTHER_DATABASE: gettext_lazy(
        "%(path)s is a backup of %(theirs)s, and this is %(ours)s. To move between them: renmai export, renmai import."
    ),
    ErrorCode.NEEDS_REPLACE: gettext_lazy("The database holds data; --replace overwrites it with the backup."),
    ErrorCode.NOT_MIGRATED: gettext_lazy(
        "The database is of an earlier version; renmai report or a start migrates it."
    ),
    ErrorCode.PROGRAM_MISSING: gettext_lazy(
        "%(program)s is missing: install PostgreSQL's programs (Debian: postgresql-client)."
    ),
    ErrorCode.PROGRAM_FAILED: gettext_lazy("%(program)s did not do it: %(reason)s"),
    ErrorCode.ALREADY_THERE: gettext_lazy("%(path)s is already there; name a place that is not, or empty it."),
    ErrorCode.TEAM_CYCLE: gettext_lazy("A team cannot stand below itself: %(path)s."),
    ErrorCode.TEAM_IN_USE: gettext_lazy(
        "Something hangs on this team: %(people)s people and %(teams)s teams. Move them first."
    ),
    ErrorCode.STAGE_IN_USE: gettext_lazy(
        "%(opportunities)s opportunities are at this stage; give them another one first."
    ),
    ErrorCode.CODE_TAKEN: gettext_lazy("The code “%(taken)s” is taken already; choose another one."),
    ErrorCode.TOO_LONG: gettext_lazy("At most %(longest)s characters, please."),
    ErrorCode.LAST_ADMIN: gettext_lazy(
        "This is the last administrator who can sign in. Make somebody else an administrator first."
    ),
    ErrorCode.UNKNOWN_TEAM: gettext_lazy("There is no team “%(team)s” any more."),
    ErrorCode.UNKNOWN_STAGE: gettext_lazy("There is no stage “%(stage)s” any more."),
    ErrorCode.OUT_OF_BOUNDS: gettext_lazy("%(value)s is outside the bounds."),
    ErrorCode.UNKNOWN_TACTIC: gettext_lazy("There is no tactic “%(tactic)s”."),
    ErrorCode.TOO_MANY_TACTICS: gettext_lazy("You have %(most)s tactics of your own; retired ones can be used again."),
    ErrorCode.POLICY_ORDER: gettext_lazy("These contradict each other: the first must be below the second."),
    ErrorCode.ACTION_CHANGED: gettext_lazy(
        "Somebody recorded something meanwhile: the action is another one now, or is settled. Look again."
    ),
    ErrorCode.BAD_MAP: gettext_lazy(
        "The map cannot be drawn from what the page sent (%(part)s). Load the page again and export once more."
    ),
    ErrorCode.MAP_TOO_LARGE: gettext_lazy(
        "This map is too large for one file: its layout may take %(megabytes)s MB. Show fewer people."
    ),
    ErrorCode.NOT_ON_MAP: gettext_lazy(
        "The page shows what does not hold on %(date)s (%(part)s): somebody may have changed it meanwhile. "
        "Load the page again and export once more."
    ),
    ErrorCode.NOT_OWNER_THEN: gettext_lazy(
        "On %(date)s the customer does not belong to %(employee)s; choose another day."
    ),
    ErrorCode.NOTHING_CHOSEN: gettext_lazy("Choose at least one customer, and who takes it over."),
    ErrorCode.TOO_MANY_CHOSEN: gettext_lazy("At most %(most)s customers at once, please."),
    ErrorCode.TOLD_BY_FACTS: gettext_lazy("This ticks itself as soon as it is recorded."),
    ErrorCode.CONSENT_MISSING: gettext_lazy("Confirm first that the candidate agreed."),
    ErrorCode.LIST_EMPTY: gettext_lazy("The list is empty: paste one person a line, or choose a file."),
    ErrorCode.LIST_TOO_LONG: gettext_lazy("The list has more than %(most)s persons; check it in parts."),
    ErrorCode.STILL_HERE: gettext_lazy("Only an employee who has left can be erased."),
    ErrorCode.ERASED: gettext_lazy("This person was erased; who it was is not written down again."),
    ErrorCode.LIST_TOO_LARGE: gettext_lazy("The list is too large; a list of 500 persons needs less than a megabyte."),
    ErrorCode.LIST_UNREADABLE: gettext_lazy("The list cannot be read; save it as CSV (UTF-8) or XLSX, or paste it."),
    ErrorCode.LIST_LINE: gettext_lazy("Line %(line)s cannot be used: %(reason)s"),
    ErrorCode.CONTACTS_EMPTY: gettext_lazy("No name and no company was found: type one, or choose another file."),
    ErrorCode.CONTACTS_TOO_LARGE: gettext_lazy(
        "The file is too large: at most %(megabytes)s MB, please. Export your contacts without pictures."
    ),
    ErrorCode.CONTACTS_UNREADABLE: gettext_lazy(
        "The file cannot be read: it takes a vCard (.vcf), LinkedIn's Connections.csv, CSV (UTF-8) or XLSX."
    ),
    ErrorCode.SURVEY_CLOSED: gettext_lazy("This survey does not take answers today."),
    ErrorCode.SURVEY_TOO_LONG: gettext_lazy("At most %(most)s days, please."),
    ErrorCode.NOBODY_TO_ASK: gettext_lazy("Nobody is employed there on the first day: choose other teams."),
    ErrorCode.REMINDED_LATELY: gettext_lazy("Everybody who is left was asked or reminded less than %(days)s days ago."),
    ErrorCode.TOO_MANY_SAID: gettext_lazy("At most %(most)s persons at once, please."),
    ErrorCode.NOTHING_SAID: gettext_lazy("Choose at least one person, or say that you can reach nobody."),
    ErrorCode.MATCH_EXPIRED: gettext_lazy("This page has grown too old: look for your contacts once more."),
    ErrorCode.BAD_MONTH: gettext_lazy("Write a month such as 2026-09."),
    ErrorCode.BAD_ENGINE: gettext_lazy(
        "“%(engine)s” is no engine; choose duckdb:FOLDER, spark://HOST:PORT/FOLDER or postgresql."
    ),
    ErrorCode.ENGINE_MISSING: gettext_lazy(
        "This needs %(part)s, which is not installed here; install it with: %(how)s"
    ),
    ErrorCode.ENGINE_FAILED: gettext_lazy("%(engine)s does not answer as it should: %(reason)s"),
    ErrorCode.ENGINE_FOR_ONE: gettext_lazy(
        "An engine answers as an administrator; leave out --as, or leave out --engine."
    ),
    ErrorCode.ENGINE_NO_MEMORY: gettext_lazy("--memory bounds DuckDB alone; Spark has settings of its own for it."),
    ErrorCode.NOT_POSTGRESQL: gettext_lazy(
        "The engine postgresql answers from the database itself, and this one is no PostgreSQL; "
        "export it with --parquet, and choose duckdb:FOLDER."
    ),
    ErrorCode.LINE_NOT_PORTABLE: gettext_lazy(
        "No engine answers “%(line)s”; choose one of: %(lines)s, or leave out --engine."
    ),
    ErrorCode.NO_EXPORT: gettext_lazy("%(path)s is no export for an engine; make one with: renmai export --parquet"),
    ErrorCode.OTHER_EXPORT: gettext_lazy(
        "%(path)s was exported by Renmai %(version)s in a form that this version does not read; export it anew."
    ),
    ErrorCode.TOO_MANY_PROPOSALS: gettext_lazy("%(most)s proposals wait to be confirmed; more can be made after that."),
    ErrorCode.TOO_MANY_CHANGES: gettext_lazy("At most %(most)s changes in one proposal, please."),
    ErrorCode.TOO_MANY_WEBHOOKS: gettext_lazy("There are %(most)s webhooks already; remove one first."),
    ErrorCode.PROPOSAL_SETTLED: gettext_lazy("This proposal does not wait any more."),
    ErrorCode.PROPOSAL_EXPIRED: gettext_lazy("This proposal has waited too long; it must be made again."),
    ErrorCode.TOO_MANY_TOKENS: gettext_lazy("You have %(most)s tokens that work; revoke one first."),
    ErrorCode.TOKEN_SCOPE: gettext_lazy("This token may not do that; it takes one with the scope “%(scope)s”."),
    ErrorCode.KEY_USED: gettext_lazy("This idempotency key stands for another request; take a new one."),
    ErrorCode.ADMINS_ONLY: gettext_lazy("Only administrators may do this."),
}
REASONS: Final[dict[str, Promise]] = {
    "missing": gettext_lazy("it does not exist."),
    "unknown_type": gettext_lazy("it is neither a folder nor a .zip or .xlsx file."),
    "damaged": gettext_lazy("the file is damaged."),
    "encrypted": gettext_lazy("it is protected by a password."),
    "too_large": gettext_lazy("it unpacks to more than any bundle would."),
    "ambiguous": gettext_lazy("it holds the same file twice."),
    "not_allowed": gettext_lazy("you may not read it."),
    "empty": gettext_lazy("it holds none of the files of a bundle, such as customers.csv."),
    "nameless": gettext_lazy("it has no name."),
    "long": gettext_lazy("a cell is longer than any name."),
    "unreadable": gettext_lazy("it holds characters that nobody can read."),
    "formula": gettext_lazy("the name begins like a formula."),
}
"""Why a bundle, or a line of a list, cannot be read."""
NOTHING: Final = "—"


def sentence(error: RenmaiError) -> str:
    """The error in the user's language; a missing detail reads as a dash."""
    reason = {name: REASONS.get(str(value), value) for name, value in error.params.items() if name == "reason"}
    return str(SENTENCES[error.code]) % _Details({**error.params, **reason, **_conflict(error)})


def _conflict(error: RenmaiError) -> dict[str, object]:
    """Both values as people read them, and the minute."""
    if not isinstance(error, ConflictError):
        return {}
    values = {
        name: cell_text(error.column, cell, error.file) for name, cell in (("was", error.was), ("now", error.now))
    }
    return {**values, "when": moment_text(error.when)}


def moment_text(when: datetime) -> str:
    return date_format(when.astimezone(get_current_timezone()), "Y-m-d H:i")


class _Details(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return NOTHING

    def __getitem__(self, key: str) -> object:
        value = super().__getitem__(key)
        return NOTHING if value == "" else value
