"""What a mark on an action hides, and for how long; what the cause of an action is (docs/adr/0017)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from renmai.domain.evidence import Evidence
from renmai.domain.principles import RULES
from renmai.domain.principles.base import Line, NextAction, Principle, Subject, SubjectType
from renmai.domain.principles.cause import CAUSES, cause
from renmai.domain.principles.mark import Ending, Mark, MarkStatus, asks_for_reason

MONDAY = date(2026, 9, 28)
DONE = Mark(
    code="AM-1",
    line="customer",
    principle="mend",
    subject_type="key_person",
    subject="K1",
    customer="C1",
    status=MarkStatus.DONE,
    cause="price=-1",
    priority=3,
    marked_on=MONDAY,
)
SNOOZED = replace(DONE, status=MarkStatus.SNOOZED, until=MONDAY + timedelta(days=7))
DISMISSED = replace(DONE, status=MarkStatus.DISMISSED)
EVERY = (DONE, SNOOZED, DISMISSED)


def hides(mark: Mark, day: int, cause: str = "price=-1", priority: int = 3) -> bool:
    return mark.hides(cause, priority, MONDAY + timedelta(days=day), 30)


@pytest.mark.parametrize("mark", EVERY)
def test_mark_hides_from_its_day_on(mark: Mark) -> None:
    assert [hides(mark, day) for day in (-1, 0, 1)] == [False, True, True]


@pytest.mark.parametrize("mark", EVERY)
def test_mark_is_about_the_cause_that_was_seen(mark: Mark) -> None:
    assert not hides(mark, 1, cause="price=-2")


@pytest.mark.parametrize(("mark", "last"), [(DONE, 29), (SNOOZED, 6), (DISMISSED, 3000)])
def test_mark_hides_for_so_long(mark: Mark, last: int) -> None:
    assert hides(mark, last)
    assert hides(mark, last + 1) == (mark is DISMISSED)


@pytest.mark.parametrize(("mark", "expected"), [(DONE, True), (SNOOZED, False), (DISMISSED, True)])
def test_snoozed_action_is_back_once_it_is_more_urgent(mark: Mark, *, expected: bool) -> None:
    assert hides(mark, 1, priority=4) == expected
    assert hides(mark, 1, priority=2)


@pytest.mark.parametrize("mark", EVERY)
def test_mark_that_ended_hides_until_then(mark: Mark) -> None:
    ended = replace(mark, ended_on=MONDAY + timedelta(days=3), ending=Ending.REOPENED)
    assert [hides(ended, day) for day in (2, 3, 4)] == [True, False, False]


def test_mark_taken_back_on_its_day_never_held() -> None:
    assert not hides(replace(DONE, ended_on=MONDAY, ending=Ending.REOPENED), 0)


@pytest.mark.parametrize(
    ("status", "principle", "expected"),
    [
        ("done", "mend", False),
        ("done", "always_up", True),
        ("snoozed", "always_up", False),
        ("dismissed", "mend", True),
    ],
)
def test_reason_is_asked_for(status: str, principle: str, *, expected: bool) -> None:
    assert asks_for_reason(MarkStatus(status), principle) == expected


def caused(line: Line, principle: Principle, evidence: Evidence) -> str:
    return cause(NextAction(principle, line, Subject(SubjectType.VIEW, "company", ""), None, evidence, 0, 0.0))


CUSTOMER, INFLUENCE = Line.CUSTOMER, Line.INFLUENCE
HELPS: Evidence = {"unknown": ["price"], "employees": ["E1"], "salesperson": True}
WIN: Evidence = {"opportunities": ["O1"], "degrees": {"price": 0}, "employees": ["E1"]}
FELL: Evidence = {"fell": [{"degree": "price", "now": 0.5, "previous": 1.0, "year_ago": None}]}
STEER: Evidence = {"worse": [{"indicator": "potential", "now": 0.1, "previous": 0.2}]}
KEPT = [
    (CUSTOMER, Principle.EVERY_PERSON, {"days_since_contact": 91, "at_most": 90, "missing": ["veto"]},
     {"days_since_contact": 92, "at_most": 90, "missing": ["veto"]}),
    (CUSTOMER, Principle.EVERY_PERSON, {"days_since_contact": None, "at_most": 90, "missing": []},
     {"days_since_contact": 91, "at_most": 90, "missing": []}),
    (CUSTOMER, Principle.AHEAD, {"members": 3, "lead": {"closeness": -1.0, "price": None}},
     {"members": 4, "lead": {"closeness": -0.25, "price": None}}),
    (CUSTOMER, Principle.ALL_GUNS, {"unused": ["activity"], "days_since_activity": 91, "at_most": 90},
     {"unused": ["activity"], "days_since_activity": 95, "at_most": 90}),
    (CUSTOMER, Principle.ALWAYS_UP, FELL,
     {"fell": [{"degree": "price", "now": 0.25, "previous": 1.0, "year_ago": 2.0}]}),
    (CUSTOMER, Principle.STEER, {"worse": [{"indicator": "captured_count", "now": 1, "previous": 2}]},
     {"worse": [{"indicator": "captured_count", "now": 0, "previous": 2}]}),
    (INFLUENCE, Principle.STEER, STEER,
     {"worse": [{"indicator": "potential", "now": 0.05, "previous": 0.2}]}),
    (INFLUENCE, Principle.ASK_EVERYONE, {"influences": 0, "sales": True}, {"influences": 0, "sales": False}),
]  # fmt: skip
OTHER = [
    (CUSTOMER, Principle.EVERY_PERSON, {"days_since_contact": 90, "at_most": 90, "missing": ["veto"]},
     {"days_since_contact": 91, "at_most": 90, "missing": ["veto"]}),
    (CUSTOMER, Principle.EVERY_PERSON, {"days_since_contact": 1, "at_most": 90, "missing": ["veto"]},
     {"days_since_contact": 1, "at_most": 90, "missing": ["veto", "influence"]}),
    (CUSTOMER, Principle.AHEAD, {"members": 3, "lead": {"closeness": -1.0, "price": None}},
     {"members": 3, "lead": {"closeness": -1.0, "price": 0.0}}),
    (CUSTOMER, Principle.MEND, {"degrees": {"price": -1}}, {"degrees": {"price": -2}}),
    (CUSTOMER, Principle.MEND, {"degrees": {"price": -1}}, {"degrees": {"solution": -1}}),
    (CUSTOMER, Principle.BREAKTHROUGH, {"because": ["veto"], "unknown": [], "degrees": {"price": -1}},
     {"because": ["focus", "veto"], "unknown": [], "degrees": {"price": -1}}),
    (CUSTOMER, Principle.BREAKTHROUGH, {"because": ["veto"], "unknown": ["price"], "degrees": {}},
     {"because": ["veto"], "unknown": ["approver"], "degrees": {}}),
    (CUSTOMER, Principle.ALL_GUNS, {"unused": ["activity"], "days_since_activity": 91, "at_most": 90},
     {"unused": ["owner", "activity"], "days_since_activity": 91, "at_most": 90}),
    (CUSTOMER, Principle.ALWAYS_UP, FELL,
     {"fell": [{"degree": "solution", "now": 0.5, "previous": 1.0, "year_ago": None}]}),
    (CUSTOMER, Principle.STEER, {"worse": [{"indicator": "grade", "degree": "price", "now": "good", "previous": "x"}]},
     {"worse": [{"indicator": "grade", "degree": "solution", "now": "good", "previous": "x"}]}),
    (INFLUENCE, Principle.EVERYONE_HELPS, HELPS, {**HELPS, "employees": ["E1", "E2"]}),
    (INFLUENCE, Principle.EVERYONE_HELPS, HELPS, {**HELPS, "unknown": ["veto"]}),
    (INFLUENCE, Principle.BREAKTHROUGH, WIN, {**WIN, "opportunities": ["O1", "O2"]}),
    (INFLUENCE, Principle.BREAKTHROUGH, WIN, {**WIN, "degrees": {"price": -1}}),
    (INFLUENCE, Principle.BREAKTHROUGH, WIN, {**WIN, "employees": ["E2"]}),
    (INFLUENCE, Principle.ALWAYS_UP, FELL, {"fell": [*FELL["fell"], *FELL["fell"]]}),  # type: ignore[misc]
]  # fmt: skip


@pytest.mark.parametrize(("line", "principle", "seen", "now"), KEPT)
def test_cause_stays_what_it_is_while_days_and_averages_move(
    line: Line, principle: Principle, seen: Evidence, now: Evidence
) -> None:
    assert caused(line, principle, seen) == caused(line, principle, now)


@pytest.mark.parametrize(("line", "principle", "seen", "now"), OTHER)
def test_cause_is_another_once_something_happened(
    line: Line, principle: Principle, seen: Evidence, now: Evidence
) -> None:
    assert caused(line, principle, seen) != caused(line, principle, now)


def test_every_rule_has_a_cause() -> None:
    assert set(CAUSES) == set(RULES)
