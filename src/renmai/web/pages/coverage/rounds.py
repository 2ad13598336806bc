"""Rounds of coverage as rows of a page: how far each has come, by whom and with whom, and what is overdue."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from renmai.analytics.coverage_matrix import contact_days
from renmai.domain.coverage import ContactState, contact_state
from renmai.store.models import CoverageRound, Customer, PlannedContact
from renmai.web import marks
from renmai.web.access import Viewer
from renmai.wording.columns import Text

STATES: Final[dict[str, Text]] = {
    "met": pgettext_lazy("planned contact", "met"),
    "late": pgettext_lazy("planned contact", "met late"),
    "open": pgettext_lazy("planned contact", "open"),
    "overdue": pgettext_lazy("planned contact", "overdue"),
}
RANK: Final = ("overdue", "open", "late", "met")


@dataclass(frozen=True, slots=True)
class ContactRow:
    """`on` is the day of the contact that decides it; `record_url` where the contact can be recorded by this viewer."""

    pk: int
    person: str
    person_url: str
    place: str
    employee: str
    state: str
    state_word: Text
    on: str
    record_url: str


@dataclass(frozen=True, slots=True)
class Part:
    """How many of one colleague's, or of one key person's, planned contacts were made."""

    name: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class RoundRow:
    code: str
    url: str
    name: str
    starts_on: str
    due_on: str
    is_closed: bool
    contacts: list[ContactRow] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.contacts)

    @property
    def done(self) -> int:
        return sum(row.state in ("met", "late") for row in self.contacts)

    @property
    def overdue(self) -> list[ContactRow]:
        return [] if self.is_closed else [row for row in self.contacts if row.state == "overdue"]

    @property
    def bar(self) -> SafeString:
        return marks.share_bar(self.done / self.total if self.total else 0.0)

    @property
    def by_employee(self) -> list[Part]:
        return _parts((row.employee, row.state) for row in self.contacts)

    @property
    def by_person(self) -> list[Part]:
        return _parts((row.person, row.state) for row in self.contacts)


def _parts(rows: Iterable[tuple[str, str]]) -> list[Part]:
    rows = list(rows)
    done = Counter(name for name, state in rows if state in ("met", "late"))
    return [Part(name, done[name], total) for name, total in Counter(name for name, _ in rows).items()]


def rounds_of(viewer: Viewer, customer: Customer, day: date) -> list[RoundRow]:
    """The rounds of a customer, those under way first, the latest first; a past day knows none of later ones.

    Two statements.
    """
    found = CoverageRound.objects.visible_to(viewer.scope, viewer.today).filter(customer=customer)
    if day < viewer.today:
        found = found.filter(starts_on__lte=day)
    rows = sorted(with_contacts(viewer, found), key=lambda one: (one.closed, -one.due_on.toordinal(), one.code))
    days = contact_days(viewer.panel, customer.code)
    return [round_row(viewer, one, days, day) for one in rows]


def with_contacts(viewer: Viewer, rounds: QuerySet[CoverageRound]) -> list[CoverageRound]:
    contacts = PlannedContact.objects.visible_to(viewer.scope, viewer.today).select_related("key_person", "employee")
    return list(rounds.prefetch_related(Prefetch("contacts", queryset=contacts.order_by("pk"))))


Days = Mapping[tuple[int, int], Sequence[date]]


def round_row(viewer: Viewer, found: CoverageRound, days: Days, day: date) -> RoundRow:
    """`days` are those on which one of us met somebody there, by keys of person and employee."""
    contacts = [_contact(viewer, found, one, days, day) for one in found.contacts.all()]
    return RoundRow(
        code=found.code,
        url=reverse("coverage-round", args=[found.code]),
        name=found.name,
        starts_on=found.starts_on.isoformat(),
        due_on=found.due_on.isoformat(),
        is_closed=found.closed,
        contacts=sorted(contacts, key=lambda row: RANK.index(row.state)),
    )


def _contact(viewer: Viewer, found: CoverageRound, one: PlannedContact, days: Days, day: date) -> ContactRow:
    met_on = days.get((one.key_person_id, one.employee_id), [])
    state, on = contact_state(met_on, found.starts_on, found.due_on, day)
    person, mine = one.key_person, one.employee_id == viewer.employee.pk
    return ContactRow(
        pk=one.pk,
        person=person.name,
        person_url=reverse("key-person", args=[person.code]),
        place=" · ".join(part for part in (person.department, person.title) if part),
        employee=one.employee.name,
        state=state.value,
        state_word=STATES[state.value],
        on=on.isoformat() if on else "",
        record_url=reverse("contact", query={"person": person.code}) if mine and not state.is_done else "",
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """All rounds under way of one customer together."""

    done: int
    total: int
    overdue: int

    @property
    def bar(self) -> SafeString:
        return marks.share_bar(self.done / self.total if self.total else 0.0)


def progress_of(viewer: Viewer, day: date, codes: Sequence[str]) -> dict[str, Progress]:
    """By customer of `codes` with a round under way and seen by the viewer today. Two statements, however many."""
    found = CoverageRound.objects.visible_to(viewer.scope, viewer.today).filter(
        closed=False, customer__code__in=codes, starts_on__lte=day
    )
    states: dict[str, list[ContactState]] = {}
    days: dict[str, Days] = {}
    for one in with_contacts(viewer, found.select_related("customer")):
        code = one.customer.code
        met = days.setdefault(code, contact_days(viewer.panel, code))
        states.setdefault(code, []).extend(_states(one, met, day))
    return {code: _progress(of) for code, of in states.items()}


def _states(found: CoverageRound, days: Days, day: date) -> list[ContactState]:
    return [
        contact_state(days.get((one.key_person_id, one.employee_id), []), found.starts_on, found.due_on, day)[0]
        for one in found.contacts.all()
    ]


def _progress(states: Sequence[ContactState]) -> Progress:
    return Progress(
        sum(state.is_done for state in states), len(states), sum(state is ContactState.OVERDUE for state in states)
    )
