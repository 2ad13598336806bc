"""The query string and the question it asks; what makes no sense gets one clear page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as some

from renmai.analytics.cell import Cell
from renmai.domain.periods import Period
from renmai.domain.question import OURS, Filters, Question, View, ViewKind
from renmai.web.parameters import MONTHS, Asked, read
from tests.people import AS_OF
from tests.web.html import read as read_page

BAD = {
    "as_of=yesterday": 422,
    "as_of=2026-02-30": 422,
    "as_of=20260930": 422,
    "as_of=0001-05-05": 422,
    "period=week": 422,
    "view=north": 404,
    "view=team:": 404,
    "view=company:x": 404,
    "view=team:nowhere": 404,
    "competitor=nobody": 404,
    "industry=造船": 404,
    "region=月球": 404,
    "focus=maybe": 422,
    "months=25": 422,
    "page=0": 422,
    "page=-1": 422,
    "page=9999999999999999": 422,
    "cell=closeness": 404,
    "cell=%3Cscript%3E": 404,
    "view=%00": 404,
}
codes = some.text(min_size=1).filter(lambda text: text.strip() == text and "\x00" not in text)
days = some.dates(date(11, 1, 1))
asked = some.builds(
    Asked,
    question=some.builds(
        Question,
        as_of=days,
        period=some.sampled_from(Period),
        view=some.just(View(ViewKind.COMPANY))
        | some.builds(View, some.sampled_from([ViewKind.TEAM, ViewKind.PERSONAL]), codes),
        party=some.just(OURS) | codes,
        filters=some.builds(Filters, some.none() | codes, some.none() | codes, some.booleans()),
    ),
    today=some.just(AS_OF),
    chart=some.sampled_from(["", "count", "degrees"]),
    same_persons=some.booleans(),
    cell=some.none() | some.sampled_from([Cell("closeness", "good"), Cell("veto", "yes"), Cell("uninsighted")]),
    page=some.integers(1, 999_999_999),
).flatmap(lambda one: some.sampled_from(MONTHS[one.question.period]).map(lambda months: replace(one, months=months)))


@given(asked, some.booleans())
def test_address_asks_again_what_was_asked(one: Asked, dated: bool) -> None:
    address = one.query(dated=dated)
    assert read(QueryDict(address[1:]), AS_OF, View(ViewKind.COMPANY)) == one


def test_today_stays_today_in_an_address() -> None:
    one = Asked(Question(AS_OF), AS_OF)
    assert one.query() == "?view=company"
    assert one.query(dated=True) == "?view=company&as_of=2026-09-30"


@pytest.mark.parametrize(("query", "status"), BAD.items())
@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_nonsense_gets_a_page_with_a_way_on(
    query: str, status: int, language: str, signed_in: Callable[[str], Client]
) -> None:
    client = signed_in("leader")
    response = client.get(f"/lines/key-person/list?{query}", headers={"Accept-Language": language})
    assert response.status_code == status
    page = read_page(response)
    assert "Traceback" not in page.html
    assert "<script>" not in page.html
    assert page.where("a", href="/")


def test_page_beyond_the_end_shows_the_last(signed_in: Callable[[str], Client]) -> None:
    response = signed_in("owner").get("/lines/key-person/list?page=7")
    assert response.status_code == 200
    assert "孟石" in response.content.decode()


def test_unknown_page_is_answered_in_the_language_of_the_reader(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("owner")
    titles = {
        language: read_page(client.get("/lines/moon", headers={"Accept-Language": language})).one("h1").text
        for language in ("zh-hans", "zh-hant", "en")
    }
    assert titles == {"zh-hans": "这里没有内容", "zh-hant": "這裡沒有內容", "en": "There is nothing here"}
