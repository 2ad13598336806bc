"""`renmai report`: one of the seven reports (spec 3)."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, pgettext
from rich.console import Console

from renmai.analytics import reports
from renmai.analytics.hiding import shown_to
from renmai.analytics.visible import scope_of, widest_view
from renmai.cli.extras import SCALE, load
from renmai.domain.asking import read_question
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.look import Place, watching
from renmai.domain.question import COMPANY
from renmai.domain.scope import EVERYTHING
from renmai.output import report as output
from renmai.refresh import current_panel
from renmai.refresh.marks import marks_of
from renmai.store.actions.look import record_looks

AS_WIDE_AS_NEEDED = 10_000
"""A table keeps its lines whole; a narrow terminal wraps them."""
FORMATS = ("table", "json", "csv", "xlsx")
STRATEGIES = "strategies"
PARAMETERS = ("as_of", "period", "view", "competitor", "industry", "region")


def add(subparsers: Any) -> None:
    parser: ArgumentParser = subparsers.add_parser("report", help=gettext("answer one of the seven reports"))
    comma = pgettext("between the items of a list", ", ")
    parser.add_argument("line", metavar="LINE", help=comma.join(reports.LINES))
    parser.add_argument("--as-of", default="", metavar="DATE", help=gettext("the day to look at; default: today"))
    parser.add_argument("--period", default="", help=gettext("month, quarter or year: what to compare with"))
    parser.add_argument("--view", default="", help=gettext("company, team:CODE or personal:CODE"))
    parser.add_argument("--competitor", default="", metavar="CODE", help=gettext("look from this competitor's side"))
    parser.add_argument("--industry", default="", help=gettext("only customers of this industry"))
    parser.add_argument("--region", default="", help=gettext("only customers of this region"))
    parser.add_argument("--focus", action="store_true", help=gettext("only focus customers"))
    parser.add_argument(
        "--as", dest="viewer", default="", metavar="EMPLOYEE", help=gettext("see what this employee may see")
    )
    parser.add_argument("--engine", default="", help=gettext("duckdb:FOLDER, spark://HOST:PORT/FOLDER or postgresql"))
    parser.add_argument("--memory", default="", metavar="2GB", help=gettext("what DuckDB may hold in memory"))
    parser.add_argument("--format", choices=FORMATS, default="table")
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Raises `RenmaiError` for what does not exist or may not be seen."""
    today = timezone.localdate()
    _write(_by_engine(args, today) if args.engine else _by_panel(args, today), args.format)
    return 0


def _by_engine(args: Namespace, today: date) -> reports.Report:
    """As an administrator sees it: an engine has no gate for anybody else."""
    if args.viewer:
        raise RenmaiError(ErrorCode.ENGINE_FOR_ONE)
    question = read_question(_given(args), today, COMPANY)
    if args.line == STRATEGIES:
        told = gettext("An engine tells which strategies hold, not why: leave out --engine for the preconditions.")
        print(f"renmai: {told}", file=sys.stderr)
    answer: reports.Report = load("renmai.cli.engine", SCALE).answer(
        args.engine, args.memory, args.line, question, today
    )
    return answer


def _given(args: Namespace) -> dict[str, str]:
    return {name: getattr(args, name) for name in PARAMETERS} | {"focus": "yes" if args.focus else ""}


def _by_panel(args: Namespace, today: date) -> reports.Report:
    panel = shown_to(current_panel(), args.viewer)
    scope = scope_of(panel, args.viewer, today) if args.viewer else EVERYTHING
    question = read_question(_given(args), today, widest_view(panel, scope), scope.viewer)
    marks = marks_of(panel, question, scope) if args.line == reports.ACTIONS else ()
    with watching() as seen:
        told = reports.report(panel, args.line, question, scope, marks)
    viewer = panel.roster.employee_of_code.get(args.viewer)
    record_looks(viewer.id if viewer else None, seen, Place.TERMINAL, today)
    return told


def _write(report: reports.Report, form: str) -> None:
    if form == "xlsx":
        output.write_xlsx(report, sys.stdout.buffer)
    elif form == "table":
        output.write_table(report, Console(width=AS_WIDE_AS_NEEDED))
    else:
        {"json": output.write_json, "csv": output.write_csv}[form](report, sys.stdout)
