"""Every figure of every line in every view is a door to a list as long as the figure says.

Cards, bars, matrix and every point of every chart, through the figures themselves for breadth; the
pages of the world are read as HTML in `test_numbers_open_lists`.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.http import QueryDict

from renmai.analytics.known_share import known_shares
from renmai.analytics.panel import Panel
from renmai.analytics.visible import view_choices
from renmai.domain.periods import Period
from renmai.domain.question import OURS, Question, View
from renmai.domain.scope import EVERYTHING
from renmai.web.pages.line.cards import Door, trend_cards
from renmai.web.pages.line.curves import days_of_page
from renmai.web.pages.line.lines import LINES, MEANS, Line
from renmai.web.pages.line.matrix import degree_panels, vote_panels
from renmai.web.pages.line.trend import trend
from renmai.web.parameters import Asked
from tests.bundles import shared_bundle
from tests.panels import panel_of
from tests.random_bundles import case_of
from tests.web.lists import length

AS_OF = date(2026, 9, 30)
Doors = dict[str, int]


def doors_of(panel: Panel, line: Line, asked: Asked) -> Doors:
    """Address and promised length of every list that the page's figures open."""
    figures = line.figures(panel, asked.question)
    series = line.series(panel, asked.question, days_of_page(asked))
    known = known_shares(panel, line.name, asked.question, figures)
    found: Doors = {}
    for card in trend_cards(line, asked, figures["trend"], series, known):
        _add(found, card.opens, card.unknown, card.stayed, card.others)
    panels = degree_panels(line, asked, figures, known)
    panels += vote_panels(line, asked, figures["votes"]) if "votes" in figures else []
    for one in panels:
        _add(found, one.below, one.unknown)
        _put(found, ((row.url, row.number) for row in [*one.rows, *(piece.row for piece in one.segments)]))
    for chart, same in [*((chart, False) for chart in line.charts), (MEANS, True)]:
        drawn = trend(line, replace(asked, chart=chart, same_persons=same), series)
        _put(found, ((point.url, point.count) for day in drawn.points for point in day.points))
    return found


def _add(found: Doors, *doors: Door | None) -> None:
    _put(found, ((door.url, door.count) for door in doors if door))


def _put(found: Doors, doors: Iterator[tuple[str, int]]) -> None:
    for url, count in doors:
        if url:
            assert found.setdefault(url, count) == count, f"two numbers for {url}"


def wrong(panel: Panel, asked: Asked) -> list[tuple[str, int, int]]:
    doors = {url: count for line in LINES.values() for url, count in doors_of(panel, line, asked).items()}
    found = {url: length(panel, url, AS_OF) for url in doors}
    assert all(count > 0 for count in doors.values())
    return [(url, count, found[url]) for url, count in doors.items() if found[url] != count]


def every_view(panel: Panel) -> list[View]:
    return [View.parse(choice.view) for choice in view_choices(panel, EVERYTHING)]


@pytest.mark.parametrize("view", ["company", "team:TC1", "personal:E006"])
@pytest.mark.parametrize("party", [OURS, "R2"])
@pytest.mark.parametrize("period", Period)
def test_figures_of_a_company_open_lists_of_their_length(view: str, party: str, period: Period) -> None:
    panel = panel_of(shared_bundle("maven"))
    asked = Asked(Question(AS_OF, period, View.parse(view), party), AS_OF, months=12)
    assert wrong(panel, asked) == []


@pytest.mark.parametrize("seed", range(3))
def test_figures_of_random_companies_open_lists_of_their_length_in_every_view(seed: int) -> None:
    bundle, question = case_of(seed)
    panel = panel_of(bundle)
    for view in every_view(panel):
        for party in (OURS, *(code for code, _ in panel.competitors)):
            asked = Asked(replace(question, view=view, party=party), question.as_of, months=12)
            assert wrong(panel, asked) == [], (view, party)


def test_company_has_all_kinds_of_doors() -> None:
    """Else the tests above could pass for want of any."""
    panel = panel_of(shared_bundle("maven"))
    asked = Asked(Question(AS_OF), AS_OF)
    cells = {
        name: {QueryDict(url.partition("?")[2]).get("cell", "") for url in doors_of(panel, line, asked)}
        for name, line in LINES.items()
    }
    assert {"", "closeness:below_good", "closeness:known", "price:unknown", "price:poor"} <= cells["customer"]
    assert {"", "uninsighted", "price:oppose", "veto:unknown", "closeness:known"} <= cells["key-person"]
    assert {"", "uninsighted", "price:known"} <= cells["influence"]
    assert {"", "members", "solution:known", "solution:below_good"} <= cells["decision-chain"]
    assert all(any(cell.startswith("closeness:known:20") for cell in found) for found in cells.values())
