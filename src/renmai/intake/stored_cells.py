"""Some cells of stored rows, for rows that take something over from them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from renmai.intake.union import BATCH, FEW
from renmai.store import facts
from renmai.store.facts import Stored

Cells = dict[str, str]


def stored_cells(file: str, columns: Sequence[str], codes: Iterable[str]) -> dict[str, Cells]:
    """By code the cells of these columns, of those codes that are stored."""
    asked = set(codes)
    found = (stored.cells for stored in _rows(file, ["code", *columns], "code", asked))
    return {code: dict(zip(columns, cells, strict=True)) for code, *cells in found if code in asked}


def stored_ownerships(customers: Iterable[str]) -> dict[tuple[str, str], Cells]:
    """By customer and employee when the ownership began that still lasts, as far as these customers go."""
    columns = ["customer", "employee", "valid_from", "valid_to"]
    found = (stored.cells for stored in _rows("ownerships", columns, "customer", set(customers)))
    return {(customer, employee): {"valid_from": start} for customer, employee, start, end in found if not end}


def _rows(file: str, columns: Sequence[str], column: str, wanted: set[str]) -> Iterator[Stored]:
    """Rows that have one of the texts, or for many of them all rows: that costs less."""
    if len(wanted) > FEW:
        return facts.rows(file, columns)
    texts = sorted(filter(None, wanted))
    batches = (texts[at : at + BATCH] for at in range(0, len(texts), BATCH))
    return chain.from_iterable(facts.rows(file, columns, within=(column, batch)) for batch in batches)


def stored_of(
    file: str, columns: Sequence[str], within: tuple[str, set[str]] | None = None
) -> Iterator[tuple[str, ...]]:
    """Stored rows of the file, all or those with one of the texts in a column."""
    if within is None:
        return (stored.cells for stored in facts.rows(file, columns))
    column, texts = within
    at = columns.index(column)
    return (stored.cells for stored in _rows(file, columns, column, texts) if stored.cells[at] in texts)
