"""How a list is looked at, as its address says: words, order, conditions, columns, rows a page."""

from dataclasses import dataclass, field
from typing import Final

from django.http import QueryDict

from renmai.analytics.lists.arrangement import Arrangement
from renmai.analytics.search import LONGEST_SEARCH
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.stance import DEGREES, VOTES

SIZES: Final = (25, 50, 100)
USUAL_SIZE: Final = 50
CONDITIONS: Final = ("owner", *DEGREES, "strategy", "stage", "reading", *VOTES, "uninsighted", "stale")
"""The ways to narrow a list, in the order in which they are told; each line offers some of them."""
NAMES: Final = ("q", "sort", *CONDITIONS, "columns", "size")
BETWEEN: Final = "."
"""Columns stand in an address and a cookie as they are."""
NO_COLUMN: Final = "-"
"""What the address says where no column but the name is wanted: nothing would mean the usual ones."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """`columns` as chosen, empty for the usual ones; `size` rows a page."""

    arrangement: Arrangement = field(default_factory=Arrangement)
    columns: tuple[str, ...] = ()
    size: int = USUAL_SIZE

    def parameters(self) -> dict[str, str]:
        """Blank where nothing is said."""
        how = self.arrangement
        return {
            "q": how.search,
            "sort": ("-" if how.descending else "") + how.sort,
            **dict(how.conditions),
            "columns": BETWEEN.join(self.columns),
            "size": str(self.size) if self.size != USUAL_SIZE else "",
        }


def read_arranged(given: QueryDict) -> Arranged:
    """Raises `RenmaiError` for what makes no sense; whether a line has such a column, its list says."""
    sort = given.get("sort", "")
    if sort == "-":
        raise RenmaiError(ErrorCode.BAD_VALUE, name="sort", value=sort)
    return Arranged(
        Arrangement(
            search=" ".join(given.get("q", "")[:LONGEST_SEARCH].split()),
            sort=sort.removeprefix("-"),
            descending=sort.startswith("-"),
            conditions=tuple((name, str(given[name])) for name in CONDITIONS if given.get(name)),
        ),
        columns=_columns(given.getlist("columns")),
        size=_size(given.get("size", "")),
    )


def _columns(texts: list[str]) -> tuple[str, ...]:
    """From `a.b` or, as a form sends them, one by one."""
    names = [name for text in texts for name in text.split(BETWEEN) if name]
    chosen = tuple(dict.fromkeys(name for name in names if name != NO_COLUMN))
    return chosen or ((NO_COLUMN,) if names else ())


def _size(text: str) -> int:
    if not text:
        return USUAL_SIZE
    if text not in {str(size) for size in SIZES}:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="size", value=text)
    return int(text)
