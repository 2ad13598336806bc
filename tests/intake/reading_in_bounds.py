"""Reads files with bounds on memory and time, each in a process of its own, and tells what came of it.

`python -m tests.intake.reading_in_bounds FILE…` prints one JSON object: by file `ok`, or the reason it was refused.
"""

import json
import os
import resource
import sys
from pathlib import Path
from typing import Final

import django

MORE: Final = 400 * 2**20
"""Bytes that reading may take beyond what the program takes before it reads."""
SECONDS: Final = 60


def read(path: Path) -> str:
    from renmai.domain.errors import RenmaiError
    from renmai.intake.contact_file import contacts_of
    from renmai.intake.foreign import found_in
    from renmai.intake.reading import open_any, open_sheets, read_bundle
    from renmai.intake.sheets import SheetError

    try:
        if path.suffix == ".contacts":
            contacts_of(path.read_bytes())
            return "ok"
        with open_sheets(path) as sheets:
            bundle = read_bundle(sheets)
        kinds = {problem.kind.value for table in bundle.tables.values() for problem in table.problems}
        with open_any(path) as found:
            for sheet in found:
                try:
                    found_in(sheet, most=None)
                except SheetError as error:
                    kinds.add(f"foreign: {error.kind.value}")
        return ", ".join(sorted(kinds)) or "ok"
    except RenmaiError as error:
        return str(error.params.get("reason", error.code.value))


def within_bounds(path: Path) -> str:
    """In a child that the system ends where it takes more."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        now = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + MORE, now + MORE))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        try:
            told = read(path)
        except BaseException as error:
            told = f"{type(error).__name__}: {error}"
        os.write(into, told.encode()[:4000])
        os._exit(0)
    os.close(into)
    with os.fdopen(out) as said:
        told = said.read()
    _, status = os.waitpid(child, 0)
    return told or f"ended with {status}"


if __name__ == "__main__":
    django.setup()
    read(Path("/nowhere"))  # everything is loaded before memory is counted
    print(json.dumps({Path(name).name: within_bounds(Path(name)) for name in sys.argv[1:]}))
