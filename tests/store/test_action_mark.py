"""Actions are marked together, audited and taken back, by whoever sees what they are about (docs/adr/0017)."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from renmai.analytics.visible import scope_of_view
from renmai.domain.errors import ConflictError, ErrorCode, RenmaiError
from renmai.domain.principles.mark import Ending, MarkStatus
from renmai.domain.question import View
from renmai.domain.scope import EVERYTHING, Scope
from renmai.refresh import current_panel
from renmai.store.action_marks import marks_in
from renmai.store.actions.action_mark import Choice, Marked, close_gone, mark_actions, reopen_actions
from renmai.store.actions.undo import undo
from renmai.store.models import ActionMark, AuditEntry, Customer, Employee, Revision
from renmai.wording.errors import sentence
from tests.people import AS_OF, NAMES

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
TOMORROW = date(2026, 10, 1)
DONE, DISMISSED = Choice(MarkStatus.DONE), Choice(MarkStatus.DISMISSED, reason="客户换了部门")
SNOOZED = Choice(MarkStatus.SNOOZED, TOMORROW)

pytestmark = pytest.mark.usefixtures("world")


def employee(code: str) -> Employee:
    return Employee.objects.get(code=code)


def action(
    subject: str = "harbour-buyer", customer: str = "harbour", principle: str = "mend", cause: str = "price=-1"
) -> Marked:
    return Marked("customer", principle, "key_person", subject, Customer.unscoped.get(code=customer), cause, 5)


def about(kind: str, code: str) -> Marked:
    """Something that belongs to no customer."""
    return Marked("influence", "steer" if kind == "view" else "ask_everyone", kind, code, None, "", 1)


def mark(*marked: Marked, choice: Choice = DONE, by: str = "owner", day: date = AS_OF) -> int | None:
    return mark_actions(marked, choice, by=employee(by), today=day, now=NOW, done_days=30)


def standing() -> list[tuple[str, str]]:
    return list(ActionMark.unscoped.filter(ended_on=None).order_by("code").values_list("subject_code", "status"))


def revision(number: int | None) -> Revision:
    assert number is not None
    return Revision.objects.get(number=number)


def test_several_marks_are_one_revision_and_change_no_customer() -> None:
    before = current_panel()
    made = mark(action(), action(principle="breakthrough"))
    assert [entry.before for entry in AuditEntry.objects.filter(revision=revision(made))] == [None, None]
    assert not revision(made).changed.exists()
    assert current_panel().slabs == before.slabs
    assert standing() == [("harbour-buyer", "done")] * 2


@pytest.mark.parametrize(
    ("choice", "code", "column"),
    [
        (Choice(MarkStatus.SNOOZED), ErrorCode.MISSING_VALUE, "until"),
        (Choice(MarkStatus.SNOOZED, AS_OF), ErrorCode.DAY_PAST, "until"),
        (Choice(MarkStatus.DISMISSED), ErrorCode.MISSING_VALUE, "reason"),
        (Choice(MarkStatus.DISMISSED, reason="好" * 2001), ErrorCode.TOO_LONG, "reason"),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_no_trace(choice: Choice, code: ErrorCode, column: str) -> None:
    with pytest.raises(RenmaiError) as refused:
        mark(action(), choice=choice)
    assert (refused.value.code, refused.value.params["column"]) == (code, column)
    assert Revision.objects.count() == 1


@pytest.mark.parametrize("status", [MarkStatus.DONE, MarkStatus.DISMISSED])
def test_fall_is_not_finished_without_its_cause(status: MarkStatus) -> None:
    with pytest.raises(RenmaiError) as refused:
        mark(action(), action(principle="always_up"), choice=Choice(status))
    assert refused.value.params["column"] == "reason"
    assert mark(action(principle="always_up"), choice=Choice(status, reason="对接人换岗；请新人吃饭"))


def test_fall_may_be_put_off_without_a_word() -> None:
    assert mark(action(principle="always_up"), choice=SNOOZED)


def test_second_to_mark_is_told_who_was_first() -> None:
    mark(action(), by="mate")
    with pytest.raises(ConflictError) as refused:
        mark(action(), choice=DISMISSED)
    with override("zh-hans"):
        told = sentence(refused.value)
    assert NAMES["mate"] in told
    assert "完成" in told
    assert standing() == [("harbour-buyer", "done")]


def test_same_word_twice_is_said_once() -> None:
    assert mark(action())
    assert mark(action()) is None
    assert ActionMark.unscoped.count() == 1


@pytest.mark.parametrize(
    ("first", "later", "cause", "ending"),
    [
        (DONE, AS_OF, "price=-2", Ending.GONE),
        (DONE, date(2026, 10, 30), "price=-1", Ending.REPLACED),
        (SNOOZED, TOMORROW, "price=-1", Ending.REPLACED),
        (DISMISSED, date(2030, 1, 1), "solution=-1", Ending.GONE),
    ],
)
def test_mark_that_hides_no_more_gives_way(first: Choice, later: date, cause: str, ending: Ending) -> None:
    mark(action(), choice=first, by="mate")
    assert mark(action(cause=cause), choice=DONE, day=later)
    ended = ActionMark.unscoped.exclude(ended_on=None).get()
    assert (ended.ending, ended.ended_on) == (ending, later)
    assert len(standing()) == 1


def test_mark_is_taken_back_and_forth() -> None:
    mark(action(), choice=SNOOZED)
    made = mark(action(), day=TOMORROW)  # ends the first one
    taken_back = undo(revision(made), actor="owner", now=NOW)
    assert standing() == [("harbour-buyer", "snoozed")]
    undo(revision(taken_back), actor="owner", now=NOW)
    assert standing() == [("harbour-buyer", "done")]


def test_opening_again_ends_the_mark_once_and_may_be_taken_back() -> None:
    mark(action())
    [code] = ActionMark.unscoped.values_list("code", flat=True)
    made = reopen_actions([code], by=employee("mate"), today=AS_OF, now=NOW)
    assert standing() == []
    assert reopen_actions([code], by=employee("mate"), today=AS_OF, now=NOW) is None
    undo(revision(made), actor="mate", now=NOW)
    assert standing() == [("harbour-buyer", "done")]


def test_mark_whose_cause_is_gone_is_closed_by_nobody() -> None:
    mark(action())
    [code] = ActionMark.unscoped.values_list("code", flat=True)
    made = close_gone([code], today=TOMORROW, now=NOW)
    assert (revision(made).actor, ActionMark.unscoped.get().ending) == ("", "gone")


def test_marks_are_seen_by_whoever_sees_what_they_are_about() -> None:
    mark(action(), action("quarry-boss", "quarry"), about("employee", "outsider"), about("employee", "owner"))
    mark(about("view", "company"), about("view", "team:north"), about("view", "personal:owner"))
    north = Scope("leader", employees=frozenset({"owner", "mate", "leader"}), teams=frozenset({"north"}))

    def seen(scope: Scope) -> list[str]:
        return sorted(row.subject_code for row in ActionMark.objects.visible_to(scope, AS_OF))

    assert seen(Scope("owner", employees=frozenset({"owner"}))) == ["harbour-buyer", "owner", "personal:owner"]
    assert seen(north) == ["harbour-buyer", "owner", "personal:owner", "team:north"]
    assert len(seen(EVERYTHING)) == 7
    assert seen(Scope()) == []


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("company", ["company", "harbour-buyer", "outsider", "quarry-boss"]),
        ("team:north", ["harbour-buyer", "team:north"]),
        ("personal:owner", ["harbour-buyer"]),
        ("personal:mate", []),
    ],
)
def test_view_has_the_marks_of_what_it_shows(view: str, expected: list[str]) -> None:
    mark(action(), action("quarry-boss", "quarry"), about("employee", "outsider"))
    mark(about("view", "company"), about("view", "team:north"))
    asked = View.parse(view)
    found = marks_in(asked, scope_of_view(current_panel().roster, asked), AS_OF, 30)
    assert sorted(one.subject for one in found) == expected


def test_past_days_have_the_marks_that_stood_then() -> None:
    mark(action(), choice=DISMISSED)
    [code] = ActionMark.unscoped.values_list("code", flat=True)
    reopen_actions([code], by=employee("owner"), today=date(2026, 10, 5), now=NOW)
    days = [date(2026, 9, 29), AS_OF, date(2026, 10, 4), date(2026, 10, 5)]
    assert [len(marks_in(View.parse("company"), EVERYTHING, day, 30)) for day in days] == [0, 1, 1, 0]


@pytest.mark.parametrize(
    "change", [{"until": TOMORROW}, {"ending": "gone"}, {"ended_on": TOMORROW}, {"status": "lost"}]
)
def test_store_refuses_what_no_action_writes(change: dict[str, object]) -> None:
    mark(action())
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionMark.unscoped.update(**change)
