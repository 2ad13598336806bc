"""Marks leave out what they are about, and nothing else (docs/adr/0017)."""

from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renmai.analytics import next_actions
from renmai.analytics.next_actions.marked import Marked, marked, name_of
from renmai.analytics.next_actions.ranking import ranked
from renmai.analytics.next_actions.telling import actions
from renmai.analytics.panel import Panel
from renmai.analytics.reports import report
from renmai.domain.principles.base import NextAction
from renmai.domain.principles.cause import cause
from renmai.domain.principles.mark import Ending, Mark, MarkStatus
from renmai.domain.question import OURS, Question, View
from renmai.domain.scope import EVERYTHING
from tests.bundles import Bundle, Cell, read_bundle, shared_bundle
from tests.docs.pages import METRICS, tables
from tests.docs.pages import bundle as example_company
from tests.panels import panel_of
from tests.random_bundles import Case, cases

AS_OF = date(2026, 9, 30)
NOW = Question(AS_OF)
Key = tuple[str, str, str]


@pytest.fixture(scope="module")
def tiny() -> Panel:
    return panel_of(shared_bundle("tiny"))


def found(panel: Panel, question: Question = NOW) -> list[NextAction]:
    whole = ranked(panel, question)
    return actions(whole, np.arange(len(whole)))


def left(panel: Panel, marks: list[Mark], question: Question = NOW) -> list[NextAction]:
    rest = sorted_out(panel, marks, question).open
    return actions(rest, np.arange(len(rest)))


def sorted_out(panel: Panel, marks: list[Mark], question: Question = NOW) -> Marked:
    return marked(ranked(panel, question), marks)


def mark(action: NextAction, status: str = "done", **more: Any) -> Mark:
    fresh = Mark(
        code="AM-1",
        line=action.line,
        principle=action.principle,
        subject_type=action.subject.type,
        subject=action.subject.code,
        customer=action.customer,
        status=MarkStatus(status),
        cause=cause(action),
        priority=action.priority,
        marked_on=AS_OF,
        until=AS_OF + timedelta(days=7) if status == "snoozed" else None,
    )
    return replace(fresh, **more)


def one(panel: Panel, line: str, principle: str, code: str) -> NextAction:
    return next(
        each for each in found(panel) if (each.line, each.principle, each.subject.code) == (line, principle, code)
    )


@pytest.mark.parametrize("status", list(MarkStatus))
def test_each_marked_action_goes_alone(tiny: Panel, status: str) -> None:
    whole = found(tiny)
    for place, action in enumerate(whole):
        assert left(tiny, [mark(action, status)]) == [*whole[:place], *whole[place + 1 :]]


def test_without_marks_nothing_changes(tiny: Panel) -> None:
    whole = ranked(tiny, NOW)
    assert marked(whole, []).open is whole
    assert report(tiny, "actions", NOW, EVERYTHING, ()) == report(tiny, "actions", NOW, EVERYTHING)


def test_report_leaves_out_what_is_marked(tiny: Panel) -> None:
    rows = report(tiny, "actions", NOW, EVERYTHING)["actions"]
    assert report(tiny, "actions", NOW, EVERYTHING, [mark(found(tiny)[0])])["actions"] == rows[1:]
    assert report(tiny, "customer", NOW, EVERYTHING, [mark(found(tiny)[0])])["line"] == "customer"


@pytest.mark.parametrize(
    "change", [{"cause": "another"}, {"marked_on": AS_OF + timedelta(days=1)}, {"ended_on": AS_OF}]
)
def test_mark_that_does_not_hold_hides_nothing(tiny: Panel, change: dict[str, Any]) -> None:
    assert left(tiny, [mark(found(tiny)[0], **change)]) == found(tiny)


@pytest.mark.parametrize(
    "change", [{"subject": "nobody"}, {"customer": "nowhere"}, {"customer": None}, {"principle": "ask_everyone"}]
)
def test_mark_on_what_is_no_more_hides_nothing(tiny: Panel, change: dict[str, Any]) -> None:
    lost = mark(found(tiny)[0], **change)
    assert left(tiny, [lost]) == found(tiny)
    assert sorted_out(tiny, [lost]).gone == (lost,)


def cured(panel_bundle: Bundle, person: str) -> Panel:
    bundle = deepcopy(panel_bundle)
    ours = next(row for row in bundle["assessments"] if row["party"] is None)
    known: dict[str, Cell] = {"closeness": 1, "solution": 1, "price": 1, "veto": False, "approver": False}
    bundle["assessments"].append(ours | {"key_person": person, "effective_on": AS_OF} | known)
    return panel_of(bundle)


