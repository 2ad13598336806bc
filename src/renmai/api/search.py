"""Finding customers, key persons and opportunities by their words: what the search page finds, as data."""

from collections.abc import Iterator
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router

from renmai.analytics.found import Hits, find
from renmai.analytics.key_person import by_slab
from renmai.analytics.panel import Panel
from renmai.analytics.search import LONGEST_SEARCH
from renmai.analytics.slab import Slab
from renmai.api.looking import looking
from renmai.api.schema import errors
from renmai.output.agents.answers import Found, Hit

router = Router()
MOST = 20


@router.get("", response=Found, openapi_extra={"responses": errors()})
def search(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=LONGEST_SEARCH)],
    most: Annotated[int, Query(ge=1, le=MOST)] = MOST,
) -> Found:
    """What may be seen today and holds every word of `q`; at most `most` of each kind."""
    with looking(request) as caller:
        found = find(caller.panel, caller.scope, caller.today, q, most)
        if found is None:
            return Found(hits=[], totals={})
        hits = [
            *_customers(caller.panel, found.customers),
            *_people(caller.panel, found.people),
            *_opportunities(caller.panel, found.opportunities),
        ]
        totals = {
            "customers": found.customers.total,
            "key_people": found.people.total,
            "opportunities": found.opportunities.total,
        }
        return Found(hits=hits, totals=totals)


def _rows(hits: Hits, panel: Panel, offsets: list[int]) -> Iterator[tuple[Slab, int, bool]]:
    for (number, at), there in zip(by_slab(hits.places, offsets), hits.present, strict=True):
        yield panel.slabs[number], at, bool(there)


def _customers(panel: Panel, hits: Hits) -> Iterator[Hit]:
    for slab, at, there in _rows(hits, panel, panel.customer_offsets):
        code, name = str(slab.customers.code[at]), str(slab.customers.name[at])
        place = str(slab.customers.industry[at])
        yield Hit(
            kind="customer", code=code, name=name, customer=code, customer_name=name, place=place, is_current=there
        )


def _people(panel: Panel, hits: Hits) -> Iterator[Hit]:
    for slab, at, there in _rows(hits, panel, panel.person_offsets):
        people, of = slab.people, int(slab.people.customer[at])
        yield Hit(
            kind="key_person",
            code=str(people.code[at]),
            name=str(people.name[at]),
            customer=str(slab.customers.code[of]),
            customer_name=str(slab.customers.name[of]),
            place=" · ".join(filter(None, (str(people.department[at]), str(people.title[at])))),
            is_current=there,
        )


def _opportunities(panel: Panel, hits: Hits) -> Iterator[Hit]:
    for slab, at, there in _rows(hits, panel, panel.opportunity_offsets):
        table, of = slab.opportunities, int(slab.opportunities.customer[at])
        yield Hit(
            kind="opportunity",
            code=str(table.code[at]),
            name=str(table.name[at]),
            customer=str(slab.customers.code[of]),
            customer_name=str(slab.customers.name[of]),
            place=str(table.stage[at]),
            is_current=there,
        )
