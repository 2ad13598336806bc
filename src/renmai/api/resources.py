"""From the nouns to the addresses of the API, and to what the document says of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from renmai.api import operations as do
from renmai.api import schema
from renmai.api.nouns.base import Changing, Creating, Noun, Removing


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a noun; `document` is what OpenAPI says of it."""

    noun: Noun
    method: str
    verb: str
    what: str
    says: str
    document: schema.Schema

    @property
    def is_of_all(self) -> bool:
        return self.verb in ("list", "create")


ETAG = {"ETag": "the state of the row, for If-Match and If-None-Match"}
IF_MATCH = schema.header(
    "If-Match", "the ETag of the state that you change; * for whatever holds", required=True, schema=schema.ETAG
)


def router_of(noun: Noun) -> Router:
    """All that can be done with a noun."""
    router = Router(tags=[noun.many])
    _add_list(router, noun)
    _add_fetch(router, noun)
    if noun.create:
        _add_create(router, noun, noun.create)
    if noun.change:
        _add_change(router, noun, noun.change)
    if noun.remove:
        _add_remove(router, noun, noun.remove)
    return router


def _add_list(router: Router, noun: Noun) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return do.list_rows(request, noun)

    example = {"items": [dict(noun.example)], "next": None}
    found = schema.answer("A page of rows", schema.ref(f"{schema.name_of(noun)}Page"), example)
    said = f"The {noun.many} that you may see, in the order of their keys; `next` leads to the rest."
    extra = {"parameters": schema.list_parameters(noun), "responses": {"200": found, **schema.errors()}}
    _add(router, Operation(noun, "GET", "list", noun.many, said, extra), view)


def _add_fetch(router: Router, noun: Noun) -> None:
    def view(request: HttpRequest, key: str) -> HttpResponse:
        return do.fetch(request, noun, key)

    known = schema.header(
        "If-None-Match", "the ETag of what you have: 304 if it still holds", schema={"type": "string"}
    )
    found = schema.answer(_one(noun), schema.ref(schema.name_of(noun)), dict(noun.example), ETAG)
    unchanged = {"description": "What you have still holds"}
    extra = {
        "parameters": [schema.path_parameter(noun), known],
        "responses": {"200": found, "304": unchanged, **schema.errors(404)},
    }
    said = "What does not exist and what you may not see are both 404."
    _add(router, Operation(noun, "GET", "fetch", f"a {noun.one}", said, extra), view)


def _add_create(router: Router, noun: Noun, creating: Creating) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return do.make(request, noun, creating)

    needed = [column.name for column in creating.columns if column.required]
    headers = {**ETAG, "Location": "where it is"}
    made = schema.answer("It is made", schema.ref(schema.name_of(noun)), dict(noun.example), headers)
    once = schema.header(do.KEY, "a key of your own, such as a UUID: asked for again within a day, it is done once")
    extra = {
        "parameters": [once],
        "requestBody": _body(schema.body_schema(creating.columns, needed, creating.example), creating.example),
        "responses": {
            "201": made,
            "204": {"description": "Nothing that you may see"},
            **schema.errors(400, 409, 413, 415, 503),
        },
    }
    said = _said(creating.says, admins_only=creating.admins_only)
    _add(router, Operation(noun, "POST", "create", f"a {noun.one}", said, extra), view)


def _add_change(router: Router, noun: Noun, changing: Changing) -> None:
    def view(request: HttpRequest, key: str) -> HttpResponse:
        return do.change(request, noun, changing, key)

    made = schema.answer("As it is now", schema.ref(schema.name_of(noun)), dict(noun.example), ETAG)
    extra = {
        "parameters": [schema.path_parameter(noun), IF_MATCH],
        "requestBody": _body(schema.body_schema(changing.columns, changing.needed, changing.example), changing.example),
        "responses": {
            "200": made,
            "204": {"description": "It is there no more, or you see it no more"},
            **schema.errors(400, 404, 409, 412, 413, 415, 428, 503),
        },
    }
    said = _said(f"{changing.says} What the body does not say stays.", admins_only=changing.admins_only)
    _add(router, Operation(noun, "PATCH", "change", f"a {noun.one}", said, extra), view)


def _add_remove(router: Router, noun: Noun, removing: Removing) -> None:
    def view(request: HttpRequest, key: str) -> HttpResponse:
        return do.remove(request, noun, removing, key)

    extra = {
        "parameters": [schema.path_parameter(noun), IF_MATCH],
        "responses": {"204": {"description": "Done"}, **schema.errors(404, 409, 412, 428, 503)},
    }
    said = _said(removing.says, admins_only=removing.admins_only)
    _add(router, Operation(noun, "DELETE", "remove", f"a {noun.one}", said, extra), view)


def _add(router: Router, one: Operation, view: Callable[..., HttpResponse]) -> None:
    router.api_operation(
        [one.method],
        "" if one.is_of_all else "/{code:key}",
        summary=f"{one.verb.capitalize()} {one.what}",
        description=one.says,
        operation_id=f"{one.verb}-{one.noun.path}",
        openapi_extra=one.document,
        url_name=f"{one.noun.path}-{'all' if one.is_of_all else 'one'}",
    )(view)


def _body(body: schema.Schema, example: Any) -> schema.Schema:
    return {"required": True, "content": {"application/json": {"schema": body, "example": dict(example)}}}


def _one(noun: Noun) -> str:
    return f"The {noun.one}"


def _said(says: str, *, admins_only: bool) -> str:
    return f"{says} Administrators only." if admins_only else says
