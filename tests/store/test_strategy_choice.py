"""A strategy is chosen with a reason, beside the recommended one: dated, audited, taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from renmai.domain.errors import ConflictError, ErrorCode, RenmaiError
from renmai.domain.scope import EVERYTHING
from renmai.store.actions.strategy_choice import choose_strategy
from renmai.store.actions.undo import undo
from renmai.store.history import Asked, history_of
from renmai.store.models import AuditEntry, Customer, Employee, Revision, StrategyChoice
from tests.people import AS_OF

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("world")


def harbour() -> Customer:
    found: Customer = Customer.unscoped.get(code="harbour")
    return found


def choose(
    strategy: str, reason: str = "明年有大项目", seen: str = "", by: str = "owner", day: date = AS_OF
) -> int | None:
    who = Employee.objects.get(code=by)
    return choose_strategy(harbour(), strategy, reason, seen, by=who, today=day, now=NOW)


def rows() -> list[tuple[str, date, str]]:
    return list(StrategyChoice.unscoped.order_by("chosen_on").values_list("strategy", "chosen_on", "reason"))


def test_choice_is_kept_with_its_day_reason_and_person() -> None:
    assert choose("grow")
    row = StrategyChoice.unscoped.get()
    assert (row.strategy, row.chosen_on, row.reason) == ("grow", AS_OF, "明年有大项目")
    assert row.chosen_by == Employee.objects.get(code="owner")
    assert AuditEntry.objects.filter(file="strategy_choices", subject="harbour").count() == 1


def test_later_choice_leaves_the_earlier_one() -> None:
    choose("grow", day=AS_OF - timedelta(days=30))
    choose("watch", "预算冻结", seen="grow")
    assert [row[0] for row in rows()] == ["grow", "watch"]


def test_second_choice_of_a_day_replaces_the_first_and_the_trail_keeps_it() -> None:
    choose("grow")
    choose("watch", "预算冻结", seen="grow")
    assert rows() == [("watch", AS_OF, "预算冻结")]
    before = AuditEntry.objects.filter(file="strategy_choices").order_by("-pk")[0].before
    assert before is not None
    assert before["strategy"] == "grow"


def test_choice_is_given_up_without_a_reason() -> None:
    choose("grow", day=AS_OF - timedelta(days=30))
    assert choose("", "", seen="grow")
    assert [row[0] for row in rows()] == ["grow", ""]


def test_giving_up_nothing_writes_nothing() -> None:
    assert choose("", "") is None
    assert rows() == []


def test_same_choice_again_writes_nothing() -> None:
    choose("grow")
    assert choose("grow", seen="grow") is None


@pytest.mark.parametrize(
    ("strategy", "reason", "column", "code"),
    [
        ("grow", "", "reason", ErrorCode.MISSING_VALUE),
        ("conquer", "因为", "strategy", ErrorCode.BAD_VALUE),
        ("undecided", "因为", "strategy", ErrorCode.BAD_VALUE),
        ("grow", "长" * 2001, "reason", ErrorCode.TOO_LONG),
    ],
)
def test_choice_that_cannot_be_is_refused(strategy: str, reason: str, column: str, code: ErrorCode) -> None:
    with pytest.raises(RenmaiError) as refused:
        choose(strategy, reason)
    assert (refused.value.code, refused.value.params["column"]) == (code, column)
    assert rows() == []


def test_customer_that_is_not_there_yet_has_no_choice() -> None:
    with pytest.raises(RenmaiError) as refused:
        choose("grow", day=date(2020, 1, 1))
    assert refused.value.code is ErrorCode.DAY_BEFORE_CREATED


def test_later_of_two_who_choose_at_once_sees_the_other() -> None:
    choose("grow")
    with pytest.raises(ConflictError) as conflict:
        choose("watch", "预算冻结", seen="", by="leader")
    assert (conflict.value.was, conflict.value.now) == ("", "grow")


def test_choice_is_taken_back() -> None:
    made = choose("grow")
    undo(Revision.objects.get(number=made or 0), actor="owner", now=NOW)
    assert rows() == []


def test_history_tells_of_choices() -> None:
    choose("grow", day=AS_OF - timedelta(days=30))
    choose("watch", "预算冻结", seen="grow")
    found = history_of("harbour", EVERYTHING, AS_OF, Asked(AS_OF, ("strategy_choices",)))
    told = [(event.changes[0].was, event.changes[0].now, event.note) for event in found.events]
    assert told == [("grow", "watch", "预算冻结"), ("", "grow", "明年有大项目")]
