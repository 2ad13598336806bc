"""Fixtures for every room: the world and its cast, and the data beside the repository."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from renmai.refresh import forget
from renmai.store.models import Account
from tests.faults.installations import nurse, template
from tests.people import build_world

__all__ = ["nurse", "template"]

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as it is used: in memory, threads do not wait for each other but fail."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def fresh_process() -> Iterator[None]:
    """Every test has a database of its own; a process keeps the panel and the language."""
    yield
    forget()
    translation.deactivate()


@pytest.fixture(autouse=True)
def no_look_of_another_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be written down in one test is not written into the database of the next."""
    monkeypatch.setattr("renmai.store.actions.look._waiting", [])


@pytest.fixture(autouse=True)
def static_files_as_they_lie(settings: Settings) -> None:
    """Pages name static files without the manifest that `collectstatic` makes."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(autouse=True)
def jobs_at_once(settings: Settings) -> None:
    """A job is done when it is asked for, as if its worker were very fast."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture(autouse=True)
def files_of_the_test(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Files beside the database, such as those of jobs, are as fresh as the database."""
    settings.DATA_DIR = tmp_path_factory.mktemp("data")


@pytest.fixture(autouse=True)
def no_counted_attempts(settings: Settings) -> None:
    """Sign-ins of one test do not count in the next."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def world(db: None) -> None:
    """The world of `tests/people.py`, for one test."""
    build_world()


@pytest.fixture
def signed_in(world: None) -> Callable[[str], Client]:
    """`signed_in("owner")` is a browser in which the owner has signed in."""

    def client_of(name: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(username=name))
        return client

    return client_of


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The example bundles, which stand beside the repository: `../shared/data`."""
    data = SHARED / "data"
    assert data.is_dir(), f"the example bundles are missing: {data} is no folder"
    return data
