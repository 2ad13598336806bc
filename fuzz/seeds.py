"""Where each target begins: small examples of what it reads, and words that open doors."""

import io
import zipfile
from collections.abc import Iterator
from typing import Final

import openpyxl

from fuzz.targets import COLUMNS, PARTS
from fuzz.whole_import import BETWEEN
from renmai.intake.bundle import FILES
from tests.intake.facts import COMPANY

CARD: Final = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:吴;望舒;;;\r\nFN:吴望舒\r\nORG:青禾制造;采购部\r\nTITLE:总监\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:2.1\r\nitem1.N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=88=98;=E5=A6=82=\r\n"
    "=E6=9D=BE\r\nORG;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=C7=E0\r\n PHOTO:x\r\nEND:VCARD\r\n"
)
LINKEDIN: Final = "Notes:\n\nFirst Name,Last Name,Company,Position\nWangshu,Wu,Qinghe,Director\n=x,Liu,Yun,\n"
FOREIGN: Final = (
    "2026 年联系人\n序号,公司名称,联系人,职务,负责人,亲密度,金额（万元）,立项日期\n"
    '1,星河电子,顾星,总监,沈若川,支持,120.5,2026/3/5\n2,星河电子,罗河,厂长,沈若川,不清楚,"1,200",46268\n'
)
LIST: Final = "姓名\t公司\t部门\t职务\t可影响\n吴望舒\t青禾制造\t采购部\t总监\t是\n"
DRAWING: Final = (
    '{"as_of":"2026-09-30","kind":"reporting","colour":"closeness","width":800,"height":600,'
    '"cards":[{"code":"K1","x":1,"y":2,"width":10,"height":10}],"links":[{"from":"K1","to":"K2","points":[1,2]}]}'
)
QUERY: Final = (
    "as_of=2026-09-30&period=year&view=team%3AT1&competitor=R1&industry=%E5%88%B6&region=x&focus=yes"
    "&chart=count&months=36&persons=same&cell=closeness%3Agood&page=2&sort=-amount&q=x&columns=a,b"
)
EVIDENCE: Final = "closeness=1:answers_call=yes,shares_inside=no,acts_inside=unknown;influence=yes:a=yes"
FORM: Final = (
    "file-0=opportunities&was-0=opportunities%401&column-0-0=opportunities.name&column-0-1=customers.name"
    "&column-0-2=opportunities.amount&constant-0-opportunities.status=open&sheet-0=s&line-0=1"
    "&word-0-opportunities.status-0=x&value-0-opportunities.status-0=won"
)
VALUES: Final = (
    "2026/9/3",
    "2026年9月3日",
    "20260903",
    "46268.5",
    "￥1,200.50",
    "120万",
    "金额（亿元）",
    "-2",
    "－２",
    "yes",
)
WORDS: Final = (
    *(",", ";", "\t", '"', "\r", "\n", "'", "=", "+", "@", "-", "\ufeff", "\u2028", "\x1c", "\x85", "：", "，"),
    *("BEGIN:VCARD", "END:VCARD", "ENCODING=QUOTED-PRINTABLE", "CHARSET=", "ORG", "TITLE", "_x0041_", "_xD800_"),
    *("<row>", '<c t="s"><v>', '<!DOCTYPE x [<!ENTITY a "b">]>', "&a;", "team:", "personal:", "company", "0001-01-01"),
    *("9999-12-31", "999999999999999999.9999", "NaN", "1e999", "Infinity", "\\ud800", "null", "true"),
)


def seeds_of(target: str) -> Iterator[bytes]:
    """Inputs to begin with."""
    yield b""
    yield from SEEDS[target]


def words() -> Iterator[bytes]:
    """What the fuzzer may put in: names of columns, values, marks."""
    names = {word for column in COLUMNS for word in (column.name, *column.choices)}
    for word in (*WORDS, *sorted(names), *(file.name for file in FILES)):
        yield word.encode()


def _files() -> list[bytes]:
    at = {file.name: number for number, file in enumerate(FILES)}
    return [bytes([at[name]]) + text.encode() for name, text in COMPANY.items()]


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("competitors", "customers"):
            archive.writestr(f"bundle/{name}.csv", COMPANY[name])
    return out.getvalue()


def _workbook() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.title = "competitors"
    sheet.append(["code", "name"])
    sheet.append(["R1", "星桥"])
    book.save(out)
    return out.getvalue()


def _parts() -> list[bytes]:
    return [bytes([at]) + part.encode() for at, part in enumerate(PARTS.values())]


SEEDS: Final[dict[str, list[bytes]]] = {
    "one_file": _files(),
    "whole_import": [BETWEEN.join(_files())],
    "typed_cell": [bytes([at]) + word for at in range(0, len(COLUMNS), 5) for word in (b"1", b"2026-01-01", b"=x")],
    "packed": [b"\0" + _archive(), b"\1" + _workbook()],
    "made_archive": [b"competitors.csv\0" + COMPANY["competitors"].encode() + b"\0../x/teams.csv\0code\n"],
    "made_workbook": _parts(),
    "foreign_table": [b"s" + FOREIGN.encode(code) for code in ("utf-8", "gb18030", "utf-16")] + [b"s" + LIST.encode()],
    "mapping_form": [FORM.encode()],
    "values": [value.encode() for value in VALUES],
    "contacts": [CARD.encode(), LINKEDIN.encode(), LIST.encode("gb18030"), _workbook()],
    "candidates": [LIST.encode(), LINKEDIN.encode(), _workbook()],
    "question": [QUERY.encode()],
    "question_of_texts": [b"2026-09-30\0year\0team:T1\0R1\0x\0y\0yes", b"personal:E1", b"company"],
    "evidence": [EVIDENCE.encode()],
    "sent_json": [DRAWING.encode(), b"[" * 50],
}
