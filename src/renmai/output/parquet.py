"""The facts that figures are made of as Parquet, for an engine to read (docs/engines.md)."""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from renmai import __version__
from renmai.analytics.portable.manifest import FILE, Manifest
from renmai.analytics.portable.schema import SCHEMAS
from renmai.output.bundle import Counts, Progress, unfinished
from renmai.refresh.policy import load_policy
from renmai.store.actions.exports import record_export
from renmai.store.actions.look import record_bundle_looks
from renmai.store.figure_facts import Row, rows
from renmai.store.models import Revision
from renmai.store.snapshot import one_moment

BATCH: Final = 50_000
"""Rows in memory at once, and of one row group."""
OWNER_ONLY: Final = 0o600
FOLDER_OF_OWNER: Final = 0o700


def write_parquet(folder: Path, *, actor: str, now: datetime, progress: Progress) -> Counts:
    """Write every table of `SCHEMAS` to `folder`, and give the rows by file.

    The folder appears when it is complete, readable by its owner only. It is in the audit trail, and whoever is
    named in it can read who took it out. Raises `RenmaiError(ALREADY_THERE)` if something is in the folder.
    """
    with unfinished(folder) as place:
        record_export(folder.name, actor, now, asked="figures")
        record_bundle_looks(actor, now.date())
        place.mkdir(mode=FOLDER_OF_OWNER)
        with one_moment():
            counts = write_tables(place, progress)
            manifest = _manifest(counts, now)
        with _owners_file(place / FILE) as out:
            out.write(manifest.text.encode())
    return counts


def write_tables(folder: Path, progress: Progress) -> Counts:
    """The tables alone, for who keeps them to themselves."""
    return {file: _write(folder, file, progress) for file in SCHEMAS}


def _manifest(counts: Counts, now: datetime) -> Manifest:
    last = Revision.objects.order_by("-number").values_list("number", flat=True).first()
    return Manifest(__version__, last or 0, now.isoformat(timespec="seconds"), load_policy().values(), counts)


def _write(folder: Path, file: str, progress: Progress) -> int:
    schema, written = SCHEMAS[file], 0
    with _owners_file(folder / f"{file}.parquet") as out, pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in _batches(rows(file, schema.names), schema):
            writer.write_batch(batch)
            written += batch.num_rows
            progress(file, written)
    return written


def _batches(found: Iterable[Row], schema: Any) -> Iterator[Any]:
    left = iter(found)
    while some := list(islice(left, BATCH)):
        columns = zip(*some, strict=True)
        arrays = [pa.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)]
        yield pa.record_batch(arrays, schema=schema)


def _owners_file(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY), "wb")
