"""The sheets of a bundle in a folder or a .zip: rows with the line on which each begins (spec 2)."""

import csv
import io
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import IO, Final, cast

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.issues import ProblemKind

LARGEST: Final = 16 * 2**30
"""Bytes a packed bundle may unpack to."""
DENSEST: Final = 500
"""A large member that unpacks to more than this many times its size is a trap, not data."""
SMALL: Final = 64 * 2**20

BLOCK: Final = 2**16
_END: Final = "\0end"

# One note may be as long as it likes.
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


def _csv_lines(raw: Callable[[], IO[bytes]]) -> Iterator[Line]:
    begins = 1
    try:
        with raw() as stream, _text(stream) as text:
            # The mark ends up inside the last row if its quote was never closed.
            reader = csv.reader(chain(text, [_END]))
            for cells in reader:
                if cells and cells[-1].endswith(_END):
                    if cells == [_END]:
                        return
                    raise SheetError(ProblemKind.UNCLOSED_QUOTE, begins)
                yield begins, cells
                begins = reader.line_num + 1
    except UnicodeDecodeError:
        raise SheetError(ProblemKind.WRONG_ENCODING, _undecodable(raw)) from None


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

    return Sheet(_sheet_name(path.name), path.name, lambda: _csv_lines(raw), raw)


def _is_csv(name: str) -> bool:
    return name.lower().endswith(".csv") and not name.startswith(".")


def _sheet_name(name: str) -> str:
    # `Customers.CSV` is another name: it is told, not guessed.
    return name.removesuffix(".csv")


@contextmanager
def archive_sheets(path: Path) -> Iterator[list[Sheet]]:
    """The sheets of a .zip, at its top or in one folder; nothing is ever unpacked to disk."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError):
        raise unreadable(path, "damaged") from None
    with archive:
        members = [member for member in archive.infolist() if _is_member(member)]
        refuse_traps(path, members)
        names = [_base_name(member) for member in members]
        if len(set(names)) < len(names):
            raise unreadable(path, "ambiguous")
        yield [_in_archive(path, archive, member, name) for member, name in zip(members, names, strict=True)]


def _is_member(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename).parts
    return not member.is_dir() and len(parts) <= 2 and parts[0] != "__MACOSX" and _is_csv(parts[-1])


def _base_name(member: zipfile.ZipInfo) -> str:
    return PurePosixPath(member.filename).name


def refuse_traps(path: Path, members: list[zipfile.ZipInfo]) -> None:
    """Raise for what is encrypted or unpacks to more than any data would."""
    if any(member.flag_bits & 1 for member in members):
        raise unreadable(path, "encrypted")
    dense = any(
        member.file_size > SMALL and member.file_size > DENSEST * max(member.compress_size, 1) for member in members
    )
    if dense or sum(member.file_size for member in members) > LARGEST:
        raise unreadable(path, "too_large")


def _in_archive(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Sheet:
    def lines() -> Iterator[Line]:
        try:
            yield from _csv_lines(lambda: archive.open(member))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
            raise unreadable(path, "damaged") from None

    return Sheet(_sheet_name(name), name, lines, lambda: archive.open(member))
