"""From a day on somebody reports to somebody else: what held before stays, and can be brought back."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from renmai.analytics.key_person_line import people_of
from renmai.domain.errors import ConflictError, ErrorCode, RenmaiError
from renmai.domain.question import Question
from renmai.domain.scope import EVERYTHING
from renmai.refresh import current_panel
from renmai.store.actions.key_person import add_key_person, edit_key_person
from renmai.store.actions.reporting_line import change_superior
from renmai.store.actions.undo import undo
from renmai.store.models import AuditEntry, ChangedCustomer, Customer, Employee, KeyPerson, ReportingLine, Revision
from tests.people import AS_OF, LAST_AUTUMN, LONG_AGO, NAMES, SEPTEMBER, SPRING

NOW = datetime(2026, 9, 30, 4, tzinfo=UTC)
DAY = timedelta(days=1)

pytestmark = pytest.mark.usefixtures("world")

BUYER, BOSS, ENGINEER = "harbour-buyer", "harbour-boss", "harbour-engineer"
"""The world's buyer and engineer both report to the boss since long ago."""


def person(code: str) -> KeyPerson:
    return KeyPerson.unscoped.select_related("customer", "reports_to").get(code=code)


def employee(code: str = "owner") -> Employee:
    return Employee.objects.get(code=code)


def change(code: str, to: str, since: date = AS_OF, seen: str | None = None, **more: Any) -> int | None:
    by = employee(more.pop("by", "owner"))
    return change_superior(person(code), to, since, seen, is_top=more.get("is_top", False), by=by, today=AS_OF, now=NOW)


def edit(
    code: str, values: dict[str, str], seen: dict[str, str] | None = None, since: date | None = None
) -> int | None:
    return edit_key_person(person(code), values, seen or {}, by=employee(), now=NOW, since=since)


def refusal(code: ErrorCode) -> Any:
    return pytest.raises(RenmaiError, match=f"^{code.value}$")


def line(code: str, to: str, start: date, end: date | None) -> ReportingLine:
    """A dated line as an import leaves it."""
    return ReportingLine.unscoped.create(
        key_person=person(code), reports_to=person(to) if to else None, valid_from=start, valid_to=end, revision_id=1
    )


def lines(code: str) -> list[tuple[str, date, date | None]]:
    rows = ReportingLine.unscoped.filter(key_person__code=code).order_by("valid_from")
    return [
        (superior or "", start, end)
        for superior, start, end in rows.values_list("reports_to__code", "valid_from", "valid_to")
    ]


def standing(code: str) -> tuple[str, bool]:
    """The undated superior, and whether the person is at the top."""
    found = person(code)
    return found.reports_to.code if found.reports_to else "", found.top


def superior_on(code: str, day: date) -> str | None:
    rows = people_of(current_panel(), Question(day), EVERYTHING, person(code).customer.code)
    superior: str | None = next(row["reports_to"] for row in rows if row["code"] == code)
    return superior


def everything() -> list[Any]:
    """All that is stored of the people of harbour and of their lines."""
    people = KeyPerson.unscoped.filter(customer__code="harbour").order_by("code")
    rows = ReportingLine.unscoped.order_by("key_person__code", "valid_from")
    return [
        list(people.values_list("code", "reports_to__code", "top", "joined_on")),
        list(rows.values_list("key_person__code", "reports_to__code", "valid_from", "valid_to")),
    ]


def undo_last() -> None:
    undo(Revision.objects.latest("number"), actor="owner", now=NOW)


def take_back(number: int | None) -> None:
    assert number is not None
    undo(Revision.objects.get(number=number), actor="owner", now=NOW)


def test_what_held_until_the_day_becomes_a_dated_line() -> None:
    change(BUYER, ENGINEER, SPRING, seen=BOSS)
    assert lines(BUYER) == [(BOSS, LONG_AGO, SPRING)]
    assert standing(BUYER) == (ENGINEER, False)
    assert [superior_on(BUYER, day) for day in (LONG_AGO, SPRING - DAY, SPRING, AS_OF)] == [
        BOSS,
        BOSS,
        ENGINEER,
        ENGINEER,
    ]


