"""Uses of influence in a bundle: what was confirmed comes in and goes out, and what cannot be is told."""

from datetime import date
from pathlib import Path

import pytest

from renmai.analytics.influence_use import contribution
from renmai.domain.question import Question, View
from renmai.intake.importing import ImportStatus
from renmai.output.bundle import write_bundle
from renmai.refresh import current_panel
from renmai.store.models import Employee, InfluenceUse, PrivateUse
from tests.intake.facts import COMPANY, NOW, bring_in, errors

HEADER = "opportunity,employee,key_person,used_on,grade,owner_confirmed_on,employee_confirmed_on\n"
USE = "O2,E1,K1,2025-06-30"

pytestmark = pytest.mark.django_db


def company(rows: str) -> dict[str, str]:
    return {**COMPANY, "influence_uses": HEADER + rows}


@pytest.mark.parametrize(
    ("cells", "column", "kind"),
    [
        ("brought,,", "grade", "bad_enum"),
        ("assisted,2025-06-29,2025-07-01", "owner_confirmed_on", "confirmed_before_use"),
        ("assisted,2025-07-01,2025-06-29", "employee_confirmed_on", "confirmed_before_use"),
        ("assisted,2025-07-01,later", "employee_confirmed_on", "bad_date"),
    ],
)
def test_what_cannot_be_is_told_at_its_cell(tmp_path: Path, cells: str, column: str, kind: str) -> None:
    outcome = bring_in(tmp_path, company(f"{USE},{cells}\n"))
    assert errors(outcome) == [("influence_uses.csv", 2, column, kind)]
    assert not InfluenceUse.unscoped.exists()


def test_both_may_confirm_on_the_day_itself_and_after_the_close(tmp_path: Path) -> None:
    outcome = bring_in(tmp_path, company(f"{USE},sourced,2025-06-30,2026-01-01\n"))
    assert outcome.status is ImportStatus.IMPORTED
    use = InfluenceUse.unscoped.get()
    assert (use.grade, use.owner_confirmed_on, use.employee_confirmed_on) == (
        "sourced",
        date(2025, 6, 30),
        date(2026, 1, 1),
    )


@pytest.mark.parametrize(
    ("confirmed", "counts"), [(",", 1), ("2025-07-01,2025-07-02", 1), ("2025-07-01,", 0), (",2025-07-01", 0)]
)
def test_what_waits_for_one_side_does_not_count(tmp_path: Path, confirmed: str, counts: int) -> None:
    bring_in(tmp_path, company(f"{USE},,{confirmed}\n"))
    assert sum(len(slab.uses) for slab in current_panel().slabs) == counts


def test_columns_go_out_only_if_somebody_said_something_and_come_back(tmp_path: Path) -> None:
    bring_in(tmp_path / "plain", COMPANY)
    write_bundle(tmp_path / "out", actor="tester", now=NOW, progress=lambda *_: None)
    head = (tmp_path / "out" / "influence_uses.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert head == "opportunity,employee,key_person,used_on,note"
    again = {"influence_uses": f"{HEADER}{USE},assisted,2025-07-01,2025-07-02\n"}
    bring_in(tmp_path / "later", again)
    write_bundle(tmp_path / "more", actor="tester", now=NOW, progress=lambda *_: None)
    text = (tmp_path / "more" / "influence_uses.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[1] == "O2,E1,K1,2025-06-30,,assisted,2025-07-01,2025-07-02"
    outcome = bring_in(tmp_path / "back", {"influence_uses": text})
    assert outcome.counts["influence_uses.csv"].changed == 0


def test_help_without_a_name_leaves_no_row_and_no_column_in_a_bundle(tmp_path: Path) -> None:
    bring_in(tmp_path / "plain", COMPANY)
    use = InfluenceUse.unscoped.get()
    PrivateUse.unscoped.create(use=use, employee=Employee.objects.get(code="E1"))
    InfluenceUse.unscoped.filter(pk=use.pk).update(employee=None)
    write_bundle(tmp_path / "out", actor="tester", now=NOW, progress=lambda *_: None)
    assert len((tmp_path / "out" / "influence_uses.csv").read_text(encoding="utf-8-sig").splitlines()) == 1


def test_the_same_help_with_a_name_from_a_bundle_and_without_one_is_one_deal(tmp_path: Path) -> None:
    bring_in(tmp_path / "plain", COMPANY)
    named = InfluenceUse.unscoped.get()
    unnamed = InfluenceUse.unscoped.create(
        revision=named.revision, opportunity=named.opportunity, key_person=named.key_person, used_on=named.used_on
    )
    PrivateUse.unscoped.create(use=unnamed, employee=Employee.objects.get(code="E1"))
    outcome = bring_in(tmp_path / "again", COMPANY)
    assert outcome.counts["influence_uses.csv"].added == 0
    assert InfluenceUse.unscoped.count() == 2
    day = date(2025, 12, 31)
    for view in ("company", "personal:E1", "team:T1"):
        sums = contribution(current_panel(), Question(day, view=View.parse(view), own_of="E1"), day)
        assert (sums.used.deals, sums.won.deals) == (1, 1), view
