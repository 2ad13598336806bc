"""A bundle is checked together with what is stored: what it breaks there is its own problem."""

from datetime import date
from pathlib import Path

import pytest

from renmai.intake.importing import ImportStatus
from renmai.store import facts
from renmai.store.models import Assessment, AuditEntry, ChangedCustomer, KeyPerson, Opportunity, Ownership, Revision
from tests.intake.facts import COMPANY, bring_in, errors

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def company(tmp_path: Path) -> None:
    assert bring_in(tmp_path / "company", COMPANY).status is ImportStatus.IMPORTED


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        (
            {"key_people": "code,customer,name,joined_on,reports_to\nK1,C1,吴望舒,2024-01-01,K2\n"},
            ("key_people.csv", 2, "reports_to", "reporting_cycle"),
        ),
        (
            {"key_people": "code,customer,name,joined_on\nK1,C2,吴望舒,2024-01-01\n"},
            ("key_people.csv", 2, "customer", "other_customer"),
        ),
        (
            {"opportunities": "code,customer,name,amount,status,opened_on\nO1,C2,产线改造,1,open,2025-01-01\n"},
            ("opportunities.csv", 2, "customer", "other_customer"),
        ),
        (
            {
                "opportunities": "code,customer,name,amount,status,opened_on,closed_on\n"
                "O2,C1,备件采购,1,won,2025-01-01,2025-06-29\n"
            },
            ("opportunities.csv", 2, "closed_on", "use_after_close"),
        ),
        (
            {"ownerships": "customer,employee,valid_from,valid_to\nC1,E1,2024-01-01,2025-01-02\n"},
            ("ownerships.csv", 2, "valid_from", "overlapping_ownership"),
        ),
        (
            {"ownerships": "customer,employee,valid_from\nC1,E1,2026-01-01\n"},
            ("ownerships.csv", 2, "valid_from", "overlapping_ownership"),
        ),
        (
            {"customers": "code,name,parent,created_on,closed_on\nC1,青禾制造,,2024-01-01,2024-01-01\n"},
            ("customers.csv", 2, "closed_on", "end_before_start"),
        ),
        (
            {"assessments": "key_person,effective_on\nK9,2025-01-01\n"},
            ("assessments.csv", 2, "key_person", "dangling_reference"),
        ),
    ],
)
def test_import_rejects_what_breaks_stored_facts(
    tmp_path: Path, files: dict[str, str], problem: tuple[str, int, str, str]
) -> None:
    outcome = bring_in(tmp_path / "broken", files)

    assert errors(outcome) == [problem]
    assert Revision.objects.count() == 1


DEALS = "code,customer,name,amount,status,opened_on,expected_on\n"


def test_import_rejects_an_expected_close_before_the_opening(tmp_path: Path) -> None:
    outcome = bring_in(
        tmp_path / "deals",
        {
            "opportunities": f"{DEALS}O3,C1,三期,1,open,2025-01-02,2025-01-01\n"
            "O4,C1,四期,1,open,2025-01-02,2025-01-02\nO5,C1,五期,1,open,2025-01-02,soon\n"
        },
    )

    assert errors(outcome) == [
        ("opportunities.csv", 2, "expected_on", "end_before_start"),
        ("opportunities.csv", 4, "expected_on", "bad_date"),
    ]


def test_closed_opportunity_keeps_its_expected_close(tmp_path: Path) -> None:
    bring_in(tmp_path / "open", {"opportunities": f"{DEALS}O3,C1,三期,1,open,2025-01-02,2025-03-31\n"})
    bring_in(
        tmp_path / "won",
        {
            "opportunities": "code,customer,name,amount,status,opened_on,closed_on\n"
            "O3,C1,三期,1,won,2025-01-02,2025-05-01\n"
        },
    )

    assert Opportunity.unscoped.get(code="O3").expected_on == date(2025, 3, 31)


CLOSE = "closeness=1:answers_call=yes,shares_inside=yes"
SAID = "key_person,party,effective_on,closeness,evidence\n"


def test_import_rejects_what_is_no_evidence_at_its_cell(tmp_path: Path) -> None:
    outcome = bring_in(
        tmp_path / "said",
        {
            "assessments": f'{SAID}K1,,2025-02-01,1,they said so\nK1,,2025-03-01,1,"{CLOSE}"\n'
            "K1,,2025-04-01,1,influence=yes:has_happened=yes\nK1,R1,2025-05-01,1,veto=yes:can_stop=yes\n",
            "influences": f'key_person,kind,influencer,valid_from,evidence\nK1,ours,E2,2024-01-01,"{CLOSE}"\n',
        },
    )

    assert errors(outcome) == [
        ("assessments.csv", 2, "evidence", "bad_evidence"),
        ("assessments.csv", 4, "evidence", "bad_evidence"),
        ("assessments.csv", 5, "evidence", "vote_for_competitor"),
        ("influences.csv", 2, "evidence", "bad_evidence"),
    ]


def test_import_keeps_answers_to_questions_of_other_versions(tmp_path: Path) -> None:
    cell = "closeness=-1:was_asked_before=no,is_yet_to_come=unknown"
    outcome = bring_in(tmp_path / "said", {"assessments": f'{SAID}K1,,2025-02-01,1," {cell} "\n'})

    assert outcome.status is ImportStatus.IMPORTED
    assert Assessment.unscoped.get(effective_on=date(2025, 2, 1)).evidence == cell