def test_change_is_one_revision_of_one_customer_with_a_trail() -> None:
    number = change(BUYER, ENGINEER, SPRING)
    entries = AuditEntry.objects.filter(revision=number).order_by("pk")
    assert [(entry.file, entry.subject) for entry in entries] == [("reporting", BUYER), ("key_people", BUYER)]
    assert list(ChangedCustomer.objects.filter(revision=number).values_list("customer__code", flat=True)) == ["harbour"]


def test_later_changes_follow_each_other() -> None:
    change(BUYER, ENGINEER, SPRING)
    change(BUYER, "", SEPTEMBER, seen=ENGINEER)
    change(BUYER, BOSS, seen="")
    assert lines(BUYER) == [(BOSS, LONG_AGO, SPRING), (ENGINEER, SPRING, SEPTEMBER), ("", SEPTEMBER, AS_OF)]
    assert standing(BUYER) == (BOSS, False)


def test_change_from_an_earlier_day_takes_the_place_of_later_ones() -> None:
    change(BUYER, ENGINEER, SPRING)
    change(BUYER, "", SEPTEMBER)
    change(BUYER, BOSS, LAST_AUTUMN)
    assert standing(BUYER) == (BOSS, False)
    assert [superior_on(BUYER, day) for day in (LONG_AGO, LAST_AUTUMN, SPRING, AS_OF)] == [BOSS] * 4


def test_same_superior_from_an_earlier_day_moves_the_day() -> None:
    change(BUYER, ENGINEER)
    change(BUYER, ENGINEER, SPRING, seen=ENGINEER)
    assert lines(BUYER) == [(BOSS, LONG_AGO, SPRING)]
    assert standing(BUYER) == (ENGINEER, False)


def test_change_from_the_first_day_leaves_no_line_of_no_day() -> None:
    change(BUYER, ENGINEER, LONG_AGO)
    assert (lines(BUYER), standing(BUYER)) == ([], (ENGINEER, False))


def test_imported_line_ends_and_gaps_keep_what_filled_them() -> None:
    """Two stretches were undated: before the first line, and between the two."""
    line(BUYER, ENGINEER, LAST_AUTUMN, SPRING)
    line(BUYER, "", date(2026, 6, 1), None)
    change(BUYER, ENGINEER, SEPTEMBER, seen="")
    assert lines(BUYER) == [
        (BOSS, LONG_AGO, LAST_AUTUMN),
        (ENGINEER, LAST_AUTUMN, SPRING),
        (BOSS, SPRING, date(2026, 6, 1)),
        ("", date(2026, 6, 1), SEPTEMBER),
    ]
    assert standing(BUYER) == (ENGINEER, False)


def test_line_that_begins_on_the_day_or_later_goes_with_a_trail() -> None:
    line(BUYER, ENGINEER, SEPTEMBER, AS_OF)
    line(BUYER, "", AS_OF, None)
    number = change(BUYER, "", SEPTEMBER)
    assert lines(BUYER) == [(BOSS, LONG_AGO, SEPTEMBER)]
    gone = AuditEntry.objects.filter(revision=number, after__isnull=True)
    assert sorted(entry.key for entry in gone) == [[BUYER, SEPTEMBER.isoformat()], [BUYER, AS_OF.isoformat()]]


def test_top_has_no_superior_and_back() -> None:
    change(BUYER, ENGINEER, SEPTEMBER, is_top=True)
    assert (lines(BUYER), standing(BUYER)) == ([(BOSS, LONG_AGO, SEPTEMBER)], ("", True))
    change(BUYER, BOSS, seen="")
    assert (lines(BUYER)[1:], standing(BUYER)) == ([("", SEPTEMBER, AS_OF)], (BOSS, False))


def test_top_alone_changes_no_line() -> None:
    change(BOSS, "", SPRING)
    assert (lines(BOSS), standing(BOSS)) == ([], ("", False))


