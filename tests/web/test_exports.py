"""What is on the screen as a file: the same figures and rows, nothing more, and nothing that runs."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Final
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from django.test import Client
from pytest_django import Settings

from renmai.analytics.reports import report
from renmai.domain.question import Question
from renmai.domain.scope import EVERYTHING
from renmai.intake.cells import is_formula
from renmai.refresh import current_panel, forget
from renmai.store.models import AuditEntry, Competitor, Customer, Employee, Job, KeyPerson, Opportunity, Revision, Team
from renmai.web.pages.export import view
from renmai.work import queue
from renmai.work.progress import folder_of
from tests.people import AS_OF
from tests.web.html import read

LINES = ("customer", "influence", "key-person", "decision-chain")
SHEETS = ["概览", "三度", "趋势", "列表"]
Table = list[list[Any]]


def workbook(client: Client, address: str) -> dict[str, Table]:
    """The cells of every sheet by its name."""
    answer = client.get(address)
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in book.worksheets}


def table(client: Client, address: str) -> Table:
    """The cells of a CSV file."""
    text = client.get(address).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def by_heading(rows: Table) -> list[dict[str, Any]]:
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


@pytest.mark.parametrize("line", LINES)
def test_workbook_tells_the_figures_of_the_report(line: str, signed_in: Callable[[str], Client]) -> None:
    book = workbook(signed_in("executive"), f"/lines/{line}/export.xlsx?view=company")
    assert list(book) == SHEETS
    told = report(current_panel(), line, Question(AS_OF), EVERYTHING)
    figures = [metric for name in ("trend", "figures") for metric in told.get(name, {}).values()]
    wanted = [[metric[part] for part in ("value", "previous", "year_ago", "change", "yoy")] for metric in figures]
    for row, values in zip(book["概览"][-len(figures) :], wanted, strict=True):
        assert [value if value is None else pytest.approx(value) for value in values] == row[1:6]


def test_overview_says_who_asked_for_what(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("leader")
    told = workbook(client, "/lines/customer/export.xlsx?view=team:north&competitor=rival&focus=yes")["概览"]
    facts = {row[0]: row[1] for row in told}
    assert told[0][0] == "客户主线"
    assert (facts["视角"], facts["友商"], facts["截至"]) == ("团队 华北组", "赤岭机械", "2026-09-30")
    assert (facts["导出人"], facts["重点关注"]) == ("周明朗", "是")


def test_list_of_customers_has_real_numbers_and_days(signed_in: Callable[[str], Client]) -> None:
    rows = by_heading(workbook(signed_in("owner"), "/lines/customer/export.xlsx")["列表"])
    harbour = next(row for row in rows if row["客户"] == "东港码头")
    assert (harbour["代码"], harbour["负责人"], harbour["重点关注"]) == ("harbour", "林知远", "是")
    assert (harbour["在谈金额（元）"], harbour["商机"], harbour["关键人"]) == (1_200_000, 1, 3)
    assert harbour["最近接触"].date() == date(2026, 9, 10)
    assert harbour["关系紧密度"] == pytest.approx(2 / 3)
    assert harbour["关系紧密度 环比"] == pytest.approx(1 / 3)


def test_unknown_stance_is_a_word_and_never_zero(signed_in: Callable[[str], Client]) -> None:
    rows = by_heading(workbook(signed_in("owner"), "/lines/key-person/export.xlsx")["列表"])
    engineer = next(row for row in rows if row["关键人"] == "蒋工")
    assert (engineer["关系紧密度"], engineer["价格接受度"], engineer["一票否决人"]) == (2, "未知", "未知")
    assert (engineer["汇报给"], engineer["可影响者"]) == ("韩定海", "韩定海")


def test_matrix_counts_the_grades(signed_in: Callable[[str], Client]) -> None:
    cross = workbook(signed_in("executive"), "/lines/customer/export.xlsx?view=company")["三度"][:4]
    assert cross[0][1:6] == ["优等", "良等", "中等", "差等", "未评"]
    assert [sum(row[1:6]) for row in cross[1:]] == [5, 5, 5]


def test_trend_has_a_row_per_month(signed_in: Callable[[str], Client]) -> None:
    trend = workbook(signed_in("executive"), "/lines/customer/export.xlsx?view=company&months=12")["趋势"]
    assert (len(trend), trend[-1][0].date(), trend[-1][1]) == (14, AS_OF, 5)


@pytest.mark.parametrize("line", LINES)
def test_csv_has_the_rows_of_the_workbook(line: str, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("executive")
    rows = table(client, f"/lines/{line}/export.csv?view=company")
    listed = workbook(client, f"/lines/{line}/export.xlsx?view=company")["列表"]
    assert rows[0] == listed[0]
    assert len(rows) == len(listed) > 1
    assert [row[1] for row in rows] == [row[1] or "" for row in listed]


def test_headings_follow_the_language(signed_in: Callable[[str], Client]) -> None:
    client, address = signed_in("owner"), "/lines/customer/export.csv"
    heads = {}
    for language in ("zh-hans", "zh-hant", "en"):
        text = client.get(address, headers={"accept-language": language}).content.decode("utf-8-sig")
        heads[language] = text.splitlines()[0].split(",")[1]
    assert heads == {"zh-hans": "客户", "zh-hant": "客戶", "en": "Customer"}


def test_export_follows_search_order_and_columns(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("executive")
    assert [row[1] for row in table(client, "/lines/customer/export.csv?view=company&q=donggang")[1:]] == ["东港码头"]
    names, turned = (
        [row["客户"] for row in by_heading(table(client, f"/lines/customer/export.csv?view=company&sort={sort}"))]
        for sort in ("name", "-name")
    )
    assert names[:2] == ["白岩矿业", "东港码头"]
    assert turned == names[::-1]
    heads = table(client, "/lines/customer/export.csv?view=company&columns=owner")[0]
    assert heads == ["代码", "客户", "负责人", "重点关注"]


def test_export_of_a_number_is_its_list(signed_in: Callable[[str], Client]) -> None:
    client, cell = signed_in("executive"), "view=company&cell=closeness:ungraded"
    rows = table(client, f"/lines/customer/export.csv?{cell}")
    assert [row[1] for row in rows[1:]] == ["桃源果业"]
    assert list(workbook(client, f"/lines/customer/export.xlsx?{cell}")) == ["概览", "列表"]


def test_persons_behind_an_average_are_listed_as_persons(signed_in: Callable[[str], Client]) -> None:
    rows = table(signed_in("owner"), "/lines/customer/export.csv?cell=closeness:unknown")
    assert rows[0][1] == "关键人"


def test_masked_rows_stay_masked(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("owner")
    for rows in (
        table(client, "/lines/influence/export.csv"),
        workbook(client, "/lines/influence/export.xlsx")["列表"],
    ):
        assert rows[0] == ["关键人", "客户", "部门", "职务", "关系紧密度", "负责人"]
        told = {row["客户"]: row["关键人"] for row in by_heading(rows)}
        assert (told["东港码头"], told["白岩矿业"] or "") == ("韩定海", "")
    assert "quarry-buyer" not in client.get("/lines/influence/export.csv").content.decode()
    assert "丁一" not in client.get("/lines/influence/export.csv").content.decode()


HOSTILE = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\tx", "<r>b</r>", "<script>alert(1)</script>&]]>")


def make_hostile(text: str) -> None:
    """Every text that an export shows."""
    Customer.unscoped.filter(code="harbour").update(name=text, industry=text, region=text)
    KeyPerson.unscoped.filter(customer__code="harbour").update(name=text, department=text, title=text)
    Opportunity.unscoped.filter(code="crane").update(name=text, stage=text)
    for model in (Employee, Competitor, Team):
        model.objects.exclude(code="").update(name=text)
    last = Revision.objects.order_by("-number").first()
    assert last
    Revision.objects.create(number=last.number + 1, action="x", recorded_at=last.recorded_at, everything=True)
    forget()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts(text: str, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("executive")
    make_hostile(text)
    for line in LINES:
        book = openpyxl.load_workbook(io.BytesIO(client.get(f"/lines/{line}/export.xlsx?view=company").content))
        cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row if cell.value is not None]
        assert [cell.value for cell in cells if cell.data_type == "f"] == []
        assert [cell.value for cell in cells if isinstance(cell.value, str) and is_formula(cell.value)] == []
        rows = table(client, f"/lines/{line}/export.csv?view=company")
        assert any(text in cell for row in rows for cell in row)
        texts = [cell for row in rows for cell in row if not cell.replace(".", "").lstrip("-").isdigit()]
        assert [cell for cell in texts if cell.startswith(("=", "+", "-", "@", "\t"))] == []


@pytest.mark.parametrize("drawing", ["trend", "matrix"])
def test_picture_is_a_drawing_that_runs_nothing(drawing: str, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("executive")
    make_hostile("<script>alert(1)</script>&]]>\x01")
    for line in LINES:
        answer = client.get(f"/lines/{line}/{drawing}.svg?view=team:north&competitor=rival")
        assert answer["Content-Type"] == "image/svg+xml"
        drawn = ET.fromstring(answer.content)  # noqa: S314 -- our own drawing
        assert [one.tag for one in drawn.iter() if one.tag.endswith(("script", "foreignObject", "style"))] == []
        assert [key for one in drawn.iter() for key in one.attrib if key.startswith("on") or "href" in key] == []
        told = "".join(drawn.itertext())
        assert "<script>alert(1)</script>&]]>" in told
        assert "内部资料" in told


def test_file_is_named_in_the_language_and_not_sniffed(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("leader")
    for method in (client.get, client.head):
        answer = method("/lines/customer/export.csv")
        named = unquote(answer["Content-Disposition"])
        assert named == "attachment; filename*=utf-8''客户主线-团队 华北组-2026-09-30.csv"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]


def test_name_of_a_file_is_a_name_on_every_system(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("leader")
    make_hostile('a/b\\c:d*e?"f"<g>|h')
    named = unquote(client.get("/lines/customer/export.csv?view=team:north")["Content-Disposition"])
    assert not set('/\\:*?<>|"') & set(named.partition("''")[2])


def test_every_export_is_in_the_audit_trail(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("leader")
    client.get("/lines/customer/export.csv?view=team:north")
    client.get("/lines/customer/matrix.svg")
    client.head("/lines/customer/export.xlsx")
    listed, drawn = AuditEntry.objects.filter(file="export").order_by("pk")
    assert listed.key == ["客户主线-团队 华北组-2026-09-30.csv"]
    told = listed.after or {}
    assert told["rows"] == "4"
    assert "视角: 团队 华北组" in told["asked"]
    assert (listed.revision.actor, listed.revision.action) == ("leader", "export")
    assert drawn.key == ["客户主线-团队 华北组-2026-09-30-matrix.svg"]


@pytest.mark.parametrize("address", ["cell=nonsense", "sort=nonsense", "columns=nonsense&sort=secret", "months=7"])
def test_what_makes_no_sense_is_no_file(address: str, signed_in: Callable[[str], Client]) -> None:
    answer = signed_in("owner").get(f"/lines/customer/export.csv?{address}")
    assert answer.status_code in (404, 422)
    assert "Content-Disposition" not in answer
    assert not AuditEntry.objects.filter(file="export").exists()


def test_day_of_the_question_is_the_day_of_the_file(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("executive")
    rows = by_heading(table(client, "/lines/customer/export.csv?view=company&as_of=2026-05-31"))
    assert {row["客户"]: row["负责人"] for row in rows}["东港码头"] == "何清和"


LONG_AGO: Final = datetime(2026, 9, 28, tzinfo=UTC)


@pytest.fixture
def soon_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of more than two rows are too long to wait for."""
    monkeypatch.setattr(view, "AT_ONCE", 2)


