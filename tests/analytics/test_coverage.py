"""Who of us met whom: the numbers, the lists behind them, and one customer's matrix."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings

from renmai.analytics.coverage import CELLS, MEASURES, customers, figures, people
from renmai.analytics.coverage_matrix import Matrix, contact_days, matrix, suggested
from renmai.analytics.customer import alone
from renmai.analytics.panel import Panel
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.question import OURS, Question
from tests.bundles import Bundle, bundle_of
from tests.panels import panel_of
from tests.random_bundles import Case, cases

AS_OF: Final = date(2026, 9, 30)
LONG_AGO: Final = date(2020, 1, 1)
NOW: Final = Question(AS_OF)


def ago(days: int) -> date:
    return AS_OF - timedelta(days=days)


def company(*activities: tuple[str, str, int], **more: list[dict[str, Any]]) -> Bundle:
    """Three of ours, of whom E3 left yesterday, and K1 to K4, of whom K4 has left; (employee, people, days ago)."""
    files: dict[str, list[dict[str, Any]]] = {
        "employees": [
            {"code": "E1", "name": "E1"},
            {"code": "E2", "name": "E2"},
            {"code": "E3", "name": "E3", "left_on": ago(0)},
        ],
        "customers": [{"code": "C1", "name": "C1", "created_on": LONG_AGO}],
        "key_people": [
            {"code": code, "customer": "C1", "name": code, "joined_on": LONG_AGO, "left_on": left}
            for code, left in (("K1", None), ("K2", None), ("K3", None), ("K4", ago(1)))
        ],
        "activities": [
            {
                "code": f"A{number}",
                "customer": "C1",
                "employee": who,
                "occurred_on": ago(days),
                "key_people": met,
            }
            for number, (who, met, days) in enumerate(activities)
        ],
        **more,
    }
    return bundle_of(**files)


def numbers(bundle: Bundle, question: Question = NOW) -> dict[str, Any]:
    found = figures(panel_of(bundle), question)
    return {name: found[name]["value"] for name in MEASURES}


@pytest.mark.parametrize(
    ("activities", "covered", "single", "never"),
    [
        ([], 0, 0, 3),
        ([("E1", "K1", 0)], 1, 1, 2),
        ([("E1", "K1", 30)], 1, 1, 2),
        ([("E1", "K1", 90)], 1, 1, 2),
        ([("E1", "K1", 91)], 0, 0, 2),
        ([("E1", "K1", -1)], 0, 0, 3),
        ([("E1", "K1", 5), ("E1", "K1", 4)], 1, 1, 2),
        ([("E1", "K1", 5), ("E2", "K1", 90)], 1, 0, 2),
        ([("E1", "K1", 5), ("E2", "K1", 91)], 1, 1, 2),
        ([("E3", "K1", 5)], 0, 0, 2),
        ([("E3", "K1", 5), ("E1", "K1", 6)], 1, 1, 2),
        ([("E1", "K4", 5)], 0, 0, 3),
        ([("E1", "K1;K2", 5), ("E2", "K2;K3", 6)], 3, 2, 0),
    ],
)
def test_person_is_covered_by_who_is_here_and_met_them_lately(
    activities: list[tuple[str, str, int]], covered: int, single: int, never: int
) -> None:
    expected = {"people": 3, "covered": covered, "single": single, "never": never}
    assert numbers(company(*activities)) == expected


def test_past_day_knows_nothing_of_what_came_after_it() -> None:
    bundle = company(("E3", "K1", 5), ("E1", "K2", 1), ("E1", "K4", 3))
    past = Question(ago(2))
    assert numbers(bundle, past) == {"people": 4, "covered": 2, "single": 2, "never": 2}


def test_policy_decides_what_is_lately() -> None:
    panel = panel_of(company(("E1", "K1", 40)))
    strict = panel.under(replace(panel.policy, stale_days=39))
    assert [figures(one, NOW)["covered"]["value"] for one in (panel, strict, panel)] == [1, 0, 1]


def test_share_of_nobody_is_unknown() -> None:
    assert figures(panel_of(bundle_of()), NOW)["share"]["value"] is None


def test_number_of_no_page_opens_nothing() -> None:
    with pytest.raises(RenmaiError) as refused:
        people(panel_of(company()), NOW, "hat")
    assert refused.value.code is ErrorCode.UNKNOWN_CELL


def of_one(bundle: Bundle, day: date = AS_OF, more: tuple[int, ...] = ()) -> Matrix:
    one = alone(panel_of(bundle), "C1")
    assert one is not None
    return matrix(one.panel, day, more)


def cells(found: Matrix) -> dict[tuple[str, str], tuple[int, int]]:
    codes = {mate.id: mate.code for mate in found.mates}
    return {
        (person.code, codes[mate]): (met.count, met.days)
        for person in found.people
        for mate, met in person.by_mate.items()
        if mate in codes
    }


def test_matrix_counts_activities_and_days_since_the_last() -> None:
    found = of_one(company(("E1", "K1;K2", 50), ("E1", "K1", 3), ("E2", "K2", 91), ("E2", "K2", -4)))
    assert cells(found) == {("K1", "E1"): (2, 3), ("K2", "E1"): (1, 50), ("K2", "E2"): (1, 91)}
    assert [(mate.code, mate.covers) for mate in found.mates] == [("E1", 2), ("E2", 0)]
    assert [(one.code, one.covered_by, one.known_to) for one in found.people] == [
        ("K1", 1, 1),
        ("K2", 1, 2),
        ("K3", 0, 0),
    ]
    assert (found.covered, found.single, found.never) == (2, 2, 1)


def test_who_left_us_stays_in_the_matrix_and_covers_nobody() -> None:
    found = of_one(company(("E3", "K1", 5)))
    assert [(mate.code, mate.is_employed, mate.covers) for mate in found.mates] == [("E3", False, 0)]
    assert found.people[0].last == (5, found.mates[0].id)
    assert found.people[0].known_to == 0


def test_who_left_the_customer_is_no_row_and_still_brings_their_colleague() -> None:
    found = of_one(company(("E2", "K4", 200)))
    assert [one.code for one in found.people] == ["K1", "K2", "K3"]
    assert [mate.code for mate in found.mates] == ["E2"]


@pytest.mark.parametrize(("days", "shown"), [(365, ["E2"]), (366, [])])
def test_column_lasts_a_year_after_the_last_contact(days: int, shown: list[str]) -> None:
    assert [mate.code for mate in of_one(company(("E2", "K1", days))).mates] == shown


def test_account_team_and_owner_come_first_even_if_they_met_nobody() -> None:
    team = [
        {"customer": "C1", "employee": who, "role": role, "valid_from": since, "valid_to": until}
        for who, role, since, until in (
            ("E2", "delivery", LONG_AGO, None),
            ("E3", "account", LONG_AGO, ago(10)),
            ("E2", "solution", LONG_AGO, None),
        )
    ]
    owned = [{"customer": "C1", "employee": "E1", "valid_from": LONG_AGO}]
    found = of_one(company(account_team=team, ownerships=owned))
    assert [(mate.code, mate.roles, mate.is_owner) for mate in found.mates] == [
        ("E2", ("solution", "delivery"), False),
        ("E1", (), True),
    ]


def test_matrix_shows_whoever_is_asked_for() -> None:
    assert [mate.code for mate in of_one(company(), more=(1,)).mates] == ["E1"]


def test_days_of_contact_are_told_by_person_and_employee() -> None:
    panel = panel_of(company(("E1", "K1;K2", 5), ("E1", "K1", 3)))
    assert contact_days(panel, "C1") == {(1, 1): [ago(5), ago(3)], (2, 1): [ago(5)]}
    assert contact_days(panel, "nowhere") == {}


def member(who: str, role: str) -> dict[str, Any]:
    return {"customer": "C1", "employee": who, "role": role, "valid_from": LONG_AGO}


def proposed(bundle: Bundle) -> set[tuple[str, str]]:
    found = of_one(bundle)
    codes = {mate.id: mate.code for mate in found.mates}
    return {(person, codes[mate]) for person, mate in suggested(found)}


def test_next_round_is_suggested_by_the_roles_of_the_account_team() -> None:
    met = [("E1", "K1", 5), ("E2", "K2", 5), ("E1", "K2", 5)]
    team = [member("E1", "account"), member("E2", "delivery")]
    assert proposed(company(*met, account_team=team)) == {("K1", "E2"), ("K3", "E1")}


def test_owner_stands_in_for_a_missing_team_and_who_left_is_suggested_nobody() -> None:
    owned = [{"customer": "C1", "employee": "E1", "valid_from": LONG_AGO}]
    assert proposed(company(("E1", "K1", 5), ownerships=owned)) == {("K2", "E1"), ("K3", "E1")}
    assert proposed(company(("E1", "K1", 5))) == set()
    assert proposed(company(account_team=[member("E3", "account")])) == set()


def check_lists(panel: Panel, question: Question) -> None:
    found = figures(panel, question)
    everybody = {cell: people(panel, question, cell) for cell in CELLS}
    for cell in MEASURES:
        assert len(everybody[cell][:]) == found[cell]["value"]
    assert len(everybody["uncovered"]) == found["people"]["value"] - found["covered"]["value"]
    rows = customers(panel, question)
    assert [sum(row[cell] for row in rows) for cell in MEASURES] == [found[cell]["value"] for cell in MEASURES]
    codes = [str(code) for slab in panel.slabs for code in slab.customers.code.tolist()]
    for place, row in zip(rows.subjects.tolist(), rows, strict=True):
        assert [len(people(panel, question, cell, codes[place])) for cell in MEASURES] == [row[c] for c in MEASURES]
        one = alone(panel, codes[place])
        assert one is not None
        told = matrix(one.panel, question.as_of)
        assert (len(told.people), told.covered, told.single, told.never) == tuple(row[cell] for cell in MEASURES)


@settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
@given(case=cases())
def test_numbers_lists_and_matrices_of_random_companies_agree(case: Case) -> None:
    bundle, question = case
    check_lists(panel_of(bundle), replace(question, party=OURS))
