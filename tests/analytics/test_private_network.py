"""The private network against a derivation row by row, and what unnamed relations may not change."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from renmai.analytics import influence_line, largest_changes
from renmai.analytics import private_network as network
from renmai.analytics import private_network_list as lists
from renmai.analytics.panel import Panel
from renmai.analytics.private_network_staff import by_staff
from renmai.analytics.sole_influence import figures as sole_figures
from renmai.analytics.sole_influence import standings
from renmai.domain.errors import RenmaiError
from renmai.domain.periods import series_days
from renmai.domain.question import COMPANY, OURS, Question, View, ViewKind
from renmai.domain.scope import EVERYTHING, Scope
from tests.analytics.network_by_hand import ByHand, panel_with_unnamed, without_unnamed
from tests.bundles import Bundle, read_bundle
from tests.panels import panel_of
from tests.random_bundles import case_of

SEEDS = range(60)


def questions(bundle: Bundle, asked: Question) -> Iterator[Question]:
    """The question at every kind of view, and as somebody's own."""
    views = [COMPANY, asked.view]
    views += [View(ViewKind.TEAM, str(row["code"])) for row in bundle["teams"][:2]]
    for view in dict.fromkeys(views):
        yield replace(asked, view=view)
    for row in bundle["employees"][:2]:
        code = str(row["code"])
        yield replace(asked, view=View(ViewKind.PERSONAL, code))
        yield replace(asked, view=View(ViewKind.PERSONAL, code), own_of=code)


def codes_of(panel: Panel, held: Any) -> set[str]:
    codes = [str(code) for slab in panel.slabs for code in slab.people.code]
    return {codes[at] for at in np.flatnonzero(held)}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_set_is_what_the_rows_say(seed: int) -> None:
    bundle, asked = case_of(seed)
    panel = panel_with_unnamed(bundle, seed)
    for question in questions(bundle, asked):
        figures = network.figures(panel, question)
        for slot, day in zip(("value", "previous", "year_ago"), question.comparison.days, strict=True):
            expected = ByHand(bundle, seed, question, day).sets()
            found = network.sets(panel, question, day)
            assert {name: codes_of(panel, held) for name, held in found.items()} == expected
            assert set(found) == set(network.names_of(question))
            assert {name: metric[slot] for name, metric in figures.items()} == {
                name: len(people) for name, people in expected.items()
            }


@pytest.mark.parametrize("seed", SEEDS)
def test_every_number_opens_a_list_of_that_length(seed: int) -> None:
    bundle, asked = case_of(seed)
    panel = panel_with_unnamed(bundle, seed)
    for question in questions(bundle, asked):
        for name, held in network.sets(panel, question, question.as_of).items():
            found = lists.listing(panel, question, EVERYTHING, lists.Behind.parse(name))
            assert {row["code"] for row in found[:]} == codes_of(panel, held)
        if not question.ours:
            continue
        for one in standings(panel, question):
            end = "" if one.code else f":{lists.NOT_NAMED}"
            for what, figure in ((lists.SINGLE, "people"), (lists.SINGLE_CUSTOMERS, "customers")):
                behind = lists.Behind.parse(what + end, one.code)
                assert len(lists.listing(panel, question, EVERYTHING, behind)[:]) == one.figures[figure]["value"]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_hangs_on_one_colleague_is_what_the_rows_say(seed: int) -> None:
    bundle, asked = case_of(seed)
    panel = panel_with_unnamed(bundle, seed)
    for question in questions(bundle, replace(asked, party=OURS)):
        found = {one.code: one.figures for one in standings(panel, question)}
        sums = sole_figures(panel, question)
        for slot, day in zip(("value", "previous", "year_ago"), question.comparison.days, strict=True):
            by_hand = ByHand(bundle, seed, question, day)
            people, customers = by_hand.sole_people(), by_hand.sole_customers()
            assert (sums["people"][slot], sums["customers"][slot]) == (len(people), len(customers))
            assert sums["amount"][slot] == float(by_hand.open_amount(customers))
            if slot == "value":
                assert set(found) == set(people.values())
            for code, figures in found.items():
                held = [customer for customer, one in customers.items() if one == code]
                assert figures["people"][slot] == list(people.values()).count(code)
                assert figures["customers"][slot] == len(held)
                assert figures["amount"][slot] == float(by_hand.open_amount(held))


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_by_staff_are_the_figures_of_their_own_view(seed: int) -> None:
    bundle, asked = case_of(seed)
    panel = panel_with_unnamed(bundle, seed)
    me = str(bundle["employees"][0]["code"]) if bundle["employees"] else ""
    for question in questions(bundle, replace(asked, party=OURS)):
        asking = replace(question, own_of=me)
        staff = by_staff(panel, asking)
        for row in (*staff.teams, *staff.employees):
            view = influence_line.figures(panel, replace(asking, view=row.view))
            told = {"known": view["trend"]["known"], "uninsighted": view["trend"]["uninsighted"], **view["figures"]}
            assert row.figures == told
        listed = {row.view.code for row in staff.employees}
        for one in panel.roster.employees_in(question.view):
            mine = influence_line.figures(panel, replace(asking, view=View(ViewKind.PERSONAL, one.code)))
            known = mine["trend"]["known"]
            if known["value"] or known["previous"]:
                assert one.code in listed
            elif not mine["figures"]["contribution_count"]["value"] and one.code in listed:
                assert mine["figures"]["contribution_count"]["previous"]


