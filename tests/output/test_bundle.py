"""Facts go out as they came in: the same bytes again and again, and nothing a spreadsheet would run."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renmai.analytics.reports import report
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.question import Question
from renmai.domain.scope import EVERYTHING
from renmai.intake.bundle import FILES
from renmai.intake.importing import ImportStatus, import_bundle
from renmai.intake.reading import open_sheets
from renmai.output.bundle import write_bundle
from renmai.refresh import current_panel, forget
from renmai.store.models import Assessment, AuditEntry, Influence, Revision

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
FORMS = ("facts", "facts.zip", "facts.xlsx")

ODD = {
    "teams": "code,name\nT1,甲\n",
    "employees": "code,name\nE1,-1\nE2,''=cmd\n",
    "competitors": 'code,name\n"R,1",@rival\n',
    "customers": 'code,name,created_on,focus\n"C""1",=1+1,0001-01-01,yes\nc-2,"两\n行",9999-12-31,\n',
    "key_people": 'code,customer,name,joined_on,phone\n=K,"C""1",_x0041_,2024-02-29,+86 10\n😀,"C""1",名,2024-01-01,\n',
    "opportunities": (
        'code,customer,name,amount,status,opened_on\nO1,"C""1",n,999999999999999999.9999,open,2024-01-01\n'
    ),
    "activities": 'code,customer,employee,occurred_on,key_people,note\nA1,c-2,E1,2024-01-01,=K;😀,"a\rb"\n',
}


def no_progress(_name: str, _rows: int) -> None:
    pass


def export(path: Path) -> Path:
    write_bundle(path, actor="tester", now=NOW, progress=no_progress)
    return path


def bring_in(path: Path) -> ImportStatus:
    return import_bundle(path, actor="tester", now=NOW).status


def content(path: Path) -> dict[str, bytes]:
    files = [path] if path.is_file() else path.iterdir()
    return {file.name: file.read_bytes() for file in files}


def write(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.csv").write_bytes(text.encode())
    return folder


def empty_database() -> None:
    call_command("flush", verbosity=0, interactive=False)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["tiny", "maven", "odd"])
def test_export_comes_back_with_the_same_bytes(tmp_path: Path, shared_data: Path, name: str, form: str) -> None:
    assert bring_in(write(tmp_path / "odd", ODD) if name == "odd" else shared_data / name) is ImportStatus.IMPORTED
    first, plain = export(tmp_path / "first" / form), export(tmp_path / "plain")

    empty_database()
    assert bring_in(first) is ImportStatus.IMPORTED

    assert content(export(tmp_path / "second" / form)) == content(first)
    assert content(export(tmp_path / "plainer")) == content(plain)


EXPECTED = {
    "customers": "code,name,created_on\nC1,青禾制造,2024-01-01\n",
    "opportunities": (
        "code,customer,name,amount,status,opened_on,closed_on,expected_on\n"
        "O1,C1,一期,1,open,2024-01-01,,2024-06-30\nO2,C1,二期,1,open,2024-01-01,,\n"
    ),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", FORMS)
def test_expected_close_comes_back(tmp_path: Path, form: str) -> None:
    bring_in(write(tmp_path / "in", EXPECTED))
    first, plain = export(tmp_path / "first" / form), export(tmp_path / "plain")

    empty_database()
    bring_in(first)

    assert content(export(tmp_path / "second")) == content(plain)
    assert plain.joinpath("opportunities.csv").read_text(encoding="utf-8").splitlines()[1].endswith(",,2024-06-30")


SPARSE = ("account_team", "coverage_rounds", "plan_steps", "planned_contacts", "reporting", "strategy_choices")
DECIDED = {
    "employees": "code,name\nE1,陈立言\n=E2,沈嘉禾\n",
    "customers": "code,name,created_on\nC1,青禾制造,2024-01-01\n",
    "account_team": (
        "customer,employee,role,valid_from,valid_to\n"
        "C1,E1,solution,2024-02-01,\nC1,=E2,delivery,2024-01-01,2024-06-01\nC1,=E2,delivery,2024-09-01,\n"
    ),
    "strategy_choices": (
        "customer,strategy,chosen_on,chosen_by,reason\n"
        "C1,grow,2024-03-01,E1,=年内有大项目\nC1,,2024-05-01,,\nC1,win_back,2024-07-01,=E2,高层换人\n"
    ),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", FORMS)
def test_account_teams_and_chosen_strategies_come_back(tmp_path: Path, form: str) -> None:
    bring_in(write(tmp_path / "in", DECIDED))
    first, plain = export(tmp_path / "first" / form), export(tmp_path / "plain")

    empty_database()
    bring_in(first)

    assert content(export(tmp_path / "second" / form)) == content(first)
    assert content(export(tmp_path / "plainer")) == content(plain)
    for name in ("account_team", "strategy_choices"):
        text = plain.joinpath(f"{name}.csv").read_text(encoding="utf-8")
        assert sorted(text.replace("'=", "=").splitlines()) == sorted(DECIDED[name].splitlines())


STEP_COLUMNS = "code,customer,opportunity,key_person,feature,from_value,goal,owner,due_on,status,note,result"
PLANNED = {
    "employees": "code,name\nE1,陈立言\n",
    "customers": "code,name,created_on\nC1,青禾制造,2024-01-01\n",
    "key_people": "code,customer,name,joined_on\nK1,C1,吴望舒,2024-01-01\n",
    "plan_steps": (
        "code,customer,key_person,feature,from_value,goal,owner,due_on,status,note,result\n"
        "=S1,C1,K1,price,-1,0,E1,2026-10-20,,=请总监,\nS2,C1,K1,veto,,no,E1,2026-10-20,done,,已确认\n"
    ),
    "coverage_rounds": "code,customer,name,starts_on,due_on,closed\n=R1,C1,=第一轮,2026-10-01,2026-10-01,yes\n",
    "planned_contacts": "round,key_person,employee\n=R1,K1,E1\n",
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", FORMS)
def test_planned_steps_come_back(tmp_path: Path, form: str) -> None:
    bring_in(write(tmp_path / "in", PLANNED))
    first, plain = export(tmp_path / "first" / form), export(tmp_path / "plain")

    empty_database()
    bring_in(first)

    assert content(export(tmp_path / "second")) == content(plain)
    assert plain.joinpath("plan_steps.csv").read_text(encoding="utf-8").splitlines() == [
        STEP_COLUMNS,
        "'=S1,C1,,K1,price,-1,0,E1,2026-10-20,open,'=请总监,",
        "S2,C1,,K1,veto,,no,E1,2026-10-20,done,,已确认",
    ]


FOLLOWED = {
    **{name: text for name, text in PLANNED.items() if name != "plan_steps"},
    "plan_steps": (
        "code,customer,key_person,feature,from_value,goal,owner,due_on,status,tactic,planned_on,settled_on\n"
        "S1,C1,K1,price,-1,0,E1,2026-10-20,,=acquire_terms,2026-09-01,\n"
        "S2,C1,,,,,E1,2026-10-20,done,watch_causes,2026-09-01,2026-09-01\n"
        "S3,C1,K1,,,,E1,2026-10-20,dropped,TC-9,,2026-09-02\n"
    ),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", FORMS)
def test_tactics_and_days_of_steps_come_back(tmp_path: Path, form: str) -> None:
    bring_in(write(tmp_path / "in", FOLLOWED))
    first, plain = export(tmp_path / "first" / form), export(tmp_path / "plain")

    empty_database()
    bring_in(first)

    assert content(export(tmp_path / "second")) == content(plain)
    assert plain.joinpath("plan_steps.csv").read_text(encoding="utf-8").splitlines() == [
        f"{STEP_COLUMNS},tactic,planned_on,settled_on",
        "S1,C1,,K1,price,-1,0,E1,2026-10-20,open,,,'=acquire_terms,2026-09-01,",
        "S2,C1,,,,,,E1,2026-10-20,done,,,watch_causes,2026-09-01,2026-09-01",
        "S3,C1,,K1,,,,E1,2026-10-20,dropped,,,TC-9,,2026-09-02",
    ]


@pytest.mark.django_db
def test_export_leaves_out_the_file_of_steps_that_nobody_has_planned(tmp_path: Path) -> None:
    bring_in(write(tmp_path / "odd", ODD))

    assert sorted(path.stem for path in export(tmp_path / "out").iterdir()) == sorted(
        file.name for file in FILES if file.name not in SPARSE
    )


@pytest.mark.django_db
def test_export_leaves_out_the_expected_close_that_nobody_has_said(tmp_path: Path) -> None:
    bring_in(write(tmp_path / "odd", ODD))

    header = (export(tmp_path / "out") / "opportunities.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header.endswith(",opened_on,closed_on")


DATED = {
    "customers": "code,name,created_on\nC1,青禾制造,2024-01-01\n",
    "key_people": (
        "code,customer,name,reports_to,top,joined_on\n"
        "K1,C1,吴望舒,,yes,2024-01-01\n=K2,C1,刘如松,K1,,2024-01-01\nK3,C1,高凯风,=K2,,2024-01-01\n"
    ),
    "reporting": (
        "key_person,reports_to,valid_from,valid_to\n"
        "=K2,,2024-01-01,2024-07-01\nK3,K1,2024-01-01,2025-01-01\nK3,=K2,2025-01-01,\n"
    ),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", FORMS)
def test_dated_reporting_lines_come_back(tmp_path: Path, form: str) -> None:
    bring_in(write(tmp_path / "in", DATED))
    first, plain, before = export(tmp_path / "first" / form), export(tmp_path / "plain"), people_report()

    empty_database()
    bring_in(first)

    assert content(export(tmp_path / "second" / form)) == content(first)
    assert content(export(tmp_path / "plainer")) == content(plain)
    assert people_report() == before
    assert plain.joinpath("reporting.csv").read_text(encoding="utf-8") == (
        "key_person,reports_to,valid_from,valid_to\n"
        "'=K2,,2024-01-01,2024-07-01\nK3,K1,2024-01-01,2025-01-01\nK3,'=K2,2025-01-01,\n"
    )


def people_report() -> dict[str, Any]:
    forget()
    return report(current_panel(), "key-person", Question(date(2024, 9, 30)), EVERYTHING)


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS)
def test_export_leaves_out_the_file_of_dated_lines_that_nobody_has(tmp_path: Path, form: str) -> None:
    bring_in(write(tmp_path / "in", {name: text for name, text in DATED.items() if name != "reporting"}))
    counts = write_bundle(tmp_path / form, actor="tester", now=NOW, progress=no_progress)

    with open_sheets(tmp_path / form) as sheets:
        assert "reporting" not in sheets
        assert {f"{name}.csv" for name in sheets} == set(counts)


@pytest.mark.django_db
def test_export_escapes_what_a_spreadsheet_would_run(tmp_path: Path) -> None:
    bring_in(write(tmp_path / "odd", ODD))

    text = (export(tmp_path / "out") / "customers.csv").read_text(encoding="utf-8")
    assert "'=1+1" in text
    people = (tmp_path / "out" / "key_people.csv").read_text(encoding="utf-8")
    assert "\n'=K," in people
    assert ",'+86 10," in people


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS)
def test_export_never_writes_over_anything(tmp_path: Path, form: str) -> None:
    path = export(tmp_path / form)
    before = content(path)

    with pytest.raises(RenmaiError) as caught:
        export(path)

    assert caught.value.code is ErrorCode.ALREADY_THERE
    assert content(path) == before


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS)
def test_export_that_fails_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    def fail(name: str, _rows: int) -> None:
        if name == "activities.csv":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_bundle(tmp_path / form, actor="tester", now=NOW, progress=fail)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_export_is_in_the_audit_trail(tmp_path: Path) -> None:
    export(tmp_path / "out")

    entry = AuditEntry.objects.select_related("revision").get()
    assert (entry.file, entry.key, entry.revision.actor) == ("export", ["out"], "tester")
    assert not Revision.objects.get().everything


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["<r>bold</r>", "长" * 40_000])
def test_export_tells_what_an_xlsx_cannot_hold(tmp_path: Path, text: str) -> None:
    bring_in(write(tmp_path / "in", {"teams": f"code,name\nT1,{text}\n"}))

    with pytest.raises(RenmaiError) as caught:
        export(tmp_path / "out.xlsx")

    assert (caught.value.code, caught.value.params) == (ErrorCode.DOES_NOT_FIT, {"file": "teams.csv"})


@pytest.fixture
def come_back(db: None, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Brings a team's name in, takes it out, and gives what is stored after bringing that in."""

    def name_after(name: str) -> str:
        from renmai.intake.cells import csv_line, escape
        from renmai.store.models import Team

        folder = tmp_path_factory.mktemp("names")
        write(folder / "in", {"teams": csv_line(["code", "name"]) + csv_line(["T1", escape(name)])})
        assert bring_in(folder / "in") is ImportStatus.IMPORTED
        export(folder / "out")
        assert bring_in(folder / "out") is ImportStatus.IMPORTED
        return Team.objects.get(code="T1").name

    return name_after


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).map(str.strip).filter(bool))
def test_any_name_comes_back(come_back: Callable[[str], str], name: str) -> None:
    assert come_back(name) == name


