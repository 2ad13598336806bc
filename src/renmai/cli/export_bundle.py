"""`renmai export`: the whole database as a bundle (spec 2), or what figures are made of as Parquet."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from renmai.cli.extras import SCALE, load
from renmai.cli.progress import shown_progress
from renmai.output.bundle import write_bundle
from renmai.store.facts import untold
from renmai.wording.disclosure import untold_text


def add(subparsers: Any) -> None:
    parser: ArgumentParser = subparsers.add_parser("export", help=gettext("write everything as a bundle"))
    parser.add_argument("path", type=Path, metavar="PATH", help=gettext("a new folder, or a .zip or .xlsx"))
    parser.add_argument("--as", dest="actor", default="", metavar="EMPLOYEE", help=gettext("who takes it out"))
    parser.add_argument(
        "--parquet", action="store_true", help=gettext("what figures are made of, for an engine to read; a new folder")
    )
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """0: the bundle is complete. Raises `RenmaiError`."""
    if args.parquet:
        return _for_an_engine(args)
    with shown_progress() as progress:
        counts = write_bundle(args.path, actor=args.actor, now=timezone.now(), progress=progress)
    print(gettext("Exported %(rows)s rows to %(path)s.") % {"rows": f"{sum(counts.values()):,}", "path": args.path})
    if kept := untold():
        print(untold_text(kept))
    return 0


def _for_an_engine(args: Namespace) -> int:
    write = load("renmai.output.parquet", SCALE).write_parquet
    with shown_progress() as progress:
        counts = write(args.path, actor=args.actor, now=timezone.now(), progress=progress)
    print(gettext("Exported %(rows)s rows to %(path)s.") % {"rows": f"{sum(counts.values()):,}", "path": args.path})
    return 0
