"""The candidate check: finds whom the viewer may see and nobody else, and leaves no trace of what was typed."""

import io
import logging
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from renmai.store.models import AuditEntry, Revision
from tests.web.html import read

URL = "/team/candidate-check"
SignedIn = Callable[[str], Client]


def sent(client: Client, text: str = "", *, agreed: bool = True, **more: Any) -> Any:
    return client.post(URL, {"list": text, **({"agreed": "yes"} if agreed else {}), **more})


def told(response: Any) -> str:
    return str(response.content.decode())


def test_check_tells_the_same_person_at_the_same_company(signed_in: SignedIn) -> None:
    page = read(sent(signed_in("leader"), "韓定海總, 東港碼頭有限公司, , 总经理, 同学"))
    assert "/key-people/harbour-boss" in page.links()
    assert "100.0%" in page.html
    assert page.where("span", class_="exact")
    assert "同学" in page.html


def test_check_finds_nobody_whom_the_viewer_may_not_see(signed_in: SignedIn) -> None:
    line = "石岩, 白岩矿业"
    assert "/key-people/quarry-boss" in read(sent(signed_in("executive"), line)).links()
    hidden, nowhere = (told(sent(signed_in("leader"), one)) for one in (line, "石磊, 白岩矿业"))
    assert "quarry" not in hidden
    plain = [text.replace("石岩", "").replace("石磊", "") for text in (hidden, nowhere)]
    assert without_tokens(plain[0]) == without_tokens(plain[1])  # one who is hidden and one who is not there


def without_tokens(html: str) -> list[str]:
    return [line for line in html.splitlines() if "csrfmiddlewaretoken" not in line]


def test_check_counts_by_customer(signed_in: SignedIn) -> None:
    page = read(sent(signed_in("leader"), "韩定海,东港码头\n罗采薇,东港码头\n罗采薇,东港码头\n孟石,青石面粉"))
    rows = [row.text for row in page.where("tr") if "东港码头" in row.text]
    assert "东港码头2212" in rows  # persons, with a vote, where it would help, reached already


def test_namesakes_are_all_shown(signed_in: SignedIn) -> None:
    from renmai.store.models import KeyPerson

    mill = KeyPerson.unscoped.get(code="mill-boss")
    KeyPerson.unscoped.create(
        revision_id=1, code="other-han", customer=mill.customer, name="韩定海", joined_on=mill.joined_on
    )
    links = read(sent(signed_in("leader"), "韩定海")).links()
    assert {"/key-people/other-han", "/key-people/harbour-boss"} <= set(links)


