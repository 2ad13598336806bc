"""`renmai verify`: whether what this server says is what its facts say. It only reads."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from functools import partial
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext

from renmai.cli.extras import SCALE, load
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.backup import is_behind, last_revision
from renmai.store.invariants import Finding
from renmai.store.snapshot import only_looking
from renmai.wording.verify import CHECKS
from renmai.work.verify import Second, Wanted, findings

DIFFERS = 2
QUESTIONS, REVISIONS = 4, 50


def add(subparsers: Any) -> None:
    parser: ArgumentParser = subparsers.add_parser(
        "verify", help=gettext("work figures out a second time, and look for what cannot be")
    )
    parser.add_argument(
        "--questions", type=_count, default=QUESTIONS, metavar="N", help=gettext("questions to each line; default: 4")
    )
    parser.add_argument(
        "--revisions", type=_count, default=REVISIONS, metavar="N", help=gettext("last changes read again; default: 50")
    )
    parser.add_argument("--seed", type=_count, metavar="N", help=gettext("draws the questions; default: last revision"))
    parser.set_defaults(run=run, migrates=False)


def run(args: Namespace) -> int:
    """0: everything holds; 2: something does not, and is listed. Raises `RenmaiError` for an older database."""
    if is_behind():
        raise RenmaiError(ErrorCode.NOT_MIGRATED)
    second = _second()
    with only_looking():
        wanted = Wanted(timezone.localdate(), args.questions, args.revisions, args.seed or last_revision())
        found = list(findings(wanted, second, _say))
    for finding in found:
        _list(finding)
    if second is None:
        told = gettext("Not worked out by another engine: the packages for it are not installed (%(how)s).")
        _line(told % {"how": SCALE.how})
    drawn = {"revision": last_revision(), "questions": args.questions, "seed": wanted.seed}
    _line(gettext("Revision %(revision)s, %(questions)s questions to each line, drawn by --seed %(seed)s.") % drawn)
    _line(gettext("Something does not hold; see above.") if found else gettext("Everything holds."))
    return DIFFERS if found else 0


def _second() -> Second | None:
    """None where the packages for it are not installed."""
    try:
        return partial(load("renmai.work.second_derivation", SCALE).unlike, settings.DATA_DIR)
    except RenmaiError:
        return None


def _say(name: str) -> None:
    _line(f"{CHECKS[name]} …")


def _list(finding: Finding) -> None:
    _line(gettext("Does not hold: %(check)s") % {"check": CHECKS[finding.check]})
    for place in (*finding.places, *(["…"] if finding.more else [])):
        _line(f"  {place}")


def _line(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError(gettext("“%(text)s” is no number; write 1 or more") % {"text": text})
    return int(text)
