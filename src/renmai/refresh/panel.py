"""The panel at the database's revision: loaded once, then spliced (spec 5.2)."""

from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock
from typing import Final

from renmai.analytics.facts import Facts
from renmai.analytics.panel import Panel, build_panel, restructured, splice
from renmai.refresh.book import load_book
from renmai.refresh.policy import load_policy
from renmai.refresh.staff import load_staff
from renmai.store import models as store
from renmai.store.snapshot import one_moment

SPLICED_AT_MOST: Final = 300
"""With more changed customers than this, loading everything is quicker."""

Age = tuple[int, datetime | None]
"""The last revision's number, and when it was recorded (another database may have the same number)."""


@dataclass(slots=True)
class _Kept:
    panel: Panel
    age: Age


_kept: list[_Kept] = []
_lock: Final = Lock()


def current_panel() -> Panel:
    """The panel at the database's revision; threads of a process share it."""
    age = _latest()
    if _kept and _kept[0].age == age:
        return _kept[0].panel
    with _lock, one_moment():
        age = _latest()
        if not _kept or _kept[0].age != age:
            _kept[:] = [_Kept(_refreshed(age), age)]
        return _kept[0].panel


def forget() -> None:
    """Drop what was loaded, for a process that goes to another database."""
    with _lock:
        _kept.clear()


def _latest() -> Age:
    last = store.Revision.objects.order_by("-number").values_list("number", "recorded_at").first()
    return last or (0, None)


def _refreshed(age: Age) -> Panel:
    """The kept panel with what changed since, else a fresh one."""
    number = age[0]
    changes = _changes_since(_kept[0].panel) if _kept and _kept[0].age[0] < number else None
    panel = _kept[0].panel if changes and len(changes.customers) <= SPLICED_AT_MOST else None
    if panel and changes and changes.structure:
        panel = restructured(panel, number, load_staff(), load_policy())
    if panel is None or changes is None:
        return build_panel(Facts(number, load_staff(), load_book(), load_policy()))
    if not changes.customers:
        return replace(panel, revision=number)
    return splice(panel, number, load_book(changes.customers))


@dataclass(frozen=True, slots=True)
class _Changes:
    customers: list[int]
    structure: bool


def _changes_since(panel: Panel) -> _Changes | None:
    """What later revisions touched; None if one of them may have touched anything."""
    since = store.Revision.objects.filter(number__gt=panel.revision)
    touched = set(since.values_list("everything", "structure", "changed__customer_id"))
    if any(everything for everything, _, _ in touched):
        return None
    # The join gives a revision that touched no customer one row without any.
    customers = sorted({customer for _, _, customer in touched if customer})
    return _Changes(customers, any(structure for _, structure, _ in touched))
