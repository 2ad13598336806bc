"""What one is told: of others' doings at one's own customers, of what is due, and of nothing one may not see."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.translation import override

from renmai.analytics.visible import scope_of
from renmai.domain.help_request import HelpKind, HelpState
from renmai.domain.influence_use import UseGrade
from renmai.domain.notices.base import SPAN, Notice, NoticeKind
from renmai.output.notices.gathering import Receiver, gathered
from renmai.output.notices.places import path_of
from renmai.refresh import current_panel
from renmai.store.actions.assessment import Snapshot, record_assessment
from renmai.store.actions.influence_use import Use, add_use
from renmai.store.actions.ownership import hand_over
from renmai.store.actions.proposal import Wanted, propose
from renmai.store.models import (
    Customer,
    Employee,
    HelpRequest,
    KeyPerson,
    Opportunity,
    Ownership,
    PlanStep,
    Revision,
    Webhook,
)
from renmai.wording.compile import compile_stale
from renmai.wording.notices import sentence
from tests.people import AS_OF
from tests.surveys import open_survey

NOW = datetime(2026, 9, 30, 2, tzinfo=UTC)
DAY = timedelta(days=1)
pytestmark = pytest.mark.usefixtures("world")


def employee(code: str) -> Employee:
    return Employee.objects.get(code=code)


def told(who: str, kind: NoticeKind, today: date = AS_OF) -> list[Notice]:
    panel = current_panel()
    receiver = Receiver(employee(who), scope_of(panel, who, today), today, panel)
    return [notice for notice in gathered(receiver) if notice.kind is kind]


def made_by(who: str, at: datetime = NOW, action: str = "plan steps") -> Revision:
    return Revision.objects.create(
        number=Revision.objects.count() + 1, action=action, actor=who, recorded_at=at, everything=True
    )


def plan(
    code: str, due: date, *, owner: str = "owner", by: str = "owner", customer: str = "harbour", **more: str
) -> None:
    person = KeyPerson.unscoped.filter(customer__code=customer).order_by("code")[0]
    PlanStep.unscoped.create(
        revision=made_by(by, action=more.get("action", "plan steps")),
        code=code,
        customer=person.customer,
        key_person=person,
        feature="price",
        goal="1",
        owner=employee(owner),
        due_on=due,
        status=more.get("status", "open"),
    )


def assess(person: str, *, who: str, at: datetime = NOW, day: date = AS_OF, **values: int | bool) -> None:
    record_assessment(
        KeyPerson.unscoped.get(code=person),
        None,
        day,
        Snapshot(**values, note=""),  # type: ignore[arg-type]
        assessor=employee(who),
        actor=who,
        now=at,
    )


@pytest.mark.parametrize(
    ("due", "expected"),
    [(4, []), (3, ["due"]), (0, ["due"]), (-1, ["overdue"]), (-14, ["overdue"]), (-15, [])],
)
def test_step_is_told_three_days_before_and_when_overdue(due: int, expected: list[str]) -> None:
    plan("PS-1", AS_OF + due * DAY)
    assert [notice.told for notice in told("owner", NoticeKind.STEP_DUE)] == expected


def test_steps_of_one_customer_are_one_notice() -> None:
    for number in range(3):
        plan(f"PS-{number}", AS_OF + DAY)
    (notice,) = told("owner", NoticeKind.STEP_DUE)
    assert (notice.count, notice.customer) == (3, "harbour")
    assert path_of(notice) == "/customers/harbour?tab=strategy#plan"


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_settled_step_is_not_told(status: str) -> None:
    plan("PS-1", AS_OF, by="mate", status=status)
    assert told("owner", NoticeKind.STEP_DUE) == told("owner", NoticeKind.STEP_ASSIGNED) == []


@pytest.mark.parametrize(
    ("by", "owner", "told_to_owner"),
    [("mate", "owner", True), ("owner", "owner", False), ("leader", "mate", False)],
)
def test_step_planned_by_somebody_else_is_told(by: str, owner: str, told_to_owner: bool) -> None:
    plan("PS-1", AS_OF + 30 * DAY, by=by, owner=owner)
    assert bool(told("owner", NoticeKind.STEP_ASSIGNED)) is told_to_owner


def test_step_opened_again_is_given_to_nobody() -> None:
    plan("PS-1", AS_OF + 30 * DAY, by="leader", action="settle step")
    assert told("owner", NoticeKind.STEP_ASSIGNED) == []


def test_step_at_a_customer_that_is_not_seen_is_not_told() -> None:
    plan("PS-1", AS_OF, by="other", customer="quarry")
    assert told("owner", NoticeKind.STEP_DUE) == told("owner", NoticeKind.STEP_ASSIGNED) == []


def test_values_changed_by_others_are_one_notice_a_customer() -> None:
    assess("harbour-boss", who="mate", closeness=-1, solution=2, price=1)
    assess("harbour-buyer", who="leader", closeness=2)
    (notice,) = told("owner", NoticeKind.VALUE_CHANGED)
    assert set(notice.names) == {"韩定海", "罗采薇"}
    assert set(notice.who) == {"何清和", "周明朗"}
    assert notice.customer_name == "东港码头"
    assert path_of(notice) == "/customers/harbour?tab=history"


def test_value_itself_is_not_told() -> None:
    assess("harbour-buyer", who="mate", closeness=2)
    compile_stale()
    with override("zh-hans"):
        (text,) = [sentence(notice) for notice in told("owner", NoticeKind.VALUE_CHANGED)]
    assert "罗采薇" in text
    assert "2" not in text.replace("5 项", "")


@pytest.mark.parametrize(
    ("person", "who", "days"),
    [
        ("harbour-boss", "owner", 0),  # one's own doing
        ("bridge-boss", "leader", 0),  # a team-mate's customer
        ("quarry-boss", "other", 0),  # not to be seen at all
        ("harbour-boss", "mate", SPAN.days + 1),  # long ago
    ],
)
def test_change_that_is_not_told(person: str, who: str, days: int) -> None:
    at = NOW - days * DAY
    assess(person, who=who, at=at, day=AS_OF - days * DAY, closeness=-2)
    assert told("owner", NoticeKind.VALUE_CHANGED) == []


def test_confirmation_is_not_told() -> None:
    assess("mill-boss", who="mate", closeness=1, solution=1, price=0, veto=False, approver=True)
    assert told("owner", NoticeKind.VALUE_CHANGED) == []


def test_change_is_not_told_once_the_customer_is_gone() -> None:
    assess("harbour-boss", who="mate", closeness=-1)
    harbour = Customer.unscoped.get(code="harbour")
    hand_over(harbour, employee("other"), AS_OF, seen="owner", by=employee("leader"), today=AS_OF, now=NOW)
    assert told("owner", NoticeKind.VALUE_CHANGED) == []
    assert told("owner", NoticeKind.READING_WORSE) == []
    assert len(told("other", NoticeKind.VALUE_CHANGED)) == 1


def test_new_change_is_a_new_notice() -> None:
    assess("harbour-boss", who="mate", closeness=-1)
    (first,) = told("owner", NoticeKind.VALUE_CHANGED)
    assess("harbour-buyer", who="mate", at=NOW + timedelta(hours=1), closeness=1)
    (second,) = told("owner", NoticeKind.VALUE_CHANGED)
    assert first.key != second.key


def test_handing_over_is_told_to_both() -> None:
    harbour = Customer.unscoped.get(code="harbour")
    hand_over(harbour, employee("other"), AS_OF, seen="owner", by=employee("leader"), today=AS_OF, now=NOW)
    (lost,) = told("owner", NoticeKind.OWNERSHIP_CHANGED)
    assert (lost.told, lost.names, lost.who) == ("lost", ("东港码头",), ("周明朗",))
    assert path_of(lost) == "/lines/customer"
    (gained,) = told("other", NoticeKind.OWNERSHIP_CHANGED)
    assert gained.told == "gained"
    assert path_of(gained) == "/customers/harbour"
    assert told("mate", NoticeKind.OWNERSHIP_CHANGED) == []


def test_handing_over_oneself_is_not_told_to_oneself() -> None:
    harbour = Customer.unscoped.get(code="harbour")
    hand_over(harbour, employee("other"), AS_OF, seen="owner", by=employee("owner"), today=AS_OF, now=NOW)
    assert told("owner", NoticeKind.OWNERSHIP_CHANGED) == []


def test_customer_that_came_back_is_not_told_as_lost() -> None:
    harbour, leader = Customer.unscoped.get(code="harbour"), employee("leader")
    hand_over(harbour, employee("other"), AS_OF - 2 * DAY, seen="owner", by=leader, today=AS_OF, now=NOW)
    hand_over(harbour, employee("owner"), AS_OF - DAY, seen="other", by=leader, today=AS_OF, now=NOW)
    assert [notice.told for notice in told("owner", NoticeKind.OWNERSHIP_CHANGED)] == ["gained"]


def test_many_customers_that_came_on_one_day_are_one_notice() -> None:
    made = made_by("admin", action="import")
    for number in range(7):
        customer = Customer.unscoped.create(revision=made, code=f"C{number}", name=f"客户{number}", created_on=AS_OF)
        Ownership.unscoped.create(revision=made, customer=customer, employee=employee("owner"), valid_from=AS_OF - DAY)
    (notice,) = told("owner", NoticeKind.OWNERSHIP_CHANGED)
    assert (notice.count, notice.customer) == (7, "")


def test_chain_that_reads_worse_is_told() -> None:
    assess("mill-boss", who="mate", day=AS_OF - DAY, closeness=1, solution=1, price=1, veto=False, approver=True)
    assess("mill-boss", who="mate", closeness=-2, solution=-1, price=0, veto=True, approver=True)
    (notice,) = told("owner", NoticeKind.READING_WORSE)
    assert (notice.code, notice.now, notice.day) == ("sieve", "blocked", AS_OF)
    assert path_of(notice) == "/opportunities/sieve"


def test_chain_made_worse_by_oneself_is_not_told() -> None:
    Revision.objects.filter(number=1).update(recorded_at=NOW - 60 * DAY)
    assess("mill-boss", who="owner", closeness=-2, solution=-1, price=0, veto=True, approver=True)
    assert told("owner", NoticeKind.READING_WORSE) == []


def test_chain_that_reads_better_is_not_told() -> None:
    assess("mill-boss", who="mate", closeness=2, solution=2, price=2, veto=False, approver=True)
    assert told("owner", NoticeKind.READING_WORSE) == []


@pytest.mark.parametrize(
    ("expected", "sentences"), [(15, []), (14, ["soon"]), (0, ["soon"]), (-1, ["overdue"]), (-15, [])]
)
def test_close_is_told_two_weeks_before_and_when_overdue(expected: int, sentences: list[str]) -> None:
    Opportunity.unscoped.filter(code="crane").update(expected_on=AS_OF + expected * DAY)
    assert [notice.told for notice in told("owner", NoticeKind.CLOSE_DUE)] == sentences
    assert told("mate", NoticeKind.CLOSE_DUE) == []


def test_close_of_somebody_else_or_elsewhere_is_not_told() -> None:
    Opportunity.unscoped.filter(code="crane").update(expected_on=AS_OF, owner=employee("outsider"))
    assert told("owner", NoticeKind.CLOSE_DUE) == []
    assert told("outsider", NoticeKind.CLOSE_DUE) == []


def test_stale_values_are_counted_once_a_week() -> None:
    (notice,) = told("owner", NoticeKind.GROWING_STALE)
    assert (notice.count, notice.day) == (2, date(2026, 9, 28))
    (next_day,) = told("owner", NoticeKind.GROWING_STALE, AS_OF + DAY)
    assert next_day.key == notice.key
    (next_week,) = told("owner", NoticeKind.GROWING_STALE, AS_OF + 7 * DAY)
    assert next_week.key != notice.key
    assert told("outsider", NoticeKind.GROWING_STALE) == []


def test_first_action_names_no_colleague_who_can_sway() -> None:
    (notice,) = told("owner", NoticeKind.TOP_ACTION)
    assert notice.who == ()
    assert not any(name in sentence(notice) for name in ("方小满", "林知远"))
    assert told("outsider", NoticeKind.TOP_ACTION) == []


def test_influence_of_an_employee_is_in_no_notice_of_others() -> None:
    panel = current_panel()
    for who in ("owner", "mate", "leader", "executive", "admin"):
        receiver = Receiver(employee(who), scope_of(panel, who, AS_OF), AS_OF, panel)
        assert "方小满" not in "".join(map(sentence, gathered(receiver)))


def help_request(code: str, asker: str, giver: str, state: HelpState, *, blind: bool = False) -> None:
    HelpRequest.unscoped.create(
        code=code,
        kind=HelpKind.HELP,
        key_person=KeyPerson.unscoped.get(code="mill-boss"),
        asker=employee(asker),
        giver=employee(giver),
        blind=blind,
        goal="引荐",
        asked_on=AS_OF,
        answered_on=None if state is HelpState.ASKED else AS_OF,
        state=state,
        revision=Revision.objects.latest("number"),
    )


def test_answer_of_a_blind_request_names_nobody() -> None:
    help_request("HR-1", asker="owner", giver="mate", state=HelpState.ACCEPTED, blind=True)
    (notice,) = told("owner", NoticeKind.HELP_ANSWERED)
    assert notice.who == ()
    assert "何清和" not in sentence(notice)
    assert told("leader", NoticeKind.HELP_ANSWERED) == []
    assert told("admin", NoticeKind.HELP_ASKED) == []


def record_use(by: str, helper: str = "outsider") -> None:
    crane, boss = Opportunity.unscoped.get(code="crane"), KeyPerson.unscoped.get(code="harbour-boss")
    use = Use(employee(helper), boss, AS_OF - DAY, grade=UseGrade.ASSISTED)
    add_use(crane, use, by=employee(by), today=AS_OF, now=NOW)


def test_whoever_is_asked_about_a_use_is_told_and_nobody_else() -> None:
    crane = Opportunity.unscoped.get(code="crane").name
    record_use("outsider")
    (notice,) = told("owner", NoticeKind.USE_TO_CONFIRM)
    assert (notice.names, notice.told, notice.who, path_of(notice)) == ((crane,), "deal", (), "/network/uses")
    for who in ("outsider", "leader", "executive", "mate", "other"):
        assert told(who, NoticeKind.USE_TO_CONFIRM) == []


def propose_something() -> None:
    boss = KeyPerson.unscoped.select_related("customer").get(code="harbour-boss")
    wanted = Wanted("plan_steps", boss.customer, {"note": "致电", "due_on": "2026-10-20"}, boss)
    propose([wanted], "", through="Desk agent", by=employee("owner"), today=AS_OF, now=NOW)


def test_proposal_is_told_to_its_person_alone_and_at_once() -> None:
    assert told("owner", NoticeKind.PROPOSAL_WAITING) == []
    propose_something()
    (notice,) = told("owner", NoticeKind.PROPOSAL_WAITING)
    assert (notice.names, notice.customer) == (("Desk agent",), "")
    assert told("leader", NoticeKind.PROPOSAL_WAITING) == []


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_given_up_webhook_is_told_to_administrators_without_its_key(language: str) -> None:
    compile_stale()
    url = "https://hooks.example/take?key=very-secret"
    Webhook.objects.create(url=url, nonce="n", events=[], made_at=NOW, told=0, off_at=NOW, given_up=True)
    assert told("owner", NoticeKind.WEBHOOK_GIVEN_UP) == []
    (notice,) = told("admin", NoticeKind.WEBHOOK_GIVEN_UP)
    with override(language):
        assert "hooks.example" in sentence(notice)
        assert "very-secret" not in sentence(notice)
    assert path_of(notice) == "/settings/webhooks"


def test_a_helper_who_does_not_see_the_customer_is_not_told_the_deal() -> None:
    record_use("owner")
    (notice,) = told("outsider", NoticeKind.USE_TO_CONFIRM)
    assert (notice.names, notice.told) == ((Customer.unscoped.get(code="harbour").name,), "own")
    assert told("owner", NoticeKind.USE_TO_CONFIRM) == []


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_every_notice_has_words_and_a_page(language: str) -> None:
    compile_stale()
    Opportunity.unscoped.filter(code="crane").update(expected_on=AS_OF)
    open_survey(AS_OF)
    plan("PS-1", AS_OF, by="mate")
    plan("PS-2", AS_OF - DAY, by="mate")
    assess("mill-boss", who="mate", closeness=-2, solution=-1, price=0, veto=True, approver=True)
    help_request("HR-1", asker="mate", giver="owner", state=HelpState.ASKED)
    help_request("HR-2", asker="owner", giver="mate", state=HelpState.ACCEPTED, blind=True)
    record_use("outsider")
    record_use("leader", helper="owner")
    propose_something()
    panel = current_panel()
    receiver = Receiver(employee("owner"), scope_of(panel, "owner", AS_OF), AS_OF, panel)
    notices = gathered(receiver)
    assert {notice.kind for notice in notices} == set(NoticeKind) - {
        NoticeKind.OWNERSHIP_CHANGED,
        NoticeKind.WEBHOOK_GIVEN_UP,
    }
    with override(language):
        for notice in notices:
            assert path_of(notice).startswith("/")
            assert "%" not in sentence(notice)
            assert sentence(notice).strip()


def test_hostile_names_stay_on_one_line() -> None:
    KeyPerson.unscoped.filter(code="harbour-boss").update(name="韩\r\nBcc: all@x.example\t%s%(x)s<b>")
    assess("harbour-boss", who="mate", closeness=-1)
    (notice,) = told("owner", NoticeKind.VALUE_CHANGED)
    assert "\n" not in sentence(notice)
    assert "%s%(x)s" in sentence(notice)
