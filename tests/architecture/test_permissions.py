"""Every page, operation and command answers the cast as `permissions.py` says, and none is missing there."""

import re
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import get_converters
from django.utils import timezone

from renmai.analytics.reports import LINES as REPORTS
from renmai.api.api import api
from renmai.cli.main import _parser, main
from renmai.web.pages.line.lines import LINES
from tests.architecture.permissions import ANONYMOUS, PAGES, WHO, Permission, permissions
from tests.architecture.permissions_of_api import API, NOUNS
from tests.architecture.permissions_of_commands import COMMANDS, OPERATOR_COMMANDS, OPTIONS
from tests.people import AS_OF

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
Patterns = list[URLPattern | URLResolver]


@pytest.fixture(autouse=True)
def as_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The world's day is today: rights are those of today."""
    monkeypatch.setattr(timezone, "localdate", lambda *_: AS_OF)


def named(permission: Permission) -> str:
    return permission.asked


@pytest.mark.parametrize("permission", [*permissions(PAGES), *permissions(API), *permissions(NOUNS)], ids=named)
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


def asked_methods(*tables: str) -> dict[str, dict[str, str]]:
    """By route the methods that have an entry, and an address of each."""
    found: dict[str, dict[str, str]] = {}
    for permission in (one for table in tables for one in permissions(table)):
        method, address = permission.asked.split()
        found.setdefault(permission.route.rpartition(" ")[2], {})[method] = address
    return found


def choices(route: str) -> list[str]:
    """The forms of which a route takes one."""
    named = re.search(r"<(data|archive):", route)
    return get_converters()[named[1]].regex.split("|") if named else []


def without_entry(found: set[str], *tables: str) -> set[str]:
    return found - {permission.route for table in tables for permission in permissions(table)}


def is_operation(route: str) -> bool:
    """Whether a route is one of the API's operations, which are listed by method."""
    plain = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)
    return any(operation.split("/", 1)[1] == plain for operation in operations())


def test_every_route_has_an_entry() -> None:
    found = {route for route in routes(get_resolver().url_patterns) if not is_operation(route)}
    assert without_entry(found, PAGES, API, NOUNS) == set()


@pytest.mark.parametrize("method", METHODS)
def test_every_method_that_a_route_answers_has_an_entry(method: str, signed_in: Callable[[str], Client]) -> None:
    """Asked of somebody who may do everything: what has no entry is refused by its method, before anything else."""
    client = signed_in("admin")
    found = {}
    for route, known in asked_methods(PAGES, API).items():
        if method not in known and route != "api/v1/":  # none of the API's addresses
            found[route] = client.generic(method, next(iter(known.values()))).status_code
    assert {route: status for route, status in found.items() if status != 405} == {}


def test_every_form_of_a_file_has_an_entry() -> None:
    asked = {(permission.route, permission.asked.rpartition(".")[2]) for permission in permissions(PAGES)}
    found = {(route, form) for route in routes(get_resolver().url_patterns) for form in choices(route)}
    assert found - asked == set()
    assert len(found) == 5


def test_every_line_has_an_entry() -> None:
    asked = " ".join(
        permission.asked for permission in [*permissions(PAGES), *permissions(API), *permissions(COMMANDS)]
    )
    assert [line for line in LINES if f"/lines/{line}" not in asked] == []
    assert [line for line in REPORTS if f"/api/v1/reports/{line}" not in asked] == []
    assert [line for line in REPORTS if f"report {line}" not in asked] == []


def test_every_operation_has_an_entry() -> None:
    assert without_entry(operations(), API, NOUNS) == set()


def test_every_command_has_an_entry() -> None:
    found = commands(_parser([]))
    assert without_entry(set(found) - OPERATOR_COMMANDS, COMMANDS) == set()
    assert set(found) >= OPERATOR_COMMANDS


def test_every_option_of_a_command_is_known() -> None:
    """An option may show more, or speak for somebody: a new one is thought about here first."""
    found = {
        name: {option for action in parser._actions for option in action.option_strings if option.startswith("--")}
        for name, parser in commands(_parser([])).items()
    }
    assert {name: sorted(options - {"--help"}) for name, options in found.items()} == OPTIONS


def test_operator_commands_speak_for_nobody() -> None:
    found = commands(_parser([]))
    viewers = {name for name, parser in found.items() if any(action.dest == "viewer" for action in parser._actions)}
    assert viewers & OPERATOR_COMMANDS == set()


def test_permission_rule_catches_a_new_route() -> None:
    assert without_entry({"lines/<line:line>", "customers/<code>/secret"}, PAGES) == {"customers/<code>/secret"}
