"""Joining an account team in a role, and leaving it: dated, audited, taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from renmai.domain.account_team import roles_missing
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.account_team import join_account_team, leave_account_team
from renmai.store.actions.undo import undo
from renmai.store.models import AccountTeamMember, AuditEntry, Customer, Employee, Revision
from tests.people import AS_OF

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
WEEK = timedelta(days=7)


def employee(code: str) -> Employee:
    return Employee.objects.get(code=code)


def join(code: str = "outsider", role: str = "delivery", since: date = AS_OF) -> int | None:
    harbour = Customer.unscoped.get(code="harbour")
    return join_account_team(harbour, employee(code), role, since, by=employee("owner"), now=NOW)


def leave(on: date = AS_OF) -> int | None:
    return leave_account_team(AccountTeamMember.unscoped.get(), on, by=employee("owner"), now=NOW)


def rows() -> list[tuple[str, str, date, date | None]]:
    return list(AccountTeamMember.unscoped.values_list("employee__code", "role", "valid_from", "valid_to"))


@pytest.mark.parametrize(
    ("held", "has_owner", "missing"),
    [
        ((), False, ["account", "solution", "delivery"]),
        ((), True, ["solution", "delivery"]),
        (("account",), False, ["solution", "delivery"]),
        (("delivery", "solution"), True, []),
        (("delivery", "solution"), False, ["account"]),
    ],
)
def test_owner_stands_at_the_account_where_nobody_else_does(
    held: tuple[str, ...], has_owner: bool, missing: list[str]
) -> None:
    assert roles_missing(held, has_owner) == missing


@pytest.mark.usefixtures("world")
class TestTeam:
    def test_somebody_joins_and_leaves_on_a_day(self) -> None:
        join(since=AS_OF - WEEK)
        assert leave()
        assert rows() == [("outsider", "delivery", AS_OF - WEEK, AS_OF)]
        assert AuditEntry.objects.filter(file="account_team", subject="harbour").count() == 2

    def test_role_that_lasted_for_no_day_goes_altogether(self) -> None:
        join()
        assert leave()
        assert rows() == []

    def test_who_has_left_does_not_leave_again(self) -> None:
        join(since=AS_OF - WEEK)
        leave(AS_OF - timedelta(days=1))
        assert leave() is None

    def test_one_may_come_back_later(self) -> None:
        join(since=AS_OF - 2 * WEEK)
        leave(AS_OF - WEEK)
        assert join()
        assert len(rows()) == 2

    def test_one_may_have_two_roles_and_a_role_two_people(self) -> None:
        join()
        join(role="solution")
        join("mate")
        assert len(rows()) == 3

    @pytest.mark.parametrize(
        ("code", "role", "since", "column", "error"),
        [
            ("outsider", "boss", AS_OF, "role", ErrorCode.BAD_VALUE),
            ("departed", "delivery", AS_OF, "employee", ErrorCode.NOT_EMPLOYED),
            ("outsider", "delivery", date(2000, 1, 1), "valid_from", ErrorCode.DAY_BEFORE_CREATED),
        ],
    )
    def test_what_cannot_be_is_refused(self, code: str, role: str, since: date, column: str, error: ErrorCode) -> None:
        with pytest.raises(RenmaiError) as refused:
            join(code, role, since)
        assert (refused.value.code, refused.value.params["column"]) == (error, column)

    @pytest.mark.parametrize("since", [AS_OF, AS_OF - WEEK, AS_OF + WEEK])
    def test_role_that_is_held_is_not_given_twice(self, since: date) -> None:
        join()
        with pytest.raises(RenmaiError) as refused:
            join(since=since)
        assert refused.value.code is ErrorCode.ALREADY_KNOWN

    def test_joining_and_leaving_are_taken_back(self) -> None:
        join(since=AS_OF - WEEK)
        left = leave()
        undo(Revision.objects.get(number=left or 0), actor="owner", now=NOW)
        assert rows() == [("outsider", "delivery", AS_OF - WEEK, None)]
