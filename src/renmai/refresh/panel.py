"""The panel at the database's revision: loaded once, then spliced (spec 5.2)."""

from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock
from typing import Final

from prometheus_client import Histogram

from renmai.analytics.facts import Facts
from renmai.analytics.memo import Memo
from renmai.analytics.panel import Panel, build_panel, restructured, splice
from renmai.refresh.book import load_book
from renmai.refresh.policy import load_policy
from renmai.refresh.staff import load_staff
from renmai.store import models as store
from renmai.store.replicas import PRIMARY, reading_from
from renmai.store.snapshot import one_moment

REFRESHED: Final = Histogram(
    "renmai_panel_seconds",
    "Time to bring a process's panel to the database's revision.",
    buckets=(0.01, 0.1, 1, 10, 60),
)
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
    if _is_current(_latest()):
        return _kept[0].panel
    with _lock, one_moment():
        age = _latest()
        if not _is_current(age):
            with REFRESHED.time():
                _keep(_Kept(_refreshed(age), age))
        return _kept[0].panel


def _keep(fresh: _Kept) -> None:
    """Of old results some know their panel, which keeps them: they would stay until the collector comes by."""
    kept = [memo for one in _kept for memo in _results(one.panel)]
    _kept[:] = [fresh]
    for memo in kept:
        if not any(memo is other for other in _results(fresh.panel)):
            memo.clear()


def _results(panel: Panel) -> list[Memo]:
    return [panel.memo, panel.before.memo] if panel.before else [panel.memo]


def load_first_panel() -> None:
    """Load what the first question to this process would else wait for."""
    if not _kept:
        current_panel()


def forget() -> None:
    """Drop what was loaded, for a process that goes to another database."""
    with _lock:
        _kept.clear()


def _is_current(age: Age) -> bool:
    """A standby may be behind what another one, or the primary, gave a moment ago: the panel never goes back to it."""
    if not _kept:
        return False
    kept = _kept[0].age
    return kept == age or (reading_from() != PRIMARY and kept[0] > age[0])


def _latest() -> Age:
    last = store.Revision.objects.order_by("-number").values_list("number", "recorded_at").first()
    return last or (0, None)


def _refreshed(age: Age) -> Panel:
    """The kept panel with what changed since, else a fresh one."""
    number = age[0]
    changes = _changes_since(_kept[0].panel) if _kept and _is_past(_kept[0].age) else None
    panel = _kept[0].panel if changes and len(changes.customers) <= SPLICED_AT_MOST else None
    if panel and changes and changes.structure:
        panel = restructured(panel, number, load_staff(), load_policy())
    if panel is None or changes is None:
        return build_panel(Facts(number, load_staff(), load_book(), load_policy()))
    if not changes.customers:
        return replace(panel, revision=number)
    return splice(panel, number, load_book(changes.customers))


def _is_past(age: Age) -> bool:
    """Whether the database was that old once: one that was brought back from a backup has a past of its own."""
    number, recorded_at = age
    return recorded_at is not None and store.Revision.objects.filter(number=number, recorded_at=recorded_at).exists()


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
