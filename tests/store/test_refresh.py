"""The panel is as the database is: loaded whole, spliced after a write, never older than the question."""

import gc
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from weakref import ref

import pytest
from django.db import connection, transaction

from renmai.analytics.facts import NEVER, CustomerBook
from renmai.analytics.panel import Panel
from renmai.analytics.reports import LINES, report
from renmai.cli.main import main
from renmai.domain.question import Question
from renmai.domain.scope import EVERYTHING
from renmai.refresh import current_panel, forget
from renmai.refresh import panel as refreshed
from renmai.refresh.book import load_book
from renmai.store.actions.assessment import Snapshot, record_assessment
from renmai.store.actions.competitor import rename_competitor
from renmai.store.actions.employee import edit_employee
from renmai.store.actions.policy import Proposal, change_policy
from renmai.store.models import Employee, KeyPerson, Opportunity, Revision
from tests.bundles import shared_bundle
from tests.panels import panel_of

NOW = datetime(2026, 9, 30, 9, 0, tzinfo=UTC)
AS_OF = date(2026, 9, 30)


def answers(panel: Panel) -> list[object]:
    return [report(panel, line, Question(AS_OF), EVERYTHING) for line in LINES]


def assess(person: str, closeness: int, now: datetime = NOW) -> None:
    record_assessment(
        KeyPerson.unscoped.get(code=person),
        None,
        AS_OF,
        Snapshot(closeness=closeness),
        assessor=Employee.objects.get(code="owner"),
        actor="owner",
        now=now,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("bundle", ["tiny", "maven"])
def test_loaded_panel_answers_as_the_bundle_does(bundle: str, shared_data: Path) -> None:
    assert main(["import", str(shared_data / bundle)]) == 0
    assert answers(current_panel()) == answers(panel_of(shared_bundle(bundle)))


def test_panel_knows_the_expected_close(world: None) -> None:
    Opportunity.unscoped.filter(code="crane").update(expected_on=AS_OF)
    opportunities = current_panel().slabs[0].opportunities
    expected = dict(zip(opportunities.code.tolist(), opportunities.expected.tolist(), strict=True))
    assert (expected["crane"], expected["sieve"]) == (AS_OF.toordinal(), NEVER)


@pytest.mark.django_db
def test_empty_database_has_an_empty_panel() -> None:
    assert current_panel().slabs == ()


def test_panel_is_kept_while_nothing_changes(world: None) -> None:
    assert current_panel() is current_panel()


def test_who_saves_sees_it_in_the_next_figure(world: None) -> None:
    before = answers(current_panel())
    assess("mill-boss", -2)
    spliced = answers(current_panel())
    forget()
    assert spliced == answers(current_panel()) != before


def test_panel_before_a_write_is_given_up_at_once(world: None) -> None:
    """With all that was worked out of it, without waiting for the collector: megabytes each in a large company."""
    gc.disable()
    try:
        answers(current_panel())
        gone = [ref(current_panel())]
        for degree in (-2, 2):
            assess("mill-boss", degree)
            answers(current_panel())
            gone.append(ref(current_panel()))
        assert [one() is None for one in gone] == [True, True, False]
    finally:
        gc.enable()


def test_write_splices_the_changed_customer_only(world: None, monkeypatch: pytest.MonkeyPatch) -> None:
    current_panel()
    loaded: list[Sequence[int] | None] = []
    load = load_book

    def noted(customers: Sequence[int] | None = None) -> CustomerBook:
        loaded.append(customers)
        return load(customers)

    monkeypatch.setattr(refreshed, "load_book", noted)
    assess("mill-boss", 0)
    current_panel()
    assert loaded == [[KeyPerson.unscoped.get(code="mill-boss").customer_id]]


def test_revision_that_touched_no_customer_reads_nothing_again(world: None, monkeypatch: pytest.MonkeyPatch) -> None:
    slabs = current_panel().slabs
    monkeypatch.setattr(refreshed, "load_book", None)
    Revision.objects.create(number=2, action="export", recorded_at=NOW)
    assert current_panel().slabs is slabs
    assert current_panel().revision == 2


def test_change_of_everything_loads_all_again(world: None) -> None:
    current_panel()
    Employee.objects.filter(code="mate").update(left_on=date(2026, 1, 1))
    Revision.objects.create(number=2, action="staff", recorded_at=NOW, everything=True)
    assert current_panel().roster.employee_of_code["mate"].stop == date(2026, 1, 1).toordinal()


def test_other_database_of_the_same_revision_is_not_mistaken_for_the_old_one(world: None) -> None:
    current_panel()
    Employee.objects.filter(code="mate").update(name="换人")
    Revision.objects.filter(number=1).update(recorded_at=NOW)
    assert current_panel().employee_name("mate") == "换人"


def test_database_brought_back_and_moved_on_is_loaded_anew(world: None) -> None:
    """A process that slept through a restore holds a revision that is no part of the database's past any more."""
    with transaction.atomic():
        assess("harbour-boss", -2, datetime(2026, 9, 30, 8, 59, tzinfo=UTC))
        current_panel()
        transaction.set_rollback(True)
    assess("bridge-boss", 1)
    assess("mill-boss", -1)
    assert current_panel().revision == 3
    assert answers(current_panel()) == of_a_fresh_process()


def test_refresh_reads_as_many_queries_whatever_the_number_of_rows(
    world: None, django_assert_max_num_queries: object
) -> None:
    current_panel()
    assess("mill-boss", 0)
    with django_assert_max_num_queries(18):  # type: ignore[operator]
        current_panel()


@pytest.mark.django_db(transaction=True)
def test_refresh_holds_no_lock_when_it_is_done(shared_data: Path) -> None:
    main(["import", str(shared_data / "tiny")])
    current_panel()
    assert not connection.in_atomic_block
    assert main(["import", str(shared_data / "tiny")]) == 0


def of_a_fresh_process() -> list[object]:
    forget()
    return answers(current_panel())


def rename_rival() -> None:
    rename_competitor("rival", {"name": "赤岭集团"}, {"name": "赤岭机械"}, actor="admin", now=NOW)


def move_owner() -> None:
    edit_employee("owner", {"team": "south"}, {"team": "north"}, today=AS_OF, actor="admin", now=NOW)


def loosen_policy() -> None:
    one = Proposal({"map_completeness": Decimal("0.5")}, {"map_completeness": Decimal("0.9")}, "先看大概")
    change_policy(one, actor="admin", now=NOW)


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("change", [rename_rival, move_owner, loosen_policy])
def test_structure_is_read_anew_and_facts_are_kept(change: Callable[[], None]) -> None:
    before = current_panel()
    change()
    after = current_panel()
    assert after.revision > before.revision
    assert all(one.people is other.people for one, other in zip(after.slabs, before.slabs, strict=True))
    assert answers(after) == of_a_fresh_process()


@pytest.mark.usefixtures("world")
def test_structure_and_facts_may_change_between_two_questions() -> None:
    current_panel()
    move_owner()
    assess("harbour-boss", -2)
    assert answers(current_panel()) == of_a_fresh_process()


@pytest.mark.usefixtures("world")
def test_leaving_ends_what_an_employee_can_sway() -> None:
    before = answers(current_panel())
    edit_employee("outsider", {"left_on": "2026-09-20"}, {"left_on": ""}, today=AS_OF, actor="admin", now=NOW)
    after = answers(current_panel())
    assert after != before
    assert after == of_a_fresh_process()
