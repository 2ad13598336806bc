"""A list is searched, narrowed and sorted: held against a plain reading of the report's rows."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from random import Random
from types import ModuleType
from typing import Any

import pytest

from renmai.analytics import customer_line, decision_chain_line, influence_line, key_person_line, strategy_fit
from renmai.analytics.lists import customer, decision_chain, influence, key_person
from renmai.analytics.lists.arrangement import Arrangement, arranged
from renmai.analytics.panel import Panel
from renmai.domain.errors import RenmaiError
from renmai.domain.question import Question
from renmai.domain.reading import Reading
from renmai.domain.scope import EVERYTHING, Scope
from renmai.domain.stance import DEGREES
from renmai.domain.strategies.base import Strategy
from tests.analytics.chinese import sort_key
from tests.bundles import Bundle, shared_bundle
from tests.panels import panel_of
from tests.random_bundles import case_of

Row = dict[str, Any]
Read = Callable[[Row], Any]
"""What a row is sorted by; None is not known."""

MODULES: dict[str, tuple[ModuleType, ModuleType]] = {
    "customer": (customer_line, customer),
    "influence": (influence_line, influence),
    "key-person": (key_person_line, key_person),
    "decision-chain": (decision_chain_line, decision_chain),
}
SURNAMES, GIVEN = "重曾单王赵aA3", "庆国田安伟Ｂb1 "


def named(bundle: Bundle, seed: int) -> Bundle:
    """The bundle with names that differ in script, reading and case, and now and then not at all."""
    chance = Random(seed)  # noqa: S311 chance, no secret
    for file in ("customers", "key_people", "opportunities", "employees"):
        for row in bundle.get(file, []):
            row["name"] = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.randint(0, 2))).strip()
    return bundle


def rows_of(line: str, panel: Panel, question: Question, how: Arrangement, scope: Scope = EVERYTHING) -> list[Row]:
    report, lists = MODULES[line]
    found = report.listing(panel, question, scope)
    return arranged(found, lists.subjects(panel, question, scope), how)[:]


def amounts(bundle: Bundle, question: Question) -> dict[Any, Decimal]:
    """Exact amounts, which a report's row rounds: by opportunity, and open ones by customer."""
    found: dict[Any, Decimal] = {}
    for row in bundle["opportunities"]:
        opened, closed, amount = row["opened_on"], row["closed_on"], row["amount"]
        assert isinstance(opened, date)
        assert isinstance(amount, Decimal)
        found["opportunity", row["code"]] = amount
        if opened <= question.as_of and not (isinstance(closed, date) and closed <= question.as_of):
            found[row["customer"]] = found.get(row["customer"], Decimal(0)) + amount
    return found


def sorts(line: str, panel: Panel, question: Question, bundle: Bundle) -> dict[str, Read]:
    """The plain reading of every column that a row of the report tells of."""
    exact = amounts(bundle, question)
    names = {row.code: row.name for row in panel.roster.staff.employees}
    strategies = [*(strategy.value for strategy in Strategy)]

    def text(value: str) -> Any:
        return sort_key(value) or None

    people = {row["code"]: row for row in bundle["key_people"]}

    def superior(row: Row) -> Any:
        name = text(str(people[row["reports_to"]]["name"])) if row["reports_to"] else None
        return (1, name) if name else (0,) if people[row["code"]]["top"] else None

    def metric(key: str) -> Read:
        return lambda row: row[key]["value"]

    def owner(row: Row) -> Any:
        return text(names[row["owner"]]) if row["owner"] else None

    def vote(key: str) -> Read:
        return lambda row: {"no": 0, "yes": 1, "unknown": None}[row[key]]

    customer_name = partial(_customer_name, panel)
    if line == "customer":
        plain: dict[str, Read] = {key: metric(key) for key in ("amount", "opportunities", "key_people", *DEGREES)}
        told = {"strategy": lambda row: strategies.index(row["strategy"]) if row["strategy"] in strategies else None}
        plain["amount"] = lambda row: exact.get(row["code"], Decimal(0))
        return plain | told | {"name": lambda row: text(row["name"]), "owner": owner}
    if line == "influence":
        return {
            "name": lambda row: text(row["name"]) if "name" in row else None,
            "department": lambda row: text(row["department"]),
            "closeness": lambda row: row["closeness"],
            "customer": lambda row: text(customer_name(row)),
            "owner": owner,
        }
    if line == "key-person":
        return {
            **{degree: partial(_cell, degree) for degree in DEGREES},
            "veto": vote("veto"),
            "approver": vote("approver"),
            "name": lambda row: text(row["name"]),
            "title": lambda row: text(row["title"]),
            "customer": lambda row: text(customer_name(row)),
            "reports_to": superior,
            "completeness": lambda row: row["completeness"],
            "focus": lambda row: row["focus"],
        }
    read: dict[str, Read] = {degree: partial(_cell, degree) for degree in DEGREES}
    read |= {key: partial(_cell, key) for key in ("members", "focus")}
    read["amount"] = lambda row: exact["opportunity", row["opportunity"]]
    read |= {"name": lambda row: text(row["name"]), "stage": lambda row: text(row["stage"])}
    if question.ours:
        read["reading"] = lambda row: list(Reading).index(row["reading"])
    return read


def _cell(key: str, row: Row) -> Any:
    return row[key]


def _customer_name(panel: Panel, row: Row) -> str:
    return panel.customer_card(row["customer"])["name"]


