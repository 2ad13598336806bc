"""A list on paper: one line of a table per row, its cells plain words and figures.

The marks of the screen are many small elements, which take the layout engine longer than anybody waits.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import pgettext

from renmai.analytics.listing import Row
from renmai.domain.stance import DEGREES, FEATURES, VOTES
from renmai.output import list_columns as words
from renmai.output.line_list import ListExport
from renmai.output.names import Names
from renmai.web import marks
from renmai.web.numbers import AVERAGE, COUNT, DASH, SHARE, Writer, amount_unit, amounts
from renmai.web.pages.line.columns import labelled, offered
from renmai.wording import terms

UP, DOWN = "▲", "▼"
STAR: Final = "★ "


@dataclass(frozen=True, slots=True)
class PaperCell:
    """`under` stands beneath in small print; `chip` is the class of a mark before the text."""

    text: str
    under: str = ""
    chip: str = ""
    chip_text: str = ""
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class PaperHead:
    label: str
    unit: str
    is_figure: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """A column to print."""

    key: str
    label: terms.Text
    unit: str


@dataclass(frozen=True, slots=True)
class PaperList:
    heads: list[PaperHead]
    rows: list[list[PaperCell]]


@dataclass(frozen=True, slots=True)
class _Writing:
    """What cells need beside their row."""

    names: Names
    amount: Writer


Write = Callable[[Row, _Writing], PaperCell]


def paper_list(rows: Sequence[Row], of: ListExport, heads: Sequence[Wanted]) -> PaperList:
    """Rows of the list under some of its columns."""
    writing = _Writing(of.names, amounts([_value(row.get("amount")) for row in rows]))
    known = CELLS[of.line]
    cells = [[known[head.key](row, writing) for head in heads] for row in rows]
    figures = [bool(cells) and cells[0][at].is_figure for at in range(len(heads))]
    return PaperList(
        [PaperHead(str(head.label), str(head.unit), figure) for head, figure in zip(heads, figures, strict=True)], cells
    )


def usual_heads(line: str, *, leave_out: Sequence[str] = ()) -> list[Wanted]:
    """The columns that a list has unless somebody chose otherwise."""
    columns = [one for one in offered(line, ours=True) if one.usual and one.key not in leave_out]
    return [
        Wanted(one.key, text, amount_unit() if one.key == "amount" else "")
        for one, text in labelled(line, tuple(columns))
    ]


def _value(amount: Any) -> float | None:
    """Of a metric or a bare amount."""
    value: float | None = amount["value"] if isinstance(amount, Mapping) else amount
    return value


def _change(value: float | None, write: Writer) -> str:
    if value is None:
        return ""
    if write.is_flat(value):
        return pgettext("no change", "flat")
    return f"{UP if value > 0 else DOWN}\u202f{write.change(value)}"


def _metric(key: str, write: Callable[[_Writing], Writer]) -> Write:
    def cell(row: Row, writing: _Writing) -> PaperCell:
        writer = write(writing)
        text, under = writer.value(row[key]["value"]), _change(row[key]["change"], writer)
        return PaperCell(text, under, is_figure=True)

    return cell


def _named(key: str, *under: Callable[[Row, Names], words.Cell]) -> Write:
    """The row's name, starred if it is in focus."""

    def cell(row: Row, writing: _Writing) -> PaperCell:
        star = STAR if row.get("focus") else ""
        told = [str(text) for read in under if (text := read(row, writing.names))]
        return PaperCell(star + (row.get(key) or DASH), " · ".join(told))

    return cell


def _text(read: Callable[[Row, Names], words.Cell]) -> Write:
    return lambda row, writing: PaperCell(_told(read(row, writing.names)))


def _told(value: words.Cell) -> str:
    if value is None or value == "":
        return DASH
    return value.isoformat() if isinstance(value, date) else str(value)


