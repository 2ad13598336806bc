"""Who leads and who is contested, held against a derivation in plain Python over the lines' own rows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, assume, given, settings

from renmai.analytics import (
    contest,
    contested,
    customer_line,
    decision_chain_line,
    influence_line,
    key_person_line,
)
from renmai.analytics.cell import Cell
from renmai.analytics.listing import Listing
from renmai.analytics.panel import Panel
from renmai.analytics.reports import report
from renmai.analytics.visible import scope_of
from renmai.domain.contest import Claim, Standing, claims
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.question import OURS, Question, View
from renmai.domain.scope import EVERYTHING
from renmai.domain.stance import DEGREES
from tests.bundles import Bundle, bundle_of, shared_bundle
from tests.panels import panel_of
from tests.random_bundles import Case, cases

AS_OF: Final = date(2026, 9, 30)
LINES: Final[dict[str, Any]] = {
    "customer": customer_line,
    "influence": influence_line,
    "key-person": key_person_line,
    "decision-chain": decision_chain_line,
}
ROWS: Final = {"customer": "customers", "influence": "people", "key-person": "people", "decision-chain": "chains"}
Row = dict[str, Any]


def rows(panel: Panel, line: str, question: Question) -> list[Row]:
    found: list[Row] = report(panel, line, question, EVERYTHING)[ROWS[line]]
    return found


def figures(panel: Panel, line: str, question: Question) -> dict[str, Any]:
    return contest.figures(panel, question, LINES[line].standings)


def listing(panel: Panel, line: str, question: Question, cell: str) -> Listing:
    found: Listing = LINES[line].listing(panel, question, EVERYTHING, Cell.parse(cell))
    return found


def value(row: Row, degree: str) -> float | None:
    one = row[degree]
    found: float | None = one["value"] if isinstance(one, dict) else one
    return found


def standing(ours: float | None, theirs: float | None) -> Standing:
    if ours is None or theirs is None:
        return Standing.UNKNOWN
    return Standing.LEVEL if ours == theirs else Standing.OURS if ours > theirs else Standing.THEIRS


def our_rows(panel: Panel, line: str, question: Question) -> dict[str, Row]:
    """By code; the influence line's own are other persons, so those of all persons in scope serve."""
    asked = "key-person" if line == "influence" else line
    return {code(row): row for row in rows(panel, asked, replace(question, party=OURS))}


def code(row: Row) -> str:
    return str(row.get("opportunity") or row["code"])


def expected_lead(panel: Panel, line: str, question: Question, degree: str) -> dict[str, list[str]]:
    ours = our_rows(panel, line, question)
    found: dict[str, list[str]] = {each: [] for each in Standing}
    for row in rows(panel, line, question):
        found[standing(value(ours[code(row)], degree), value(row, degree))].append(code(row))
    return found


def expected_contested(panel: Panel, question: Question) -> set[str]:
    ours = our_rows(panel, "key-person", question)
    return {
        row["code"] for row in rows(panel, "key-person", question) if is_contested(ours[row["code"]], row, question)
    }


def is_contested(ours: Row, theirs: Row, question: Question) -> bool:
    kinds = {(one["kind"], one["code"] if one["kind"] == "competitor" else "") for one in theirs["influencers"]}
    both_sway = {("ours", ""), ("competitor", question.party)} <= kinds
    return both_sway or all(any((row[degree] or 0) > 0 for degree in DEGREES) for row in (ours, theirs))


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(case=cases())
def test_numbers_and_lists_are_those_of_the_rows(case: Case) -> None:
    bundle, question = case
    assume(bundle["competitors"])
    against = replace(question, party=str(bundle["competitors"][0]["code"]))
    panel = panel_of(bundle)
    for line in LINES:
        found = figures(panel, line, against)
        for degree in DEGREES:
            expected = expected_lead(panel, line, against, degree)
            assert {name: one["value"] for name, one in found["lead"][degree].items()} == {
                name: len(codes) for name, codes in expected.items()
            }
            for name, codes in expected.items():
                told = listing(panel, line, against, f"lead:{degree}:{name}")[:]
                assert Counter(map(code, told)) == Counter(codes)
        assert found["contested"]["value"] == len(expected_contested(panel, against))
    people = listing(panel, "key-person", against, "contested")[:]
    assert {row["code"] for row in people} == expected_contested(panel, against)
    assert {row["code"] for row in contested.listing(panel, against, EVERYTHING)[:]} == {row["code"] for row in people}


@pytest.fixture
def tiny() -> Panel:
    return panel_of(shared_bundle("tiny"))