@pytest.mark.parametrize("since", [LONG_AGO, SPRING, AS_OF])
def test_saying_what_holds_leaves_no_revision(since: date) -> None:
    before = Revision.objects.count()
    assert change(BUYER, BOSS, since, seen=BOSS) is None
    assert change(BOSS, "", since, is_top=True) is None
    assert (Revision.objects.count(), ReportingLine.unscoped.count()) == (before, 0)


def test_saying_what_an_imported_line_says_leaves_no_revision() -> None:
    line(BUYER, ENGINEER, SPRING, None)
    assert change(BUYER, ENGINEER, SEPTEMBER, seen=ENGINEER) is None
    assert standing(BUYER) == (BOSS, False)


@pytest.mark.parametrize(
    ("code", "to", "since", "error", "column"),
    [
        (BUYER, ENGINEER, AS_OF + DAY, ErrorCode.DAY_IN_FUTURE, "since"),
        (BUYER, ENGINEER, LONG_AGO - DAY, ErrorCode.DAY_BEFORE_START, "since"),
        (BUYER, "quarry-boss", AS_OF, ErrorCode.UNKNOWN_KEY_PERSON, "reports_to"),
        (BUYER, "nobody", AS_OF, ErrorCode.UNKNOWN_KEY_PERSON, "reports_to"),
        (BUYER, BUYER, AS_OF, ErrorCode.REPORTING_CIRCLE, "reports_to"),
        (BOSS, BUYER, AS_OF, ErrorCode.REPORTING_CIRCLE, "reports_to"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_everything(
    code: str, to: str, since: date, error: ErrorCode, column: str
) -> None:
    before = everything()
    with refusal(error) as refused:
        change(code, to, since)
    assert refused.value.params["column"] == column
    assert everything() == before


def test_circle_is_told_by_name() -> None:
    with refusal(ErrorCode.REPORTING_CIRCLE) as refused:
        change(BOSS, BUYER)
    assert refused.value.params["path"] == "韩定海 → 罗采薇 → 韩定海"


def test_circle_on_any_later_day_is_refused() -> None:
    """The boss reported to the buyer in spring: nobody may have stood between them the other way round."""
    change(BUYER, "", LAST_AUTUMN)
    line(BOSS, BUYER, SPRING, SEPTEMBER)
    change(BUYER, BOSS, SEPTEMBER)
    for since in (SPRING, SEPTEMBER - DAY, LAST_AUTUMN):
        with refusal(ErrorCode.REPORTING_CIRCLE):
            change(BUYER, BOSS, since)


def test_two_who_change_places_make_no_circle_on_the_days_before() -> None:
    change(BOSS, "", AS_OF)
    change(BUYER, "", SEPTEMBER, is_top=True)
    change(BOSS, BUYER, SEPTEMBER)
    assert [superior_on(BOSS, day) for day in (SEPTEMBER - DAY, SEPTEMBER)] == [None, BUYER]
    assert [superior_on(BUYER, day) for day in (SEPTEMBER - DAY, SEPTEMBER)] == [BOSS, None]


def test_who_saw_another_superior_is_told_of_it() -> None:
    change(BUYER, ENGINEER, by="leader")
    with pytest.raises(ConflictError) as refused:
        change(BUYER, "", seen=BOSS)
    assert (refused.value.who, refused.value.was, refused.value.now) == (NAMES["leader"], BOSS, ENGINEER)
    assert standing(BUYER) == (ENGINEER, False)


def test_two_who_want_the_same_superior_agree() -> None:
    change(BUYER, ENGINEER, by="leader")
    assert change(BUYER, ENGINEER, seen=BOSS) is None


def test_superior_of_an_imported_line_is_the_one_to_be_seen() -> None:
    line(BUYER, ENGINEER, SPRING, None)
    with pytest.raises(ConflictError) as refused:
        change(BUYER, "", seen=BOSS)
    assert (refused.value.was, refused.value.now) == (BOSS, ENGINEER)
    change(BUYER, "", seen=ENGINEER)
    assert lines(BUYER)[1:] == [(ENGINEER, SPRING, AS_OF)]


def test_edited_superior_holds_from_today_and_keeps_the_past() -> None:
    edit(BUYER, {"reports_to": ENGINEER, "title": "采购副总"}, {"reports_to": BOSS, "top": "no"})
    assert lines(BUYER) == [(BOSS, LONG_AGO, AS_OF)]
    assert (standing(BUYER), person(BUYER).title) == ((ENGINEER, False), "采购副总")
    edit(BUYER, {"top": "yes"}, since=SEPTEMBER)
    assert (lines(BUYER), standing(BUYER)) == ([(BOSS, LONG_AGO, SEPTEMBER)], ("", True))


def test_edit_refuses_a_day_that_cannot_be() -> None:
    with refusal(ErrorCode.DAY_BEFORE_START):
        edit(BUYER, {"reports_to": ENGINEER}, since=LONG_AGO - DAY)
    with refusal(ErrorCode.DAY_IN_FUTURE):
        edit(BUYER, {"reports_to": ENGINEER}, since=AS_OF + DAY)


def test_person_who_joins_later_has_the_superior_from_then_on() -> None:
    added = add_key_person(
        Customer.unscoped.get(code="harbour"),
        {"name": "新人", "joined_on": "2026-12-01", "reports_to": BOSS},
        by=employee(),
        today=AS_OF,
        now=NOW,
    )
    edit(added.code, {"reports_to": ENGINEER})
    assert (lines(added.code), standing(added.code)) == ([], (ENGINEER, False))


def test_person_who_was_there_earlier_reported_to_the_same_superior() -> None:
    change(BUYER, ENGINEER, SPRING)
    edit(BUYER, {"joined_on": "2023-01-01"})
    assert lines(BUYER) == [(BOSS, date(2023, 1, 1), LONG_AGO), (BOSS, LONG_AGO, SPRING)]
    assert superior_on(BUYER, LONG_AGO) == BOSS


def test_person_who_was_there_earlier_closes_no_circle() -> None:
    KeyPerson.unscoped.filter(code=BUYER).update(joined_on=SPRING)
    line(BOSS, BUYER, LAST_AUTUMN, SPRING)
    with refusal(ErrorCode.REPORTING_CIRCLE) as refused:
        edit(BUYER, {"joined_on": LAST_AUTUMN.isoformat()})
    assert refused.value.params["column"] == "joined_on"


@pytest.mark.parametrize(
    ("to", "since", "is_top"),
    [(ENGINEER, SPRING, False), ("", SEPTEMBER, True), (BOSS, LAST_AUTUMN, False), ("", AS_OF, False)],
)
def test_undo_brings_everything_back_and_can_be_undone(to: str, since: date, is_top: bool) -> None:
    line(BUYER, ENGINEER, LAST_AUTUMN, SEPTEMBER)
    line(BUYER, "", SEPTEMBER, AS_OF + DAY)
    before = everything()
    change(BUYER, to, since, is_top=is_top)
    after = everything()
    assert after != before
    undo_last()
    assert everything() == before
    undo_last()
    assert everything() == after


def test_undo_of_an_edit_brings_the_lines_back() -> None:
    before = everything()
    edit(BUYER, {"top": "yes"})
    undo_last()
    assert everything() == before


def test_undo_of_a_superior_who_was_changed_since_is_refused() -> None:
    number = change(BUYER, ENGINEER, SPRING)
    change(BUYER, "", SEPTEMBER)
    with pytest.raises(ConflictError):
        take_back(number)


def test_undo_that_would_close_a_circle_is_refused() -> None:
    number = change(BUYER, "", SPRING)
    change(BOSS, BUYER, SEPTEMBER)
    before = everything()
    with refusal(ErrorCode.CANNOT_UNDO):
        take_back(number)
    assert everything() == before


def test_undo_that_would_give_two_superiors_is_refused() -> None:
    line(BUYER, ENGINEER, AS_OF + DAY, None)
    number = change(BUYER, "", SPRING)
    line(BUYER, BOSS, AS_OF + 2 * DAY, None)
    before = everything()
    with refusal(ErrorCode.CANNOT_UNDO):
        take_back(number)
    assert everything() == before
