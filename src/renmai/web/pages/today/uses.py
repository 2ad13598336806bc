"""Uses of influence that wait for the viewer's word, on the page of today."""

from dataclasses import dataclass
from typing import Final

from renmai.store.influence_use import waiting_for
from renmai.web.access import Viewer
from renmai.web.numbers import COUNT
from renmai.web.pages.network_uses.rows import UseRow, use_rows

SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    rows: list[UseRow]
    total: str
    further: str


def waiting_uses(viewer: Viewer) -> Waiting:
    """The longest waiting first. Two statements where nothing waits."""
    found = waiting_for(viewer.employee, viewer.scope, viewer.today)
    further = len(found) - SHOWN
    return Waiting(use_rows(found[:SHOWN]), COUNT.value(len(found)), COUNT.value(further) if further > 0 else "")
