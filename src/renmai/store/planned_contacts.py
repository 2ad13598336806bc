"""One's own planned contacts: the only rows about a customer that somebody sees without seeing it (spec 1.4).

Who may not see the customer learns no more than where to go: customer, department and title, as in the
influence line, and until when. The name, the code and the round stay with those who see the customer.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from renmai.domain.scope import Scope
from renmai.store.models import ActivityPerson, Customer, Employee, PlannedContact


@dataclass(frozen=True, slots=True)
class OwnContact:
    """A contact not made yet; everything with a default is blank where the customer is not seen."""

    customer: str
    department: str
    title: str
    due_on: date
    person: str = ""
    code: str = ""
    customer_code: str = ""
    round: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the viewer may see the customer."""
        return bool(self.customer_code)


def own_contacts(employee: Employee, scope: Scope, today: date) -> list[OwnContact]:
    """The open ones of rounds under way, by day; who has left the customer is not to be met. Two statements."""
    made = ActivityPerson.unscoped.filter(
        key_person=OuterRef("key_person"),
        activity__employee=employee,
        activity__occurred_on__gte=OuterRef("round__starts_on"),
        activity__occurred_on__lte=today,
    )
    rows = PlannedContact.unscoped.filter(
        ~Exists(made),
        Q(key_person__left_on=None) | Q(key_person__left_on__gt=today),
        Q(round__customer__closed_on=None) | Q(round__customer__closed_on__gt=today),
        employee=employee,
        round__closed=False,
        round__starts_on__lte=today,
    )
    found = list(rows.select_related("round__customer", "key_person").order_by("round__due_on", "pk"))
    customers = {one.round.customer_id for one in found}
    seen = set(Customer.objects.visible_to(scope, today).filter(pk__in=customers).values_list("pk", flat=True))
    return [_told(one, is_seen=one.round.customer_id in seen) for one in found]


def _told(contact: PlannedContact, *, is_seen: bool) -> OwnContact:
    customer, person = contact.round.customer, contact.key_person
    masked = OwnContact(customer.name, person.department, person.title, contact.round.due_on)
    if not is_seen:
        return masked
    return OwnContact(
        masked.customer,
        masked.department,
        masked.title,
        masked.due_on,
        person=person.name,
        code=person.code,
        customer_code=customer.code,
        round=contact.round.name,
    )
