"""The private network of a bundle once more, one row after the other: what the panel is held against.

`named` says of each influence by us, by its place among the bundle's influences, whether its owner agreed to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from renmai.analytics.panel import Panel, build_panel
from renmai.domain.question import COMPANY, OURS, Question, View, ViewKind
from tests.bundles import Bundle, Row
from tests.panels import counts, facts_of

DEGREES = ("closeness", "solution", "price")
VOTES = ("veto", "approver")


def is_named(place: int, seed: int) -> bool:
    """Two of three are, which ones the seed decides."""
    return (place * 7 + seed) % 3 != 0


def panel_with_unnamed(bundle: Bundle, seed: int) -> Panel:
    """The panel of a bundle in which some of us have not agreed to be named; uses follow the influences' rule."""
    facts = facts_of(bundle)
    influences, uses = facts.book.influences, facts.book.uses
    named = np.array([is_named(at, seed) for at in range(len(influences.person))], dtype=np.bool_)
    agreed = np.array([is_named(at, seed) for at in range(len(uses.employee))], dtype=np.bool_)
    hidden = (influences.kind == 1) & ~named
    book = replace(
        facts.book,
        influences=replace(influences, influencer=np.where(hidden, 0, influences.influencer)),
        uses=replace(uses, employee=np.where(agreed, uses.employee, 0)),
    )
    return build_panel(replace(facts, book=book))


def without_unnamed(bundle: Bundle, seed: int) -> Bundle:
    """The same bundle as if nobody had ever told what names nobody."""
    influences = [
        row for at, row in enumerate(bundle.get("influences", [])) if row["kind"] != "ours" or is_named(at, seed)
    ]
    uses = [row for row in bundle.get("influence_uses", []) if counts(row)]
    uses = [row for at, row in enumerate(uses) if is_named(at, seed)]
    return {**bundle, "influences": influences, "influence_uses": uses}


def lasts(start: Any, stop: Any, day: date) -> bool:
    return (start is None or start <= day) and (stop is None or day < stop)


@dataclass(frozen=True)
class Sway:
    person: str
    employee: str
    named: bool


