"""The command `renmai`: one module per command, each with `add(subparsers)` and `run(args) -> int`."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, Final, NoReturn, Protocol, cast

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.utils.translation import gettext

from renmai import __version__
from renmai.cli.setup import LANGUAGES, language_of, ready_database, start
from renmai.domain.errors import RenmaiError
from renmai.output.terminal import harmless

COMMANDS: Final = {
    "import": "import_bundle",
    "export": "export_bundle",
    "backup": "backup",
    "restore": "restore",
    "verify": "verify",
    "report": "report",
    "account": "account",
    "demo": "demo",
    "serve": "serve",
    "work": "work",
    "notify": "notify",
    "retention": "retention",
    "mcp": "mcp",
}
"""The module of each command."""
WRONG: Final = 2
"""Exit status of whatever the user can put right."""
INTERRUPTED: Final = 130


class Command(Protocol):
    """A module of this package."""

    def add(self, subparsers: Any) -> None: ...


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG, f"{self.prog}: {harmless(' '.join(message.split()))}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0: everything asked for was done, 2: something is to be put right."""
    try:
        language, rest = _language(sys.argv[1:] if arguments is None else list(arguments))
        start(language)
        args = _parser(rest).parse_args(rest)
        if getattr(args, "migrates", True):
            ready_database()
        return int(args.run(args))
    except BrokenPipeError:
        # Whoever read the output has had enough; Python would complain once more while it stops.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (RenmaiError, ImproperlyConfigured, DatabaseError, OSError) as error:
        return _say(_sentence(error), WRONG)
    except KeyboardInterrupt:
        return _say(gettext("Interrupted; nothing was changed."), INTERRUPTED)


def _sentence(error: Exception) -> str:
    match error:
        case RenmaiError():
            return str(importlib.import_module("renmai.wording.errors").sentence(error))
        case DatabaseError():
            return gettext("The database does not answer as it should: %(error)s") % {"error": error}
        case OSError(filename=path, strerror=reason):
            return f"{path or ''}: {reason}"
        case _:
            return str(error)


def _language(arguments: list[str]) -> tuple[str, list[str]]:
    """The language may be chosen before or after the command's name; a version is told without settings or data."""
    parser = Parser(prog="renmai", add_help=False, allow_abbrev=False)
    parser.add_argument("--language", choices=LANGUAGES, default=language_of(os.environ))
    parser.add_argument("--version", action="version", version=f"renmai {__version__}")
    known, rest = parser.parse_known_args(arguments)
    return known.language, rest


def _parser(arguments: Sequence[str]) -> Parser:
    """Knows every command, unless the first word names one: the others then need not be loaded."""
    parser = Parser(prog="renmai", allow_abbrev=False, description=gettext("Business relationship management"))
    parser.add_argument("--language", choices=LANGUAGES, help=gettext("language of everything said; default: your own"))
    parser.add_argument("--version", action="version", help=gettext("say which version this is"), version=__version__)
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)
    wanted = COMMANDS.get(arguments[0]) if arguments else None
    for name in [wanted] if wanted else COMMANDS.values():
        command = cast(Command, importlib.import_module(f"renmai.cli.{name}"))
        command.add(subparsers)
    return parser


def _say(line: str, status: int) -> int:
    print(f"renmai: {harmless(' '.join(line.split()))}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
