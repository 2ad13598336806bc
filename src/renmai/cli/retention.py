"""`renmai retention`: what is kept longer than the company says; with `--apply` it is erased and deleted."""

import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from renmai.wording.retention import LABELS
from renmai.work.retention import all_due, keep_no_longer


def add(subparsers: Any) -> None:
    parser: ArgumentParser = subparsers.add_parser(
        "retention", help=gettext("say what is kept too long, or erase and delete it; run it every day")
    )
    parser.add_argument("--apply", action="store_true", help=gettext("erase and delete it"))
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """0: told, or done."""
    now, today = timezone.now(), timezone.localdate()
    found = keep_no_longer(actor="", by=None, today=today, now=now) if args.apply else all_due(today)
    for one in found:
        codes = f": {', '.join(one.codes)}" if one.codes else ""
        sys.stdout.write(f"{LABELS[one.kept]}: {one.count}{codes}\n")
    said = gettext("Erased and deleted.") if args.apply else gettext("Nothing was changed; --apply does it.")
    sys.stdout.write(f"{said}\n")
    return 0
