"""The relationship map as a file: the page says what is shown and where, the server what is written there."""

from collections.abc import Callable, Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from renmai.domain.asking import read_day
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.output.file_name import file_name
from renmai.output.relationship_map.pdf import pdf_of
from renmai.output.relationship_map.picture import MapKind, Picture
from renmai.output.relationship_map.svg import svg_of
from renmai.store.actions.exports import record_export
from renmai.store.models import Customer, Opportunity
from renmai.web.access import Viewer, customer_of, viewer_required
from renmai.web.pages.export.download import download
from renmai.web.pages.export.map_facts import Wanted, facts_on
from renmai.web.pages.export.map_layout import MapLayout, read_layout
from renmai.web.pages.export.map_picture import map_picture
from renmai.web.pages.export.map_words import map_head

FIELD: Final = "picture"
"""The form field with the layout as JSON."""


def _svg(picture: Picture) -> bytes:
    return svg_of(picture).encode()


def _pptx(picture: Picture) -> bytes:
    from renmai.output.relationship_map.pptx import pptx_of  # noqa: PLC0415 -- half a second that only slides need

    return pptx_of(picture)


FORMS: Final[Mapping[str, Callable[[Picture], bytes]]] = {"svg": _svg, "pdf": pdf_of, "pptx": _pptx}


@require_POST
@viewer_required
def relationship_map(request: HttpRequest, viewer: Viewer, code: str, form: str) -> HttpResponse:
    """The map of a customer on a day, in the audit trail before it leaves.

    Raises `RenmaiError` for a layout that cannot be read (BAD_MAP, MAP_TOO_LARGE) or does not hold (NOT_ON_MAP).
    """
    customer = customer_of(viewer, code)
    layout = read_layout(request.POST.get(FIELD, ""))
    facts = facts_on(viewer, customer, _wanted(viewer, customer, layout))
    head = map_head(viewer, layout, facts)
    made = FORMS[form](map_picture(layout, facts, head))
    name = file_name(head, facts.day.isoformat(), form)
    record_export(name, viewer.employee.code, head.exported_at, asked=head.told(), rows=len(layout.cards))
    return download(made, name)


def _wanted(viewer: Viewer, customer: Customer, layout: MapLayout) -> Wanted:
    if layout.kind is MapKind.FISHBONE and layout.opportunity is None:
        raise RenmaiError(ErrorCode.BAD_MAP, part="opportunity")
    day = read_day(layout.as_of, viewer.today)
    if layout.party is not None and layout.party not in dict(viewer.panel.competitors):
        known = ", ".join(code for code, _ in viewer.panel.competitors)
        raise RenmaiError(ErrorCode.UNKNOWN_COMPETITOR, competitor=layout.party, known=known)
    return Wanted(
        day,
        read_day(layout.compared, viewer.today) if layout.compared else None,
        layout.party,
        _opportunity(viewer, customer, layout.opportunity, day.isoformat()) if layout.opportunity else None,
    )


def _opportunity(viewer: Viewer, customer: Customer, code: str, day: str) -> Opportunity:
    rows = Opportunity.objects.visible_to(viewer.scope, viewer.today).filter(customer=customer.pk, code=code)
    found: Opportunity | None = rows.first()
    if found is None:
        raise RenmaiError(ErrorCode.NOT_ON_MAP, part="opportunity", date=day)
    return found
