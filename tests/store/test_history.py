"""A customer's history tells every change once: who, when, why, from what to what."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renmai.domain.scope import EVERYTHING, Scope
from renmai.store.actions.assessment import Snapshot, record_assessment
from renmai.store.actions.chain_member import arrange_chain
from renmai.store.actions.customer import edit_customer
from renmai.store.actions.key_person import edit_key_person
from renmai.store.actions.ownership import hand_over
from renmai.store.actions.reporting_line import change_superior
from renmai.store.actions.revision import recording
from renmai.store.actions.undo import undo
from renmai.store.history import Asked, Event, history_of
from renmai.store.models import ChainMember, Customer, Employee, KeyPerson, Opportunity, ReportingLine, Revision
from tests.people import AS_OF, HANDED_OVER, LAST_AUTUMN, LONG_AGO, SEPTEMBER, SPRING

NOW = datetime(2026, 9, 30, 4, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("world")


def employee(code: str) -> Employee:
    return Employee.objects.get(code=code)


def events(*files: str, until: date = AS_OF, person: str = "", opportunity: str = "") -> list[Event]:
    asked = Asked(until, files or Asked(until).files, person, opportunity, 0, 1000)
    return history_of("harbour", EVERYTHING, AS_OF, asked).events


def changes(event: Event) -> dict[str, tuple[str, str]]:
    return {change.column: (change.was, change.now) for change in event.changes}


def test_assessment_tells_what_it_changed() -> None:
    latest, first = (one for one in events("assessments", person="harbour-boss"))
    assert (latest.day, changes(latest)) == (
        SEPTEMBER,
        {"closeness": ("0", "1"), "solution": ("0", "2"), "price": ("-1", "1")},
    )
    assert changes(first)["approver"] == ("", "yes")


def test_competitor_has_a_history_of_its_own() -> None:
    (towards_rival,) = [one for one in events("assessments") if one.party]
    assert (towards_rival.party, towards_rival.person) == ("rival", "harbour-buyer")
    assert changes(towards_rival)["closeness"] == ("", "2")


def test_correction_of_the_same_day_is_told_with_both_values() -> None:
    boss = KeyPerson.unscoped.get(code="harbour-boss")
    record_assessment(
        boss, None, SEPTEMBER, Snapshot(closeness=-2, note="<b>"), assessor=employee("owner"), actor="owner", now=NOW
    )
    told = [one for one in events("assessments", person="harbour-boss") if one.is_correction]
    assert [(one.day, one.who, changes(one)["closeness"], one.note) for one in told] == [
        (AS_OF, "owner", ("1", "-2"), "<b>")
    ]


def report(to: str, since: date, by: str = "owner") -> int | None:
    """The buyer reports to somebody else; until then to the boss, since long ago."""
    buyer = KeyPerson.unscoped.get(code="harbour-buyer")
    return change_superior(buyer, to, since, None, is_top=False, by=employee(by), today=AS_OF, now=NOW)


def told_lines(*files: str) -> list[tuple[date, str, dict[str, tuple[str, str]]]]:
    found = events(*files, person="harbour-buyer")
    return [(one.day, one.who, changes(one)) for one in found if one.file in ("reporting", "key_people")]


def test_reporting_line_tells_who_said_from_when_it_changed() -> None:
    report("harbour-engineer", SPRING, by="mate")
    report("", SEPTEMBER, by="leader")
    assert told_lines()[:2] == [
        (SEPTEMBER, "leader", {"reports_to": ("harbour-engineer", "")}),
        (SPRING, "mate", {"reports_to": ("harbour-boss", "harbour-engineer")}),
    ]
    assert len(told_lines()) == 3  # the first is that she took office


def test_superior_whom_the_top_has_no_more_is_told_once() -> None:
    edit_key_person(
        KeyPerson.unscoped.get(code="harbour-buyer"), {"top": "yes"}, {}, by=employee("owner"), now=NOW, today=AS_OF
    )
    told = [change for _, _, change in told_lines()[:-1]]
    assert sorted(told, key=str) == [{"reports_to": ("harbour-boss", "")}, {"top": ("no", "yes")}]


def test_line_that_was_never_another_is_a_correction() -> None:
    report("harbour-engineer", LONG_AGO)
    assert told_lines("reporting") == []
    assert told_lines()[0] == (AS_OF, "owner", {"reports_to": ("harbour-boss", "harbour-engineer")})


def test_undone_line_is_told_as_it_stands() -> None:
    number = report("harbour-engineer", SPRING)
    undo(Revision.objects.get(number=number or 0), actor="owner", now=NOW)
    assert told_lines("reporting") == []
    assert [change for _, _, change in told_lines("key_people")[:2]] == [
        {"reports_to": ("harbour-boss", "harbour-engineer")},
        {"reports_to": ("harbour-engineer", "harbour-boss")},
    ]


def test_imported_lines_tell_where_they_begin_and_end() -> None:
    """What held when she took office is no event, nor is a day between two lines that say the same."""
    buyer = KeyPerson.unscoped.get(code="harbour-buyer")
    engineer = KeyPerson.unscoped.get(code="harbour-engineer")
    days = [(engineer, LONG_AGO, LAST_AUTUMN), (None, SPRING, HANDED_OVER), (None, HANDED_OVER, SEPTEMBER)]
    for superior, start, end in days:
        ReportingLine.unscoped.create(
            key_person=buyer, reports_to=superior, valid_from=start, valid_to=end, revision_id=1
        )
    assert [(day, *change["reports_to"]) for day, _, change in told_lines("reporting")] == [
        (SEPTEMBER, "", "harbour-boss"),
        (SPRING, "harbour-boss", ""),
        (LAST_AUTUMN, "harbour-engineer", "harbour-boss"),
    ]


def test_line_corrected_by_an_import_is_told_with_both_values() -> None:
    cells = {"key_person": "harbour-buyer", "reports_to": "harbour-boss", "valid_from": "2026-03-01", "valid_to": ""}
    with recording("import", "tester", NOW) as record:
        record.audit("reporting", ["harbour-buyer", "2026-03-01"], cells, {**cells, "valid_to": "2026-09-10"})
    assert told_lines("reporting") == [(AS_OF, "tester", {"valid_to": ("", "2026-09-10")})]


def test_owners_follow_each_other() -> None:
    hand_over(
        Customer.unscoped.get(code="harbour"),
        employee("leader"),
        AS_OF,
        seen="owner",
        by=employee("leader"),
        today=AS_OF,
        now=NOW,
    )
    told = [(one.day, *changes(one)["employee"]) for one in events("ownerships") if not one.is_correction]
    assert told[:2] == [(AS_OF, "owner", "leader"), (HANDED_OVER, "mate", "owner")]


def test_edited_facts_are_told_from_to() -> None:
    edit_customer(Customer.unscoped.get(code="harbour"), {"region": "华东"}, {}, by=employee("mate"), now=NOW)
    edited = next(one for one in events("customers") if one.is_correction)
    assert (edited.who, changes(edited)) == ("mate", {"region": ("华北", "华东")})


def test_member_who_left_the_chain_is_told() -> None:
    crane = Opportunity.unscoped.get(code="crane")
    seen = {
        one.key_person.code: {"role": "decider", "position": str(one.position)}
        for one in ChainMember.unscoped.filter(opportunity=crane).select_related("key_person")
    }
    arrange_chain(crane, [], seen, by=employee("owner"), now=NOW)
    told = events("chain_members", opportunity="crane")
    assert {one.person for one in told} == {"harbour-boss", "harbour-buyer", "harbour-engineer"}
    assert {changes(one)["role"] for one in told} == {("decider", "")}


def test_history_of_a_past_day_knows_nothing_later() -> None:
    assert max(one.day for one in events(until=SPRING)) == SPRING
    assert min(one.day for one in events(until=date(2026, 2, 28))) < SPRING


def test_history_is_latest_first_and_paged() -> None:
    every = events()
    asked = Asked(AS_OF, first=2, count=3)
    page = history_of("harbour", EVERYTHING, AS_OF, asked)
    assert [one.day for one in every] == sorted((one.day for one in every), reverse=True)
    assert (page.events, page.total) == (every[2:5], len(every))


def test_history_passes_the_gate() -> None:
    with pytest.raises(Customer.DoesNotExist):
        history_of("harbour", Scope("other", employees=frozenset({"other"})), AS_OF, Asked(AS_OF))


def test_history_says_nothing_of_other_customers() -> None:
    edit_customer(Customer.unscoped.get(code="quarry"), {"name": "别家"}, {}, by=employee("other"), now=NOW)
    assert {one.person for one in events()} <= {"", "harbour-boss", "harbour-buyer", "harbour-engineer"}
    assert not [one for one in events() if ("白岩矿业", "别家") in changes(one).values()]


def test_statements_do_not_grow_with_events() -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        events()
    boss = KeyPerson.unscoped.get(code="harbour-boss")
    for day in range(1, 29):
        record_assessment(
            boss, None, date(2026, 2, day), Snapshot(closeness=day % 3), assessor=None, actor="owner", now=NOW
        )
    with CaptureQueriesContext(connection) as many:
        events()
    assert len(many) == len(few) <= 12
