"""What must hold within one row (spec 2)."""

from collections.abc import Iterator
from typing import Final

from renmai.domain.guided_questions.evidence import read
from renmai.domain.issues import ProblemKind
from renmai.domain.opportunity import closing_problem, expected_too_early
from renmai.domain.plan_step import CELLS, fits, settling_problem
from renmai.domain.stance import VOTES
from renmai.intake.columns import Row
from renmai.intake.union import FileUnion, Union

INTERVALS: Final = {
    "employees": ("joined_on", "left_on"),
    "customers": ("created_on", "closed_on"),
    "ownerships": ("valid_from", "valid_to"),
    "account_team": ("valid_from", "valid_to"),
    "key_people": ("joined_on", "left_on"),
    "reporting": ("valid_from", "valid_to"),
    "influences": ("valid_from", "valid_to"),
}
"""Half-open: the end is the first day on which it no longer holds, so it comes after the start."""


def check_rows(union: Union) -> None:
    for found in union.bundled():
        for position in found.duplicates:
            code = found.table.rows[position][0] or ""
            found.table.report(position, "code", code, ProblemKind.DUPLICATE_CODE, first=_first_line(found, code))
    for name, (start, end) in INTERVALS.items():
        _check_interval(union[name], start, end)
    _check_votes(union["assessments"])
    _check_evidence(union["assessments"])
    _check_closing(union["opportunities"])
    _check_expected(union["opportunities"])
    _check_oneself(union)
    _check_goals(union["plan_steps"])
    _check_due(union["coverage_rounds"])
    _check_moves(union["plan_steps"])
    _check_settling(union["plan_steps"])
    _check_confirmations(union["influence_uses"])


def _first_line(found: FileUnion, code: str) -> str:
    return str(found.table.lines[found.current[code]])


def _check_interval(found: FileUnion, start: str, end: str) -> None:
    for position, begins, ends in _cells(found, start, end):
        if begins and ends and ends <= begins:
            found.table.report(position, end, ends, ProblemKind.END_BEFORE_START, start=begins)


def _check_votes(found: FileUnion) -> None:
    for vote in VOTES:
        for position, party, answer in _cells(found, "party", vote):
            if party and answer:
                found.table.report(position, vote, answer, ProblemKind.VOTE_FOR_COMPETITOR, party=party)


def _check_evidence(found: FileUnion) -> None:
    """Guides of votes ask about the person, whatever the party: their answers stand beside the votes."""
    for position, party, cell in _cells(found, "party", "evidence"):
        if party and cell and read(cell).keys() & {*VOTES}:
            found.table.report(position, "evidence", cell, ProblemKind.VOTE_FOR_COMPETITOR, party=party)


def _check_closing(found: FileUnion) -> None:
    status_at, closed_at = found.file.position("status"), found.file.position("closed_on")
    opened_at = found.file.position("opened_on")
    for position, row in found.checked():
        kind = closing_problem(row[status_at], row[opened_at], row[closed_at])
        if kind is not None:
            value, opened = row[closed_at] or "", row[opened_at] or ""
            found.table.report(position, "closed_on", value, kind, opened=opened, status=row[status_at] or "")


def _check_expected(found: FileUnion) -> None:
    for position, opened, expected in _cells(found, "opened_on", "expected_on"):
        if expected_too_early(opened, expected):
            found.table.report(
                position, "expected_on", expected or "", ProblemKind.END_BEFORE_START, start=opened or ""
            )


def _check_oneself(union: Union) -> None:
    for file, column in (("key_people", "code"), ("reporting", "key_person")):
        lines = union[file]
        for position, code, superior in _cells(lines, column, "reports_to"):
            if code and code == superior:
                lines.table.report(position, "reports_to", code, ProblemKind.REPORTS_TO_SELF)
    influences = union["influences"]
    kind_at = influences.file.position("kind")
    for position, person, influencer in _cells(influences, "key_person", "influencer"):
        if person and person == influencer and influences.table.rows[position][kind_at] == "internal":
            influences.table.report(position, "influencer", person, ProblemKind.INFLUENCES_SELF)


def _check_goals(steps: FileUnion) -> None:
    """A goal is a value of what is to move, and so is what it was."""
    for column in ("from_value", "goal"):
        for position, feature, cell in _cells(steps, "feature", column):
            if feature and cell and not fits(feature, cell):
                choices = ", ".join(CELLS[feature])
                steps.table.report(position, column, cell, ProblemKind.BAD_ENUM, choices=choices)


def _check_due(rounds: FileUnion) -> None:
    """A round may last one day: both its days are included."""
    for position, starts, due in _cells(rounds, "starts_on", "due_on"):
        if starts and due and due < starts:
            rounds.table.report(position, "due_on", due, ProblemKind.END_BEFORE_START, start=starts)


def _check_moves(steps: FileUnion) -> None:
    """What is to move needs a goal and somebody whose value it is; where nothing moves there is no value."""
    for column in ("goal", "key_person"):
        for position, feature, cell in _cells(steps, "feature", column):
            if feature and cell == "":
                steps.table.report(position, column, cell, ProblemKind.MISSING_VALUE)
    for column in ("goal", "from_value"):
        for position, feature, cell in _cells(steps, "feature", column):
            if feature == "" and cell:
                steps.table.report(position, column, cell, ProblemKind.NOTHING_TO_MOVE)


def _check_settling(steps: FileUnion) -> None:
    status_at, planned_at, settled_at = map(steps.file.position, ("status", "planned_on", "settled_on"))
    for position, row in steps.checked():
        kind = settling_problem(row[status_at], row[planned_at], row[settled_at])
        if kind is not None:
            value, planned = row[settled_at] or "", row[planned_at] or ""
            steps.table.report(position, "settled_on", value, kind, start=planned)


def _check_confirmations(uses: FileUnion) -> None:
    """Nobody confirms what has not happened yet; both may do so on the day itself."""
    for column in ("owner_confirmed_on", "employee_confirmed_on"):
        for position, used, confirmed in _cells(uses, "used_on", column):
            if used and confirmed and confirmed < used:
                uses.table.report(position, column, confirmed, ProblemKind.CONFIRMED_BEFORE_USE, used=used)


def _cells(found: FileUnion, first: str, second: str) -> Iterator[tuple[int, str | None, str | None]]:
    one, two = found.file.position(first), found.file.position(second)
    rows: Iterator[tuple[int, Row]] = found.checked()
    return ((position, row[one], row[two]) for position, row in rows)
