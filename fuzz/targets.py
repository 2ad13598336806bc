"""What is fuzzed: each target takes bytes, and raises nothing unless a reader breaks its word.

The word is the same everywhere: either what was read, or `RenmaiError` or a list of problems; and what was
accepted is the same once it is written out and read again.
"""

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict

from renmai.domain.asking import read_day, read_question
from renmai.domain.errors import RenmaiError
from renmai.domain.guided_questions.evidence import EvidenceError, replaced, written
from renmai.domain.guided_questions.evidence import read as read_evidence
from renmai.domain.question import COMPANY, View
from renmai.intake import candidate_list, contact_file
from renmai.intake.bundle import BY_NAME, FILES
from renmai.intake.cells import Cells, csv_line, escape, unescape
from renmai.intake.columns import Column, File
from renmai.intake.foreign import Found, found_in, is_ours
from renmai.intake.mapping import Use, faults, signature, use_from
from renmai.intake.naming import made_code
from renmai.intake.reading import open_any, open_sheets, read_bundle
from renmai.intake.sheets import Sheet, SheetError, csv_lines
from renmai.intake.suggesting import suggest
from renmai.intake.table import Table, read_table
from renmai.intake.values import Reader, factor_of, iso_date, plain_amount
from renmai.web.pages.export.map_layout import read_layout
from renmai.web.pages.imports.mapping import form_of, read_lines, read_uses
from renmai.web.pages.tactic.form import seen_of
from renmai.web.parameters import read as read_asked

Target = Callable[[bytes], None]

TODAY: Final = date(2026, 9, 30)
COLUMNS: Final[tuple[Column, ...]] = tuple(column for file in FILES for column in file.columns)
WIDEST: Final = 2000
"""Headings of a made table."""


def text_of(data: bytes) -> str:
    """A text as a command line may pass it: what is no UTF-8 becomes lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


def chosen(data: bytes, options: int) -> tuple[int, bytes]:
    """The first byte chooses, the others are what it is about."""
    return (data[0] % options if data else 0), data[1:]


def csv_sheet(name: str, content: bytes) -> Sheet:
    def raw() -> io.BytesIO:
        return io.BytesIO(content)

    return Sheet(name, f"{name}.csv", lambda: csv_lines(raw), raw)


def one_file(data: bytes) -> None:
    """One CSV of the bundle, any of them; rows that were accepted are read again as they are."""
    which, content = chosen(data, len(FILES))
    file = FILES[which]
    table = _read(file, csv_sheet(file.name, content))
    good = [row for at, row in enumerate(table.rows) if at not in table.rejected]
    texts = [column.kind.is_text for column in file.columns]
    lines = [
        [escape(cell or "") if text else cell or "" for cell, text in zip(row, texts, strict=True)] for row in good
    ]
    again = "".join(map(csv_line, [list(file.names), *lines])).encode("utf-8", "surrogatepass")
    back = _read(file, csv_sheet(file.name, again))
    assert back.rows == good, (good, back.rows, back.problems)


def _read(file: File, sheet: Sheet) -> Table:
    *_, table = read_table(file, sheet)
    assert len(table.rows) == len(table.lines)
    return table


def typed_cell(data: bytes) -> None:
    """A cell of any column: what is kept is kept again; escaping is undone."""
    which, content = chosen(data, len(COLUMNS))
    text, column = text_of(content), COLUMNS[which]
    cells = Cells(column)
    kept = cells[text]
    assert kept is not None or text in cells.wrong
    if kept is not None:
        assert cells[escape(kept) if column.kind.is_text else kept] == kept
    assert unescape(escape(text)) == text


def packed(data: bytes) -> None:
    """A .zip or .xlsx as it comes: anything that calls itself one."""
    which, content = chosen(data, 2)
    with _lying((".zip", ".xlsx")[which], content) as path:
        _whole(path)


def made_archive(data: bytes) -> None:
    """A sound .zip of odd members: names and contents stand between NULs."""
    parts = data.split(b"\0")
    packing = io.BytesIO()
    with zipfile.ZipFile(packing, "w") as archive:
        for name, content in zip(parts[::2], parts[1::2], strict=False):
            member = zipfile.ZipInfo(name.decode("latin-1") or "_")
            archive.writestr(member, content)
    with _lying(".zip", packing.getvalue()) as path:
        _whole(path)


def made_workbook(data: bytes) -> None:
    """A sound .xlsx, of which one part is odd."""
    which, content = chosen(data, len(PARTS))
    packing = io.BytesIO()
    with zipfile.ZipFile(packing, "w") as archive:
        for at, (name, usual) in enumerate(PARTS.items()):
            archive.writestr(zipfile.ZipInfo(name), content if at == which else usual)
    with _lying(".xlsx", packing.getvalue()) as path:
        _whole(path)
    with suppress(RenmaiError):
        candidate_list.read_file("", packing.getvalue())


class _lying:  # noqa: N801 - reads like a function
    """Bytes in a file of this ending."""

    def __init__(self, ending: str, content: bytes) -> None:
        self._file = tempfile.NamedTemporaryFile(suffix=ending)  # noqa: SIM115 - closed by __exit__
        self._file.write(content)
        self._file.flush()

    def __enter__(self) -> Path:
        return Path(self._file.name)

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _whole(path: Path) -> None:
    with suppress(RenmaiError), open_sheets(path) as sheets:
        read_bundle(sheets)
    with suppress(RenmaiError), open_any(path) as sheets:
        for sheet in sheets:
            if not is_ours(sheet):
                _mapped(sheet)


def foreign_table(data: bytes) -> None:
    """A table of somebody else's: found, guessed at, mapped, remembered."""
    _mapped(csv_sheet(text_of(data[:1]), data[1:]))


