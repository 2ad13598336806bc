"""Dated reporting lines: what they may say by themselves, of each other and of the undated ones, on any day."""

from pathlib import Path

import pytest

from renmai.intake.importing import ImportStatus
from renmai.intake.rejects import Rejects
from renmai.store import facts
from renmai.store.models import AuditEntry, ChangedCustomer, ReportingLine, Revision
from tests.intake.facts import COMPANY, bring_in, errors

pytestmark = pytest.mark.django_db

HEAD = "key_person,reports_to,valid_from,valid_to\n"
PEOPLE = "code,customer,name,joined_on,reports_to\n"
STAFF = (
    f"{PEOPLE}K1,C1,吴望舒,2024-01-01,\nK2,C1,刘如松,2024-01-01,K1\n"
    "K3,C2,高凯风,2024-01-01,\nK4,C1,林小满,2024-01-01,K2\n"
)


def company(reporting: str, people: str = STAFF) -> dict[str, str]:
    return {**COMPANY, "key_people": people, "reporting": HEAD + reporting}


def stored() -> set[tuple[str, ...]]:
    return {row.cells for row in facts.rows("reporting", ("key_person", "reports_to", "valid_from", "valid_to"))}


GOOD = "K2,,2024-01-01,2024-03-01\nK2,K4,2024-03-01,2024-06-01\nK4,K1,2024-01-01,2024-06-01\n"


def test_import_takes_lines_that_make_no_circle_on_any_day(tmp_path: Path) -> None:
    """K2 reports to K4 in spring, and K4 to K2 after it."""
    outcome = bring_in(tmp_path / "good", company(GOOD))

    assert errors(outcome) == []
    assert stored() == {tuple(line.split(",")) for line in GOOD.splitlines()}
    assert outcome.counts["reporting.csv"].added == 3


def test_import_of_the_same_lines_again_changes_nothing(tmp_path: Path) -> None:
    bring_in(tmp_path / "first", company(GOOD))

    outcome = bring_in(tmp_path / "again", company(GOOD))

    assert outcome.counts["reporting.csv"].unchanged == 3
    assert (Revision.objects.count(), AuditEntry.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("lines", "problems"),
    [
        ("K9,K1,2024-01-01,\n", [(2, "key_person", "dangling_reference")]),
        ("K2,K9,2024-01-01,\n", [(2, "reports_to", "dangling_reference")]),
        ("K2,K3,2024-01-01,\n", [(2, "reports_to", "other_customer")]),
        ("K2,K2,2024-01-01,\n", [(2, "reports_to", "reports_to_self")]),
        ("K2,K1,2024-01-01,2024-01-01\n", [(2, "valid_to", "end_before_start")]),
        (",K1,2024-01-01,\n", [(2, "key_person", "missing_value")]),
        ("K2,K1,,\n", [(2, "valid_from", "missing_value")]),
        ("K2,K1,2024-1-1,\n", [(2, "valid_from", "bad_date")]),
        (
            "K2,K1,2024-01-01,2024-02-02\nK4,K1,2024-01-01,\nK2,,2024-02-01,\n",
            [(2, "valid_from", "overlapping_reporting"), (4, "valid_from", "overlapping_reporting")],
        ),
        # Above K1 nobody is named but in the spring, when K4 is, who reports to K2 and so to K1.
        ("K1,K4,2024-03-01,2024-06-01\n", [(2, "reports_to", "reporting_cycle")]),
        # On the last day of February, and on no other.
        (
            "K2,K4,2024-02-29,2024-03-01\nK4,K2,2024-01-01,2024-03-01\nK4,,2024-03-01,\n",
            [(2, "reports_to", "reporting_cycle"), (3, "reports_to", "reporting_cycle")],
        ),
    ],
)
def test_import_rejects_what_no_line_can_say(tmp_path: Path, lines: str, problems: list[tuple[int, str, str]]) -> None:
    outcome = bring_in(tmp_path / "bad", company(lines))

    told = [problem for problem in errors(outcome) if problem[0] == "reporting.csv"]
    assert told == [("reporting.csv", *problem) for problem in problems]
    assert outcome.status is ImportStatus.REJECTED


def test_circle_is_told_at_the_undated_line_too_and_says_the_day(tmp_path: Path) -> None:
    outcome = bring_in(tmp_path / "bad", company("K2,K4,2024-03-01,2024-06-01\n"))

    assert errors(outcome) == [
        ("key_people.csv", 5, "reports_to", "reporting_cycle"),
        ("reporting.csv", 2, "reports_to", "reporting_cycle"),
    ]
    assert {problem.params["path"] for problem in outcome.problems} == {"K2 → K4 → K2 (2024-03-01)"}


CIRCULAR = f"{PEOPLE}K1,C1,吴望舒,2024-01-01,K2\nK2,C1,刘如松,2024-02-01,K1\nK3,C2,高凯风,2024-01-01,\n"
"""K2 comes a month later than K1."""


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("K3,,2024-01-01,\n", 2),  # of another customer, which says nothing of this one
        ("K1,,2024-01-01,\n", 0),
        ("K1,,2024-02-01,\n", 0),
        ("K1,,2024-02-02,\n", 2),
        ("K1,,2024-01-01,2026-01-01\n", 2),
        ("K1,,2024-01-01,2025-01-01\nK2,,2025-01-01,\n", 0),
    ],
)
def test_undated_circle_counts_on_the_days_on_which_it_holds(tmp_path: Path, lines: str, found: int) -> None:
    outcome = bring_in(tmp_path / "circle", company(lines, CIRCULAR))

    assert len([kind for *_, kind in errors(outcome) if kind == "reporting_cycle"]) == found


