"""Lists: filtered by column, a page at a time, in the order of their keys.

A page begins after a key, not at a number: what is added meanwhile moves nothing and comes neither twice nor never.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext

from renmai.api.access import Caller
from renmai.api.nouns.base import Noun, Rows
from renmai.api.problems import Wrong, refused_values
from renmai.intake.columns import MAX_CODE, Column, Kind

MOST: Final = 200
USUAL: Final = 50
OWN: Final = ("limit", "after", "changed_since", "as_of")
_BIGGEST: Final = 2**63


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in the order of their keys, and the address of the next page."""

    rows: list[Any]
    next: str | None


def page_of(request: HttpRequest, caller: Caller, noun: Noun) -> Page:
    """The page that a request asks for. Raises `RefusedError` (422) for what makes no sense."""
    asked = _asked(noun, request.GET)
    rows, limit = _found(caller, noun, asked), int(asked.get("limit", str(USUAL)))
    found = list(rows[: limit + 1])
    if len(found) <= limit:
        return Page(found, None)
    query = {name: text for name, text in asked.items() if name != "after"}
    after = urlencode({**query, "after": noun.key_of(found[limit - 1])})
    return Page(found[:limit], f"{request.path}?{after}")


def _found(caller: Caller, noun: Noun, asked: Mapping[str, str]) -> Rows:
    rows = noun.rows(caller)
    paths = {name: path for name, path in noun.filters.items() if path and name in asked}
    rows = rows.filter(**{path: _value(noun, name, asked[name]) for name, path in paths.items()})
    if noun.narrow:
        rows = noun.narrow(caller, rows, asked)
    if noun.as_of and "as_of" in asked:
        rows = noun.as_of(rows, date.fromisoformat(asked["as_of"]))
    if "changed_since" in asked:
        rows = rows.filter(revision_id__gt=int(asked["changed_since"]))
    key = "code" if noun.file.coded else "pk"
    if "after" in asked:
        rows = rows.filter(**{f"{key}__gt": asked["after"]})
    return rows.order_by(key)


def _value(noun: Noun, name: str, text: str) -> object:
    column = _column(noun, name)
    return text == "yes" if column and column.kind is Kind.BOOLEAN else text


def _column(noun: Noun, name: str) -> Column | None:
    return next((one for one in noun.file.columns if one.name == name), None)


def _asked(noun: Noun, given: QueryDict) -> dict[str, str]:
    """What the query says, each as the cell of its column; raises for the rest, all at once."""
    known = {*noun.filters, *OWN} - (set() if noun.as_of else {"as_of"})
    problems = [
        Wrong(field=name[:MAX_CODE], message=gettext("There is no such parameter.")) for name in given.keys() - known
    ]
    asked: dict[str, str] = {}
    for name in sorted(given.keys() & known):
        text = str(given[name])
        if len(given.getlist(name)) > 1 or (read := _read(noun, name, text)) is None:
            params = {"value": text[:200].replace("\0", ""), "name": name}
            problems.append(Wrong(field=name, message=gettext("“%(value)s” is no value for %(name)s.") % params))
        else:
            asked[name] = read
    if problems:
        raise refused_values(problems)
    return asked


def _read(noun: Noun, name: str, text: str) -> str | None:
    """A parameter as it is meant; None where it makes no sense."""
    if not text or "\0" in text or len(text) > MAX_CODE:
        return None
    if name == "limit":
        return _number(text, 1, MOST)
    if name == "changed_since":
        return _number(text, 0, _BIGGEST - 1)
    if name == "after" and not noun.file.coded:
        return _number(text, 1, _BIGGEST - 1)
    column = _column(noun, name)
    if name == "as_of" or (column and column.kind is Kind.DATE):
        return _day(text)
    return _choice(column, text) if column else text


def _choice(column: Column, text: str) -> str | None:
    if column.kind is Kind.BOOLEAN:
        return {"true": "yes", "false": "no"}.get(text)
    return text if not column.choices or text in column.choices else None


def _number(text: str, least: int, most: int) -> str | None:
    is_number = text.isascii() and text.isdecimal() and len(text) < 20
    return str(int(text)) if is_number and least <= int(text) <= most else None


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat() if len(text) == 10 else None
    except ValueError:
        return None
