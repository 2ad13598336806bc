"""`renmai backup`: the whole database in one file, whoever else is writing."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from renmai.cli.setup import ready_database
from renmai.output.backup import write_backup
from renmai.store.backup import our_tables


def add(subparsers: Any) -> None:
    parser: ArgumentParser = subparsers.add_parser("backup", help=gettext("write the whole database to one file"))
    parser.add_argument("path", type=Path, metavar="FILE", help=gettext("a file that is not there yet"))
    parser.set_defaults(run=run, migrates=False)


def run(args: Namespace) -> int:
    """0: the backup is complete and on disk. A database that waits to be migrated is backed up as it is.

    Raises `RenmaiError`.
    """
    if not our_tables():
        ready_database()
    manifest = write_backup(args.path, today=timezone.localdate(), now=timezone.now())
    rows, size = f"{sum(manifest.counts.values()):,}", f"{args.path.stat().st_size:,}"
    said = gettext("Backed up %(rows)s rows to %(path)s, %(size)s bytes.")
    sys.stdout.write(said % {"rows": rows, "path": args.path, "size": size} + "\n")
    return 0
