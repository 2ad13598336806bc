"""What can be done with any noun: listed, fetched, created once, changed as it was seen, taken away."""

import hashlib
from collections.abc import Callable, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from renmai.api.access import Caller
from renmai.api.etag import etag_of, is_known, require_match
from renmai.api.listing import page_of
from renmai.api.nouns.base import Call, Changing, Creating, Noun, Removing
from renmai.api.problems import Wrong, as_json, not_found, refused_values
from renmai.api.values import read_body, read_cells, value_of
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.look import Place, watching
from renmai.domain.token import TokenScope
from renmai.store.actions import kept_call
from renmai.store.actions.look import record_looks
from renmai.store.actions.revision import one_writer

P = ParamSpec("P")
KEY = "Idempotency-Key"


def noted(
    operation: Callable[Concatenate[HttpRequest, Caller, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Hand the operation its caller, and write down for their owners the relations that it shows."""

    @wraps(operation)
    def run(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        caller: Caller = request.auth  # type: ignore[attr-defined]
        with watching() as seen:
            answer = operation(request, caller, *args, **kwargs)
        record_looks(caller.employee.pk, seen, Place.API, caller.today)
        answer["Cache-Control"] = "private, no-cache"
        return answer

    return run


def tell(caller: Caller, noun: Noun, rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Rows as JSON: what identifies each, its columns, and the revision that wrote it."""
    told = []
    for row, cells in zip(rows, noun.tell(caller, rows), strict=True):
        head = {} if noun.file.coded else {"id": row.pk}
        values = {column.name: value_of(column, cells[column.name]) for column in noun.file.columns}
        told.append(head | values | {"revision": row.revision_id})
    return told


@noted
def list_rows(request: HttpRequest, caller: Caller, noun: Noun) -> HttpResponse:
    page = page_of(request, caller, noun)
    return as_json({"items": tell(caller, noun, page.rows), "next": page.next}, HTTPStatus.OK)


@noted
def fetch(request: HttpRequest, caller: Caller, noun: Noun, key: str) -> HttpResponse:
    told = tell(caller, noun, [find(caller, noun, key)])[0]
    etag = etag_of(told)
    if is_known(request, etag):
        return _with_etag(HttpResponse(status=HTTPStatus.NOT_MODIFIED), etag)
    return _with_etag(as_json(told, HTTPStatus.OK), etag)


@noted
def make(request: HttpRequest, caller: Caller, noun: Noun, creating: Creating) -> HttpResponse:
    """Write something new; under an idempotency key once, however often it is asked for."""
    _require_right(caller, admins_only=creating.admins_only)
    cells = read_cells(noun.file, creating.columns, read_body(request), is_new=True)
    call = Call(caller, timezone.now())
    with one_writer():
        key = _made_before(request, call, noun, cells, creating)
        return _created(caller, noun, key)


def _made_before(request: HttpRequest, call: Call, noun: Noun, cells: dict[str, str], creating: Creating) -> str:
    """The key of the row that was made now, or by the same call before; blank where nothing was recorded."""
    once = _call_of(request, call.caller)
    made = kept_call.made_before(once, call.now) if once else None
    if made is not None:
        return made
    row = creating.act(call, cells)
    key = noun.key_of(row) if row is not None else ""
    if once:
        kept_call.keep_call(once, key, call.now)
    return key


def _call_of(request: HttpRequest, caller: Caller) -> kept_call.Call | None:
    key = request.headers.get(KEY)
    if key is None:
        return None
    if not (0 < len(key) <= kept_call.LONGEST_KEY and key.isascii() and key.isprintable()):
        message = gettext("An idempotency key has 1 to 255 printable characters.")
        raise refused_values([Wrong(field=KEY, message=message)])
    asked = hashlib.sha256(f"{request.method} {request.path}\n".encode() + request.body).hexdigest()
    return kept_call.Call(caller.employee, caller.sender, key, asked)


def _created(caller: Caller, noun: Noun, key: str) -> HttpResponse:
    """What was made, as it is now; nothing where the caller may not see it (any more)."""
    row = _row(caller, noun, key) if key else None
    if row is None:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    told = tell(caller, noun, [row])[0]
    answer = _with_etag(as_json(told, HTTPStatus.CREATED), etag_of(told))
    answer["Location"] = reverse(f"api-1:{noun.path}-one", kwargs={"key": key})
    return answer


@noted
def change(request: HttpRequest, caller: Caller, noun: Noun, changing: Changing, key: str) -> HttpResponse:
    """Write what the body says, if the row is as the caller saw it."""
    _require_right(caller, admins_only=changing.admins_only)
    find(caller, noun, key)  # what may not be seen is missing, whatever the body says
    cells = read_cells(noun.file, changing.columns, read_body(request), is_new=False, needed=changing.needed)
    with one_writer():
        row = _seen_as_it_is(request, caller, noun, key)
        changing.act(Call(caller, timezone.now()), row, cells)
        after = _row(caller, noun, key)
        told = tell(caller, noun, [after])[0] if after is not None else None
    if told is None:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return _with_etag(as_json(told, HTTPStatus.OK), etag_of(told))


@noted
def remove(request: HttpRequest, caller: Caller, noun: Noun, removing: Removing, key: str) -> HttpResponse:
    _require_right(caller, admins_only=removing.admins_only)
    with one_writer():
        row = _seen_as_it_is(request, caller, noun, key)
        removing.act(Call(caller, timezone.now()), row)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def find(caller: Caller, noun: Noun, key: str) -> Any:
    """The row that the caller may see; raises `RefusedError` (404) else."""
    row = _row(caller, noun, key)
    if row is None:
        raise not_found()
    return row


def _row(caller: Caller, noun: Noun, key: str) -> Any:
    if noun.file.coded:
        return None if "\0" in key else noun.rows(caller).filter(code=key).first()
    is_number = key.isascii() and key.isdecimal() and len(key) < 19
    return noun.rows(caller).filter(pk=int(key)).first() if is_number else None


def _seen_as_it_is(request: HttpRequest, caller: Caller, noun: Noun, key: str) -> Any:
    """The row under the writer's lock, if the caller has seen it as it is."""
    row = find(caller, noun, key)
    require_match(request, tell(caller, noun, [row])[0])
    return row


def _require_right(caller: Caller, *, admins_only: bool) -> None:
    caller.require(TokenScope.WRITE)
    if admins_only and not caller.is_admin:
        raise RenmaiError(ErrorCode.ADMINS_ONLY)


def _with_etag(answer: HttpResponse, etag: str) -> HttpResponse:
    answer["ETag"] = etag
    return answer