CLOSE = "closeness=1:answers_call=yes,shares_inside=yes,acts_inside=unknown"
VETO = "veto=unknown:can_stop=unknown,asked_in_another_version=unknown"
DEEP = "influence=yes:has_happened=yes,would_change=yes"
ANSWERED = {
    "employees": "code,name\nE1,陈立言\n",
    "competitors": "code,name\nR1,赤岭\n",
    "customers": "code,name,created_on\nC1,青禾制造,2024-01-01\n",
    "key_people": "code,customer,name,joined_on\nK1,C1,吴望舒,2024-01-01\n",
    "assessments": (
        "key_person,party,effective_on,closeness,veto,evidence\n"
        f'K1,,2025-01-01,-1,,"{CLOSE};{VETO}"\nK1,,2025-02-01,-1,,\nK1,R1,2025-01-01,1,,"{CLOSE}"\n'
    ),
    "influences": f'key_person,kind,influencer,valid_from,evidence\nK1,ours,E1,2024-01-01,"{DEEP}"\n',
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", FORMS)
def test_answers_behind_values_come_back(tmp_path: Path, form: str) -> None:
    assert bring_in(write(tmp_path / "in", ANSWERED)) is ImportStatus.IMPORTED
    first, plain = export(tmp_path / "first" / form), export(tmp_path / "plain")

    empty_database()
    assert bring_in(first) is ImportStatus.IMPORTED

    assert content(export(tmp_path / "second")) == content(plain)
    kept = Assessment.unscoped.filter(party=None).order_by("effective_on").values_list("evidence", flat=True)
    assert [*kept, Influence.unscoped.get().evidence] == [f"{CLOSE};{VETO}", "", DEEP]


@pytest.mark.django_db
def test_export_leaves_out_the_evidence_that_nobody_has_given(tmp_path: Path) -> None:
    without = {name: text for name, text in ANSWERED.items() if name != "influences"}
    bring_in(
        write(
            tmp_path / "in", without | {"influences": "key_person,kind,influencer,valid_from\nK1,ours,E1,2024-01-01\n"}
        )
    )

    heads = {
        name: (export(tmp_path / f"out-{name}") / f"{name}.csv").read_text("utf-8")
        for name in ("assessments", "influences")
    }
    assert heads["assessments"].splitlines()[0].endswith(",note,evidence")
    assert heads["influences"].splitlines()[0].endswith(",note")
