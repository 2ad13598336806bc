"""One target in a process of its own, guided by coverage, until its processor time is over."""

import hashlib
import json
import os
import re
import sys
import time
import traceback
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from fuzz.seeds import seeds_of, words
from fuzz.targets import Target

MEGABYTES: Final = 1024
"""Memory beyond which a target has broken its word."""
LONGEST: Final = 8192
"""Bytes of an input."""
SLOWEST: Final = 30
"""Seconds of one input."""
_COVERED: Final = re.compile(r"cov: (\d+) ft: (\d+) corp: (\d+)")


@dataclass(slots=True)
class Told:
    """What became of a target. `findings`: by where it broke the file of the first input that does it."""

    target: str
    executions: int = 0
    seconds: float = 0.0
    edges: int = 0
    features: int = 0
    corpus: int = 0
    findings: dict[str, str] = field(default_factory=dict)


def run(name: str, target: Target, seconds: float, folder: Path) -> Told:
    """Fuzz in a child of this process; inputs worth keeping and those that break it go below `folder`."""
    place = _places(name, folder)
    child = os.fork()
    if child == 0:
        _fuzz(name, target, seconds, place)
    os.waitpid(child, 0)
    return _told(name, place)


@dataclass(frozen=True, slots=True)
class _Place:
    corpus: Path
    broken: Path
    dictionary: Path
    said: Path
    told: Path


def _places(name: str, folder: Path) -> _Place:
    place = _Place(
        *(folder / part / name for part in ("corpus", "broken")),
        *(folder / f"{name}.{ending}" for ending in ("dict", "log", "json")),
    )
    for path in (place.corpus, place.broken):
        path.mkdir(parents=True, exist_ok=True)
    for seed in seeds_of(name):
        (place.corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    lines = {"".join(f"\\x{byte:02x}" for byte in word) for word in words() if len(word) < 60}
    place.dictionary.write_text("".join(f'"{line}"\n' for line in sorted(lines)))
    place.told.unlink(missing_ok=True)
    return place


def _fuzz(name: str, target: Target, seconds: float, place: _Place) -> None:
    import atheris  # noqa: PLC0415 - only where it is there

    with place.said.open("w") as log:
        os.dup2(log.fileno(), 2)
        os.dup2(log.fileno(), 1)
    watched = _Watched(Told(name), target, seconds, place)
    limits = [f"-rss_limit_mb={MEGABYTES}", f"-timeout={SLOWEST}", f"-max_len={LONGEST}"]
    about = [f"-dict={place.dictionary}", f"-artifact_prefix={place.broken}/"]
    atheris.Setup([sys.argv[0], *limits, *about, str(place.corpus)], watched)
    atheris.Fuzz()


class _Watched:
    """Keeps the first input for every place where the target breaks its word, and goes on."""

    def __init__(self, told: Told, target: Target, seconds: float, place: _Place) -> None:
        self.told, self.target, self.place = told, target, place
        self.until = time.process_time() + seconds
        self.began = time.process_time()

    def __call__(self, data: bytes) -> None:
        self.told.executions += 1
        try:
            self.target(data)
        except Exception as error:
            self._keep(error, data)
        if time.process_time() > self.until:
            self.told.seconds = time.process_time() - self.began
            self.place.told.write_text(json.dumps(asdict(self.told)))
            os._exit(0)

    def _keep(self, error: Exception, data: bytes) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if "/renmai/" in frame.filename or "/fuzz/targets" in frame.filename]
        where = f"{type(error).__name__} in {own[-1].filename.rpartition('/')[2]}:{own[-1].lineno}" if own else "?"
        if where in self.told.findings:
            return
        path = self.place.broken / hashlib.sha256(data).hexdigest()[:16]
        path.write_bytes(data)
        path.with_suffix(".txt").write_text("".join(traceback.format_exception(error)), errors="replace")
        self.told.findings[where] = str(path)


def _told(name: str, place: _Place) -> Told:
    """What the child left; without a last word it was ended for its time or its memory."""
    said = place.said.read_text(errors="replace")
    told = Told(**json.loads(place.told.read_text())) if place.told.exists() else Told(name)
    if not place.told.exists():
        told.findings["ended by a limit"] = str(place.said)
    if covered := _COVERED.findall(said):
        told.edges, told.features = map(int, covered[-1][:2])
    told.corpus = len(list(place.corpus.iterdir()))
    return told
