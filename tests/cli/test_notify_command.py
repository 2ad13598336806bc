"""`renmai notify` as processes: two at once send one letter, one that is killed loses nothing."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from renmai.cli.main import main
from renmai.config.env import Mail, base_url, mail
from tests.cli.command import Renmai, installation
from tests.mail_server import MailServer, free_port, mail_server
from tests.people import NAMES

PEOPLE = 4
BUNDLE = {
    "employees": "code,name,email,role,sales\n"
    + "".join(f"E{n},员工{n},e{n}@ours.example,member,yes\n" for n in range(PEOPLE)),
    "customers": "code,name,created_on\n" + "".join(f"C{n},客户{n},2024-01-01\n" for n in range(PEOPLE)),
    "ownerships": "customer,employee,valid_from\n" + "".join(f"C{n},E{n},2024-01-01\n" for n in range(PEOPLE)),
    "key_people": "code,customer,name,joined_on\n"
    + "".join(f"P{n},C{n},关键人{n},2024-01-01\n" for n in range(PEOPLE)),
    "assessments": "key_person,effective_on,closeness\n" + "".join(f"P{n},2024-02-01,1\n" for n in range(PEOPLE)),
}


class Sending(Renmai):
    """An installation with a mail server, where it is about noon: digests are due."""

    port = 0

    def environment(self, language: str = "en") -> dict[str, str]:
        ahead = 12 - datetime.now(UTC).hour
        return {
            **super().environment(language),
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            "RENMAI_MAIL_URL": f"smtp://127.0.0.1:{self.port}?tls=no",
            "RENMAI_BASE_URL": "https://renmai.example",
            "RENMAI_TIME_ZONE": f"Etc/GMT{-ahead:+d}" if ahead else "UTC",
        }


SIGN_INS = f"""
from renmai.cli.setup import start
start("en")
from django.utils import timezone
from renmai.store.actions.account import create_account
for number in range({PEOPLE}):
    create_account(f"e{{number}}", "seven quiet herons 7", f"E{{number}}", actor="test", now=timezone.now())
"""
ANOTHER_DAY = """
from renmai.cli.setup import start
start("en")
from renmai.store.models import Delivery, NoticeTold
Delivery.objects.all().delete()
NoticeTold.objects.all().delete()
"""


@pytest.fixture
def office() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def renmai(tmp_path: Path, office: MailServer) -> Iterator[Sending]:
    bundle, folder = tmp_path / "bundle", tmp_path / "var"
    bundle.mkdir()
    folder.mkdir()
    for name, text in BUNDLE.items():
        (bundle / f"{name}.csv").write_text(text, encoding="utf-8")
    with installation(folder) as found:
        made = Sending(found.folder, found.url)
        made.port = office.port
        assert made.run("import", bundle)[0] == 0
        run_python(made, SIGN_INS)
        yield made


def run_python(renmai: Renmai, text: str) -> None:
    subprocess.run([sys.executable, "-c", text], env=renmai.environment(), cwd=renmai.folder, check=True)


def test_no_letter_is_sent_twice_or_lost(renmai: Sending, office: MailServer) -> None:
    """One installation for all of it: processes are slow."""
    check_failure_is_said(renmai)
    check_two_at_once(renmai, office)
    run_python(renmai, ANOTHER_DAY)
    office.letters.clear()
    check_killed_run(renmai, office)


def check_failure_is_said(renmai: Sending) -> None:
    reachable, renmai.port = renmai.port, free_port()
    status, output, errors = renmai.run("notify")
    assert (status, output) == (2, "0 letters sent, 0 messages sent\n")
    assert errors.startswith("renmai: 127.0.0.1: ")
    renmai.port = reachable


def check_two_at_once(renmai: Sending, office: MailServer) -> None:
    running = [renmai.start("notify") for _ in range(2)]
    ended = [(process.communicate(timeout=300), process.returncode) for process in running]
    assert [status for _, status in ended] == [0, 0], ended
    # E0 failed a moment ago and waits a few minutes; all others get theirs, once.
    assert office.receivers == [f"e{number}@ours.example" for number in range(1, PEOPLE)]


def check_killed_run(renmai: Sending, office: MailServer) -> None:
    with renmai.start("notify") as process:
        while not office.letters and process.poll() is None:
            time.sleep(0.01)
        process.kill()
        process.communicate()
    status, _, errors = renmai.run("notify")
    assert (status, errors) == (0, "")
    assert len(set(office.receivers)) == len(office.letters)
    assert len(office.letters) >= PEOPLE - 1  # the one that was claimed may be missing until tomorrow


def test_trial_says_nothing_of_anybody(
    settings: Settings, office: MailServer, capsys: pytest.CaptureFixture[str], world: None
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", office.port, False
    settings.MAIL = Mail(host="127.0.0.1", port=office.port)
    assert main(["notify", "--test", "--to", "admin@ours.example"]) == 0
    (letter,) = office.letters
    assert letter["To"] == "admin@ours.example"
    assert not any(name in letter.get_content() for name in NAMES.values())
    office.refuse = "550 no"
    assert main(["notify", "--test", "--to", "admin@ours.example"]) == 2
    assert "550 no" in capsys.readouterr().err


def test_without_configuration_nothing_is_sent(world: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "en", "notify"]) == 0
    assert capsys.readouterr().out == "Neither a mail server nor a robot is configured; nothing is sent.\n"


@pytest.mark.parametrize(
    "url",
    ["smtp://h:99999", "smtp://h:x", "smtp://h?tls=maybe", "smtps://h?tls=no", "smtp://hush@h", "http://h", "smtp://"],
)
def test_wrong_mail_server_stops_with_one_sentence(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENMAI_MAIL_URL", url)
    with pytest.raises(ImproperlyConfigured, match="RENMAI_MAIL_URL") as refused:
        mail()
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://h", Mail("h", 587, starttls=True)),
        ("smtp://h:25?tls=no", Mail("h", 25)),
        ("smtps://a%40b:p%2Fw@h", Mail("h", 465, "a@b", "p/w", tls=True)),
        ("", Mail()),
    ],
)
def test_mail_server_is_read(url: str, expected: Mail, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENMAI_MAIL_URL", url)
    assert mail() == expected


@pytest.mark.parametrize("url", ["renmai.example", "https://renmai.example/?x=1", "ftp://renmai.example", "https://"])
def test_wrong_address_for_links_stops(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENMAI_BASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="RENMAI_BASE_URL"):
        base_url()
