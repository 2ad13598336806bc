"""Adding, changing and closing an opportunity (spec 1.1, 1.2)."""

from datetime import datetime

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.opportunity import closing_problem, expected_too_early
from renmai.store.actions.coding import new_code
from renmai.store.actions.keeping import keep, refuse_changed
from renmai.store.actions.revision import recording
from renmai.store.cells import Cells, cells_of, fill
from renmai.store.models import Customer, Employee, InfluenceUse, Opportunity


def add_opportunity(customer: Customer, cells: Cells, *, by: Employee, now: datetime) -> Opportunity:
    """Keep a new opportunity of the customer; `cells` by column of the bundle, without code and customer.

    Raises `RenmaiError` as `edit_opportunity` does.
    """
    with recording("add opportunity", by.code, now) as record:
        opportunity = Opportunity(code=new_code(record, "opportunities", "OP"), customer=customer)
        _fill(opportunity, cells)
        _check(opportunity)
        keep(record, opportunity, None)
        return opportunity


def edit_opportunity(
    opportunity: Opportunity, wanted: Cells, seen: Cells, *, by: Employee, now: datetime
) -> int | None:
    """Give the opportunity other facts; the revision's number, None if nothing changed.

    `wanted` and `seen` are cells by column of the bundle: what is to hold, and what the form
    showed. To win, lose or open it again is to give it another status and day. Raises
    `ConflictError` for a value that somebody else changed meanwhile, and `RenmaiError` with the
    `column` that cannot be so: MISSING_VALUE, UNKNOWN_EMPLOYEE, CLOSED_ON_MISSING,
    CLOSED_ON_OPEN, CLOSED_BEFORE_OPENED, EXPECTED_BEFORE_OPENED, USED_AFTER_CLOSE.
    """
    with recording("edit opportunity", by.code, now) as record:
        found = Opportunity.unscoped.select_related("customer", "owner").get(pk=opportunity.pk)
        held = cells_of(found)
        refuse_changed(found, held, wanted, seen)
        _fill(found, wanted)
        _check(found)
        keep(record, found, held)
        return record.made


def _fill(opportunity: Opportunity, cells: Cells) -> None:
    try:
        fill(opportunity, cells)
    except Employee.DoesNotExist:
        raise RenmaiError(ErrorCode.UNKNOWN_EMPLOYEE, column="owner", employee=cells["owner"]) from None


def _check(opportunity: Opportunity) -> None:
    cells = cells_of(opportunity)
    if not opportunity.name:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="name")
    kind = closing_problem(cells["status"], cells["opened_on"], cells["closed_on"])
    if kind is not None:
        raise RenmaiError(ErrorCode(kind.value), column="closed_on", start=cells["opened_on"])
    if expected_too_early(cells["opened_on"], cells["expected_on"]):
        raise RenmaiError(ErrorCode.EXPECTED_BEFORE_OPENED, column="expected_on", start=cells["opened_on"])
    _check_uses(opportunity)


def _check_uses(opportunity: Opportunity) -> None:
    if opportunity.closed_on is None:
        return
    later = InfluenceUse.unscoped.filter(opportunity_id=opportunity.pk, used_on__gt=opportunity.closed_on)
    used = later.order_by("-used_on").values_list("used_on", flat=True).first()
    if used:
        raise RenmaiError(ErrorCode.USED_AFTER_CLOSE, column="closed_on", used=used.isoformat())
