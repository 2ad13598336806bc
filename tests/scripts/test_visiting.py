"""A form is sent with all that a browser would send, and with nothing else."""

from collections.abc import Callable

import pytest
import requests
from requests import Response

from scripts.visiting import RefusedError, Visitor, form_of, forms_of

PAGE = """
<form method="get"><input name="q" value="elsewhere"></form>
<form method="post" action="/contact"><input type="hidden" name="key" value="a&amp;b">
<input type="radio" name="price" value="1"><input type="radio" name="price" value="2" checked>
<input type="radio" name="solution" value="1"><input type="checkbox" name="focus" value="yes">
<select name="kind"><option value="call">Call</option><option value="visit" selected>Visit</option></select>
<select name="deal"><option value="">—</option><option value="D1">D1</option></select>
<textarea name="note">two
lines</textarea><button name="do" value="save">Save</button></form>
<input name="lost" value="outside of every form">
<form method="post" action="/other"><input type="hidden" name="key" value="second"></form>
"""


def page(html: str) -> Response:
    answer = Response()
    answer._content, answer.encoding, answer.url = html.encode(), "utf-8", "http://127.0.0.1/page"
    return answer


def test_form_holds_what_stands_in_it_and_no_more() -> None:
    first, second = forms_of(PAGE)
    assert (first.action, second.action) == ("/contact", "/other")
    assert first.fields == {
        "key": ["a&b"],
        "price": ["2"],
        "kind": ["visit"],
        "deal": [""],
        "note": ["two\nlines"],
    }


def test_form_is_found_by_a_field_and_a_value() -> None:
    assert form_of(page(PAGE), "note").action == "/contact"
    assert form_of(page(PAGE), "key", key="second").action == "/other"


def test_form_that_is_not_there_is_refused() -> None:
    with pytest.raises(RefusedError, match="no form with q"):
        form_of(page(PAGE), "q")
    with pytest.raises(RefusedError, match="no form with key"):
        form_of(page(PAGE), "key", key="third")


def answering(*answers: Response | Exception) -> Callable[..., Response]:
    """One after another, whatever is asked."""
    left = list(answers)

    def answer(*_: object, **__: object) -> Response:
        one = left.pop(0)
        if isinstance(one, Exception):
            raise one
        one.status_code = 200
        return one

    return answer


def test_kept_connection_that_was_just_closed_is_replaced_once(monkeypatch: pytest.MonkeyPatch) -> None:
    closed, visitor = requests.ConnectionError("reset"), Visitor("http://127.0.0.1")
    monkeypatch.setattr(requests.Session, "get", answering(page("one"), closed, page("two"), closed, closed))
    assert [visitor.get("/").text, visitor.get("/").text, visitor.again] == ["one", "two", 1]
    with pytest.raises(requests.ConnectionError):
        visitor.get("/")


def test_new_connection_that_is_closed_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests.Session, "get", answering(requests.ConnectionError("reset"), page("never")))
    with pytest.raises(requests.ConnectionError):
        Visitor("http://127.0.0.1").get("/")


def test_what_writes_is_never_sent_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Visitor("http://127.0.0.1")
    monkeypatch.setattr(requests.Session, "get", answering(page(PAGE)))
    monkeypatch.setattr(requests.Session, "post", answering(requests.ConnectionError("reset"), page("never")))
    door = visitor.get("/")
    with pytest.raises(requests.ConnectionError):
        visitor.send(door, form_of(door, "note"), {})
    assert visitor.again == 0
