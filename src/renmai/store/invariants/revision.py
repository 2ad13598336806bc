"""Revisions: every number once, and each names whom it changed, or a running server would not hear of it."""

from collections.abc import Iterator

from django.db.models import Count, Exists, Max, Min, OuterRef

from renmai.store.facts import table_of
from renmai.store.models import ChangedCustomer, Revision
from renmai.store.models.recorded import Recorded
from renmai.store.texts import every_model
from renmai.store.visible import Gated


def gaps() -> Iterator[str]:
    """Numbers that are missing between the first and the last."""
    told = Revision.objects.aggregate(first=Min("number"), last=Max("number"), count=Count("number"))
    if not told["count"] or (told["first"], told["count"]) == (1, told["last"]):
        return
    if told["first"] != 1:
        yield "store_revision 1"
    follows = Revision.objects.filter(number=OuterRef("number") + 1)
    before_gaps = Revision.objects.filter(~Exists(follows), number__lt=told["last"]).order_by("number")
    yield from (f"store_revision {number + 1}" for number in before_gaps.values_list("number", flat=True))


def unnoticed() -> Iterator[str]:
    """Facts whose revision does not say that their customer changed: a panel that was spliced lacks them."""
    for model in every_model():
        if issubclass(model, Gated) and issubclass(model, Recorded) and model.is_fact:
            noticed = ChangedCustomer.objects.filter(
                revision=OuterRef("revision"), customer=OuterRef(_path(model.customer_path))
            )
            rows = model.unscoped.filter(~Exists(noticed), revision__everything=False).order_by("pk")
            found = rows.values_list("pk", "revision_id").iterator()
            yield from (f"{table_of(model)} {pk}, {number}" for pk, number in found)


def _path(path: str) -> str:
    return "pk" if path in ("id", "pk") else path
