"""vCard 2.1, 3.0 and 4.0 as telephones and mail programs write them, read leniently and in bounded time.

Only what tells who somebody is is kept: names, company, department, title. Everything else, pictures above all,
is passed over unread. The libraries that write vCards refuse whole files for one odd line; addresses of one's
own telephone are full of them.
"""

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.loose_table import ENCODINGS

LONGEST_LINE: Final = 4000
"""Characters of an unfolded line that is kept; a name needs fewer, and a longer one is passed over."""
BEGIN: Final = "BEGIN:VCARD"
END: Final = "END:VCARD"
WANTED: Final = frozenset(("FN", "N", "ORG", "TITLE"))
_LINE: Final = re.compile(r"\r\n|\r|\n")
_BREAKS: Final = re.compile(r"(?<!\\);")
_ESCAPED: Final = re.compile(r"\\([\\;,nN:])")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")


@dataclass(slots=True)
class Card:
    """Lines of one card by name; the first of each counts."""

    told: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As it is shown, else put together: of Chinese names the surname stands first."""
        return self._shown("FN") or joined_name(*(self._part("N", at) for at in (1, 0)))

    @property
    def company(self) -> str:
        return self._part("ORG", 0)

    @property
    def department(self) -> str:
        return self._part("ORG", 1)

    @property
    def title(self) -> str:
        return self._shown("TITLE")

    def _shown(self, name: str) -> str:
        return _unescaped(self.told.get(name, ""))

    def _part(self, name: str, at: int) -> str:
        parts = _BREAKS.split(self.told.get(name, ""))
        return _unescaped(parts[at]) if at < len(parts) else ""


def joined_name(given: str, surname: str) -> str:
    """A whole name of its two parts."""
    given, surname = given.strip(), surname.strip()
    is_chinese = _HAN.search(given + surname) is not None
    return f"{surname}{given}" if is_chinese else f"{given} {surname}".strip()


def cards_of(text: str, most: int) -> list[Card]:
    """At most `most` cards. Raises `RenmaiError(LIST_UNREADABLE)` for a card within a card."""
    found: list[Card] = []
    card: Card | None = None
    for line in _unfolded(text):
        mark = line.strip().upper()
        if mark == BEGIN:
            if card is not None:
                raise RenmaiError(ErrorCode.LIST_UNREADABLE)
            card = Card()
        elif mark == END and card is not None:
            found.append(card)
            card = None
            if len(found) >= most:
                break
        elif card is not None:
            _keep(card, line)
    return found


def _unfolded(text: str) -> Iterator[str]:
    """Whole lines: those that begin with a blank go on, and so do those of quoted-printable that end in `=`.

    A line is cut at `LONGEST_LINE`, however often it is folded.
    """
    held, length, is_soft = [""], 0, False
    for line in _LINE.split(text):
        goes_on = is_soft or line[:1] in (" ", "\t")
        if not goes_on:
            yield "".join(held)
            held, length = [], 0
        more = line if is_soft or not goes_on else line[1:]
        is_soft = line.endswith("=") and (is_soft or _is_quoted(line))
        more = more[:-1] if is_soft else more
        if length < LONGEST_LINE:
            held.append(more[: LONGEST_LINE - length])
            length += len(more)
    yield "".join(held)


def _is_quoted(line: str) -> bool:
    return "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def _keep(card: Card, line: str) -> None:
    head, _, value = line.partition(":")
    name, *parameters = head.upper().split(";")
    name = name.rpartition(".")[2].strip()
    if name not in WANTED or name in card.told or len(line) >= LONGEST_LINE:
        return
    if any("QUOTED-PRINTABLE" in one for one in parameters):
        value = _decoded(value, _charset(parameters))
    if value.strip(" ;"):
        card.told[name] = value


def _charset(parameters: list[str]) -> str:
    return next((one.partition("=")[2].strip('"') for one in parameters if one.startswith("CHARSET=")), "")


def _decoded(value: str, charset: str) -> str:
    """Quoted-printable in the charset that is told, else in any that fits; blank where none does."""
    try:
        octets = quopri.decodestring(value.encode("ascii", "ignore"))
    except binascii.Error:
        return ""
    for encoding in ([charset] if charset else []) + list(ENCODINGS):
        try:
            return octets.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return ""


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], text).strip()
