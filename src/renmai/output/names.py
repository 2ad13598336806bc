"""The names behind the codes of a report's rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from renmai.analytics.panel import Panel


@dataclass(frozen=True, slots=True)
class Colleagues:
    """The key persons of one customer, past ones too: what rows say of each other by code."""

    names: Mapping[str, str]
    top: frozenset[str]
    nobody_found: frozenset[str]


@dataclass(slots=True)
class Names:
    """Looks each customer up once."""

    panel: Panel
    _colleagues: dict[str, Colleagues] = field(default_factory=dict)
    _cards: dict[str, dict[str, str]] = field(default_factory=dict)

    def customer(self, code: str) -> dict[str, str]:
        """Name, industry and region."""
        if code not in self._cards:
            self._cards[code] = self.panel.customer_card(code)
        return self._cards[code]

    def employee(self, code: str | None) -> str | None:
        return self.panel.employee_name(code) if code else None

    def competitor(self, code: str) -> str:
        return dict(self.panel.competitors).get(code, "")

    def colleagues(self, customer: str) -> Colleagues:
        if customer not in self._colleagues:
            self._colleagues[customer] = colleagues_at(self.panel, customer)
        return self._colleagues[customer]


def colleagues_at(panel: Panel, customer: str) -> Colleagues:
    """Raises `KeyError` for a customer that does not exist."""
    found = panel.find_customer(customer)
    if found is None:
        raise KeyError(customer)
    slab, at = found
    people = slab.people.rows(slice(int(slab.person_edges[at]), int(slab.person_edges[at + 1])))
    return Colleagues(
        dict(zip(people.code.tolist(), people.name.tolist(), strict=True)),
        frozenset(people.code[people.top].tolist()),
        frozenset(people.code[people.nobody_found].tolist()),
    )
