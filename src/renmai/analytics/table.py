"""Tables of equally long columns, immutable and cheap to cut and join."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Selection = slice | NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Base of all tables: every field is a column."""

    def __len__(self) -> int:
        return len(getattr(self, fields(self)[0].name))

    def columns(self) -> dict[str, NDArray[Any]]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def rows(self, selection: Selection) -> Self:
        """The selected rows: views for a slice, copies for a mask or index."""
        return type(self)(**{name: column[selection] for name, column in self.columns().items()})

    def with_columns(self, **columns: NDArray[Any]) -> Self:
        return replace(self, **columns)

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """The rows of all parts, in order; at least one part."""
        if len(parts) == 1:
            return parts[0]
        columns = [part.columns() for part in parts]
        return cls(**{name: np.concatenate([part[name] for part in columns]) for name in columns[0]})

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
