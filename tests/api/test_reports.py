"""`/api/v1/reports/LINE`: the same objects as the command line, the same scope, one error shape."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from renmai.analytics.reports import LINES, report
from renmai.domain.question import Question
from renmai.domain.scope import EVERYTHING
from renmai.refresh import current_panel

SignedIn = Callable[[str], Client]
QUERY = "as_of=2026-09-30"


@pytest.mark.parametrize("line", LINES)
def test_api_serves_the_report_of_the_contract(signed_in: SignedIn, line: str) -> None:
    response = signed_in("executive").get(f"/api/v1/reports/{line}?{QUERY}")
    told = report(current_panel(), line, Question(date(2026, 9, 30)), EVERYTHING)
    assert response.status_code == 200
    assert response.json() == json.loads(json.dumps(told))


def test_filters_and_party_come_from_the_query(signed_in: SignedIn) -> None:
    asked = f"{QUERY}&period=year&competitor=rival&industry=物流&region=华北&focus=yes"
    told = signed_in("executive").get(f"/api/v1/reports/customer?{asked}").json()
    assert (told["period"], told["party"]) == ("year", "rival")
    assert [row["code"] for row in told["customers"]] == ["harbour"]


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ("foo", 404, "unknown_line"),
        ("customer?view=team:none", 404, "unknown_view"),
        ("customer?view=company", 404, "unknown_view"),
        ("customer?view=personal:mate", 404, "unknown_view"),
        ("customer?competitor=nobody", 404, "unknown_competitor"),
        ("customer?as_of=yesterday", 422, "bad_date"),
        ("customer?period=week", 422, "bad_period"),
        ("customer?focus=maybe", 422, "bad_value"),
        ("actions?competitor=rival", 422, "competitor_not_allowed"),
        ("customer?industry=x%00y", 404, "unknown_industry"),
    ],
)
def test_wrong_question_gets_the_one_error_shape(signed_in: SignedIn, asked: str, status: int, code: str) -> None:
    response = signed_in("owner").get(f"/api/v1/reports/{asked}", headers={"accept-language": "en"})
    assert response.status_code == status
    assert response.json().keys() == {"code", "message"}
    assert response.json()["code"] == code


def test_error_speaks_the_language_of_the_caller(signed_in: SignedIn) -> None:
    messages = {
        signed_in("owner").get("/api/v1/reports/foo", headers={"accept-language": language}).json()["message"]
        for language in ("en", "zh-hans", "zh-hant")
    }
    assert len(messages) == 3


@pytest.mark.parametrize("who", ["stranger", "departed"])
def test_account_without_an_employee_in_service_is_signed_out(signed_in: SignedIn, who: str) -> None:
    response = signed_in(who).get("/api/v1/reports/customer")
    assert response.status_code == 401
    assert response.json()["code"] == "signed_out"


def test_influence_report_of_a_salesperson_holds_no_masked_name(signed_in: SignedIn) -> None:
    body = signed_in("owner").get(f"/api/v1/reports/influence?{QUERY}").content.decode()
    assert "quarry-buyer" in body
    assert "丁一" not in body
