"""The customers of the portfolio: what is followed, recommended and chosen, and what it was before."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy, pgettext_lazy

from renmai.analytics.listing import Row
from renmai.analytics.lists.portfolio import subjects
from renmai.analytics.portfolio import Picked, listing
from renmai.web.access import Viewer
from renmai.web.listed import Column, Listed, Place, cut, listed
from renmai.web.marks import TERMS
from renmai.web.numbers import DASH, PERCENT, Writer, amount_unit, amounts
from renmai.web.pages.line.rows import door, open_today
from renmai.web.parameters import Asked
from renmai.wording.terms import STRATEGIES, Term


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """`was` is there where another strategy was followed in the previous period."""

    code: str
    name: str
    url: str
    focus: bool
    owner: str
    amount: str
    strategy: Term
    strategy_name: str
    was: Term | None
    recommended: Term
    is_chosen: bool
    is_against: bool
    completeness: str


def columns() -> list[Column]:
    return [
        Column("name", gettext_lazy("Customer"), "name-of", upwards=True),
        Column("owner", gettext_lazy("Owner"), upwards=True),
        Column("amount", TERMS["amount"].label, "right", amount_unit()),
        Column("followed", pgettext_lazy("strategies", "Followed"), upwards=True),
        Column("recommended", pgettext_lazy("strategies", "Recommended"), upwards=True),
        Column("", pgettext_lazy("strategies", "In the previous period")),
        Column("completeness", TERMS["completeness"].label, "right"),
    ]


def portfolio_list(viewer: Viewer, asked: Asked, path: str, picked: Picked, more: Mapping[str, str]) -> Listed:
    """The page of customers asked for; `more` is how the address says what is picked."""
    panel, question = viewer.panel, asked.question
    place = Place(path, more)
    found = cut(listing(panel, question, picked), subjects(panel, question), asked, place)
    rows, opened = found.page[:], open_today(viewer, found.page.subjects)
    write = amounts([row["amount"] for row in rows])
    made = [_row(viewer, row, is_open, write) for row, is_open in zip(rows, opened, strict=True)]
    return listed(found, made, columns(), asked, place)


def _row(viewer: Viewer, row: Row, is_open: bool, write: Writer) -> PortfolioRow:
    was = row["was"] if row["was"] != row["strategy"] else None
    return PortfolioRow(
        code=row["code"],
        name=row["name"],
        url=door("customer", row["code"], is_open=is_open),
        focus=row["focus"],
        owner=viewer.panel.employee_name(row["owner"]) if row["owner"] else DASH,
        amount=write.value(row["amount"]),
        strategy=STRATEGIES[row["strategy"]],
        strategy_name=row["strategy"],
        was=STRATEGIES[was] if was else None,
        recommended=STRATEGIES[row["recommended"]],
        is_chosen=row["chosen"] is not None,
        is_against=row["chosen"] not in (None, row["recommended"]),
        completeness=PERCENT.value(row["completeness"]),
    )