@pytest.mark.parametrize("how", ["text", "csv", "xlsx"])
def test_check_leaves_no_trace(
    how: str, signed_in: SignedIn, caplog: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    name, company, way = "诸葛无痕", "绝密实业", "大学同窗三载"
    client = signed_in("leader")
    before = Revision.objects.count()
    with caplog.at_level(logging.DEBUG):
        if how == "text":
            answer = sent(client, f"{name},{company},,,{way}\n韩定海,东港码头")
        else:
            lines = [["姓名", "公司", "关系"], [name, company, way], ["韩定海", "东港码头", ""]]
            answer = sent(client, file=file_of(lines, how))
    assert answer.status_code == 200
    assert name in told(answer)
    assert name not in told(client.get(URL))
    assert "no-store" in answer.headers["Cache-Control"]
    for secret in (name, company, way):
        assert secret not in stored_texts()
        assert secret not in caplog.text
        for folder in (Path(settings.DATA_DIR), tmp_path):
            kept = [path for path in folder.rglob("*") if path.is_file()]
            assert not any(secret.encode() in path.read_bytes() for path in kept)
    assert Revision.objects.count() == before + 1
    entry = AuditEntry.objects.get(file="candidate_check")
    assert (entry.key, entry.subject, entry.before, entry.after) == ([], "", None, {"rows": "2"})


def file_of(lines: list[list[str]], ending: str) -> io.BytesIO:
    if ending == "csv":
        made = io.BytesIO("\n".join(",".join(line) for line in lines).encode("gb18030"))
    else:
        book = openpyxl.Workbook()
        for line in lines:
            book.worksheets[0].append(line)
        made = io.BytesIO()
        book.save(made)
        made.seek(0)
    made.name = f"list.{ending}"
    return made


def stored_texts() -> str:
    """Everything that any table of the database holds."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 a table of ours
            rows += cursor.fetchall()
    return "\n".join(map(str, rows)).encode().decode("unicode_escape", "ignore") + "\n".join(map(str, rows))


def test_audit_page_tells_who_checked_how_many(signed_in: SignedIn) -> None:
    sent(signed_in("leader"), "韩定海\n罗采薇")
    page = told(signed_in("admin").get("/audit"))
    assert "周明朗" in page
    assert "韩定海" not in page


def test_check_wants_the_candidates_consent(signed_in: SignedIn) -> None:
    answer = sent(signed_in("leader"), "韩定海,东港码头", agreed=False)
    assert answer.status_code == 422
    assert "韩定海,东港码头" in told(answer)  # as typed
    assert "/key-people/" not in told(answer)
    assert not AuditEntry.objects.filter(file="candidate_check").exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n\n",
        "姓名,公司",
        "王磊\0,东港",
        "王\x07磊,东港",
        ",东港码头",
        "=HYPERLINK(1),东港",
        "@SUM(1)",
        "韩" * 5000,
        "韩定海," + "东" * 201,
        "\n".join(["韩定海"] * 501),
        "\n".join(["韩定海"] * 10_000),
    ],
)
def test_check_refuses_what_is_no_list(text: str, signed_in: SignedIn) -> None:
    answer = sent(signed_in("leader"), text)
    assert answer.status_code == 422
    assert read(answer).where("p", class_="field-error")
    assert "/key-people/" not in told(answer)


def test_five_hundred_are_enough_and_not_too_many(signed_in: SignedIn) -> None:
    assert sent(signed_in("leader"), "\n".join(["韩定海,东港码头"] * 500)).status_code == 200


def test_markup_in_a_list_stays_text(signed_in: SignedIn) -> None:
    answer = told(sent(signed_in("leader"), "<script>alert(1)</script>,<b>x</b>"))
    assert "<script>alert" not in answer
    assert "<b>x" not in answer


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (64 * 2**20))
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"PK\x03\x04 broken", 422),
        (bomb(), 413),
        (b"\x00\x01\x02", 422),
        (b"\xff\xfe\xfa", 422),
        ("姓名\n韩定海\0".encode(), 422),
        (b"x" * (2 * 2**20), 413),
    ],
)
def test_check_refuses_hostile_files(content: bytes, status: int, signed_in: SignedIn) -> None:
    file = io.BytesIO(content)
    file.name = "list.xlsx"
    answer = sent(signed_in("leader"), file=file)
    assert answer.status_code == status
    assert read(answer).where("p", class_="field-error")


def test_hundred_megabytes_are_refused_unread(signed_in: SignedIn) -> None:
    class Unread(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def read(self, _: int = -1, /) -> bytes:
            raise AssertionError("the body was read")

    extra: dict[str, Any] = {"CONTENT_LENGTH": str(100 * 2**20), "wsgi.input": Unread()}
    kind = "multipart/form-data; boundary=x"
    answer = signed_in("leader").generic("POST", URL, b"", kind, **extra)
    assert answer.status_code == 413


def test_check_needs_the_token_of_the_form(world: None) -> None:
    from renmai.store.models import Account

    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(username="leader"))
    assert sent(client, "韩定海").status_code == 403


def test_header_line_may_put_columns_in_any_order(signed_in: SignedIn) -> None:
    page = read(sent(signed_in("leader"), "公司\t职务\t姓名\n东港码头\t总经理\t韩定海"))
    assert page.where("span", class_="exact")
