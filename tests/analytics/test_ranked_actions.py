"""The columns find and rank what the rules find, in the same order (spec 1.8)."""

from copy import deepcopy
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import integers, randoms

from renmai.analytics import build, next_actions
from renmai.analytics.next_actions import key_person, ranking, telling
from renmai.analytics.next_actions.found import Found, lower
from renmai.analytics.next_actions.ranking import ranked
from renmai.analytics.panel import Panel, build_panel, splice
from renmai.analytics.slab import Slab
from renmai.analytics.visible import view_choices
from renmai.domain.periods import Period
from renmai.domain.principles.base import NextAction
from renmai.domain.question import Question, View
from renmai.domain.scope import EVERYTHING
from tests.analytics.every_case import by_definition
from tests.analytics.splicing import part
from tests.analytics.test_next_actions import AS_OF, NOW, about_us, actions, assess
from tests.bundles import shared_bundle
from tests.panels import facts_of, panel_of
from tests.random_bundles import Case, cases


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(case=cases())
def test_columns_find_what_the_rules_find(case: Case) -> None:
    bundle, question = about_us(case)
    panel = panel_of(bundle)
    assert told(panel, question) == by_definition(panel, question)


@pytest.mark.parametrize("bundle", ["tiny", "maven"])
@pytest.mark.parametrize("period", list(Period))
def test_columns_find_what_the_rules_find_in_whole_companies(bundle: str, period: Period) -> None:
    panel = panel_of(shared_bundle(bundle))
    for view in ("company", *some_views(panel)):
        question = Question(AS_OF, period, View.parse(view))
        assert told(panel, question) == by_definition(panel, question)


def some_views(panel: Panel) -> list[str]:
    return [choice.view for choice in view_choices(panel, EVERYTHING)][1:8]


def told(panel: Panel, question: Question) -> list[NextAction]:
    found = ranked(panel, question)
    return telling.actions(found, np.arange(len(found)))


def groups(actions: list[NextAction]) -> list[list[NextAction]]:
    """Ranked actions by subject, in the order of each one's first."""
    found: dict[tuple[str, str], list[NextAction]] = {}
    for action in actions:
        found.setdefault((action.subject.type, action.subject.code), []).append(action)
    return list(found.values())


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(case=cases(), start=integers(0, 6), count=integers(1, 12))
def test_subjects_come_in_the_order_of_the_whole_list(case: Case, start: int, count: int) -> None:
    bundle, question = about_us(case)
    panel = panel_of(bundle)
    whole = groups(by_definition(panel, question))
    found = next_actions.by_subject(ranked(panel, question), start, start + count)
    assert found == next_actions.Subjects(whole[start : start + count], len(whole))


def test_write_recounts_its_slab_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "SLAB_CUSTOMERS", 2)
    bundle = deepcopy(shared_bundle("tiny"))
    panel = panel_of(bundle)
    told(panel, NOW)
    assess("K02", (1, 0, 0), veto=True)(bundle)
    after = facts_of(bundle)
    looked_at: list[Slab] = []

    def noting(slab: Slab, *asked: int) -> Found:
        looked_at.append(slab)
        return key_person.found_people(slab, *asked)

    monkeypatch.setattr(ranking, "found_people", noting)
    spliced = splice(panel, 2, part(after.book, after.book.customers.id[:1]))
    assert told(spliced, NOW) == by_definition(build_panel(after), NOW)
    assert looked_at == [spliced.slabs[0]]


@settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
@given(case=cases(), chance=randoms(use_true_random=False))
def test_order_does_not_depend_on_the_order_of_the_facts(case: Case, chance: Random) -> None:
    bundle, question = about_us(case)
    found = actions(panel_of(bundle), question)
    for file, rows in bundle.items():
        if file != "assessments":  # of two for one day the later one holds
            chance.shuffle(rows)
    assert actions(panel_of(bundle), question) == found


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [(0.5, 0.5 + 1e-10, False), (0.5, 0.5 + 2e-9, True), (0.5, 0.4, False), (np.nan, 1.0, False), (1.0, np.nan, False)],
)
def test_columns_compare_like_every_threshold(now: float, before: float, *, expected: bool) -> None:
    assert lower(np.array([[now]]), np.array([[before]])).tolist() == [[expected]]
