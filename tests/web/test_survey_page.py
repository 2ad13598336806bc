"""The survey's pages: matched, confirmed and kept; and what one must not get to see or do by them."""

import io
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client

from renmai.store.actions.survey import close_survey
from renmai.store.models import AuditEntry, Employee, KeyPerson, PrivateRelation, Survey
from renmai.web.pages.network_survey import matching
from tests.people import AS_OF
from tests.surveys import NOW, invitation, open_survey
from tests.web.html import read
from tests.web.test_candidate_check import stored_texts

URL = "/network/survey"
SignedIn = Callable[[str], Client]
HAN = {"name": "韓定海", "company": "東港碼頭"}


@pytest.fixture
def survey(world: None) -> Survey:
    return open_survey(AS_OF)


def told(response: Any) -> str:
    return str(response.content.decode())


def look(client: Client, survey: Survey, **given: Any) -> Any:
    return client.post(f"{URL}/{survey.code}", {"place": "", "company": "", **given})


def tokens(response: Any) -> list[str]:
    return re.findall(r'name="pick-\d+" value="([^"]+)"', told(response))


def confirm(client: Client, survey: Survey, token: str, **given: Any) -> Any:
    fields = {"line": "0", "told-0": "韩定海", "option-0": token, "pick-0": token, "since-0": "2026-05"}
    return client.post(f"{URL}/{survey.code}/confirm", {**fields, **given})


def relations(who: str) -> list[PrivateRelation]:
    return list(PrivateRelation.objects.of(Employee.objects.get(code=who)).select_related("influence__key_person"))


def test_employee_finds_confirms_and_has_answered(signed_in: SignedIn, survey: Survey) -> None:
    client = signed_in("outsider")
    assert "您能影响谁" in told(client.get(URL))
    [token] = tokens(look(client, survey, **HAN))
    answer = confirm(client, survey, token, **{"disclosure-0": "how", "how-0": "同学"})
    assert (answer.status_code, answer["Location"]) == (302, URL)
    [row] = relations("outsider")
    assert (row.influence.key_person.code, row.influence.valid_from, row.survey) == (
        "harbour-boss",
        date(2026, 5, 1),
        survey,
    )
    assert (row.disclosure, row.how, row.influence.note) == ("how", "同学", "同学")
    assert invitation(survey, "outsider").answered_on == AS_OF


def test_without_a_choice_the_company_learns_the_least(signed_in: SignedIn, survey: Survey) -> None:
    client = signed_in("outsider")
    confirm(client, survey, tokens(look(client, survey, **HAN))[0])
    [row] = relations("outsider")
    assert (row.disclosure, row.influence.employee) == ("reach", None)


def test_match_shows_no_more_than_it_must(signed_in: SignedIn, survey: Survey) -> None:
    page = told(look(signed_in("outsider"), survey, name="韩总", company="东港码头", place="总经理"))
    assert "韩＊" in page
    assert "东港码头 · 总部 · 总经理" in page
    for secret in ("韩定海", "harbour", "customer.example", "5550"):
        assert secret not in page
    found = re.findall(r'name="pick-0" value="([^"]+)"', page)
    assert "harbour" not in str(signing.loads(found[0], salt=matching.SALT))


