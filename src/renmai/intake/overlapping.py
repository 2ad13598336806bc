"""Rows of one customer or key person that share a day though only one may hold (spec 2)."""

from collections.abc import Iterator
from typing import Final

from renmai.domain.issues import ProblemKind
from renmai.intake.union import FileUnion

FOREVER: Final = "9999-99-99"
"""Sorts after every date."""

Interval = tuple[str, str, int | None]


def check_overlaps(found: FileUnion, kind: ProblemKind) -> None:
    """Rows about the same (in the first column) on the same day are told at both, so far as the bundle has them."""
    if not found.current:
        return
    start_at, end_at = found.file.position("valid_from"), found.file.position("valid_to")
    by_subject: dict[str, list[Interval]] = {}
    for position, row in found.all():
        subject, start, end = row[0], row[start_at], row[end_at]
        if subject and start and end is not None and (not end or end > start):
            by_subject.setdefault(subject, []).append((start, end or FOREVER, position))
    clashing = (pair for intervals in by_subject.values() for pair in _overlaps(intervals))
    for position, other in dict(place for pair in clashing for place in _both(*pair)).items():
        start = found.table.rows[position][start_at]
        found.table.report(position, "valid_from", start or "", kind, other=other)


def _overlaps(intervals: list[Interval]) -> Iterator[tuple[Interval, Interval]]:
    intervals.sort(key=lambda interval: interval[:2])
    longest = intervals[0]
    for interval in intervals[1:]:
        if interval[0] < longest[1]:
            yield longest, interval
        longest = max(longest, interval, key=lambda found: found[1])


def _both(one: Interval, two: Interval) -> Iterator[tuple[int, str]]:
    for (_, _, position), (start, end, _) in ((one, two), (two, one)):
        if position is not None:
            yield position, f"{start} – {'' if end == FOREVER else end}"
