"""Notices are said once, where the user looks next: on a page or beside a fragment."""

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from renmai.web.middleware import Notices
from renmai.web.notices import LONGEST, Undo, tell, told


def request(**headers: str) -> HttpRequest:
    made = RequestFactory(headers=headers).get("/today")
    made.session = SessionStore()
    made._messages = FallbackStorage(made)  # type: ignore[attr-defined]
    return made


def answered(asked: HttpRequest, response: HttpResponse) -> str:
    return Notices(lambda _: response)(asked).content.decode()


def test_notice_is_told_once() -> None:
    asked = request()
    tell(asked, "Saved.")
    assert [notice.text for notice in told(asked)] == ["Saved."]
    assert told(next_request(asked)) == []


def test_notice_waits_for_the_next_page() -> None:
    asked = request()
    tell(asked, "Saved.")
    assert [notice.text for notice in told(next_request(asked))] == ["Saved."]


def next_request(before: HttpRequest) -> HttpRequest:
    response = HttpResponse()
    before._messages.update(response)  # type: ignore[attr-defined]
    later = request()
    later.COOKIES = {name: morsel.value for name, morsel in response.cookies.items()}
    return later


def test_undo_is_a_form_with_its_fields() -> None:
    asked = request(**{"HX-Request": "true"})
    tell(asked, "Saved.", undo=Undo("/undo", {"revision": '7"><script>'}))
    page = answered(asked, HttpResponse("<p>part</p>"))
    assert 'action="/undo"' in page
    assert "<script>" not in page
    assert "csrfmiddlewaretoken" in page


def test_fragment_brings_the_notice_beside_itself() -> None:
    asked = request(**{"HX-Request": "true"})
    tell(asked, "Saved <b>it</b>.")
    page = answered(asked, HttpResponse("<p>part</p>"))
    assert page.startswith("<p>part</p>")
    assert 'hx-swap-oob="true"' in page
    assert "Saved &lt;b&gt;it&lt;/b&gt;." in page


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("{}", content_type="application/json"),
        HttpResponse("moved", status=302),
        HttpResponse("gone", status=404),
    ],
)
def test_notice_waits_for_something_that_is_shown(response: HttpResponse) -> None:
    asked = request(**{"HX-Request": "true"})
    tell(asked, "Saved.")
    assert "Saved." not in answered(asked, response)
    assert [notice.text for notice in told(asked)] == ["Saved."]


def test_whole_page_shows_its_notices_itself() -> None:
    asked = request()
    tell(asked, "Saved.")
    assert answered(asked, HttpResponse("<p>page</p>")) == "<p>page</p>"


def test_long_notice_is_cut() -> None:
    asked = request()
    tell(asked, "x" * (LONGEST + 1))
    assert len(told(asked)[0].text) == LONGEST