def asked_for(client: Client, address: str) -> str:
    """The page of a long export that was just asked for; in tests it is made at once."""
    return client.post(address)["Location"]


@pytest.mark.usefixtures("soon_long")
def test_long_list_is_offered_and_not_made(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("leader")
    answer = client.get("/lines/customer/export.xlsx?view=team:north&sort=name")
    assert "Content-Disposition" not in answer
    form = next(one for one in read(answer).where("form", method="post") if "export" in one.attributes["action"])
    assert form.attributes["action"] == "/lines/customer/export.xlsx?view=team:north&sort=name"
    assert not Job.objects.exists()


@pytest.mark.usefixtures("soon_long")
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_long_export_is_the_short_one(form: str, signed_in: Callable[[str], Client]) -> None:
    client, asked = signed_in("leader"), "?view=team:north&sort=name&columns=owner&q=m"
    page = asked_for(client, f"/lines/customer/export.{form}{asked}")
    link = next(one for one in read(client.get(page)).links() if one.endswith("/file"))
    answer = client.get(link)
    assert unquote(answer["Content-Disposition"]).endswith(f"客户主线-团队 华北组-2026-09-30.{form}")
    rows = rows_of(answer.content, form)
    assert rows[0] == ["代码", "客户", "负责人", "重点关注"]
    assert len(rows) > 1
    assert AuditEntry.objects.get(file="export").revision.actor == "leader"


def rows_of(content: bytes, form: str) -> Table:
    if form == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(content))["列表"].iter_rows(values_only=True)]


