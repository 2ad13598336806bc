"""Every page, operation and command answers the cast as `permissions.py` says, and none is missing there."""

from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from renmai.api.api import api
from renmai.cli.main import _parser, main
from tests.architecture.permissions import (
    ANONYMOUS,
    API,
    COMMANDS,
    OPERATOR_COMMANDS,
    PAGES,
    WHO,
    Permission,
    permissions,
)
from tests.people import AS_OF

Patterns = list[URLPattern | URLResolver]


@pytest.fixture(autouse=True)
def as_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The world's day is today: rights are those of today."""
    monkeypatch.setattr(timezone, "localdate", lambda *_: AS_OF)


def named(permission: Permission) -> str:
    return permission.asked


@pytest.mark.parametrize("permission", [*permissions(PAGES), *permissions(API)], ids=named)
def test_address_answers_the_cast(permission: Permission, signed_in: Callable[[str], Client]) -> None:
    method, address = permission.asked.split()
    clients = {who: Client() if who == ANONYMOUS else signed_in(who) for who in WHO}
    answers = {who: client.generic(method, address).status_code for who, client in clients.items()}
    assert answers == permission.answers


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("permission", permissions(COMMANDS), ids=named)
def test_command_answers_the_cast(permission: Permission) -> None:
    asked = {who: permission.asked.split() + ([] if who == ANONYMOUS else ["--as", who]) for who in WHO}
    assert {who: main(arguments) for who, arguments in asked.items()} == permission.answers


def routes(patterns: Patterns, before: str = "") -> Iterator[str]:
    """Every route of the URL resolver, written out from the root."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def operations() -> set[str]:
    """Every operation of the API as its schema names it."""
    paths = api.get_openapi_schema()["paths"]
    return {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}


def commands(parser: ArgumentParser) -> dict[str, ArgumentParser]:
    """Every command of the command line and its parser."""
    found: dict[str, ArgumentParser] = {}
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            found.update(action.choices)
    return found


def without_entry(found: set[str], *tables: str) -> set[str]:
    return found - {permission.route for table in tables for permission in permissions(table)}


def is_operation(route: str) -> bool:
    """Whether a route is one of the API's operations, which are listed by method."""
    return any(operation.split("/", 1)[1] == route.replace("<", "{").replace(">", "}") for operation in operations())


def test_every_route_has_an_entry() -> None:
    found = {route for route in routes(get_resolver().url_patterns) if not is_operation(route)}
    assert without_entry(found, PAGES, API) == set()


def test_every_operation_has_an_entry() -> None:
    assert without_entry(operations(), API) == set()


def test_every_command_has_an_entry() -> None:
    found = commands(_parser([]))
    assert without_entry(set(found) - OPERATOR_COMMANDS, COMMANDS) == set()
    assert set(found) >= OPERATOR_COMMANDS


def test_operator_commands_speak_for_nobody() -> None:
    found = commands(_parser([]))
    viewers = {name for name, parser in found.items() if any(action.dest == "viewer" for action in parser._actions)}
    assert viewers & OPERATOR_COMMANDS == set()


def test_permission_rule_catches_a_new_route() -> None:
    assert without_entry({"lines/<line:line>", "customers/<code>/secret"}, PAGES) == {"customers/<code>/secret"}