def plainly_sorted(line: str, rows: list[Row], read: Read, *, descending: bool) -> list[Row]:
    """Nulls last whichever way, equal ones by code: of persons by that of their customer first."""
    codes = {"customer": ("code",), "decision-chain": ("opportunity",)}.get(line, ("customer", "code"))
    by_code = sorted(rows, key=lambda row: [row[code] for code in codes])
    known = [row for row in by_code if read(row) is not None]
    known.sort(key=read, reverse=descending)
    if descending:  # the built-in keeps equal ones as they were, as we do
        assert known == sorted(known, key=read, reverse=True)
    return known + [row for row in by_code if read(row) is None]


@pytest.mark.parametrize("line", MODULES)
@pytest.mark.parametrize("seed", range(12))
def test_every_column_sorts_as_plainly_read(line: str, seed: int) -> None:
    bundle, question = case_of(seed)
    panel = panel_of(named(bundle, seed))
    rows = rows_of(line, panel, question, Arrangement())
    for name, read in sorts(line, panel, question, bundle).items():
        for descending in (False, True):
            asked = Arrangement(sort=name, descending=descending)
            assert rows_of(line, panel, question, asked) == plainly_sorted(line, rows, read, descending=descending), (
                name
            )


@pytest.mark.parametrize("line", MODULES)
def test_every_column_sorts_a_whole_company(line: str) -> None:
    bundle = shared_bundle("maven")
    panel = panel_of(bundle)
    question = Question(case_of(0)[1].as_of)
    rows = rows_of(line, panel, question, Arrangement())
    assert rows
    for name, read in sorts(line, panel, question, bundle).items():
        assert rows_of(line, panel, question, Arrangement(sort=name)) == plainly_sorted(
            line, rows, read, descending=False
        )


@pytest.mark.parametrize("line", MODULES)
def test_sorting_by_any_offered_column_keeps_every_subject(line: str) -> None:
    panel, question = panel_of(shared_bundle("maven")), case_of(0)[1]
    question = Question(question.as_of)
    report, lists = MODULES[line]
    subjects = lists.subjects(panel, question, EVERYTHING)
    found = report.listing(panel, question, EVERYTHING)
    for name in subjects.sorts:
        assert sorted(arranged(found, subjects, Arrangement(sort=name)).subjects) == sorted(found.subjects)


@pytest.mark.parametrize("line", MODULES)
def test_nothing_asked_leaves_the_report_order(line: str) -> None:
    panel, question = panel_of(shared_bundle("maven")), Question(case_of(0)[1].as_of)
    report, _ = MODULES[line]
    assert rows_of(line, panel, question, Arrangement()) == report.listing(panel, question, EVERYTHING)[:]


@pytest.mark.parametrize("line", MODULES)
@pytest.mark.parametrize("asked", [Arrangement(sort="moon"), Arrangement(conditions=(("moon", "yes"),))])
def test_what_a_list_has_not_is_refused(line: str, asked: Arrangement) -> None:
    panel, question = panel_of(shared_bundle("maven")), Question(case_of(0)[1].as_of)
    with pytest.raises(RenmaiError):
        rows_of(line, panel, question, asked)


@pytest.mark.parametrize("seed", range(12))
def test_conditions_keep_exactly_whom_the_rows_say(seed: int) -> None:
    bundle, question = case_of(seed)
    panel = panel_of(bundle)
    plain: dict[str, list[tuple[str, str, Read]]] = {
        "customer": [
            *((degree, "good", lambda row, degree=degree: row["grades"][degree] == "good") for degree in DEGREES),
            *(("strategy", name, lambda row, name=name: row["strategy"] == name) for name in (*Strategy, "undecided")),
        ],
        "key-person": [
            ("closeness", "support", lambda row: (row["closeness"] or 0) > 0),
            ("price", "unknown", lambda row: row["price"] is None),
            ("veto", "yes", lambda row: row["veto"] == "yes"),
            (
                "uninsighted",
                "yes",
                lambda row: None in [row[d] for d in DEGREES] or "unknown" in (row["veto"], row["approver"]),
            ),
        ],
        "decision-chain": [
            ("solution", "poor", lambda row: row["grades"]["solution"] == "poor"),
            *(("reading", name, lambda row, name=name: row["reading"] == name) for name in Reading if question.ours),
        ],
    }
    for line, conditions in plain.items():
        rows = rows_of(line, panel, question, Arrangement())
        for name, value, holds in conditions:
            kept = rows_of(line, panel, question, Arrangement(conditions=((name, str(value)),)))
            assert kept == [row for row in rows if holds(row)], (line, name, value)


def test_recommended_strategies_are_those_of_the_report() -> None:
    for seed in range(8):
        bundle, question = case_of(seed)
        panel = panel_of(bundle)
        told = {row["code"]: row["recommended"] for row in strategy_fit.listing(panel, question, EVERYTHING)[:]}
        for name in {*told.values()}:
            kept = rows_of("customer", panel, question, Arrangement(conditions=(("strategy", name),)))
            assert {row["code"] for row in kept} == {code for code, held in told.items() if held == name}


def test_masked_persons_are_found_and_sorted_by_what_is_shown() -> None:
    panel, question = panel_of(shared_bundle("maven")), Question(case_of(0)[1].as_of)
    blind = Scope(viewer="nobody")
    rows = influence_line.listing(panel, question, EVERYTHING)[:]
    for row in rows[:10]:
        found = rows_of("influence", panel, question, Arrangement(search=row["name"]), EVERYTHING)
        assert row["code"] in {one["code"] for one in found}
        hidden = rows_of("influence", panel, question, Arrangement(search=row["code"]), blind)
        assert hidden == []
    unsorted = rows_of("influence", panel, question, Arrangement(), blind)
    assert rows_of("influence", panel, question, Arrangement(sort="name"), blind) == unsorted
