"""Whether everything that was acknowledged is there at the end. Import this once Django is set up."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any, Final

from bench.load.plan import PASSWORD, Person, Written
from renmai.store.models import Activity, Assessment, Opportunity
from scripts.visiting import Visitor

REPORTS: Final = {"key-person": ("people", "code"), "decision-chain": ("chains", "opportunity")}
ASKED: Final = 3
"""How often each process is asked, on average, so that hardly one is left out."""

Rows = dict[str, dict[str, Any]]


def lost(written: Sequence[Written]) -> list[str]:
    """Writes that the database does not hold, or holds twice, or that `renmai report` does not tell."""
    return [*_not_stored(written), *_not_told(written)]


def _not_stored(written: Sequence[Written]) -> Iterator[str]:
    met = _marks(Activity.unscoped.exclude(note="").values_list("note", flat=True))
    said = _marks(Assessment.unscoped.exclude(note="").values_list("note", flat=True))
    for one in written:
        if one.kind in ("contact", "note") and met.get(one.mark, 0) != 1:
            yield f"{one.kind} {one.mark} stands in {met.get(one.mark, 0)} activities"
        if one.kind in ("contact", "feature") and one.mark not in said:
            yield f"{one.kind} {one.mark} stands in no assessment"
    stages = dict(Opportunity.unscoped.values_list("code", "stage"))
    for one in _last(written):
        if one.kind == "stage" and stages.get(one.target) != one.value:
            yield f"{one.target} is at {stages.get(one.target)}, not at {one.value}"


def _marks(notes: Any) -> dict[str, int]:
    """How often each line of a note stands: what is said on one day of one person is kept in one place."""
    found: dict[str, int] = {}
    for note in notes:
        for line in note.splitlines():
            found[line] = found.get(line, 0) + 1
    return found


def _last(written: Sequence[Written]) -> list[Written]:
    """The last write of every value; what was there before is history."""
    return list({(one.target, one.column): one for one in written if one.column}.values())


def _not_told(written: Sequence[Written]) -> Iterator[str]:
    told = {line: _rows(report(line), *where) for line, where in REPORTS.items()}
    for one in _last(written):
        row = told["decision-chain" if one.kind == "stage" else "key-person"].get(one.target, {})
        if str(row.get(one.column)) != one.value:
            yield f"renmai report tells {row.get(one.column)} as {one.column} of {one.target}, not {one.value}"


def _rows(told: dict[str, Any], rows: str, key: str) -> Rows:
    return {row[key]: row for row in told[rows]}


def report(line: str) -> dict[str, Any]:
    """As a command of its own tells it, which loads everything afresh."""
    command = [sys.executable, "-m", "renmai.cli.main", "report", line, "--view", "company", "--format", "json"]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    return dict(json.loads(told))


def differing(url: str, executive: Person, processes: int) -> int:
    """How many answers of the running server differ from what a command tells that loads everything afresh."""
    afresh = report("customer")
    return sum(_asked(url, executive) != afresh for _ in range(ASKED * processes))


def _asked(url: str, executive: Person) -> dict[str, Any]:
    """Over a connection of its own, so that any of the processes may answer."""
    visitor = Visitor(url)
    visitor.sign_in(executive.username, PASSWORD)
    return dict(visitor.get("/api/v1/reports/customer?view=company").json())
