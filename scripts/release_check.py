"""Whether a release works where nothing of the checkout is: `python -m scripts.release_check`.

Builds the wheel, looks what is in it, installs it with the locked versions into an empty environment, and there makes
a demo company, asks a report, serves, signs in and fetches pages and files. Nothing may be written outside the data
folder. The packages come from the ordinary client of the registry, or from what it has kept.
"""

import io
import os
import re
import signal
import subprocess
import sys
import zipfile
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Final

from renmai import __version__
from scripts.serving import free_port, wait_for
from scripts.visiting import Visitor

ROOT: Final = Path(__file__).resolve().parent.parent
LOCK: Final = ROOT / "requirements" / "base.txt"
LOCALES: Final = ("zh_Hans", "zh_Hant")
BUILT: Final = ("renmai.js", "renmai.css", "map.js", "map.css", "inter-latin-wght-normal.woff2")
LICENCES: Final = ("renmai.licences.md", "map.licences.md", "inter.licence.txt")
ABOUT: Final = ("METADATA", "WHEEL", "entry_points.txt", "licenses/LICENSE", "RECORD")
SOURCES_ONLY: Final = re.compile(r"src/renmai/(?:web/islands/.*|.*\.po)")
"""What the wheel's files are made from: it stays behind."""
DATA: Final = "var"
"""The default data folder, beside whoever starts Renmai."""
STOPS: Final = 30


class BrokenError(Exception):
    """The release is not as it should be."""


def require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise BrokenError(otherwise)


def built(folder: Path) -> Path:
    """The wheel, built twice: the same files must make the same bytes."""
    wheels: list[Path] = []
    for name in ("one", "two"):
        command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder / name)]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wheels += (folder / name).glob("*.whl")
    first, second = wheels
    require(first.read_bytes() == second.read_bytes(), "two builds of the same files differ")
    return first


def check_contents(wheel: Path, tracked: set[str]) -> None:
    """Exactly what is tracked under `src/renmai`, without what only makes the rest, and what is made from that.

    `tracked` are paths from the root of the repository.
    """
    about = f"renmai-{__version__}.dist-info"
    made = {f"renmai/web/static/built/{name}" for name in (*BUILT, *LICENCES)}
    made |= {f"renmai/{room}/locale/{one}/LC_MESSAGES/django.mo" for room in ("web", "wording") for one in LOCALES}
    kept = {path.removeprefix("src/") for path in tracked if not SOURCES_ONLY.fullmatch(path)}
    wanted = kept | made | {f"{about}/{name}" for name in ABOUT}
    with zipfile.ZipFile(wheel) as archive:
        found = set(archive.namelist())
        require(found == wanted, f"missing: {sorted(wanted - found)}, not wanted: {sorted(found - wanted)}")
        check_metadata(archive.read(f"{about}/METADATA").decode())


def check_metadata(text: str) -> None:
    head = HeaderParser().parsestr(text)
    wanted = {"Name": "renmai", "Version": __version__, "License-Expression": "Apache-2.0", "Requires-Python": ">=3.11"}
    found = {name: head[name] for name in wanted}
    require(found == wanted, f"the metadata say {found}")


def tracked_sources() -> set[str]:
    listed = ["git", "ls-files", "-z", "src/renmai"]
    told = subprocess.run(listed, check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True).stdout
    return {path for path in told.split("\0") if path and (ROOT / path).exists()}


@dataclass(frozen=True, slots=True)
class Machine:
    """A place with nothing of ours but the wheel: an environment, a home, a folder to work in."""

    root: Path

    @property
    def work(self) -> Path:
        return self.root / "company"

    @property
    def bin(self) -> Path:
        return self.root / "environment" / "bin"

    def surroundings(self) -> dict[str, str]:
        """All of the environment's variables; nothing of the caller's is left."""
        path = os.pathsep.join([str(self.bin), *os.defpath.split(os.pathsep)])
        home, temporary = str(self.root / "home"), str(self.root / "temporary")
        return {"PATH": path, "HOME": home, "TMPDIR": temporary, "LANG": "C.UTF-8"}

    def renmai(self, *arguments: str) -> str:
        """What a command says; it must succeed."""
        command = [str(self.bin / "renmai"), "--language", "en", *arguments]
        done = subprocess.run(
            command, check=False, cwd=self.work, env=self.surroundings(), capture_output=True, text=True
        )
        require(done.returncode == 0, f"renmai {' '.join(arguments)}: {done.stderr.strip()}")
        require(not done.stderr, f"renmai {' '.join(arguments)} says on standard error: {done.stderr.strip()}")
        return done.stdout

    def files(self) -> dict[Path, tuple[int, int]]:
        """Size and age of every file outside the data folder, but for Python's own compiled ones."""
        found = (path for path in self.root.rglob("*") if not path.is_dir() and not path.is_symlink())
        data = self.work / DATA
        own = (path for path in found if "__pycache__" not in path.parts and data not in path.parents)
        return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in own}