def test_import_without_the_column_keeps_the_evidence_and_a_blank_cell_takes_it(tmp_path: Path) -> None:
    bring_in(tmp_path / "said", {"assessments": f'{SAID}K1,,2025-02-01,1,"{CLOSE}"\n'})
    older = {"assessments": "key_person,party,effective_on,closeness\nK1,,2025-02-01,2\n"}
    assert bring_in(tmp_path / "older", older).status is ImportStatus.IMPORTED
    kept = Assessment.unscoped.get(effective_on=date(2025, 2, 1))
    assert (kept.closeness, kept.evidence) == (2, CLOSE)

    bring_in(tmp_path / "blank", {"assessments": f"{SAID}K1,,2025-02-01,2,\n"})
    assert Assessment.unscoped.get(effective_on=date(2025, 2, 1)).evidence == ""


def test_import_rejects_a_circle_closed_by_the_bundle(tmp_path: Path) -> None:
    header = "code,name,parent,created_on\n"
    bring_in(tmp_path / "first", {"customers": f"{header}C2,云舒零售,C1,2024-01-01\n"})

    outcome = bring_in(tmp_path / "second", {"customers": f"{header}C1,青禾制造,C2,2024-01-01\n"})

    assert errors(outcome) == [("customers.csv", 2, "parent", "customer_cycle")]


def test_import_keeps_what_a_missing_column_does_not_say(tmp_path: Path) -> None:
    bring_in(tmp_path / "renamed", {"key_people": "code,customer,name,joined_on\nK2,C1,新名字,2024-01-01\n"})

    person = KeyPerson.unscoped.select_related("reports_to").get(code="K2")
    assert person.name == "新名字"
    assert person.reports_to is not None
    assert person.reports_to.code == "K1"


def test_import_blanks_what_a_column_says_is_blank(tmp_path: Path) -> None:
    bring_in(tmp_path / "freed", {"key_people": "code,customer,name,joined_on,reports_to\nK2,C1,刘如松,2024-01-01,\n"})

    assert KeyPerson.unscoped.get(code="K2").reports_to is None


def test_import_again_changes_nothing(tmp_path: Path) -> None:
    outcome = bring_in(tmp_path / "again", COMPANY)

    assert outcome.status is ImportStatus.IMPORTED
    assert all(counts.read == counts.unchanged for counts in outcome.counts.values())
    assert (Revision.objects.count(), AuditEntry.objects.count()) == (1, 0)


def test_import_swaps_owners_without_a_moment_of_two(tmp_path: Path) -> None:
    text = "customer,employee,valid_from,valid_to\nC1,E1,2024-01-01,2024-07-01\nC1,E2,2024-07-01,2025-01-01\n"
    bring_in(tmp_path / "first", {"ownerships": text + "C1,E2,2025-01-01,2026-01-01\n"})
    later = "C1,E1,2024-01-01,2024-03-01\nC1,E2,2024-07-01,2024-08-01\nC1,E1,2024-08-01,2025-01-01\n"

    outcome = bring_in(tmp_path / "second", {"ownerships": "customer,employee,valid_from,valid_to\n" + later})

    counts = outcome.counts["ownerships.csv"]
    assert (outcome.status, counts.added, counts.changed) == (ImportStatus.IMPORTED, 1, 2)
    assert Ownership.unscoped.count() == 4


def test_import_names_the_changed_customers_and_keeps_what_it_replaced(tmp_path: Path) -> None:
    bring_in(tmp_path / "changed", {"opportunities": COMPANY["opportunities"].replace("8000", "9000.5")})

    changed = ChangedCustomer.objects.filter(revision__number=2)
    entry = AuditEntry.objects.get()
    assert list(changed.values_list("customer__code", flat=True)) == ["C1"]
    assert not Revision.objects.get(number=2).everything
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.key, entry.before["amount"], entry.after["amount"]) == (["O2"], "8000", "9000.5")
    assert Opportunity.unscoped.get(code="O1").revision_id == 1


@pytest.mark.parametrize(
    "files",
    [
        {"competitors": "code,name\nR2,远岭\n"},
        {"teams": "code,name\nT1,改名\n"},
        {"employees": "code,name\nE3,黄行舟\n"},
    ],
)
def test_import_of_structure_changes_everything(tmp_path: Path, files: dict[str, str]) -> None:
    bring_in(tmp_path / "structure", files)

    assert Revision.objects.get(number=2).everything


def test_import_keeps_the_last_of_one_key_and_the_earlier_in_the_trail(tmp_path: Path) -> None:
    rows = "K2,2026-01-01,1\nK2,2026-01-01,2\nK2,2026-01-01,-1\n"
    files = {"assessments": f"key_person,effective_on,closeness\n{rows}"}

    outcome = bring_in(tmp_path / "several", files)
    bring_in(tmp_path / "again", files)

    counts = outcome.counts["assessments.csv"]
    assert (counts.read, counts.added, counts.unchanged) == (3, 1, 2)
    trail = AuditEntry.objects.order_by("pk")
    assert [entry.before and entry.before["closeness"] for entry in trail] == ["1", "2"]
    assert [entry.after and entry.after["closeness"] for entry in trail] == ["-1", "-1"]
    held = [stored.cells for stored in facts.rows("assessments", ("key_person", "effective_on", "closeness"))]
    assert ("K2", "2026-01-01", "-1") in held


def test_import_asks_for_the_rows_of_an_activity_it_changes(tmp_path: Path) -> None:
    header = "code,customer,employee,occurred_on,key_people\n"
    bring_in(tmp_path / "met", {"activities": f"{header}A1,C1,E1,2025-02-01,K2\nA2,C1,E1,2025-02-02,K2;K1\n"})

    met = {stored.cells for stored in facts.rows("activities", ("code", "key_people"))}
    assert met == {("A1", "K2"), ("A2", "K2;K1")}
