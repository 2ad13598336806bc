"""The columns of the four lists: which are shown, how they are headed, where their head leads."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext_lazy, pgettext_lazy

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.stance import DEGREES, VOTES
from renmai.web.arranged import NO_COLUMN
from renmai.web.marks import TERMS
from renmai.web.numbers import amount_unit
from renmai.web.parameters import Asked
from renmai.wording.terms import Text


@dataclass(frozen=True, slots=True)
class Column:
    """`key` also names what the column is sorted by; `place` is its class.

    `usual`: shown unless the viewer chose otherwise; `always`: no list without it.
    """

    key: str
    place: str = ""
    usual: bool = True
    always: bool = False
    only_ours: bool = False
    upwards: bool = False
    """Sorted from the least first: names and words."""


@dataclass(frozen=True, slots=True)
class Head:
    """`sort` is what `aria-sort` says, `meaning` the term's explanation, `unit` what figures are in."""

    key: str
    label: Text
    meaning: Text
    place: str
    unit: str
    url: str
    sort: str


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    key: str
    label: Text
    is_shown: bool


LABELS: Final[Mapping[str, Text]] = {
    "owner": gettext_lazy("Owner"),
    "industry": gettext_lazy("Industry"),
    "region": gettext_lazy("Region"),
    "opportunities": gettext_lazy("Opportunities"),
    "key_people": gettext_lazy("Key persons"),
    "customer": gettext_lazy("Customer"),
    "department": gettext_lazy("Department"),
    "title": gettext_lazy("Title"),
    "stage": gettext_lazy("Stage"),
    "members": gettext_lazy("Members"),
    "contact": pgettext_lazy("column", "Last contact"),
    "reports_to": TERMS["reporting_line"].label,
}
OF_ONE_LINE: Final[Mapping[tuple[str, str], Text]] = {
    ("decision-chain", "amount"): gettext_lazy("Amount"),
    ("influence", "owner"): gettext_lazy("Current owner"),
}
NAMES: Final[Mapping[str, Text]] = {
    "customer": gettext_lazy("Customer"),
    "influence": gettext_lazy("Key person"),
    "key-person": gettext_lazy("Key person"),
    "decision-chain": gettext_lazy("Opportunity"),
}
"""What the name in a row is the name of."""
MEANINGS: Final = {"reports_to": "reporting_line"}
"""Columns that are explained by a term of another name."""

_DEGREES: Final = tuple(Column(degree, "degree") for degree in DEGREES)
_STANCES: Final = tuple(Column(degree, "center stance-of") for degree in DEGREES)
_NAME: Final = Column("name", "name-of", always=True, upwards=True)
COLUMNS: Final[Mapping[str, tuple[Column, ...]]] = {
    "customer": (
        _NAME,
        Column("owner", upwards=True),
        Column("industry", usual=False, upwards=True),
        Column("region", usual=False, upwards=True),
        Column("amount", "right amount"),
        Column("opportunities", "right"),
        Column("key_people", "right"),
        *_DEGREES,
        Column("strategy", upwards=True),
        Column("completeness", "right"),
        Column("contact", "right", usual=False),
    ),
    "influence": (
        Column("customer", "name-of", always=True, upwards=True),
        Column("department", always=True, upwards=True),
        Column("title", always=True, upwards=True),
        Column("closeness", "center stance-of", always=True),
        Column("owner", always=True, upwards=True),
        Column("name", always=True, upwards=True),
    ),
    "key-person": (
        _NAME,
        Column("customer", upwards=True),
        Column("owner", usual=False, upwards=True),
        *_STANCES,
        *(Column(vote, "center") for vote in VOTES),
        Column("reports_to", upwards=True),
        Column("influencers"),
        Column("completeness", "right"),
        Column("contact", "right"),
    ),
    "decision-chain": (
        _NAME,
        Column("customer", upwards=True),
        Column("owner", upwards=True),
        Column("amount", "right amount"),
        Column("stage", upwards=True),
        Column("members", "right"),
        *_DEGREES,
        Column("reading", only_ours=True, upwards=True),
    ),
}
REPORT_ORDER: Final = {"customer": ("amount", True), "decision-chain": ("amount", True)}
"""What the order of a list is where nobody chose one; persons stand by customer and code."""


