"""The most pressing actions on the page of today."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from renmai.analytics.next_actions import by_subject
from renmai.domain.principles.mark import MarkStatus
from renmai.domain.question import Question
from renmai.web.access import Viewer
from renmai.web.numbers import COUNT, amount_unit
from renmai.web.pages.actions.marking import sorted_out
from renmai.web.pages.actions.rows import ActionRow, rows_of
from renmai.web.pages.actions.said import Refused
from renmai.wording.terms import Text

SHOWN: Final = 5
TOLD: Final[dict[MarkStatus, Text]] = {
    MarkStatus.SNOOZED: pgettext_lazy("actions", "Put off"),
    MarkStatus.DONE: pgettext_lazy("actions", "Done lately"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """How many were marked so, and where they are."""

    url: str
    label: Text
    count: str


@dataclass(frozen=True, slots=True)
class Actions:
    """The first subjects; `total` counts all actions, each principle by itself, as their own page does.

    `refused` is what was said of none of these rows (any more) and could not be kept.
    """

    rows: list[ActionRow]
    total: int
    total_text: str
    all_url: str
    told: list[Told]
    unit: str
    refused: Refused | None


def actions(viewer: Viewer, question: Question, refused: Refused | None) -> Actions:
    found = sorted_out(viewer, question)
    rows = rows_of(viewer.panel, by_subject(found.open, 0, SHOWN).groups, 1, refused)
    counts = {
        MarkStatus.SNOOZED: len(found.of_status(MarkStatus.SNOOZED)),
        MarkStatus.DONE: len(found.done),
    }
    return Actions(
        rows=rows,
        total=len(found.open),
        total_text=COUNT.value(len(found.open)),
        all_url=_url(question),
        told=[Told(_url(question, status), TOLD[status], COUNT.value(n)) for status, n in counts.items() if n],
        unit=amount_unit(),
        refused=None if any(row.refused for row in rows) else refused,
    )


def _url(question: Question, status: MarkStatus | None = None) -> str:
    tab = {"tab": status.value} if status else {}
    return reverse("actions", query={"view": str(question.view), **tab})
