"""The panel at the database's revision: loaded once, then spliced (spec 5.2)."""

from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock
from typing import Final

from renmai.analytics.facts import Facts
from renmai.analytics.panel import Panel, build_panel, splice
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
    customers = _changed_since(_kept[0].panel) if _kept and _kept[0].age[0] < age[0] else None
    if customers is None or len(customers) > SPLICED_AT_MOST:
        return build_panel(Facts(age[0], load_staff(), load_book(), load_policy()))
    if not customers:
        return replace(_kept[0].panel, revision=age[0])
    return splice(_kept[0].panel, age[0], load_book(customers))


def _changed_since(panel: Panel) -> list[int] | None:
    """The customers that later revisions touched; None if one of them may have touched anything."""
    since = store.Revision.objects.filter(number__gt=panel.revision)
    touched = set(since.values_list("everything", "changed__customer_id"))
    if any(everything for everything, _ in touched):
        return None
    # The join gives a revision that touched no customer one row without any.
    return sorted(customer for _, customer in touched if customer)
