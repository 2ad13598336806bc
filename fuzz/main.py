"""The command: every target for its share of the time, one after the other, and what was found."""

import argparse
import io
import os
import sys
import tempfile
from contextlib import redirect_stderr
from pathlib import Path
from typing import Final

SHOWN: Final = "{:<18} {:>11} {:>8} {:>8} {:>9} {:>7}  {}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="processor time in all (default: 60)")
    parser.add_argument("--only", action="append", help="this target only; may be given again")
    parser.add_argument("--folder", type=Path, help="keeps corpus and findings (default: a temporary one)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        sys.exit(fuzz(args.seconds, args.only, args.folder or Path(temporary), keep=args.folder is not None))


def fuzz(seconds: float, only: list[str] | None, folder: Path, *, keep: bool) -> int:
    """0 if every reader kept its word, 1 if one broke it, 2 if nothing could be fuzzed."""
    try:
        import atheris  # noqa: PLC0415 - published for Linux only
    except ImportError:
        print("Fuzzing needs atheris (`make setup` installs it on Linux).", file=sys.stderr)
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    use_settings(folder)
    quiet = redirect_stderr(io.StringIO())  # a line for every module
    with quiet, atheris.instrument_imports(include=["renmai", "zipfile"]):
        from fuzz import targets, whole_import  # noqa: PLC0415 - models need settings first
    from fuzz.running import run  # noqa: PLC0415

    whole_import.empty_database()
    all_of = {**targets.TARGETS, "whole_import": whole_import.whole_import}
    chosen = {name: target for name, target in all_of.items() if not only or name in only}
    print(SHOWN.format("target", "executions", "seconds", "edges", "features", "corpus", "findings"))
    found = 0
    for name, target in chosen.items():
        told = run(name, target, seconds / len(chosen), folder)
        row = (f"{told.executions:,}", f"{told.seconds:.0f}", told.edges, told.features, told.corpus)
        print(SHOWN.format(name, *row, len(told.findings)), flush=True)
        for where, path in told.findings.items():
            print(f"    {where}: {path if keep else Path(path).read_bytes()[:500]!r}", flush=True)
        found += len(told.findings)
    return 1 if found else 0


def use_settings(folder: Path) -> None:
    """Renmai with a database of its own, far from anybody's data."""
    os.environ["RENMAI_DATA_DIR"] = str(folder / "data")
    os.environ["RENMAI_DATABASE_URL"] = f"sqlite://{folder.resolve() / 'facts.sqlite3'}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "renmai.config.settings"
    import django  # noqa: PLC0415

    django.setup()
