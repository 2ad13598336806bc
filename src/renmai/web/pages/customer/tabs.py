"""The tabs of a customer: what is known of it, and its map."""

from typing import Final

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from renmai.analytics.customer import Alone
from renmai.analytics.listing import Row
from renmai.web.shown import Shown, Tab
from renmai.wording.columns import Text

TABS: Final[dict[str, Text]] = {
    "people": pgettext_lazy("tab", "Key persons"),
    "opportunities": pgettext_lazy("tab", "Opportunities"),
    "competitors": pgettext_lazy("tab", "Competitors"),
    "strategy": pgettext_lazy("tab", "Strategy"),
    "coverage": pgettext_lazy("tab", "Coverage"),
    "activities": pgettext_lazy("tab", "Activities"),
    "history": pgettext_lazy("tab", "History"),
}
MAP: Final = "map"


def customer_tabs(customer: str, one: Alone, shown: Shown, row: Row | None, *, current: str) -> list[Tab]:
    """The map first, then the parts of the customer's page, on the day shown; `customer` is its code."""
    slab, day = one.panel.slabs[0], shown.question.as_of.toordinal()
    counts = {
        "people": row["key_people"]["value"] if row else 0,
        "opportunities": int((slab.opportunities.opened <= day).sum()),
        "activities": int((slab.activities.day <= day).sum()),
    }
    to_map = Tab(MAP, pgettext_lazy("tab", "Map"), _url("customer-map", customer, shown, ""), current == MAP)
    return [
        to_map,
        *(
            Tab(name, label, _url("customer", customer, shown, name), name == current, counts.get(name))
            for name, label in TABS.items()
        ),
    ]


def _url(page: str, customer: str, shown: Shown, tab: str) -> str:
    first = next(iter(TABS))
    return reverse(page, args=[customer]) + shown.day_query(tab if tab != first else "")