def _graded(degree: str) -> Write:
    """Grade and average, how many are known, and the change (a chain's: the lead)."""

    def cell(row: Row, _: _Writing) -> PaperCell:
        is_metric = isinstance(row[degree], Mapping)
        value, change = (row[degree]["value"], row[degree]["change"]) if is_metric else (row[degree], None)
        under = _change(change, AVERAGE) if is_metric else _lead(row["lead"][degree])
        known = f"{row['known'][degree]}/{row['key_people']['value']}" if is_metric else ""
        grade = row["grades"][degree]
        short = str(terms.GRADES[grade].short)
        return PaperCell(AVERAGE.value(value), "  ".join(filter(None, (known, under))), f"grade {grade}", short)

    return cell


def _lead(value: float | None) -> str:
    if value is None:
        return ""
    return f"{terms.MATTERS['lead'].label} {AVERAGE.value(value)}"


def _stance(degree: str) -> Write:
    def cell(row: Row, _: _Writing) -> PaperCell:
        value: int | None = row[degree]
        text = "?" if value is None else AVERAGE.value(value).removesuffix(".00")
        return PaperCell("", chip=f"stance {'un' if value is None else marks.STANCE_CLASSES[value]}", chip_text=text)

    return cell


def _vote(vote: str) -> Write:
    return lambda row, _: PaperCell(str(terms.VOTE_ANSWERS[row[vote]]))


def _share(row: Row, _: _Writing) -> PaperCell:
    return PaperCell(SHARE.value(row["completeness"]), is_figure=True)


def _features(row: Row, _: _Writing) -> PaperCell:
    return PaperCell(f"{round(row['completeness'] * FEATURES)}/{FEATURES}", is_figure=True)


def _reading(row: Row, writing: _Writing) -> PaperCell:
    told = words.reading(row, writing.names)
    return PaperCell(_told(told), str(words.facts(row, writing.names) or ""))


OWNER: Final = _text(words.owner)
CONTACT: Final = _text(lambda row, _: row["contact"])
CELLS: Final[Mapping[str, Mapping[str, Write]]] = {
    "customer": {
        "name": _named("name", lambda row, _: row["code"]),
        "owner": OWNER,
        "industry": _text(lambda row, names: names.customer(row["code"])["industry"]),
        "region": _text(lambda row, names: names.customer(row["code"])["region"]),
        "amount": _metric("amount", lambda writing: writing.amount),
        "opportunities": _metric("opportunities", lambda _: COUNT),
        "key_people": _metric("key_people", lambda _: COUNT),
        **{degree: _graded(degree) for degree in DEGREES},
        "strategy": _text(lambda row, _: str(terms.STRATEGIES[row["strategy"]].label)),
        "completeness": _share,
        "contact": CONTACT,
    },
    "influence": {
        "customer": _text(words.customer_name),
        "department": _text(lambda row, _: row["department"]),
        "title": _text(lambda row, _: row["title"]),
        "closeness": _stance("closeness"),
        "owner": OWNER,
        "name": _text(lambda row, _: row.get("name")),
    },
    "key-person": {
        "name": _named("name", lambda row, _: row["department"], lambda row, _: row["title"]),
        "customer": _text(words.customer_name),
        "owner": OWNER,
        **{degree: _stance(degree) for degree in DEGREES},
        **{vote: _vote(vote) for vote in VOTES},
        "reports_to": _text(words.reports_to),
        "influencers": _text(words.influencers),
        "completeness": _features,
        "contact": CONTACT,
    },
    "decision-chain": {
        "name": _named("name", lambda row, _: row["opportunity"]),
        "customer": _text(words.customer_name),
        "owner": OWNER,
        "amount": lambda row, writing: PaperCell(writing.amount.value(row["amount"]), is_figure=True),
        "stage": _text(lambda row, _: row["stage"]),
        "members": lambda row, _: PaperCell(COUNT.value(row["members"]), is_figure=True),
        **{degree: _graded(degree) for degree in DEGREES},
        "reading": _reading,
    },
}
