"""The worked example of docs/metrics/ledger-of-use.md is what Renmai computes."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Final

import pytest

from renmai.analytics.influence_line import figures
from renmai.analytics.influence_use import Deals, contribution, deal_list
from renmai.analytics.panel import Panel
from renmai.domain.influence_use import UseState, state_of
from renmai.domain.question import Question, View
from renmai.domain.scope import EVERYTHING
from tests.bundles import Bundle, read_bundle
from tests.docs.pages import METRICS, bundle, tables
from tests.panels import counts, panel_of

PAGE: Final = METRICS / "ledger-of-use.md"
TEXT: Final = PAGE.read_text(encoding="utf-8")
[STATES, USES, VIEWS] = tables(TEXT)
DAY: Final = date(2026, 9, 30)
CLOSE: Final = date(2026, 9, 12)
CELLS: Final[Mapping[str, date | None]] = {
    "–": None,
    "confirmed": CLOSE,
    "confirmed by the close": CLOSE,
    "confirmed, one of the two after the close": date(2026, 9, 13),
}


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    folder: Path = tmp_path_factory.mktemp("company")
    for name, text in (bundle(METRICS / "README.md") | bundle(PAGE)).items():
        (folder / name).write_text(text, encoding="utf-8")
    return read_bundle(folder)


@pytest.fixture(scope="module")
def company(facts: Bundle) -> Panel:
    return panel_of(facts)


@pytest.mark.parametrize("row", STATES, ids=lambda row: row["state"])
def test_states_of_the_rule(row: dict[str, str]) -> None:
    owner, employee = CELLS[row["deal's side"]], CELLS[row["employee"]]
    for one, other in ((owner, employee), (employee, owner)) if row["state"] == "`late`" else ((owner, employee),):
        state = state_of(one, other, CLOSE)
        assert (f"`{state}`", "yes" if state.counts else "no") == (row["state"], row["counts"])


def test_page_names_every_state() -> None:
    assert {row["state"].strip("`") for row in STATES} == {*UseState}


@pytest.mark.parametrize("row", USES, ids=lambda row: row["use"])
def test_uses_of_the_example(row: dict[str, str], facts: Bundle) -> None:
    deal, employee, person = row["use"].split()
    (use,) = [
        one
        for one in facts["influence_uses"]
        if (one["opportunity"], one["employee"], one["key_person"]) == (deal, employee, person)
    ]
    (closed,) = [one["closed_on"] for one in facts["opportunities"] if one["code"] == deal]
    state = state_of(use["owner_confirmed_on"], use["employee_confirmed_on"], closed)  # type: ignore[arg-type]
    assert (f"`{state}`", "yes" if state.counts else "no") == (row["state"], row["counts"])
    assert counts(use) is state.counts


@pytest.mark.parametrize("row", VIEWS, ids=lambda row: row["view"])
def test_contribution_of_every_view(row: dict[str, str], company: Panel) -> None:
    question = Question(DAY, view=View.parse(row["view"].strip("`")))
    sums = contribution(company, question, DAY)
    assert [sums.won.deals, sums.used.deals, sums.used.money] == [
        int(row[name]) for name in ("won", "used", "amount used")
    ]
    parts = [sums.sourced.deals, sums.assisted.deals, sums.unsaid.deals, sums.late.deals]
    assert parts == [int(row[name]) for name in ("sourced", "assisted", "not said", "late")]
    shares = figures(company, question)["figures"]
    for figure, column in (("contribution_count", "by number"), ("contribution_amount", "by amount")):
        assert shares[figure]["value"] == float(Fraction(row[column]))
    for deals, number in ((Deals.USED, sums.used.deals), (Deals.WON, sums.won.deals)):
        assert len(deal_list(company, question, deals, EVERYTHING, DAY).shown) == number


def test_employees_may_add_up_to_more_than_the_company() -> None:
    used = {row["view"].strip("`"): int(row["used"]) for row in VIEWS}
    assert used["personal:BO"] + used["personal:DONG"] > used["company"]
