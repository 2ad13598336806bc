"""The files of an upload, and what they deliver once mapped and merged."""

import json
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.foreign import Found, found_in, is_ours
from renmai.intake.importing import Delivery
from renmai.intake.mapping import Use, use_from
from renmai.intake.merging import Merges, merged
from renmai.intake.naming import Registers
from renmai.intake.reading import open_any
from renmai.intake.sheets import Sheet, SheetError
from renmai.intake.translating import translate
from renmai.store.models import Upload

FOUND: Final = "found"
REJECTED: Final = "rejected"


def folder_of(upload: UUID) -> Path:
    return Path(settings.DATA_DIR / "imports" / str(upload))


def make_folder(upload: UUID) -> Path:
    """The folder for the files as they arrive; nobody but the server may look into it."""
    folder = folder_of(upload)
    folder.mkdir(mode=0o700, parents=True)
    (folder / FOUND).mkdir(mode=0o700)
    return folder / FOUND


def forget_files(upload: UUID) -> None:
    shutil.rmtree(folder_of(upload), ignore_errors=True)


def forget_folders(but: Collection[str]) -> None:
    """Remove the files of all uploads but some."""
    for folder in (settings.DATA_DIR / "imports").glob("*"):
        if folder.name not in but:
            shutil.rmtree(folder, ignore_errors=True)


def has_files(upload: UUID) -> bool:
    return (folder_of(upload) / FOUND).is_dir()


def write_notes(upload: UUID, name: str, content: Any) -> None:
    """What a job found out, for pages to show."""
    path = folder_of(upload) / f"{name}.json"
    beside = path.with_suffix(".writing")
    beside.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    beside.replace(path)


def read_notes(upload: UUID, name: str) -> Any:
    """What a job has found out; None if it has not, or if a machine that lost power left nothing of it to read."""
    try:
        return json.loads((folder_of(upload) / f"{name}.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None


@contextmanager
def sheets_of(upload: Upload) -> Iterator[list[Sheet]]:
    """The sheets as they came. Raises `RenmaiError(UNREADABLE_BUNDLE)`, naming the file as it was called."""
    folder = folder_of(upload.pk) / FOUND
    files = list(folder.iterdir()) if folder.is_dir() else []
    path = files[0] if len(files) == 1 and files[0].suffix.lower() != ".csv" else folder
    try:
        with open_any(path) as sheets:
            yield sheets
    except RenmaiError as error:
        if error.code is ErrorCode.UNREADABLE_BUNDLE:
            error.params["path"] = ", ".join(upload.names)
        raise


def needs_mapping(sheets: list[Sheet]) -> bool:
    """Whether none of the sheets is one of ours."""
    return not any(map(is_ours, sheets))


def tables_in(upload: Upload, sheets: list[Sheet], lines: Mapping[str, int]) -> list[Found]:
    """The beginnings of all tables; sheets that are empty or cannot be read are left out.

    `lines`: by sheet where its headings stand, if somebody said so.
    """
    tables = []
    for sheet in sheets:
        try:
            found = found_in(sheet, line=lines.get(sheet.name))
        except SheetError:
            continue
        if found.headings:
            tables.append(found)
    if not tables:
        raise RenmaiError(ErrorCode.UNREADABLE_BUNDLE, path=", ".join(upload.names), reason="empty")
    return tables


def uses_of(upload: Upload) -> list[Use]:
    """How its tables are used; none for files that are ours already."""
    return [use_from(stored) for stored in upload.mapping.get("uses", ())]


@contextmanager
def delivery_of(upload: Upload) -> Iterator[Delivery]:
    """What the upload delivers, mapped. Raises `RenmaiError`."""
    with sheets_of(upload) as sheets:
        uses = uses_of(upload)
        if not uses:
            yield Delivery(_ours(upload, sheets))
            return
        by_name = {sheet.name: sheet for sheet in sheets}
        used = {use.sheet: use for use in uses if use.file and use.sheet in by_name}
        tables = {name: _all_of(upload, by_name[name], use) for name, use in used.items()}
        yield translate(tables, used.values(), Registers()).delivery()


def _all_of(upload: Upload, sheet: Sheet, use: Use) -> Found:
    """The whole table; its beginning was read before, what comes after it may be anything."""
    try:
        return found_in(sheet, line=use.line, most=None)
    except SheetError:
        raise RenmaiError(ErrorCode.UNREADABLE_BUNDLE, path=", ".join(upload.names), reason="damaged") from None


def _ours(upload: Upload, sheets: list[Sheet]) -> dict[str, Sheet]:
    if needs_mapping(sheets):
        raise RenmaiError(ErrorCode.UNREADABLE_BUNDLE, path=", ".join(upload.names), reason="empty")
    return {sheet.name: sheet for sheet in sheets}


def merging(delivery: Delivery, merges: Merges) -> Delivery:
    return Delivery(merged(delivery.sheets, merges), delivery.retell)
