"""Lines of the audit trail in words: what it was about, and what it was before and after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from renmai.analytics.panel import Panel
from renmai.domain.look import note
from renmai.domain.policy import THRESHOLDS
from renmai.store.models import AuditEntry, Revision
from renmai.web.pages.audit.entries import Found
from renmai.web.pages.settings_policy.thresholds import with_unit
from renmai.wording.actions import action_text
from renmai.wording.cells import cell_text
from renmai.wording.columns import FILES, label
from renmai.wording.disclosure import NETWORK, told
from renmai.wording.errors import moment_text
from renmai.wording.policy import WORDS
from renmai.wording.terms import Text

PAGES: Final = {
    "customers": "customer",
    "ownerships": "customer",
    "account_team": "customer",
    "strategy_choices": "customer",
    "key_people": "key-person",
    "reporting": "key-person",
    "assessments": "key-person",
    "influences": "key-person",
    "opportunities": "opportunity",
    "chain_members": "opportunity",
    "influence_uses": "opportunity",
    "employees": "settings-employees-edit",
    "teams": "settings-teams-edit",
    "competitors": "settings-competitors-edit",
}
"""Whose page the first part of a file's key leads to."""
COLUMNS_SHOWN: Final = 12
SAID: Final = frozenset({"event"})
"""What the name of the action has said already."""
HEAD: Final = frozenset({"code", "name"})
"""What a row is known by stands above its values."""
PRIVATE: Final = frozenset(
    {
        *("give relation", "disclose relation", "end relation", "withdraw relation"),
        *("hide or show network", "agree to network"),
        *("ask for help", "answer request", "take request back", "say in request", "close request", "answer insight"),
    }
)
"""Actions that are recorded without an actor."""
SWAYS: Final = {"influences": "influencer", "influence_uses": "employee"}
"""Files that tell who of ours can sway somebody, with the column that names them."""
EVENTS: Final = frozenset(
    {"accounts", "tokens", "export", "candidate_check", "contact_check", "erasures", "proposals", "restore"}
)
"""Files whose entries tell what happened, not what a row became."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value: `before` is blank where the row is new, `after` where it is gone."""

    label: Text
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the trail: what kind of fact, which, and its values."""

    kind: Text
    key: str
    name: str
    url: str
    state: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """One action with the lines of it that the page holds."""

    number: int
    when: str
    who: str
    code: str
    action: str
    note: str
    lines: tuple[Line, ...]


def acts(panel: Panel, found: list[Found], accounts: Mapping[str, str], *, hides: bool = False) -> list[Act]:
    """The lines of a page under the actions that they belong to; `accounts`: whose sign-in names are whose.

    To an administrator who `hides` from the private network, no line tells who can sway whom.
    """
    told = [replace(one, entry=None) if hides and one.entry and one.entry.file in SWAYS else one for one in found]
    for one in told:
        _note(panel, one.entry)
    grouped = groupby(told, key=lambda one: one.revision)
    return [_act(panel, revision, [one.entry for one in ones if one.entry], accounts) for revision, ones in grouped]


def _note(panel: Panel, entry: AuditEntry | None) -> None:
    """Whose relations the entry names; the trail knows the person by a code only."""
    column = SWAYS.get(entry.file) if entry else None
    if entry is None or column is None:
        return
    codes = {(cells or {}).get(column, "") for cells in (entry.before, entry.after)}
    for employee in filter(None, map(panel.roster.employee_of_code.get, codes)):
        note(employee.id, None)


def _act(panel: Panel, revision: Revision, entries: list[AuditEntry], accounts: Mapping[str, str]) -> Act:
    known = panel.roster.employee_of_code
    employee = known.get(revision.actor) or known.get(accounts.get(revision.actor, ""))
    return Act(
        revision.number,
        moment_text(revision.recorded_at),
        employee.name if employee else revision.actor or _unsigned(revision.action),
        employee.code if employee else "",
        action_text(revision.action),
        "" if entries else gettext("Only rows that are new; they carry this number."),
        tuple(_line(panel, entry) for entry in entries),
    )


def _unsigned(action: str) -> str:
    """Nobody signs what happens in private networks; anything else without a name was the server."""
    return str(NETWORK) if action in PRIVATE else gettext("The server")


def _line(panel: Panel, entry: AuditEntry) -> Line:
    before, after = entry.before, entry.after
    return Line(
        FILES.get(entry.file, entry.file),
        " · ".join(_key(entry)),
        _name(panel, entry),
        reverse(PAGES[entry.file], args=[entry.subject]) if entry.file in PAGES and entry.subject else "",
        "" if entry.file in EVENTS else _state(before, after),
        tuple(_changes(entry, before or {}, after or {})),
    )


def _key(entry: AuditEntry) -> Iterator[str]:
    """What the row is known by; help without a name is a colleague's."""
    for at, part in enumerate(entry.key):
        if part:
            yield str(part)
        elif entry.file == "influence_uses" and at == 1:
            yield told("")


def _state(before: object, after: object) -> str:
    if before is None and after is not None:
        return pgettext("a row of the trail", "new")
    return pgettext("a row of the trail", "removed") if after is None and before is not None else ""


def _name(panel: Panel, entry: AuditEntry) -> str:
    """What people call it, as far as the entry or the panel knows."""
    if entry.file == "policy":
        return str(WORDS[entry.subject].label) if entry.subject in WORDS else ""
    named = (entry.after or entry.before or {}).get("name", "")
    if not named and entry.file == "ownerships" and panel.find_customer(entry.subject):
        return panel.customer_card(entry.subject)["name"]
    return str(named)


def _changes(entry: AuditEntry, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    key = {str(part) for part in entry.key}
    columns = [name for name in {**before, **after} if before.get(name) != after.get(name) and name not in SAID]
    if entry.file == "policy":
        before = {**before, "reason": None}  # each change has its own, which replaces nothing
    if not (before and after):
        columns = [name for name in columns if name not in HEAD and (before.get(name) or after.get(name))]
        columns = [name for name in columns if str(before.get(name) or after.get(name)) not in key]
    for name in columns[:COLUMNS_SHOWN]:
        yield Change(label(name, entry.file), _told(entry, name, before), _told(entry, name, after))


def _told(entry: AuditEntry, column: str, row: Mapping[str, Any]) -> str:
    if column not in row or (column == "reason" and not row[column]):
        return ""
    cell = str(row[column] if row[column] is not None else "")
    if entry.file == "policy" and column == "value" and entry.subject in THRESHOLDS:
        return _threshold(entry.subject, cell)
    return cell_text(column, cell, entry.file)


def _threshold(name: str, cell: str) -> str:
    try:
        return with_unit(THRESHOLDS[name], Decimal(cell)) if cell else gettext("default")
    except InvalidOperation:
        return cell
