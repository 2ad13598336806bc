"""Account indicators (spec 1.9, 3): by hand on small bundles, and brute force on random ones."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from renmai.analytics import account_line
from renmai.analytics.panel import Panel
from renmai.analytics.reports import report
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.periods import Period, months_before
from renmai.domain.question import OURS, Question, View
from renmai.domain.scope import EVERYTHING
from tests.analytics.portable.likeness import differences
from tests.bundles import Bundle, Row, bundle_of, shared_bundle
from tests.panels import panel_of
from tests.random_bundles import Case, cases

AS_OF = date(2026, 9, 30)
LONG_AGO = date(2020, 1, 1)
NOW = Question(AS_OF)


@pytest.fixture(scope="module")
def tiny() -> Panel:
    return panel_of(shared_bundle("tiny"))


def rows(panel: Panel, question: Question = NOW) -> dict[str, Any]:
    customers = report(panel, "account", question, EVERYTHING)["customers"]
    assert [row["code"] for row in customers] == sorted(row["code"] for row in customers)
    return {row["code"]: row for row in customers}


def three(metric: Any) -> list[float | None]:
    assert list(metric) == ["value", "previous", "year_ago", "change", "yoy"]
    return [metric["value"], metric["previous"], metric["year_ago"]]


def test_tiny_by_hand(tiny: Panel) -> None:
    """Windows of a month: (08-31, 09-30], (07-31, 08-31] and (2025-08-31, 2025-09-30]."""
    found = rows(tiny)
    assert list(found) == ["C1", "C2", "C3", "C4", "C5", "C6"]
    assert three(found["C1"]["captured"]["count"]) == [0, 0, 1]  # O6 opened on 2025-09-01
    assert three(found["C1"]["captured"]["amount"]) == [0, 0, 90000]
    assert three(found["C4"]["incubated"]["count"]) == [1, 0, 0]  # O5 opened on 2026-09-15
    assert three(found["C4"]["incubated"]["amount"]) == [20000, 0, 0]
    assert three(found["C1"]["relationship"]["price"]) == [0, 0.75, 0.75]
    assert three(found["C3"]["behaviour"]["activities"]) == [0, 1, 0]  # A4 on 2026-08-31
    assert three(found["C4"]["behaviour"]["activities"]) == [1, 0, 0]  # A5 on the day itself
    assert three(found["C1"]["behaviour"]["chains"]) == [1, 2, 2]  # O1, before also O6
    assert three(found["C1"]["behaviour"]["untouched_members"]) == [2, 4, 4]  # K02, K03: A2 met K01
    assert three(found["C3"]["behaviour"]["untouched_members"]) == [3, 1, 0]  # A4 met K09 and K10; O3 began in 2026


def test_customer_that_did_not_exist_has_no_figures(tiny: Panel) -> None:
    row = rows(tiny)["C5"]
    assert three(row["captured"]["count"]) == [0, None, None]
    assert three(row["captured"]["amount"]) == [0, None, None]
    assert three(row["behaviour"]["chains"]) == [0, None, None]
    assert three(row["relationship"]["closeness"]) == [None, None, None]


def test_rows_have_the_keys_of_the_contract(tiny: Panel) -> None:
    for row in rows(tiny).values():
        assert list(row) == ["code", "captured", "incubated", "relationship", "behaviour"]
        assert list(row["captured"]) == list(row["incubated"]) == ["count", "amount"]
        assert list(row["relationship"]) == ["closeness", "solution", "price"]
        assert list(row["behaviour"]) == ["activities", "chains", "untouched_members"]


def test_view_lists_its_customers_only(tiny: Panel) -> None:
    assert list(rows(tiny, Question(AS_OF, view=View.parse("team:S2")))) == ["C2", "C3", "C4", "C6"]


def test_account_takes_no_competitor(tiny: Panel) -> None:
    with pytest.raises(RenmaiError) as refused:
        report(tiny, "account", Question(AS_OF, party="R1"), EVERYTHING)
    assert refused.value.code is ErrorCode.COMPETITOR_NOT_ALLOWED


def test_empty_company_has_no_rows() -> None:
    assert rows(panel_of(bundle_of())) == {}


def one_customer(**files: list[dict[str, Any]]) -> Panel:
    return panel_of(
        bundle_of(
            employees=[{"code": "E1", "name": "E1"}],
            customers=[{"code": "C1", "name": "C1", "created_on": LONG_AGO}],
            key_people=[{"code": "K1", "customer": "C1", "name": "K1", "joined_on": LONG_AGO}],
            **files,
        )
    )


def opportunity(opened: date, origin: str = "captured", amount: str = "5", **more: Any) -> dict[str, Any]:
    return {
        "code": "O1",
        "customer": "C1",
        "name": "O1",
        "amount": Decimal(amount),
        "status": "open",
        "origin": origin,
        "opened_on": opened,
        **more,
    }


@pytest.mark.parametrize(
    ("opened", "period", "expected"),
    [
        (AS_OF, Period.MONTH, [1, 0, 0]),
        (date(2026, 9, 1), Period.MONTH, [1, 0, 0]),
        (date(2026, 8, 31), Period.MONTH, [0, 1, 0]),
        (date(2026, 8, 1), Period.MONTH, [0, 1, 0]),
        (date(2026, 7, 31), Period.MONTH, [0, 0, 0]),
        (date(2026, 10, 1), Period.MONTH, [0, 0, 0]),
        (date(2026, 7, 1), Period.QUARTER, [1, 0, 0]),
        (date(2026, 6, 30), Period.QUARTER, [0, 1, 0]),
        (date(2025, 10, 1), Period.YEAR, [1, 0, 0]),
        (date(2025, 9, 30), Period.YEAR, [0, 1, 1]),
        (date(2024, 10, 1), Period.YEAR, [0, 1, 1]),
        (date(2024, 9, 30), Period.YEAR, [0, 0, 0]),
    ],
)
def test_window_begins_after_the_previous_day_and_ends_with_the_day(
    opened: date, period: Period, expected: list[int]
) -> None:
    row = rows(one_customer(opportunities=[opportunity(opened)]), Question(AS_OF, period))["C1"]
    assert three(row["captured"]["count"]) == expected
    assert three(row["captured"]["amount"]) == [5 * count for count in expected]


def test_new_opportunities_count_whatever_became_of_them() -> None:
    opened = date(2026, 9, 3)
    for status in ("won", "lost"):
        done = opportunity(opened, status=status, closed_on=date(2026, 9, 4))
        assert rows(one_customer(opportunities=[done]))["C1"]["captured"]["count"]["value"] == 1


def test_opportunity_of_unknown_origin_is_neither() -> None:
    row = rows(one_customer(opportunities=[opportunity(AS_OF, origin="")]))["C1"]
    assert row["captured"]["count"]["value"] == row["incubated"]["count"]["value"] == 0


def activity(day: date, people: str = "K1") -> dict[str, Any]:
    return {"code": "A1", "customer": "C1", "employee": "E1", "occurred_on": day, "key_people": people}


@pytest.mark.parametrize(
    ("day", "people", "activities", "untouched"),
    [
        (AS_OF, "K1", [1, 0, 0], [0, 1, 1]),
        (AS_OF, "", [1, 0, 0], [1, 1, 1]),
        (date(2026, 8, 31), "K1", [0, 1, 0], [1, 0, 1]),
        (date(2026, 7, 31), "K1", [0, 0, 0], [1, 1, 1]),
        (date(2026, 10, 1), "K1", [0, 0, 0], [1, 1, 1]),
    ],
)
def test_activities_touch_members_in_their_window(
    day: date, people: str, activities: list[int], untouched: list[int]
) -> None:
    panel = one_customer(
        opportunities=[opportunity(LONG_AGO)],
        chain_members=[{"opportunity": "O1", "key_person": "K1"}],
        activities=[activity(day, people)],
    )
    behaviour = rows(panel)["C1"]["behaviour"]
    assert three(behaviour["activities"]) == activities
    assert three(behaviour["untouched_members"]) == untouched
    assert three(behaviour["chains"]) == [1, 1, 1]


def test_windows_end_where_the_calendar_begins() -> None:
    assert account_line.window_start(date(1, 3, 1), Period.QUARTER) == date.min
    assert rows(panel_of(bundle_of()), Question(date(2, 1, 1), Period.YEAR)) == {}


def about_us(case: Case) -> Case:
    """These lines take no competitor."""
    bundle, question = case
    return bundle, replace(question, party=OURS)


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(case=cases())
def test_indicators_agree_with_brute_force(case: Case) -> None:
    bundle, question = about_us(case)
    panel = panel_of(bundle)
    listed = report(panel, "account", question, EVERYTHING)["customers"]
    customers = report(panel, "customer", question, EVERYTHING)["customers"]
    assert [row["code"] for row in listed] == sorted(row["code"] for row in customers)
    averages = {row["code"]: row for row in customers}
    for row in listed:
        for day, key in zip(question.comparison.days, ("value", "previous", "year_ago"), strict=True):
            found = {name: {what: metric[key] for what, metric in row[name].items()} for name in row if name != "code"}
            relationship = found.pop("relationship")
            assert relationship == {degree: averages[row["code"]][degree][key] for degree in relationship}
            expected = by_brute_force(bundle, row["code"], day, question.period)
            assert differences(expected, found) == []


def by_brute_force(bundle: Bundle, customer: str, day: date, period: Period) -> dict[str, Any]:
    """The indicators of one customer straight from the rows of the bundle."""
    since = months_before(day, period.months)
    company = next(row for row in bundle["customers"] if row["code"] == customer)
    exists = lasts(company, "created_on", "closed_on", day)

    def mine(file: str, wanted: Callable[[Row], bool]) -> list[Row]:
        return [row for row in bundle[file] if row["customer"] == customer and wanted(row)]

    def in_window(row: Row, column: str) -> bool:
        happened = row[column]
        return isinstance(happened, date) and since < happened <= day

    people = {row["code"] for row in mine("key_people", lambda row: lasts(row, "joined_on", "left_on", day)) if exists}
    deals = {row["code"] for row in mine("opportunities", lambda row: lasts(row, "opened_on", "closed_on", day))}
    members = [row for row in bundle["chain_members"] if row["opportunity"] in deals and row["key_person"] in people]
    done = mine("activities", lambda row: in_window(row, "occurred_on"))
    met = {code for row in done for code in str(row["key_people"]).split(";")}
    figures: dict[str, Any] = {
        "behaviour": {
            "activities": len(done),
            "chains": len({row["opportunity"] for row in members}),
            "untouched_members": len({row["key_person"] for row in members} - met),
        }
    }
    for origin in ("captured", "incubated"):
        new = [
            Decimal(str(row["amount"]))
            for row in mine("opportunities", lambda row: in_window(row, "opened_on"))
            if row["origin"] == origin
        ]
        figures[origin] = {"count": len(new), "amount": float(sum(new))}
    if not exists:
        return {name: dict.fromkeys(figure) for name, figure in figures.items()}
    return figures


def lasts(row: Row, start: str, stop: str, day: date) -> bool:
    first, last = row[start], row[stop]
    return isinstance(first, date) and first <= day and (not isinstance(last, date) or day < last)
