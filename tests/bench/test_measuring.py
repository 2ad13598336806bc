"""How answers are compared, turns taken and results told."""

from datetime import date
from pathlib import Path

import pytest

from bench.contest import DayRows, GradeRow, differences
from bench.dataset import UNTIL, generate
from bench.main import forgetful
from bench.results import Growth, Results, Target, write_results
from bench.rounds import ENOUGH, RUNS, Times, take_turns
from bench.store import Import
from bench.with_renmai import contestant, facts_of
from renmai.analytics.panel import build_panel

SECONDS = {
    "company warm": 0.01,
    "company cold": 0.05,
    "company trend": 0.02,
    "pandas company": 0.5,
    "pandas trend": 1.5,
    "PostgreSQL (LATERAL) company": 3.0,
    "stored warm": 0.01,
    "after a write": 0.02,
    "page warm": 0.02,
    "page after a write": 0.07,
}


def times(factor: float = 1.0) -> Times:
    return Times({name: [seconds * factor] for name, seconds in SECONDS.items()})


def test_difference_is_found_at_its_place() -> None:
    one = {"trend": {"customers": 3, "price": [1.0, None]}}
    assert differences(one, {"trend": {"customers": 3, "price": [1.0 + 1e-12, None]}}) == []
    assert differences(one, {"trend": {"customers": 4, "price": [1.0, None]}}) == ["/trend/customers: 3 and 4"]
    assert differences(one, {"trend": {"customers": 3, "price": [1.0, 0.0]}}) == ["/trend/price/1: None and 0.0"]
    assert differences(one, {"trend": {"customers": 3}}) == ["/trend/price: [1.0, None] and None"]


def test_day_without_customers_has_no_means() -> None:
    measures = DayRows(0, []).measures()
    assert measures["trend"] == {"customers": 0, "closeness": None, "solution": None, "price": None}
    assert measures["degrees"]["price"]["good"] == {"customers": 0, "average": None}
    assert measures["degrees"]["price"]["ungraded"] == {"customers": 0}


def test_mean_weighs_persons_not_grades() -> None:
    rows = [GradeRow("price", "excellent", 1, 2.0, 2, 1), GradeRow("price", "poor", 2, -1.0, -3, 3)]
    assert DayRows(3, rows).measures()["trend"]["price"] == -0.25


def test_everybody_has_a_turn_in_every_round_and_quick_ones_several() -> None:
    order: list[str] = []

    def slow(_turn: int) -> float:
        order.append("slow")
        return ENOUGH

    def quick(_turn: int) -> float:
        order.append("quick")
        return ENOUGH / 100

    found = take_turns({"slow": slow, "quick": quick}, 2)
    assert order == ["slow", *["quick"] * RUNS, *["quick"] * RUNS, "slow"]
    assert found["slow"] == ENOUGH


def test_forgetful_panel_has_the_same_answers_and_nothing_kept() -> None:
    panel = build_panel(facts_of(generate(20)))
    before = contestant(panel).company(UNTIL)
    fresh = forgetful(panel)
    assert all(slab.memo.get((UNTIL.toordinal(), 0)) is None for slab in fresh.slabs)
    assert contestant(fresh).company(UNTIL) == before


@pytest.mark.parametrize(("found", "met"), [(3.0, True), (3.1, False)])
def test_target_says_whether_it_is_met(found: float, met: bool) -> None:
    target = Target("first report after a write", found, 3, at_least=False)
    assert target.met is met
    assert target.cells()[-1] == ("met" if met else "MISSED")


def test_results_tell_every_target_and_task(tmp_path: Path) -> None:
    results = Results(20_000, 200_000, 1_640_000, times(), Import(2_100_000, 1_640_000, 40.0, 10**9), 225.0)
    growth = [Growth(1_000, 10_000, 80_000, times(), 225.0), Growth(100_000, 1_000_000, 12_000_000, times(100), 225.0)]
    text = write_results(results, growth, tmp_path / "results.md", date(2026, 9, 30))
    assert (tmp_path / "results.md").read_text(encoding="utf-8") == text
    assert "| company warm, against pandas | **50.0 ×** | ≥ 30.0 × | met |" in text
    assert "| company warm, against PostgreSQL | **300 ×** | ≥ 200 × | met |" in text
    assert "| first page after a write, of warm ones | **3.50 ×** | ≤ 3.00 × | MISSED |" in text
    assert "| import, assessments per second | **41,000 rows/s** | ≥ 20,000 rows/s | met |" in text
    assert "| company warm: time from 1,000 to 100,000 customers | **100 ×** | ≤ 150 × | met |" in text
    assert all(f"| {name} |" in text for name in SECONDS)
