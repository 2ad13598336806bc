"""Bundles in memory: typed rows, read from and written to the folders of spec 2."""

import csv
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

Cell = str | int | bool | date | Decimal | None
"""None is a blank degree, vote, date, amount, number or reference; a blank text is ""."""

Row = dict[str, Cell]
Bundle = dict[str, list[Row]]
"""Every file (name without ending) -> its rows with all columns, in the file's order."""

SHARED = Path(__file__).parents[1] / ".." / "shared" / "data"


def shared_bundle(name: str) -> Bundle:
    """A bundle of the test data next to the checkout; its absence is a failure, not a skip."""
    folder = SHARED / name
    if not folder.is_dir():
        raise FileNotFoundError(f"the test data are missing: {folder.resolve()}")
    return read_bundle(folder)


def _text(cell: str) -> Cell:
    return cell


def _code(cell: str) -> Cell:
    return cell or None


def _day(cell: str) -> Cell:
    return date.fromisoformat(cell) if cell else None


def _number(cell: str) -> Cell:
    return int(cell) if cell else None


def _flag(cell: str) -> Cell:
    return cell == "yes"


def _vote(cell: str) -> Cell:
    return cell == "yes" if cell else None


def _amount(cell: str) -> Cell:
    return Decimal(cell) if cell else None


Reader = Callable[[str], Cell]

COLUMNS: dict[str, dict[str, Reader]] = {
    "teams": {"code": _code, "name": _text, "parent": _code, "leader": _code},
    "employees": {
        "code": _code,
        "name": _text,
        "email": _text,
        "team": _code,
        "title": _text,
        "role": _text,
        "sales": _flag,
        "joined_on": _day,
        "left_on": _day,
    },
    "competitors": {"code": _code, "name": _text},
    "customers": {
        "code": _code,
        "name": _text,
        "industry": _text,
        "region": _text,
        "parent": _code,
        "focus": _flag,
        "contribution": _text,
        "potential": _text,
        "created_on": _day,
        "closed_on": _day,
    },
    "ownerships": {"customer": _code, "employee": _code, "valid_from": _day, "valid_to": _day},
    "account_team": {"customer": _code, "employee": _code, "role": _text, "valid_from": _day, "valid_to": _day},
    "strategy_choices": {
        "customer": _code,
        "strategy": _text,
        "chosen_on": _day,
        "chosen_by": _code,
        "reason": _text,
    },
    "key_people": {
        "code": _code,
        "customer": _code,
        "name": _text,
        "department": _text,
        "title": _text,
        "reports_to": _code,
        "top": _flag,
        "nobody_found": _flag,
        "focus": _flag,
        "email": _text,
        "phone": _text,
        "joined_on": _day,
        "left_on": _day,
    },
    "reporting": {"key_person": _code, "reports_to": _code, "valid_from": _day, "valid_to": _day},
    "assessments": {
        "key_person": _code,
        "party": _code,
        "effective_on": _day,
        "closeness": _number,
        "solution": _number,
        "price": _number,
        "veto": _vote,
        "approver": _vote,
        "assessor": _code,
        "note": _text,
        "evidence": _text,
    },
    "influences": {
        "key_person": _code,
        "kind": _text,
        "influencer": _code,
        "contact_name": _text,
        "valid_from": _day,
        "valid_to": _day,
        "note": _text,
        "evidence": _text,
    },
    "opportunities": {
        "code": _code,
        "customer": _code,
        "name": _text,
        "owner": _code,
        "amount": _amount,
        "stage": _text,
        "status": _text,
        "origin": _text,
        "focus": _flag,
        "opened_on": _day,
        "closed_on": _day,
        "expected_on": _day,
    },
    "chain_members": {"opportunity": _code, "key_person": _code, "role": _text, "position": _number},
    "influence_uses": {
        "opportunity": _code,
        "employee": _code,
        "key_person": _code,
        "used_on": _day,
        "note": _text,
        "grade": _text,
        "owner_confirmed_on": _day,
        "employee_confirmed_on": _day,
    },
    "activities": {
        "code": _code,
        "customer": _code,
        "opportunity": _code,
        "employee": _code,
        "kind": _text,
        "occurred_on": _day,
        "key_people": _text,
        "note": _text,
    },
    "coverage_rounds": {
        "code": _code,
        "customer": _code,
        "name": _text,
        "starts_on": _day,
        "due_on": _day,
        "closed": _flag,
    },
    "planned_contacts": {"round": _code, "key_person": _code, "employee": _code},
    "plan_steps": {
        "code": _code,
        "customer": _code,
        "opportunity": _code,
        "key_person": _code,
        "feature": _text,
        "from_value": _text,
        "goal": _text,
        "owner": _code,
        "due_on": _day,
        "status": _text,
        "note": _text,
        "result": _text,
        "tactic": _text,
        "planned_on": _day,
        "settled_on": _day,
    },
}


def empty_bundle() -> Bundle:
    return {file: [] for file in COLUMNS}


def row_of(file: str, given: Mapping[str, Cell]) -> Row:
    """A row with every column of the file; what is not given is blank."""
    unknown = given.keys() - COLUMNS[file].keys()
    if unknown:
        raise KeyError(f"{file} has no {sorted(unknown)}")
    blank = {column: read("") for column, read in COLUMNS[file].items()}
    return blank | dict(given)


def bundle_of(**files: Iterable[Mapping[str, Cell]]) -> Bundle:
    """A bundle of a few rows, for tests that look at one rule."""
    return empty_bundle() | {file: [row_of(file, row) for row in rows] for file, rows in files.items()}


def read_bundle(folder: Path) -> Bundle:
    """Read a valid bundle; whether it is valid is the intake's business."""
    return {file: _read(folder / f"{file}.csv", columns) for file, columns in COLUMNS.items()}


def _read(path: Path, columns: Mapping[str, Reader]) -> list[Row]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [
            {column: read((row.get(column) or "").strip()) for column, read in columns.items()}
            for row in csv.DictReader(lines)
        ]


def write_bundle(bundle: Bundle, folder: Path) -> Path:
    """Write the files as spec 2 wants them; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, columns in COLUMNS.items():
        with (folder / f"{file}.csv").open("w", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([_written(row[column]) for column in columns] for row in bundle[file])
    return folder


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)