def test_done_is_success_once_its_cause_is_gone(tiny: Panel) -> None:
    done = mark(one(tiny, "customer", "mend", "K02"), marked_on=AS_OF - timedelta(days=3))
    before, after = sorted_out(tiny, [done]), sorted_out(cured(shared_bundle("tiny"), "K02"), [done])
    assert [(each.mark, each.action is None) for each in (*before.done, *after.done)] == [(done, False), (done, True)]
    assert (before.gone, after.gone) == ((), (done,))
    closed = replace(done, ended_on=AS_OF, ending=Ending.GONE)
    again = sorted_out(tiny, [closed])  # the cause came back: a new action, and what was done was done
    assert len(again.open) == len(found(tiny))
    assert [each.action for each in again.done] == [None]


def test_done_that_was_taken_back_or_long_ago_is_not_told(tiny: Panel) -> None:
    done = mark(found(tiny)[0])
    for change in (
        {"ended_on": AS_OF, "ending": Ending.REOPENED},
        {"ended_on": AS_OF, "ending": Ending.REPLACED},
        {"marked_on": AS_OF - timedelta(days=30)},
    ):
        assert sorted_out(tiny, [replace(done, **change)]).done == ()


def test_hidden_ones_are_told_by_status_the_most_pressing_first(tiny: Panel) -> None:
    first, second, third = found(tiny)[:3]
    sorted_ = sorted_out(tiny, [mark(third, "snoozed"), mark(first, "snoozed"), mark(second, "dismissed")])
    assert [each.action for each in sorted_.of_status(MarkStatus.SNOOZED)] == [first, third]
    assert [each.action for each in sorted_.of_status(MarkStatus.DISMISSED)] == [second]


def test_marks_work_in_every_view_that_shows_the_action(tiny: Panel) -> None:
    action = one(tiny, "customer", "mend", "K02")
    for view in ("company", "team:S1", "personal:E2"):
        question = Question(AS_OF, view=View.parse(view))
        shown = action in found(tiny, question)
        assert len(left(tiny, [mark(action)], question)) == len(found(tiny, question)) - shown


def test_names_are_those_of_the_subjects(tiny: Panel) -> None:
    for action in found(tiny):
        assert name_of(tiny, mark(action)) == action.subject.name
    assert name_of(tiny, mark(found(tiny)[0], subject="nobody")) == "nobody"


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(case=cases(), data=st.data())
def test_marks_never_hide_anything_else(case: Case, data: st.DataObject) -> None:
    bundle, question = case[0], replace(case[1], party=OURS)
    panel = panel_of(bundle)
    whole = found(panel, question)
    marks, hidden = [], set()
    for place, action in enumerate(whole):
        status = data.draw(st.sampled_from(["", "", *MarkStatus]))
        ago = data.draw(st.integers(-1, 40))
        if status:
            marks.append(
                mark(
                    action,
                    status,
                    code=f"AM-{place}",
                    marked_on=question.as_of - timedelta(days=ago),
                    until=question.as_of + timedelta(days=ago - 5) if status == "snoozed" else None,
                )
            )
            if marks[-1].hides(cause(action), action.priority, question.as_of, 30):
                hidden.add(place)
    data.draw(st.randoms(use_true_random=False)).shuffle(marks)
    assert left(panel, marks, question) == [action for place, action in enumerate(whole) if place not in hidden]


def test_worked_table_of_the_page_is_computed(tmp_path: Path) -> None:
    """Each row: one mark on an action of the example company, then a day, and whether the action is left out."""
    for name, text in example_company(METRICS / "README.md").items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    panel = panel_of(read_bundle(tmp_path))
    [rows] = [rows for rows in tables((METRICS / "actions.md").read_text("utf-8")) if "left out" in rows[0]]
    told = []
    for row in rows:
        action = next(
            each for each in found(panel) if (each.principle, each.subject.code) == (row["principle"], row["subject"])
        )
        until = date.fromisoformat(row["until"]) if row["until"] else None
        made = mark(action, row["mark"], marked_on=date.fromisoformat(row["marked"]), until=until)
        if row["priority then"]:
            made = replace(made, priority=int(row["priority then"]))
        if row["cause then"]:
            made = replace(made, cause=row["cause then"])
        question = Question(date.fromisoformat(row["day"]))
        is_hidden = action.subject not in {
            each.subject for each in left(panel, [made], question) if each.principle == action.principle
        }
        told.append("yes" if is_hidden else "no")
    assert told == [row["left out"] for row in rows]


def test_listing_takes_marks(tiny: Panel) -> None:
    assert len(next_actions.listing(tiny, NOW, EVERYTHING, [mark(found(tiny)[0])])) == len(found(tiny)) - 1
