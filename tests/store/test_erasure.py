"""Erasing: nobody is found any more who was erased, and no figure knows it (spec 1.10, docs/adr/0025)."""

import io
import json
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from renmai.analytics.portable.reports import REPORTS
from renmai.analytics.portable.tables import Tables
from renmai.analytics.reports import report
from renmai.domain.erasure import ERASED, Names
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.periods import Period
from renmai.domain.question import OURS, Question, View
from renmai.domain.scope import EVERYTHING
from renmai.intake.importing import ImportStatus, import_bundle
from renmai.output.bundle import write_bundle
from renmai.refresh import current_panel, forget
from renmai.store.actions.erasure import erase_employee, erase_key_person
from renmai.store.actions.key_person import edit_key_person
from renmai.store.actions.undo import undo
from renmai.store.models import (
    Account,
    Activity,
    Assessment,
    AuditEntry,
    Employee,
    Erasure,
    Influence,
    Job,
    KeyPerson,
    PlanStep,
    Revision,
    SavedFilter,
)
from tests.bundles import read_bundle as bundle_of
from tests.people import AS_OF, LONG_AGO, NAMES, PEOPLE

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
LINES = ("customer", "influence", "key-person", "decision-chain", "strategies")
IDENTIFYING = {"name", "department", "title"}
BOSS = PEOPLE["harbour-boss"][1]


def person(code: str = "harbour-boss") -> KeyPerson:
    found: KeyPerson = KeyPerson.unscoped.get(code=code)
    return found


def employee(code: str) -> Employee:
    return Employee.objects.get(code=code)


def erase(code: str = "harbour-boss", reason: str = "") -> Erasure:
    return erase_key_person(person(code), by=employee("admin"), reason=reason, today=AS_OF, now=NOW)


def dump() -> str:
    """The whole database, with Chinese as Chinese."""
    out = io.StringIO()
    call_command("dumpdata", use_base_manager=True, stdout=out)
    return json.dumps(json.loads(out.getvalue()), ensure_ascii=False)


def figures(views: tuple[str, ...], parties: tuple[str, ...], days: tuple[date, ...]) -> list[Any]:
    """Every report of every line, view and party, without what tells who somebody is."""
    forget()
    panel = current_panel()
    asked = (
        (line, Question(day, Period.QUARTER, View.parse(view), party))
        for day, view, party, line in product(days, views, parties, LINES)
        if line != "strategies" or party == OURS
    )
    return [unnamed(report(panel, line, question, EVERYTHING)) for line, question in asked]


def unnamed(told: Any) -> Any:
    if isinstance(told, dict):
        return {key: unnamed(value) for key, value in told.items() if key not in IDENTIFYING}
    if isinstance(told, list):
        rows = [unnamed(one) for one in told]
        return sorted(rows, key=repr)
    return told


VIEWS = ("company", "team:north", "personal:owner", "personal:departed")
DAYS = (AS_OF, date(2026, 3, 20), date(2025, 9, 30))


@pytest.mark.usefixtures("world")
def test_no_figure_knows_of_an_erasure() -> None:
    before = figures(VIEWS, (OURS, "rival"), DAYS)
    for code in PEOPLE:
        erase(code)
    erase_employee(employee("departed"), by=employee("admin"), today=AS_OF, now=NOW)
    assert figures(VIEWS, (OURS, "rival"), DAYS) == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("bundle", "views"), [("tiny", ("company", "team:S", "personal:E2")), ("maven", ("company", "team:TC"))]
)
def test_no_figure_of_the_example_bundles_knows_of_it(bundle: str, views: tuple[str, ...], shared_data: Path) -> None:
    assert import_bundle(shared_data / bundle, actor="tester", now=NOW).status is ImportStatus.IMPORTED
    days = (AS_OF, date(2026, 3, 20))
    before = figures(views, (OURS, "R1"), days)
    by = Employee.objects.order_by("code").first()
    for found in KeyPerson.unscoped.order_by("code")[:6]:
        erase_key_person(found, by=by, today=AS_OF, now=NOW)
    for gone in Employee.objects.filter(left_on__lte=AS_OF):
        erase_employee(gone, by=by, today=AS_OF, now=NOW)
    assert figures(views, (OURS, "R1"), days) == before


