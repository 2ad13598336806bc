"""The page about the import format, from the declared columns (spec 2)."""

from collections.abc import Iterator
from typing import Final

from renmai.intake.bundle import FILES
from renmai.intake.columns import MAX_CODE, Column, File

INTRODUCTION: Final = """\
# The import format

<!-- Written by `python -m scripts.import_format` from `src/renmai/intake/bundle.py`; change that. -->

A bundle is a folder, or a `.zip` of one, of UTF-8 CSV files with a header row. An `.xlsx` with one sheet per file
name is the same thing. `renmai import PATH` reads it, `renmai export PATH` writes it. Columns may stand in any order,
columns that are not required may be missing, and so may whole files as long as nothing refers into them.

## How a cell is read

Blanks around a cell are taken away, full-width ones too.

| kind | written as |
|---|---|
| code | up to {longest} characters, capital and small letters differ; unique within its file |
| text | anything; a leading apostrophe before `=`, `+`, `-`, `@` hides it from spreadsheets and is taken away |
| date | `YYYY-MM-DD`, from `0001-01-01` to `9999-12-31` |
| amount | digits, a point before decimals: `1200` or `1200.50`; up to 18 digits and 4 decimals, never negative |
| integer | a whole number |
| degree | `-2`, `-1`, `0`, `1` or `2`; blank is unknown |
| boolean | `yes` or `no`; blank is no |
| choice | one of the words listed, exactly |
| reference | the code of a row in another file, of the bundle or already stored |
| references | such codes joined by `;` |
| evidence | guide, what it proposed, answers: `closeness=1:answers_call=yes,shares_inside=unknown;veto=unknown:…` |

## What an import does

- Any error rejects the whole bundle, and every error is told with file, line, column and value. With `--partial` the
  good rows go in; the others, and those that depend on them, are written to a folder of the same shape with a column
  `problems` in front. Correct them there and import that folder.
- A row whose key is stored already changes it; a row that says what is stored changes nothing. Nothing is ever deleted.
- A blank cell blanks what is stored. A column that is not there at all keeps it.
- Columns of evidence hold answers to [guided questions](metrics/guided-questions.md). Their form is checked; questions
  that this version does not know are kept. An export leaves such a column, and `expected_on`, out where nobody has said
  anything.
- Of several rows of one key the last holds, the earlier ones go to the audit trail; a code, though, must stand once.
- The exit status is 0 if everything asked for was done (with `--partial`: even if rows were put aside) and 2 if not.

"""


def document() -> str:
    """The whole page."""
    parts = [INTRODUCTION.format(longest=MAX_CODE), *("\n".join(_file(file)) + "\n\n" for file in FILES)]
    return "".join(parts).rstrip() + "\n"


def _file(file: File) -> Iterator[str]:
    yield f"## {file.csv_name}"
    left_out = " An export leaves the file out while it would have no row." if file.sparse else ""
    yield f"\n{file.meaning.capitalize()}. One row per {', '.join(f'`{name}`' for name in file.key)}.{left_out}\n"
    yield "| column | kind | required | meaning |"
    yield "|---|---|---|---|"
    for column in file.columns:
        yield f"| `{column.name}` | {_kind(column)} | {'yes' if column.required else ''} | {column.meaning} |"


def _kind(column: Column) -> str:
    if column.choices and column.kind.value == "choice":
        blank = f"; blank: `{column.default}`" if column.default else ""
        return " / ".join(f"`{choice}`" for choice in column.choices) + blank
    if column.target:
        return f"{column.kind.value} to {column.target}.csv"
    if column.guides:
        return f"{column.kind.value} of {', '.join(f'`{guide}`' for guide in column.guides)}"
    return column.kind.value
