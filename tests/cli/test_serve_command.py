"""`renmai serve`: what it refuses, what it becomes, and that files for browsers are collected once."""

import os
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

import pytest
from django.contrib.staticfiles.finders import FileSystemFinder
from pytest_django import Settings

from renmai.cli import static_files
from renmai.cli.main import main

pytestmark = pytest.mark.django_db
Became = list[list[str]]


@pytest.fixture
def became(monkeypatch: pytest.MonkeyPatch) -> Became:
    """The command lines that the process was replaced by."""
    lines: Became = []

    def become(_: str, line: list[str], environment: dict[str, str]) -> NoReturn:
        assert Path(environment["PROMETHEUS_MULTIPROC_DIR"]).is_dir()
        assert "PROMETHEUS_MULTIPROC_DIR" not in os.environ
        lines.append(line)
        raise SystemExit

    monkeypatch.setattr(os, "execve", become)
    monkeypatch.setattr("renmai.cli.serve.collect_stale", lambda: None)
    return lines


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What `renmai serve` complains of; it must end with status 2."""

    def run(*arguments: str) -> str:
        assert main(["--language", "en", "serve", *arguments]) == 2
        return capsys.readouterr().err

    return run


def test_serve_becomes_gunicorn_with_the_processes_asked_for(became: Became) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--bind", "127.0.0.1:8001", "--processes", "3", "--threads", "5"])
    (line,) = became
    assert line[:4] == [sys.executable, "-m", "gunicorn", "renmai.config.wsgi"]
    asked = dict(pairwise(line))
    assert (asked["--bind"], asked["--workers"], asked["--threads"]) == ("127.0.0.1:8001", "3", "5")


def test_serve_takes_its_address_and_processes_from_the_settings(became: Became, settings: Settings) -> None:
    settings.BIND, settings.PROCESSES = "127.0.0.1:9000", 7
    with pytest.raises(SystemExit):
        main(["serve"])
    assert {"127.0.0.1:9000", "7"} <= set(became[0])


@pytest.mark.parametrize("address", ["0.0.0.0:8000", "[::]:8000", "renmai.example:80", "10.0.0.1:8000"])
def test_serve_shows_no_code_to_others(
    address: str, became: Became, settings: Settings, say: Callable[..., str]
) -> None:
    settings.DEBUG = True
    assert "RENMAI_DEBUG" in say("--bind", address)
    assert became == []


@pytest.mark.parametrize("address", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
def test_serve_shows_code_to_this_machine(address: str, became: Became, settings: Settings) -> None:
    settings.DEBUG = True
    with pytest.raises(SystemExit):
        main(["serve", "--bind", address])
    assert became


@pytest.mark.parametrize(
    "arguments", [["--bind", "8000"], ["--bind", "host:"], ["--processes", "0"], ["--threads", "-1"]]
)
def test_serve_refuses_what_makes_no_server(arguments: list[str], became: Became, say: Callable[..., str]) -> None:
    assert say(*arguments).startswith("renmai: ")
    assert became == []


def test_static_files_are_collected_once_and_again_when_they_change(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "one.css").write_text("a {}")
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    monkeypatch.setattr(static_files, "get_finders", lambda: iter([FileSystemFinder()]))
    calls: list[str] = []
    monkeypatch.setattr(static_files, "call_command", lambda name, **_: calls.append(name))
    static_files.collect_stale()
    static_files.collect_stale()
    assert len(calls) == 1
    (source / "one.css").write_text("a { color: red }")
    static_files.collect_stale()
    assert len(calls) == 2