def portable(folder: Path) -> list[Any]:
    """What the portable derivation makes of everything that is stored."""
    write_bundle(folder, actor="admin", now=NOW, progress=lambda _name, _rows: None)
    tables = Tables.on_duckdb(bundle_of(folder))
    asked = (Question(day, Period.QUARTER, View.parse(view), OURS) for day, view in product(DAYS[:2], VIEWS[:2]))
    return [unnamed(REPORTS[line](tables, question)) for question, line in product(asked, REPORTS)]


@pytest.mark.usefixtures("world")
def test_portable_derivation_does_not_know_of_it_either(tmp_path: Path) -> None:
    before = portable(tmp_path / "before")
    for code in PEOPLE:
        erase(code)
    erase_employee(employee("departed"), by=employee("admin"), today=AS_OF, now=NOW)
    assert portable(tmp_path / "after") == before


def note_everywhere() -> Revision:
    """The name wherever somebody may have typed it."""
    boss, owner = person(), employee("owner")
    seen = {"title": boss.title, "name": boss.name}
    number = edit_key_person(boss, {"title": f"{BOSS}的新职务"}, seen, by=owner, now=NOW, today=AS_OF)
    assert number is not None
    revision = Revision.objects.get(number=number)
    Assessment.unscoped.filter(key_person=boss).update(note=f"{BOSS} 说好", evidence="price=1:answers_call=yes")
    Assessment.unscoped.filter(key_person__code="harbour-buyer").update(note=f"她听{BOSS}的")
    Activity.unscoped.update(note=f"与{BOSS}及罗采薇会面")
    Influence.unscoped.filter(key_person=boss).update(note=f"{BOSS}的同学")
    PlanStep.unscoped.create(
        code="step", customer=boss.customer, key_person=boss, owner=owner, due_on=AS_OF, note=BOSS, revision=revision
    )
    AuditEntry.objects.create(
        revision=revision,
        file="assessments",
        key=[boss.code, "", "2026-03-01"],
        subject=boss.code,
        before={"key_person": boss.code, "note": f"{BOSS}以前"},
        after={"key_person": boss.code, "note": f"{BOSS}现在"},
    )
    SavedFilter.objects.create(employee=owner, line="key-person", name=BOSS, query=f"q={BOSS}")
    Job.objects.create(
        kind="export-line", employee=owner, language="en", state="done", asked={"head": {"title": BOSS}}, created_at=NOW
    )
    return revision


@pytest.mark.usefixtures("world")
def test_name_is_nowhere_in_the_database_afterwards() -> None:
    note_everywhere()
    assert BOSS in dump()
    erase(reason=f"{BOSS} asked for it")
    told = dump()
    assert BOSS not in told
    assert "harbour-boss@customer.example" not in told
    assert "总经理" not in str(AuditEntry.objects.filter(subject="harbour-boss").values_list("before", "after"))
    assert person().name == ERASED
    assert (person().department, person().title, person().email, person().phone) == ("", "", "", "")


@pytest.mark.usefixtures("world")
def test_texts_of_others_lose_the_name_alone() -> None:
    note_everywhere()
    erase()
    assert set(Assessment.unscoped.filter(key_person__code="harbour-boss").values_list("note", "evidence")) == {
        ("", "")
    }
    assert set(Assessment.unscoped.filter(key_person__code="harbour-buyer").values_list("note", flat=True)) == {
        f"她听{ERASED}的"
    }
    assert Activity.unscoped.get().note == f"与{ERASED}及罗采薇会面"


@pytest.mark.usefixtures("world")
def test_undo_brings_nobody_back() -> None:
    revision = note_everywhere()
    erase()
    AuditEntry.objects.filter(file="assessments").delete()  # written above by hand, of a row that there is not
    undo(revision, actor="owner", now=NOW)
    assert BOSS not in dump()
    assert person().title == ""


