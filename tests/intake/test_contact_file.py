"""Contacts of any origin: what is told of whom, and what is refused before it can do harm."""

import io
import zipfile
from collections.abc import Callable
from time import process_time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.contact_file import MOST, Contact, contacts_of

HAN = Contact("韩定海", "东港码头", "总经办", "总经理")
LINKEDIN = """Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing. Learn more."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
定海,韩,https://www.linkedin.com/in/x,,东港码头,总经理,12 Sep 2026
John,Smith,https://www.linkedin.com/in/y,j@x.example,"Harbour Cranes Co., Ltd.",Buyer,01 Jan 2026
,,,,,,02 Jan 2026
"""
VCARD_21 = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\n"
    "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E9=9F=A9;=E5=AE=9A=E6=B5=B7;;;\r\n"
    "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E9=9F=A9=E5=AE=9A=\r\n=E6=B5=B7\r\n"
    "ORG;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=B6=AB=B8=DB=C2=EB=CD=B7;=D7=DC=BE=AD=B0=EC\r\n"
    "TITLE:总经理\r\nTEL;CELL:13800000000\r\nPHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ\r\n SkZJRg==\r\n\r\nEND:VCARD\r\n"
)
VCARD_30 = (
    "BEGIN:VCARD\nVERSION:3.0\nFN:韩定\n 海\nN:韩;定海;;;\nitem1.ORG:东港码头;总经办\nTITLE:总经理\nNOTE:a\\nb\n"
    "END:VCARD\n"
    "begin:vcard\nversion:3.0\nN:Smith;John;;Dr.;\nORG:Harbour Cranes Co.\\, Ltd.\nend:vcard\n"
)
VCARD_40 = (
    'BEGIN:VCARD\nVERSION:4.0\nFN;LANGUAGE="zh":韩定海\nORG;SORT-AS="d":东港码头;总经办\nTITLE:总经理\nEND:VCARD\n'
)


