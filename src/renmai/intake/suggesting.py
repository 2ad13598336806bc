"""What a foreign table most likely is: by its name, its headings and what others call our columns."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Final

from renmai.domain.likeness import plain
from renmai.intake.bundle import FILES
from renmai.intake.columns import Kind
from renmai.intake.foreign import Found
from renmai.intake.mapping import Target, Use, target_name, targets_of, wanted_constants
from renmai.intake.synonyms import COLUMNS
from renmai.intake.synonyms import FILES as FILE_WORDS

NAMED: Final = 3
"""What a table's name weighs, in columns."""
ENOUGH: Final = 2
"""Columns that must be known, or a table is left out until somebody says what it is."""
_ORDER: Final = {file.name: at for at, file in enumerate(FILES)}
PARENTHESIS: Final = "(（[【"


def suggest(tables: Iterable[Found], today: date) -> list[Use]:
    """One use per table; no file is filled by two of them as their own."""
    tables = list(tables)
    taken: set[str] = set()
    chosen: dict[str, str] = {}
    scored = sorted(((score, at, name) for at, found in enumerate(tables) for name, score in _scores(found).items()))
    for score, at, name in reversed(scored):
        sheet = tables[at].sheet
        if sheet not in chosen and name not in taken and score >= ENOUGH:
            chosen[sheet] = name
            taken.add(name)
    uses = {}
    for found in sorted(tables, key=lambda found: _ORDER.get(chosen.get(found.sheet, ""), 0)):
        uses[found.sheet] = suggested_use(found, chosen.get(found.sheet, ""), taken, today)
        taken.update(uses[found.sheet].files)
    return [uses[found.sheet] for found in tables]


def suggested_use(found: Found, file: str, elsewhere: Collection[str], today: date) -> Use:
    """How a table is used if it is about this file; `elsewhere`: files that other tables fill."""
    columns = _columns(found, file, elsewhere) if file else {}
    use = Use(found.sheet, found.line, file, columns)
    days = {
        target_name(owner, column): today.isoformat()
        for owner, column in wanted_constants(use)
        if column.kind is Kind.DATE
    }
    return Use(found.sheet, found.line, file, columns, days)


def _scores(found: Found) -> dict[str, float]:
    """By file how well the table fits it."""
    own = plain(found.sheet)
    scores = {}
    for file in FILES:
        words = _words(FILE_WORDS[file.name])
        named = NAMED if own in words else NAMED / 2 if any(word in own for word in words if len(word) > 1) else 0
        columns = _columns(found, file.name, ())
        fits = sum(1 if target.startswith(f"{file.name}.") else 0.6 for target in columns.values())
        named_columns = _known_columns(file.name, found)
        scores[file.name] = (named + fits + named_columns / 10) if fits else 0
    return scores


def _known_columns(file: str, found: Found) -> int:
    """Headings that speak of this file alone, such as 商机金额."""
    return sum(heading in words[:3] for heading in map(_bare, found.headings) for words in _by_column(file).values())


def _columns(found: Found, file: str, elsewhere: Collection[str]) -> dict[int, Target]:
    """Each heading goes to the column that names it earliest; what belongs to a filled file refers to it."""
    ranked = sorted(
        (rank, order, at, target_name(owner, column))
        for order, (owner, column) in enumerate(targets_of(file))
        if owner.name == file or owner.name not in elsewhere
        for at, heading in enumerate(found.headings)
        for rank in _rank(owner.name, column.name, heading)
    )
    columns: dict[int, Target] = {}
    for _, _, at, target in sorted(ranked, key=lambda one: (one[0] - _bonus(one[3], elsewhere), one[1])):
        if at not in columns and target not in columns.values():
            columns[at] = target
    return dict(sorted(columns.items()))


def _bonus(target: Target, elsewhere: Collection[str]) -> int:
    """Names of companies make customers, unless a table of customers is there to refer to."""
    return 100 if target == "customers.name" and "customers" not in elsewhere else 0


def _rank(file: str, column: str, heading: str) -> list[int]:
    words = _by_column(file)[column]
    bare = _bare(heading)
    return [words.index(bare)] if bare in words else []


def _bare(heading: str) -> str:
    """A heading without the unit or remark in parentheses."""
    end = min((heading.find(mark) for mark in PARENTHESIS if mark in heading), default=len(heading))
    return plain(heading[:end]) or plain(heading)


@cache
def _by_column(file: str) -> Mapping[str, tuple[str, ...]]:
    """By column the words for it; the column's own name first."""
    return {column: (plain(column), *_words(words)) for column, words in COLUMNS[file].items()}


def _words(words: str) -> tuple[str, ...]:
    return tuple(map(plain, words.split()))
