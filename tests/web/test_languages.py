"""Three languages and two appearances: the browser decides, a switch overrides."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation
from django.utils.formats import date_format, number_format

from tests.people import AS_OF, PASSWORD
from tests.web.html import read


@pytest.mark.parametrize(
    ("accepted", "language", "title"),
    [
        ("zh-CN,zh;q=0.9", "zh-Hans", "登录"),
        ("zh-SG", "zh-Hans", "登录"),
        ("zh", "zh-Hans", "登录"),
        ("zh-TW", "zh-Hant", "登入"),
        ("zh-HK,en;q=0.5", "zh-Hant", "登入"),
        ("en-GB,en", "en", "Sign in"),
        ("fr-FR", "zh-Hans", "登录"),
        ("", "zh-Hans", "登录"),
    ],
)
def test_browser_decides_the_language(accepted: str, language: str, title: str) -> None:
    page = read(Client().get("/sign-in", headers={"Accept-Language": accepted}))
    assert page.one("html").attributes["lang"] == language
    assert page.one("h1").text == title


def test_switch_overrides_the_browser_and_stays() -> None:
    client = Client(headers={"Accept-Language": "zh-CN"})
    back = client.post("/language", {"language": "en"}, headers={"Referer": "http://testserver/sign-in"})
    assert back.headers["Location"] == "http://testserver/sign-in"
    assert read(client.get("/sign-in")).one("html").attributes["lang"] == "en"
    assert int(client.cookies["django_language"]["max-age"]) > 300 * 24 * 3600


def test_language_switch_leads_to_no_other_site() -> None:
    back = Client().post("/language", {"language": "en"}, headers={"Referer": "https://elsewhere.example/"})
    assert back.headers["Location"] == "/"


@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_appearance_is_in_the_page_before_any_script(theme: str) -> None:
    client = Client()
    client.post("/theme", {"theme": theme})
    assert read(client.get("/sign-in")).one("html").attributes["data-theme"] == theme


def test_unknown_appearance_is_that_of_the_device() -> None:
    client = Client()
    client.cookies["theme"] = '"><script>'
    assert read(client.get("/sign-in")).one("html").attributes["data-theme"] == "auto"
    client.post("/theme", {"theme": "pink"})
    assert client.cookies["theme"].value == "auto"


def test_appearance_switch_leads_to_no_other_site() -> None:
    back = Client().post("/theme", {"theme": "dark"}, headers={"Referer": "https://elsewhere.example/"})
    assert back.headers["Location"] == "/"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ("客户主线", "关系紧密度", "环比", "同比", "优等", "万元", "客户获取")),
        ("zh-hant", ("客戶主線", "關係緊密度", "環比", "同比", "優等", "萬元", "客戶獲取")),
        ("en", ("Customer line", "Closeness", "YoY", "Excellent", "Acquire")),
    ],
)
def test_dashboard_speaks_the_words_of_the_method(
    language: str, words: tuple[str, ...], signed_in: Callable[[str], Client]
) -> None:
    shown = signed_in("executive").get("/lines/customer", headers={"Accept-Language": language}).content.decode()
    assert [word for word in words if word not in shown] == []


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_numbers_and_days_are_written_alike_in_every_language(language: str) -> None:
    with translation.override(language):
        assert number_format(1234567.5, 1, use_l10n=True, force_grouping=True) == "1,234,567.5"
        assert date_format(AS_OF, use_l10n=True) == "2026-09-30"


@pytest.mark.usefixtures("world")
def test_sign_in_keeps_the_language() -> None:
    client = Client(headers={"Accept-Language": "zh-CN"})
    client.post("/language", {"language": "zh-hant"})
    page = read(client.post("/sign-in", {"username": "owner", "password": PASSWORD}, follow=True))
    assert page.one("html").attributes["lang"] == "zh-Hant"
