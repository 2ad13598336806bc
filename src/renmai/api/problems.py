"""The one shape of every error: a code for machines, a sentence for people, and for values what is wrong with each."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, NotRequired, TypedDict

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext

from renmai.domain.errors import RenmaiError
from renmai.wording.errors import sentence


class Wrong(TypedDict):
    """One value that cannot be kept; `field` is its name, blank for the body as a whole."""

    field: str
    message: str


class Problem(TypedDict):
    """`problems` of values (422), `current` where somebody else was quicker (412)."""

    code: str
    message: str
    problems: NotRequired[list[Wrong]]
    current: NotRequired[dict[str, Any]]


class RefusedError(Exception):
    """What the API itself refuses; actions raise `RenmaiError`."""

    def __init__(self, status: HTTPStatus, code: str, message: str, **more: Any) -> None:
        super().__init__(code)
        self.status = status
        self.problem: dict[str, Any] = {"code": code, "message": message, **more}


def refused_values(problems: list[Wrong]) -> RefusedError:
    """For values that cannot be kept, all of them at once."""
    message = gettext("Some values cannot be kept.")
    return RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, "bad_value", message, problems=problems)


def not_found() -> RefusedError:
    """What does not exist and what may not be seen are one answer."""
    return RefusedError(HTTPStatus.NOT_FOUND, "not_found", gettext("There is nothing here."))


def told(error: RenmaiError) -> tuple[dict[str, Any], HTTPStatus]:
    """The body and the status. What a value refers to and cannot be found is a wrong value, not a missing page."""
    body: dict[str, Any] = {"code": error.code.value, "message": sentence(error)}
    column = str(error.params.get("column", ""))
    if not column:
        return body, error.code.status
    status = error.code.status
    if status == HTTPStatus.NOT_FOUND:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    if status == HTTPStatus.UNPROCESSABLE_ENTITY:
        body["problems"] = [Wrong(field=column, message=body["message"])]
    return body, status


def as_json(body: Mapping[str, Any] | None, status: int) -> JsonResponse:
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})


class ProblemsAsJson:
    """What Django refuses by itself under /api/ (an address, a method) gets the one shape, too."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        response = self.get_response(request)
        if not request.path.startswith("/api/") or response.get("Content-Type", "").startswith("application/json"):
            return response
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            message = gettext("This address does not know the method %(method)s.") % {"method": request.method}
            body = {"code": "method_not_allowed", "message": message}
        elif response.status_code == HTTPStatus.NOT_FOUND:
            body = not_found().problem
        else:
            return response
        told = as_json(body, response.status_code)
        if "Allow" in response:
            told["Allow"] = ", ".join(sorted(response["Allow"].split(", ")))
        return told