def offered(line: str, *, ours: bool) -> tuple[Column, ...]:
    return tuple(column for column in COLUMNS[line] if ours or not column.only_ours)


def shown(line: str, asked: Asked, remembered: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns to show: those of the address, else those the viewer chose before, else the usual.

    Raises `RenmaiError(BAD_VALUE)` for a column in the address that the list has not.
    """
    columns = offered(line, ours=asked.question.ours)
    every = {column.key for column in COLUMNS[line]}
    for key in asked.arranged.columns:
        if key not in every and key != NO_COLUMN:
            raise RenmaiError(ErrorCode.BAD_VALUE, name="columns", value=key)
    chosen = asked.arranged.columns or remembered
    if not chosen:
        return tuple(column for column in columns if column.usual)
    return tuple(column for column in columns if column.always or column.key in chosen)


def choices(line: str, asked: Asked, columns: tuple[Column, ...]) -> list[ColumnChoice]:
    """The columns that may be left out, in their order."""
    optional = [column for column in offered(line, ours=asked.question.ours) if not column.always]
    return [ColumnChoice(column.key, label_of(line, column), column in columns) for column in optional]


def label_of(line: str, column: Column) -> Text:
    if column.key == "name":
        return NAMES[line]
    own = OF_ONE_LINE.get((line, column.key)) or LABELS.get(column.key)
    meant = TERMS.get(column.key)
    return own or (meant.short or meant.label if meant else column.key)


def labelled(line: str, columns: tuple[Column, ...]) -> list[tuple[Column, Text]]:
    return [(column, label_of(line, column)) for column in columns]


def _meaning(column: Column) -> Text:
    """The explanation of a column that is headed by a term."""
    name = MEANINGS.get(column.key, "" if column.key in LABELS else column.key)
    return TERMS[name].meaning if name in TERMS else ""


def heads(line: str, asked: Asked, path: str, columns: tuple[Column, ...]) -> list[Head]:
    return [head(line, asked, path, column) for column in columns]


def head(line: str, asked: Asked, path: str, column: Column) -> Head:
    """The head of a column: its link sorts by it, the other way round if it does already."""
    key, descending = sorted_by(line, asked)
    is_sorted = key == column.key
    wanted = not descending if is_sorted else not column.upwards
    url = path + asked.arranging(sort=column.key, descending=wanted).query(dated=asked.cell is not None)
    return Head(
        key=column.key,
        label=label_of(line, column),
        meaning=_meaning(column),
        place=column.place,
        unit=amount_unit() if column.key == "amount" else "",
        url=url,
        sort=("descending" if descending else "ascending") if is_sorted else "",
    )


def tidied(line: str, asked: Asked, remembered: tuple[str, ...]) -> Asked:
    """The same list with an address that says nothing twice: the usual order and columns go without saying."""
    how, shown_now = asked.arranged.arrangement, shown(line, asked, remembered)
    bare = replace(asked, arranged=replace(asked.arranged, columns=()))
    kept = bare if shown(line, bare, remembered) == shown_now else asked
    if (how.sort, how.descending) == REPORT_ORDER.get(line):
        return replace(kept, arranged=replace(kept.arranged, arrangement=replace(how, sort="", descending=False)))
    return kept


def sorted_by(line: str, asked: Asked) -> tuple[str, bool]:
    """The column a list is sorted by, and whether from the most down."""
    how = asked.arranged.arrangement
    return (how.sort, how.descending) if how.sort else REPORT_ORDER.get(line, ("", False))
