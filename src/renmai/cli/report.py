"""`renmai report`: one of the seven reports (spec 3)."""

import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from django.utils import timezone
from rich.console import Console

from renmai.analytics import reports
from renmai.analytics.visible import scope_of, widest_view
from renmai.domain.asking import read_question
from renmai.domain.scope import EVERYTHING
from renmai.output import report as output
from renmai.refresh import current_panel
from renmai.refresh.marks import marks_of

AS_WIDE_AS_NEEDED = 10_000
"""A table keeps its lines whole; a narrow terminal wraps them."""
FORMATS = ("table", "json", "csv", "xlsx")
PARAMETERS = ("as_of", "period", "view", "competitor", "industry", "region")


def add(subparsers: Any) -> None:
    parser: ArgumentParser = subparsers.add_parser("report", help="answer one of the seven reports")
    parser.add_argument("line", metavar="LINE", help=", ".join(reports.LINES))
    parser.add_argument("--as-of", default="", metavar="DATE", help="the day to look at; default: today")
    parser.add_argument("--period", default="", help="month, quarter or year: what to compare with")
    parser.add_argument("--view", default="", help="company, team:CODE or personal:CODE")
    parser.add_argument("--competitor", default="", metavar="CODE", help="look from this competitor's side")
    parser.add_argument("--industry", default="", help="only customers of this industry")
    parser.add_argument("--region", default="", help="only customers of this region")
    parser.add_argument("--focus", action="store_true", help="only focus customers")
    parser.add_argument("--as", dest="viewer", default="", metavar="EMPLOYEE", help="see what this employee may see")
    parser.add_argument("--format", choices=FORMATS, default="table")
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Raises `RenmaiError` for what does not exist or may not be seen."""
    today, panel = timezone.localdate(), current_panel()
    scope = scope_of(panel, args.viewer, today) if args.viewer else EVERYTHING
    given = {name: getattr(args, name) for name in PARAMETERS} | {"focus": "yes" if args.focus else ""}
    question = read_question(given, today, widest_view(panel, scope))
    marks = marks_of(panel, question, scope) if args.line == reports.ACTIONS else ()
    _write(reports.report(panel, args.line, question, scope, marks), args.format)
    return 0


def _write(report: reports.Report, form: str) -> None:
    if form == "xlsx":
        output.write_xlsx(report, sys.stdout.buffer)
    elif form == "table":
        output.write_table(report, Console(width=AS_WIDE_AS_NEEDED))
    else:
        {"json": output.write_json, "csv": output.write_csv}[form](report, sys.stdout)