class ByHand:
    """One bundle on one day; `seed` decides who is named."""

    def __init__(self, bundle: Bundle, seed: int, question: Question, day: date) -> None:
        self.bundle, self.question, self.day = bundle, question, day
        self.customers = {
            row["code"]: row
            for row in bundle.get("customers", [])
            if lasts(row["created_on"], row["closed_on"], day) and self._passes(row)
        }
        self.everybody = {
            str(row["code"]): row
            for row in bundle.get("key_people", [])
            if row["customer"] in self.customers and lasts(row["joined_on"], row["left_on"], day)
        }
        self.owners = {
            row["customer"]: row["employee"]
            for row in bundle.get("ownerships", [])
            if lasts(row["valid_from"], row["valid_to"], day)
        }
        self.staff = {str(row["code"]): row for row in bundle.get("employees", [])}
        self.sways = list(self._sways(seed))
        self.rivals = [
            (str(row["key_person"]), str(row["influencer"]))
            for row in bundle.get("influences", [])
            if row["kind"] == "competitor" and self._counts(row)
        ]

    def _passes(self, customer: Row) -> bool:
        filters = self.question.filters
        return (
            filters.industry in (None, customer["industry"])
            and filters.region in (None, customer["region"])
            and (bool(customer["focus"]) or not filters.focus)
        )

    def _counts(self, influence: Row) -> bool:
        inside = lasts(influence["valid_from"], influence["valid_to"], self.day)
        return inside and influence["key_person"] in self.everybody

    def _sways(self, seed: int) -> Iterable[Sway]:
        for at, row in enumerate(self.bundle.get("influences", [])):
            if row["kind"] != "ours" or not self._counts(row):
                continue
            employee = self.staff[str(row["influencer"])]
            if lasts(employee["joined_on"], employee["left_on"], self.day):
                yield Sway(str(row["key_person"]), str(row["influencer"]), is_named(at, seed))

    def employees(self, view: View) -> set[str]:
        if view.kind is ViewKind.PERSONAL:
            return {view.code}
        if view.kind is ViewKind.COMPANY:
            return set(self.staff)
        teams = {view.code}
        while more := {str(t["code"]) for t in self.bundle["teams"] if t["parent"] in teams} - teams:
            teams |= more
        return {code for code, row in self.staff.items() if row["team"] in teams}

    def customers_in(self, view: View) -> set[str]:
        if view == COMPANY:
            return {str(code) for code in self.customers}
        mine = self.employees(view)
        return {str(code) for code in self.customers if self.owners.get(code) in mine}

    def public(self) -> set[str]:
        customers = self.customers_in(self.question.view)
        return {code for code, row in self.everybody.items() if row["customer"] in customers}

    def private(self, view: View) -> set[str]:
        if view == COMPANY:
            return {one.person for one in self.sways}
        own, mine = view.is_of(self.question.own_of), self.employees(view)
        return {one.person for one in self.sways if one.employee in mine and (own or one.named)}

    def state(self, person: str) -> dict[str, Any]:
        """The last assessment towards us, everything unknown before the first."""
        rows: list[dict[str, Any]] = [{**dict.fromkeys((*DEGREES, *VOTES)), "effective_on": date.min}]
        rows += [
            row
            for row in self.bundle.get("assessments", [])
            if row["key_person"] == person and row["party"] in (None, "")
        ]
        # A second assessment of the same day corrects the first.
        return sorted((row for row in rows if row["effective_on"] <= self.day), key=lambda row: row["effective_on"])[-1]

    def uninsighted(self, people: set[str]) -> set[str]:
        return {one for one in people if any(self.state(one)[name] is None for name in (*DEGREES, *VOTES))}

    def sets(self) -> dict[str, set[str]]:
        public, everyone = self.public(), set(self.everybody)
        reached = {one.person for one in self.sways}
        if self.question.party != OURS:
            theirs = {person for person, rival in self.rivals if rival == self.question.party and person in public}
            ours = reached & public
            votes = {one for one in theirs if any(self.state(one)[name] is True for name in VOTES)}
            return {
                "everybody": everyone,
                "public": public,
                "theirs": theirs,
                "ours": ours,
                "theirs_only": theirs - ours,
                "contested": theirs & ours,
                "ours_only": ours - theirs,
                "votes": votes,
            }
        rivalled = {person for person, _ in self.rivals}
        to_do = {"reachable": self.uninsighted(public & reached), "contested": public & reached & rivalled}
        private = self.private(self.question.view)
        found = {"everybody": everyone, "public": public, "private": private} | to_do
        if self.question.view != COMPANY:
            return found | {"public_only": public - private, "both": public & private, "private_only": private - public}
        sales = {one.person for one in self.sways if one.named and self.staff[one.employee]["sales"]}
        others = {one.person for one in self.sways if one.named and not self.staff[one.employee]["sales"]}
        return found | {
            "sales": sales,
            "others": others,
            "sales_only": sales - others,
            "sales_and_others": sales & others,
            "others_only": others - sales,
            "unnamed_only": private - sales - others,
        }

    def sole(self, sways: list[Sway]) -> str | None:
        """Who alone is behind some influences: a code, "" for one who is not named, None for nobody and several."""
        own = self.question.view.is_of(self.question.own_of)
        names = {one.employee if one.named or (own and one.employee == self.question.own_of) else "" for one in sways}
        if names == {""}:
            alone = len({one.employee for one in sways}) == 1
            return "" if alone and self.question.view == COMPANY else None
        return names.pop() if len(names) == 1 else None

    def sole_people(self) -> dict[str, str]:
        found = {person: self.sole([one for one in self.sways if one.person == person]) for person in self.public()}
        return {person: code for person, code in found.items() if code is not None}

    def sole_customers(self) -> dict[str, str]:
        at = {code: row["customer"] for code, row in self.everybody.items()}
        found = {
            customer: self.sole([one for one in self.sways if at[one.person] == customer])
            for customer in self.customers_in(self.question.view)
        }
        return {customer: code for customer, code in found.items() if code is not None}

    def open_amount(self, customers: Iterable[str]) -> Decimal:
        chosen = set(customers)
        return sum(
            (
                Decimal(str(row["amount"] or 0))
                for row in self.bundle.get("opportunities", [])
                if row["customer"] in chosen and lasts(row["opened_on"], row["closed_on"], self.day)
            ),
            Decimal(0),
        )
