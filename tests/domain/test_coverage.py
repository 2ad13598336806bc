"""How long ago is how fresh, and what becomes of a planned contact."""

from datetime import date

import pytest

from renmai.domain.coverage import ContactState, Freshness, contact_state, freshness

STARTS, DUE = date(2026, 9, 1), date(2026, 9, 20)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(None, "never"), (0, "fresh"), (30, "fresh"), (31, "lately"), (90, "lately"), (91, "stale"), (4000, "stale")],
)
def test_freshness_changes_after_a_month_and_after_the_stale_days(days: int | None, expected: str) -> None:
    assert freshness(days, 90) is Freshness(expected)


def test_shorter_stale_days_leave_nothing_between() -> None:
    assert [freshness(days, 20) for days in (20, 21)] == [Freshness.FRESH, Freshness.STALE]


@pytest.mark.parametrize(
    ("met_on", "on", "expected"),
    [
        ([], date(2026, 9, 20), ("open", None)),
        ([], date(2026, 9, 21), ("overdue", None)),
        ([date(2026, 8, 31)], date(2026, 9, 20), ("open", None)),
        ([STARTS], date(2026, 9, 20), ("met", STARTS)),
        ([DUE], date(2026, 9, 25), ("met", DUE)),
        ([date(2026, 9, 21)], date(2026, 9, 25), ("late", date(2026, 9, 21))),
        ([date(2026, 9, 22), DUE], date(2026, 9, 25), ("met", DUE)),
        ([DUE], date(2026, 9, 19), ("open", None)),
        ([date(2026, 9, 25)], date(2026, 9, 24), ("overdue", None)),
    ],
)
def test_contact_is_met_by_what_happened_within_the_round(
    met_on: list[date], on: date, expected: tuple[str, date | None]
) -> None:
    state, day = contact_state(met_on, STARTS, DUE, on)
    assert (state.value, day) == expected
    assert state.is_done is (day is not None)


def test_round_of_one_day_is_met_on_it() -> None:
    assert contact_state([DUE], DUE, DUE, DUE) == (ContactState.MET, DUE)