@pytest.mark.usefixtures("world")
def test_nobody_writes_down_again_who_was_erased() -> None:
    erase()
    with pytest.raises(RenmaiError) as refused:
        edit_key_person(person(), {"name": BOSS}, {"name": ERASED}, by=employee("owner"), now=NOW, today=AS_OF)
    assert refused.value.code is ErrorCode.ERASED
    edit_key_person(person(), {"focus": "yes"}, {"focus": "no"}, by=employee("owner"), now=NOW, today=AS_OF)
    assert person().focus


@pytest.mark.usefixtures("world")
def test_same_bundle_imported_again_changes_nothing(tmp_path: Path) -> None:
    note_everywhere()
    write_bundle(tmp_path / "before", actor="admin", now=NOW, progress=lambda _name, _rows: None)
    erase()
    erase_employee(employee("departed"), by=employee("admin"), today=AS_OF, now=NOW)
    write_bundle(tmp_path / "after", actor="admin", now=NOW, progress=lambda _name, _rows: None)
    outcome = import_bundle(tmp_path / "before", actor="admin", now=NOW)
    assert outcome.status is ImportStatus.IMPORTED
    assert {problem.kind.value for problem in outcome.problems} == {"erased_kept"}
    assert sum(counts.added + counts.changed for counts in outcome.counts.values()) == 0
    told = dump()
    assert BOSS not in told
    assert NAMES["departed"] not in told
    again = import_bundle(tmp_path / "after", actor="admin", now=NOW)
    assert sum(counts.added + counts.changed for counts in again.counts.values()) == 0


@pytest.mark.usefixtures("world")
def test_employee_who_left_is_gone_with_everything_set_up() -> None:
    gone = employee("departed")
    SavedFilter.objects.create(employee=gone, line="customer", name="mine", query="")
    with pytest.raises(RenmaiError) as refused:
        erase_employee(employee("owner"), by=employee("admin"), today=AS_OF, now=NOW)
    assert refused.value.code is ErrorCode.STILL_HERE
    erase_employee(gone, by=employee("admin"), today=AS_OF, now=NOW)
    assert NAMES["departed"] not in dump()
    assert not Account.objects.filter(employee=gone).exists()
    assert not SavedFilter.objects.filter(employee=gone).exists()
    assert employee("departed").left_on == date(2026, 9, 15)


@pytest.mark.usefixtures("world")
def test_second_erasure_does_nothing() -> None:
    first = erase()
    revisions = Revision.objects.count()
    assert erase().pk == first.pk
    assert Revision.objects.count() == revisions


@pytest.mark.usefixtures("world")
def test_interrupted_erasure_leaves_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    note_everywhere()
    before = dump()

    def broken(_names: Names) -> int:
        raise RuntimeError

    monkeypatch.setattr("renmai.store.actions.erasure.scrub_texts", broken)
    with pytest.raises(RuntimeError):
        erase()
    assert dump() == before


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Li", "Li met the Library", f"{ERASED} met the Library"),
        ("孟石", "孟石矿与孟石", f"{ERASED}矿与{ERASED}"),
        ("石", "石灰石", "石灰石"),
        ("a.b", "axb a.b", f"axb {ERASED}"),
        ("", "nothing", "nothing"),
    ],
)
def test_names_are_taken_out_as_words(name: str, text: str, left: str) -> None:
    assert Names.of([name]).taken_out(text) == left


@pytest.mark.usefixtures("world")
def test_trail_tells_of_the_erasure_by_code_alone() -> None:
    erase()
    entry = AuditEntry.objects.get(file="erasures")
    assert (entry.key, entry.before, entry.after) == (["harbour-boss"], None, {"what": "key_people"})
    assert entry.revision.actor == "admin"


@pytest.mark.usefixtures("world")
def test_namesake_keeps_the_name() -> None:
    buyer = person("quarry-buyer")
    KeyPerson.unscoped.filter(pk=buyer.pk).update(name=BOSS, joined_on=LONG_AGO)
    erase()
    assert person("quarry-buyer").name == BOSS
