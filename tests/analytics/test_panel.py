"""A spliced panel is the panel that a full load would have built."""

import gc
from dataclasses import replace
from datetime import date
from weakref import ref

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renmai.analytics import build, customer_line, decision_chain_line, influence_line, key_person_line
from renmai.analytics.moment import Moment
from renmai.analytics.panel import Panel, build_panel, splice
from renmai.analytics.reports import LINES, report
from renmai.analytics.trend import Series
from renmai.domain.periods import series_days
from renmai.domain.question import Question
from renmai.domain.scope import EVERYTHING
from tests.analytics.splicing import part
from tests.bundles import bundle_of, shared_bundle
from tests.panels import facts_of, panel_of
from tests.random_bundles import Case, cases

AS_OF = date(2026, 9, 30)


def answers(panel: Panel, question: Question) -> list[object]:
    """Every report and every trend."""
    lines = [line for line in LINES if question.ours or line in LINES[:4]]
    trends = (customer_line, influence_line, key_person_line, decision_chain_line)
    return [
        *(report(panel, line, question, EVERYTHING) for line in lines),
        *(everything_of(line.series(panel, question, series_days(question.as_of, 13))) for line in trends),
    ]


def everything_of(series: Series) -> list[object]:
    trend, same = series.trend, series.trend.same
    return [series.points, trend.people, trend.known, same.people.tolist(), same.total.tolist()]


@settings(deadline=None, max_examples=40)
@given(cases(), st.data())
def test_splice_adds_customers_as_a_full_load_would(case: Case, data: st.DataObject) -> None:
    bundle, question = case
    whole = facts_of(bundle)
    ids = whole.book.customers.id
    added = ids[np.array(data.draw(st.lists(st.booleans(), min_size=len(ids), max_size=len(ids))), dtype=bool)]
    before = build_panel(replace(whole, book=part(whole.book, np.setdiff1d(ids, added))))
    after = splice(before, 2, part(whole.book, added))
    assert answers(after, question) == answers(build_panel(whole), question)


@settings(deadline=None, max_examples=40)
@given(cases(), st.data())
def test_splice_replaces_a_customer_that_lost_its_assessments(case: Case, data: st.DataObject) -> None:
    bundle, question = case
    whole = facts_of(bundle)
    ids = whole.book.customers.id
    changed = ids[: data.draw(st.integers(0, len(ids)))]
    none = part(whole.book, ids[:0])
    old = replace(part(whole.book, changed), assessments=none.assessments, influences=none.influences)
    before = splice(build_panel(whole), 2, old)
    answers(before, question)  # memoises, so that the next splice has something to patch
    assert answers(splice(before, 3, part(whole.book, changed)), question) == answers(build_panel(whole), question)


def test_splice_shares_the_slabs_it_does_not_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "SLAB_CUSTOMERS", 10)
    facts = facts_of(shared_bundle("maven"))
    panel = build_panel(facts)
    spliced = splice(panel, 2, part(facts.book, panel.slabs[3].customers.id[4:5]))
    shared = [new is old for new, old in zip(spliced.slabs, panel.slabs, strict=True)]
    assert shared == [number != 3 for number in range(len(panel.slabs))]


def test_panel_of_long_ago_is_gone() -> None:
    """Whatever was asked of the panels in between: none holds on to the one before it and so on for ever."""
    facts = facts_of(shared_bundle("maven"))
    panel, gone = build_panel(facts), []
    for revision in range(2, 5):
        answers(panel, Question(AS_OF))
        gone.append(ref(panel))
        panel = splice(panel, revision, part(facts.book, panel.slabs[0].customers.id[:1]))
    gc.collect()
    assert [one() for one in gone] == [None] * 3


def test_splice_takes_over_what_was_worked_out() -> None:
    facts = facts_of(shared_bundle("maven"))
    panel = build_panel(facts)
    answers(panel, Question(AS_OF))
    spliced = splice(panel, 2, part(facts.book, panel.slabs[0].customers.id[:1]))
    assert spliced.before
    assert isinstance(spliced.before.memo.get(("moment", AS_OF.toordinal(), 0)), Moment)


def test_slab_size_changes_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = shared_bundle("maven")
    whole = answers(panel_of(bundle), Question(AS_OF))
    monkeypatch.setattr(build, "SLAB_CUSTOMERS", 7)
    assert answers(panel_of(bundle), Question(AS_OF)) == whole


def test_slab_splits_when_it_has_grown_to_twice_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "SLAB_CUSTOMERS", 10)
    facts = facts_of(shared_bundle("maven"))
    panel = build_panel(replace(facts, book=part(facts.book, facts.book.customers.id[:1])))
    for customer in facts.book.customers.id[1:]:
        panel = splice(panel, panel.revision + 1, part(facts.book, np.array([customer])))
    assert max(len(slab.customers) for slab in panel.slabs) < 20
    assert answers(panel, Question(AS_OF)) == answers(build_panel(facts), Question(AS_OF))


def test_panel_of_nothing_answers_every_line() -> None:
    panel = panel_of({})
    assert customer_line.figures(panel, Question(AS_OF))["trend"]["customers"]["value"] == 0
    assert all(answers(panel, Question(AS_OF)))


LENGTHS = (1, 7, 15, 16, 40, 300)


def test_customers_are_found_by_codes_of_any_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "SLAB_CUSTOMERS", 7)
    codes = sorted(letter * length for letter in "aZ名" for length in LENGTHS)
    names = bundle_of(
        customers=[{"code": code, "name": f"of {code}", "created_on": date(2024, 1, 1)} for code in codes]
    )
    panel = panel_of(names)

    assert [panel.customer_card(code)["name"] for code in codes] == [f"of {code}" for code in codes]
    assert [panel.place_of_customer(code) for code in codes] == list(range(len(codes)))
    assert [panel.find_customer(code + "b") for code in codes] == [None] * len(codes)
