"""Steps are planned together, settled one by one, audited, and taken back."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from renmai.domain.errors import ConflictError, ErrorCode, RenmaiError
from renmai.domain.plan_step import StepStatus
from renmai.domain.scope import EVERYTHING, Scope
from renmai.store.actions.plan_step import Intent, Move, add_plan_steps, settle_plan_step
from renmai.store.actions.undo import undo
from renmai.store.history import Asked, Event, history_of
from renmai.store.models import AuditEntry, Customer, Employee, KeyPerson, Opportunity, PlanStep, Revision
from renmai.wording.errors import sentence
from tests.people import AS_OF, NAMES

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
LATER = datetime(2026, 9, 30, 13, tzinfo=UTC)
NEXT_MONTH = date(2026, 10, 20)

pytestmark = pytest.mark.usefixtures("world")


def employee(code: str) -> Employee:
    return Employee.objects.get(code=code)


def person(code: str) -> KeyPerson:
    found: KeyPerson = KeyPerson.unscoped.get(code=code)
    return found


def move(code: str = "harbour-buyer", feature: str = "solution", before: str = "0", goal: str = "1") -> Move:
    return Move(person(code), feature, before, goal)


def plan(
    *moves: Move,
    opportunity: str | None = "crane",
    due: date = NEXT_MONTH,
    note: str = "请技术总监去交流",
    owner: str = "mate",
    tactic: str = "",
) -> int | None:
    deal = Opportunity.unscoped.get(code=opportunity) if opportunity else None
    intent = Intent(employee(owner), due, deal, note, tactic)
    harbour = Customer.unscoped.get(code="harbour")
    return add_plan_steps(harbour, moves, intent, by=employee("owner"), today=AS_OF, now=NOW)


def settle(code: str, status: StepStatus, seen: str = "open", result: str = "", by: str = "owner") -> int | None:
    return settle_plan_step(
        step(code), status, {"status": seen}, result=result, by=employee(by), today=AS_OF, now=LATER
    )


def step(code: str) -> PlanStep:
    found: PlanStep = PlanStep.unscoped.get(code=code)
    return found


def revision(number: int | None) -> Revision:
    assert number is not None
    return Revision.objects.get(number=number)


def steps() -> list[tuple[str, str, str, str, str]]:
    columns = ("code", "key_person__code", "feature", "from_value", "goal")
    return list(PlanStep.unscoped.order_by("code").values_list(*columns))


def history(*files: str) -> list[Event]:
    asked = Asked(AS_OF, files or ("plan_steps",), count=100)
    return history_of("harbour", EVERYTHING, AS_OF, asked).events


def test_several_steps_are_one_revision_each_with_its_code_and_entry() -> None:
    made = plan(move(), move(feature="closeness", before="-1"), move("harbour-engineer", "veto", "", "no"))

    assert steps() == [
        (f"PS-{made}", "harbour-buyer", "solution", "0", "1"),
        (f"PS-{made}-1", "harbour-buyer", "closeness", "-1", "1"),
        (f"PS-{made}-2", "harbour-engineer", "veto", "", "no"),
    ]
    entries = AuditEntry.objects.filter(revision=revision(made))
    assert [(one.file, one.before) for one in entries] == [("plan_steps", None)] * 3
    assert entries[0].after is not None
    assert entries[0].after["owner"] == "mate"
    assert [one.customer.code for one in revision(made).changed.all()] == ["harbour"]


def test_step_may_belong_to_the_customer_alone() -> None:
    made = plan(move(), opportunity=None)
    assert step(f"PS-{made}").opportunity is None


def test_step_may_be_something_to_be_done_with_a_person_or_the_customer_as_such() -> None:
    made = plan(Move(person("harbour-buyer")), Move(None), opportunity=None)
    assert [(one.key_person, one.feature, one.goal) for one in PlanStep.unscoped.order_by("code")] == [
        (person("harbour-buyer"), "", ""),
        (None, "", ""),
    ]
    assert [one.customer.code for one in revision(made).changed.all()] == ["harbour"]


def test_step_that_says_nothing_of_what_is_to_be_done_is_refused() -> None:
    with pytest.raises(RenmaiError) as refused:
        plan(Move(None), note="")
    assert (refused.value.code, refused.value.params["column"]) == (ErrorCode.MISSING_VALUE, "note")


def test_step_follows_a_tactic_of_the_company_only() -> None:
    made = plan(Move(None), note="", tactic="win_back_causes")
    assert step(f"PS-{made}").tactic == "win_back_causes"
    with pytest.raises(RenmaiError) as refused:
        plan(Move(None), tactic="win_back_magic")
    assert refused.value.code is ErrorCode.UNKNOWN_TACTIC


def test_days_of_planning_and_settling_are_kept() -> None:
    code = f"PS-{plan(move())}"
    assert (step(code).planned_on, step(code).settled_on) == (AS_OF, None)
    settle(code, StepStatus.DONE)
    assert step(code).settled_on == AS_OF
    settle(code, StepStatus.OPEN, seen="done")
    assert step(code).settled_on is None


def test_nothing_to_move_leaves_no_trace() -> None:
    assert plan() is None
    assert Revision.objects.count() == 1


@pytest.mark.parametrize(
    ("moves", "given", "code", "column"),
    [
        ([("mill-boss", "price", "0", "1")], {}, ErrorCode.UNKNOWN_KEY_PERSON, "key_person"),
        ([("harbour-buyer", "hat", "0", "1")], {}, ErrorCode.BAD_VALUE, "feature"),
        ([("harbour-buyer", "price", "0", "3")], {}, ErrorCode.BAD_VALUE, "goal"),
        ([("harbour-buyer", "price", "0", "")], {}, ErrorCode.BAD_VALUE, "goal"),
        ([("harbour-buyer", "price", "1", "1")], {}, ErrorCode.BAD_VALUE, "goal"),
        ([("harbour-buyer", "veto", "", "1")], {}, ErrorCode.BAD_VALUE, "goal"),
        ([("harbour-buyer", "price", "yes", "1")], {}, ErrorCode.BAD_VALUE, "goal"),
        ([("harbour-buyer", "price", "0", "1")], {"opportunity": "sieve"}, ErrorCode.OTHER_CUSTOMER, "opportunity"),
        ([("harbour-buyer", "price", "0", "1")], {"due": date(2026, 9, 29)}, ErrorCode.DAY_PAST, "due_on"),
        ([("harbour-buyer", "price", "0", "1")], {"note": "长" * 2001}, ErrorCode.TOO_LONG, "note"),
    ],
)
def test_step_that_cannot_be_is_refused_and_nothing_is_kept(
    moves: list[tuple[str, str, str, str]], given: dict[str, object], code: ErrorCode, column: str
) -> None:
    with pytest.raises(RenmaiError) as refused:
        plan(move(), *(move(*one) for one in moves), **given)  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.params["column"]) == (code, column)
    assert steps() == []


def test_step_is_done_dropped_and_opened_again() -> None:
    code = f"PS-{plan(move())}"
    settle(code, StepStatus.DONE, result="评审会上已认可")
    assert (step(code).status, step(code).result) == ("done", "评审会上已认可")
    settle(code, StepStatus.OPEN, seen="done")
    assert (step(code).status, step(code).result) == ("open", "评审会上已认可")
    settle(code, StepStatus.DROPPED, result="项目取消")
    assert (step(code).status, step(code).result) == ("dropped", "项目取消")


def test_settling_again_leaves_no_trace() -> None:
    code = f"PS-{plan(move())}"
    settle(code, StepStatus.DONE)
    assert settle(code, StepStatus.DONE) is None


def test_two_who_settle_differently_meet_in_the_words_of_steps() -> None:
    code = f"PS-{plan(move())}"
    settle(code, StepStatus.DROPPED, by="leader")
    with pytest.raises(ConflictError) as met:
        settle(code, StepStatus.DONE)
    assert (met.value.who, met.value.was, met.value.now) == (NAMES["leader"], "open", "dropped")
    with override("en"):
        assert "Dropped" in sentence(met.value)


def test_result_is_not_endless() -> None:
    code = f"PS-{plan(move())}"
    with pytest.raises(RenmaiError) as refused:
        settle(code, StepStatus.DONE, result="长" * 2001)
    assert refused.value.code is ErrorCode.TOO_LONG


def test_planning_and_settling_are_undone_and_redone() -> None:
    made = plan(move(), move(feature="price", before="-1"))
    code = f"PS-{made}"
    done = settle(code, StepStatus.DONE, result="好")
    back = undo(revision(done), actor="owner", now=NOW)
    assert (step(code).status, step(code).result) == ("open", "")
    again = undo(revision(back), actor="owner", now=NOW)
    assert (step(code).status, step(code).result) == ("done", "好")
    undo(revision(again), actor="owner", now=NOW)
    gone = undo(revision(made), actor="owner", now=NOW)
    assert steps() == []
    undo(revision(gone), actor="owner", now=NOW)
    assert [one[2] for one in steps()] == ["solution", "price"]


def test_planning_cannot_be_undone_once_a_step_is_settled() -> None:
    made = plan(move())
    settle(f"PS-{made}", StepStatus.DONE)
    with pytest.raises(RenmaiError):
        undo(revision(made), actor="owner", now=NOW)


def test_gate_lets_through_who_sees_the_customer() -> None:
    plan(move())
    seen = [PlanStep.objects.visible_to(Scope(code, employees=frozenset({code})), AS_OF).count() for code in NAMES]
    assert dict(zip(NAMES, seen, strict=True)) == dict.fromkeys(NAMES, 0) | {"owner": 1}


def test_history_tells_what_was_planned_and_what_became_of_it() -> None:
    code = f"PS-{plan(move())}"
    settle(code, StepStatus.DONE, result="评审会上已认可")
    done, planned = history()
    assert {change.column: (change.was, change.now) for change in planned.changes} == {
        "solution": ("0", "1"),
        "owner": ("", "mate"),
        "due_on": ("", "2026-10-20"),
    }
    assert (planned.note, planned.person, planned.opportunity) == ("请技术总监去交流", "harbour-buyer", "crane")
    assert [(change.column, change.was, change.now) for change in done.changes] == [("status", "open", "done")]
    assert (done.note, done.who) == ("评审会上已认可", "owner")
    assert {one.file for one in history("assessments")} == {"assessments"}


def test_history_tells_of_what_is_to_be_done_with_the_customer() -> None:
    plan(Move(None), tactic="win_back_causes")
    [planned] = history()
    assert [(change.column, change.now) for change in planned.changes] == [
        ("tactic", "win_back_causes"),
        ("owner", "mate"),
        ("due_on", "2026-10-20"),
    ]
    assert planned.person == ""


@pytest.mark.parametrize(
    "change",
    [
        {"status": "soon"},
        {"goal": ""},
        {"goal": "yes"},
        {"from_value": "no"},
        {"feature": "hat"},
        {"feature": ""},
        {"feature": "", "goal": "", "from_value": "1"},
        {"key_person": None},
        {"settled_on": AS_OF},
        {"status": "done", "settled_on": date(2026, 9, 29)},
    ],
)
def test_database_refuses_what_is_no_step(change: dict[str, object]) -> None:
    plan(move())
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanStep.unscoped.update(**change)
