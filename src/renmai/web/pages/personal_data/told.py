"""A report on a person in words: category after category, each with what it is for and how long it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import pgettext

from renmai.domain.retention import Retention
from renmai.store.personal_data import NOBODY, Part
from renmai.web.numbers import DASH
from renmai.wording.actions import action_text
from renmai.wording.cells import cell_text
from renmai.wording.columns import FILES, label
from renmai.wording.disclosure import UNNAMED
from renmai.wording.purposes import CATEGORIES, FILE_OF, column_label, model_label
from renmai.wording.terms import VOTE_ANSWERS, Text


@dataclass(frozen=True, slots=True)
class Told:
    """One table; `hidden` says how many rows are of customers that the reader may not see."""

    title: Text
    columns: list[Text]
    rows: list[list[str]]
    hidden: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """One category; `key` is its anchor."""

    key: str
    title: Text
    why: Text
    until: str
    tables: list[Told]

    @property
    def count(self) -> int:
        return sum(len(table.rows) + table.hidden for table in self.tables)


def chapters(parts: Sequence[Part], periods: Retention) -> list[Chapter]:
    """Those that have something to tell."""
    by_model = {part.model: part for part in parts}
    found = []
    for at, category in enumerate(CATEGORIES):
        tables = [_told(by_model[model]) for model in category.models if model in by_model]
        if tables:
            found.append(Chapter(f"part-{at}", category.title, category.why, category.until(periods), tables))
    return found


def _told(part: Part) -> Told:
    columns = [column_label(part.model, column) for column in part.columns]
    rows = [[_word(part, column, cell, row) for column, cell in row.items()] for row in part.as_dicts()]
    return Told(model_label(part.model), columns, rows, part.hidden)


def _word(part: Part, column: str, cell: str, row: dict[str, str]) -> str:
    if not cell:
        return DASH
    if cell == NOBODY:
        return str(UNNAMED)
    if part.model in ("AuditEntry", "Revision"):
        return _of_trail(column, cell, row)
    file = FILE_OF.get(part.model, "")
    if file:
        return cell_text(column, cell, file)
    return str(VOTE_ANSWERS[cell]) if cell in ("yes", "no") else cell


def _of_trail(column: str, cell: str, row: dict[str, str]) -> str:
    match column:
        case "action":
            return action_text(cell)
        case "file":
            return str(FILES.get(cell, cell))
        case "column":
            return str(label(cell, row["file"]))
        case "was" | "now":
            return cell_text(row["column"], cell, row["file"])
        case _:
            return cell


JSON_FORMAT: Final = 1


def as_json(who: str, parts: Sequence[Part], told: Sequence[Chapter], stamp: str) -> dict[str, Any]:
    """For machines: codes and cells as in a bundle, with what each part is for; `stamp` says who took it out."""
    why = {str(model): str(one.why) for one in CATEGORIES for model in one.models}
    return {
        "format": JSON_FORMAT,
        "about": who,
        "exported": stamp,
        "categories": [{"title": str(one.title), "purpose": str(one.why), "kept": one.until} for one in told],
        "tables": [
            {"table": part.model, "purpose": why[part.model], "rows": part.as_dicts(), "hidden": part.hidden}
            for part in parts
        ],
    }


def hidden_text(number: int) -> str:
    """Rows that the reader may not see, counted."""
    return pgettext("rows of a report", "At customers that you do not see now: %(n)s") % {"n": number}
