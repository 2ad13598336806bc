"""Employees: who works here, kept by administrators; colleagues know names, teams and titles of each other."""

from collections.abc import Sequence
from typing import Any, Final

from renmai.api.access import Caller
from renmai.api.nouns.base import Call, Changing, Creating, Noun, Rows, held, pick
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.bundle import EMPLOYEES
from renmai.store.actions.employee import add_employee, edit_employee
from renmai.store.cells import cells_of
from renmai.store.models import Employee

FACTS: Final = ("name", "email", "team", "title", "role", "sales", "joined_on", "left_on")
OWN: Final = ("email", "role", "joined_on", "left_on")
"""Told to administrators, and to the employee."""


def _rows(caller: Caller) -> Rows:
    del caller
    return Employee.objects.select_related("team")


def _tell(caller: Caller, rows: Sequence[Any]) -> list[dict[str, str]]:
    return [cells_of(row) | _untold(caller, row) for row in rows]


def _untold(caller: Caller, row: Employee) -> dict[str, str]:
    is_told = caller.is_admin or row.pk == caller.employee.pk
    return {} if is_told else dict.fromkeys(OWN, "")


def _create(call: Call, cells: dict[str, str]) -> Employee:
    add_employee(cells, actor=call.caller.employee.code, now=call.now)
    return Employee.objects.get(code=cells["code"])


def _change(call: Call, row: Employee, cells: dict[str, str]) -> None:
    caller = call.caller
    if cells.get("role", "-") == "":
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="role")
    edit_employee(row.code, cells, held(row), today=caller.today, actor=caller.employee.code, now=call.now)


NOUN = Noun(
    path="employees",
    one="employee",
    many="employees",
    file=EMPLOYEES,
    rows=_rows,
    tell=_tell,
    filters={"team": "team__code", "sales": "sales"},
    example={
        "code": "mate",
        "name": "何清和",
        "email": "",
        "team": "north",
        "title": "",
        "role": None,
        "sales": True,
        "joined_on": None,
        "left_on": None,
        "revision": 1,
    },
    create=Creating(
        pick(EMPLOYEES, "code", *FACTS),
        _create,
        {
            "code": "E-318",
            "name": "顾清越",
            "team": "north",
            "title": "客户经理",
            "sales": True,
            "joined_on": "2026-10-08",
        },
        "Somebody of our company. E-mail, role and days are told to administrators and to oneself alone.",
        admins_only=True,
    ),
    change=Changing(
        pick(EMPLOYEES, *FACTS),
        _change,
        {"team": "south", "title": "高级客户经理"},
        "Who leaves gets a day in `left_on`, the first one not here.",
        admins_only=True,
    ),
)
