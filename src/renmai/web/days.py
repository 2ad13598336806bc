"""Days as they stand in narrow places."""

from datetime import date


def short(day: date, near: date) -> str:
    """`10-14` within the year of another day that stands beside it, else the whole day."""
    return f"{day:%m-%d}" if day.year == near.year else day.isoformat()
