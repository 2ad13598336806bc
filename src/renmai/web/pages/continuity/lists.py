"""The list behind a number, row by row: customers, key persons or decision chains."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from renmai.analytics.continuity import SUBJECTS
from renmai.analytics.listing import Row
from renmai.domain.stance import VOTES
from renmai.web import marks
from renmai.web.access import Viewer
from renmai.web.numbers import COUNT, DASH, amounts


@dataclass(frozen=True, slots=True)
class ListRow:
    """`url` is blank where the viewer may not see more."""

    name: str
    url: str
    under: str
    customer: str = ""
    customer_url: str = ""
    amount: str = ""
    count: str = ""
    closeness: SafeString | None = None
    votes: tuple[SafeString, ...] = ()
    met: str = ""
    owner: str = ""


def kind_of(figure: str) -> str:
    """customers, opportunities, people, or masked."""
    return "masked" if figure == "outside" else SUBJECTS.get(figure, "people")


def list_rows(viewer: Viewer, figure: str, rows: list[Row]) -> list[ListRow]:
    make = {"customers": _customer, "opportunities": _chain, "people": _person}
    kind = kind_of(figure)
    if kind == "masked":
        return [_masked(viewer, row) for row in rows]
    return [make[kind](row) for row in rows]


def _customer(row: Row) -> ListRow:
    return ListRow(
        row["name"],
        reverse("customer", args=[row["code"]]),
        row["code"],
        amount=amounts([row["amount"]]).value(row["amount"]),
        count=COUNT.value(row["opportunities"]),
    )


def _chain(row: Row) -> ListRow:
    why = (
        pgettext("a chain at risk", "nobody else has met anybody") if row["chains_met"] else "",
        pgettext("a chain at risk", "nobody else can sway anybody") if row["chains_swayed"] else "",
    )
    return ListRow(
        row["name"],
        reverse("opportunity", args=[row["code"]]),
        " · ".join(filter(None, why)),
        customer=row["customer_name"],
        customer_url=reverse("customer", args=[row["customer"]]),
        amount=amounts([row["amount"]]).value(row["amount"]),
        count=COUNT.value(row["members"]),
    )


def _person(row: Row) -> ListRow:
    return ListRow(
        row["name"],
        reverse("key-person", args=[row["code"]]),
        _place(row),
        customer=row["customer_name"],
        customer_url=reverse("customer", args=[row["customer"]]),
        closeness=marks.stance_chip(row["closeness"]),
        votes=tuple(marks.vote_badge(vote, row[vote]) for vote in VOTES),
        met=row["met"].isoformat() if row["met"] else DASH,
    )


def _masked(viewer: Viewer, row: Row) -> ListRow:
    owner = viewer.panel.roster.employee_of_code.get(row["owner"] or "")
    return ListRow(
        _place(row) or DASH,
        "",
        "",
        customer=viewer.panel.customer_card(row["customer"])["name"],
        closeness=marks.stance_chip(row["closeness"]),
        owner=owner.name if owner else DASH,
    )


def _place(row: dict[str, Any]) -> str:
    return " · ".join(filter(None, (row["department"], row["title"])))
