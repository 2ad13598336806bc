"""Compiles translations, so that a machine without gettext can speak every language."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polib

PACKAGE: Final = Path(__file__).resolve().parent.parent


def sources() -> Iterator[Path]:
    """Every .po file of the package."""
    return PACKAGE.glob("*/locale/*/LC_MESSAGES/*.po")


def compile_stale() -> None:
    """Compile each .po file whose .mo is missing or older; many processes may do so at once."""
    for source in sources():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        unfinished = target.with_name(f".{target.name}.{os.getpid()}")
        polib.pofile(str(source)).save_as_mofile(str(unfinished))
        unfinished.replace(target)


if __name__ == "__main__":
    compile_stale()
