"""The worked examples of docs/metrics are what Renmai computes."""

import json
import re
import shlex
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from renmai.analytics.same_persons import SamePersons
from renmai.cli.main import main
from renmai.domain.grade import grade
from renmai.domain.periods import Period, comparison, series_days
from renmai.domain.policy import POLICY
from renmai.domain.question import Question, View
from renmai.domain.reading import Member, facts, reading
from renmai.domain.scope import EVERYTHING
from renmai.domain.stance import DEGREES, VoteAnswer
from renmai.refresh import current_panel
from renmai.web.pages.line.lines import LINES
from tests.docs.pages import METRICS, Example, bundle, examples, tables

PAGES = sorted(METRICS.glob("*.md"))
EXAMPLES = [example for page in PAGES for example in examples(page)]


def table(page: str, *headings: str) -> list[dict[str, str]]:
    """The rows of the page's one table that has these headings."""
    found = [rows for rows in tables((METRICS / f"{page}.md").read_text("utf-8")) if set(headings) <= set(rows[0])]
    assert len(found) == 1, f"{page}: one table with {headings}"
    return found[0]


def written(cell: str) -> object:
    """A value as the pages write it: null, a number, a fraction or a word."""
    if cell == "null":
        return None
    return float(Fraction(cell)) if re.fullmatch(r"-?\d+(/\d+)?", cell) else cell


def at(report: object, path: str) -> object:
    """Follow `a.b[CODE].c` into a report; `[CODE]` is the row whose code (or opportunity) is CODE."""
    for name, code in re.findall(r"(\w+)|\[(\w+)\]", path):
        if name:
            assert isinstance(report, dict)
            report = report[name]
        else:
            assert isinstance(report, list)
            report = next(row for row in report if code in (row.get("code"), row.get("opportunity")))
    return report


@pytest.fixture
def example_company(db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The example company of docs/metrics/README.md, imported."""
    for name, text in bundle(METRICS / "README.md").items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["import", str(tmp_path)]) == 0, capsys.readouterr()
    capsys.readouterr()


@pytest.mark.usefixtures("example_company")
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.page}: {example.command[14:]}")
def test_worked_example_is_computed(example: Example, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*shlex.split(example.command)[1:], "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    for row in example.figures:
        computed, expected = at(report, row["figure"].strip("`")), written(row["value"])
        exact = pytest.approx(expected, rel=1e-9, abs=1e-9) if isinstance(expected, float) else expected
        assert computed == exact, f"{row['figure']}: {row['working']}"


def test_every_line_has_a_worked_example() -> None:
    lines = {example.command.split()[2] for example in EXAMPLES}
    assert {"customer", "influence", "key-person", "decision-chain"} <= lines
    assert all(example.figures for example in EXAMPLES)


@pytest.mark.parametrize(
    "row", table("comparison-dates", "D", "previous"), ids=lambda row: f"{row['D']} {row['period']}"
)
def test_comparison_dates_page_is_true(row: dict[str, str]) -> None:
    days = comparison(date.fromisoformat(row["D"]), Period(row["period"]))
    assert (days.previous.isoformat(), days.year_ago.isoformat()) == (row["previous"], row["year ago"])


@pytest.mark.parametrize("row", table("grades", "values", "grade"), ids=lambda row: row["values"])
def test_grades_page_is_true(row: dict[str, str]) -> None:
    known = [int(value) for value in row["values"].split() if value != "?"]
    counts = (sum(v > 0 for v in known), sum(v == 0 for v in known), sum(v < 0 for v in known))
    assert tuple(str(count) for count in counts) == (row["S"], row["N"], row["O"])
    assert grade(*counts, sum(known)).value == row["grade"]
    assert (sum(known) / len(known) if known else None) == written(row["average"])


def members(cell: str) -> Iterator[Member]:
    """The members of a chain as the page writes them: `1 ? 0 / no / yes`, one per pair of backticks."""
    for number, member in enumerate(re.findall(r"`([^`]+)`", cell)):
        degrees, veto, approver = (part.strip() for part in member.split("/"))
        first, second, third = (None if value == "?" else int(value) for value in degrees.split())
        yield Member(str(number), (first, second, third), answer(veto), answer(approver))


def answer(text: str) -> VoteAnswer:
    return VoteAnswer.UNKNOWN if text == "?" else VoteAnswer(text)


@pytest.mark.parametrize("row", table("decision-chain-line", "chain", "reading"), ids=lambda row: row["chain"])
def test_readings_of_the_page_are_true(row: dict[str, str]) -> None:
    found = facts(list(members(row["chain"])), POLICY)
    assert [fact.code.value for fact in found] == [code for code in row["facts"].split(", ") if code]
    assert reading(found).value == row["reading"]


AS_OF = date(2026, 9, 30)


def same_persons(view: str, days: tuple[date, ...]) -> SamePersons:
    question = Question(AS_OF, view=View.parse(view))
    return LINES["customer"].series(current_panel(), question, days).trend.same


@pytest.mark.usefixtures("example_company")
def test_same_persons_page_is_true() -> None:
    for row in table("same-persons", "since", "persons"):
        degree = DEGREES.index(row["degree"])
        same = same_persons(row["view"], (date.fromisoformat(row["since"]), AS_OF))
        found = (same.mean(degree, 0, 0), same.mean(degree, 0, 1), same.change(degree, 0))
        assert same.count(degree, 0) == int(row["persons"]), row
        assert found == pytest.approx(tuple(written(row[name]) for name in ("then", "now", "change"))), row


@pytest.mark.usefixtures("example_company")
def test_trend_of_same_persons_begins_where_the_page_says() -> None:
    days = series_days(AS_OF, 24)
    assert days[same_persons("company", days).earliest(range(len(days)))] == date(2025, 9, 30)


@pytest.mark.usefixtures("example_company")
def test_largest_changes_page_is_true() -> None:
    rows = table("largest-changes", "code", "before")
    for line in LINES.values():
        found = line.movers(current_panel(), Question(AS_OF), EVERYTHING)
        expected = [(row["code"], row["degree"]) for row in rows if row["line"] == line.name]
        assert [(moved.code, moved.degree) for moved in found] == expected
        ends = [written(row[end]) for row in rows if row["line"] == line.name for end in ("before", "after")]
        assert [end for moved in found for end in (moved.before, moved.after)] == pytest.approx(ends)
