"""Whom a key person reports to on a day: the dated line that covers it, else what always held."""

from datetime import date, timedelta

import numpy as np
import pytest

from renmai.analytics.key_person import PeopleOnDay, known_features
from renmai.analytics.key_person_line import listing
from renmai.analytics.lists.arrangement import Arrangement, arranged
from renmai.analytics.lists.key_person import subjects
from renmai.analytics.next_actions.key_person import person_cases
from renmai.analytics.panel import Panel
from renmai.analytics.reporting_line import superiors
from renmai.domain.question import Question
from renmai.domain.scope import EVERYTHING
from tests.bundles import Bundle, Row, bundle_of
from tests.panels import panel_of

OPENED, FIRST, SECOND, THIRD = date(2024, 1, 1), date(2024, 3, 1), date(2024, 6, 1), date(2024, 9, 1)
DAY = timedelta(days=1)


def company(*lines: Row) -> Bundle:
    """K1 is at the top; K2 and K3 report to K1, of K4 nobody knows; D1 is of another customer."""
    people: list[Row] = [
        {"code": "K1", "customer": "C1", "name": "甲", "top": True, "focus": True},
        {"code": "K2", "customer": "C1", "name": "乙", "reports_to": "K1"},
        {"code": "K3", "customer": "C1", "name": "丙", "reports_to": "K1"},
        {"code": "K4", "customer": "C1", "name": "丁"},
        {"code": "D1", "customer": "C0", "name": "戊"},
    ]
    return bundle_of(
        customers=[{"code": code, "name": code, "created_on": OPENED, "focus": True} for code in ("C1", "C0")],
        key_people=[person | {"joined_on": OPENED} for person in people],
        reporting=lines,
    )


def line(person: str, superior: str | None, start: date, end: date | None = None) -> Row:
    return {"key_person": person, "reports_to": superior, "valid_from": start, "valid_to": end}


MOVED = company(line("K3", "K2", FIRST, SECOND), line("K3", None, SECOND, THIRD), line("K4", "K3", THIRD))
"""K3 reported to K2 in spring and to nobody known in summer; K4 reports to K3 since September."""


def superior_on(panel: Panel, code: str, day: date) -> str | None:
    rows = PeopleOnDay(panel, day, 0)
    codes = panel.slabs[0].people.code.tolist()
    superior: str | None = rows.row(0, codes.index(code))["reports_to"]
    return superior


@pytest.mark.parametrize(
    ("code", "day", "superior"),
    [
        ("K3", FIRST - DAY, "K1"),
        ("K3", FIRST, "K2"),
        ("K3", SECOND - DAY, "K2"),
        ("K3", SECOND, None),
        ("K3", THIRD - DAY, None),
        ("K3", THIRD, "K1"),
        ("K4", THIRD - DAY, None),
        ("K4", THIRD, "K3"),
        ("K2", FIRST, "K1"),
        ("K1", FIRST, None),
    ],
)
def test_dated_line_holds_from_its_day_until_its_end(code: str, day: date, superior: str | None) -> None:
    assert superior_on(panel_of(MOVED), code, day) == superior


def test_line_is_known_on_days_on_which_somebody_is_named_and_at_the_top() -> None:
    panel = panel_of(company(line("K1", None, FIRST), *(MOVED["reporting"])))
    codes = panel.slabs[0].people.code.tolist()
    known = {
        day: [code for code, n in zip(codes, known_features(panel.slabs[0], day.toordinal()), strict=True) if n]
        for day in (FIRST, SECOND, THIRD)
    }
    assert known == {FIRST: ["K1", "K2", "K3"], SECOND: ["K1", "K2"], THIRD: ["K1", "K2", "K3", "K4"]}


def test_next_actions_ask_for_the_line_that_is_not_known_on_the_day() -> None:
    panel = panel_of(MOVED)

    def asked(day: date) -> list[str]:
        [slab] = panel.slabs
        cases = person_cases(slab, panel.roster, day.toordinal(), np.arange(len(slab.people)))
        return [case.code for case in cases if not case.reporting_line]

    assert (asked(FIRST), asked(SECOND), asked(THIRD)) == (["D1", "K4"], ["D1", "K3", "K4"], ["D1"])


@pytest.mark.parametrize(
    ("day", "order"),
    [
        (FIRST, ["K1", "K2", "K3", "D1", "K4"]),
        (SECOND, ["K1", "K2", "D1", "K3", "K4"]),
        (THIRD, ["K1", "K4", "K2", "K3", "D1"]),
    ],
)
def test_list_is_sorted_by_the_superior_of_the_day(day: date, order: list[str]) -> None:
    """By pinyin 丙 comes before 甲, and 甲 before 乙."""
    panel, question = panel_of(MOVED), Question(day)
    found = listing(panel, question, EVERYTHING)
    by_superior = arranged(found, subjects(panel, question, EVERYTHING), Arrangement(sort="reports_to"))
    assert [row["code"] for row in by_superior[:]] == order


def test_company_without_dated_lines_does_no_work_for_a_day() -> None:
    slab = panel_of(company()).slabs[0]
    assert superiors(slab, FIRST.toordinal()) is slab.people.superior
    dated = panel_of(MOVED).slabs[0]
    assert superiors(dated, FIRST.toordinal()) is superiors(dated, FIRST.toordinal())
