"""`renmai import`: a bundle into the database (spec 2)."""

import json
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext
from rich.console import Console
from rich.table import Table
from rich.text import Text

from renmai.cli.progress import shown_progress
from renmai.domain.issues import Level, Problem
from renmai.intake import importing
from renmai.intake.importing import ImportStatus, Outcome
from renmai.intake.rejects import Rejects
from renmai.output.terminal import harmless
from renmai.wording.disclosure import left_out_text
from renmai.wording.problems import HEADINGS, explain

REJECTED: Final = 2
WIDE: Final = 160
"""Columns of a table that goes into a file."""


def add(subparsers: Any) -> None:
    parser: ArgumentParser = subparsers.add_parser("import", help=gettext("bring a bundle of facts in"))
    parser.add_argument("path", type=Path, metavar="PATH", help=gettext("a folder, a .zip or an .xlsx"))
    parser.add_argument("--partial", action="store_true", help=gettext("import the good rows, write the others aside"))
    parser.add_argument(
        "--rejects", type=Path, metavar="FOLDER", help=gettext("where the others go; default: PATH-rejects")
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--as", dest="actor", default="", metavar="EMPLOYEE", help=gettext("who records this"))
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """0: everything asked for was done; 2: rejected, nothing was written. Raises `RenmaiError`."""
    rejects = Rejects(args.rejects or default_rejects(args.path), explain) if args.partial else None
    with shown_progress() as progress:
        outcome = importing.import_bundle(
            args.path, actor=args.actor, now=timezone.now(), partial=rejects, progress=progress
        )
    if args.format == "json":
        json.dump(as_json(outcome), sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        _print(outcome, rejects)
    return REJECTED if outcome.status is ImportStatus.REJECTED else 0


def default_rejects(path: Path) -> Path:
    """Beside the bundle: `facts.zip` leads to `facts-rejects`."""
    path = path.resolve()
    return path.with_name(f"{path.stem if path.is_file() else path.name}-rejects")


def as_json(outcome: Outcome) -> dict[str, object]:
    return {
        "status": outcome.status.value,
        "problems": [_problem_json(problem) for problem in outcome.problems],
        "counts": {name: asdict(counts) for name, counts in outcome.counts.items()},
    }


def _problem_json(problem: Problem) -> dict[str, object]:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "value": problem.value,
        "kind": problem.kind.value,
        "level": problem.level.value,
        "message": explain(problem),
    }


def _print(outcome: Outcome, rejects: Rejects | None) -> None:
    console = Console(width=None if sys.stdout.isatty() else WIDE, highlight=False)
    if outcome.problems:
        console.print(_problem_table(outcome.problems))
    console.print(_count_table(outcome))
    if outcome.left_out:
        console.print(left_out_text(outcome.left_out))
    console.print(_plain(_verdict(outcome, rejects)))


def _problem_table(problems: list[Problem]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in (gettext("file"), gettext("line"), gettext("column"), gettext("level"), gettext("what is wrong")):
        table.add_column(heading, overflow="fold")
    for problem in problems:
        line = "" if problem.line is None else str(problem.line)
        cells = (problem.file, line, problem.column or "", str(HEADINGS[problem.level]), explain(problem))
        table.add_row(*map(_plain, cells))
    return table


def _count_table(outcome: Outcome) -> Table:
    table = Table(gettext("file"), box=None, pad_edge=False)
    for heading in (gettext("read"), gettext("added"), gettext("changed"), gettext("unchanged"), gettext("rejected")):
        table.add_column(heading, justify="right")
    for name, counts in outcome.counts.items():
        table.add_row(name, *(f"{number:,}" for number in asdict(counts).values()))
    return table


def _verdict(outcome: Outcome, rejects: Rejects | None) -> str:
    errors = sum(problem.level is Level.ERROR for problem in outcome.problems)
    match outcome.status:
        case ImportStatus.IMPORTED:
            return gettext("Imported.")
        case ImportStatus.PARTIAL:
            folder = rejects.folder if rejects else ""
            text = gettext("Imported in part. The rejected rows are in %(folder)s; correct and import them.")
            return text % {"folder": folder}
        case _:
            return gettext("Nothing was imported: %(errors)s errors.") % {"errors": errors}


def _plain(text: str) -> Text:
    """No colours, line breaks or cursor movements out of a cell of somebody's file."""
    return Text(harmless(text))
