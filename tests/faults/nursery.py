"""A process that has loaded everything, and runs each command in a child of its own: children are cheap to kill."""

import importlib
import json
import os
import sys
import traceback
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from django.conf import settings
from django.db import connections

from renmai.cli.main import _parser
from renmai.cli.setup import start
from renmai.config.env import database, secret_key


def serve() -> None:
    """Take lines of JSON: folder, URL, module, function, arguments; answer the child's id, then how it ended."""
    start("en")
    _parser([])
    for module in ("tests.faults.inside", "renmai.work.second_derivation"):
        importlib.import_module(module)
    for line in sys.stdin:
        folder, url, module, function, arguments = json.loads(line)
        with TemporaryFile("w+") as said:
            child = os.fork()
            if not child:
                _run(folder, url, said, (module, function), arguments)
            _answer(child)
            _, status = os.waitpid(child, 0)
            said.seek(0)
            _answer([os.waitstatus_to_exitcode(status), said.read()])


def _answer(told: Any) -> None:
    print(json.dumps(told), flush=True)


def _run(folder: str, url: str, said: IO[str], called: tuple[str, str], arguments: list[Any]) -> None:
    sys.stdin = open(os.devnull)  # noqa: SIM115 the next command is not for this child
    os.dup2(said.fileno(), 1)
    os.dup2(said.fileno(), 2)
    settings.DATA_DIR = Path(folder)
    settings.SECRET_KEY = secret_key(settings.DATA_DIR)
    connections["default"].settings_dict.update(database(url))
    status: Any = 1
    try:
        status = getattr(importlib.import_module(called[0]), called[1])(*arguments) or 0
    except SystemExit as end:
        status = end.code
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    serve()
