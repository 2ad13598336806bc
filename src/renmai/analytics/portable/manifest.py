"""What an export says of itself: written last, so that a folder without it is no export (docs/engines.md)."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.policy import Number, Policy, policy_of

FILE: Final = "manifest.json"
FORMAT: Final = 1
"""Grows when tables or columns change their meaning."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`revision` is the age of every row; the `policy` holds for all days, as in the database that it is from."""

    version: str
    revision: int
    exported_at: str
    policy: Mapping[str, Number]
    rows: Mapping[str, int]
    format: int = FORMAT

    @property
    def thresholds(self) -> Policy:
        return policy_of({name: Decimal(str(value)) for name, value in self.policy.items()})

    @property
    def text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def read_manifest(folder: Path) -> Manifest:
    """Raises `RenmaiError(NO_EXPORT)` for a folder that holds none, or one that this version cannot read."""
    try:
        found = Manifest(**json.loads((folder / FILE).read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
        raise RenmaiError(ErrorCode.NO_EXPORT, path=str(folder)) from None
    if found.format != FORMAT:
        raise RenmaiError(ErrorCode.OTHER_EXPORT, path=str(folder), version=found.version)
    return found
