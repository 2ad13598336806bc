"""What must be true of any report, held against a company of real size and shape."""

from datetime import date
from functools import cache
from typing import Any

import pytest

from renmai.analytics.portable.reports import REPORTS
from renmai.analytics.portable.tables import Tables
from renmai.domain.periods import Period
from renmai.domain.question import OURS, Question, View
from renmai.domain.stance import DEGREES, VOTES
from tests.bundles import shared_bundle

CASES = [
    (date(2026, 9, 30), Period.MONTH, "company", OURS),
    (date(2026, 6, 30), Period.QUARTER, "team:TC", OURS),
    (date(2026, 9, 30), Period.YEAR, "personal:E001", OURS),
    (date(2026, 6, 30), Period.MONTH, "company", "R1"),
    (date(2026, 9, 30), Period.QUARTER, "team:THQ", "R2"),
    (date(2026, 6, 30), Period.YEAR, "personal:E024", "R3"),
]
SLOTS = ("value", "previous", "year_ago")
for_every_case = pytest.mark.parametrize(("day", "period", "view", "party"), CASES)


@cache
def tables() -> Tables:
    return Tables.on_duckdb(shared_bundle("maven"))


@cache
def answer(line: str, day: date, period: Period, view: str, party: str) -> dict[str, Any]:
    return REPORTS[line](tables(), Question(day, period, View.parse(view), party))


def total(cells: dict[str, Any], slot: str) -> int:
    return sum(metric[slot] for metric in cells.values())


@for_every_case
def test_customers_add_up(day: date, period: Period, view: str, party: str) -> None:
    report = answer("customer", day, period, view, party)
    assert len(report["customers"]) == report["trend"]["customers"]["value"] > 0
    for degree in DEGREES:
        counts = {grade: cell["customers"] for grade, cell in report["degrees"][degree].items()}
        assert [total(counts, slot) for slot in SLOTS] == [report["trend"]["customers"][slot] for slot in SLOTS]


@for_every_case
def test_customer_line_and_key_person_line_see_the_same_people(
    day: date, period: Period, view: str, party: str
) -> None:
    customers, people = (answer(line, day, period, view, party) for line in ("customer", "key-person"))
    assert sum(row["key_people"]["value"] for row in customers["customers"]) == len(people["people"])
    for degree in DEGREES:
        assert customers["trend"][degree] == people["trend"][degree]
        known = sum(row["known"][degree] for row in customers["customers"])
        assert known == sum(row[degree] is not None for row in people["people"])


@for_every_case
def test_people_add_up(day: date, period: Period, view: str, party: str) -> None:
    key_people, known = (answer(line, day, period, view, party) for line in ("key-person", "influence"))
    for slot in SLOTS:
        for degree in DEGREES:
            assert total(key_people["degrees"][degree], slot) == key_people["trend"]["people"][slot]
            assert total(known["degrees"][degree], slot) == known["trend"]["known"][slot]
        for vote in VOTES:
            assert total(key_people["votes"][vote], slot) == key_people["trend"]["people"][slot]


@for_every_case
def test_shares_lie_between_nothing_and_all(day: date, period: Period, view: str, party: str) -> None:
    figures = answer("influence", day, period, view, party)["figures"]
    shares = [metric[slot] for metric in figures.values() for slot in SLOTS]
    assert all(0 <= share <= 1 for share in shares if share is not None)
    assert figures["potential"]["value"] is not None


@for_every_case
def test_chains_add_up(day: date, period: Period, view: str, party: str) -> None:
    report = answer("decision-chain", day, period, view, party)
    chains = report["chains"]
    assert len(chains) == report["trend"]["chains"]["value"]
    assert sum(chain["amount"] for chain in chains) == pytest.approx(report["trend"]["amount"]["value"])
    assert all(chain["members"] > 0 for chain in chains)
    assert {chain["reading"] is None for chain in chains} <= {party != OURS}


def test_every_customer_has_the_strategy_that_is_recommended() -> None:
    case = (date(2026, 9, 30), Period.MONTH, "company", OURS)
    strategies = {row["code"]: row for row in answer("strategies", *case)["customers"]}
    assert {row["code"]: row["strategy"] for row in answer("customer", *case)["customers"]} == {
        code: row["recommended"] for code, row in strategies.items()
    }
    chosen = [row for row in strategies.values() if row["recommended"] != "undecided"]
    assert all(row["holds"][row["recommended"]] for row in chosen)
    assert len({row["recommended"] for row in chosen}) > 1