@pytest.mark.parametrize("cell", ["lead:closeness:ours", "contested"])
@pytest.mark.parametrize("line", LINES)
def test_our_own_view_has_no_such_numbers(tiny: Panel, line: str, cell: str) -> None:
    with pytest.raises(RenmaiError) as refused:
        listing(tiny, line, Question(AS_OF), cell)
    assert refused.value.code is ErrorCode.UNKNOWN_CELL


@pytest.mark.parametrize("cell", ["lead", "lead:closeness", "lead:closeness:nobody", "lead:veto:ours", "contested:x"])
def test_numbers_that_are_none_are_refused(cell: str) -> None:
    with pytest.raises(RenmaiError) as refused:
        Cell.parse(cell)
    assert refused.value.code is ErrorCode.UNKNOWN_CELL


def test_contested_is_no_number_of_customers_or_chains(tiny: Panel) -> None:
    for line in ("customer", "decision-chain", "influence"):
        with pytest.raises(RenmaiError):
            listing(tiny, line, Question(AS_OF, party="R1"), "contested")


@pytest.mark.parametrize(
    ("ours", "theirs", "sway", "expected"),
    [
        ((-1, 0, -1), (2, 1, 1), (True, True), [Claim.BOTH_SWAY]),
        ((1, None, None), (None, None, 1), (False, False), [Claim.SUPPORTS_BOTH]),
        ((2, 2, 2), (2, 2, 2), (True, True), [Claim.BOTH_SWAY, Claim.SUPPORTS_BOTH]),
        ((2, 2, 2), (-1, -1, 0), (True, False), []),
        ((0, 0, 0), (0, 0, 0), (False, True), []),
        ((None, None, None), (2, 2, 2), (False, True), []),
    ],
)
def test_claims(ours: Any, theirs: Any, sway: tuple[bool, bool], expected: list[Claim]) -> None:
    assert list(claims(ours, theirs, we_sway=sway[0], they_sway=sway[1])) == expected


def contested_codes(bundle: Bundle, view: str = "company", day: date = AS_OF) -> list[str]:
    panel = panel_of(bundle)
    question = Question(day, view=View.parse(view), party="R")
    return [row["code"] for row in contested.listing(panel, question, EVERYTHING)[:]]


def influence(person: str, kind: str, influencer: str) -> Row:
    return {"key_person": person, "kind": kind, "influencer": influencer, "valid_from": date(2025, 1, 1)}


def small(employees: Iterable[Row] = ({"code": "E"}, {"code": "M"})) -> Bundle:
    """E owns C1 with P1, whom both can sway; M owns C2 with P2, whom E and the rival can sway."""
    begun = date(2024, 1, 1)
    return bundle_of(
        employees=employees,
        competitors=[{"code": "R"}],
        customers=[{"code": one, "created_on": begun} for one in ("C1", "C2")],
        ownerships=[
            {"customer": "C1", "employee": "E", "valid_from": begun},
            {"customer": "C2", "employee": "M", "valid_from": begun},
        ],
        key_people=[
            {"code": "P1", "customer": "C1", "joined_on": begun},
            {"code": "P2", "customer": "C2", "joined_on": begun},
        ],
        influences=[
            *(influence("P1", "ours", "E"), influence("P1", "competitor", "R")),
            *(influence("P2", "ours", "E"), influence("P2", "competitor", "R")),
        ],
    )


def test_person_at_somebody_elses_customer_is_not_told() -> None:
    assert contested_codes(small()) == ["P1", "P2"]
    assert contested_codes(small(), "personal:E") == ["P1"]
    assert contested_codes(small(), "personal:M") == ["P2"]


def test_departed_employee_sways_nobody() -> None:
    left = small([{"code": "E", "left_on": AS_OF}, {"code": "M"}])
    assert contested_codes(left) == []
    assert contested_codes(left, day=date(2026, 9, 29)) == ["P1", "P2"]


def test_row_that_may_not_be_seen_is_masked_like_the_influence_line() -> None:
    """Asked for a view beyond the scope, which the pages refuse, the rows themselves tell nothing more."""
    panel = panel_of(small())
    mine = scope_of(panel, "E", AS_OF)
    seen = contested.listing(panel, Question(AS_OF, party="R"), mine)[:]
    assert [set(row) & {"name", "claims", "theirs", "they_sway"} for row in seen] == [
        {"name", "claims", "theirs", "they_sway"},
        set(),
    ]


def test_who_holds_a_vote_is_told_first() -> None:
    bundle = small()
    bundle["assessments"] = bundle_of(
        assessments=[{"key_person": "P2", "effective_on": date(2026, 1, 1), "veto": True}]
    )["assessments"]
    assert contested_codes(bundle) == ["P2", "P1"]
