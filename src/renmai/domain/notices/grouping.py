"""Several things of one sort, told in one sentence."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def grouped(cases: Iterable[T], by: Callable[[T], K]) -> list[tuple[K, list[T]]]:
    """The cases by what `by` gives, groups and cases in the order in which they come."""
    groups: dict[K, list[T]] = {}
    for case in cases:
        groups.setdefault(by(case), []).append(case)
    return list(groups.items())