def test_what_was_not_matched_leaves_no_trace(
    signed_in: SignedIn, survey: Survey, caplog: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    name, company = "诸葛无痕", "绝密实业"
    card = f"BEGIN:VCARD\nFN:{name}\nORG:{company}\nNOTE:{'x' * 4_000_000}\nEND:VCARD\n".encode()
    answer = look(signed_in("outsider"), survey, name="韩定海", file=file_of(card, "contacts.vcf"))
    assert answer.status_code == 200
    for secret in (name, company):
        assert secret not in told(answer)
        assert secret not in stored_texts()
        assert secret not in caplog.text
        for folder in (Path(settings.DATA_DIR), tmp_path):
            kept = [path for path in folder.rglob("*") if path.is_file()]
            assert not any(secret.encode() in path.read_bytes() for path in kept)
    entry = AuditEntry.objects.get(file="contact_check")
    assert (entry.key, entry.before, entry.after) == ([], None, {"rows": "2"})
    assert entry.revision.actor == "outsider"


def file_of(content: bytes, name: str) -> io.BytesIO:
    made = io.BytesIO(content)
    made.name = name
    return made


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"BEGIN:VCARD\n" * 10, 422), (b"\x89PNG\xff\xff", 422), (b"PK\x03\x04", 422), (b"x" * (8 * 2**20 + 1), 413)],
)
def test_hostile_file_is_refused_and_what_was_typed_stays(
    content: bytes, status: int, signed_in: SignedIn, survey: Survey
) -> None:
    answer = look(signed_in("outsider"), survey, name="韩定海", file=file_of(content, "x.vcf"))
    assert answer.status_code == status
    assert read(answer).where("p", class_="problem")
    assert ("韩定海" in told(answer)) is (status == 422)
    assert not AuditEntry.objects.filter(file="contact_check").exists()


def test_island_hears_how_far_it_has_come(signed_in: SignedIn, survey: Survey) -> None:
    lines = "".join(f"人{number},远方公司\n" for number in range(600)) + "韩定海,东港码头\n"
    answer: Any = signed_in("outsider").post(
        f"{URL}/{survey.code}", {"file": file_of(lines.encode(), "x.csv")}, headers={"Accept": "application/x-ndjson"}
    )
    steps = [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]
    assert [step["done"] for step in steps] == [250, 500, 601]
    assert "韩定海" in steps[-1]["html"]
    assert 'name="pick-0"' in steps[-1]["html"]
    assert "no-store" in answer["Cache-Control"]


def test_customer_is_recognised_by_its_company_alone(signed_in: SignedIn, survey: Survey) -> None:
    page = told(look(signed_in("outsider"), survey, name="", company="東港碼頭股份有限公司"))
    assert "以下公司是我们的客户" in page
    assert "東港碼頭股份有限公司" in page
    assert "东港码头" not in page


def test_who_was_named_is_not_asked_again(signed_in: SignedIn, survey: Survey) -> None:
    client = signed_in("outsider")
    confirm(client, survey, tokens(look(client, survey, **HAN))[0])
    assert tokens(look(client, survey, **HAN)) == []


def test_nobody_is_an_answer(signed_in: SignedIn, survey: Survey) -> None:
    answer = signed_in("outsider").post(f"{URL}/{survey.code}/confirm", {"nobody": "yes"})
    assert answer.status_code == 302
    assert invitation(survey, "outsider").answered_on == AS_OF
    assert relations("outsider") == []


def test_token_serves_its_employee_in_its_survey_for_some_hours(
    signed_in: SignedIn, survey: Survey, monkeypatch: Any
) -> None:
    client = signed_in("outsider")
    [token] = tokens(look(client, survey, **HAN))
    other = open_survey(AS_OF, days=3)
    forged = signing.dumps(
        [
            KeyPerson.unscoped.get(code="quarry-boss").pk,
            Employee.objects.get(code="outsider").pk,
            survey.pk,
            "exact",
            [],
        ]
    )
    assert confirm(signed_in("mate"), survey, token).status_code == 422
    assert confirm(client, other, token).status_code == 422
    for bad in (forged, token[:-1], "harbour-boss", "", f"{token}x"):
        assert confirm(client, survey, bad).status_code == 422
    monkeypatch.setattr(matching, "LASTS", -1)
    assert confirm(client, survey, token).status_code == 422
    assert not PrivateRelation.unscoped.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("since-0", "2026-13"),
        ("since-0", "gestern"),
        ("since-0", "0001-01"),
        ("since-0", "2026-10"),
        ("disclosure-0", "everything"),
        ("how-0", "长" * 501),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_lost(
    field: str, value: str, signed_in: SignedIn, survey: Survey
) -> None:
    client = signed_in("outsider")
    [token] = tokens(look(client, survey, **HAN))
    answer = confirm(client, survey, token, **{"how-0": "同学", field: value})
    page = read(answer)
    assert answer.status_code == 422
    assert page.where("p", class_="field-error", id=f"error-{field}")
    assert token in told(answer)
    assert not PrivateRelation.unscoped.exists()
    assert invitation(survey, "outsider").answered_on is None


