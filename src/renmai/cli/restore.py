"""`renmai restore`: a backup in the place of the database that is there, all of it or nothing."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from renmai.cli.setup import ready_database
from renmai.domain.backup import Database, Manifest
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.backup import manifest_of, require_fitting, unpacked
from renmai.refresh.fingerprint import fingerprints
from renmai.store.actions.erasure import erase_again
from renmai.store.actions.restore import restored, settle
from renmai.store.backup import database, holds_data, known, live_file
from renmai.store.erasures import Erased, everybody_erased
from renmai.work.retention import forget_files

DIFFERS = 2


def add(subparsers: Any) -> None:
    parser: ArgumentParser = subparsers.add_parser("restore", help=gettext("bring a backup back"))
    parser.add_argument("path", type=Path, metavar="FILE", help=gettext("what renmai backup wrote"))
    parser.add_argument("--replace", action="store_true", help=gettext("overwrite a database that holds data"))
    parser.set_defaults(run=run, migrates=False)


def run(args: Namespace) -> int:
    """0: restored, and the reports are those of the backup; 2: restored, but they differ. Raises `RenmaiError`."""
    manifest = manifest_of(args.path)
    require_fitting(args.path, manifest, database(), known())
    if not args.replace and holds_data():
        raise RenmaiError(ErrorCode.NEEDS_REPLACE)
    sqlite = manifest.database is Database.SQLITE
    with unpacked(args.path, manifest, live_file().parent if sqlite else settings.DATA_DIR) as copy:
        erased = _erased_here()
        with restored(copy):
            ready_database()
            differing = _differing(manifest)
            settle(manifest, actor="", now=timezone.now())
            kept = _erase(erased or [], timezone.now())
    forget_files()
    _say(args.path, manifest, differing)
    _say_erased(erased, kept)
    return DIFFERS if differing or kept or erased is None else 0


def _erased_here() -> list[Erased] | None:
    """Whom the database that goes has erased; None if it cannot tell any more."""
    try:
        return everybody_erased() if holds_data() else []
    except DatabaseError:
        return None


def _differing(manifest: Manifest) -> list[str]:
    if not manifest.reports:
        return []
    now = fingerprints(manifest.day)
    return [line for line, told in manifest.reports.items() if now.get(line) != told]


def _erase(erased: list[Erased], now: datetime) -> list[str]:
    """Erase them again; the codes of those who cannot be, as they have not left yet in the backup."""
    kept = []
    for one in erased:
        try:
            erase_again(one, now=now)
        except RenmaiError:
            kept.append(one.code)
    return kept


def _say(path: Path, manifest: Manifest, differing: list[str]) -> None:
    made = date_format(timezone.localtime(manifest.made_at), "DATETIME_FORMAT")
    rows = f"{sum(manifest.counts.values()):,}"
    _line(gettext("Restored %(rows)s rows from %(path)s, as of %(made)s.") % {"rows": rows, "path": path, "made": made})
    day = {"day": manifest.day.isoformat(), "version": manifest.version, "lines": ", ".join(differing)}
    if not manifest.reports:
        _line(gettext("The backup was taken of a database that waited to be migrated: it tells no reports to compare."))
    elif differing:
        _warn(gettext("On %(day)s these reports are not those of the backup, made by %(version)s: %(lines)s.") % day)
    else:
        _line(gettext("The reports of the four lines on %(day)s are those of the backup.") % day)
    _line(gettext("Everybody signs in again."))


def _say_erased(erased: list[Erased] | None, kept: list[str]) -> None:
    if erased is None:
        _warn(gettext("The database that was there could not tell whom it had erased: erase them again."))
    elif erased:
        told = gettext("Persons whom the database that was there had erased are erased here too: %(count)s.")
        _line(told % {"count": len(erased) - len(kept)})
    if kept:
        _warn(gettext("These have not left in the backup; erase them by hand: %(codes)s.") % {"codes": ", ".join(kept)})


def _line(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _warn(text: str) -> None:
    print(f"renmai: {text}", file=sys.stderr)