def _mapped(sheet: Sheet) -> None:
    try:
        found = found_in(sheet)
    except SheetError:
        return
    signature(found)
    for use in suggest([found], TODAY):
        _kept(use)
        for row in found.rows[:50]:
            _translated(found, use, row[1])
        faults([use])
        form_of([found], [use], {}, judged=True)


def _kept(use: Use) -> None:
    assert use_from(use.as_json()) == use


def _translated(found: Found, use: Use, row: list[str]) -> None:
    for at, target in use.columns.items():
        file, _, name = target.partition(".")
        if at < len(row):
            cell = Reader(file, BY_NAME[file].column(name), found.headings[at], {}).read(row[at])
            assert isinstance(cell, str)


def mapping_form(data: bytes) -> None:
    """What a form says about a table, as a browser might never send it."""
    given = QueryDict(data.decode("latin-1"))
    found = Found("s", "s.csv", 1, ("名称", "客户", "金额（万元）"), [(2, ["甲", "乙", "1"]), (3, ["丙"])])
    read_lines(given)
    uses = read_uses(given, [found], TODAY)
    for use in uses:
        _kept(use)
    form_of([found], uses, {}, judged=True)


def values(data: bytes) -> None:
    """Dates, amounts and headings in every fashion: once more changes nothing."""
    text = text_of(data)
    day, amount = iso_date(text), plain_amount(text, factor_of(text))
    assert iso_date(day) == day
    assert plain_amount(amount) == amount
    with suppress(UnicodeEncodeError):
        made_code(text, text)


def contacts(data: bytes) -> None:
    """An address book in any form: each contact tells something, in one readable line."""
    with suppress(RenmaiError):
        for one in contact_file.contacts_of(data):
            assert one.name or one.company
            assert all(cell.isprintable() for cell in (one.name, one.company, one.department, one.title))
            assert not one.name.startswith("=")


def candidates(data: bytes) -> None:
    """A candidate's list, pasted or as a file."""
    with suppress(RenmaiError):
        _claims(candidate_list.read_file("", data))
    with suppress(RenmaiError):
        _claims(candidate_list.read_text(data.decode("utf-8", "replace")))


def _claims(found: Iterable[candidate_list.Claim]) -> None:
    for one in found:
        assert one.name
        assert one.name.isprintable()


def question(data: bytes) -> None:
    """A query string: what is asked is asked again by the address made of it."""
    given = QueryDict(data.decode("latin-1"))
    with suppress(RenmaiError):
        asked = read_asked(given, TODAY, COMPANY, "E1")
        assert read_asked(QueryDict(asked.query()[1:]), TODAY, COMPANY, "E1").question == asked.question


def question_of_texts(data: bytes) -> None:
    """The parameters of a command: texts by name between NULs."""
    parts = [text_of(part) for part in data.split(b"\0")]
    given = dict(zip(_PARAMETERS, parts, strict=False))
    with suppress(RenmaiError):
        read_question(given, TODAY, COMPANY, "E1")
    with suppress(RenmaiError):
        read_day(parts[0], TODAY)
    with suppress(ValueError):
        assert str(View.parse(parts[0])) == parts[0]
    urlencode({name: text.encode("utf-8", "replace") for name, text in given.items()})


_PARAMETERS: Final = ("as_of", "period", "view", "competitor", "industry", "region", "focus")


def evidence(data: bytes) -> None:
    """Answers behind a value: what was read is written and read the same, and can be taken back."""
    text = text_of(data)
    try:
        found = read_evidence(text)
    except EvidenceError:
        return
    told = written(found)
    assert read_evidence(told) == found
    assert replaced(told, "", told) == ""


def sent_json(data: bytes) -> None:
    """JSON that a page sends: a map to be drawn as SVG, PDF or slides; what a form has shown."""
    with suppress(RenmaiError):
        read_layout(text_of(data))
    seen_of(text_of(data))


PARTS: Final[dict[str, str]] = {
    "xl/worksheets/sheet1.xml": (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>code</t></is></c><c r="B1" t="s"><v>0</v></c></row>'
        '<row r="2"><c r="A2" s="1"><v>46268</v></c><c r="B2" t="b"><v>1</v></c></row></sheetData></worksheet>'
    ),
    "xl/sharedStrings.xml": (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>name</t></si></sst>'
    ),
    "xl/styles.xml": (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2">'
        '<xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
    ),
    "xl/workbook.xml": (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="competitors" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="worksheets/sheet1.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
        "</Relationships>"
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="xl/workbook.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
        "</Relationships>"
    ),
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        '<Override PartName="/xl/sharedStrings.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
        '<Override PartName="/xl/styles.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>'
    ),
}

TARGETS: Final[dict[str, Target]] = {
    target.__name__: target
    for target in (
        *(one_file, typed_cell, packed, made_archive, made_workbook, foreign_table, mapping_form, values),
        *(contacts, candidates, question, question_of_texts, evidence, sent_json),
    )
}
