"""Rounds are planned as a whole, changed and closed, audited and taken back; the facts alone say who was met."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from renmai.domain.errors import ConflictError, ErrorCode, RenmaiError
from renmai.domain.scope import EVERYTHING, Scope
from renmai.store.actions.activity import Meeting, record_activity
from renmai.store.actions.coverage_round import (
    MOST_CONTACTS,
    Outline,
    change_round,
    close_round,
    plan_round,
    remove_contact,
)
from renmai.store.actions.undo import undo
from renmai.store.models import AuditEntry, CoverageRound, Customer, Employee, KeyPerson, PlannedContact, Revision
from renmai.store.planned_contacts import OwnContact, own_contacts
from tests.people import AS_OF, NAMES

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
STARTS, DUE = date(2026, 9, 20), date(2026, 10, 20)

pytestmark = pytest.mark.usefixtures("world")


def employee(code: str) -> Employee:
    return Employee.objects.get(code=code)


def person(code: str) -> KeyPerson:
    found: KeyPerson = KeyPerson.unscoped.get(code=code)
    return found


def plan(
    *pairs: tuple[str, str], name: str = "秋季第一轮", starts: date = STARTS, due: date = DUE, customer: str = "harbour"
) -> int | None:
    chosen = [(person(one), employee(who)) for one, who in pairs]
    harbour = Customer.unscoped.get(code=customer)
    return plan_round(harbour, Outline(name, starts, due), chosen, by=employee("owner"), today=AS_OF, now=NOW)


def the_round() -> CoverageRound:
    found: CoverageRound = CoverageRound.unscoped.get()
    return found


def planned() -> set[tuple[str, str]]:
    return set(PlannedContact.unscoped.values_list("key_person__code", "employee__code"))


def revision(number: int | None) -> Revision:
    assert number is not None
    return Revision.objects.get(number=number)


BOTH = (("harbour-buyer", "owner"), ("harbour-engineer", "outsider"))


def test_round_and_its_contacts_are_one_revision_with_an_entry_each() -> None:
    made = plan(*BOTH)
    assert the_round().code == f"CR-{made}"
    assert planned() == set(BOTH)
    files = AuditEntry.objects.filter(revision=revision(made)).values_list("file", flat=True)
    assert sorted(files) == ["coverage_rounds", "planned_contacts", "planned_contacts"]
    assert [one.customer.code for one in revision(made).changed.all()] == ["harbour"]


def test_pair_that_comes_twice_is_planned_once() -> None:
    plan(*BOTH, *BOTH)
    assert planned() == set(BOTH)


@pytest.mark.parametrize(
    ("pairs", "given", "code", "column"),
    [
        ([], {}, ErrorCode.MISSING_VALUE, "contacts"),
        ([("harbour-boss", "owner")], {"name": ""}, ErrorCode.MISSING_VALUE, "name"),
        ([("harbour-boss", "owner")], {"name": "长" * 101}, ErrorCode.TOO_LONG, "name"),
        ([("harbour-boss", "owner")], {"due": date(2026, 9, 19)}, ErrorCode.END_BEFORE_START, "due_on"),
        ([("harbour-boss", "owner")], {"due": date(2026, 9, 29)}, ErrorCode.DAY_PAST, "due_on"),
        ([("mill-boss", "owner")], {}, ErrorCode.UNKNOWN_KEY_PERSON, "contacts"),
        ([("harbour-boss", "departed")], {}, ErrorCode.NOT_EMPLOYED, "contacts"),
        ([("harbour-boss", "owner"), ("harbour-boss", "departed")], {}, ErrorCode.NOT_EMPLOYED, "contacts"),
    ],
)
def test_round_that_cannot_be_is_refused_and_nothing_is_kept(
    pairs: list[tuple[str, str]], given: dict[str, object], code: ErrorCode, column: str
) -> None:
    with pytest.raises(RenmaiError) as refused:
        plan(*pairs, **given)  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.params["column"]) == (code, column)
    assert not CoverageRound.unscoped.exists()


def test_who_has_left_the_customer_is_not_planned() -> None:
    KeyPerson.unscoped.filter(code="harbour-boss").update(left_on=AS_OF)
    with pytest.raises(RenmaiError) as refused:
        plan(("harbour-boss", "owner"))
    assert refused.value.code is ErrorCode.UNKNOWN_KEY_PERSON


def test_round_has_an_end() -> None:
    people = [
        KeyPerson.unscoped.create(
            revision_id=1, code=f"p{n}", customer_id=person("harbour-boss").customer_id, name="p", joined_on=AS_OF
        )
        for n in range(MOST_CONTACTS + 1)
    ]
    with pytest.raises(RenmaiError) as refused:
        plan(*((one.code, "owner") for one in people))
    assert refused.value.code is ErrorCode.BAD_VALUE


def test_change_keeps_what_others_did_not_touch_and_meets_who_did() -> None:
    plan(*BOTH)
    seen = {"name": "秋季第一轮", "starts_on": "2026-09-20", "due_on": "2026-10-20"}
    assert change_round(the_round(), Outline("秋季第一轮", STARTS, DUE), seen, by=employee("owner"), now=NOW) is None
    change_round(the_round(), Outline("第二轮", STARTS, DUE), seen, by=employee("leader"), now=NOW)
    with pytest.raises(ConflictError) as met:
        change_round(the_round(), Outline("第三轮", STARTS, DUE), seen, by=employee("owner"), now=NOW)
    assert (met.value.who, met.value.was, met.value.now) == (NAMES["leader"], "秋季第一轮", "第二轮")
    assert the_round().name == "第二轮"


def test_closing_twice_leaves_no_second_trace() -> None:
    plan(*BOTH)
    assert close_round(the_round(), closed=True, by=employee("owner"), now=NOW)
    assert close_round(the_round(), closed=True, by=employee("leader"), now=NOW) is None
    assert close_round(the_round(), closed=False, by=employee("leader"), now=NOW)
    assert the_round().closed is False


def test_removing_twice_is_no_error() -> None:
    plan(*BOTH)
    contact = PlannedContact.unscoped.get(employee__code="outsider")
    assert remove_contact(contact, by=employee("owner"), now=NOW)
    assert remove_contact(contact, by=employee("leader"), now=NOW) is None
    assert planned() == {BOTH[0]}


def test_everything_is_taken_back() -> None:
    made = plan(*BOTH)
    gone = remove_contact(PlannedContact.unscoped.get(employee__code="outsider"), by=employee("owner"), now=NOW)
    closed = close_round(the_round(), closed=True, by=employee("owner"), now=NOW)
    undo(revision(closed), actor="owner", now=NOW)
    undo(revision(gone), actor="owner", now=NOW)
    assert (the_round().closed, planned()) == (False, set(BOTH))
    undo(revision(made), actor="owner", now=NOW)
    assert not CoverageRound.unscoped.exists()


def test_planning_cannot_be_taken_back_from_under_a_later_removal() -> None:
    made = plan(*BOTH)
    remove_contact(PlannedContact.unscoped.get(employee__code="outsider"), by=employee("owner"), now=NOW)
    with pytest.raises(RenmaiError) as refused:
        undo(revision(made), actor="owner", now=NOW)
    assert refused.value.code is ErrorCode.CANNOT_UNDO


def test_gate_lets_through_who_sees_the_customer() -> None:
    plan(*BOTH)
    for model in (CoverageRound, PlannedContact):
        seen = {
            code: model.objects.visible_to(Scope(code, employees=frozenset({code})), AS_OF).exists() for code in NAMES
        }
        assert seen == dict.fromkeys(NAMES, False) | {"owner": True}


def test_database_refuses_a_round_that_ends_before_it_starts() -> None:
    plan(*BOTH)
    with pytest.raises(IntegrityError), transaction.atomic():
        CoverageRound.unscoped.update(due_on=date(2026, 9, 19))


def scope(code: str) -> Scope:
    return Scope(code, employees=frozenset({code}))


def test_who_does_not_see_the_customer_learns_where_to_go_and_nothing_else() -> None:
    plan(*BOTH)
    [masked] = own_contacts(employee("outsider"), scope("outsider"), AS_OF)
    assert masked == OwnContact("东港码头", "总部", "设备部长", DUE)
    [open_one] = own_contacts(employee("owner"), scope("owner"), AS_OF)
    assert (open_one.person, open_one.code, open_one.customer_code, open_one.round) == (
        "罗采薇",
        "harbour-buyer",
        "harbour",
        "秋季第一轮",
    )
    [seen] = own_contacts(employee("outsider"), EVERYTHING, AS_OF)
    assert seen.person == "蒋工"
    assert own_contacts(employee("mate"), scope("mate"), AS_OF) == []


def test_contact_disappears_once_it_was_made_and_with_its_round() -> None:
    plan(*BOTH)
    buyer = person("harbour-buyer")
    for day, left in ((date(2026, 9, 19), 1), (date(2026, 9, 25), 0)):
        record_activity(buyer.customer, Meeting(day), [buyer], by=employee("owner"), today=AS_OF, now=NOW)
        assert len(own_contacts(employee("owner"), scope("owner"), AS_OF)) == left
    close_round(the_round(), closed=True, by=employee("owner"), now=NOW)
    assert own_contacts(employee("outsider"), scope("outsider"), AS_OF) == []


@pytest.mark.parametrize("gone", ["person", "customer", "not yet"])
def test_nobody_is_sent_to_who_is_not_there(gone: str) -> None:
    plan(("harbour-engineer", "outsider"))
    if gone == "person":
        KeyPerson.unscoped.filter(code="harbour-engineer").update(left_on=AS_OF)
    elif gone == "customer":
        Customer.unscoped.filter(code="harbour").update(closed_on=AS_OF)
    else:
        CoverageRound.unscoped.update(starts_on=date(2026, 10, 1))
    assert own_contacts(employee("outsider"), scope("outsider"), AS_OF) == []
