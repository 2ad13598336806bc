"""`renmai notify`: send the digests and the groups' messages that are due now."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, ngettext

from renmai.output.notices.mailing import RefusedError, UncertainError, UnreachableError, send
from renmai.output.notices.trial import trial_letter, trial_message
from renmai.output.webhooks import posting
from renmai.work.notify import is_configured, notify, say
from renmai.work.webhook import tell_all

WRONG = 2


def add(subparsers: Any) -> None:
    parser: ArgumentParser = subparsers.add_parser(
        "notify", help=gettext("send the digests and the groups' messages that are due; run it every hour")
    )
    parser.add_argument("--test", action="store_true", help=gettext("say something to every group and to --to instead"))
    parser.add_argument("--to", default="", metavar="ADDRESS", help=gettext("with --test: send a letter here"))
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """0: everything due was sent; 2: something could not be, and is tried again by the next run."""
    told = [] if args.test else tell_all()
    if not is_configured():
        if told:
            return _say(told)
        sys.stdout.write(gettext("Neither a mail server nor a robot is configured; nothing is sent.") + "\n")
        return 0
    if args.test:
        return _say(list(_tested(args.to)))
    outcome = notify()
    mails = ngettext("%(count)s letter sent", "%(count)s letters sent", outcome.mails) % {"count": outcome.mails}
    posts = ngettext("%(count)s message sent", "%(count)s messages sent", outcome.posts) % {"count": outcome.posts}
    sys.stdout.write(f"{mails}, {posts}\n")
    return _say([*outcome.problems, *told])


def _say(problems: list[str]) -> int:
    for problem in problems:
        print(f"renmai: {problem}", file=sys.stderr)
    return WRONG if problems else 0


def _tested(to: str) -> Iterator[str]:
    """What stood in the way."""
    for robot in settings.ROBOTS:
        try:
            say(robot, trial_message())
        except (posting.UnpostedError, posting.UncertainError) as error:
            yield f"{robot.code}: {error}"
    if to:
        try:
            send(trial_letter(to))
        except (UnreachableError, RefusedError, UncertainError) as error:
            yield f"{settings.MAIL.host or '-'}: {error}"
