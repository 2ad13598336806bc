"""Today: everybody's own page, telling what changed, what presses, what grows stale and what closes."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from renmai.store.actions.assessment import Snapshot, record_assessment
from renmai.store.models import (
    Account,
    Assessment,
    AuditEntry,
    Competitor,
    Employee,
    KeyPerson,
    Opportunity,
    PlanStep,
    Revision,
)
from tests.people import AS_OF, SEPTEMBER, SPRING
from tests.web.html import Page, read

Enter = Callable[[str], Client]
MORNING = datetime(2026, 9, 30, 1, 0, tzinfo=UTC)


class Clock:
    """Now, as far as the pages know."""

    def __init__(self) -> None:
        self.now = MORNING

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


def revision(action: str, clock: Clock, **more: Any) -> Revision:
    number = Revision.objects.count() + 1
    return Revision.objects.create(number=number, action=action, recorded_at=clock.now, **more)


def today(client: Client, asked: str = "") -> Page:
    response = client.get(f"/today{asked}")
    assert response.status_code == 200
    return read(response)


def section(page: Page, name: str) -> str:
    return page.one("section", id=name).text


def assess(
    person: str, clock: Clock, *, party: str = "", day: date = AS_OF, who: str = "mate", note: str = "", **values: int
) -> None:
    employee = Employee.objects.get(code=who)
    record_assessment(
        KeyPerson.unscoped.get(code=person),
        Competitor.objects.get(code=party) if party else None,
        day,
        Snapshot(**values, note=note),  # type: ignore[arg-type]
        assessor=employee,
        actor=employee.code,
        now=clock.now,
    )


def test_everybody_starts_today(signed_in: Enter) -> None:
    for who in ("owner", "leader", "executive", "outsider"):
        assert signed_in(who).get("/").headers["Location"] == "/today"


@pytest.mark.parametrize(
    ("who", "view", "customers"),
    [("owner", "我的客户", "2"), ("leader", "华北组", "4"), ("executive", "全公司", "5"), ("admin", "全公司", "5")],
)
def test_page_is_about_the_widest_view(who: str, view: str, customers: str, signed_in: Enter) -> None:
    page = today(signed_in(who))
    assert view in section(page, "actions")
    assert section(page, "numbers").split()[0] == f"{view}环比"
    assert next(link.text for link in page.where("a", class_="number")) == customers


def test_actions_say_what_and_why_and_lead_there(signed_in: Enter) -> None:
    page = today(signed_in("owner"))
    told = section(page, "actions")
    assert "把罗采薇的态度提升到中立以上" in told
    assert "补全短板" in told
    assert "重点突破" in told
    assert "东港码头" in told
    assert page.where("a", href="/key-people/harbour-buyer")
    assert page.where("a", href="/customers/harbour")


def test_subject_is_told_once_with_all_its_principles(signed_in: Enter) -> None:
    page = today(signed_in("owner"))
    told = [
        link.attributes["href"] for link in page.where("a", class_="name") if "key-people" in link.attributes["href"]
    ]
    assert len(told) == len(set(told))


def test_all_actions_are_a_link_away(signed_in: Enter) -> None:
    client = signed_in("executive")
    (link,) = [link for link in today(client).where("a") if link.attributes["href"] == "/actions?view=company"]
    page = read(client.get(link.attributes["href"]))
    assert len(actions_of(page)) == int("".join(filter(str.isdecimal, link.text)))


def actions_of(page: Page) -> list[str]:
    return [one.text for one in page.where("span", class_="rank")]


def test_asking_for_nonsense_is_refused(signed_in: Enter) -> None:
    assert signed_in("owner").get("/today?more=everything").status_code == 422


def test_names_at_customers_of_others_are_not_told(signed_in: Enter, clock: Clock) -> None:
    """The owner knows a person at quarry, whose customer the owner may not see."""
    for person in ("quarry-buyer", "quarry-boss", "bridge-boss"):
        assess(person, clock, day=SEPTEMBER, closeness=2, note="只有沈若川知道")
    html = today(signed_in("owner")).html
    assert not any(name in html for name in ("丁一", "石岩", "乔梁", "白岩矿业", "长桥重工", "只有沈若川知道"))


def test_change_says_who_what_why_and_from_where(signed_in: Enter, clock: Clock) -> None:
    client = signed_in("owner")
    today(client)
    clock.later(hours=2)
    assess("harbour-boss", clock, who="mate", closeness=-1, solution=2, price=1, note="换了对接人")
    clock.later(hours=2)
    told = section(today(client), "changes")
    assert "自上次查看以来的变化" in told
    assert "2026-09-30 09:00" in told
    for word in ("韩定海", "东港码头", "紧密度", "+1", "−1", "换了对接人", "何清和", "09-30 11:00"):
        assert word in told
    assert "认可度" not in told.split("换了对接人")[0].split("韩定海")[1]


def test_seen_changes_are_gone_at_the_next_visit(signed_in: Enter, clock: Clock) -> None:
    client = signed_in("owner")
    today(client)
    clock.later(hours=2)
    assess("harbour-boss", clock, closeness=-1)
    assert "韩定海" in section(today(client), "changes")
    clock.later(minutes=10)
    assert "韩定海" in section(today(client), "changes")
    clock.later(hours=2)
    assert "何清和" not in section(today(client), "changes")


def test_first_visit_looks_back_a_week(signed_in: Enter, clock: Clock) -> None:
    assess("mill-boss", clock, closeness=2)
    clock.later(days=6)
    assert "孟石" in section(today(signed_in("owner")), "changes")
    clock.later(days=2)
    other = signed_in("leader")
    assert "最近 7 天的变化" in section(today(other), "changes")
    assert "孟石" not in section(today(other), "changes")


def test_correction_of_the_day_is_told_from_what_was_seen(signed_in: Enter, clock: Clock) -> None:
    assess("mill-boss", clock, closeness=2)
    client = signed_in("owner")
    clock.later(minutes=1)
    today(client)
    clock.later(hours=1)
    assess("mill-boss", clock, closeness=-2)
    told = section(today(client), "changes")
    assert told.index("+2") < told.index("−2")


def test_backdated_change_is_news(signed_in: Enter, clock: Clock) -> None:
    client = signed_in("owner")
    today(client)
    clock.later(hours=1)
    assess("harbour-engineer", clock, day=SPRING + timedelta(days=9), closeness=-2)
    assert "蒋工" in section(today(client), "changes")


def test_confirmation_is_no_change(signed_in: Enter, clock: Clock) -> None:
    client = signed_in("owner")
    today(client)
    clock.later(hours=1)
    assess("harbour-buyer", clock, party="rival", closeness=2, solution=1, price=1)
    assert "罗采薇" not in section(today(client), "changes")


def test_change_towards_a_competitor_names_it(signed_in: Enter, clock: Clock) -> None:
    client = signed_in("owner")
    today(client)
    clock.later(hours=1)
    assess("harbour-buyer", clock, party="rival", closeness=-2, solution=1, price=1)
    assert "对赤岭机械" in section(today(client), "changes")


def test_import_tells_what_holds_from_lately_only(signed_in: Enter, clock: Clock) -> None:
    client = signed_in("owner")
    today(client)
    clock.later(hours=1)
    imported = revision("import", clock, everything=True)
    for person, day in (("harbour-boss", AS_OF), ("mill-boss", SPRING)):
        Assessment.unscoped.create(
            revision=imported, key_person=KeyPerson.unscoped.get(code=person), effective_on=day, closeness=-2
        )
    told = section(today(client), "changes")
    assert "韩定海" in told
    assert "孟石" not in told


def test_person_who_is_new_or_moves_on_is_told(signed_in: Enter, clock: Clock) -> None:
    client = signed_in("owner")
    today(client)
    clock.later(hours=1)
    made = revision("person", clock, actor="mate")
    harbour = KeyPerson.unscoped.get(code="harbour-boss").customer
    made.changed.create(customer=harbour)
    for code, before, after in (
        ("harbour-boss", {"title": "总经理", "email": "old@x.example"}, {"title": "董事长", "email": "new@x.example"}),
        ("harbour-buyer", None, {"name": "罗采薇"}),
        ("quarry-boss", {"title": "总经理"}, {"title": "秘密职务"}),
    ):
        AuditEntry.objects.create(
            revision=made, file="key_people", key=[code], subject=code, before=before, after=after
        )
    told = section(today(client), "changes")
    assert "总经理 →变为 董事长" in " ".join(told.split())
    assert "新增" in told
    assert "秘密职务" not in told
    assert "@x.example" not in told


def test_hostile_words_stay_words(signed_in: Enter, clock: Clock) -> None:
    assess("harbour-boss", clock, closeness=-2, note="<script>alert(1)</script>")
    html = today(signed_in("owner")).html
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_grade_that_moved_is_told(signed_in: Enter, clock: Clock) -> None:
    client = signed_in("owner")
    clock.now = MORNING - timedelta(days=3)
    today(client)
    clock.now = MORNING
    assess("mill-boss", clock, closeness=-2, solution=1, price=0)
    told = section(today(client), "changes")
    assert "优等" in told
    assert "差等" in told


def test_stale_people_are_walked_through_oldest_first(signed_in: Enter) -> None:
    page = today(signed_in("leader"))
    told = section(page, "stale")
    assert "213 天" in told
    (walk,) = [link.attributes["href"] for link in page.where("a") if "逐一确认" in link.text]
    assert walk == "/contact?person=bridge-boss&person=harbour-buyer&person=harbour-engineer"


def test_close_that_is_overdue_is_marked(signed_in: Enter) -> None:
    Opportunity.unscoped.filter(code="crane").update(expected_on=AS_OF - timedelta(days=4))
    Opportunity.unscoped.filter(code="sieve").update(expected_on=AS_OF + timedelta(days=1))
    told = section(today(signed_in("owner")), "closes")
    assert "逾期 4 天" in told
    assert "还有 1 天" in told
    assert told.index("东港码头项目") < told.index("青石面粉项目")
    assert "东港码头项目" not in section(today(signed_in("mate")), "closes")


def test_employee_without_customers_is_told_what_to_do(signed_in: Enter) -> None:
    page = today(signed_in("outsider"))
    assert "您没有负责的客户" in page.html
    assert "东港码头" in section(page, "known")
    assert "林知远" in section(page, "known")
    assert "罗采薇" not in page.html
    assert page.where("a", href="/lines/influence?view=personal%3Aoutsider")


def test_statements_do_not_grow_with_what_changed(
    signed_in: Enter, clock: Clock, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in("executive")
    today(client)
    clock.later(hours=1)
    for person in ("harbour-boss", "harbour-buyer", "harbour-engineer", "mill-boss", "bridge-boss", "quarry-boss"):
        assess(person, clock, closeness=-2, note="变了")
    today(client)
    with django_assert_max_num_queries(17):
        assert section(today(client), "changes").count("变了") == 6


def test_account_of_nobody_is_told_why(signed_in: Enter) -> None:
    assert signed_in("stranger").get("/today").status_code == 403
    assert Account.objects.filter(username="stranger").exists()


def plan(code: str, due: date, *, owner: str = "owner", status: str = "open", deal: bool = True) -> None:
    crane = Opportunity.unscoped.select_related("customer").get(code="crane")
    PlanStep.unscoped.create(
        revision_id=1,
        code=code,
        customer=crane.customer,
        opportunity=crane if deal else None,
        key_person=KeyPerson.unscoped.get(code="harbour-buyer"),
        feature="price",
        from_value="-1",
        goal="0",
        owner=Employee.objects.get(code=owner),
        due_on=due,
        status=status,
    )


def test_own_steps_are_told_that_are_due_within_two_weeks_or_overdue(signed_in: Enter) -> None:
    plan("overdue", AS_OF - timedelta(days=3))
    plan("now", AS_OF, deal=False)
    plan("soon", AS_OF + timedelta(days=14))
    plan("later", AS_OF + timedelta(days=15))
    plan("done", AS_OF, status="done")
    plan("another's", AS_OF, owner="leader")
    page = today(signed_in("owner"))
    told = "".join(section(page, "steps").split())
    assert "3·1个已逾期" in told
    ends = [told.index(end) for end in ("东港码头项目09-27逾期3天", "东港码头09-30今天", "东港码头项目10-14还有14天")]
    assert ends == sorted(ends)
    assert told.count("罗采薇接受度") == 3
    links = [one.attributes["href"] for one in page.where("a") if one.attributes.get("href", "").endswith("#plan")]
    assert links == ["/opportunities/crane#plan", "/customers/harbour?tab=strategy#plan", "/opportunities/crane#plan"]


def test_step_at_a_customer_that_is_not_seen_any_more_is_not_told(signed_in: Enter) -> None:
    plan("mine", AS_OF, owner="mate")
    assert today(signed_in("mate")).where("section", id="steps") == []


def test_many_steps_say_how_many_more(signed_in: Enter) -> None:
    for number in range(11):
        plan(f"step-{number}", AS_OF)
    assert "还有3项" in "".join(section(today(signed_in("owner")), "steps").split())
