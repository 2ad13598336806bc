"""Tables of equally long columns, immutable and cheap to cut and join."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Selection = slice | NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Base of all tables: every field is a column."""

    def __len__(self) -> int:
        return len(getattr(self, self.names()[0]))

    @classmethod
    @cache
    def names(cls) -> tuple[str, ...]:
        return tuple(field.name for field in fields(cls))

    def columns(self) -> dict[str, NDArray[Any]]:
        return {name: getattr(self, name) for name in self.names()}

    def rows(self, selection: Selection) -> Self:
        """The selected rows: views for a slice, copies for a mask or index."""
        return type(self)(**{name: column[selection] for name, column in self.columns().items()})

    def with_columns(self, **columns: NDArray[Any]) -> Self:
        return type(self)(**(self.columns() | columns))

    @classmethod
    def joined(cls, parts: Sequence[Self], axis: int = 0) -> Self:
        """The rows of all parts, in order; at least one part."""
        return cls(**{name: np.concatenate([getattr(part, name) for part in parts], axis) for name in cls.names()})

    def says_the_same_as(self, other: Self) -> bool:
        theirs = other.columns()
        return all(np.array_equal(column, theirs[name]) for name, column in self.columns().items())

    @property
    def nbytes(self) -> int:
        return sum(column.nbytes for column in self.columns().values())


class Lookup:
    """Positions of ids in a column of distinct ids."""

    def __init__(self, ids: NDArray[np.int64]) -> None:
        self._order = np.argsort(ids, kind="stable")
        self._sorted = ids[self._order]

    def __call__(self, wanted: NDArray[np.int64]) -> NDArray[np.int32]:
        """The position of every wanted id, -1 where it is not there."""
        if not len(self._sorted):
            return np.full(len(wanted), -1, dtype=np.int32)
        place = np.minimum(np.searchsorted(self._sorted, wanted), len(self._sorted) - 1)
        found = self._sorted[place] == wanted
        return np.where(found, self._order[place], -1).astype(np.int32)
