"""Matching foreign columns with ours: what is suggested or remembered, what the form says, and the form again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from renmai.intake.bundle import BY_NAME, FILES
from renmai.intake.columns import Column, File, Kind
from renmai.intake.foreign import Found
from renmai.intake.mapping import (
    Fault,
    Target,
    Use,
    faults,
    signature,
    target_name,
    targets_of,
    use_from,
    wanted_constants,
)
from renmai.intake.suggesting import suggest, suggested_use
from renmai.intake.values import Reader, factor_of
from renmai.store.models import ColumnMapping, Upload
from renmai.web.numbers import COUNT
from renmai.wording.cells import cell_text
from renmai.wording.columns import FILES as FILE_LABELS
from renmai.wording.columns import label
from renmai.work.upload import uses_of

SAMPLES: Final = 3
MOST_TABLES: Final = 100
MOST_WORDS: Final = 30
"""Different foreign values of a column that are asked about; more are no fixed words."""
FIXED: Final = (Kind.CHOICE, Kind.BOOLEAN, Kind.DEGREE)
DEGREES: Final = ("-2", "-1", "0", "1", "2")
SENTENCES: Final[dict[str, str | Promise]] = {
    "column_twice": gettext_lazy("“%(what)s” is given by two columns. Leave one of them out."),
    "missing": gettext_lazy("“%(what)s” is required: choose a column for it, or one value for all rows."),
    "file_twice": gettext_lazy("Two tables give “%(what)s”. Leave the columns of one of them out."),
    "no_code": gettext_lazy("Without a name or a code nobody can tell which row is which."),
    "nothing": gettext_lazy("Say of at least one table what it is about."),
}


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Columns of one of our files."""

    label: str
    options: list[Option]


@dataclass(frozen=True, slots=True)
class ForeignColumn:
    """A row of the form: a heading with a few of its cells, and where it may go."""

    field: str
    heading: str
    samples: str
    groups: list[Group]
    hint: str
    is_left_out: bool


@dataclass(frozen=True, slots=True)
class Constant:
    """One value for all new rows."""

    field: str
    label: str
    value: str
    is_day: bool
    options: list[Option]
    error: str


@dataclass(frozen=True, slots=True)
class Word:
    """A foreign value of a column with fixed values, and what it stands for."""

    field: str
    word: str
    column: str
    options: list[Option]


@dataclass(frozen=True, slots=True)
class Table:
    """The form of one foreign table."""

    at: int
    found: Found
    use: Use
    files: list[Option]
    columns: list[ForeignColumn]
    constants: list[Constant]
    words: list[Word]
    errors: list[str]
    remembered: date | None

    @property
    def signature(self) -> str:
        return signature(self.found)

    @property
    def state(self) -> str:
        """What the form was made for: another state means that it is to be suggested anew."""
        return f"{self.use.file}@{self.found.line}"

    @property
    def rows(self) -> str:
        return COUNT.value(len(self.found.rows))

    @property
    def beside(self) -> list[str]:
        """Files that the table fills as well."""
        return [str(FILE_LABELS[name]) for name in self.use.files[1:]]


@dataclass(frozen=True, slots=True)
class Form:
    """`errors` are those of no one table; `is_wrong`: the uses cannot be taken as they are."""

    tables: list[Table]
    errors: list[str]
    is_wrong: bool


def known_uses(upload: Upload, tables: list[Found], today: date) -> tuple[list[Use], dict[str, date]]:
    """What was said before of this upload, else of tables with the same headings, else what is likely.

    With it by sheet the day of a choice that is remembered.
    """
    said = {use.sheet: use for use in uses_of(upload)}
    if said:
        return [said.get(found.sheet, Use(found.sheet, found.line, "")) for found in tables], {}
    kept = {mapping.signature: mapping for mapping in ColumnMapping.objects.filter(pk__in=map(signature, tables))}
    uses, days = suggest(tables, today), {}
    for at, found in enumerate(tables):
        if (mapping := kept.get(signature(found))) is not None:
            uses[at] = replace(use_from(mapping.uses), sheet=found.sheet, line=found.line)
            days[found.sheet] = mapping.used_at.date()
    return uses, days


def read_uses(given: QueryDict, tables: list[Found], today: date) -> list[Use]:
    """The uses as the form says; a table that became another of ours is suggested anew."""
    taken = {given.get(f"file-{at}", "") for at in range(len(tables))}
    return [_read_use(given, at, found, taken, today) for at, found in enumerate(tables)]


def _read_use(given: QueryDict, at: int, found: Found, taken: set[str], today: date) -> Use:
    file = given.get(f"file-{at}", "")
    file = file if file in BY_NAME else ""
    if f"{file}@{found.line}" != given.get(f"was-{at}", ""):
        return suggested_use(found, file, taken - {file}, today)
    allowed = {target_name(*pair) for pair in targets_of(file)} if file else set()
    columns = {
        position: target
        for position in range(len(found.headings))
        if (target := given.get(f"column-{at}-{position}", "")) in allowed
    }
    use = Use(found.sheet, found.line, file, columns)
    constants = {
        target: given.get(f"constant-{at}-{target}", today.isoformat() if column.kind is Kind.DATE else "").strip()
        for owner, column in wanted_constants(use)
        for target in [target_name(owner, column)]
    }
    return replace(use, constants=constants, values=dict(_read_words(given, at, columns.values())))


def _read_words(given: QueryDict, at: int, targets: Iterable[Target]) -> Iterator[tuple[Target, dict[str, str]]]:
    for target in targets:
        said = {}
        for number in range(MOST_WORDS):
            word = given.get(f"word-{at}-{target}-{number}")
            value = given.get(f"value-{at}-{target}-{number}", "?")
            if word is not None and value != "?":
                said[word] = value
        if said:
            yield target, said


