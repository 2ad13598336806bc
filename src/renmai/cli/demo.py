"""`renmai demo`: a fictitious company to look around in, with one sign-in per kind of user."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from renmai.demo.help_request import add_help
from renmai.demo.installing import Demo, install, installed, is_empty
from renmai.demo.network import add_network
from renmai.demo.sign_ins import PASSWORD, create_sign_ins, sign_ins
from renmai.domain.errors import ErrorCode, RenmaiError

USUAL_SIZE = 400


def add(subparsers: Any) -> None:
    parser: ArgumentParser = subparsers.add_parser(
        "demo", help=gettext("fill an empty database with a fictitious company")
    )
    parser.add_argument(
        "--size",
        type=_size,
        metavar="N",
        help=gettext("number of customers; everything else in proportion; default: 400"),
    )
    parser.add_argument("--until", type=_day, metavar="DATE", help=gettext("last day of its history; default: today"))
    parser.add_argument("--folder", type=Path, metavar="PATH", help=gettext("where its bundle is written"))
    parser.add_argument("--if-empty", action="store_true", help=gettext("leave a database that holds facts as it is"))
    parser.add_argument("--sign-ins", action="store_true", help=gettext("only show the sign-ins, if the demo is there"))
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Raises `RenmaiError` if the database holds other facts than the demo asked for."""
    console = Console(soft_wrap=True)
    if args.sign_ins:
        _show(console)
        return 0
    found = installed()
    if found is None and args.if_empty and not is_empty():
        return 0
    if found is None:
        _install(args, console)
    elif not args.if_empty and not _is_same(found, args):
        raise RenmaiError(ErrorCode.NOT_EMPTY)
    create_sign_ins(timezone.now())
    _show(console)
    return 0


def _is_same(found: Demo, args: Namespace) -> bool:
    return args.size in (None, found.size) and args.until in (None, found.until)


def _install(args: Namespace, console: Console) -> None:
    demo = Demo(args.size or USUAL_SIZE, args.until or timezone.localdate())
    folder = args.folder or Path(settings.DATA_DIR) / "demo"
    quiet = not sys.stderr.isatty()
    with Progress(console=Console(stderr=True), transient=True, disable=quiet) as progress:
        task = progress.add_task(gettext("Making the demo company"), total=None)
        install(demo, folder, timezone.now(), lambda name, rows: progress.update(task, description=f"{name} {rows:,}"))
        add_network(demo.until, timezone.now())
        add_help(demo.until, timezone.now())
    size, until = demo.size, demo.until.isoformat()
    told = gettext("A fictitious company with %(size)s customers and two years of history until %(until)s.")
    console.print(told % {"size": size, "until": until})


def _show(console: Console) -> None:
    if installed() is None:
        return
    kinds = {
        "salesperson": gettext("salesperson"),
        "leader": gettext("team leader"),
        "executive": gettext("executive"),
        "employee": gettext("employee"),
        "admin": gettext("administrator"),
    }
    table = Table(
        gettext("sign in as"), gettext("user name"), gettext("password"), gettext("who it is"), box=None, pad_edge=False
    )
    for found in sign_ins():
        table.add_row(kinds[found.kind], found.kind, PASSWORD, f"{found.employee.name} {found.employee.title}")
    console.print(table)
    console.print(gettext("For looking around only: everybody knows this password."))


def _size(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError(gettext("“%(text)s” is no number of customers; write 1 or more") % {"text": text})
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = gettext("“%(date)s” is no date; write YYYY-MM-DD, such as 2026-09-30.") % {"date": text}
        raise ArgumentTypeError(message) from None