def reported(panel: Panel, question: Question) -> dict[str, Any]:
    """All that the influence line says, with the persons' codes for rows."""
    days = tuple(sorted({*series_days(question.as_of, 12), *question.comparison.days}))
    series = influence_line.series(panel, question, days)
    same = series.trend.same
    return {
        "figures": influence_line.figures(panel, question),
        "series": series.points,
        "same": [(same.count(d, at), same.change(d, at)) for d in range(3) for at in range(len(days) - 1)],
        "changes": largest_changes.of_known_persons(panel, question, EVERYTHING),
        "people": [row["code"] for row in influence_line.listing(panel, question, EVERYTHING)[:]],
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_unnamed_relations_change_no_view_of_others(seed: int) -> None:
    bundle, asked = case_of(seed)
    panel, spared = panel_with_unnamed(bundle, seed), panel_of(without_unnamed(bundle, seed))
    for question in questions(bundle, replace(asked, party=OURS)):
        if question.view != COMPANY and not question.own:
            assert reported(panel, question) == reported(spared, question)


@pytest.mark.parametrize("seed", SEEDS)
def test_unnamed_relations_count_for_the_company_and_in_ones_own_view(seed: int) -> None:
    """The whole bundle, as if everybody had agreed, is what the second derivation agrees with (`portable`)."""
    bundle, asked = case_of(seed)
    panel, told = panel_with_unnamed(bundle, seed), panel_of(bundle)
    for question in questions(bundle, replace(asked, party=OURS)):
        if question.view == COMPANY or question.own:
            assert reported(panel, question) == reported(told, question)


def test_unnamed_relations_were_met_at_all() -> None:
    """The two tests above would say nothing if dropping them made no difference."""
    differ = 0
    for seed in SEEDS:
        bundle, asked = case_of(seed)
        question = replace(asked, view=COMPANY, party=OURS)
        ours = panel_with_unnamed(bundle, seed), panel_of(without_unnamed(bundle, seed))
        differ += reported(ours[0], question) != reported(ours[1], question)
    assert differ > len(SEEDS) // 4


@pytest.mark.parametrize(("view", "party"), [("company", OURS), ("team:TC", OURS), ("company", "R1")])
def test_maven_agrees_with_the_rows(view: str, party: str, shared_data: Path) -> None:
    bundle = read_bundle(shared_data / "maven")
    panel = panel_with_unnamed(bundle, 1)
    asked = Question(date(2026, 9, 30), view=View.parse(view), party=party)
    by_hand = ByHand(bundle, 1, asked, asked.as_of)
    expected = by_hand.sets()
    assert {name: codes_of(panel, held) for name, held in network.sets(panel, asked, asked.as_of).items()} == expected
    if party == OURS:
        assert expected["private"]
        people, customers = by_hand.sole_people(), by_hand.sole_customers()
        found = {one.code: one.figures["people"]["value"] for one in standings(panel, asked)}
        assert found == {code: list(people.values()).count(code) for code in people.values()}
        assert sole_figures(panel, asked)["amount"]["value"] == float(by_hand.open_amount(customers))


def test_viewer_of_everybody_sees_their_own_customers_and_how_many_more_there_are() -> None:
    told = 0
    for seed in SEEDS:
        bundle, asked = case_of(seed)
        panel = panel_with_unnamed(bundle, seed)
        for row in bundle["employees"]:
            me = str(row["code"])
            question = replace(asked, view=View(ViewKind.PERSONAL, me), party=OURS, own_of=me)
            by_hand = ByHand(bundle, seed, question, question.as_of)
            scope = Scope(viewer=me, employees=frozenset({me}))
            found = lists.listing(panel, question, scope, lists.Behind(lists.EVERYBODY))
            assert {row["code"] for row in found[:]} == by_hand.public()
            assert lists.hidden(panel, question, found) == len(by_hand.everybody) - len(by_hand.public())
            told += len(found)
    assert told


@pytest.mark.parametrize(
    ("view", "party", "what", "employee"),
    [
        ("company", OURS, "private_only", ""),
        ("team:T", OURS, "unnamed_only", ""),
        ("team:T", OURS, "sales_only", ""),
        ("company", OURS, "theirs", ""),
        ("company", "R", "private", ""),
        ("company", "R", "single", ""),
        ("company", "R", "single_customers", ""),
        ("company", OURS, "single", "nobody"),
        ("company", OURS, "single:somebody", ""),
        ("company", OURS, "single:unnamed", "E"),
        ("company", OURS, "reachable", "E"),
        ("company", OURS, "", ""),
    ],
)
def test_what_a_view_has_not_is_no_list(view: str, party: str, what: str, employee: str) -> None:
    panel = panel_of(
        {
            "teams": [{"code": "T", "name": "T", "parent": None, "leader": None}],
            "employees": [
                {"code": "E", "name": "E", "team": "T", "role": "", "sales": True, "joined_on": None, "left_on": None}
            ],
            "competitors": [{"code": "R", "name": "R"}],
        }
    )
    question = Question(date(2026, 9, 30), view=View.parse(view), party=party)
    with pytest.raises(RenmaiError):
        lists.listing(panel, question, EVERYTHING, lists.Behind.parse(what, employee))
