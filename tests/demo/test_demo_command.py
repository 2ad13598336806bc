"""`renmai demo` fills an empty database once, and lets one user of each kind in."""

from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from pytest_django import Settings

from renmai.analytics import reports
from renmai.cli.main import main
from renmai.demo.sign_ins import PASSWORD
from renmai.domain.issues import Level
from renmai.domain.question import Question
from renmai.domain.scope import EVERYTHING
from renmai.intake.importing import import_bundle
from renmai.refresh import current_panel, forget
from renmai.store.models import Account, Assessment, Customer, Revision
from tests.demo.test_company import UNTIL

KINDS = {"salesperson", "leader", "executive", "employee", "admin"}
SIZE = "24"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def scratch(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    forget()


def demo(*more: str) -> int:
    return main(["demo", *more])


def state() -> tuple[int, int, int, int]:
    return (
        Revision.objects.count(),
        Customer.unscoped.count(),
        Assessment.unscoped.count(),
        Account.objects.count(),
    )


def test_demo_fills_an_empty_database_without_a_single_problem(tmp_path: Path) -> None:
    assert demo("--size", SIZE, "--until", UNTIL.isoformat(), "--folder", str(tmp_path / "facts")) == 0
    assert Customer.unscoped.count() == int(SIZE)
    again = import_bundle(tmp_path / "facts", actor="", now=Revision.objects.latest("number").recorded_at)
    assert not [problem for problem in again.problems if problem.level is Level.ERROR]
    assert all(counts.read == counts.unchanged for counts in again.counts.values())


def test_demo_twice_changes_nothing() -> None:
    demo("--size", SIZE, "--until", UNTIL.isoformat())
    before = state()
    assert demo() == 0
    assert demo("--size", SIZE, "--until", UNTIL.isoformat()) == 0
    assert state() == before


def test_one_user_of_each_kind_can_sign_in(capsys: pytest.CaptureFixture[str]) -> None:
    demo("--size", SIZE, "--until", UNTIL.isoformat())
    printed = capsys.readouterr().out
    assert set(Account.objects.values_list("username", flat=True)) == KINDS
    for kind in KINDS:
        account = authenticate(username=kind, password=PASSWORD)
        assert isinstance(account, Account)
        assert account.employee is not None
        assert f"{kind} " in printed
        assert account.employee.name in printed
    assert PASSWORD in printed


def test_leader_leads_and_salesperson_owns_customers() -> None:
    demo("--size", SIZE, "--until", UNTIL.isoformat())
    leader = Account.objects.get(username="leader").employee
    salesperson = Account.objects.get(username="salesperson").employee
    assert leader is not None
    assert salesperson is not None
    assert leader.led_teams.exists()
    assert Customer.unscoped.filter(ownerships__employee=salesperson).exists()


@pytest.mark.parametrize("options", [("--size", "25"), ("--until", "2026-09-29")])
def test_other_demo_than_the_one_that_is_there_is_refused(
    options: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    demo("--size", SIZE, "--until", UNTIL.isoformat())
    before = state()
    capsys.readouterr()
    assert demo(*options) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert state() == before


def test_database_with_other_facts_is_refused_and_gets_no_sign_ins(world: None) -> None:
    before = state()
    assert demo("--size", SIZE) == 2
    assert demo("--if-empty") == 0
    assert demo("--sign-ins") == 0
    assert state() == before


def test_sign_ins_are_shown_without_making_anything(capsys: pytest.CaptureFixture[str]) -> None:
    assert demo("--sign-ins") == 0
    assert capsys.readouterr().out == ""
    assert state() == (0, 0, 0, 0)


@pytest.mark.parametrize("options", [("--size", "0"), ("--size", "many"), ("--until", "30.9.2026")])
def test_bad_option_gets_one_line(options: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        demo(*options)
    assert stop.value.code == 2
    assert options[1] in capsys.readouterr().err


def test_every_line_has_something_to_show() -> None:
    demo("--size", "100", "--until", UNTIL.isoformat())
    panel, question = current_panel(), Question(UNTIL)
    chains = reports.report(panel, "decision-chain", question, EVERYTHING)["chains"]
    assert {chain["reading"] for chain in chains} >= {"unsafe", "contested", "blocked"}
    customers = reports.report(panel, "customer", question, EVERYTHING)
    assert all(customers["degrees"]["price"][grade]["customers"]["value"] for grade in ("excellent", "poor"))
    assert {row["strategy"] for row in customers["customers"]} >= {"acquire", "grow", "win_back", "undecided"}
    figures = reports.report(panel, "influence", question, EVERYTHING)["figures"]
    assert 0.1 < figures["potential"]["value"] < 0.5
    assert 0 < figures["contribution_count"]["value"] < 1
