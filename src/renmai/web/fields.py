"""Fields of a form over the bundle's columns: read and checked as an import reads and checks them.

A form carries for each value what was seen when it was made (`was-NAME`), so that the action can
tell a change by somebody else. What cannot be kept comes back as it was typed, with the reason.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Final

from django.http import QueryDict
from django.utils.translation import pgettext

from renmai.domain.errors import ConflictError, RenmaiError
from renmai.domain.issues import Problem, ProblemKind
from renmai.intake.cells import CellError, read_cell
from renmai.intake.columns import Column, File, Kind
from renmai.wording.columns import WORDS, Text, label
from renmai.wording.errors import sentence
from renmai.wording.problems import explain

SEEN: Final = "was-"
_SEPARATORS: Final = str.maketrans("", "", ",， ")
"""What people put between thousands."""
INPUTS: Final = {Kind.DATE: "date", Kind.BOOLEAN: "check", Kind.CHOICE: "choice", Kind.AMOUNT: "amount"}


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class Field:
    """One field as it is shown. `input` is the kind of control; `seen` is what the form carries along."""

    name: str
    label: Text
    input: str = "text"
    value: str = ""
    seen: str | None = None
    error: str = ""
    hint: Text = ""
    is_required: bool = False
    options: Sequence[Option] = ()
    suggestions: Sequence[Option] = ()
    longest: int = 0

    @property
    def is_checked(self) -> bool:
        return self.value == "yes"


@dataclass(slots=True)
class Form:
    """Fields in order, by name; `status` is that of the answer that shows them."""

    fields: dict[str, Field]
    problem: str = ""
    status: HTTPStatus = HTTPStatus.OK
    cells: dict[str, str] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields.values())

    @property
    def is_valid(self) -> bool:
        return not self.problem and not any(one.error for one in self.fields.values())

    def propose(self, values: Mapping[str, str], *, over: bool) -> None:
        """Other values to begin with, for blank fields only unless `over`; what was seen stays."""
        for name, value in values.items():
            if name in self.fields and (over or not self.fields[name].value):
                self.fields[name] = replace(self.fields[name], value=value)

    def refuse(self, error: RenmaiError) -> None:
        """Show why an action refused; a conflict lets the next try replace what holds now."""
        self.status = HTTPStatus.CONFLICT if isinstance(error, ConflictError) else HTTPStatus.UNPROCESSABLE_ENTITY
        name = str(error.params.get("column", ""))
        if name not in self.fields:
            self.problem = sentence(error)
            return
        told = replace(self.fields[name], error=sentence(error))
        self.fields[name] = replace(told, seen=error.now) if isinstance(error, ConflictError) else told


def field_of(file: File, name: str, **more: object) -> Field:
    """The field of a column, empty; `more` says what the column does not."""
    column = file.column(name)
    options: list[Option] = []
    if column.kind is Kind.CHOICE:
        options = [Option(choice, _word(name, choice)) for choice in column.choices]
        if not column.required:
            options.insert(0, Option("", "—"))
    made = Field(
        name,
        label(name, file.name),
        INPUTS.get(column.kind, "text"),
        is_required=column.required,
        options=options,
        longest=column.longest,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def _word(column: str, choice: str) -> Text:
    return WORDS.get(column, {}).get(choice, choice)


def shown(fields: Iterable[Field], cells: Mapping[str, str]) -> Form:
    """The form of what is stored: every value is also what was seen."""
    return Form({one.name: replace(one, value=cells.get(one.name, ""), seen=cells.get(one.name)) for one in fields})


def posted(file: File, fields: Iterable[Field], given: QueryDict) -> Form:
    """The form as it was sent: `cells` hold what is right, fields tell what is not."""
    form = Form({})
    for one in fields:
        text = _text(one, given)
        seen = given.get(SEEN + one.name)
        sent = replace(one, value=text, seen=seen)
        if one.name in file.names:
            cell, error = _read(file.column(one.name), one, text)
        else:
            cell, error = text, ""
        form.fields[one.name] = replace(sent, error=error)
        if not error:
            form.cells[one.name] = cell
        if seen is not None:
            form.seen[one.name] = seen
    if not form.is_valid:
        form.status = HTTPStatus.UNPROCESSABLE_ENTITY
    return form


def _text(one: Field, given: QueryDict) -> str:
    if one.input == "check":
        return "yes" if one.name in given else "no"
    text = given.get(one.name, "").strip()
    return text.translate(_SEPARATORS) if one.input == "amount" else text


def _read(column: Column, one: Field, text: str) -> tuple[str, str]:
    """The cell of a text as an import reads it, or the sentence that says what is wrong with it."""
    if not text:
        return column.default, _missing(one) if one.is_required else ""
    try:
        return read_cell(text, column), ""
    except CellError as wrong:
        comma = pgettext("between the items of a list", ", ")
        params = {"choices": comma.join(str(option.label) for option in one.options), "longest": str(column.longest)}
        return "", explain(Problem("", None, str(one.label), text[:200], wrong.kind, params=params))


def _missing(one: Field) -> str:
    return explain(Problem("", None, str(one.label), "", ProblemKind.MISSING_VALUE))


def text_of(sent: QueryDict, name: str) -> str:
    """What was written in a text area, without what no database keeps; blank where nothing was sent."""
    return sent.get(name, "").replace("\r\n", "\n").replace("\0", "").strip()
