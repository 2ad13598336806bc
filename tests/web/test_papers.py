"""PDF: the page on paper, Chinese in embedded fonts, nothing fetched, and plain words where it cannot be made."""

import re
import sys
import zlib
from collections.abc import Callable, Iterator
from urllib.parse import unquote
from urllib.request import OpenerDirector

import pytest
from django.test import Client
from django.utils.html import strip_tags

from renmai.output import fonts, pdf
from renmai.output.list_columns import COLUMNS as FILE_COLUMNS
from renmai.store.models import AuditEntry
from renmai.web.pages.export import entity, paper
from renmai.web.pages.export.paper_list import CELLS
from renmai.web.pages.line.columns import COLUMNS
from tests.web.test_exports import make_hostile

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
OPENTYPE = (b"OTTO", b"\x00\x01\x00\x00", b"true")


def streams(document: bytes) -> Iterator[bytes]:
    """Every stream of a PDF, unpacked."""
    for found in STREAM.findall(document):
        try:
            yield zlib.decompress(found)
        except zlib.error:
            yield found


def characters(document: bytes) -> set[str]:
    """What the embedded fonts can say, by their maps from glyphs to characters."""
    maps = [stream.decode("latin-1") for stream in streams(document) if b"beginbfchar" in stream]
    codes = [code for one in maps for code in re.findall(r"<[0-9a-fA-F]+> <([0-9a-fA-F]+)>", one)]
    return set("".join(bytes.fromhex(code).decode("utf-16-be") for code in codes))


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that are laid out, instead of laying them out."""
    found: list[str] = []

    def keep(html: str, _: str) -> bytes:
        found.append(html)
        return b"%PDF-"

    for module in (paper, entity):
        monkeypatch.setattr(module, "write_pdf", keep)
    return found


def test_pdf_embeds_the_characters_of_its_names(signed_in: Callable[[str], Client]) -> None:
    answer = signed_in("executive").get("/lines/customer/export.pdf?view=company")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
    assert set("客户主线东港码头林知远") <= characters(answer.content)
    assert any(stream.startswith(OPENTYPE) for stream in streams(answer.content))


def test_each_way_of_writing_has_its_own_font(signed_in: Callable[[str], Client]) -> None:
    client, families = signed_in("owner"), fonts.chinese_families()
    if len(set(families.values())) < len(families):
        pytest.skip("this machine has one Chinese font for both")
    for language, family in (("zh-hans", families["zh-Hans"]), ("zh-hant", families["zh-Hant"])):
        answer = client.get("/lines/influence/export.pdf", headers={"accept-language": language})
        told = b"".join(streams(answer.content))
        assert family.replace(" ", "-").encode() in told


@pytest.mark.parametrize("line", ["customer", "influence", "key-person", "decision-chain"])
def test_paper_tells_what_was_asked_and_by_whom(
    line: str, printed: list[str], signed_in: Callable[[str], Client]
) -> None:
    signed_in("leader").get(f"/lines/{line}/export.pdf?view=team:north&competitor=rival&months=12")
    text = strip_tags(printed[0])
    assert all(word in text for word in ("内部资料", "团队 华北组", "赤岭机械", "2026-09-30", "周明朗"))
    assert printed[0].count("<svg") >= 8


def test_paper_keeps_masked_rows_masked(printed: list[str], signed_in: Callable[[str], Client]) -> None:
    signed_in("owner").get("/lines/influence/export.pdf")
    assert "白岩矿业" in printed[0]
    assert "丁一" not in printed[0]
    assert "quarry-buyer" not in printed[0]


def test_paper_of_a_number_is_its_list(printed: list[str], signed_in: Callable[[str], Client]) -> None:
    signed_in("executive").get("/lines/customer/export.pdf?view=company&cell=closeness:ungraded")
    assert "桃源果业" in printed[0]
    assert "东港码头" not in printed[0]
    assert "<svg" not in printed[0]


def test_long_list_is_cut_and_says_so(
    printed: list[str], signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "MOST_ROWS", 2)
    signed_in("executive").get("/lines/customer/export.pdf?view=company")
    assert "共 5 行，此处只列前 2 行" in printed[0]
    assert len([name for name in ("东港码头", "青石面粉", "白岩矿业", "长桥重工") if name in printed[0]]) == 2
    told = AuditEntry.objects.get(file="export").after or {}
    assert told["rows"] == "2"


def test_hostile_names_stay_words_on_paper(printed: list[str], signed_in: Callable[[str], Client]) -> None:
    client = signed_in("executive")
    make_hostile('<script>x</script><img src="http://elsewhere.example/x.png"><link href="file:///etc/passwd">')
    for line in ("customer", "influence", "key-person", "decision-chain"):
        client.get(f"/lines/{line}/export.pdf?view=company&competitor=rival")
    for html in printed:
        assert "&lt;script&gt;x" in html
        assert not re.search(r"<(script|img|link|iframe|object)\b", html)


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(OpenerDirector, "open", lambda _, request, *__, **___: opened.append(str(request)))
    html = (
        '<img src="http://elsewhere.example/a.png"><img src="file:///etc/hostname"><p>东港</p>'
        '<link rel="stylesheet" href="https://elsewhere.example/a.css"><object data="ftp://elsewhere.example/x"></object>'
    )
    style = '@import "http://elsewhere.example/b.css"; p { background: url(http://elsewhere.example/b.png) }'
    assert set("东港") <= characters(pdf.write_pdf(html, style))
    assert opened == []


def test_server_without_pango_says_so(signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch) -> None:
    class Missing:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [one for one in sys.modules if one.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    client = signed_in("owner")
    answer = client.get("/lines/customer/export.pdf")
    assert answer.status_code == 503
    assert "Pango" in answer.content.decode()
    assert not AuditEntry.objects.filter(file="export").exists()
    assert client.get("/lines/customer/export.csv").status_code == 200


def test_server_without_a_chinese_font_says_so(
    signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    fonts._families.cache_clear()
    answer = signed_in("owner").get("/lines/customer/export.pdf")
    assert answer.status_code == 503
    assert "中文字体" in answer.content.decode()


def test_every_column_of_the_screen_can_be_taken_along() -> None:
    for line, columns in COLUMNS.items():
        keys = {column.key for column in columns}
        assert keys <= CELLS[line].keys()
        assert keys - {"name"} <= {column.of for column in FILE_COLUMNS[line]}


def test_customer_on_paper_tells_its_people_and_chains(printed: list[str], signed_in: Callable[[str], Client]) -> None:
    client = signed_in("owner")
    answer = client.get("/customers/harbour/export.pdf?tab=opportunities&as_of=2026-09-30")
    text = strip_tags(printed[0])
    assert all(word in text for word in ("东港码头", "林知远", "韩定海", "罗采薇", "蒋工", "东港码头项目"))
    assert not any(word in text for word in ("青石面粉", "孟石"))
    assert unquote(answer["Content-Disposition"]).endswith("东港码头-客户-2026-09-30.pdf")
    assert AuditEntry.objects.get(file="export").revision.actor == "owner"


def test_opportunity_on_paper_tells_its_members_in_order(
    printed: list[str], signed_in: Callable[[str], Client]
) -> None:
    signed_in("owner").get("/opportunities/crane/export.pdf")
    text = strip_tags(printed[0])
    members = text.rpartition("成员 3")[2]
    assert members.index("韩定海") < members.index("罗采薇") < members.index("蒋工")
    assert "120.0 万元" in text
    assert "受阻" in text or "不稳" in text


def test_key_person_on_paper_tells_what_was_said(printed: list[str], signed_in: Callable[[str], Client]) -> None:
    signed_in("owner").get("/key-people/harbour-boss/export.pdf")
    text = strip_tags(printed[0])
    assert all(word in text for word in ("韩定海", "总经理", "2026-09-10"))
    assert "罗采薇" not in text


def test_opportunity_on_paper_tells_who_is_lacking_and_what_is_planned(
    printed: list[str], signed_in: Callable[[str], Client]
) -> None:
    client = signed_in("owner")
    client.get("/opportunities/crane/export.pdf")
    first = "".join(strip_tags(printed[0]).split())
    assert "角色是否到齐" in first
    assert "决策者韩定海、罗采薇、蒋工3/—2罗采薇反对" in first
    assert "行动计划" not in first
    sent = {
        "who": "harbour-buyer",
        "price.harbour-buyer": "0",
        "owner": "owner",
        "due_on": "2026-10-20",
        "note": "<分期>",
    }
    client.post("/opportunities/crane/plan", sent)
    client.get("/opportunities/crane/export.pdf")
    assert "行动计划1" in "".join(strip_tags(printed[1]).split())
    assert "罗采薇 接受度" in printed[1]
    assert "−1 反对 → 0 中立" in printed[1]
    assert "&lt;分期&gt;" in printed[1]
