"""Strategies and readings as columns, and what a proposed policy would change (spec 1.6, 1.7)."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from renmai.analytics import decision_chain_line, reports, strategy_fit
from renmai.analytics.chain_moment import chains_in
from renmai.analytics.moment import moment
from renmai.analytics.panel import Panel, build_panel
from renmai.analytics.policy_effect import NAMED, Effect, policy_effect
from renmai.analytics.reading_codes import READINGS, reading_codes
from renmai.analytics.scoping import in_scope
from renmai.analytics.strategy_codes import STRATEGIES, contributes_much, strategy_codes
from renmai.demo.company import generate
from renmai.domain.policy import Policy
from renmai.domain.question import COMPANY, Question
from renmai.domain.scope import EVERYTHING
from tests.bundles import read_bundle, shared_bundle
from tests.panels import facts_of, panel_of
from tests.random_bundles import Case, cases
from tests.random_policies import policies

AS_OF = date(2026, 9, 30)
ASKED = Question(AS_OF)
OTHER = Policy(
    blocked_mean=-1.5,
    open_veto_mean=-0.5,
    open_approver_mean=0.33,
    acquire_people=1,
    map_people=2,
    map_completeness=0.4,
    grow_chain_completeness=0.2,
    sharp_drop=0.1,
    contribution_share=1,
    stale_days=7,
    change_people=2,
    potential_target=1.0,
)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Panel:
    folder = tmp_path_factory.mktemp("demo")
    generate(120, AS_OF, folder)
    return panel_of(read_bundle(folder))


def under_the_rules(panel: Panel, question: Question) -> list[str]:
    """The recommended strategy of every customer, asked one by one."""
    return strategy_fit.recommended(panel, question, np.arange(panel.customer_offsets[-1]))


def readings_told(panel: Panel, question: Question) -> dict[str, str]:
    """The readings of the chains in scope, as the line's list tells them."""
    rows = decision_chain_line.listing(panel, question, EVERYTHING)[:]
    return {str(row["opportunity"]): str(row["reading"]) for row in rows}


def readings_coded(panel: Panel, question: Question) -> dict[str, str]:
    customers = in_scope(panel, question, moment(panel, question.as_of, 0))
    places = chains_in(panel, question.as_of, 0, customers).place
    names = [str(code) for slab in panel.slabs for code in slab.opportunities.code]
    codes = reading_codes(panel, question.as_of)
    return {names[place]: READINGS[codes[place]].value for place in places.tolist()}


@settings(deadline=None, derandomize=True, max_examples=15, suppress_health_check=list(HealthCheck))
@given(case=cases(), policy=policies())
def test_columns_say_what_the_rules_say(case: Case, policy: Policy) -> None:
    bundle, asked = case
    panel, question = panel_of(bundle).under(policy), Question(asked.as_of, asked.period)
    coded = strategy_codes(panel, question)
    assert [STRATEGIES[code] for code in coded] == under_the_rules(panel, question)
    contribution = strategy_fit.cases_of(panel, question).contribution
    assert contributes_much(contribution).tolist() == [contribution.of(place).high for place in range(len(coded))]
    assert readings_coded(panel, question) == readings_told(panel, question)


def test_columns_say_what_the_rules_say_of_a_whole_company(company: Panel) -> None:
    for panel in (company, company.under(OTHER)):
        assert [STRATEGIES[code] for code in strategy_codes(panel, ASKED)] == under_the_rules(panel, ASKED)
        assert readings_coded(panel, ASKED) == readings_told(panel, ASKED)


def every_report(panel: Panel) -> list[object]:
    return [reports.report(panel, line, ASKED, EVERYTHING) for line in reports.LINES]


def test_another_policy_leaves_nothing_behind_in_what_is_shared() -> None:
    facts = facts_of(shared_bundle("tiny"))
    panel = build_panel(facts)
    before, fresh = every_report(panel), every_report(build_panel(replace(facts, policy=OTHER)))
    assert before != fresh
    assert every_report(panel.under(OTHER)) == fresh
    policy_effect(panel, OTHER, AS_OF)
    assert every_report(panel) == before == every_report(build_panel(facts))


def groups(effect: Effect) -> dict[str, dict[str, tuple[int, int]]]:
    return {shift.figure: {each.name: (each.before, each.after) for each in shift.groups} for shift in effect.shifts}


def test_effect_counts_what_the_reports_count(company: Panel) -> None:
    found = groups(policy_effect(company, OTHER, AS_OF))
    for at, panel in enumerate((company, company.under(OTHER))):
        strategies = [row["recommended"] for row in reports.report(panel, "strategies", ASKED, EVERYTHING)["customers"]]
        readings = [row["reading"] for row in reports.report(panel, "decision-chain", ASKED, EVERYTHING)["chains"]]
        assert {name: both[at] for name, both in found["strategy"].items()} == counted(strategies, STRATEGIES)
        assert {name: both[at] for name, both in found["reading"].items()} == counted(readings, READINGS)


def counted(found: list[str], names: tuple[str, ...]) -> dict[str, int]:
    return {str(name): found.count(str(name)) for name in names}


def test_effect_names_those_that_change_and_no_others(company: Panel) -> None:
    shifts = {shift.figure: shift for shift in policy_effect(company, OTHER, AS_OF).shifts}
    then = {
        row["code"]: row["recommended"]
        for row in reports.report(company.under(OTHER), "strategies", ASKED, EVERYTHING)["customers"]
    }
    now = {
        row["code"]: row["recommended"] for row in reports.report(company, "strategies", ASKED, EVERYTHING)["customers"]
    }
    changed = [code for code in sorted(now) if now[code] != then[code]]
    shift = shifts["strategy"]
    assert shift.moved == len(changed) > NAMED
    assert [(one.code, one.before, one.after) for one in shift.first] == [
        (code, now[code], then[code]) for code in changed[:NAMED]
    ]


def test_same_policy_changes_nothing(company: Panel) -> None:
    effect = policy_effect(company, company.policy, AS_OF)
    assert [shift.moved for shift in effect.shifts] == [0] * len(effect.shifts)
    assert not any(target.missed_after for target in effect.targets)


def test_targets_are_held_against_the_whole_company(company: Panel) -> None:
    targets = {target.figure: target for target in policy_effect(company, OTHER, AS_OF).targets}
    assert not targets["potential"].missed_before
    assert targets["potential"].missed_after
    figures = reports.report(company, "influence", Question(AS_OF, view=COMPANY), EVERYTHING)["figures"]
    assert targets["potential"].value == figures["potential"]["value"]


def test_effect_of_an_empty_company_is_empty() -> None:
    assert [shift.moved for shift in policy_effect(panel_of({}), OTHER, AS_OF).shifts] == [0] * 6