def test_repeated_post_doubles_nothing(signed_in: SignedIn, survey: Survey) -> None:
    client = signed_in("outsider")
    [token] = tokens(look(client, survey, **HAN))
    for _ in range(2):
        assert confirm(client, survey, token).status_code == 302
    assert len(relations("outsider")) == 1


def test_closed_survey_is_no_page(signed_in: SignedIn, survey: Survey) -> None:
    client = signed_in("outsider")
    [token] = tokens(look(client, survey, **HAN))
    close_survey(survey, by=Employee.objects.get(code="admin"), now=NOW)
    assert confirm(client, survey, token).status_code == 404
    assert client.get(f"{URL}/{survey.code}").status_code == 404


def test_foreign_pages_cannot_send_contacts_or_confirm(signed_in: SignedIn, survey: Survey) -> None:
    client = signed_in("outsider")
    client.handler.enforce_csrf_checks = True
    assert look(client, survey, **HAN).status_code == 403
    assert client.post(f"{URL}/{survey.code}/confirm", {"nobody": "yes"}).status_code == 403
    assert invitation(survey, "outsider").answered_on is None


def test_hostile_text_is_shown_as_text(signed_in: SignedIn, survey: Survey) -> None:
    name = '<script>alert(1)</script>" x="'
    answer = look(signed_in("outsider"), survey, name=["韩定海", name], company=["东港码头", "<b>"], place=["", "'"])
    assert answer.status_code == 200
    assert "<script>alert" not in told(answer)


def test_leader_sees_counts_of_own_teams_alone(signed_in: SignedIn, survey: Survey) -> None:
    client = signed_in("mate")
    client.post(f"{URL}/{survey.code}/confirm", {"nobody": "yes"})
    page = read(signed_in("leader").get(URL))
    rows = [row.text for row in page.where("tr")]
    assert any("华北组31" in row for row in rows)
    assert not any("华南组" in row or "销售部" in row for row in rows)
    assert "何清和" not in page.html
    everybody = [row.text for row in read(signed_in("admin").get(URL)).where("tr")]
    assert any("合计71" in row for row in everybody)
    assert "历次摸底" not in told(client.get(URL))


def test_administrator_starts_reminds_and_closes(signed_in: SignedIn) -> None:
    client = signed_in("admin")
    closes = (AS_OF + timedelta(days=7)).isoformat()
    form = {"name": "一问", "purpose": "为何", "opens_on": AS_OF.isoformat(), "closes_on": closes, "whom": "all"}
    assert client.post(f"{URL}/new", form).status_code == 302
    survey = Survey.objects.get(name="一问")
    assert "一问" in told(signed_in("outsider").get("/notices"))
    assert client.post(f"{URL}/{survey.code}/remind").status_code == 302  # too early: it says so
    assert invitation(survey, "mate").reminded_on is None
    assert client.post(f"{URL}/{survey.code}/close").status_code == 302
    assert "一问" not in told(signed_in("outsider").get("/notices"))


def test_bad_campaign_keeps_what_was_typed(signed_in: SignedIn) -> None:
    form = {"name": "一问", "opens_on": "2026-10-01", "closes_on": "morgen", "whom": "teams"}
    answer = signed_in("admin").post(f"{URL}/new", form)
    assert answer.status_code == 422
    assert read(answer).where("p", id="error-closes_on")
    assert 'value="一问"' in told(answer)