def installed(root: Path, wheel: Path) -> Machine:
    """The wheel in a new environment, with the locked version of everything that it asks for, and no more."""
    machine = Machine(root)
    for name in ("home", "temporary", "company"):
        (root / name).mkdir(parents=True)
    python = ["--python", str(machine.bin / "python")]
    _uv("venv", "--no-project", "--python", sys.executable, str(machine.bin.parent))
    _uv("pip", "install", *python, "--no-config", "--constraint", str(LOCK), str(wheel))
    _uv("pip", "check", *python)
    frozen = set(_uv("pip", "freeze", *python).split())
    locked = set(re.findall(r"^([a-z0-9-]+==[^ ;]+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE))
    others = {one for one in frozen - locked if one.partition("==")[0] != "renmai" and "==" in one}
    require(not others, f"not as locked: {sorted(others)}")
    return machine


def _uv(*arguments: str) -> str:
    done = subprocess.run(["uv", "--quiet", *arguments], check=False, cwd=ROOT, capture_output=True, text=True)
    require(done.returncode == 0, f"uv {' '.join(arguments[:2])}: {done.stderr.strip()}")
    return done.stdout


def try_commands(machine: Machine) -> str:
    """The demo company, a report of it; gives the password of its sign-ins."""
    require(machine.renmai("--version").split() == ["renmai", __version__], "the version is another one")
    require(not (machine.work / DATA).exists(), "telling the version makes a data folder")
    told = machine.renmai("demo", "--size", "20")
    report = machine.renmai("report", "customer")
    require("\n" in report.strip(), f"the report says only: {report}")
    executive = next((one.split() for one in told.splitlines() if one.startswith("executive")), [])
    require(len(executive) > 2, f"the demo names no executive: {told}")
    return executive[2]


@contextmanager
def serving(machine: Machine) -> Iterator[str]:
    """Serve there on a free port; it must stop when it is asked to, and leave no process behind."""
    command = [str(machine.bin / "renmai"), "serve", "--bind", f"127.0.0.1:{free_port()}"]
    with subprocess.Popen(command, cwd=machine.work, env=machine.surroundings(), start_new_session=True) as server:
        try:
            yield wait_for(f"http://{command[-1]}", server)
            server.send_signal(signal.SIGTERM)
            require(server.wait(STOPS) == 0, f"the server stops with {server.returncode}")
            require(not _lives(server.pid), "a process of the server is left")
        finally:
            if _lives(server.pid):
                os.killpg(server.pid, signal.SIGKILL)


def _lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def try_pages(url: str, password: str) -> None:
    """A page, every script and style that it names, and an export."""
    visitor = Visitor(url)
    visitor.sign_in("executive", password)
    page = visitor.get("/lines/customer?view=company")
    named = set(re.findall(r'"(/static/[^"]+\.(?:js|css))"', page.text))
    require({Path(one).suffix for one in named} == {".js", ".css"}, f"the page names only {sorted(named)}")
    for one in sorted(named):
        kept = visitor.get(one).headers.get("Cache-Control", "")
        require("immutable" in kept, f"{one} is not kept by browsers: {kept}")
    workbook = zipfile.ZipFile(io.BytesIO(visitor.get("/lines/customer/export.xlsx?view=company").content))
    require("xl/workbook.xml" in workbook.namelist(), "the export is no workbook")


def differences(before: Mapping[Path, tuple[int, int]], after: Mapping[Path, tuple[int, int]]) -> list[str]:
    """Files that are new, gone or changed."""
    return sorted(str(path) for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def main() -> None:
    parser = ArgumentParser(prog="python -m scripts.release_check", description=__doc__)
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="put the checked wheel and its locked requirements here"
    )
    keep = parser.parse_args().keep
    begun = monotonic()
    with TemporaryDirectory(prefix="renmai-release-") as name:
        folder = Path(name).resolve()
        wheel = built(folder / "wheels")
        check_contents(wheel, tracked_sources())
        machine = installed(folder / "machine", wheel)
        before = machine.files()
        password = try_commands(machine)
        with serving(machine) as url:
            try_pages(url, password)
        strays = differences(before, machine.files())
        require(not strays, f"written outside the data folder: {strays}")
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            copy(wheel, keep)
            copy(LOCK, keep / "requirements.txt")
    print(f"{wheel.name} works in an empty environment ({monotonic() - begun:.0f} s)")


if __name__ == "__main__":
    try:
        main()
    except BrokenError as error:
        sys.exit(f"The release is broken: {error}")
