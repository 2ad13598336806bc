"""The indicators of a view are the sums of the report's rows, and every list is as long as its number."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings

from renmai.analytics.account_figures import FELL, ROSE, figures, series
from renmai.analytics.account_line import window_start
from renmai.analytics.account_lists import Behind, listing
from renmai.analytics.panel import Panel
from renmai.analytics.reports import report
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.periods import Period
from renmai.domain.question import OURS, Question, View
from renmai.domain.scope import EVERYTHING
from renmai.domain.stance import DEGREES
from tests.bundles import bundle_of, shared_bundle
from tests.panels import panel_of
from tests.random_bundles import Case, cases

AS_OF: Final = date(2026, 9, 30)
MOVES: Final = [f"{what}:{degree}" for what in (ROSE, FELL) for degree in DEGREES]
GRADES: Final = ("excellent", "good", "medium", "poor")


@pytest.fixture(scope="module")
def maven() -> Panel:
    return panel_of(shared_bundle("maven"))


def by_rows(panel: Panel, question: Question) -> dict[str, Any]:
    """The sums over the rows of `renmai report account`, and the moves between two customer reports."""
    rows = report(panel, "account", question, EVERYTHING)["customers"]
    behaviour = {key: _total(rows, "behaviour", key) for key in ("activities", "chains", "untouched_members")}
    return {
        **{
            origin: {key: _total(rows, origin, key) for key in ("count", "amount")}
            for origin in ("captured", "incubated")
        },
        "behaviour": behaviour,
        **{what: moves(panel, question, up=what == ROSE) for what in (ROSE, FELL)},
    }


def _total(rows: list[dict[str, Any]], what: str, key: str) -> float:
    return sum(row[what][key]["value"] or 0 for row in rows)


def moves(panel: Panel, question: Question, *, up: bool) -> dict[str, int]:
    everybody = Question(window_start(question.as_of, question.period))
    then = {row["code"]: row["grades"] for row in report(panel, "customer", everybody, EVERYTHING)["customers"]}
    now = report(panel, "customer", question, EVERYTHING)["customers"]
    pairs = [(row["grades"], then[row["code"]]) for row in now if row["code"] in then]
    return {degree: sum(moved(new[degree], old[degree], up=up) for new, old in pairs) for degree in DEGREES}


def moved(new: str, old: str, *, up: bool) -> bool:
    if "ungraded" in (new, old):
        return False
    step = GRADES.index(old) - GRADES.index(new)
    return step > 0 if up else step < 0


def check(panel: Panel, question: Question) -> None:
    found = figures(panel, question)
    days = zip(question.comparison.days, ("value", "previous", "year_ago"), strict=True)
    for day, key in days:
        expected = by_rows(panel, replace(question, as_of=day))
        for what, parts in expected.items():
            got = {name: found[what][name][key] for name in parts}
            assert got == pytest.approx(parts, rel=1e-9), (what, key)
    trend = report(panel, "customer", question, EVERYTHING)["trend"]
    for degree in DEGREES:
        assert found["relationship"][degree]["value"] == trend[degree]["value"]
    for name, number in doors(found).items():
        assert len(listing(panel, question, Behind.parse(name))[:]) == number, name


def doors(found: Any) -> dict[str, int]:
    moves = {f"{what}:{degree}": found[what][degree]["value"] for what in (ROSE, FELL) for degree in DEGREES}
    return moves | {
        "captured": found["captured"]["count"]["value"],
        "incubated": found["incubated"]["count"]["value"],
        "activities": found["behaviour"]["activities"]["value"],
        "untouched": found["behaviour"]["untouched_members"]["value"],
    }


@pytest.mark.parametrize("period", Period)
@pytest.mark.parametrize("view", ["company", "team:T1", "personal:E01"])
def test_figures_of_an_example_company_are_the_sums_of_its_rows(maven: Panel, period: Period, view: str) -> None:
    if not maven.roster.exists(View.parse(view)):
        view = f"{view.partition(':')[0]}:{_first(maven, view)}"
    check(maven, Question(AS_OF, period, view=View.parse(view)))


def _first(panel: Panel, view: str) -> str:
    staff = panel.roster.staff
    return min(one.code for one in (staff.teams if view.startswith("team") else staff.employees))


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(case=cases())
def test_figures_of_random_companies_are_the_sums_of_their_rows(case: Case) -> None:
    bundle, question = case
    check(panel_of(bundle), replace(question, party=OURS))


def test_list_of_one_customer_is_as_long_as_its_row_says(maven: Panel) -> None:
    question = Question(AS_OF, Period.QUARTER)
    rows = report(maven, "account", question, EVERYTHING)["customers"]
    for row in rows[::7]:
        one = {
            "captured": row["captured"]["count"]["value"],
            "incubated": row["incubated"]["count"]["value"],
            "activities": row["behaviour"]["activities"]["value"],
            "untouched": row["behaviour"]["untouched_members"]["value"],
        }
        assert one == {name: len(listing(maven, question, Behind.parse(name, row["code"]))) for name in one}


def test_series_ends_with_the_figures_of_the_day(maven: Panel) -> None:
    question = Question(AS_OF)
    [last] = series(maven, question, [AS_OF])
    assert last["behaviour"]["activities"] == figures(maven, question)["behaviour"]["activities"]["value"]


def test_empty_company_has_numbers_and_no_means() -> None:
    found = figures(panel_of(bundle_of()), Question(AS_OF))
    assert found["captured"]["count"]["value"] == found["behaviour"]["untouched_members"]["value"] == 0
    assert found["relationship"]["price"]["value"] is None
    assert found["behaviour"]["per_chain"]["value"] is None


@pytest.mark.parametrize("text", ["", "captured:price", "rose", "fell:hat", "rose:closeness:2", "<script>", "unknown"])
def test_number_that_the_page_does_not_have_opens_nothing(text: str) -> None:
    with pytest.raises(RenmaiError) as refused:
        Behind.parse(text)
    assert refused.value.code is ErrorCode.UNKNOWN_CELL


@pytest.mark.parametrize("text", [*MOVES, "captured", "activities"])
def test_number_is_written_as_it_is_read(text: str) -> None:
    assert str(Behind.parse(text)) == text
