"""The weekly review: a meeting in steps about one's own view, its tables by themselves, and the same as files."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape
from pptx import Presentation

from renmai.domain.review import Risk, Span
from renmai.refresh import forget
from renmai.store.models import (
    AuditEntry,
    Customer,
    Employee,
    KeyPerson,
    Opportunity,
    Ownership,
    PlanStep,
    Revision,
)
from renmai.web.pages.review import making, view
from renmai.web.pages.review.asked import PARTS
from renmai.wording.review import STEPS
from tests.people import AS_OF
from tests.web.html import Page, read
from tests.web.test_exports import make_hostile
from tests.web.test_papers import characters

Enter = Callable[[str], Client]


def page(client: Client, asked: str = "") -> Page:
    response = client.get(f"/team/review{asked}")
    assert response.status_code == 200
    return read(response)


def section(found: Page, key: str) -> str:
    return found.one("section", id=key).text


def plan(code: str, owner: str, due: date, **more: Any) -> None:
    crane = Opportunity.unscoped.get(code="crane")
    usual = {"status": "open", "from_value": "-1", "goal": "1", "feature": "price", "revision_id": 1}
    PlanStep.unscoped.create(
        **usual | more,
        code=code,
        customer=crane.customer,
        opportunity=crane,
        key_person=KeyPerson.unscoped.get(code="harbour-buyer"),
        owner=Employee.objects.get(code=owner),
        due_on=due,
    )


def test_meeting_goes_from_step_to_step(signed_in: Enter) -> None:
    found = page(signed_in("leader"), "?span=month")
    steps = [one.attributes["id"] for one in found.where("section", class_="leg")]
    assert steps == list(STEPS)
    onward = [link.attributes["href"] for link in found.where("a") if "下一步" in link.text]
    assert onward == [f"#{key}" for key in steps[1:]]
    assert [link.attributes["href"] for link in found.where("a")].count("#risks") == 2


def test_changes_of_the_span_are_told_with_was_and_is(signed_in: Enter) -> None:
    found = page(signed_in("leader"), "?span=month")
    told = section(found, "people")
    assert "韩定海" in told
    assert "东港码头" in told
    assert "青石面粉项目" in section(found, "deals")
    assert "新开" in section(found, "deals")
    assert "韩定海" not in section(page(signed_in("leader")), "people")


def test_risks_name_amount_facts_and_owner(signed_in: Enter) -> None:
    told = section(page(signed_in("leader")), "risks")
    for word in ("东港码头项目", "120.0", "林知远", "罗采薇", "受阻", "链上有人过期"):
        assert word in told


@pytest.mark.parametrize("part", PARTS)
def test_every_table_is_a_page_of_its_own(part: str, signed_in: Enter) -> None:
    found = page(signed_in("leader"), f"?part={part}&span=month")
    assert any("/team/review" in link for link in found.links())


def test_every_number_of_the_risks_opens_as_many_rows(signed_in: Enter) -> None:
    client = signed_in("leader")
    doors = [
        (int(link.text.split()[1]), link.attributes["href"])
        for link in page(client).where("a", class_="stake")
        if "risk=" in link.attributes["href"]
    ]
    assert len(doors) == len(Risk)
    for number, address in doors:
        rows = [one for one in read(client.get(address)).where("th") if one.attributes.get("scope") == "row"]
        assert len(rows) == number


def test_steps_are_told_by_owner_and_done_ones_with_their_result(signed_in: Enter) -> None:
    plan("late", "owner", date(2026, 9, 20))
    plan("soon", "mate", date(2026, 10, 10))
    plan("later", "owner", date(2026, 12, 1))
    made = Revision.objects.create(number=2, action="x", recorded_at=datetime(2026, 9, 28, tzinfo=UTC), everything=True)
    plan("done", "owner", date(2026, 9, 25), status="done", result="价格松口了", revision_id=made.pk)
    told = section(page(signed_in("leader")), "steps")
    assert "逾期 10 天" in told
    assert "2026-10-10" in told
    assert "2026-12-01" not in told
    assert "价格松口了" in told
    assert "价格松口了" not in section(page(signed_in("leader"), "?as_of=2026-09-20"), "steps")


def test_salesperson_reviews_only_oneself(signed_in: Enter) -> None:
    html = page(signed_in("owner")).html
    assert "东港码头" in html
    for name in ("白岩矿业", "长桥重工", "桃源果业", "华北组"):
        assert name not in html
    for asked in ("?view=company", "?view=team:north", "?view=personal:mate", "?view=team:nowhere"):
        assert signed_in("owner").get(f"/team/review{asked}").status_code == 404


def test_steps_at_customers_of_others_are_not_told(signed_in: Enter) -> None:
    plan("late", "mate", date(2026, 9, 20), note="x")
    assert "罗采薇" in section(page(signed_in("owner")), "steps")
    assert "罗采薇" not in page(signed_in("mate")).html
    assert "罗采薇" not in section(page(signed_in("leader"), "?view=personal:mate"), "steps")


def test_past_day_is_read_as_it_was(signed_in: Enter) -> None:
    client = signed_in("leader")
    told = page(client, "?view=personal:mate&as_of=2026-05-31&span=7").html
    assert "东港码头项目" in told
    assert "东港码头项目" not in page(client, "?view=personal:mate").html


def test_name_of_a_customer_that_was_handed_on_leads_nowhere(signed_in: Enter) -> None:
    found = page(signed_in("mate"), "?as_of=2026-05-31")
    assert "东港码头" in found.html
    assert "/customers/harbour" not in found.links()


def test_empty_view_says_what_to_do(signed_in: Enter) -> None:
    found = page(signed_in("outsider"))
    assert "请在上方选择其他视角或日期" in found.html
    assert found.where("section", class_="leg") == []
    assert "请在上方选择其他视角或日期" in page(signed_in("leader"), "?as_of=1990-05-31").html


def test_first_day_of_all_facts_has_new_customers_and_no_changes(signed_in: Enter) -> None:
    found = page(signed_in("executive"), "?as_of=2024-01-01")
    assert "新客户5" in re.sub(r"\s", "", section(found, "deals"))
    assert "没有等级升降" in section(found, "chains")


@pytest.mark.parametrize(
    "asked", ["?span=3", "?part=secrets", "?risk=none", "?page=0", "?page=2", "?as_of=tomorrow", "?part=risks&page=x"]
)
def test_nonsense_is_refused(asked: str, signed_in: Enter) -> None:
    assert signed_in("leader").get(f"/team/review{asked}").status_code == 422


@pytest.mark.parametrize("day", ["9999-12-31", "1900-01-01", "0100-02-28"])
def test_days_at_the_ends_of_the_calendar_do_no_harm(day: str, signed_in: Enter) -> None:
    for span in Span:
        assert signed_in("leader").get(f"/team/review?as_of={day}&span={span.value}").status_code == 200


def test_page_beyond_the_last_is_empty(signed_in: Enter) -> None:
    found = page(signed_in("leader"), "?part=risks&page=9")
    assert [one for one in found.where("th") if one.attributes.get("scope") == "row"] == []


def test_hostile_names_stay_words(signed_in: Enter) -> None:
    text = '<script>x</script>"><img src=x onerror=y>'
    make_hostile(text)
    plan("late", "owner", date(2026, 9, 20), note=text, result=text)
    for asked in ("", "?part=risks", "?part=due", "?part=next", "?span=year"):
        html = page(signed_in("executive"), asked).html
        assert "<script>x" not in html
        assert "<img src=x" not in html
    assert escape(text) in page(signed_in("executive"), "?part=due").html


def slide_texts(client: Client, address: str) -> list[list[str]]:
    """The rows of all native tables."""
    deck = Presentation(BytesIO(client.get(address).content))
    found = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    return [[cell.text for cell in line.cells] for table in found for line in list(table.rows)[1:]]


def test_slides_say_the_figures_of_the_page(signed_in: Enter) -> None:
    plan("late", "owner", date(2026, 9, 20))
    client = signed_in("leader")
    rows = slide_texts(client, "/team/review/export.pptx?span=month")
    words = "".join(re.sub(r"\s", "", cell) for row in rows for cell in row)
    for part in PARTS:
        table = page(client, f"?part={part}&span=month")
        names = [one.text for one in table.where("a", class_="name")]
        assert all(re.sub(r"\s", "", name) in words for name in names), part
        amounts = [one.text.strip() for one in table.where("td", class_="right")]
        assert all(amount.split()[0] in words for amount in amounts if amount), part


def test_pdf_has_the_words_of_the_page(signed_in: Enter) -> None:
    answer = signed_in("leader").get("/team/review/export.pdf?span=month")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert set("周会复盘华北组东港码头项目内部资料周明朗受阻") <= characters(answer.content)


@pytest.mark.parametrize("form", view.FORMS)
def test_export_is_in_the_audit_trail(form: str, signed_in: Enter) -> None:
    client = signed_in("leader")
    assert client.head(f"/team/review/export.{form}").status_code == 200
    assert not AuditEntry.objects.filter(file="export").exists()
    answer = client.get(f"/team/review/export.{form}?view=personal:mate")
    assert answer.status_code == 200
    entry = AuditEntry.objects.get(file="export")
    assert entry.revision.actor == "leader"
    assert "何清和" in str((entry.after or {})["asked"])
    assert entry.key[0].endswith(f".{form}")
    assert client.post(f"/team/review/export.{form}").status_code == 405


def test_document_says_where_it_is_cut(signed_in: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "ON_PAPER", 1)
    printed: list[str] = []

    def keep(html: str, _: str) -> bytes:
        printed.append(html)
        return b"%PDF-"

    monkeypatch.setattr("renmai.output.review.paper.write_pdf", keep)
    signed_in("leader").get("/team/review/export.pdf?span=month")
    assert "此处列出前 1 条" in printed[0]


def test_leader_sees_what_left_the_team_without_who_has_it_now(signed_in: Enter) -> None:
    bridge = Customer.unscoped.get(code="bridge")
    Ownership.unscoped.filter(customer=bridge).update(valid_to=AS_OF)
    other = Employee.objects.get(code="other")
    Ownership.unscoped.create(revision_id=1, customer=bridge, employee=other, valid_from=AS_OF)
    forget()
    told = section(page(signed_in("leader")), "deals")
    assert "长桥重工" in told
    assert "沈若川" not in told
    assert "沈若川" in section(page(signed_in("executive"), "?view=team:north"), "deals")
