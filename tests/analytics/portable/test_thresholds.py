"""Both derivations on both sides of each threshold, where chance seldom falls."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from renmai.analytics.portable.reports import REPORTS
from renmai.analytics.portable.tables import Tables
from renmai.analytics.reports import report
from renmai.domain.question import Filters, Question
from renmai.domain.scope import EVERYTHING
from tests.bundles import Bundle, Row, bundle_of
from tests.panels import panel_of

BEGIN = date(2020, 1, 1)
AS_OF = date(2026, 9, 30)
YEAR_AGO = date(2025, 9, 30)

Answer = Callable[[Bundle, str, Question], dict[str, Any]]


def by_panel(bundle: Bundle, line: str, question: Question) -> dict[str, Any]:
    return report(panel_of(bundle), line, question, EVERYTHING)


def by_tables(bundle: Bundle, line: str, question: Question) -> dict[str, Any]:
    return REPORTS[line](Tables.on_duckdb(bundle), question)


on_both = pytest.mark.parametrize("answer", [by_panel, by_tables])


def customers(*codes: str, **columns: str | bool) -> list[Row]:
    return [{"code": code, "created_on": BEGIN, **columns} for code in codes]


def people(customer: str, number: int, **columns: bool) -> list[Row]:
    return [
        {"code": f"{customer}{place}", "customer": customer, "joined_on": BEGIN, **columns} for place in range(number)
    ]


def told(person: str, *degrees: int | None, veto: bool | None = False, approver: bool | None = False) -> Row:
    values: Row = dict(zip(("closeness", "solution", "price"), degrees, strict=True))
    return {"key_person": person, "effective_on": BEGIN, "veto": veto, "approver": approver, **values}


def won(code: str, customer: str, amount: int, closed: date = AS_OF) -> Row:
    deal: Row = {"code": code, "customer": customer, "amount": Decimal(amount), "status": "won"}
    return deal | {"opened_on": BEGIN, "closed_on": closed}


def chain(members: Iterable[str]) -> dict[str, list[Row]]:
    deal: Row = {"code": "O", "customer": "C", "amount": Decimal(1), "status": "open", "opened_on": BEGIN}
    return {
        "opportunities": [deal],
        "chain_members": [{"opportunity": "O", "key_person": person} for person in members],
    }


def strategies(answer: Answer, bundle: Bundle, filters: Filters | None = None) -> dict[str, dict[str, Any]]:
    question = Question(AS_OF, filters=filters or Filters())
    return {row["code"]: row for row in answer(bundle, "strategies", question)["customers"]}


@on_both
@pytest.mark.parametrize(("without_influence", "complete"), [(7, True), (8, False)])
def test_map_is_complete_from_nine_tenths(answer: Answer, without_influence: int, *, complete: bool) -> None:
    everybody = people("C", 10, top=True)
    for place, person in enumerate(everybody):
        person["nobody_found"] = place >= without_influence
    assessed = [told(str(person["code"]), 1, 1, 1) for person in everybody]
    bundle = bundle_of(customers=customers("C"), key_people=everybody, assessments=assessed)
    assert strategies(answer, bundle)["C"]["holds"]["retain"] is complete


@on_both
@pytest.mark.parametrize(("tops", "holds"), [(1, True), (0, False)])
def test_chain_is_known_from_six_tenths(answer: Answer, tops: int, *, holds: bool) -> None:
    """Five members with four known features each, and as many more as are marked top: 21 of 35 are 0.6."""
    everybody = people("C", 5)
    for person in everybody[:tops]:
        person["top"] = True
    assessed = [told(str(person["code"]), 1, 1, None) for person in everybody]
    members = chain(str(person["code"]) for person in everybody)
    bundle = bundle_of(customers=customers("C"), key_people=everybody, assessments=assessed, **members)
    assert strategies(answer, bundle)["C"]["holds"]["grow"] is holds


def contributors(codes: Iterable[str], deals: list[Row], **columns: str | bool) -> Bundle:
    """Customers that are known through and through: what is recommended tells whether one contributes much."""
    everybody = [person for code in codes for person in people(code, 3, top=True, nobody_found=True)]
    assessed = [told(str(person["code"]), 1, 1, 1) for person in everybody]
    found = customers(*codes, **columns)
    return bundle_of(customers=found, key_people=everybody, assessments=assessed, opportunities=deals)


def high(answer: Answer, bundle: Bundle, filters: Filters | None = None) -> set[str]:
    rows = strategies(answer, bundle, filters)
    assert {row["recommended"] for row in rows.values()} <= {"retain", "grow"}
    return {code for code, row in rows.items() if row["recommended"] == "retain"}


@on_both
@pytest.mark.parametrize(("winners", "first"), [("ab", "a"), ("abc", "a"), ("abcd", "ab"), ("abcdefg", "abc")])
def test_first_third_contributes_much_rounded_up_and_ties_go_by_code(answer: Answer, winners: str, first: str) -> None:
    deals = [won(code, code, 100) for code in reversed(winners)]
    assert high(answer, contributors(winners + "z", deals)) == set(first)


@on_both
def test_contribution_counts_wins_after_the_year_ago_day_until_the_day(answer: Answer) -> None:
    deals = [won("1", "a", 9, YEAR_AGO), won("2", "b", 1, AS_OF), won("3", "c", 9, date(2026, 10, 1)), won("4", "d", 0)]
    assert high(answer, contributors("abcd", deals)) == {"b"}


@on_both
def test_contribution_is_ranked_company_wide_whatever_the_filter(answer: Answer) -> None:
    bundle = contributors("abc", [won(code, code, amount) for code, amount in (("a", 3), ("b", 2), ("c", 1))])
    for row in bundle["customers"]:
        row["region"] = "north" if row["code"] == "a" else "south"
    assert high(answer, bundle, Filters(region="south")) == set()
    assert high(answer, bundle, Filters(region="north")) == {"a"}


@on_both
def test_customers_set_by_hand_keep_their_place_in_the_ranking(answer: Answer) -> None:
    bundle = contributors("abc", [won(code, code, amount) for code, amount in (("a", 3), ("b", 2), ("c", 1))])
    bundle["customers"][0]["contribution"] = "low"
    bundle["customers"][2]["contribution"] = "high"
    assert high(answer, bundle) == {"c"}


@on_both
@pytest.mark.parametrize(
    ("veto_holder", "approver", "reading", "facts"),
    [
        ((-1, 0, None), (1, 1, 1), "blocked", ["veto_opposed", "degree_unknown"]),
        ((-1, 0, 0), (1, 1, 1), "contested", ["veto_negative"]),
        ((0, 0, 0), (1, 1, 1), "open", []),
        ((0, 0, 0), (2, 1, 0), "open", []),
        ((0, 0, 0), (1, 1, 0), "contested", ["approver_short"]),
        ((0, 0, 0), (2, None, 1), "unsafe", ["degree_unknown"]),
        ((None, None, None), (1, 1, 1), "unsafe", ["degree_unknown"]),
    ],
)
def test_readings_on_both_sides_of_their_thresholds(
    answer: Answer,
    veto_holder: tuple[int | None, ...],
    approver: tuple[int | None, ...],
    reading: str,
    facts: list[str],
) -> None:
    assessed = [told("C0", *veto_holder, veto=True), told("C1", *approver, approver=True)]
    bundle = bundle_of(customers=customers("C"), key_people=people("C", 2), assessments=assessed, **chain(("C0", "C1")))
    (found,) = answer(bundle, "decision-chain", Question(AS_OF))["chains"]
    assert found["reading"] == reading
    assert [fact["code"] for fact in found["facts"]] == facts


@on_both
@pytest.mark.parametrize(("used", "share"), [(AS_OF, 0.5), (date(2026, 10, 1), 0.0)])
def test_use_counts_until_the_day_of_the_close_and_filters_cut_wins(answer: Answer, used: date, share: float) -> None:
    bundle = bundle_of(
        employees=[{"code": "E", "role": "member"}],
        customers=[*customers("C", region="north"), *customers("D", region="south")],
        key_people=people("C", 1),
        opportunities=[won("1", "C", 1), won("2", "C", 3), won("3", "D", 9)],
        influence_uses=[{"opportunity": "1", "employee": "E", "key_person": "C0", "used_on": used}],
    )
    figures = answer(bundle, "influence", Question(AS_OF, filters=Filters(region="north")))["figures"]
    assert figures["contribution_count"]["value"] == share
    assert figures["contribution_amount"]["value"] == share / 2
