"""`renmai export`: the whole database as a bundle (spec 2)."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from renmai.cli.progress import shown_progress
from renmai.output.bundle import write_bundle


def add(subparsers: Any) -> None:
    parser: ArgumentParser = subparsers.add_parser("export", help=gettext("write everything as a bundle"))
    parser.add_argument("path", type=Path, metavar="PATH", help=gettext("a new folder, or a .zip or .xlsx"))
    parser.add_argument("--as", dest="actor", default="", metavar="EMPLOYEE", help=gettext("who takes it out"))
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """0: the bundle is complete. Raises `RenmaiError`."""
    with shown_progress() as progress:
        counts = write_bundle(args.path, actor=args.actor, now=timezone.now(), progress=progress)
    print(gettext("Exported %(rows)s rows to %(path)s.") % {"rows": f"{sum(counts.values()):,}", "path": args.path})
    return 0
