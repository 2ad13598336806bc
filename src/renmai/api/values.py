"""Values of JSON and cells of the bundle: what a body says is checked by the rules of an import."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext, pgettext

from renmai.api.problems import RefusedError, Wrong, refused_values
from renmai.domain.issues import Problem, ProblemKind
from renmai.intake.cells import CellError, escape, read_cell
from renmai.intake.columns import Column, File, Kind
from renmai.wording.columns import WORDS, label
from renmai.wording.problems import explain

BIGGEST_BODY: Final = 256 * 1024
"""Bytes of a body: more than any noun needs."""
_BIGGEST: Final = 2**63
"""A number of more digits than any column holds would not even become a text."""
_LONGEST_SHOWN: Final = 200


def value_of(column: Column, cell: str) -> Any:
    """A cell as JSON: days and amounts are texts, what is blank is null, a text without words is empty."""
    match column.kind:
        case Kind.BOOLEAN:
            return cell == "yes"
        case Kind.INTEGER | Kind.DEGREE:
            return int(cell) if cell else None
        case Kind.REFERENCES:
            return [code for code in cell.split(";") if code]
        case Kind.TEXT | Kind.CODE | Kind.EVIDENCE:
            return cell
        case _:
            return cell or None


def read_body(request: HttpRequest) -> dict[str, Any]:
    """The JSON object of a request. Raises `RefusedError`: 415 for another type, 400 for no JSON, 422 for no object."""
    if request.content_type != "application/json":
        message = gettext("Send the body as application/json.")
        raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "media_type", message)
    if len(request.body) > BIGGEST_BODY:
        raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", gettext("The body is too large."))
    try:
        body = json.loads(request.body.decode(), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise RefusedError(HTTPStatus.BAD_REQUEST, "bad_request", gettext("The body is no JSON.")) from None
    if not isinstance(body, dict):
        raise refused_values([Wrong(field="", message=gettext("The body must be a JSON object."))])
    return body


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that comes twice means two things."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("twice")
    return found


def read_cells(
    file: File, columns: Sequence[Column], body: Mapping[str, Any], *, is_new: bool, needed: Sequence[str] = ()
) -> dict[str, str]:
    """The cells of a body. `is_new`: what is required must be said; else `needed` alone.

    Raises `RefusedError` (422) with every value that cannot be kept.
    """
    cells: dict[str, str] = {}
    problems = list(_strangers(columns, body))
    for column in columns:
        try:
            if column.name in body:
                cells[column.name] = _cell(column, body[column.name])
            elif is_new and column.default:
                cells[column.name] = column.default
            if (column.name in needed or (is_new and column.required)) and not cells.get(column.name):
                raise CellError(ProblemKind.MISSING_VALUE)
        except CellError as wrong:
            problems.append(Wrong(field=column.name, message=_said(file, column, body.get(column.name), wrong.kind)))
    if problems:
        raise refused_values(problems)
    return cells


def _cell(column: Column, value: Any) -> str:
    """The cell of a JSON value; a text that begins like a formula is one, for nobody runs it here."""
    text = _text(column, value)
    return read_cell(escape(text) if column.kind.is_text else text, column)


def _strangers(columns: Sequence[Column], body: Mapping[str, Any]) -> Iterator[Wrong]:
    known = {column.name for column in columns}
    for name in body:
        if name not in known:
            yield Wrong(field=name[:_LONGEST_SHOWN], message=gettext("There is no such field here."))


def _text(column: Column, value: Any) -> str:
    """The value as a bundle would write it; of the right type in JSON, or `CellError`."""
    if value is None and column.kind is not Kind.BOOLEAN:
        return ""
    return _TEXTS.get(column.kind, _of_text)(value)


def _of_flag(value: Any) -> str:
    if not isinstance(value, bool):
        return _wrong(ProblemKind.BAD_ENUM)
    return "yes" if value else "no"


def _of_number(value: Any) -> str:
    """JSON has one kind of number: 3.0 is 3."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    is_number = isinstance(value, int) and not isinstance(value, bool) and abs(value) < _BIGGEST
    return str(value) if is_number else _wrong(ProblemKind.BAD_NUMBER)


def _of_list(value: Any) -> str:
    is_list = isinstance(value, list) and all(isinstance(one, str) and ";" not in one for one in value)
    return _kept(";".join(value)) if is_list else _wrong(ProblemKind.BAD_CODE)


def _of_amount(value: Any) -> str:
    return _kept(value) if isinstance(value, str) else _wrong(ProblemKind.BAD_NUMBER)


def _of_text(value: Any) -> str:
    return _kept(value) if isinstance(value, str) else _wrong(ProblemKind.BAD_ENUM)


def _kept(text: str) -> str:
    """What no database keeps is wrong: half a character, and the one that ends a text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _wrong(ProblemKind.BAD_ENUM)
    return _wrong(ProblemKind.BAD_ENUM) if "\0" in text else text.replace("\r\n", "\n")


def _wrong(kind: ProblemKind) -> str:
    raise CellError(kind)


_TEXTS: Final[Mapping[Kind, Callable[[Any], str]]] = {
    Kind.BOOLEAN: _of_flag,
    Kind.INTEGER: _of_number,
    Kind.DEGREE: _of_number,
    Kind.REFERENCES: _of_list,
    Kind.AMOUNT: _of_amount,
}


def _said(file: File, column: Column, value: Any, kind: ProblemKind) -> str:
    shown = "" if value is None else str(value)[:_LONGEST_SHOWN].encode(errors="replace").decode()
    if kind is ProblemKind.BAD_ENUM and not column.choices:
        return gettext("“%(value)s” is no value for %(name)s.") % {
            "value": shown,
            "name": label(column.name, file.name),
        }
    comma = pgettext("between the items of a list", ", ")
    words = WORDS.get(column.name, {})
    choices = comma.join(f"{choice} ({words[choice]})" if choice in words else choice for choice in column.choices)
    params = {"choices": choices, "longest": str(column.longest)}
    return explain(Problem("", None, str(label(column.name, file.name)), shown, kind, params=params))
