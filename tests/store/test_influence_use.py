"""The ledger of use: who records, who confirms, what is frozen, and that nobody finds out who wants no name."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.influence_use import UseState
from renmai.store.actions.influence_use import decline_use, thank, unname_use
from renmai.store.actions.undo import undo
from renmai.store.history import Asked, history_of
from renmai.store.influence_use import uses_of
from renmai.store.models import (
    Employee,
    InfluenceUse,
    PrivateUse,
    Revision,
)
from tests.people import AS_OF
from tests.store.ledger import (
    NOW,
    SCOPES,
    again,
    close,
    confirm,
    deal,
    employee,
    record,
    refusal,
    trail_names,
    waiting,
)

pytestmark = pytest.mark.usefixtures("world")


@pytest.mark.parametrize("by", ["owner", "leader", "executive"])
def test_the_deals_side_records_and_the_helper_is_asked(by: str) -> None:
    use = record(by)
    assert (use.owner_confirmed_on, use.employee_confirmed_on, use.grade) == (AS_OF, None, "assisted")
    assert waiting("outsider") == [use.pk]
    assert [waiting(code) for code in ("owner", "leader", "executive", "mate")] == [[], [], [], []]


def test_the_helper_records_and_the_deals_owner_is_asked() -> None:
    use = record("outsider")
    assert (use.owner_confirmed_on, use.employee_confirmed_on) == (None, AS_OF)
    assert waiting("owner") == [use.pk]
    assert [waiting(code) for code in ("outsider", "leader", "executive", "mate")] == [[], [], [], []]
    confirm(use, "owner")
    assert again(use).owner_confirmed_on == AS_OF
    assert waiting("owner") == []


def test_who_helped_in_their_own_deal_is_confirmed_by_their_leader() -> None:
    use = record("owner", helper="owner")
    assert (waiting("leader"), waiting("owner"), waiting("executive")) == ([use.pk], [], [])
    assert confirm(use, "owner") is None
    assert again(use).owner_confirmed_on is None
    confirm(use, "leader")
    assert again(use).owner_confirmed_on == AS_OF


def test_executives_are_asked_where_nobody_leads_the_helper() -> None:
    Employee.objects.filter(code="owner").update(team=None)
    use = record("owner", helper="owner")
    assert (waiting("executive"), waiting("leader")) == ([use.pk], [])


@pytest.mark.parametrize("stranger", ["mate", "other"])
def test_nobody_else_has_a_part_in_it(stranger: str) -> None:
    use = record("owner")
    who: dict[str, Any] = {"by": employee(stranger), "scope": SCOPES[stranger], "today": AS_OF}
    acts: list[Callable[[], object]] = [
        lambda: confirm(use, stranger),
        lambda: decline_use(use.pk, **who, now=NOW),
        lambda: thank(use.pk, "谢", names_deal=True, **who),
        lambda: unname_use(use.pk, by=employee(stranger), today=AS_OF, now=NOW),
    ]
    for act in acts:
        with pytest.raises(InfluenceUse.DoesNotExist):
            act()
    assert again(use).employee_confirmed_on is None


def test_the_deals_side_cannot_confirm_for_the_helper() -> None:
    use = record("owner")
    for code in ("owner", "leader", "executive"):
        assert confirm(use, code) is None
    assert again(use).employee_confirmed_on is None


def test_another_grade_asks_the_other_side_again() -> None:
    use = record("owner")
    confirm(use, "outsider", grade="sourced")
    changed = again(use)
    assert (changed.grade, changed.employee_confirmed_on, changed.owner_confirmed_on) == ("sourced", AS_OF, None)
    assert waiting("owner") == [use.pk]
    confirm(changed, "owner")
    assert again(use).owner_confirmed_on == AS_OF


def test_a_grade_that_was_changed_meanwhile_is_not_confirmed_unseen() -> None:
    use = record("owner")
    confirm(use, "owner", grade="sourced")
    with pytest.raises(RenmaiError) as refused:
        confirm(use, "outsider")
    assert refusal(refused) is ErrorCode.USE_REGRADED
    assert again(use).employee_confirmed_on is None


def test_confirming_again_keeps_the_first_day_and_leaves_no_trace() -> None:
    use = record("owner")
    confirm(use, "outsider")
    revisions = Revision.objects.count()
    assert confirm(use, "outsider", on=AS_OF + timedelta(days=3)) is None
    assert (again(use).employee_confirmed_on, Revision.objects.count()) == (AS_OF, revisions)


def test_a_use_of_a_bundle_counts_and_is_not_made_to_wait_by_an_answer() -> None:
    use = InfluenceUse.unscoped.get(opportunity__code="pier")
    assert confirm(use, "leader") is None
    (row,) = uses_of(deal("pier"), employee("owner"), SCOPES["owner"], AS_OF, AS_OF)
    assert row.state is UseState.COUNTS
    assert not row.waits_for_me


@pytest.mark.parametrize("status", ["won", "lost"])
def test_nothing_is_added_regraded_or_removed_after_the_close(status: str) -> None:
    use = record("owner")
    close(status)
    acts: list[Callable[[], object]] = [
        lambda: record("owner", used_on=date(2026, 9, 12)),
        lambda: record("outsider", used_on=date(2026, 9, 12)),
        lambda: confirm(use, "outsider", grade="sourced"),
        lambda: confirm(use, "owner", grade="sourced"),
        lambda: decline_use(use.pk, by=employee("outsider"), scope=SCOPES["outsider"], today=AS_OF, now=NOW),
        lambda: decline_use(use.pk, by=employee("owner"), scope=SCOPES["owner"], today=AS_OF, now=NOW),
    ]
    for act in acts:
        with pytest.raises(RenmaiError) as refused:
            act()
        assert refusal(refused) is ErrorCode.USE_FROZEN
    assert again(use).grade == "assisted"


def test_opened_again_it_can_be_changed_again() -> None:
    use = record("owner")
    close()
    close("open")
    decline_use(use.pk, by=employee("owner"), scope=SCOPES["owner"], today=AS_OF, now=NOW)
    assert not InfluenceUse.unscoped.filter(pk=use.pk).exists()


def test_a_confirmation_after_the_close_counts_and_is_late() -> None:
    use = record("owner")
    close(on=AS_OF)
    confirm(use, "outsider", on=AS_OF + timedelta(days=1))
    (row,) = uses_of(deal(), employee("owner"), SCOPES["owner"], AS_OF, AS_OF)
    assert row.state is UseState.LATE
    assert row.counts
    assert row.is_frozen


def test_undo_does_not_go_behind_the_close_or_an_answer() -> None:
    first, second = record("owner"), record("owner", used_on=date(2026, 9, 11))
    confirm(first, "outsider")
    revisions = [Revision.objects.get(number=one.revision_id) for one in (first, second)]
    with pytest.raises(RenmaiError) as refused:
        undo(revisions[0], actor="owner", now=NOW)
    assert refusal(refused) is ErrorCode.CANNOT_UNDO
    close()
    with pytest.raises(RenmaiError) as refused:
        undo(revisions[1], actor="owner", now=NOW)
    assert refusal(refused) is ErrorCode.CANNOT_UNDO
    close("open")
    assert undo(revisions[1], actor="owner", now=NOW) is not None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"used_on": date(2026, 10, 1)}, ErrorCode.DAY_IN_FUTURE),
        ({"person": "mill-boss"}, ErrorCode.OTHER_CUSTOMER),
        ({"note": "长" * 501}, ErrorCode.TOO_LONG),
        ({"helper": "owner", "named": False}, ErrorCode.OWN_DEAL_UNNAMED),
    ],
)
def test_what_cannot_be_so_is_refused(given: dict[str, Any], code: ErrorCode) -> None:
    with pytest.raises(RenmaiError) as refused:
        record("owner", **given)
    assert refusal(refused) is code


def test_two_who_record_the_same_leave_one() -> None:
    record("owner")
    for by in ("owner", "leader", "outsider"):
        with pytest.raises(RenmaiError) as refused:
            record(by)
        assert refusal(refused) is ErrorCode.ALREADY_KNOWN


def test_a_name_taken_off_is_gone_from_every_place() -> None:
    use = record("owner", note="引荐")
    confirm(use, "outsider")
    unname_use(use.pk, by=employee("outsider"), today=AS_OF, now=NOW)
    assert again(use).employee is None
    assert PrivateUse.objects.of(employee("outsider")).get().use == use
    assert not trail_names("outsider")
    assert not Revision.objects.filter(actor="outsider").exists()
    told = history_of("harbour", SCOPES["owner"], AS_OF, Asked(AS_OF, files=("influence_uses",)))
    assert "outsider" not in str(told.events)
    (row,) = uses_of(deal(), employee("owner"), SCOPES["owner"], AS_OF, AS_OF)
    assert (row.helper, row.is_own, row.counts) == ("", False, True)


@pytest.mark.parametrize("by", ["owner", "outsider"])
def test_confirmed_or_recorded_without_a_name_nobody_is_named(by: str) -> None:
    use = record(by, named=False) if by == "outsider" else record(by)
    if by == "owner":
        confirm(use, "outsider", named=False)
    else:
        confirm(use, "owner")
    stored = again(use)
    assert (stored.employee, stored.private.employee.code) == (None, "outsider")
    assert stored.owner_confirmed_on
    assert stored.employee_confirmed_on
    assert not trail_names("outsider")
    assert not Revision.objects.filter(actor="outsider").exists()


def test_a_refusal_does_not_tell_whose_the_unnamed_use_is() -> None:
    record("outsider", named=False)
    assert record("owner").employee == employee("outsider")


def test_the_same_employee_is_not_kept_twice_by_taking_the_name_on() -> None:
    unnamed = record("outsider", named=False)
    record("owner")
    with pytest.raises(RenmaiError) as refused:
        confirm(unnamed, "outsider", named=True)
    assert refusal(refused) is ErrorCode.ALREADY_KNOWN
    with pytest.raises(RenmaiError) as refused:
        record("outsider")
    assert refusal(refused) is ErrorCode.ALREADY_KNOWN


def test_the_deals_owner_counts_with_a_name_only() -> None:
    use = record("leader", helper="owner")
    acts: list[Callable[[], object]] = [
        lambda: confirm(use, "owner", named=False),
        lambda: unname_use(use.pk, by=employee("owner"), today=AS_OF, now=NOW),
    ]
    for act in acts:
        with pytest.raises(RenmaiError) as refused:
            act()
        assert refusal(refused) is ErrorCode.OWN_DEAL_UNNAMED