def workbook(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("text", [VCARD_21, VCARD_30, VCARD_40], ids=["2.1", "3.0", "4.0"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_vcards_of_all_versions_tell_who_it_is(text: str, ends: str) -> None:
    content = text.replace("\r\n", "\n").replace("\n", ends).encode()
    assert contacts_of(content)[0] == HAN


def test_name_of_a_card_without_a_shown_one_is_put_together() -> None:
    assert contacts_of(VCARD_30.encode())[1] == Contact("John Smith", "Harbour Cranes Co., Ltd.")


def test_linkedin_export_is_read_below_its_notes() -> None:
    told = contacts_of(LINKEDIN.encode("utf-8-sig"))
    assert told == [
        Contact("韩定海", "东港码头", "", "总经理"),
        Contact("John Smith", "Harbour Cranes Co., Ltd.", "", "Buyer"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_tables_are_read_in_the_encodings_that_people_have(encoding: str) -> None:
    text = "公司,姓名,部门,职务\n东港码头,韩定海,总经办,总经理\n"
    assert contacts_of(text.encode(encoding)) == [HAN]


def test_workbook_and_table_without_heading_are_read() -> None:
    cells = ["韩定海", "东港码头", "总经办", "总经理"]
    assert contacts_of(workbook([cells])) == [HAN]
    assert contacts_of("\t".join(cells).encode()) == [HAN]


def test_what_tells_nobody_is_passed_over_and_nobody_comes_twice() -> None:
    text = f"姓名,公司\n,\n韩定海,东港码头\n韩定海,东港码头\n,青石面粉\n{'长' * 300},\n"
    assert contacts_of(text.encode()) == [Contact("韩定海", "东港码头"), Contact("", "青石面粉")]


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (64 * 2**20))
    return made.getvalue()


HOSTILE: dict[str, tuple[Callable[[], bytes], ErrorCode]] = {
    "nothing": (lambda: b"", ErrorCode.CONTACTS_EMPTY),
    "cards without anybody": (lambda: b"BEGIN:VCARD\nTEL:1\nEND:VCARD\n", ErrorCode.CONTACTS_EMPTY),
    "card that never ends": (lambda: b"BEGIN:VCARD\nFN:x\n", ErrorCode.CONTACTS_EMPTY),
    "card within a card": (lambda: b"BEGIN:VCARD\n" * 50_000 + b"FN:x\n", ErrorCode.CONTACTS_UNREADABLE),
    "zeros": ("姓名\n韩\0定海\n".encode, ErrorCode.CONTACTS_UNREADABLE),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n\xff\xff\xff", ErrorCode.CONTACTS_UNREADABLE),
    "wrong encoding": (lambda: b"FN:\xff\xff\xfe", ErrorCode.CONTACTS_UNREADABLE),
    "half a character": (lambda: b"\xff\xfe\x00", ErrorCode.CONTACTS_UNREADABLE),
    "formula": (lambda: b'name,company\n"=HYPERLINK(1)",x\n', ErrorCode.LIST_LINE),
    "formula in a card": (lambda: b"BEGIN:VCARD\nFN:=1+1\nEND:VCARD\n", ErrorCode.LIST_LINE),
    "zip bomb": (bomb, ErrorCode.CONTACTS_TOO_LARGE),
    "no workbook": (lambda: b"PK\x03\x04 and nothing else", ErrorCode.CONTACTS_UNREADABLE),
    "endless quotes": (lambda: b'name\n"' + b"a" * 3_000_000, ErrorCode.CONTACTS_EMPTY),
    "too many": (lambda: "\n".join(f"人{n}" for n in range(MOST + 1)).encode(), ErrorCode.LIST_TOO_LONG),
    "too many cards": (
        lambda: "".join(f"BEGIN:VCARD\nFN:人{n}\nEND:VCARD\n" for n in range(3 * MOST)).encode(),
        ErrorCode.LIST_TOO_LONG,
    ),
}


@pytest.mark.parametrize(("made", "code"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_file_is_refused_with_a_reason(made: Callable[[], bytes], code: ErrorCode) -> None:
    content = made()
    begun = process_time()
    with pytest.raises(RenmaiError) as refused:
        contacts_of(content)
    assert refused.value.code is code
    assert process_time() - begun < 5


ENDLESS = {
    "folded": b" " + b"a" * 20 + b"\n",
    "blank folds": b" \n",
    "soft breaks": b"=61=\n",
}


@pytest.mark.parametrize("piece", ENDLESS.values(), ids=ENDLESS)
def test_endless_line_is_passed_over_in_time(piece: bytes) -> None:
    head = b"BEGIN:VCARD\nFN:Anna Li\nNOTE;ENCODING=QUOTED-PRINTABLE:=\n"
    begun = process_time()
    told = contacts_of(head + piece * (6 * 2**20 // len(piece)) + b"\nORG:Harbour\nEND:VCARD\n")
    assert told[0].name == "Anna Li"
    assert process_time() - begun < 8


@pytest.mark.parametrize(
    "line", ["FN", "FN;;;", ":", "FN;ENCODING=QUOTED-PRINTABLE;CHARSET=no-such:=E9=9", "N:;;;;;;;"]
)
def test_odd_line_of_a_card_breaks_nothing(line: str) -> None:
    card = f"BEGIN:VCARD\n{line}\nORG:东港码头\nEND:VCARD\n"
    assert [one.company for one in contacts_of(card.encode())] == ["东港码头"]


REFUSALS = {ErrorCode.CONTACTS_EMPTY, ErrorCode.CONTACTS_UNREADABLE, ErrorCode.LIST_LINE}


def read_or_refused(content: bytes) -> list[Contact] | ErrorCode:
    try:
        return contacts_of(content)
    except RenmaiError as refused:
        return refused.code


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    told = read_or_refused(content)
    assert told in REFUSALS if isinstance(told, ErrorCode) else all(one.name or one.company for one in told)


@given(st.text(max_size=400))
def test_any_card_is_read_or_refused(text: str) -> None:
    told = read_or_refused(f"BEGIN:VCARD\nFN:王磊\n{text}\nEND:VCARD\n".encode("utf-8", "ignore"))
    assert told in REFUSALS if isinstance(told, ErrorCode) else all(one.name or one.company for one in told)
