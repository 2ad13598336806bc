"""The portfolio: followed is what is chosen, else recommended; numbers are as long as their lists."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from renmai.analytics import portfolio, strategy_fit
from renmai.analytics.panel import Panel
from renmai.analytics.portfolio import Picked
from renmai.analytics.strategy_codes import STRATEGIES
from renmai.domain.errors import RenmaiError
from renmai.domain.question import OURS, Question
from renmai.domain.scope import EVERYTHING
from tests.bundles import Bundle, Row, shared_bundle
from tests.panels import panel_of
from tests.random_bundles import case_of

AS_OF = date(2026, 9, 30)
NOW = Question(AS_OF)


@pytest.fixture(scope="module")
def tiny() -> Bundle:
    return shared_bundle("tiny")


def choice(customer: str, strategy: str, day: date) -> Row:
    return {"customer": customer, "strategy": strategy, "chosen_on": day, "chosen_by": None, "reason": ""}


def with_choices(bundle: Bundle, *choices: Row) -> Panel:
    return panel_of({**bundle, "strategy_choices": list(choices)})


def chosen(panel: Panel, question: Question = NOW) -> dict[str, Any]:
    return {row["code"]: row["chosen"] for row in strategy_fit.listing(panel, question, EVERYTHING)[:]}


def followed(panel: Panel, question: Question = NOW) -> dict[str, Any]:
    return {row["code"]: row["strategy"] for row in portfolio.listing(panel, question, Picked())[:]}


def test_last_choice_on_or_before_the_day_holds(tiny: Bundle) -> None:
    panel = with_choices(
        tiny,
        choice("C1", "watch", date(2026, 9, 30)),
        choice("C1", "grow", date(2026, 8, 1)),
        choice("C2", "retain", date(2026, 10, 1)),
    )
    assert (chosen(panel)["C1"], chosen(panel)["C2"]) == ("watch", None)
    assert chosen(panel, Question(date(2026, 9, 29)))["C1"] == "grow"
    assert chosen(panel, Question(date(2026, 7, 31)))["C1"] is None


def test_choice_that_is_given_up_leaves_the_recommendation(tiny: Bundle) -> None:
    panel = with_choices(tiny, choice("C1", "watch", date(2026, 8, 1)), choice("C1", "", date(2026, 9, 1)))
    assert chosen(panel)["C1"] is None
    assert followed(panel)["C1"] == "win_back"


def test_choice_is_followed_and_the_recommendation_stays_beside_it(tiny: Bundle) -> None:
    panel = with_choices(tiny, choice("C1", "watch", date(2026, 9, 10)))
    row = next(row for row in portfolio.listing(panel, NOW, Picked(is_against=True))[:])
    assert (row["code"], row["strategy"], row["recommended"], row["chosen"]) == ("C1", "watch", "win_back", "watch")
    assert row["was"] not in (None, "watch")


def test_choice_like_the_recommendation_is_not_against_it(tiny: Bundle) -> None:
    panel = with_choices(tiny, choice("C1", "win_back", AS_OF))
    figures = portfolio.figures(panel, NOW)
    assert (figures["chosen"]["value"], figures["against"]["value"]) == (1, 0)


@pytest.mark.parametrize("picked", [Picked(strategy="sell"), Picked(was="nothing")])
def test_strategy_that_there_is_not_is_refused(picked: Picked) -> None:
    with pytest.raises(RenmaiError):
        picked.checked()


@pytest.mark.parametrize("seed", range(12))
def test_every_number_is_as_long_as_its_list(seed: int) -> None:
    panel, question = asked(seed)
    figures = portfolio.figures(panel, question)

    for name in STRATEGIES:
        assert figures["strategies"][name]["customers"]["value"] == length(panel, question, Picked(strategy=name))
    assert figures["chosen"]["value"] == length(panel, question, Picked(is_chosen=True))
    assert figures["against"]["value"] == length(panel, question, Picked(is_against=True))
    for move in figures["moves"]:
        assert move["customers"] == length(panel, question, Picked(strategy=move["now"], was=move["was"]))
    rows = portfolio.listing(panel, question, Picked())[:]
    assert sum(move["customers"] for move in figures["moves"]) == len([row for row in rows if moved(row)])


def asked(seed: int) -> tuple[Panel, Question]:
    bundle, question = case_of(seed)
    return panel_of(bundle), replace(question, party=OURS)


def moved(row: dict[str, Any]) -> bool:
    return row["was"] not in (None, row["strategy"])


def length(panel: Panel, question: Question, picked: Picked) -> int:
    return len(portfolio.listing(panel, question, picked))


@pytest.mark.parametrize("seed", range(12))
def test_rows_say_what_the_report_says(seed: int) -> None:
    panel, question = asked(seed)
    report = {row["code"]: row for row in strategy_fit.listing(panel, question, EVERYTHING)[:]}
    rows = portfolio.listing(panel, question, Picked())[:]
    assert {row["code"] for row in rows} == set(report)
    for row in rows:
        told = report[row["code"]]
        assert (row["recommended"], row["chosen"]) == (told["recommended"], told["chosen"])
        assert row["strategy"] == (told["chosen"] or told["recommended"])
        assert row["completeness"] == told["completeness"]