@pytest.mark.parametrize(
    ("files", "problems"),
    [
        (
            {"reporting": f"{HEAD}K2,K1,2024-05-01,\n"},
            [("reporting.csv", 2, "valid_from", "overlapping_reporting")],
        ),
        (
            {"reporting": f"{HEAD}K4,K1,2024-01-01,2024-05-01\n"},  # in May, K4 reports to K2 and K2 to K4
            [("reporting.csv", 2, "valid_to", "reporting_cycle")],
        ),
        (
            {"key_people": f"{PEOPLE}K2,C1,刘如松,2024-01-01,K4\n"},
            [("key_people.csv", 2, "reports_to", "reporting_cycle")],
        ),
        (
            {"key_people": f"{PEOPLE}K4,C2,林小满,2024-01-01,\n"},
            [("key_people.csv", 2, "customer", "other_customer")],
        ),
    ],
)
def test_import_rejects_what_breaks_stored_lines(
    tmp_path: Path, files: dict[str, str], problems: list[tuple[str, int, str, str]]
) -> None:
    bring_in(tmp_path / "company", company(GOOD))

    assert errors(bring_in(tmp_path / "broken", files)) == problems


def test_lines_of_others_close_a_circle_with_somebody_who_came_earlier(tmp_path: Path) -> None:
    people = f"{PEOPLE}K1,C1,吴望舒,2024-01-01,\nK2,C1,刘如松,2024-06-01,K1\nK3,C2,高凯风,2024-01-01,\n"
    bring_in(tmp_path / "company", company("K1,K2,2024-01-01,2024-06-01\n", people))

    outcome = bring_in(tmp_path / "earlier", {"key_people": f"{PEOPLE}K2,C1,刘如松,2024-05-01,K1\n"})

    assert errors(outcome) == [("key_people.csv", 2, "reports_to", "reporting_cycle")]


def test_import_shifts_lines_without_a_moment_of_two(tmp_path: Path) -> None:
    bring_in(tmp_path / "first", company("K2,,2024-01-01,2024-06-01\nK2,K1,2024-06-01,2025-01-01\n"))

    outcome = bring_in(
        tmp_path / "second",
        {"reporting": f"{HEAD}K2,,2024-01-01,2024-03-01\nK2,K1,2024-03-01,2024-06-01\nK2,,2024-06-01,\n"},
    )

    counts = outcome.counts["reporting.csv"]
    assert (errors(outcome), counts.added, counts.changed) == ([], 1, 2)
    assert list(ChangedCustomer.objects.filter(revision__number=2).values_list("customer__code", flat=True)) == ["C1"]
    entry = AuditEntry.objects.order_by("pk").first()
    assert entry is not None
    assert (entry.key, entry.before, entry.after) == (
        ["K2", "2024-01-01"],
        {"key_person": "K2", "reports_to": "", "valid_from": "2024-01-01", "valid_to": "2024-06-01"},
        {"key_person": "K2", "reports_to": "", "valid_from": "2024-01-01", "valid_to": "2024-03-01"},
    )


def test_of_two_rows_from_one_day_the_last_holds(tmp_path: Path) -> None:
    bring_in(tmp_path / "twice", company("K4,,2024-01-01,\nK4,K1,2024-01-01,\n"))

    assert stored() == {("K4", "K1", "2024-01-01", "")}


def test_partial_import_keeps_the_good_lines_and_puts_the_others_aside(tmp_path: Path) -> None:
    rejects = Rejects(tmp_path / "rejected", lambda problem: problem.kind.value)
    lines = "K2,K9,2024-01-01,2024-02-01\nK2,,2024-02-01,2024-03-01\nK4,K1,2024-01-01,2024-02-01\nK5,K1,2024-01-01,\n"
    people = f"{STAFF}K5,C9,无名,2024-01-01,\n"

    outcome = bring_in(tmp_path / "half", company(lines, people), partial=rejects)

    assert outcome.status is ImportStatus.PARTIAL
    assert {line.key_person.code for line in ReportingLine.unscoped.select_related("key_person")} == {"K2", "K4"}
    assert outcome.counts["reporting.csv"].rejected == 2
    aside = (tmp_path / "rejected" / "reporting.csv").read_text(encoding="utf-8-sig")
    assert [row.split(",")[-4] for row in aside.splitlines()[1:]] == ["K2", "K5"]


def test_file_without_the_superior_keeps_whom_is_stored(tmp_path: Path) -> None:
    bring_in(tmp_path / "first", company("K4,K1,2024-01-01,\n"))

    bring_in(tmp_path / "ended", {"reporting": "key_person,valid_from,valid_to\nK4,2024-01-01,2025-01-01\n"})

    assert stored() == {("K4", "K1", "2024-01-01", "2025-01-01")}
