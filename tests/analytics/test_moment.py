"""The state of persons and customers on a day, at the edges of every interval."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renmai.analytics import states
from renmai.analytics.key_person import known_features, states_on
from renmai.analytics.moment import GRADES, graded, moment
from renmai.domain.grade import grade
from tests.bundles import Bundle, Row, bundle_of
from tests.panels import panel_of

JOINED, FIRST, SECOND, LEFT = date(2026, 1, 10), date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)
OPENED, ENDED = date(2026, 1, 1), date(2026, 6, 1)
DAY = timedelta(days=1)


def one_person() -> Bundle:
    return bundle_of(
        employees=[{"code": "E1", "name": "甲", "role": "member"}],
        competitors=[{"code": "R1", "name": "敌"}],
        customers=[{"code": "C1", "name": "客", "created_on": OPENED, "closed_on": ENDED}],
        ownerships=[{"customer": "C1", "employee": "E1", "valid_from": FIRST, "valid_to": SECOND}],
        key_people=[{"code": "K1", "customer": "C1", "name": "人", "joined_on": JOINED, "left_on": LEFT}],
        assessments=[
            {"key_person": "K1", "effective_on": FIRST, "closeness": 2, "solution": -1, "veto": True},
            {"key_person": "K1", "effective_on": SECOND, "closeness": 1, "price": 0, "approver": False},
            {"key_person": "K1", "party": "R1", "effective_on": SECOND, "closeness": -2},
        ],
    )


def closeness(day: date, party: int = 0) -> int | None:
    """None: unknown or absent."""
    state = states_on(panel_of(one_person()), day, party)[0]
    return int(states.STANCE[0, state]) if states.DEGREE_KNOWN[0, state] else None


@pytest.mark.parametrize(
    ("day", "value"),
    [(FIRST - DAY, None), (FIRST, 2), (SECOND - DAY, 2), (SECOND, 1), (LEFT - DAY, 1), (LEFT, None)],
)
def test_assessment_holds_from_its_day_until_the_next(day: date, value: int | None) -> None:
    assert closeness(day) == value


def test_blank_degree_in_a_later_assessment_is_unknown_again() -> None:
    panel = panel_of(one_person())
    solution = [bool(states.DEGREE_KNOWN[1, states_on(panel, day, 0)[0]]) for day in (FIRST, SECOND)]
    assert solution == [True, False]


def test_competitor_has_degrees_of_its_own_and_our_votes() -> None:
    state = states_on(panel_of(one_person()), FIRST, 1)[0]
    assert closeness(SECOND, 1) == -2
    assert states.VOTE_CODE[:, state].tolist() == [states.YES, states.UNKNOWN_VOTE]


@pytest.mark.parametrize(("day", "people"), [(JOINED - DAY, 0), (JOINED, 1), (LEFT - DAY, 1), (LEFT, 0)])
def test_person_counts_from_joining_until_leaving(day: date, people: int) -> None:
    assert moment(panel_of(one_person()), day, 0).people.tolist() == [people]


@pytest.mark.parametrize(("day", "owner"), [(FIRST - DAY, 0), (FIRST, 1), (SECOND - DAY, 1), (SECOND, 0)])
def test_owner_answers_from_the_first_day_until_the_last(day: date, owner: int) -> None:
    assert moment(panel_of(one_person()), day, 0).owner.tolist() == [owner]


@pytest.mark.parametrize(
    ("day", "exists"), [(OPENED - DAY, False), (OPENED, True), (ENDED - DAY, True), (ENDED, False)]
)
def test_customer_exists_from_creation_until_closing(day: date, exists: bool) -> None:
    assert moment(panel_of(one_person()), day, 0).exists.tolist() == [exists]


def test_person_of_a_closed_customer_does_not_count() -> None:
    bundle = one_person()
    bundle["key_people"][0]["left_on"] = None
    assert moment(panel_of(bundle), ENDED, 0).people.tolist() == [0]


def test_features_count_line_and_influence_towards_us() -> None:
    bundle = one_person()
    bundle["key_people"][0] |= {"top": True, "nobody_found": True}
    slab = panel_of(bundle).slabs[0]
    known = [known_features(slab, day.toordinal())[0] for day in (FIRST - DAY, FIRST, LEFT)]
    assert known == [2, 5, 0]


@given(st.lists(st.integers(0, 6), min_size=6, max_size=6))
def test_grades_of_columns_follow_the_rule_of_one(counts: list[int]) -> None:
    oppose, neutral, support = counts[0] + counts[1], counts[2], counts[3] + counts[4]
    total = 2 * counts[4] + counts[3] - counts[1] - 2 * counts[0]
    _, _, _, code = graded(np.array(counts)[:, None])
    assert GRADES[code[0]] is grade(support, neutral, oppose, total)


@given(st.lists(st.integers(0, 5), min_size=3, max_size=3), st.lists(st.integers(0, 2), min_size=2, max_size=2))
def test_packed_state_unfolds_to_what_was_packed(degrees: list[int], votes: list[int]) -> None:
    state = states.pack(np.array(degrees, np.int8)[:, None], np.array(votes, np.int8)[:, None])[0]
    assert states.DEGREE_CODE[:, state].tolist() == degrees
    assert states.VOTE_CODE[:, state].tolist() == votes
    assert state < states.ABSENT


@pytest.mark.parametrize("people", [255, 256, 40_000, 70_000])
def test_customer_of_any_size_is_counted_exactly(people: int) -> None:
    """A byte, then 16 bits, no longer count the persons of one customer."""
    persons: list[Row] = [
        {"code": f"K{n:05d}", "customer": "C1", "name": "人", "joined_on": JOINED} for n in range(people)
    ]
    assessed: list[Row] = [
        {"key_person": one["code"], "effective_on": FIRST, "closeness": 2, "price": -2} for one in persons
    ]
    bundle = bundle_of(customers=one_person()["customers"], key_people=persons, assessments=assessed)
    at = moment(panel_of(bundle), FIRST, 0)
    assert at.people.tolist() == [people]
    assert at.known[:, 0].tolist() == [people, 0, people]
    assert at.total[:, 0].tolist() == [2 * people, 0, -2 * people]
    assert [GRADES[code] for code in at.grade[:, 0]] == ["excellent", "ungraded", "poor"]
