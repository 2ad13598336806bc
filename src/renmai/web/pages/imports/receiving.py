"""Files as they arrive: streamed to disk under names that mean no harm; too many or too large are refused."""

import os
import shutil
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from renmai.work.upload import forget_files, make_folder

if TYPE_CHECKING:
    Arrived = UploadedFile[Any]
else:
    Arrived = UploadedFile

LARGEST: Final = 512 * 2**20
"""Bytes of one upload: several times the largest company that Renmai is measured with."""
MOST: Final = 40
"""Files of one upload."""
LONGEST: Final = 80
"""Characters of a file's name that are kept."""
SHOWN: Final = 200

NO_FILE: Final = gettext_lazy("Choose a file first.")
TOO_LARGE: Final = gettext_lazy(
    "That is more than %(megabytes)s MB. Split it, or let whoever runs the server use `renmai import`."
)
TOO_MANY: Final = gettext_lazy("That is more than %(most)s files at once.")
MIXED: Final = gettext_lazy("Upload one .zip, one .xlsx, or any number of .csv files.")
TWICE: Final = gettext_lazy("Two files have the same name.")


class RefusedError(Exception):
    """The files cannot be taken; `sentence` says why in the user's language."""

    def __init__(self, sentence: str | Promise, status: int) -> None:
        super().__init__(str(sentence))
        self.sentence = str(sentence)
        self.status = status


@dataclass(frozen=True, slots=True)
class Received:
    key: uuid.UUID
    names: list[str]


def refuse_large(request: HttpRequest) -> None:
    """Before a byte of it is read. Raises `RefusedError`."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if length > LARGEST:
        raise RefusedError(TOO_LARGE % {"megabytes": LARGEST // 2**20}, 413)


def stream_to_disk(request: HttpRequest) -> None:
    """Every file goes to disk as it comes, however small."""
    request.upload_handlers = [TemporaryFileUploadHandler(request)]


def receive(files: Sequence[Arrived]) -> Received:
    """Keep the files in a folder of their own. Raises `RefusedError`, and keeps nothing then."""
    names = [_harmless(file.name or "") for file in files]
    _refuse_wrong(names)
    key = uuid.uuid4()
    folder = make_folder(key)
    try:
        for file, name in zip(files, names, strict=True):
            _keep(file, folder / name)
    except OSError:
        forget_files(key)
        raise
    return Received(key, [(file.name or name)[:SHOWN] for file, name in zip(files, names, strict=True)])


def _refuse_wrong(names: list[str]) -> None:
    if not names:
        raise RefusedError(NO_FILE, 422)
    if len(names) > MOST:
        raise RefusedError(TOO_MANY % {"most": MOST}, 422)
    endings = {Path(name).suffix for name in names}
    if endings not in ({".csv"}, {".zip"}, {".xlsx"}) or (len(names) > 1 and endings != {".csv"}):
        raise RefusedError(MIXED, 422)
    if len(set(names)) < len(names):
        raise RefusedError(TWICE, 422)


def _harmless(name: str) -> str:
    """The name without folders, control characters and a leading dot; the ending in small letters."""
    path = PurePosixPath(name.replace("\\", "/"))
    stem = "".join(letter for letter in path.stem if letter.isprintable() and letter != "/").strip().lstrip(".")
    return (stem[:LONGEST] or "_") + path.suffix.lower()


def _keep(file: Arrived, path: Path) -> None:
    """Move what is on disk already; others may not read it."""
    if isinstance(file, TemporaryUploadedFile):
        shutil.move(file.temporary_file_path(), path)
    else:
        with path.open("wb") as out:
            for chunk in file.chunks():
                out.write(chunk)
    os.chmod(path, 0o600)
