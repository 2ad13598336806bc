"""The sheets of a bundle in a folder or a .zip: rows with the line on which each begins (spec 2)."""

import csv
import io
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import IO, Final, cast

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.issues import ProblemKind

LARGEST: Final = 16 * 2**30
"""Bytes a packed bundle may unpack to."""
DENSEST: Final = 200
"""What unpacks to more than this many times the size of the whole file is a trap, not data."""
SMALL: Final = 64 * 2**20
"""Bytes that may be packed as densely as they like."""
LONGEST_ROW: Final = 16 * 2**20
"""Characters of one row."""
WIDEST: Final = 2000
"""Cells of one row."""

CATALOGUE: Final = 16 * 2**20
"""Bytes of the list of members, which is read at once: hundreds of thousands of names."""
_SIZE_OF_CATALOGUE: Final = 5

BLOCK: Final = 2**16
_END: Final = "\0end"

# A note may be as long as its row.
csv.field_size_limit(sys.maxsize)

Line = tuple[int, list[str]]
"""Where a row begins (the header is 1), and its cells as they were found."""


class SheetError(Exception):
    """The sheet cannot be read on from `line`; nothing of it is used."""

    def __init__(self, kind: ProblemKind, line: int | None) -> None:
        super().__init__(kind.value)
        self.kind = kind
        self.line = line


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file of the bundle, by its name without `.csv`; `found_as` is the name it has.

    `lines` reads it from the beginning each time and may raise `SheetError`; `raw` opens its
    bytes, if it has any of its own. `ragged`: empty cells at a row's end are not there.
    """

    name: str
    found_as: str
    lines: Callable[[], Iterator[Line]]
    raw: Callable[[], IO[bytes]] | None = None
    ragged: bool = False


def unreadable(path: Path, reason: str) -> RenmaiError:
    """`reason`: missing, unknown_type, damaged, encrypted, too_large, ambiguous, not_allowed or empty."""
    return RenmaiError(ErrorCode.UNREADABLE_BUNDLE, path=str(path), reason=reason)


def csv_lines(raw: Callable[[], IO[bytes]]) -> Iterator[Line]:
    """The rows of a CSV in UTF-8. Raises `SheetError`."""
    try:
        with raw() as stream, _text(stream) as text:
            # The mark ends up inside the last row if its quote was never closed.
            for begins, cells in bounded_rows(text, end=[_END]):
                if cells and cells[-1].endswith(_END):
                    if cells == [_END]:
                        return
                    raise SheetError(ProblemKind.UNCLOSED_QUOTE, begins)
                yield begins, cells
    except UnicodeDecodeError:
        raise SheetError(ProblemKind.WRONG_ENCODING, _undecodable(raw)) from None


def bounded_rows(text: io.TextIOBase, *, delimiter: str = ",", end: Iterable[str] = ()) -> Iterator[Line]:
    """The rows of a CSV, held one at a time, however they are made. Raises `SheetError(ROW_TOO_LONG)`.

    `text` breaks its lines at `\\n`, `\\r` and both, and keeps the breaks; `end` is what comes after it.
    """
    begins, held = 1, 0

    def lines() -> Iterator[str]:
        nonlocal held
        for line in chain(iter(partial(text.readline, LONGEST_ROW + 1), ""), end):
            held += len(line)
            if held > LONGEST_ROW:
                raise SheetError(ProblemKind.ROW_TOO_LONG, begins)
            yield line

    reader = csv.reader(lines(), delimiter=delimiter)
    for cells in reader:
        if len(cells) > WIDEST:
            raise SheetError(ProblemKind.ROW_TOO_LONG, begins)
        held = 0
        yield begins, cells
        begins = reader.line_num + 1


class _NoNulls(io.BufferedReader):
    """Bytes of a text: UTF-16 can pass for UTF-8, but for its NULs."""

    def read1(self, size: int = -1, /) -> bytes:
        found = super().read1(size)
        if b"\0" in found:
            raise UnicodeDecodeError("utf-8", found, 0, 1, "NUL")
        return found


def _text(stream: IO[bytes]) -> io.TextIOWrapper:
    return io.TextIOWrapper(_NoNulls(cast(io.RawIOBase, stream), BLOCK), encoding="utf-8-sig", newline="")


def _undecodable(raw: Callable[[], IO[bytes]]) -> int | None:
    with raw() as stream:
        for number, line in enumerate(stream, start=1):
            try:
                if "\0" in line.decode("utf-8-sig"):
                    return number
            except UnicodeDecodeError:
                return number
    return None


def folder_sheets(path: Path) -> list[Sheet]:
    files = (entry for entry in sorted(path.iterdir()) if _is_csv(entry.name) and entry.is_file())
    return [_in_folder(entry) for entry in files]


def _in_folder(path: Path) -> Sheet:
    def raw() -> IO[bytes]:
        return path.open("rb")

    return Sheet(_sheet_name(path.name), path.name, lambda: csv_lines(raw), raw)


def _is_csv(name: str) -> bool:
    return name.lower().endswith(".csv") and not name.startswith(".")


def _sheet_name(name: str) -> str:
    # `Customers.CSV` is another name: it is told, not guessed.
    return name.removesuffix(".csv")


@contextmanager
def told_as_damaged(path: Path) -> Iterator[None]:
    """A damaged archive, or workbook, raises whatever it likes: it is told as one that cannot be read."""
    try:
        yield
    except (RenmaiError, PermissionError):
        raise
    except Exception as error:
        raise unreadable(path, "damaged") from error


def open_archive(path: Path) -> zipfile.ZipFile:
    """Its members are not looked at yet. Raises `RenmaiError(UNREADABLE_BUNDLE)`."""
    with told_as_damaged(path):
        with path.open("rb") as file:
            end = zipfile._EndRecData(file)  # type: ignore[attr-defined]  # noqa: SLF001 - before it is believed
        if end and end[_SIZE_OF_CATALOGUE] > CATALOGUE:
            raise unreadable(path, "too_large")
        return zipfile.ZipFile(path)


@contextmanager
def archive_sheets(path: Path) -> Iterator[list[Sheet]]:
    """The sheets of a .zip, at its top or in one folder; nothing is ever unpacked to disk."""
    with open_archive(path) as archive:
        members = [member for member in archive.infolist() if _is_member(member)]
        refuse_traps(path, members)
        names = [_base_name(member) for member in members]
        if len(set(names)) < len(names):
            raise unreadable(path, "ambiguous")
        yield [_in_archive(path, archive, member, name) for member, name in zip(members, names, strict=True)]


def _is_member(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename).parts
    is_file = bool(parts) and not member.filename.endswith("/")
    return is_file and len(parts) <= 2 and parts[0] != "__MACOSX" and _is_csv(parts[-1])


def _base_name(member: zipfile.ZipInfo) -> str:
    return PurePosixPath(member.filename).name


def refuse_traps(path: Path, members: list[zipfile.ZipInfo]) -> None:
    """Raise for what is encrypted, or unpacks to more than any data would.

    Measured against the file itself: what members claim to take may overlap. Other ways of packing than the usual
    one unpack as much at once as they like.
    """
    if any(member.flag_bits & 1 for member in members):
        raise unreadable(path, "encrypted")
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise unreadable(path, "damaged")
    unpacked = sum(member.file_size for member in members)
    if unpacked > min(LARGEST, max(SMALL, DENSEST * path.stat().st_size)):
        raise unreadable(path, "too_large")


def _in_archive(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Sheet:
    def raw() -> IO[bytes]:
        with told_as_damaged(path):
            return io.BufferedReader(_Member(path, archive.open(member)), BLOCK)

    return Sheet(_sheet_name(name), name, lambda: csv_lines(raw), raw)


class _Member(io.RawIOBase):
    """The bytes of a member; what is wrong with the archive comes to light only here."""

    def __init__(self, path: Path, stream: IO[bytes]) -> None:
        self._path = path
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview", /) -> int:  # type: ignore[override]
        with told_as_damaged(self._path):
            found = self._stream.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)

    def close(self) -> None:
        super().close()
        self._stream.close()
