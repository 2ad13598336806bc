"""Rounds and their planned contacts come in like every other fact, and go out so that they come back."""

from pathlib import Path

import pytest

from renmai.intake.importing import ImportStatus
from renmai.store.models import ChangedCustomer, PlannedContact
from tests.intake.facts import COMPANY, bring_in, errors

ROUNDS = "code,customer,name,starts_on,due_on,closed\n"
CONTACTS = "round,key_person,employee\n"
SOME = {
    "coverage_rounds": f"{ROUNDS}R1,C1,第一轮,2025-03-01,2025-03-31,\n",
    "planned_contacts": f"{CONTACTS}R1,K1,E1\nR1,K2,E2\n",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    assert bring_in(tmp_path / "company", COMPANY | SOME).status is ImportStatus.IMPORTED
    return tmp_path


@pytest.mark.parametrize(
    ("file", "row", "column", "kind"),
    [
        ("coverage_rounds", "R9,C1,第二轮,2025-04-02,2025-04-01,", "due_on", "end_before_start"),
        ("coverage_rounds", "R9,C9,第二轮,2025-04-01,2025-04-01,", "customer", "dangling_reference"),
        ("coverage_rounds", "R9,C1,,2025-04-01,2025-04-01,", "name", "missing_value"),
        ("coverage_rounds", "R9,C1,第二轮,soon,2025-04-01,", "starts_on", "bad_date"),
        ("coverage_rounds", "R1,C2,第一轮,2025-03-01,2025-03-31,", "customer", "other_customer"),
        ("planned_contacts", "R9,K1,E1", "round", "dangling_reference"),
        ("planned_contacts", "R1,K9,E1", "key_person", "dangling_reference"),
        ("planned_contacts", "R1,K1,E9", "employee", "dangling_reference"),
        ("planned_contacts", "R1,K3,E1", "key_person", "other_customer"),
    ],
)
def test_what_cannot_be_is_told_at_its_cell(stored: Path, file: str, row: str, column: str, kind: str) -> None:
    people = {"key_people": "code,customer,name,joined_on\nK3,C2,何静,2024-01-01\n"}
    header = ROUNDS if file == "coverage_rounds" else CONTACTS
    outcome = bring_in(stored / "more", people | {file: f"{header}{row}\n"})
    assert (f"{file}.csv", column, kind) in [(name, at, told) for name, _, at, told in errors(outcome)]
    assert PlannedContact.unscoped.count() == 2


def test_round_of_one_day_and_a_further_contact_are_noted_at_their_customer(stored: Path) -> None:
    more = {
        "coverage_rounds": f"{ROUNDS}R2,C1,第二轮,2025-04-01,2025-04-01,yes\n",
        "planned_contacts": f"{CONTACTS}R2,K1,E1\nR1,K1,E2\n",
    }
    assert bring_in(stored / "more", more).status is ImportStatus.IMPORTED
    assert PlannedContact.unscoped.count() == 4
    changed = ChangedCustomer.objects.filter(revision__number=2)
    assert list(changed.values_list("customer__code", flat=True)) == ["C1"]
