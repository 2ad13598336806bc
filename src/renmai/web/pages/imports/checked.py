"""What the check of an upload found: counts, rows as they would be stored, duplicates, problems."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from renmai.domain.issues import Level, Problem, ProblemKind
from renmai.intake.bundle import BY_NAME
from renmai.store.models import Upload
from renmai.web.numbers import COUNT
from renmai.web.pages.imports.flow import Flow
from renmai.wording.cells import cell_text
from renmai.wording.columns import FILES, label
from renmai.wording.disclosure import left_out_text
from renmai.wording.problems import HEADINGS, explain
from renmai.work.upload import read_notes, uses_of

PAGE: Final = 100
FATES: Final[dict[str, str | Promise]] = {
    "read": gettext_lazy("Rows"),
    "added": gettext_lazy("New"),
    "changed": pgettext_lazy("rows", "Changed"),
    "unchanged": gettext_lazy("Unchanged"),
    "rejected": gettext_lazy("Not imported"),
}
TITLES: Final[dict[str, str | Promise]] = {
    "overview": gettext_lazy("Preview"),
    "duplicates": gettext_lazy("Duplicates"),
    "problems": gettext_lazy("Problems"),
}


def private_text(summary: Mapping[str, Any]) -> str:
    """What an import leaves out because of whose relations these are; it names nobody."""
    rows = summary.get("private", 0)
    return left_out_text(rows) if rows else ""


@dataclass(frozen=True, slots=True)
class Tab:
    label: str | Promise
    url: str
    count: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class CountRow:
    label: str
    file: str
    numbers: list[str]


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    before: str | None


@dataclass(frozen=True, slots=True)
class PreviewRow:
    line: int
    fate: str
    word: str | Promise
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a file; columns that are blank in all of them are left out."""

    label: str
    columns: list[str]
    rows: list[PreviewRow]


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair with what is chosen for it."""

    key: str
    file: str
    new: Mapping[str, Any]
    old: Mapping[str, Any]
    is_same: bool
    is_merged: bool

    @property
    def new_about(self) -> str:
        return " · ".join(filter(None, self.new["about"]))

    @property
    def old_about(self) -> str:
        return " · ".join(filter(None, self.old["about"]))


@dataclass(frozen=True, slots=True)
class ProblemRow:
    file: str
    table: str
    line: int | None
    column: str
    value: str
    level: str
    heading: str | Promise
    message: str


@dataclass(frozen=True, slots=True)
class ProblemFilter:
    """Which problems are asked for: of a file, of a level."""

    file: str = ""
    level: str = ""
    page: int = 1

    def query(self, **changes: str) -> str:
        given = {"show": "problems", "file": self.file, "level": self.level, **changes}
        return "?" + urlencode({name: value for name, value in given.items() if value})


@dataclass(frozen=True, slots=True)
class ProblemList:
    asked: ProblemFilter
    rows: list[ProblemRow]
    total: int
    files: list[tuple[str, str]]
    levels: list[tuple[str, str | Promise]]

    @property
    def earlier(self) -> str:
        return self.asked.query(page=str(self.asked.page - 1)) if self.asked.page > 1 else ""

    @property
    def later(self) -> str:
        return self.asked.query(page=str(self.asked.page + 1)) if self.asked.page * PAGE < self.total else ""

    @property
    def shown(self) -> str:
        first = (self.asked.page - 1) * PAGE
        return f"{COUNT.value(first + 1)}–{COUNT.value(min(first + PAGE, self.total))} / {COUNT.value(self.total)}"


def tabs(flow: Flow, current: str) -> list[Tab]:
    found = flow.summary
    counts = {"duplicates": found["pairs"], "problems": found["errors"] + found["notices"]}
    return [
        Tab(title, f"{flow.url}?show={name}", COUNT.value(counts[name]) if name in counts else "", name == current)
        for name, title in TITLES.items()
    ]


def count_rows(counts: Mapping[str, Mapping[str, int]]) -> list[CountRow]:
    return [
        CountRow(str(FILES.get(file.removesuffix(".csv"), file)), file, [COUNT.value(row[fate]) for fate in FATES])
        for file, row in counts.items()
    ]


def previews(upload: Upload) -> list[Preview]:
    notes: dict[str, Any] = read_notes(upload.pk, "previews") or {}
    return [_preview(name, found) for name, found in notes.items() if found["rows"]]


def _preview(file: str, found: Mapping[str, Any]) -> Preview:
    rows = found["rows"]
    shown = [at for at in range(len(found["columns"])) if any(row["cells"][at] not in ("", None) for row in rows)]
    columns = [str(label(found["columns"][at], file)) for at in shown]
    return Preview(str(FILES[file]), columns, [_preview_row(file, row, shown, found["columns"]) for row in rows])


def _preview_row(file: str, row: Mapping[str, Any], shown: list[int], columns: list[str]) -> PreviewRow:
    before = row["before"]
    cells = []
    for at in shown:
        text, column = row["cells"][at] or "", columns[at]
        changed = before is not None and before[at] != text
        cells.append(Cell(_in_words(file, column, text), _in_words(file, column, before[at]) if changed else None))
    return PreviewRow(row["line"], row["fate"], FATES[row["fate"]], cells)


def _in_words(file: str, column: str, text: str) -> str:
    return cell_text(column, text, file) if text else ""


def pair_rows(upload: Upload) -> list[PairRow]:
    return [
        PairRow(pair["key"], str(FILES[pair["file"]]), pair["new"], pair["old"], pair["same"], _is_merged(upload, pair))
        for pair in read_notes(upload.pk, "pairs") or []
    ]


def _is_merged(upload: Upload, pair: Mapping[str, Any]) -> bool:
    suggested = "merge" if pair["suggested"] else "keep"
    return bool(upload.choices.get(pair["key"], suggested) == "merge")


def read_filter(given: QueryDict) -> ProblemFilter:
    """Whatever makes no sense asks for everything."""
    page = given.get("page", "")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 9 else 1
    level = given.get("level", "")
    return ProblemFilter(given.get("file", ""), level if level in set(Level) else "", max(number, 1))


def problem_list(upload: Upload, asked: ProblemFilter) -> ProblemList:
    everything = problems(upload)
    wanted = [problem for problem in everything if _is_wanted(problem, asked)]
    first = (asked.page - 1) * PAGE
    files = list(dict.fromkeys(problem.file for problem in everything))
    return ProblemList(
        asked,
        problem_rows(upload, wanted[first : first + PAGE]),
        len(wanted),
        [(file, str(FILES.get(file.removesuffix(".csv"), file))) for file in files],
        list(HEADINGS.items()),
    )


def _is_wanted(problem: Problem, asked: ProblemFilter) -> bool:
    return asked.file in ("", problem.file) and asked.level in ("", problem.level.value)


def problems(upload: Upload, notes: str = "problems") -> list[Problem]:
    """`problems`, or `consequences`: what goes with them if the good rows are imported."""
    found = read_notes(upload.pk, notes) or []
    return [Problem(**{**row, "kind": ProblemKind(row["kind"]), "level": Level(row["level"])}) for row in found]


def problem_rows(upload: Upload, found: list[Problem]) -> list[ProblemRow]:
    """In the viewer's language, and with the names under which the tables came."""
    tables = {f"{name}.csv": use.sheet for use in uses_of(upload) for name in use.files}
    return [
        ProblemRow(
            problem.file,
            tables.get(problem.file, ""),
            problem.line,
            _column(problem),
            problem.value,
            problem.level.value,
            HEADINGS[problem.level],
            explain(problem),
        )
        for problem in found
    ]


def _column(problem: Problem) -> str:
    file = problem.file.removesuffix(".csv")
    known = file in BY_NAME and problem.column in BY_NAME[file].names
    return str(label(problem.column, file)) if problem.column and known else problem.column or ""
