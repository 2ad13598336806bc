"""A customer's facts and owner change in one action, or are refused with the reason and the column."""

from datetime import UTC, date, datetime

import pytest

from renmai.domain.errors import ConflictError, ErrorCode, RenmaiError
from renmai.store.actions.customer import edit_customer
from renmai.store.actions.ownership import hand_over
from renmai.store.models import AuditEntry, Customer, Employee, Ownership, Revision
from tests.people import AS_OF, HANDED_OVER, LONG_AGO, NAMES

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("world")


def employee(code: str) -> Employee:
    return Employee.objects.get(code=code)


def customer(code: str = "harbour") -> Customer:
    found: Customer = Customer.unscoped.get(code=code)
    return found


def edit(wanted: dict[str, str], seen: dict[str, str] | None = None, *, by: str = "owner") -> int | None:
    return edit_customer(customer(), wanted, seen or {}, by=employee(by), now=NOW)


def give(owner: str, on: date, *, seen: str = "owner", of: str = "harbour") -> int | None:
    return hand_over(customer(of), employee(owner), on, seen=seen, by=employee("leader"), today=AS_OF, now=NOW)


def owners(code: str = "harbour") -> list[tuple[str, date, date | None]]:
    rows = Ownership.unscoped.filter(customer__code=code).order_by("valid_from")
    return list(rows.values_list("employee__code", "valid_from", "valid_to"))


def test_edit_keeps_the_facts_and_the_trail() -> None:
    edit({"name": "<script>东港</script>", "parent": "mill", "closed_on": "2027-01-01", "potential": "high"})

    found = customer()
    assert (found.name, found.parent.code, found.closed_on) == ("<script>东港</script>", "mill", date(2027, 1, 1))  # type: ignore[union-attr]
    entry = AuditEntry.objects.get()
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before["name"], entry.after["potential"]) == ("东港码头", "high")
    assert entry.revision.changed.get().customer == found


def test_edit_that_says_what_is_stored_leaves_no_trace() -> None:
    assert edit({"name": "东港码头", "focus": "yes"}) is None
    assert Revision.objects.count() == 1


@pytest.mark.parametrize(
    ("wanted", "code", "column"),
    [
        ({"name": ""}, ErrorCode.MISSING_VALUE, "name"),
        ({"closed_on": "2024-01-01"}, ErrorCode.END_BEFORE_START, "closed_on"),
        ({"parent": "harbour"}, ErrorCode.CUSTOMER_CIRCLE, "parent"),
        ({"parent": "nowhere"}, ErrorCode.UNKNOWN_CUSTOMER, "parent"),
    ],
)
def test_edit_refuses_what_an_import_would(wanted: dict[str, str], code: ErrorCode, column: str) -> None:
    with pytest.raises(RenmaiError) as refused:
        edit(wanted)
    assert (refused.value.code, refused.value.params["column"]) == (code, column)
    assert Revision.objects.count() == 1


def test_edit_refuses_a_circle_of_several() -> None:
    edit_customer(customer("mill"), {"parent": "harbour"}, {}, by=employee("owner"), now=NOW)
    edit_customer(customer("bridge"), {"parent": "mill"}, {}, by=employee("owner"), now=NOW)
    with pytest.raises(RenmaiError) as refused:
        edit({"parent": "bridge"})
    assert refused.value.params["path"] == "东港码头 → 长桥重工 → 青石面粉 → 东港码头"


def test_later_one_is_told_what_the_value_is_now() -> None:
    edit({"region": "华东"}, {"region": "华北"}, by="leader")
    with pytest.raises(ConflictError) as refused:
        edit({"region": "华中", "industry": "港口"}, {"region": "华北", "industry": "物流"})
    assert (refused.value.column, refused.value.who, refused.value.now) == ("region", NAMES["leader"], "华东")
    assert customer().industry == "物流"


def test_two_who_change_different_values_both_succeed() -> None:
    edit({"region": "华东", "industry": "物流"}, {"region": "华北", "industry": "物流"}, by="leader")
    edit({"industry": "港口"}, {"industry": "物流"})
    assert (customer().region, customer().industry) == ("华东", "港口")


def test_handover_ends_one_owner_where_the_next_begins() -> None:
    give("mate", AS_OF)
    assert owners() == [("mate", LONG_AGO, HANDED_OVER), ("owner", HANDED_OVER, AS_OF), ("mate", AS_OF, None)]


def test_handover_on_the_first_day_of_an_ownership_takes_its_place() -> None:
    give("leader", HANDED_OVER)
    assert owners() == [("mate", LONG_AGO, HANDED_OVER), ("leader", HANDED_OVER, None)]


def test_handover_within_the_past_keeps_what_comes_after() -> None:
    give("leader", date(2025, 6, 1))
    assert owners()[1:] == [("leader", date(2025, 6, 1), HANDED_OVER), ("owner", HANDED_OVER, None)]


def test_customer_without_owner_gets_one_until_the_next_begins() -> None:
    Ownership.unscoped.filter(customer__code="harbour", employee__code="mate").delete()
    give("leader", date(2026, 1, 1))
    assert owners() == [("leader", date(2026, 1, 1), HANDED_OVER), ("owner", HANDED_OVER, None)]


@pytest.mark.parametrize(
    ("owner", "on", "code", "column"),
    [
        ("owner", AS_OF, ErrorCode.SAME_OWNER, "employee"),
        ("departed", AS_OF, ErrorCode.NOT_EMPLOYED, "employee"),
        ("leader", date(2023, 12, 31), ErrorCode.NOT_EMPLOYED, "employee"),
    ],
)
def test_handover_refuses_who_cannot_own(owner: str, on: date, code: ErrorCode, column: str) -> None:
    before = owners()
    with pytest.raises(RenmaiError) as refused:
        give(owner, on)
    assert (refused.value.code, refused.value.params["column"]) == (code, column)
    assert owners() == before


def test_handover_refuses_a_day_before_the_customer() -> None:
    Customer.unscoped.filter(code="harbour").update(created_on=date(2026, 9, 1))
    with pytest.raises(RenmaiError) as refused:
        give("leader", date(2026, 8, 31))
    assert refused.value.code is ErrorCode.DAY_BEFORE_CREATED


def test_second_handover_is_told_of_the_first() -> None:
    give("mate", AS_OF)
    with pytest.raises(ConflictError) as refused:
        give("leader", AS_OF)
    assert (refused.value.column, refused.value.now) == ("employee", "mate")
