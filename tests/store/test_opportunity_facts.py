"""Opportunities are added, changed and closed; their chain and the influence used in them too."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from renmai.domain.errors import ConflictError, ErrorCode, RenmaiError
from renmai.store.actions.chain_member import Place, arrange_chain, copy_chain
from renmai.store.actions.opportunity import add_opportunity, edit_opportunity
from renmai.store.models import AuditEntry, ChainMember, Customer, Employee, Opportunity
from tests.people import AS_OF, NAMES

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
FRESH = {"name": "二期", "amount": "0.5", "status": "open", "opened_on": "2026-09-30"}
BOSS, BUYER, ENGINEER = "harbour-boss", "harbour-buyer", "harbour-engineer"

pytestmark = pytest.mark.usefixtures("world")


def employee(code: str = "owner") -> Employee:
    return Employee.objects.get(code=code)


def opportunity(code: str = "crane") -> Opportunity:
    found: Opportunity = Opportunity.unscoped.get(code=code)
    return found


def edit(wanted: dict[str, str], seen: dict[str, str] | None = None, *, of: str = "crane", by: str = "owner") -> None:
    edit_opportunity(opportunity(of), wanted, seen or {}, by=employee(by), now=NOW)


def add(**cells: str) -> Opportunity:
    customer = Customer.unscoped.get(code="harbour")
    return add_opportunity(customer, {**FRESH, **cells}, by=employee(), now=NOW)


def test_added_opportunity_has_a_code_of_its_own_and_a_trail() -> None:
    Opportunity.unscoped.filter(code="sieve").update(code="OP-2")
    added = add(expected_on="2026-12-31", owner="mate")

    stored = opportunity(added.code)
    assert (stored.amount, stored.owner.code, stored.expected_on) == (Decimal("0.5"), "mate", date(2026, 12, 31))  # type: ignore[union-attr]
    assert added.code != "OP-2"
    assert AuditEntry.objects.get(subject=added.code).before is None


def test_exact_amount_survives() -> None:
    edit({"amount": "999999999999999999.9999"})
    assert opportunity().amount == Decimal("999999999999999999.9999")


def test_winning_keeps_the_expected_close() -> None:
    edit({"expected_on": "2026-12-31"})
    edit({"status": "won", "closed_on": "2026-09-30"}, {"status": "open", "closed_on": ""})
    found = opportunity()
    assert (found.status, found.closed_on, found.expected_on) == ("won", AS_OF, date(2026, 12, 31))


@pytest.mark.parametrize(
    ("wanted", "code", "column"),
    [
        ({"name": ""}, ErrorCode.MISSING_VALUE, "name"),
        ({"status": "won"}, ErrorCode.CLOSED_ON_MISSING, "closed_on"),
        ({"closed_on": "2026-09-30"}, ErrorCode.CLOSED_ON_OPEN, "closed_on"),
        ({"status": "lost", "closed_on": "2026-02-28"}, ErrorCode.CLOSED_BEFORE_OPENED, "closed_on"),
        ({"expected_on": "2026-02-28"}, ErrorCode.EXPECTED_BEFORE_OPENED, "expected_on"),
        ({"owner": "nobody"}, ErrorCode.UNKNOWN_EMPLOYEE, "owner"),
    ],
)
def test_edit_refuses_what_an_import_would(wanted: dict[str, str], code: ErrorCode, column: str) -> None:
    with pytest.raises(RenmaiError) as refused:
        edit(wanted)
    assert (refused.value.code, refused.value.params["column"]) == (code, column)


def test_close_before_a_use_is_refused() -> None:
    with pytest.raises(RenmaiError) as refused:
        edit({"closed_on": "2026-02-28"}, of="pier")
    assert (refused.value.code, refused.value.params["column"]) == (ErrorCode.USED_AFTER_CLOSE, "closed_on")


def test_two_who_close_differently_meet() -> None:
    edit({"status": "won", "closed_on": "2026-09-29"}, {"status": "open", "closed_on": ""}, by="leader")
    with pytest.raises(ConflictError) as refused:
        edit({"status": "lost", "closed_on": "2026-09-29"}, {"status": "open", "closed_on": ""})
    assert (refused.value.column, refused.value.who, refused.value.now) == ("status", NAMES["leader"], "won")


def chain(code: str = "crane") -> list[tuple[str, str, int | None]]:
    rows = ChainMember.unscoped.filter(opportunity__code=code).order_by("position")
    return list(rows.values_list("key_person__code", "role", "position"))


def seen(code: str = "crane") -> dict[str, dict[str, str]]:
    return {person: {"role": role, "position": str(position)} for person, role, position in chain(code)}


def arrange(*places: Place, given: dict[str, dict[str, str]] | None = None, by: str = "owner") -> int | None:
    return arrange_chain(opportunity(), places, seen() if given is None else given, by=employee(by), now=NOW)


def test_chain_becomes_what_the_form_says() -> None:
    arrange(Place(BUYER, "approver"), Place(BOSS, "decider"))
    assert chain() == [(BUYER, "approver", 1), (BOSS, "decider", 2)]


def test_chain_said_again_leaves_no_trace() -> None:
    assert arrange(*(Place(person, role) for person, role, _ in chain())) is None


def test_member_who_joined_meanwhile_stays() -> None:
    before = seen()
    del before[ENGINEER]
    arrange(Place(BUYER, "user"), given=before)
    assert chain() == [(BUYER, "user", 1), (ENGINEER, "decider", 2)]


def test_role_changed_meanwhile_is_told_before_removing_and_before_changing() -> None:
    before = seen()
    places = [Place(person, "coach" if person == BUYER else role) for person, role, _ in chain()]
    arrange(*places, by="leader")
    for again in (places[:1], [places[0], Place(BUYER, "user"), places[2]]):
        with pytest.raises(ConflictError) as refused:
            arrange(*again, given=before)
        assert (refused.value.column, refused.value.now) == ("role", "coach")


def test_chain_takes_nobody_of_another_customer() -> None:
    with pytest.raises(RenmaiError) as refused:
        arrange(Place("mill-boss", ""))
    assert refused.value.code is ErrorCode.UNKNOWN_KEY_PERSON


def test_copied_chain_comes_behind_the_members_there_are() -> None:
    arrange_chain(opportunity("pier"), [Place(BUYER, "user")], seen("pier"), by=employee(), now=NOW)
    copy_chain(opportunity("pier"), opportunity(), by=employee(), now=NOW)
    assert chain("pier") == [(BUYER, "user", 1), (BOSS, "decider", 2), (ENGINEER, "decider", 3)]


def test_chain_of_another_customer_is_not_copied() -> None:
    with pytest.raises(RenmaiError) as refused:
        copy_chain(opportunity(), opportunity("sieve"), by=employee(), now=NOW)
    assert refused.value.code is ErrorCode.OTHER_CUSTOMER
