"""Renmai over its database: the first report after a write. Import this once Django is set up."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from bench.contest import Report, differences
from bench.dataset import UNTIL, Dataset
from bench.rounds import Task, timed
from bench.with_renmai import person_codes
from renmai.analytics import customer_line
from renmai.analytics.panel import Panel
from renmai.domain.periods import series_days
from renmai.domain.question import Question
from renmai.domain.scope import EVERYTHING
from renmai.refresh import current_panel, forget
from renmai.store.actions.assessment import Snapshot, record_assessment
from renmai.store.models import KeyPerson

SPARKLINE_MONTHS: Final = 12
ROWS: Final = 50


class Database:
    """What a process that serves pages does."""

    def __init__(self, data: Dataset) -> None:
        self._codes = person_codes(data)

    def panel(self) -> Panel:
        return current_panel()

    def report(self) -> Report:
        """The company's figures, at the revision of the database."""
        return customer_line.figures(current_panel(), Question(UNTIL))

    def write(self, turn: int) -> None:
        """Somebody saves one assessment."""
        person = KeyPerson.unscoped.get(code=self._codes[turn * 7919 % len(self._codes)])
        snapshot = Snapshot(closeness=turn % 5 - 2, solution=turn % 3 - 1, note=f"turn {turn}")
        record_assessment(person, None, UNTIL, snapshot, assessor=None, actor="bench", now=datetime.now(UTC))

    def page(self) -> None:
        """What the first page shows: figures, a year's sparklines and the first customers of the list."""
        panel, question = current_panel(), Question(UNTIL)
        customer_line.figures(panel, question)
        customer_line.series(panel, question, series_days(UNTIL, SPARKLINE_MONTHS))
        customer_line.listing(panel, question, EVERYTHING)[:ROWS]

    def tasks(self) -> dict[str, Task]:
        """Asked again, and from the end of a write to the answer that knows of it."""
        return {
            "stored warm": lambda _: timed(self.report),
            "after a write": lambda turn: self._after_write(turn, self.report),
            "page warm": lambda _: timed(self.page),
            "page after a write": lambda turn: self._after_write(turn, self.page),
        }

    def _after_write(self, turn: int, answer: Callable[[], object]) -> float:
        self.write(turn)
        return timed(answer)

    def check_splices(self) -> None:
        """After all the writes the panel must answer like one that is loaded afresh."""
        spliced = self.report()
        forget()
        found = differences(spliced, self.report())
        if found:
            raise AssertionError(f"after the writes: {found[:5]}")
