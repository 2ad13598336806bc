"""What holds in every database of ours, whatever was done to it: each check names the rows for which it does not.

Rows are named by their table and key, never by what they say: whoever runs the check need not learn who knows whom.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from renmai.store.invariants import consents, dated, integrity, revision, trail

MOST: Final = 20
"""Findings of one check that are told; that there are more is told too."""


class Finding(NamedTuple):
    """`check` is a name in `wording/verify.py`; `places` are rows, at most `MOST` of them."""

    check: str
    places: tuple[str, ...]
    more: bool = False


CHECKS: Final[dict[str, Callable[[], Iterator[str]]]] = {
    "integrity": integrity.damaged,
    "references": integrity.dangling,
    "revisions": revision.gaps,
    "noticed": revision.unnoticed,
    "trail": trail.breaks,
    "overlaps": dated.overlaps,
    "belonging": dated.foreign,
    "consents": consents.breaches,
    "erasures": consents.told_again,
}


def check(name: str) -> Finding | None:
    """None if it holds."""
    found = list(islice(CHECKS[name](), MOST + 1))
    return Finding(name, tuple(found[:MOST]), len(found) > MOST) if found else None
