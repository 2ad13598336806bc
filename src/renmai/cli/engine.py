"""`renmai report --engine`: another engine works the report out (docs/engines.md)."""

import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from django.db import connection

from renmai.analytics.portable.checking import check
from renmai.analytics.portable.engines import Engine
from renmai.analytics.portable.engines.on_duckdb import duckdb_on
from renmai.analytics.portable.engines.on_postgresql import PostgreSQL
from renmai.analytics.portable.manifest import read_manifest
from renmai.analytics.portable.metrics import Report
from renmai.analytics.portable.reports import REPORTS
from renmai.analytics.portable.tables import Tables
from renmai.cli.extras import SPARK, load
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.look import Place
from renmai.domain.question import Question
from renmai.refresh.policy import load_policy
from renmai.store.actions.look import record_named
from renmai.store.figure_facts import answer as ask_store
from renmai.store.snapshot import one_moment

IBIS: Final = "ibis+"
"""May stand before an engine's name, as Ibis writes its connections; it says nothing more here."""
DUCKDB, POSTGRESQL, SPARK_SCHEME = "duckdb", "postgresql", "spark"
JAVA: Final = "openjdk-17-jre-headless"


@dataclass(frozen=True, slots=True)
class Choice:
    """An engine as somebody wrote it: `folder` of the export that it reads, `master` of a Spark cluster."""

    engine: str
    folder: Path = Path()
    master: str = ""


def read_choice(text: str) -> Choice:
    """Raises `RenmaiError(BAD_ENGINE)` for what names no engine, or an engine without what it reads."""
    plain = text.removeprefix(IBIS)
    scheme, _, rest = plain.partition(":")
    if plain in (POSTGRESQL, f"{POSTGRESQL}:", f"{POSTGRESQL}://"):
        return Choice(POSTGRESQL)
    if scheme == DUCKDB and rest.removeprefix("//"):
        return Choice(DUCKDB, Path(rest.removeprefix("//")))
    parts = urlsplit(plain)
    if scheme == SPARK_SCHEME and parts.netloc and parts.path.strip("/"):
        return Choice(SPARK_SCHEME, Path(unquote(parts.path)), f"spark://{parts.netloc}")
    raise RenmaiError(ErrorCode.BAD_ENGINE, engine=text)


def answer(engine: str, memory: str, line: str, question: Question, today: date) -> Report:
    """The whole report. Raises `RenmaiError` for what cannot be asked, or asked here."""
    choice = read_choice(engine)
    if memory and choice.engine != DUCKDB:
        raise RenmaiError(ErrorCode.ENGINE_NO_MEMORY)
    with _tables(choice, memory) as tables:
        check(tables, line, question)
        report = REPORTS[line](tables, question)
    if choice.engine == POSTGRESQL:
        record_named(_named(report), Place.TERMINAL, today)
    return report


@contextmanager
def _tables(choice: Choice, memory: str) -> Iterator[Tables]:
    if choice.engine == POSTGRESQL:
        with _live() as tables:
            yield tables
        return
    manifest = read_manifest(choice.folder)
    over: AbstractContextManager[Engine] = (
        duckdb_on(choice.folder, memory) if choice.engine == DUCKDB else _spark(choice)
    )
    with over as engine:
        yield Tables.on(engine, manifest.thresholds)


@contextmanager
def _live() -> Iterator[Tables]:
    """The database of this installation, at one moment."""
    if connection.vendor != "postgresql":
        raise RenmaiError(ErrorCode.NOT_POSTGRESQL)
    with one_moment():
        yield Tables.on(PostgreSQL(ask_store), load_policy())


def _spark(choice: Choice) -> AbstractContextManager[Engine]:
    module = load("renmai.analytics.portable.engines.on_spark", SPARK)
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise RenmaiError(ErrorCode.ENGINE_MISSING, part="Java 17", how=f"apt-get install {JAVA}")
    over: AbstractContextManager[Engine] = module.spark_on(choice.master, choice.folder.resolve())
    return over


def _named(report: Report) -> set[tuple[str, str]]:
    """Whom of ours the report names as able to sway whom: codes of employee and key person."""
    people = report.get("people")
    return {
        (one["code"], person["code"])
        for person in (people if isinstance(people, list) else [])
        for one in person["influencers"]
        if one["kind"] == "ours" and one["code"]
    }
