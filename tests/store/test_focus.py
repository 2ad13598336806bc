"""The star: one recorded action, which says what shall be."""

from datetime import UTC, datetime

import pytest

from renmai.refresh import current_panel
from renmai.store.actions.focus import set_focus
from renmai.store.models import AuditEntry, Customer, Employee, KeyPerson, Opportunity, Revision

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)


@pytest.fixture
def owner(world: None) -> Employee:
    return Employee.objects.get(code="owner")


@pytest.mark.parametrize("model", [Customer, KeyPerson, Opportunity])
def test_star_is_kept_with_its_trail(model: type[Customer | KeyPerson | Opportunity], owner: Employee) -> None:
    row = model.unscoped.filter(focus=False).earliest("pk")
    revision = set_focus(row, focus=True, by=owner, now=NOW)
    assert revision is not None
    assert model.unscoped.get(pk=row.pk).focus
    entry = AuditEntry.objects.get(revision_id=revision)
    assert entry.before is not None
    assert entry.after is not None
    assert {key for key in entry.after if entry.before[key] != entry.after[key]} == {"focus"}
    assert Revision.objects.get(number=revision).actor == "owner"


def test_pressing_what_is_so_already_leaves_no_trace(owner: Employee) -> None:
    row = Customer.unscoped.get(code="harbour")
    assert set_focus(row, focus=True, by=owner, now=NOW) is None
    assert Revision.objects.count() == 1


def test_two_who_press_at_once_agree(owner: Employee) -> None:
    """Both saw it off; the second one finds it on, and leaves it so."""
    seen = [Customer.unscoped.get(code="mill") for _ in range(2)]
    assert [set_focus(row, focus=True, by=owner, now=NOW) for row in seen] == [2, None]
    assert Customer.unscoped.get(code="mill").focus


def test_star_keeps_what_somebody_else_changed_meanwhile(owner: Employee) -> None:
    seen = Customer.unscoped.get(code="mill")
    Customer.unscoped.filter(code="mill").update(name="青石集团")
    set_focus(seen, focus=True, by=owner, now=NOW)
    assert Customer.unscoped.get(code="mill").name == "青石集团"


def test_next_figure_has_the_star(owner: Employee) -> None:
    before = current_panel()
    set_focus(Customer.unscoped.get(code="mill"), focus=True, by=owner, now=NOW)
    (slab,) = current_panel().slabs
    assert dict(zip(slab.customers.code.tolist(), slab.customers.focus.tolist(), strict=True))["mill"]
    assert current_panel().revision == before.revision + 1
