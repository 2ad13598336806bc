"""The figure of public and private network: sets as circles to scale, and the same in a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from renmai.analytics.private_network import names_of
from renmai.domain.question import ViewKind
from renmai.web import circles
from renmai.web.circles import Circle
from renmai.web.numbers import COUNT
from renmai.web.pages.line.cards import Door
from renmai.web.pages.network_overview.asked import changes, door
from renmai.web.pages.network_overview.sets import SETS, tone_of
from renmai.web.parameters import Asked
from renmai.wording.terms import Term, Text


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle with its set's name as a class, and a count where it fits."""

    name: str
    circle: Circle


@dataclass(frozen=True, slots=True)
class Drawing:
    """Sets to scale; `text` says the same in words."""

    title: Text
    discs: tuple[Disc, ...]
    text: str


@dataclass(frozen=True, slots=True)
class SetRow:
    name: str
    term: Term
    value: str
    opens: Door | None
    change: SafeString
    yoy: SafeString


@dataclass(frozen=True, slots=True)
class Figure:
    drawings: list[Drawing]
    rows: list[SetRow]


def figure(asked: Asked, sizes: Mapping[str, Any]) -> Figure:
    """`sizes` are the metrics of the sets of the view."""
    count = {name: metric["value"] for name, metric in sizes.items()}
    if not asked.question.ours:
        drawings = [_nested("public", "theirs", count), _overlapping("theirs", "contested", "ours", count)]
        shown: tuple[str, ...] = ("public", "theirs", "theirs_only", "contested", "ours_only")
    elif asked.question.view.kind is ViewKind.COMPANY:
        drawings = [_nested("public", "private", count), _overlapping("sales", "sales_and_others", "others", count)]
        shown = ("public", "private", "sales_only", "sales_and_others", "others_only", "unnamed_only")
    else:
        drawings = [_overlapping("public", "both", "private", count)]
        shown = ("public", "private", "public_only", "both", "private_only")
    return Figure(drawings, [row(asked, name, sizes[name]) for name in shown if name in names_of(asked.question)])


def row(asked: Asked, name: str, metric: dict[str, Any]) -> SetRow:
    """A set with its size, which opens its list."""
    change, yoy = changes(metric, tone_of(name))
    return SetRow(name, SETS[name], COUNT.value(metric["value"]), door(asked, name, metric["value"]), change, yoy)


def _nested(whole: str, part: str, count: Mapping[str, int]) -> Drawing:
    discs = zip((whole, part), circles.nested(count[whole], count[part]), strict=True)
    return Drawing(
        pgettext("network", "Private network within the public one")
        if part == "private"
        else pgettext("network", "The competitor's reach at these customers"),
        tuple(Disc(name, circle) for name, circle in discs),
        _in_words((whole, part), count),
    )


def _overlapping(one: str, both: str, other: str, count: Mapping[str, int]) -> Drawing:
    shared = count[both]
    found = circles.overlapping(count[one] - shared, shared, count[other] - shared)
    title = {
        "sales": pgettext("network", "Who reaches the private network"),
        "public": pgettext("network", "Public and private network"),
        "theirs": pgettext("network", "Reached by them, by us, by both"),
    }[one]
    discs = tuple(Disc(name, circle) for name, circle in zip((one, other), found, strict=True))
    return Drawing(title, discs, _in_words((one, both, other), count))


def _in_words(names: Sequence[str], count: Mapping[str, int]) -> str:
    told = [f"{SETS[name].label} {COUNT.value(count[name])}" for name in names]
    return pgettext("between the items of a list", ", ").join(told)
