"""The list that a successor works through: what the facts tell, and what was ticked by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, pgettext

from renmai.analytics.customer import alone
from renmai.analytics.handover import Progress, progress
from renmai.domain.handover import TOLD_BY_FACTS, ItemKind
from renmai.store.models import Handover, HandoverItem
from renmai.web.access import Viewer
from renmai.wording.terms import Text

WORDS: Final[dict[ItemKind, Text]] = {
    ItemKind.INTRODUCED: gettext_lazy("Introduced to %(name)s"),
    ItemKind.MEMBERS: gettext_lazy("Met every member of the open decision chains"),
    ItemKind.PLAN: gettext_lazy("Read the plan and took over its open steps"),
    ItemKind.VERIFIED: gettext_lazy("Looked again at the values that had grown stale"),
    ItemKind.TEAM: gettext_lazy("Account team informed"),
    ItemKind.STRATEGY: gettext_lazy("Strategy confirmed"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """`is_needed` is False where there is nothing to do; `by_facts` cannot be ticked by hand."""

    pk: int
    text: str
    url: str
    is_done: bool
    is_needed: bool
    by_facts: bool
    so_far: str
    done_on: str
    done_by: str
    note: str


@dataclass(frozen=True, slots=True)
class AtCustomer:
    code: str
    name: str
    items: list[Item]

    @property
    def needed(self) -> int:
        return sum(item.is_needed for item in self.items)

    @property
    def done(self) -> int:
        return sum(item.is_needed and item.is_done for item in self.items)

    @property
    def is_done(self) -> bool:
        return self.done == self.needed


def items_of(viewer: Viewer, handovers: Iterable[Handover]) -> list[HandoverItem]:
    """The items at customers that the viewer may see today. One statement."""
    rows = HandoverItem.objects.visible_to(viewer.scope, viewer.today).filter(handover__in=list(handovers))
    return list(
        rows.select_related("customer", "key_person", "done_by", "handover").order_by(
            "customer__name", "customer", "pk"
        )
    )


def checklist(viewer: Viewer, handover: Handover, items: Sequence[HandoverItem]) -> list[AtCustomer]:
    """By customer; the order of the items is that in which they were made."""
    found = []
    for customer, some in groupby(items, key=lambda item: item.customer):
        facts = _facts(viewer, handover, customer.code)
        found.append(AtCustomer(customer.code, customer.name, [_item(one, facts) for one in some]))
    return found


def _facts(viewer: Viewer, handover: Handover, customer: str) -> Progress:
    one = alone(viewer.panel, customer)
    if one is None:
        raise LookupError(customer)  # what the gate lets pass is in the panel
    return progress(one.panel, handover.day, viewer.today, handover.to_employee_id)


def _item(row: HandoverItem, facts: Progress) -> Item:
    kind = ItemKind(row.kind)
    done, needed, so_far = _state(row, kind, facts)
    return Item(
        pk=row.pk,
        text=str(WORDS[kind]) % {"name": row.key_person.name} if row.key_person else str(WORDS[kind]),
        url=_url(row, kind),
        is_done=done,
        is_needed=needed,
        by_facts=kind in TOLD_BY_FACTS,
        so_far=so_far,
        done_on=row.done_on.isoformat() if row.done_on else "",
        done_by=row.done_by.name if row.done_by else "",
        note=row.note,
    )


def _state(row: HandoverItem, kind: ItemKind, facts: Progress) -> tuple[bool, bool, str]:
    """Whether it is done and whether it is needed, and how far it has come."""
    if kind is ItemKind.INTRODUCED:
        person = row.key_person.code if row.key_person else ""
        there = person in facts.there
        return person in facts.met, there, "" if there else pgettext("a key person", "no longer there")
    if kind is ItemKind.MEMBERS:
        return _share(facts.members & facts.met, facts.members, gettext("no open decision chain"))
    if kind is ItemKind.VERIFIED:
        return _share(facts.verified, facts.stale, gettext("nothing had grown stale"))
    return row.done_on is not None, True, ""


def _share(done: frozenset[str], all_: frozenset[str], none: str) -> tuple[bool, bool, str]:
    return done == all_, bool(all_), f"{len(done)} / {len(all_)}" if all_ else none


def _url(row: HandoverItem, kind: ItemKind) -> str:
    if row.key_person:
        return reverse("key-person", args=[row.key_person.code])
    tab = {ItemKind.MEMBERS: "opportunities", ItemKind.PLAN: "strategy", ItemKind.STRATEGY: "strategy"}.get(kind, "")
    return reverse("customer", args=[row.customer.code], query={"tab": tab} if tab else None)
