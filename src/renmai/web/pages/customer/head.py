"""The head of a customer's page: who it is, who answers for it, where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString

from renmai.analytics.customer import averages, features_known
from renmai.analytics.listing import Row
from renmai.analytics.panel import Panel
from renmai.domain.periods import series_days
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES, FEATURES
from renmai.store.models import Customer, Ownership
from renmai.web import charts, marks
from renmai.web.access import Viewer
from renmai.web.numbers import AVERAGE, SHARE
from renmai.wording.columns import WORDS, Text

SPARK_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Relative:
    """A parent or subsidiary; only those that the viewer may see are told."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Owner:
    name: str
    code: str
    since: str


@dataclass(frozen=True, slots=True)
class Head:
    name: str
    code: str
    industry: str
    region: str
    focus: bool
    contribution: Text
    potential: Text
    created: str
    closed: str
    parent: Relative | None
    subsidiaries: list[Relative]
    owner: Owner | None
    past_owners: list[Owner]


@dataclass(frozen=True, slots=True)
class DegreeCard:
    """One of the three averages: its grade, its moves, how much is known and twelve months of it."""

    label: SafeString
    chip: SafeString
    value: str
    change: SafeString
    yoy: SafeString
    known: SafeString
    spark: charts.Spark | None


@dataclass(frozen=True, slots=True)
class Completeness:
    share: str
    known: int
    features: int
    people: int


def head(viewer: Viewer, customer: Customer, day: date) -> Head:
    relatives = _relatives(viewer, customer)
    owners = _owners(viewer, customer)
    current = next(
        (one for one in owners if one.valid_from <= day and (one.valid_to is None or day < one.valid_to)), None
    )
    return Head(
        name=customer.name,
        code=customer.code,
        industry=customer.industry,
        region=customer.region,
        focus=customer.focus,
        contribution=WORDS["contribution"].get(customer.contribution, ""),
        potential=WORDS["potential"].get(customer.potential, ""),
        created=customer.created_on.isoformat(),
        closed=customer.closed_on.isoformat() if customer.closed_on else "",
        parent=next((_relative(one) for one in relatives if one.pk == customer.parent_id), None),
        subsidiaries=[_relative(one) for one in relatives if one.parent_id == customer.pk],
        owner=_owner(current) if current else None,
        past_owners=[_owner(one) for one in owners if one is not current and one.valid_from <= day],
    )


def _relatives(viewer: Viewer, customer: Customer) -> list[Customer]:
    seen = Customer.objects.visible_to(viewer.scope, viewer.today)
    return list(seen.filter(Q(pk=customer.parent_id) | Q(parent=customer)).order_by("name"))


def _relative(customer: Customer) -> Relative:
    return Relative(customer.name, reverse("customer", args=[customer.code]))


def _owners(viewer: Viewer, customer: Customer) -> list[Ownership]:
    rows = Ownership.objects.visible_to(viewer.scope, viewer.today).filter(customer=customer)
    return list(rows.select_related("employee").order_by("-valid_from"))


def _owner(ownership: Ownership) -> Owner:
    return Owner(ownership.employee.name, ownership.employee.code, ownership.valid_from.isoformat())


def degree_cards(panel: Panel, question: Question, row: Row | None) -> list[DegreeCard]:
    """The three averages of a panel of one customer; none for a day on which it does not exist."""
    if row is None:
        return []
    series = averages(panel, series_days(question.as_of, SPARK_MONTHS))
    return [_card(degree, row, series[degree]) for degree in DEGREES]


def _card(degree: str, row: Mapping[str, Any], values: Sequence[float | None]) -> DegreeCard:
    metric, tone = row[degree], marks.tone_of(degree, ours=True)
    return DegreeCard(
        label=marks.term(degree),
        chip=marks.grade_chip(row["grades"][degree]),
        value=AVERAGE.value(metric["value"]),
        change=marks.delta(metric["change"], AVERAGE, tone),
        yoy=marks.delta(metric["yoy"], AVERAGE, tone),
        known=marks.known_share(row["known"][degree], row["key_people"]["value"]),
        spark=charts.spark(values),
    )


def completeness(panel: Panel, question: Question) -> Completeness:
    known, people = features_known(panel, question)
    share = known / (FEATURES * people) if people else 0.0
    return Completeness(SHARE.value(share).replace(".0%", "%"), known, FEATURES * people, people)