def read_lines(given: QueryDict) -> dict[str, int]:
    """By sheet the line of its headings, as the form says."""
    lines = {}
    for at in range(MOST_TABLES):
        sheet, line = given.get(f"sheet-{at}"), given.get(f"line-{at}", "")
        if sheet is not None and line.isascii() and line.isdecimal() and len(line) < 9:
            lines[sheet] = int(line)
    return lines


def form_of(tables: list[Found], uses: list[Use], days: Mapping[str, date], *, judged: bool) -> Form:
    """The form for these uses; `judged`: with what is wrong about them."""
    found = faults(uses) if judged else []
    shown = [_table(at, table, use, days, found) for at, (table, use) in enumerate(zip(tables, uses, strict=True))]
    return Form(shown, [_sentence(fault) for fault in found if fault.kind in ("nothing", "file_twice")], bool(found))


def _table(at: int, found: Found, use: Use, days: Mapping[str, date], wrong: list[Fault]) -> Table:
    mine = [fault for fault in wrong if fault.sheet == use.sheet]
    return Table(
        at,
        found,
        use,
        [Option(file.name, str(FILE_LABELS[file.name]), file.name == use.file) for file in FILES],
        [_column(at, found, use, position) for position in range(len(found.headings))] if use.file else [],
        [_constant(at, use, owner, column, mine) for owner, column in wanted_constants(use)],
        list(_words(at, found, use)),
        [_sentence(fault) for fault in mine if fault.kind in ("column_twice", "no_code")],
        days.get(use.sheet),
    )


def _sentence(fault: Fault) -> str:
    file, _, column = fault.what.partition(".")
    what = column_label(BY_NAME[file], BY_NAME[file].column(column)) if column else str(FILE_LABELS.get(file, ""))
    return str(SENTENCES[fault.kind]) % {"what": what}


def column_label(file: File, column: Column) -> str:
    return str(label(column.name, file.name))


def _column(at: int, found: Found, use: Use, position: int) -> ForeignColumn:
    chosen = use.columns.get(position, "")
    groups: dict[str, list[Option]] = {}
    for file, column in targets_of(use.file):
        target = target_name(file, column)
        groups.setdefault(file.name, []).append(Option(target, _option_label(use, file, column), target == chosen))
    return ForeignColumn(
        f"column-{at}-{position}",
        found.headings[position] or gettext("Column %(number)s") % {"number": position + 1},
        " · ".join(_samples(found, position)),
        [Group(str(FILE_LABELS[name]), options) for name, options in groups.items()],
        _hint(found, chosen, position),
        not chosen,
    )


def _option_label(use: Use, file: File, column: Column) -> str:
    """Columns of other files say so: a closed list shows the chosen one alone."""
    if file.name != use.file:
        return f"{FILE_LABELS[file.name]} · {column_label(file, column)}"
    return column_label(file, column) + (" *" if column.required else "")


def _samples(found: Found, position: int) -> list[str]:
    cells = (row[position].strip() for _, row in found.rows if position < len(row))
    seen = dict.fromkeys(cell[:40] for cell in cells if cell)
    return list(seen)[:SAMPLES]


def _hint(found: Found, target: Target, position: int) -> str:
    """How the cells are read, where that is not plain to see."""
    if not target:
        return ""
    file, _, name = target.partition(".")
    column = BY_NAME[file].column(name)
    if column.kind is Kind.AMOUNT and (factor := factor_of(found.headings[position])) > 1:
        return gettext("times %(factor)s") % {"factor": COUNT.value(factor)}
    if column.kind in (Kind.REFERENCE, Kind.REFERENCES):
        return gettext("by name or code")
    if column.kind is Kind.DATE:
        reader = Reader(file, column, "", {})
        return " · ".join(reader.read(sample) for sample in _samples(found, position)[:1])
    return ""


def _constant(at: int, use: Use, file: File, column: Column, wrong: list[Fault]) -> Constant:
    target = target_name(file, column)
    value = use.constants.get(target, "")
    mine = [fault for fault in wrong if fault.kind == "missing" and fault.what == target]
    options = [Option(choice, cell_text(column.name, choice, file.name), choice == value) for choice in column.choices]
    return Constant(
        f"constant-{at}-{target}",
        f"{FILE_LABELS[file.name]} · {column_label(file, column)}",
        value,
        column.kind is Kind.DATE,
        options,
        _sentence(mine[0]) if mine else "",
    )


def _words(at: int, found: Found, use: Use) -> Iterator[Word]:
    """Values that the usual words do not explain, or that somebody has explained."""
    for position, target in use.columns.items():
        file, _, name = target.partition(".")
        column = BY_NAME[file].column(name)
        if column.kind not in FIXED or position >= len(found.headings):
            continue
        said, reader = use.values.get(target, {}), Reader(file, column, "", {})
        cells = dict.fromkeys(row[position].strip() for _, row in found.rows if position < len(row))
        asked = [cell for cell in cells if cell and (cell in said or not reader.is_understood(cell))]
        for number, word in enumerate(asked[:MOST_WORDS]):
            yield Word(
                f"{at}-{target}-{number}",
                word,
                column_label(BY_NAME[file], column),
                _meanings(file, column, said.get(word)),
            )


def _meanings(file: str, column: Column, said: str | None) -> list[Option]:
    values = DEGREES if column.kind is Kind.DEGREE else column.choices
    known = [Option(value, cell_text(column.name, value, file), value == said) for value in values]
    blank = [] if column.required or column.default else [Option("", gettext("leave blank"), said == "")]
    return [Option("?", gettext("not decided: told as a problem"), said is None), *known, *blank]
