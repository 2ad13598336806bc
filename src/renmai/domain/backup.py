"""What a backup says of itself, and what keeps it from being restored (docs/adr/0027)."""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

FORMAT: Final = 1
"""Grows when a backup is written that earlier versions would misread."""


class Database(StrEnum):
    """What a backup was taken of; one is no backup of the other."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


@dataclass(frozen=True, slots=True)
class Manifest:
    """`migrations` are those applied, `counts` rows by table, `reports` a fingerprint of each line on `day`.

    `size` (bytes) and `checksum` (SHA-256) are those of the copy of the database as it lies in the backup.
    `second_step` is the key that the second steps of sign-in are encrypted with; it opens nothing else.
    """

    version: str
    database: Database
    made_at: datetime
    day: date
    revision: int
    migrations: tuple[str, ...]
    counts: Mapping[str, int]
    reports: Mapping[str, str]
    second_step: str
    size: int
    checksum: str
    format: int = FORMAT

    def as_json(self) -> str:
        told = asdict(self) | {"made_at": self.made_at.isoformat(), "day": self.day.isoformat()}
        return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)

    def is_newer_than(self, version: str, known: Collection[str]) -> bool:
        """Whether a later version made it, or one whose migrations (`known` are ours) we do not have."""
        return _parts(self.version) > _parts(version) or not set(self.migrations) <= set(known)


def read_manifest(text: str) -> Manifest:
    """The manifest that `as_json` wrote. Raises `ValueError` for anything else, of a newer format too."""
    told: Any = json.loads(text)
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise ValueError("no manifest of this format")
    try:
        return Manifest(
            **told
            | {
                "database": Database(told["database"]),
                "made_at": datetime.fromisoformat(told["made_at"]),
                "day": date.fromisoformat(told["day"]),
                "migrations": tuple(told["migrations"]),
            }
        )
    except (KeyError, TypeError) as error:
        raise ValueError(str(error)) from error


def format_of(text: str) -> int:
    """The format that a manifest says it has; 0 if it says nothing that could be one."""
    try:
        told = json.loads(text)
    except ValueError:
        return 0
    found = told.get("format") if isinstance(told, dict) else None
    return found if isinstance(found, int) else 0


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())
