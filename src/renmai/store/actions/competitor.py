"""Competitors: rival companies."""

from datetime import datetime

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.coded import fill_new, refill
from renmai.store.actions.keeping import keep
from renmai.store.actions.revision import recording
from renmai.store.cells import Cells
from renmai.store.models import Competitor


def add_competitor(cells: Cells, *, actor: str, now: datetime) -> None:
    """A new competitor from cells of the bundle. Raises `RenmaiError` with the `column` that cannot be so."""
    with recording("add competitor", actor, now) as record:
        competitor = Competitor()
        fill_new(competitor, "competitors", cells)
        keep(record, competitor, None)


def rename_competitor(code: str, wanted: Cells, seen: Cells, *, actor: str, now: datetime) -> None:
    """Give a competitor another name. Raises `ConflictError`, and `RenmaiError` for a blank one."""
    with recording("rename competitor", actor, now) as record:
        competitor = Competitor.objects.filter(code=code).first()
        if competitor is None:
            raise RenmaiError(ErrorCode.UNKNOWN_COMPETITOR, competitor=code)
        held = refill(competitor, {"name": wanted["name"]}, seen)
        keep(record, competitor, held)
