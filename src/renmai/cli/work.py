"""`renmai work`: do the jobs that pages ask for, such as imports and long exports."""

from argparse import ArgumentParser, Namespace
from typing import Any

from django.utils.translation import gettext

from renmai.work.sweep import sweep
from renmai.work.worker import work_forever, work_off_all


def add(subparsers: Any) -> None:
    parser: ArgumentParser = subparsers.add_parser(
        "work", help=gettext("do what pages leave to the background, such as imports")
    )
    parser.add_argument("--once", action="store_true", help=gettext("do what waits now, then stop"))
    parser.add_argument(
        "--parent", type=int, metavar="PID", help=gettext("stop when this process, its parent, is gone")
    )
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """0: nothing waits any more; otherwise it goes on until it is stopped."""
    sweep()
    if args.once:
        work_off_all()
    else:
        work_forever(args.parent)
    return 0
