"""One person at the pages over HTTP, as with a browser: cookies, and forms sent with all that they hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin

import requests
from requests import Response

SLOWEST: Final = 120
"""Seconds until an answer is given up."""
OK: Final = 200


class RefusedError(Exception):
    """An answer that nobody should get: another status than 200, no form where one should be, or the sign-in."""


@dataclass(slots=True)
class Sent:
    """A form: where it goes, and its fields with what stands in them."""

    action: str
    fields: dict[str, list[str]]


class Visitor:
    """Somebody with cookies of their own; signed in or not.

    A server may close a connection that it kept just when something is sent over it. As browsers do, what only asks
    is then asked once more over a new one, which `again` counts; what writes goes over a new one from the start.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.again = 0
        self._keeps = False
        self._session = requests.Session()
        self._session.trust_env = False  # no proxy of the machine stands in between

    def sign_in(self, username: str, password: str) -> None:
        """Raises `RefusedError`."""
        door = self.get("/sign-in")
        page = self.send(door, form_of(door, "password"), {"username": username, "password": password})
        if "/sign-in" in page.url:
            raise RefusedError(f"{username} is not let in")

    def afresh(self) -> "Visitor":
        """The same person over a new connection, which another process may take."""
        other = Visitor(self.url)
        other._session.cookies.update(self._session.cookies)
        return other

    def get(self, path: str) -> Response:
        """Raises `RefusedError`, and `requests.RequestException` where no answer comes."""
        kept, self._keeps = self._keeps, True
        try:
            return self._asked(path)
        except requests.ConnectionError:
            if not kept:
                raise
        self.again += 1
        self._session.close()
        return self._asked(path)

    def _asked(self, path: str) -> Response:
        return _right(self._session.get(urljoin(self.url, path), timeout=SLOWEST))

    def send(self, page: Response, form: Sent, given: Mapping[str, str]) -> Response:
        """Send a form of the page with these values in it, and go where it leads.

        What is asked after it comes over a new connection: another process may answer it.
        """
        fields = form.fields | {name: [value] for name, value in given.items()}
        self._session.close()
        self._keeps = False
        address, once = urljoin(page.url, form.action), {"Connection": "close"}
        return _right(self._session.post(address, data=fields, headers=once, timeout=SLOWEST))


def _right(answer: Response) -> Response:
    if answer.status_code != OK:
        raise RefusedError(f"{answer.request.method} {answer.request.path_url} answers {answer.status_code}")
    return answer


def form_of(page: Response, named: str, **holding: str) -> Sent:
    """The first form of the page that has this field, and these values in those. Raises `RefusedError`."""
    for form in forms_of(page.text):
        if named in form.fields and all(form.fields.get(name) == [value] for name, value in holding.items()):
            return form
    raise RefusedError(f"{page.url} has no form with {named} {holding or ''}")


def forms_of(html: str) -> list[Sent]:
    """The forms of a page that are sent by POST, in their order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.forms


class _Reader(HTMLParser):
    """Keeps what a browser would send if nobody touched anything; buttons are not pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Sent] = []
        self._fields: dict[str, list[str]] = {}  # of the form that is read, else thrown away
        self._select = ""
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self._begin(given)
        elif tag == "input" and name:
            self._input(name, given)
        elif tag == "select":
            self._select = name
            self._keep(name)
        elif tag == "option" and self._select:
            self._option(given)
        elif tag == "textarea":
            self._area = name
            self._keep(name, "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._fields = {}
        elif tag in ("select", "textarea"):
            self._select = self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self._fields[self._area][0] += data

    def _begin(self, given: Mapping[str, str]) -> None:
        self._fields = {}
        if given.get("method", "").lower() == "post":
            self.forms.append(Sent(given.get("action", ""), self._fields))

    def _input(self, name: str, given: Mapping[str, str]) -> None:
        if given.get("type") not in ("radio", "checkbox"):
            self._keep(name, given.get("value", ""))
        elif "checked" in given:
            self._keep(name, given.get("value", "on"))

    def _option(self, given: Mapping[str, str]) -> None:
        """The first one stands unless another is chosen."""
        values = self._fields[self._select]
        if "selected" in given or not values:
            values[:] = [given.get("value", "")]

    def _keep(self, name: str, *values: str) -> None:
        self._fields.setdefault(name, []).extend(values)
