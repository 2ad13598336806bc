"""The stored facts as rows of texts: what a bundle holds of them (spec 2).

Names are those of the bundle: a file is a model, a column is a field; `action_marks` alone is in no
bundle, and is here for its trail. The two columns that are
no plain fields stand here: the `influencer` of an influence and the `key_people` of an activity.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django.db import connection, models
from django.db.models import Case, F, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Collate

from renmai.store.models import (
    AccountTeamMember,
    ActionMark,
    Activity,
    ActivityPerson,
    Assessment,
    ChainMember,
    Competitor,
    CoverageRound,
    Customer,
    Employee,
    Handover,
    HandoverItem,
    Influence,
    InfluenceUse,
    KeyPerson,
    Opportunity,
    Ownership,
    PlannedContact,
    PlanStep,
    ReportingLine,
    StrategyChoice,
    Team,
)
from renmai.store.models.amount import AmountField

if TYPE_CHECKING:
    AnyField = models.Field[Any, Any]
else:
    AnyField = models.Field

CHUNK: Final = 5000

MANAGERS: Final[dict[str, models.Manager[Any]]] = {
    "teams": Team.objects,
    "employees": Employee.objects,
    "competitors": Competitor.objects,
    "customers": Customer.unscoped,
    "ownerships": Ownership.unscoped,
    "account_team": AccountTeamMember.unscoped,
    "strategy_choices": StrategyChoice.unscoped,
    "key_people": KeyPerson.unscoped,
    "reporting": ReportingLine.unscoped,
    "assessments": Assessment.unscoped,
    "influences": Influence.unscoped,
    "opportunities": Opportunity.unscoped,
    "chain_members": ChainMember.unscoped,
    "influence_uses": InfluenceUse.unscoped,
    "activities": Activity.unscoped,
    "plan_steps": PlanStep.unscoped,
    "coverage_rounds": CoverageRound.unscoped,
    "planned_contacts": PlannedContact.unscoped,
    "action_marks": ActionMark.unscoped,
    "handovers": Handover.objects,
    "handover_items": HandoverItem.unscoped,
}

TOLD: Final = {
    "influences": ~Q(kind="ours", employee=None),
    "influence_uses": Q(employee__isnull=False),
}
"""Rows that a bundle holds: whoever has not agreed to be named is in none."""

INFLUENCERS: Final = {"internal": "person", "ours": "employee", "competitor": "competitor"}
"""The field that holds the influencer of each kind."""


Within = tuple[str, Sequence[str]]
"""A column and a few of its texts."""


class Stored(NamedTuple):
    """A row as it is in the database; `cells` in the order of the columns asked for."""

    pk: int
    cells: tuple[str, ...]


def rows(
    file: str, columns: Sequence[str], order: Sequence[str] = (), within: Within | None = None
) -> Iterator[Stored]:
    """All rows of the file, sorted by the code points of the `order` columns if any are given.

    `within`: only rows whose text in this column is one of a few.
    """
    sort_keys = {f"order_{name}": _sort_key(file, name) for name in order}
    sources = {f"cell_{name}": _source(file, name) for name in columns}
    query = MANAGERS[file].filter(TOLD.get(file, Q())).annotate(**sort_keys, **sources).order_by(*sort_keys)
    if within is not None:
        query = query.filter(**{f"cell_{within[0]}__in": within[1]})
    texts = [_texts(file, name) for name in columns]
    found = query.values_list("pk", *sources).iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        pks, *cells = zip(*chunk, strict=True)
        yield from map(
            Stored, pks, zip(*(map(text, column) for text, column in zip(texts, cells, strict=True)), strict=True)
        )


def untold() -> int:
    """How many rows no bundle holds, because whoever they are about has not agreed to be named."""
    return sum(MANAGERS[file].count() - MANAGERS[file].filter(told).count() for file, told in TOLD.items())


def codes(file: str) -> dict[str, int]:
    """Primary keys by code."""
    return dict(MANAGERS[file].values_list("code", "pk"))


def holds(file: str, column: str) -> bool:
    """Whether any row that a bundle holds has something in a column that may be empty."""
    empty = None if field_of(file, column).null else ""
    return MANAGERS[file].filter(TOLD.get(file, Q())).exclude(**{column: empty}).exists()


def is_empty(file: str) -> bool:
    """Whether the file has no row at all."""
    return not MANAGERS[file].exists()


def table_of(model: type[models.Model]) -> str:
    return model._meta.db_table  # noqa: SLF001 Django documents _meta


def field_of(file: str, column: str) -> AnyField:
    field = MANAGERS[file].model._meta.get_field(column)  # noqa: SLF001 Django documents _meta
    assert isinstance(field, models.Field)  # noqa: S101 no column of the bundle is a reverse relation
    return field


def target_of(field: AnyField) -> str:
    """The file that a reference leads to."""
    return next(file for file, manager in MANAGERS.items() if manager.model is field.related_model)


def _source(file: str, column: str) -> Combinable:
    if column == "influencer":
        return Case(*(When(kind=kind, then=F(f"{field}__code")) for kind, field in INFLUENCERS.items()))
    if column == "key_people":
        return F("pk")
    match field_of(file, column):
        case models.ForeignKey():
            return F(f"{column}__code")
        case models.DateField():
            # Both databases write dates as the bundle does.
            return Cast(column, models.TextField())
        case models.BooleanField():
            return Cast(column, models.IntegerField())
        case _:
            return F(column)


def _sort_key(file: str, column: str) -> Combinable:
    source = _source(file, column)
    # PostgreSQL sorts texts by its locale and empty ones last unless told otherwise.
    texts = Coalesce(source, Value(""), output_field=models.TextField())
    return Collate(texts, "C" if connection.vendor == "postgresql" else "BINARY")


def _texts(file: str, column: str) -> Callable[[Any], str]:
    """From what the source gives to the text of the bundle."""
    if column == "key_people":
        people = _people_of_activities()
        return lambda pk: ";".join(people.get(pk, ()))
    if column == "influencer":
        return str
    match field_of(file, column):
        case models.BooleanField():
            return {None: "", 1: "yes", 0: "no"}.__getitem__
        case models.IntegerField():
            return _Numbers().__getitem__
        case AmountField():
            return amount_text
        case _:
            return lambda value: value or ""


class _Numbers(dict[int | None, str]):
    """Whole numbers as texts, each text made once."""

    def __missing__(self, number: int | None) -> str:
        text = self[number] = "" if number is None else str(number)
        return text


def amount_text(value: Decimal) -> str:
    """The shortest plain decimal."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _people_of_activities() -> dict[int, list[str]]:
    people: dict[int, list[str]] = {}
    found = ActivityPerson.unscoped.order_by("activity_id", "position").values_list("activity_id", "key_person__code")
    for activity, code in found.iterator(chunk_size=CHUNK):
        people.setdefault(activity, []).append(code)
    return people
