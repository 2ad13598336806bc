"""Codes for what came without one, and the code behind a name."""

import hashlib
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from pypinyin import Style, lazy_pinyin

from renmai.domain.likeness import plain
from renmai.store import facts

INITIALS: Final = 8
FINGERPRINT: Final = 8
WITHIN: Final = {"key_people": "customer", "opportunities": "customer"}
"""Whose names are looked for within one customer: namesakes elsewhere are others."""


def made_code(name: str, *context: str) -> str:
    """A code for a name, the same every time: its initials, and a fingerprint of name and context.

    华为技术 becomes something like HWJS-3fa9c1d2.
    """
    told = "\n".join((*context, _same(name)))
    fingerprint = hashlib.sha256(told.encode()).hexdigest()[:FINGERPRINT]
    letters = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors="default"))
    folded = unicodedata.normalize("NFKC", letters).upper()
    initials = "".join(letter for letter in folded if letter.isascii() and letter.isalnum())[:INITIALS]
    return f"{initials}-{fingerprint}" if initials else fingerprint


def _same(name: str) -> str:
    """Names that differ only in how they are written are the same."""
    return plain(name) or name


@dataclass(slots=True)
class Register:
    """The codes and names of one file, of what is stored and of what is coming.

    `owners`: by code the customer whose it is, blank where it is nobody's.
    """

    owners: dict[str, str] = field(default_factory=dict)
    by_name: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def add(self, code: str, name: str, owner: str) -> None:
        self.owners[code] = owner
        for key in {(owner, _same(name)), ("", _same(name))}:
            known = self.by_name.setdefault(key, [])
            if code not in known:
                known.append(code)

    def codes_of(self, name: str, owner: str = "") -> list[str]:
        """Every code of this name; `owner` blank: of whichever customer."""
        return self.by_name.get((owner, _same(name)), [])


class Registers:
    """The registers of all files, each filled from the database when first asked for."""

    def __init__(self) -> None:
        self._files: dict[str, Register] = {}

    def of(self, file: str) -> Register:
        if file not in self._files:
            register = self._files[file] = Register()
            owner = WITHIN.get(file)
            columns = ["code", "name", *([owner] if owner else [])]
            for stored in facts.rows(file, columns):
                register.add(stored.cells[0], stored.cells[1], stored.cells[2] if owner else "")
        return self._files[file]

    def owner_of(self, file: str, code: str) -> str:
        return self.of(file).owners.get(code, "")

    def resolve(self, file: str, text: str, owner: str = "") -> list[str]:
        """The codes that a reference may mean: the code itself, else whoever has that name."""
        register = self.of(file)
        if not text or text in register.owners:
            return [text]
        within = owner if file in WITHIN else ""
        return register.codes_of(text, within) or [text]
