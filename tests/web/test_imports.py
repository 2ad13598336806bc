"""The import page: the whole way, its detours, and that nothing stays of what is given up."""

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from renmai.intake.importing import import_bundle
from renmai.store import facts
from renmai.store.actions import import_facts
from renmai.store.models import Account, AuditEntry, Customer, Employee, Job, JobState, Revision, Upload
from renmai.web.pages.imports import receiving
from renmai.web.pages.imports.checked import problems
from renmai.work.progress import folder_of
from renmai.work.queue import cancel, start_again
from renmai.work.upload import folder_of as upload_folder
from tests.intake.facts import NOW
from tests.intake.foreign import CONTACTS, DEALS, write_workbook
from tests.intake.test_dirty_bundles import DIRTY, FOLDERS, expected, matches, undetected
from tests.web.html import Page, read

SignedIn = Callable[[str], Client]
COUNTED = ("customers", "key_people", "assessments", "opportunities")


@pytest.fixture
def admin(signed_in: SignedIn) -> Client:
    client = signed_in("admin")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def packed(folder: Path) -> bytes:
    """The folder's files as a .zip."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path in sorted(folder.glob("*.csv")):
            archive.write(path, path.name)
    return made.getvalue()


def bring(client: Client, *files: tuple[str, bytes]) -> Any:
    return client.post("/import", {"files": [SimpleUploadedFile(name, content) for name, content in files]})


def upload_of(response: Any) -> Upload:
    return Upload.objects.get(pk=response.headers["Location"].split("/")[2])


def filled(page: Page) -> dict[str, str]:
    """The fields of a form as a browser would send them."""
    fields, select = {}, ""
    for element in page.elements:
        given = element.attributes
        if element.tag == "input" and given.get("name") and given["name"] not in ("csrfmiddlewaretoken", "q"):
            fields[given["name"]] = given.get("value", "")
        elif element.tag == "select":
            select = given["name"]
            fields[select] = ""
        elif element.tag == "option" and "selected" in given:
            fields[select] = given["value"]
    return fields


def rows() -> dict[str, int]:
    return {name: facts.MANAGERS[name].count() for name in COUNTED}


@pytest.fixture
def lists(tmp_path: Path) -> bytes:
    return write_workbook(tmp_path / "lists.xlsx", 联系人=CONTACTS, 商机=DEALS).read_bytes()


def checked_lists(admin: Client, lists: bytes) -> Upload:
    upload = upload_of(bring(admin, ("客户.xlsx", lists)))
    address = f"/import/{upload.pk}/mapping"
    assert admin.post(address, filled(read(admin.get(address)))).status_code == 302
    return Upload.objects.get(pk=upload.pk)


def test_foreign_lists_go_all_the_way(admin: Client, lists: bytes) -> None:
    before = rows()
    upload = checked_lists(admin, lists)
    assert rows() == before
    shown = read(admin.get(f"/import/{upload.pk}")).one("main").text
    assert "Ready to be imported" in shown
    admin.post(f"/import/{upload.pk}/commit")
    assert rows() == {name: before[name] + more for name, more in zip(COUNTED, (1, 3, 3, 2), strict=True)}
    assert Revision.objects.latest("number").actor == "admin"
    assert "Imported" in read(admin.get(f"/import/{upload.pk}")).one("main").text
    assert "客户.xlsx" in read(admin.get("/import")).one("main").text


def test_import_killed_at_its_last_word_is_done_when_begun_again(admin: Client, lists: bytes) -> None:
    upload = checked_lists(admin, lists)
    admin.post(f"/import/{upload.pk}/commit")
    before, job = (rows(), Revision.objects.count()), Job.objects.get(kind="import-upload")
    told = job.outcome
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING)
    start_again(Job.objects.get(pk=job.pk))
    job.refresh_from_db()
    assert (job.state, job.outcome) == (JobState.DONE, told)
    assert (rows(), Revision.objects.count()) == before


def test_nothing_of_an_upload_stays_but_its_name(admin: Client, lists: bytes) -> None:
    upload = checked_lists(admin, lists)
    assert upload_folder(upload.pk).stat().st_mode & 0o077 == 0
    admin.post(f"/import/{upload.pk}/commit")
    assert not upload_folder(upload.pk).exists()


@pytest.mark.parametrize("step", ["mapping", "check"])
def test_giving_up_leaves_nothing(step: str, admin: Client, lists: bytes) -> None:
    before = (rows(), Revision.objects.count(), AuditEntry.objects.count())
    upload = upload_of(bring(admin, ("客户.xlsx", lists))) if step == "mapping" else checked_lists(admin, lists)
    admin.post(f"/import/{upload.pk}/stop")
    assert not upload_folder(upload.pk).exists()
    assert (rows(), Revision.objects.count(), AuditEntry.objects.count()) == before
    assert admin.post(f"/import/{upload.pk}/commit").status_code == 404


def test_stopping_while_it_writes_leaves_nothing(admin: Client, lists: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = checked_lists(admin, lists)
    before, write = (rows(), Revision.objects.count()), import_facts.write

    def interrupted(record: Any, changes: Any, progress: Any) -> None:
        write(record, changes, progress)
        cancel(Job.objects.get(kind="import-upload"))

    monkeypatch.setattr("renmai.intake.importing.write", interrupted)
    admin.post(f"/import/{upload.pk}/commit")
    assert Job.objects.get(kind="import-upload").state == JobState.CANCELLED
    assert (rows(), Revision.objects.count()) == before
    assert "Nothing was imported" in read(admin.get(f"/import/{upload.pk}")).one("main").text
    monkeypatch.undo()
    admin.post(f"/import/{upload.pk}/again")
    assert Upload.objects.get(pk=upload.pk).status == "imported"


def test_import_of_a_killed_worker_starts_again(admin: Client, lists: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = checked_lists(admin, lists)
    monkeypatch.setattr("renmai.work.queue.work_off", SimpleNamespace(enqueue=lambda *_: None))
    admin.post(f"/import/{upload.pk}/commit")
    job = Job.objects.get(kind="import-upload")
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING)
    (folder_of(job.pk) / "1.progress").touch()
    os.utime(folder_of(job.pk) / "1.progress", (0, 0))
    assert "start it again" in read(admin.get(f"/import/{upload.pk}")).one("main").text
    monkeypatch.undo()
    admin.post(f"/import/{upload.pk}/again")
    assert Upload.objects.get(pk=upload.pk).status == "imported"


def test_import_asked_for_twice_is_done_once(admin: Client, lists: bytes) -> None:
    upload = checked_lists(admin, lists)
    admin.post(f"/import/{upload.pk}/commit")
    assert admin.post(f"/import/{upload.pk}/commit").status_code == 404
    assert Job.objects.filter(kind="import-upload").count() == 1


def test_another_administrator_goes_on_where_one_left(admin: Client, lists: bytes) -> None:
    upload = checked_lists(admin, lists)
    Employee.objects.filter(code="executive").update(role="admin")
    other = Client()
    other.force_login(Account.objects.get(username="executive"))
    assert str(upload.pk) in other.get("/import").content.decode()
    other.post(f"/import/{upload.pk}/commit")
    assert Revision.objects.latest("number").actor == "executive"


def test_choices_are_remembered_for_the_same_headings(admin: Client, lists: bytes) -> None:
    upload = upload_of(bring(admin, ("客户.xlsx", lists)))
    fields = filled(read(admin.get(f"/import/{upload.pk}/mapping")))
    admin.post(
        f"/import/{upload.pk}/mapping", fields | {"column-0-9": "", "column-0-5": "key_people.email", "column-0-6": ""}
    )
    again = upload_of(bring(admin, ("另一份.xlsx", lists)))
    offered = filled(read(admin.get(f"/import/{again.pk}/mapping")))
    assert (offered["column-0-9"], offered["column-0-5"]) == ("", "key_people.email")


def test_mapping_asks_for_what_is_missing_and_keeps_what_was_said(admin: Client, lists: bytes) -> None:
    upload = upload_of(bring(admin, ("客户.xlsx", lists)))
    address = f"/import/{upload.pk}/mapping"
    fields = filled(read(admin.get(address))) | {"column-0-2": "", "column-1-3": ""}
    refused = admin.post(address, fields)
    assert refused.status_code == 422
    page = read(refused)
    assert {"column-0-2": "", "column-0-3": "key_people.title"}.items() <= filled(page).items()
    assert "is required" in page.one("form", id="mapping").text
    assert not Job.objects.exists()


def test_words_that_are_not_understood_are_asked_about(admin: Client, tmp_path: Path) -> None:
    contacts = [*CONTACTS[:2], [1, "东港码头", "新人甲", "", "", "", "", "", "铁粉", ""]]
    book = write_workbook(tmp_path / "words.xlsx", 联系人=contacts).read_bytes()
    upload = upload_of(bring(admin, ("words.xlsx", book)))
    address = f"/import/{upload.pk}/mapping"
    fields = filled(read(admin.get(address)))
    word = next(name for name, value in fields.items() if value == "铁粉")
    admin.post(address, fields | {word.replace("word", "value", 1): "2"})
    admin.post(f"/import/{upload.pk}/commit")
    assert facts.MANAGERS["assessments"].filter(key_person__name="新人甲", closeness=2).exists()


def test_duplicates_are_chosen_one_by_one_or_all_at_once(admin: Client, lists: bytes) -> None:
    upload = checked_lists(admin, lists)
    shown = read(admin.get(f"/import/{upload.pk}?show=duplicates"))
    merged = [field for field in shown.where("input", type="radio", value="merge") if "checked" in field.attributes]
    assert len(merged) == 3
    admin.post(f"/import/{upload.pk}/choose", {"all": "keep"})
    admin.post(f"/import/{upload.pk}/commit")
    assert Customer.unscoped.filter(name__startswith="青石面粉").count() == 2


@pytest.fixture
def newcomer(db: None) -> Client:
    """The administrator of a company of which nothing is stored yet."""
    revision = Revision.objects.create(number=1, action="world", recorded_at=NOW, everything=True)
    employee = Employee.objects.create(revision=revision, code="first", name="许安之", role="admin")
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(Account.objects.create_user("first", employee=employee))
    return client


@pytest.mark.parametrize("name", FOLDERS)
def test_bad_bundles_show_exactly_their_problems(name: str, newcomer: Client) -> None:
    answer = bring(newcomer, (f"{name}.zip", packed(DIRTY / name)))
    found = problems(upload_of(answer))
    defects = expected(name)
    assert undetected([one for one in defects if not (one.get("group") or one.get("optional"))], found) == []
    assert [one for one in found if not any(matches(defect, one) for defect in defects)] == []


@pytest.mark.parametrize("name", ["tiny", "maven"])
def test_page_and_command_line_store_the_same(name: str, admin: Client, shared_data: Path, tmp_path: Path) -> None:
    upload = upload_of(bring(admin, (f"{name}.zip", packed(shared_data / name))))
    admin.post(f"/import/{upload.pk}/commit")
    assert Upload.objects.get(pk=upload.pk).status == "imported"
    again = import_bundle(shared_data / name, actor="admin", now=NOW)
    assert {(counts.added, counts.changed) for counts in again.counts.values()} == {(0, 0)}


def test_good_rows_go_in_and_the_others_come_back(admin: Client) -> None:
    upload = upload_of(bring(admin, ("partial.zip", packed(DIRTY / "partial"))))
    assert admin.post(f"/import/{upload.pk}/commit").headers["Location"].endswith("?show=problems")
    admin.post(f"/import/{upload.pk}/commit", {"rows": "good"})
    assert Customer.unscoped.filter(code="C10").exists()
    answer: Any = admin.get(f"/import/{upload.pk}/rejected.zip")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        told = json.loads((DIRTY / "partial" / "expected_partial.json").read_text(encoding="utf-8"))["rejected"]
        assert set(archive.namelist()) - {"./"} == {row["file"] for row in told}


def test_data_that_changed_since_the_check_is_checked_again(admin: Client, lists: bytes) -> None:
    upload = checked_lists(admin, lists)
    facts.MANAGERS["employees"].filter(code="other").update(code="renamed", name="改名")
    admin.post(f"/import/{upload.pk}/commit")
    assert "Check again" in read(admin.get(f"/import/{upload.pk}")).one("main").text
    admin.post(f"/import/{upload.pk}/again")
    assert "problems found" in read(admin.get(f"/import/{upload.pk}")).one("main").text


def test_hostile_cells_and_names_stay_text(admin: Client, tmp_path: Path) -> None:
    hostile = [["客户名称", "联系人", "态度"], ["<script>alert(1)</script>", "=HYPERLINK(1)", "<b>"]]
    book = write_workbook(tmp_path / "x.xlsx", **{"<i>联系人": hostile}).read_bytes()
    answer = bring(admin, ("../../<b>.xlsx", book))
    upload = upload_of(answer)
    assert [path.parent.name for path in upload_folder(upload.pk).rglob("*.xlsx")] == ["found"]
    address = f"/import/{upload.pk}/mapping"
    page = admin.get(address)
    admin.post(address, filled(read(page)))
    shown = "".join(
        admin.get(f"/import/{upload.pk}?show={tab}").content.decode() for tab in ("overview", "duplicates", "problems")
    )
    for text in (page.content.decode(), shown, admin.get("/import").content.decode()):
        assert "<script>alert" not in text
        assert "<b>.xlsx" not in text
    told = admin.get(f"/import/{upload.pk}/problems.csv").content.decode("utf-8-sig")
    assert ",=HYPERLINK" not in told


@pytest.mark.parametrize(
    ("files", "status"),
    [
        ([], 422),
        ([("a.xlsx", b"x"), ("b.csv", b"x")], 422),
        ([("a.exe", b"x")], 422),
        ([("a.csv", b"x"), ("a.csv", b"x")], 422),
        ([("a.zip", b"no zip")], 422),
        ([("a.xlsx", b"no book")], 422),
        ([("empty.csv", b"")], 422),
    ],
)
def test_what_cannot_be_read_is_refused_and_not_kept(
    files: list[tuple[str, bytes]], status: int, admin: Client
) -> None:
    answer = bring(admin, *files)
    assert answer.status_code == status
    assert read(answer).one("p", id="import-error").text != ""
    folder = Path(settings.DATA_DIR) / "imports"
    assert not folder.exists() or list(folder.iterdir()) == []


def test_what_is_too_large_is_refused_before_it_is_read(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "LARGEST", 100)
    monkeypatch.setattr(receiving, "stream_to_disk", lambda _: pytest.fail("it was read"))
    answer = bring(admin, ("a.csv", b"x" * 1000))
    assert answer.status_code == 413


def test_form_needs_its_token(signed_in: SignedIn) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in("admin").cookies
    assert bring(client, ("a.csv", b"x")).status_code == 403


def test_template_can_be_filled_in_and_imported(admin: Client) -> None:
    made = admin.get("/import/template.xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(made))
    book["competitors"].append(["K1", "新友商"])
    filled_in = io.BytesIO()
    book.save(filled_in)
    upload = upload_of(bring(admin, ("template.xlsx", filled_in.getvalue())))
    assert problems(upload) == []
    admin.post(f"/import/{upload.pk}/commit")
    assert facts.MANAGERS["competitors"].filter(code="K1", name="新友商").exists()


def test_everything_can_be_taken_out_and_brought_back(admin: Client, signed_in: SignedIn) -> None:
    admin.post("/import/export")
    link = next(address for address in read(admin.get("/import")).links() if address.startswith("/import/export/"))
    answer: Any = admin.get(link)
    bundle = b"".join(answer.streaming_content)
    upload = upload_of(bring(admin, ("all.zip", bundle)))
    assert upload.check_job is not None
    assert {tuple(row.values())[1:3] for row in upload.check_job.outcome["counts"].values()} == {(0, 0)}
    assert AuditEntry.objects.filter(file="export").exists()