@pytest.mark.usefixtures("soon_long")
def test_long_export_is_its_askers_alone(signed_in: Callable[[str], Client]) -> None:
    page = asked_for(signed_in("leader"), "/lines/customer/export.csv")
    for who in ("executive", "owner", "admin"):
        client = signed_in(who)
        answers = [client.get(page), client.get(f"{page}/file"), client.post(f"{page}/cancel")]
        assert [answer.status_code for answer in answers] == [404, 404, 404]


@pytest.mark.usefixtures("soon_long")
def test_who_lost_sight_meanwhile_gets_no_file(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("leader")
    page = asked_for(client, "/lines/customer/export.csv?view=team:north")
    assert client.get(f"{page}/file").status_code == 200
    lead(None)
    assert client.get(f"{page}/file").status_code == 404


@pytest.mark.usefixtures("soon_long")
def test_sight_is_that_of_the_moment_the_file_is_made(signed_in: Callable[[str], Client], settings: Settings) -> None:
    client = signed_in("leader")
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    page = asked_for(client, "/lines/customer/export.csv?view=team:north")
    lead(None)
    job = Job.objects.get()
    queue.work_off.call(str(job.pk), job.attempt)
    shown = read(client.get(page))
    assert "没有视角“team:north”" in shown.html
    assert not [one for one in shown.links() if one.endswith("/file")]
    assert not AuditEntry.objects.filter(file="export").exists()


def lead(leader: str | None) -> None:
    """Another leader of the northern team, as a new revision."""
    Team.objects.filter(code="north").update(leader=leader and Employee.objects.get(code=leader))
    last = Revision.objects.order_by("-number").first()
    assert last
    Revision.objects.create(number=last.number + 1, action="x", recorded_at=last.recorded_at, everything=True)
    forget()


@pytest.mark.usefixtures("soon_long")
def test_cancelled_export_leaves_no_file(signed_in: Callable[[str], Client], settings: Settings) -> None:
    client = signed_in("leader")
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    page = asked_for(client, "/lines/customer/export.csv?view=team:north")
    client.post(f"{page}/cancel")
    job = Job.objects.get()
    queue.work_off.call(str(job.pk), job.attempt)
    assert "没有生成文件" in read(client.get(page)).html
    assert client.get(f"{page}/file").status_code == 404


@pytest.mark.usefixtures("soon_long")
def test_long_export_is_gone_after_a_day(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("leader")
    page = asked_for(client, "/lines/customer/export.csv")
    job = Job.objects.get()
    folder = folder_of(job.pk)
    assert list(folder.glob("*.csv"))
    Job.objects.update(created_at=LONG_AGO)
    assert client.get(page).status_code == 404
    asked_for(client, "/lines/customer/export.csv")
    assert not folder.exists()
    assert not Job.objects.filter(pk=job.pk).exists()
