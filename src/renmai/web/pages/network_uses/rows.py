"""Uses of influence as rows of a page: what helped whom, who confirmed it, and what its reader may do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext, pgettext, pgettext_lazy

from renmai.domain.influence_use import UseGrade, UseState
from renmai.store.influence_use import LedgerRow
from renmai.web.fields import Option
from renmai.web.numbers import COUNT, amounts
from renmai.wording.columns import WORDS, Text
from renmai.wording.disclosure import UNNAMED

STATES: Final[dict[UseState, Text]] = {
    UseState.COUNTS: pgettext_lazy("of a use", "confirmed"),
    UseState.LATE: pgettext_lazy("of a use", "confirmed late, after the close"),
    UseState.WAITS_FOR_OWNER: pgettext_lazy("of a use", "waits for the deal's side"),
    UseState.WAITS_FOR_EMPLOYEE: pgettext_lazy("of a use", "waits for the helper"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What was sent about a use and refused, and why."""

    pk: int
    problem: str
    grade: str = ""
    named: bool = True
    text: str = ""
    names_deal: bool = False


@dataclass(frozen=True, slots=True)
class UseRow:
    """One use. Links are blank where the reader may not open them; `said` is what was refused."""

    told: LedgerRow
    helper: str
    deal: str
    deal_url: str
    customer_url: str
    person: str
    person_url: str
    grade: Text
    state: Text
    confirmed: str
    grades: list[Option]
    chosen: str
    said: Said | None

    @property
    def is_named(self) -> bool:
        """What the form proposes: what holds, or what was sent."""
        return self.said.named if self.said else self.told.is_named

    @property
    def may_thank(self) -> bool:
        return not self.told.is_own and self.told.counts


def use_rows(rows: Iterable[LedgerRow], said: Said | None = None) -> list[UseRow]:
    return [_row(one, said if said and said.pk == one.pk else None) for one in rows]


def _row(told: LedgerRow, said: Said | None) -> UseRow:
    return UseRow(
        told=told,
        helper=_helper(told),
        deal=told.deal or gettext("a deal at %(customer)s") % {"customer": told.customer},
        deal_url=reverse("opportunity", args=[told.deal_code], query={"tab": "uses"}) if told.deal_code else "",
        customer_url=reverse("customer", args=[told.customer_code]) if told.customer_code else "",
        person=told.person or told.place or gettext("a key person"),
        person_url=reverse("key-person", args=[told.person_code]) if told.person_code else "",
        grade=WORDS["grade"].get(told.grade, ""),
        state=_state(told),
        confirmed=_confirmed(told),
        grades=_grades(told),
        chosen=said.grade if said else told.grade,
        said=said,
    )


def _helper(told: LedgerRow) -> str:
    if not told.is_own:
        return told.helper or str(UNNAMED)
    return pgettext("who helped", "I") if told.is_named else pgettext("who helped", "I, without my name")


def _state(told: LedgerRow) -> Text:
    is_asked = told.owner_confirmed_on or told.employee_confirmed_on
    return STATES[told.state] if is_asked else pgettext("of a use", "counts; nobody was asked")


def _confirmed(told: LedgerRow) -> str:
    """Which side confirmed, and when."""
    sides: Mapping[str, date | None] = {
        gettext("the deal's side"): told.owner_confirmed_on,
        gettext("the helper"): told.employee_confirmed_on,
    }
    return " · ".join(f"{side} {day.isoformat()}" for side, day in sides.items() if day)


def _grades(told: LedgerRow) -> list[Option]:
    """What the use may be called: only what it is, once the deal is closed."""
    words = [Option(one.value, WORDS["grade"][one.value]) for one in UseGrade]
    if told.is_frozen:
        return [option for option in words if option.value == told.grade]
    return words if told.grade else [Option("", "—"), *words]


@dataclass(frozen=True, slots=True)
class Year:
    """What one's help achieved in a year; `hidden` counts deals whose amount one does not see."""

    year: str
    deals: str
    amount: str
    hidden: str


def years(rows: Iterable[LedgerRow]) -> list[Year]:
    """Deals won with confirmed help by the year of the close, the latest first; each deal once."""
    won = {row.deal_key: row for row in rows if row.counts and row.is_won and row.closed_on}
    found: dict[int, list[LedgerRow]] = {}
    for row in won.values():
        if row.closed_on:
            found.setdefault(row.closed_on.year, []).append(row)
    sums = {year: [float(row.amount) for row in deals if row.amount is not None] for year, deals in found.items()}
    write = amounts([sum(each) for each in sums.values()])
    return [
        Year(
            year=str(year),
            deals=COUNT.value(len(found[year])),
            amount=write.value(sum(sums[year])) if sums[year] else "",
            hidden=COUNT.value(len(found[year]) - len(sums[year])) if len(sums[year]) < len(found[year]) else "",
        )
        for year in sorted(found, reverse=True)
    ]
