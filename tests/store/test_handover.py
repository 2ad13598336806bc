"""Handing several customers over: all of them or none, on any day that makes sense, and back again."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from renmai.domain.errors import ConflictError, ErrorCode, RenmaiError
from renmai.domain.handover import ItemKind
from renmai.refresh import current_panel
from renmai.store.actions.activity import Meeting, record_activity
from renmai.store.actions.handover import MOST_CUSTOMERS, Passing, Terms, hand_over_customers, tick_item
from renmai.store.actions.ownership import hand_over, owner_on
from renmai.store.actions.undo import undo
from renmai.store.models import (
    AuditEntry,
    Customer,
    Employee,
    Handover,
    HandoverItem,
    KeyPerson,
    Ownership,
    PlanStep,
    Revision,
)
from tests.people import AS_OF, LONG_AGO

pytestmark = pytest.mark.usefixtures("world")
NOW = datetime(2026, 9, 30, 9, tzinfo=UTC)
TOMORROW = AS_OF + timedelta(days=1)


def employee(code: str) -> Employee:
    return Employee.objects.get(code=code)


def customer(code: str) -> Customer:
    return Customer.unscoped.get(code=code)


def passing(code: str, to: str = "mate") -> Passing:
    deciders = KeyPerson.unscoped.filter(customer__code=code, code__in=["harbour-boss", "harbour-buyer", "mill-boss"])
    return Passing(customer(code), employee(to), list(deciders.order_by("code")))


def handed(*passed: Passing, giver: str = "owner", **terms: Any) -> list[Handover]:
    return hand_over_customers(
        employee(giver), passed, Terms(**({"on": AS_OF} | terms)), by=employee("leader"), today=AS_OF, now=NOW
    )


def owner(code: str, on: date = AS_OF) -> str:
    found = owner_on(customer(code), on)
    return found.employee.code if found else ""


def refused(*passed: Passing, **more: Any) -> RenmaiError:
    before = sorted(Ownership.unscoped.values_list("customer", "employee", "valid_from", "valid_to"))
    revisions = Revision.objects.count()
    with pytest.raises(RenmaiError) as error, transaction.atomic():
        handed(*passed, **more)
    assert sorted(Ownership.unscoped.values_list("customer", "employee", "valid_from", "valid_to")) == before
    assert (Revision.objects.count(), Handover.objects.count()) == (revisions, 0)
    return error.value


def test_all_customers_change_hands_in_one_revision() -> None:
    revisions = Revision.objects.count()
    [made] = handed(passing("harbour"), passing("mill"), note="休假")
    assert (owner("harbour"), owner("mill")) == ("mate", "mate")
    assert (owner("harbour", AS_OF - timedelta(days=1)), made.day, made.note) == ("owner", AS_OF, "休假")
    assert Revision.objects.count() == revisions + 1
    kinds = list(HandoverItem.unscoped.values_list("customer__code", "kind", "key_person__code").order_by("pk"))
    per_customer = [kind.value for kind in ItemKind if kind is not ItemKind.INTRODUCED]
    assert kinds == [
        ("harbour", "introduced", "harbour-boss"),
        ("harbour", "introduced", "harbour-buyer"),
        *(("harbour", kind, None) for kind in per_customer),
        ("mill", "introduced", "mill-boss"),
        *(("mill", kind, None) for kind in per_customer),
    ]


def test_each_successor_gets_a_handover() -> None:
    made = handed(passing("harbour", "mate"), passing("mill", "other"))
    assert [(one.to_employee.code, one.revision_id) for one in made] == [
        ("mate", made[0].revision_id),
        ("other", made[0].revision_id),
    ]
    assert len({one.code for one in made}) == 2
    assert (owner("harbour"), owner("mill")) == ("mate", "other")


def test_none_changes_hands_where_one_cannot() -> None:
    error = refused(passing("harbour"), passing("bridge"))  # bridge is not the giver's
    assert isinstance(error, ConflictError)
    assert (error.params["customer"], owner("harbour")) == ("bridge", "owner")


def test_second_of_two_at_once_is_told_who_was_first() -> None:
    handed(passing("harbour", "mate"))
    with pytest.raises(ConflictError) as error:
        handed(passing("mill", "other"), passing("harbour", "other"))
    assert (error.value.who, error.value.when, error.value.now) == ("周明朗", NOW, "mate")
    assert (owner("mill"), Handover.objects.count()) == ("owner", 1)


def test_owner_changed_by_the_form_of_one_customer_is_a_conflict() -> None:
    hand_over(customer("mill"), employee("mate"), AS_OF, seen="owner", by=employee("leader"), today=AS_OF, now=NOW)
    assert isinstance(refused(passing("mill", "other")), ConflictError)


@pytest.mark.parametrize("on", [date(2026, 9, 1), TOMORROW, AS_OF + timedelta(days=60)])
def test_handover_holds_from_its_day(on: date) -> None:
    handed(passing("mill"), on=on)
    assert (owner("mill", on - timedelta(days=1)), owner("mill", on)) == ("owner", "mate")
    assert owner("mill") == ("mate" if on <= AS_OF else "owner")


def test_day_before_the_giver_owned_it_is_refused() -> None:
    error = refused(passing("harbour"), on=date(2026, 5, 31))
    assert (error.code, error.params["column"]) == (ErrorCode.NOT_OWNER_THEN, "valid_from")


def test_day_before_the_customer_is_refused() -> None:
    assert refused(passing("mill"), on=LONG_AGO - timedelta(days=1)).code is ErrorCode.DAY_BEFORE_CREATED


def test_day_on_which_another_handover_holds_already_is_refused() -> None:
    handed(passing("mill"), on=TOMORROW)
    with pytest.raises(RenmaiError) as error:
        handed(passing("mill", "other"), on=TOMORROW)
    assert error.value.code is ErrorCode.NOT_OWNER_THEN


def test_same_giver_and_successor_is_refused() -> None:
    assert refused(passing("mill", "owner")).code is ErrorCode.SAME_OWNER


def test_successor_who_has_left_is_refused() -> None:
    assert refused(passing("mill", "departed")).code is ErrorCode.NOT_EMPLOYED


def test_successor_who_starts_later_takes_over_from_then_on() -> None:
    Employee.objects.filter(code="mate").update(joined_on=TOMORROW)
    assert refused(passing("mill")).code is ErrorCode.NOT_EMPLOYED
    handed(passing("mill"), on=TOMORROW)
    assert owner("mill", TOMORROW) == "mate"


def test_customers_of_somebody_who_left_are_handed_over() -> None:
    handed(passing("orchard"), giver="departed")
    assert owner("orchard") == "mate"


@pytest.mark.parametrize(
    ("passed", "terms", "code"),
    [
        ([], {}, ErrorCode.NOTHING_CHOSEN),
        (["mill"] * (MOST_CUSTOMERS + 1), {}, ErrorCode.TOO_MANY_CHOSEN),
        (["mill"], {"note": "x" * 2001}, ErrorCode.TOO_LONG),
    ],
)
def test_what_makes_no_sense_is_refused(passed: list[str], terms: dict[str, Any], code: ErrorCode) -> None:
    one = passing("mill")
    assert refused(*[one for _ in passed], **terms).code is code


def step(code: str, owner_code: str = "owner", status: str = "open") -> PlanStep:
    made: PlanStep = PlanStep.unscoped.create(
        revision_id=1,
        code=code,
        customer=customer("harbour"),
        key_person=KeyPerson.unscoped.get(code="harbour-buyer"),
        feature="price",
        goal="1",
        owner=employee(owner_code),
        due_on=TOMORROW,
        status=status,
    )
    return made


def test_open_steps_of_the_giver_pass_to_the_successor() -> None:
    step("open"), step("done", status="done"), step("others", "leader")
    handed(passing("harbour"))
    assert dict(PlanStep.unscoped.values_list("code", "owner__code")) == {
        "open": "mate",
        "done": "owner",
        "others": "leader",
    }


def test_steps_stay_where_they_are_if_one_wishes() -> None:
    step("open")
    handed(passing("harbour"), with_steps=False)
    assert PlanStep.unscoped.get(code="open").owner.code == "owner"


def test_undo_brings_everything_back() -> None:
    step("open")
    [made] = handed(passing("harbour"), passing("mill"))
    undo(Revision.objects.get(number=made.revision_id), actor="leader", now=NOW)
    assert (owner("harbour"), owner("mill"), PlanStep.unscoped.get(code="open").owner.code) == ("owner",) * 3
    assert (Handover.objects.count(), HandoverItem.unscoped.count()) == (0, 0)
    again = Revision.objects.latest("number")
    undo(again, actor="leader", now=NOW)
    assert (owner("harbour"), Handover.objects.get().code, HandoverItem.unscoped.count()) == ("mate", made.code, 13)


def test_undo_is_refused_once_the_list_was_worked_on() -> None:
    [made] = handed(passing("mill"))
    tick(item(made, "strategy"))
    with pytest.raises(RenmaiError):
        undo(Revision.objects.get(number=made.revision_id), actor="leader", now=NOW)
    assert owner("mill") == "mate"


def item(made: Handover, kind: str) -> HandoverItem:
    found: HandoverItem = HandoverItem.unscoped.get(handover=made, kind=kind)
    return found


def tick(row: HandoverItem, done: bool = True, seen: str = "", **more: Any) -> int | None:
    return tick_item(row, done, seen, by=employee("mate"), today=AS_OF, now=NOW, **more)


def test_tick_is_kept_and_taken_back() -> None:
    [made] = handed(passing("mill"))
    revision = tick(item(made, "plan"), note="两步已接手")
    row = item(made, "plan")
    assert (row.done_on, row.done_by, row.note) == (AS_OF, employee("mate"), "两步已接手")
    assert tick(row, seen=AS_OF.isoformat()) is None
    assert revision is not None
    undo(Revision.objects.get(number=revision), actor="mate", now=NOW)
    assert item(made, "plan").done_on is None
    assert tick(item(made, "plan"), done=False) is None


def test_tick_that_somebody_else_set_is_a_conflict_when_taken_back_unseen() -> None:
    [made] = handed(passing("mill"))
    tick(item(made, "team"))
    with pytest.raises(ConflictError):
        tick(item(made, "team"), done=False, seen="")


@pytest.mark.parametrize("kind", ["introduced", "members", "verified"])
def test_what_the_facts_tell_is_not_ticked_by_hand(kind: str) -> None:
    [made] = handed(passing("mill"))
    with pytest.raises(RenmaiError) as error:
        tick(item(made, kind))
    assert error.value.code is ErrorCode.TOLD_BY_FACTS


def test_handover_is_in_the_audit_trail_and_in_the_panel() -> None:
    current_panel()
    handed(passing("mill"))
    files = set(AuditEntry.objects.values_list("file", flat=True))
    assert files == {"ownerships", "handovers", "handover_items"}
    panel = current_panel()
    found = panel.find_customer("mill")
    assert found is not None
    from renmai.analytics.moment import moment

    owners = [panel.roster.employee_of_id[one].code for one in moment(panel, AS_OF, 0).owner.tolist() if one]
    assert owners.count("owner") == 1


def test_contact_of_the_successor_is_known_by_whom_it_was() -> None:
    record_activity(
        customer("mill"),
        Meeting(AS_OF),
        [KeyPerson.unscoped.get(code="mill-boss")],
        by=employee("mate"),
        today=AS_OF,
        now=NOW,
    )
    slab = current_panel().slabs[0]
    pairs = zip(slab.people.code[slab.contacts.person].tolist(), slab.contacts.employee.tolist(), strict=True)
    assert ("mill-boss", employee("mate").pk) in set(pairs)
