"""The document of the API: what ninja says of the addresses, without what it only guesses."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from renmai.api import schema
from renmai.api.access import bearer, caller_of_token
from renmai.api.nouns import NOUNS

SAID = """What the pages show and write, for programs. A request shows a token (`Authorization: Bearer renmai_…`, made
under My account) or comes with the session of the pages. It sees what its employee may see: everything else does not
exist.

Names of fields are the columns of the import format. Days are `YYYY-MM-DD`, amounts are texts, null is unknown.
docs/api.md has the tour."""


def for_readers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The document is for whoever may call: by a token, or signed in."""
    signed_in = login_required(view)

    @wraps(view)
    def guarded(request: HttpRequest, **parts: Any) -> HttpResponse:
        secret = bearer(request)
        if secret is not None and caller_of_token(secret):
            return view(request, **parts)
        return signed_in(request, **parts)

    return require_safe(guarded)


class Api(NinjaAPI):
    """Ninja's API, whose document is made from the nouns."""

    def get_openapi_schema(self, *, path_prefix: Any = None, path_params: Any = None) -> OpenAPISchema:
        document = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for operations in document["paths"].values():
            for operation in operations.values():
                _tidy(operation)
        shapes = document["components"].setdefault("schemas", {})
        _say_kinds(shapes)
        shapes.update(components())
        return document


def components() -> schema.Schema:
    """The shapes that answers have."""
    made = {"Problem": schema.PROBLEM}
    for noun in NOUNS:
        made[schema.name_of(noun)] = schema.noun_schema(noun)
        made[f"{schema.name_of(noun)}Page"] = schema.page_schema(noun)
    return made


def _say_kinds(shapes: Any) -> None:
    """A change of a proposal is told apart by its kind: programs must say it, agents' tools have said it."""
    for shape in shapes.values():
        if "const" in shape.get("properties", {}).get("kind", {}):
            shape["required"] = sorted({"kind", *shape.get("required", ())})


def _tidy(operation: Any) -> None:
    """Path parameters once, as the noun has them; answers that the noun names, by text of their status."""
    named: dict[tuple[str, str], Any] = {}
    for one in operation["parameters"]:
        named[one["in"], one["name"]] = one
    operation["parameters"] = list(named.values())
    if "list-" in operation["operationId"] or "-" in operation["operationId"]:
        responses = {str(status): told for status, told in operation["responses"].items()}
        operation["responses"] = {status: told for status, told in responses.items() if _is_said(status, told)}


def _is_said(status: str, told: Any) -> bool:
    return status != "200" or "content" in told
