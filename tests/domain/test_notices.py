"""The rules of notices, without a database: when something is told, when a digest is due, what a snooze silences."""

from datetime import date, datetime, timedelta

import pytest

from renmai.domain.notices import RULES, notices
from renmai.domain.notices.base import Notice, NoticeKind, Place
from renmai.domain.notices.cases import ActionCase, Cases, ChangeCase, OwnershipCase, ReadingCase, StaleCase, StepCase
from renmai.domain.notices.digest import Cadence, period_of
from renmai.domain.notices.snooze import Snooze, awake
from renmai.domain.reading import Reading

TODAY = date(2026, 9, 30)
NOON = datetime(2026, 9, 30, 12)  # noqa: DTZ001 local
DAY = timedelta(days=1)


def step(code: str, due: int, **more: str) -> StepCase:
    return StepCase(
        code, "C", "客户", more.get("deal", ""), "人", TODAY + due * DAY, TODAY - 3 * DAY, more.get("by", "")
    )


def reading(before: Reading, now: Reading, *by: str) -> Cases:
    return Cases("me", readings=[ReadingCase("O", "商机", "C", "客户", before, now, TODAY, frozenset(by))])


def test_every_kind_has_a_rule() -> None:
    assert list(RULES) == list(NoticeKind)


def test_nothing_makes_nothing() -> None:
    assert notices(Cases("me"), TODAY) == []
    assert notices(Cases("me", stale=StaleCase(0, 90)), TODAY) == []


def test_latest_day_comes_first() -> None:
    cases = Cases("me", steps=[step("A", 3), step("B", -5)], stale=StaleCase(2, 90))
    days = [notice.day for notice in notices(cases, TODAY)]
    assert days == sorted(days, reverse=True)


def test_plan_of_one_opportunity_is_opened_and_else_the_customers() -> None:
    (one,) = notices(Cases("me", steps=[step("A", 0, deal="O"), step("B", 1, deal="O")]), TODAY)
    assert (one.place, one.code) == (Place.PLAN, "O")
    (two,) = notices(Cases("me", steps=[step("A", 0, deal="O"), step("B", 1)]), TODAY)
    assert (two.place, two.code) == (Place.PLAN, "")


def test_key_changes_with_what_is_due_and_with_nothing_else() -> None:
    (first,) = notices(Cases("me", steps=[step("A", 1)]), TODAY)
    (tomorrow,) = notices(Cases("me", steps=[step("A", 1)]), TODAY)
    (more,) = notices(Cases("me", steps=[step("B", 1), step("A", 1)]), TODAY)
    assert first.key == tomorrow.key != more.key
    assert len(first.key) == 32


@pytest.mark.parametrize(
    ("before", "now", "by", "is_told"),
    [
        (Reading.OPEN, Reading.CONTESTED, ("you",), True),
        (Reading.OPEN, Reading.BLOCKED, (), True),
        (Reading.OPEN, Reading.BLOCKED, ("me",), False),
        (Reading.OPEN, Reading.BLOCKED, ("me", "you"), True),
        (Reading.BLOCKED, Reading.OPEN, ("you",), False),
        (Reading.UNSAFE, Reading.UNSAFE, ("you",), False),
    ],
)
def test_worse_reading_is_told_unless_it_was_ones_own_doing(
    before: Reading, now: Reading, by: tuple[str, ...], is_told: bool
) -> None:
    assert bool(notices(reading(before, now, *by), TODAY)) is is_told


def test_own_changes_and_handovers_are_not_told() -> None:
    change = ChangeCase("C", "客户", "P", "人", 2, TODAY, NOON, "me", "我")
    moved = OwnershipCase("C", "客户", TODAY, is_gained=True, is_seen=True, by="me", by_name="我")
    assert notices(Cases("me", steps=[step("A", 30, by="me")], changes=[change], ownerships=[moved]), TODAY) == []


@pytest.mark.parametrize("kind", ["employee", "view"])
def test_action_about_no_customer_is_not_told(kind: str) -> None:
    assert notices(Cases("me", action=ActionCase("steer", kind, "x", "x", "", "")), TODAY) == []


@pytest.mark.parametrize(
    ("cadence", "hour", "now", "period"),
    [
        (Cadence.OFF, 0, NOON, ""),
        (Cadence.DAILY, 12, NOON, "2026-09-30"),
        (Cadence.DAILY, 13, NOON, ""),
        (Cadence.DAILY, 0, NOON.replace(hour=0), "2026-09-30"),
        (Cadence.WEEKLY, 13, NOON, "2026-W40"),
        (Cadence.WEEKLY, 13, NOON - 2 * DAY, ""),
        (Cadence.WEEKLY, 12, NOON - 2 * DAY, "2026-W40"),
        (Cadence.WEEKLY, 0, datetime(2027, 1, 1, 12), "2026-W53"),  # noqa: DTZ001
    ],
)
def test_digest_is_due_once_in_a_period(cadence: Cadence, hour: int, now: datetime, period: str) -> None:
    assert period_of(cadence, hour, now) == period


def test_snooze_silences_its_kind_or_customer_until_its_day() -> None:
    notice = Notice(NoticeKind.STEP_DUE, "due", TODAY, "k", Place.PLAN, customer="C")
    nowhere = Notice(NoticeKind.GROWING_STALE, "stale", TODAY, "k", Place.STALE)
    both = [notice, nowhere]
    assert awake(both, [Snooze("step_due", "", TODAY + DAY)], TODAY) == [nowhere]
    assert awake(both, [Snooze("", "C", TODAY + DAY)], TODAY) == [nowhere]
    assert awake(both, [Snooze("step_due", "", TODAY)], TODAY) == both
    assert awake(both, [Snooze("", "D", TODAY + DAY)], TODAY) == both
