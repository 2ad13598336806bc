"""The portable derivation gives the worked answers of the small bundle."""

import json
import shlex
from argparse import ArgumentParser
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from renmai.analytics.portable.reports import REPORTS
from renmai.analytics.portable.tables import Tables
from renmai.domain.periods import Period
from renmai.domain.question import OURS, Filters, Question, View
from tests.analytics.portable.likeness import differences
from tests.bundles import SHARED, shared_bundle

TINY = SHARED / "tiny"


@cache
def tables() -> Tables:
    return Tables.on_duckdb(shared_bundle("tiny"))


def calls() -> list[tuple[str, str]]:
    """(file of the answer, arguments of the report) as listed beside the data."""
    lines = (TINY / "CALLS.txt").read_text("utf-8").splitlines()
    pairs = [line.partition(": ") for line in lines if not line.startswith("#")]
    return [(file, arguments) for file, _, arguments in pairs]


def asked(arguments: str) -> tuple[str, Question]:
    parser = ArgumentParser()
    parser.add_argument("line")
    parser.add_argument("--as-of", type=date.fromisoformat)
    parser.add_argument("--period", type=Period)
    parser.add_argument("--view", type=View.parse, default="company")
    parser.add_argument("--competitor", default=OURS)
    parser.add_argument("--region")
    parser.add_argument("--focus", action="store_true")
    given = parser.parse_args(shlex.split(arguments))
    filters = Filters(region=given.region, focus=given.focus)
    return given.line, Question(given.as_of, given.period, given.view, given.competitor, filters)


def covered(expected: object, found: object) -> object:
    """What was found, without what the worked answers leave out."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return {key: covered(expected[key], value) for key, value in found.items() if key in expected}
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        return [covered(one, other) for one, other in zip(expected, found, strict=True)]
    return found


def test_answers_are_listed() -> None:
    listed = {Path(file).name for file, _ in calls()}
    assert listed == {path.name for path in (TINY / "expected").iterdir()}


@pytest.mark.parametrize(("file", "arguments"), calls())
def test_portable_reports_give_the_worked_answers(file: str, arguments: str) -> None:
    line, question = asked(arguments)
    expected = json.loads((TINY / file).read_text("utf-8"))
    found = REPORTS[line](tables(), question)
    assert differences(expected, covered(expected, found)) == []
