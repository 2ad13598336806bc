"""The worked examples of docs/metrics/private-network.md are what Renmai computes."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Final

import numpy as np
import pytest

from renmai.analytics import private_network as network
from renmai.analytics.panel import Panel, build_panel
from renmai.analytics.private_network_list import SINGLE, Behind, listing
from renmai.analytics.private_network_staff import by_staff
from renmai.analytics.sole_influence import figures as sole_figures
from renmai.domain.question import OURS, Question, View
from renmai.domain.scope import EVERYTHING
from tests.bundles import read_bundle
from tests.docs.pages import METRICS, bundle, tables
from tests.panels import facts_of

PAGE: Final = METRICS / "private-network.md"
[RULES, NAMED, UNNAMED, STAFF] = tables(PAGE.read_text(encoding="utf-8"))
ASKED: Final = Question(date(2026, 9, 30))


@pytest.fixture(scope="module")
def companies(tmp_path_factory: pytest.TempPathFactory) -> tuple[Panel, Panel]:
    """The example company, and the same with Dong not named."""
    folder: Path = tmp_path_factory.mktemp("company")
    for name, text in bundle(METRICS / "README.md").items():
        (folder / name).write_text(text, encoding="utf-8")
    facts = facts_of(read_bundle(folder))
    dong = next(one.id for one in facts.staff.employees if one.code == "DONG")
    rows = facts.book.influences
    hidden = replace(rows, influencer=np.where(rows.giver == dong, 0, rows.influencer))
    return build_panel(facts), build_panel(replace(facts, book=replace(facts.book, influences=hidden)))


@pytest.mark.parametrize(
    ("row", "at"),
    [(row, 0) for row in NAMED] + [(row, 1) for row in UNNAMED],
    ids=lambda one: f"{one['view']} {one['against']} {one['figure']}" if isinstance(one, dict) else str(one),
)
def test_worked_example(row: dict[str, str], at: int, companies: tuple[Panel, Panel]) -> None:
    panel, name = companies[at], row["figure"].strip("`")
    question = replace(ASKED, view=View.parse(row["view"]), party=row["against"] or OURS)
    metric = sole_figures(panel, question)["people"] if name == SINGLE else network.figures(panel, question)[name]
    assert (metric["value"], metric["previous"]) == (int(row["value"]), int(row["previous"]))
    found = listing(panel, question, EVERYTHING, Behind.parse(name))
    assert [one["code"] for one in found[:]] == row["list"].split()


def test_rows_by_staff(companies: tuple[Panel, Panel]) -> None:
    found = by_staff(companies[0], ASKED)
    told = {
        str(row.view): [
            row.figures["known"]["value"],
            row.figures["known"]["previous"],
            row.figures["uninsighted"]["value"],
            row.figures["potential"]["value"],
            row.figures["contribution_count"]["value"],
        ]
        for row in (*found.teams, *found.employees)
    }
    names = ("known", "previous", "uninsighted", "potential", "contribution")
    assert told == {row["row"]: [float(Fraction(row[name])) for name in names] for row in STAFF}


def test_page_names_every_set() -> None:
    named = {name.strip("` ") for row in RULES for name in row["set"].split(",")}
    assert named == network.SETS
