"""`renmai serve`: pages and API for browsers, in several processes, with the worker beside them."""

import os
import shutil
import sys
from argparse import ArgumentParser, Namespace
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final, NoReturn

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext

from renmai.cli.static_files import collect_stale

PROCESSES: Final = 2
THREADS: Final = 4
SLOWEST: Final = 120
"""Seconds after which gunicorn ends a process that no longer says that it lives."""
GRACE: Final = 30
"""Seconds in which a running answer may finish when the server stops."""


def add(subparsers: Any) -> None:
    parser: ArgumentParser = subparsers.add_parser("serve", help=gettext("serve pages and API until it is stopped"))
    parser.add_argument("--bind", default=settings.BIND, metavar="HOST:PORT", help=gettext("default: 127.0.0.1:8000"))
    several = settings.PROCESSES or max(PROCESSES, os.cpu_count() or 1)
    parser.add_argument("--processes", type=int, default=several, metavar="N", help=gettext("how many processes serve"))
    parser.add_argument("--threads", type=int, default=THREADS, metavar="N", help=gettext("of each process"))
    parser.set_defaults(run=run)


def run(args: Namespace) -> NoReturn:
    """Becomes gunicorn, so that a signal to this process stops the server. Never returns.

    Raises `ImproperlyConfigured` for what would show code to strangers, or makes no server.
    """
    _check(args)
    collect_stale()
    environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(_place_to_count())}
    sys.stdout.flush()
    become = [sys.executable, "-m", "gunicorn", "renmai.config.wsgi", *_options(args)]
    os.execve(sys.executable, become, environment)  # noqa: S606 a command of ours


def _check(args: Namespace) -> None:
    host, _, port = args.bind.rpartition(":")
    if not host or not port.isdigit():
        raise ImproperlyConfigured(gettext("--bind must be HOST:PORT, not %(given)s") % {"given": args.bind})
    if args.processes < 1 or args.threads < 1:
        raise ImproperlyConfigured(gettext("at least one process and one thread are needed"))
    if settings.DEBUG and not _is_loopback(host.strip("[]")):
        raise ImproperlyConfigured(gettext("RENMAI_DEBUG shows code: it must not be yes where others can reach it"))


def _place_to_count() -> Path:
    """A folder in which the processes add up what they count; a new server begins with nothing."""
    folder = settings.DATA_DIR / "metrics" / str(os.getpid())
    shutil.rmtree(folder.parent, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _options(args: Namespace) -> list[str]:
    options = {
        "config": "python:renmai.config.gunicorn",
        "bind": args.bind,
        "worker-class": "gthread",
        "workers": args.processes,
        "threads": args.threads,
        "timeout": SLOWEST,
        "graceful-timeout": GRACE,
        "log-level": "warning",
    }
    return ["--no-control-socket", *(word for name, value in options.items() for word in (f"--{name}", str(value)))]
