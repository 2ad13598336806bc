"""Planned steps come in like every other fact: checked cell by cell, against the bundle and what is stored."""

from pathlib import Path

import pytest

from renmai.intake.importing import ImportStatus
from renmai.intake.rejects import Rejects
from renmai.store.models import ChangedCustomer, PlanStep
from tests.intake.facts import COMPANY, bring_in, errors

HEADER = "code,customer,opportunity,key_person,feature,from_value,goal,owner,due_on,status\n"

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    assert bring_in(tmp_path / "company", COMPANY).status is ImportStatus.IMPORTED
    return tmp_path


DATED = "code,customer,key_person,feature,from_value,goal,owner,due_on,status,planned_on,settled_on\n"


@pytest.mark.parametrize(
    ("row", "column", "kind"),
    [
        ("S9,C1,K1,,,1,E1,2025-03-01,,,", "goal", "nothing_to_move"),
        ("S9,C1,K1,,yes,,E1,2025-03-01,,,", "from_value", "nothing_to_move"),
        ("S9,C1,,price,,1,E1,2025-03-01,,,", "key_person", "missing_value"),
        ("S9,C1,K1,price,,1,E1,2025-03-01,open,2025-02-01,2025-02-02", "settled_on", "settled_on_open"),
        ("S9,C1,K1,price,,1,E1,2025-03-01,,,2025-02-02", "settled_on", "settled_on_open"),
        ("S9,C1,K1,price,,1,E1,2025-03-01,done,2025-02-01,2025-01-31", "settled_on", "end_before_start"),
        ("S9,C1,K1,price,,1,E1,2025-03-01,done,soon,2025-01-31", "planned_on", "bad_date"),
    ],
)
def test_step_with_days_or_without_a_move_is_checked(stored: Path, row: str, column: str, kind: str) -> None:
    outcome = bring_in(stored / "steps", {"plan_steps": f"{DATED}{row}\n"})
    assert [(file, at, told) for file, _, at, told in errors(outcome)] == [("plan_steps.csv", column, kind)]
    assert PlanStep.unscoped.count() == 2


def test_something_to_be_done_comes_in_with_or_without_a_person(stored: Path) -> None:
    rows = "S8,C1,,,,,E1,2025-03-01,,,\nS9,C1,K1,,,,E1,2025-03-01,dropped,2025-01-02,2025-01-02\n"
    assert bring_in(stored / "steps", {"plan_steps": DATED + rows}).status is ImportStatus.IMPORTED
    kept = PlanStep.unscoped.filter(feature="").order_by("code").values_list("code", "key_person__code", "goal")
    assert list(kept) == [("S8", None, ""), ("S9", "K1", "")]
    changed = ChangedCustomer.objects.filter(revision__number=2)
    assert list(changed.values_list("customer__code", flat=True)) == ["C1"]


@pytest.mark.parametrize(
    ("row", "column", "kind"),
    [
        ("S9,C1,O1,K1,price,,yes,E1,2025-03-01,", "goal", "bad_enum"),
        ("S9,C1,O1,K1,veto,1,no,E1,2025-03-01,", "from_value", "bad_enum"),
        ("S9,C1,O1,K1,price,,3,E1,2025-03-01,", "goal", "bad_enum"),
        ("S9,C1,O1,K1,price,,,E1,2025-03-01,", "goal", "missing_value"),
        ("S9,C1,O1,K1,hat,,1,E1,2025-03-01,", "feature", "bad_enum"),
        ("S9,C1,O1,K1,price,,1,E9,2025-03-01,", "owner", "dangling_reference"),
        ("S9,C1,O1,K1,price,,1,E1,soon,", "due_on", "bad_date"),
        ("S9,C1,O1,K1,price,,1,E1,2025-03-01,later", "status", "bad_enum"),
        ("S9,C2,,K1,price,,1,E1,2025-03-01,", "key_person", "other_customer"),
        ("S9,C2,O1,K3,price,,1,E1,2025-03-01,", "opportunity", "other_customer"),
        ("S1,C1,O1,K1,price,,1,E1,2025-03-01,\nS1,C1,O1,K1,price,,1,E1,2025-03-01,", "code", "duplicate_code"),
    ],
)
def test_step_that_cannot_be_is_told_at_its_cell(stored: Path, row: str, column: str, kind: str) -> None:
    people = {"key_people": "code,customer,name,joined_on\nK3,C2,何静,2024-01-01\n"}
    outcome = bring_in(stored / "steps", people | {"plan_steps": f"{HEADER}{row}\n"})
    assert [(file, at, told) for file, _, at, told in errors(outcome)] == [("plan_steps.csv", column, kind)]
    assert PlanStep.unscoped.count() == 2


def test_person_or_opportunity_that_moves_away_breaks_the_stored_step(stored: Path) -> None:
    people = {"key_people": "code,customer,name,joined_on,reports_to\nK2,C2,刘如松,2024-01-01,\n"}
    activities = {"activities": "code,customer,employee,occurred_on,key_people\nA1,C1,E1,2025-02-01,K1\n"}
    influences = {"influences": "key_person,kind,influencer,valid_from\nK1,ours,E1,2024-01-01\n"}
    outcome = bring_in(stored / "moved", people | activities | influences)
    assert {("key_people.csv", 2, "customer", "other_customer")} == set(errors(outcome))


def test_step_is_added_changed_and_noted_at_its_customer(stored: Path) -> None:
    rows = "S1,C1,O1,K1,price,-1,1,E2,2025-03-01,done\nS3,C1,,K2,closeness,,1,E1,2025-05-01,\n"
    outcome = bring_in(stored / "later", {"plan_steps": HEADER + rows})
    counts = outcome.counts["plan_steps.csv"]
    assert (counts.added, counts.changed) == (1, 1)
    assert set(PlanStep.unscoped.values_list("code", "goal", "status")) == {
        ("S1", "1", "done"),
        ("S2", "no", "open"),
        ("S3", "1", "open"),
    }
    changed = ChangedCustomer.objects.filter(revision__number=2)
    assert list(changed.values_list("customer__code", flat=True)) == ["C1"]


def test_step_of_a_rejected_person_is_rejected_too(stored: Path) -> None:
    files = {
        "key_people": "code,customer,name,joined_on\nK9,C1,何静,never\n",
        "plan_steps": f"{HEADER}S9,C1,,K9,price,,1,E1,2025-03-01,\nS8,C1,,K1,price,,1,E1,2025-03-01,\n",
    }
    rejects = Rejects(stored / "rejects", lambda problem: problem.kind.value)
    outcome = bring_in(stored / "partial", files, partial=rejects)
    assert outcome.status is ImportStatus.PARTIAL
    assert ("plan_steps.csv", 2, "key_person", "depends_on_rejected") in errors(outcome)
    assert set(PlanStep.unscoped.values_list("code", flat=True)) == {"S1", "S2", "S8"}
