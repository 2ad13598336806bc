"""What one tap writes: an assessment carried forward, a key person's value, an influence, a contact; and taken back."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from renmai.domain.errors import ConflictError, ErrorCode, RenmaiError
from renmai.store.actions.activity import Meeting, record_activity
from renmai.store.actions.assessment import Statement, change_assessment
from renmai.store.actions.contact import record_contact
from renmai.store.actions.influence import Influencer, add_influence, end_influence
from renmai.store.actions.key_person import add_key_person, edit_key_person
from renmai.store.actions.undo import undo
from renmai.store.models import (
    Activity,
    ActivityPerson,
    Assessment,
    AuditEntry,
    Competitor,
    Customer,
    Employee,
    Influence,
    KeyPerson,
    Opportunity,
    Revision,
)
from tests.people import AS_OF, LONG_AGO, NAMES, SEPTEMBER

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
YESTERDAY = AS_OF - timedelta(days=1)

pytestmark = pytest.mark.usefixtures("world")


def person(code: str = "harbour-boss") -> KeyPerson:
    return KeyPerson.unscoped.select_related("customer").get(code=code)


def employee(code: str = "owner") -> Employee:
    return Employee.objects.get(code=code)


def rival() -> Competitor:
    return Competitor.objects.get(code="rival")


def say(
    values: dict[str, str],
    *,
    code: str = "harbour-boss",
    by: str = "owner",
    party: Competitor | None = None,
    **more: Any,
) -> int | None:
    said = Statement(more.pop("day", AS_OF), values, **more)
    return change_assessment(person(code), party, said, by=employee(by), today=AS_OF, now=NOW)


def edit(values: dict[str, str], seen: dict[str, str] | None = None, *, code: str = "harbour-buyer") -> int | None:
    return edit_key_person(person(code), values, seen or {}, by=employee(), now=NOW)


def latest(code: str = "harbour-boss", party: Competitor | None = None) -> Assessment:
    found = Assessment.unscoped.filter(key_person__code=code, party=party).order_by("-effective_on").first()
    assert found is not None
    return found


def met(activity: Activity) -> list[str]:
    rows = ActivityPerson.unscoped.filter(activity=activity).order_by("position")
    return list(rows.values_list("key_person__code", flat=True))


def refusal(code: ErrorCode) -> Any:
    return pytest.raises(RenmaiError, match=f"^{code.value}$")


def revision(number: int | None) -> Revision:
    assert number is not None
    return Revision.objects.get(number=number)


def undo_last() -> None:
    undo(Revision.objects.latest("number"), actor="owner", now=NOW)


def test_one_value_changes_and_the_others_are_carried_forward() -> None:
    say({"price": "-2"}, note="预算被砍")
    now = latest()
    assert (now.effective_on, now.closeness, now.solution, now.price) == (AS_OF, 1, 2, -2)
    assert (now.veto, now.approver, now.note) == (False, True, "预算被砍")
    assert now.assessor == employee()


def test_earlier_day_is_filled_with_what_held_then_and_later_ones_stay() -> None:
    say({"price": "2"}, day=date(2026, 1, 1))
    then = Assessment.unscoped.get(key_person__code="harbour-boss", effective_on=date(2026, 1, 1))
    assert (then.closeness, then.solution, then.price) == (0, 0, 2)
    assert latest().price == 1


def test_blank_makes_a_known_value_unknown() -> None:
    say({"approver": "", "closeness": ""})
    assert (latest().approver, latest().closeness, latest().solution) == (None, None, 2)


def test_first_word_about_somebody_leaves_the_rest_unknown() -> None:
    say({"closeness": "1"}, code="orchard-boss")
    assert (latest("orchard-boss").closeness, latest("orchard-boss").price, latest("orchard-boss").veto) == (
        1,
        None,
        None,
    )


def test_competitors_degrees_are_kept_apart() -> None:
    say({"price": "0"}, code="harbour-buyer", party=rival())
    assert (latest("harbour-buyer", rival()).closeness, latest("harbour-buyer", rival()).price) == (2, 0)
    assert latest("harbour-buyer").price == -1


def test_value_said_again_on_another_day_is_confirmed_as_of_that_day() -> None:
    say({"closeness": "1"})
    assert latest().effective_on == AS_OF
    assert say({"closeness": "1"}) is None


def test_saying_nothing_leaves_no_trace() -> None:
    assert say({}) is None
    assert latest().effective_on == SEPTEMBER


def test_two_notes_of_one_day_are_both_kept() -> None:
    say({"closeness": "2"}, note="一起吃了饭")
    say({"price": "-1"}, note="嫌贵", by="leader")
    say({"price": "-1"}, note="嫌贵", by="leader")
    assert latest().note == "一起吃了饭\n嫌贵"


def test_two_people_at_different_values_merge() -> None:
    seen = {"closeness": "1", "price": "1"}
    say({"closeness": "2"}, seen=seen)
    say({"price": "0"}, seen=seen, by="leader")
    assert (latest().closeness, latest().price) == (2, 0)


def test_two_people_at_one_value_are_told_of_each_other() -> None:
    seen = {"closeness": "1"}
    say({"closeness": "-1"}, seen=seen, by="leader")
    with pytest.raises(ConflictError) as refused:
        say({"closeness": "2"}, seen=seen)
    assert (refused.value.who, refused.value.was, refused.value.now) == (NAMES["leader"], "1", "-1")
    assert latest().closeness == -1


@pytest.mark.parametrize(
    ("values", "day", "code"),
    [
        ({"closeness": "3"}, AS_OF, ErrorCode.BAD_VALUE),
        ({"closeness": "much"}, AS_OF, ErrorCode.BAD_VALUE),
        ({"veto": "maybe"}, AS_OF, ErrorCode.BAD_VALUE),
        ({"name": "x"}, AS_OF, ErrorCode.BAD_VALUE),
        ({"closeness": "1"}, AS_OF + timedelta(days=1), ErrorCode.DAY_IN_FUTURE),
        ({"closeness": "1"}, LONG_AGO - timedelta(days=1), ErrorCode.DAY_BEFORE_START),
    ],
)
def test_what_makes_no_sense_is_refused(values: dict[str, str], day: date, code: ErrorCode) -> None:
    before = Revision.objects.count()
    with refusal(code):
        say(values, day=day)
    assert Revision.objects.count() == before


def test_votes_towards_a_competitor_are_refused() -> None:
    with refusal(ErrorCode.BAD_VALUE):
        say({"veto": "yes"}, party=rival())


def test_superior_takes_the_place_of_top_and_back() -> None:
    edit({"top": "yes"})
    assert (person("harbour-buyer").top, person("harbour-buyer").reports_to) == (True, None)
    edit({"reports_to": "harbour-engineer"})
    assert (person("harbour-buyer").top, person("harbour-buyer").reports_to) == (False, person("harbour-engineer"))


def test_superior_of_another_customer_does_not_exist() -> None:
    for code in ("quarry-boss", "nobody"):
        with refusal(ErrorCode.UNKNOWN_KEY_PERSON):
            edit({"reports_to": code})


@pytest.mark.parametrize("superior", ["harbour-boss", "harbour-buyer"])
def test_reporting_circle_is_refused(superior: str) -> None:
    with refusal(ErrorCode.REPORTING_CIRCLE):
        edit({"reports_to": superior}, code="harbour-boss")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": "  "}, ErrorCode.MISSING_VALUE),
        ({"joined_on": ""}, ErrorCode.MISSING_VALUE),
        ({"joined_on": "soon"}, ErrorCode.BAD_DATE),
        ({"left_on": "2023-12-31"}, ErrorCode.END_BEFORE_START),
        ({"focus": "maybe"}, ErrorCode.BAD_VALUE),
        ({"code": "other"}, ErrorCode.BAD_VALUE),
        ({"title": "x" * 201}, ErrorCode.BAD_VALUE),
    ],
)
def test_impossible_person_is_refused_with_the_place(values: dict[str, str], code: ErrorCode) -> None:
    with refusal(code) as refused:
        edit(values)
    assert refused.value.params["column"] == next(iter(values))


def test_new_person_gets_a_code_and_a_role_for_a_name() -> None:
    customer = Customer.unscoped.get(code="mill")
    added = add_key_person(
        customer, {"title": "法务负责人", "reports_to": "mill-boss"}, by=employee(), today=AS_OF, now=NOW
    )
    assert (added.name, added.title, added.joined_on) == ("法务负责人", "法务负责人", AS_OF)
    assert added.code
    assert added.reports_to == person("mill-boss")
    assert AuditEntry.objects.get(key=[added.code]).before is None


def test_influence_is_added_once_and_ends_nobody_found() -> None:
    edit({"nobody_found": "yes"}, code="harbour-engineer")
    arguments = (person("harbour-engineer"), Influencer(employee("mate")), SEPTEMBER, "同乡")
    add_influence(*arguments, by=employee(), today=AS_OF, now=NOW)
    assert not person("harbour-engineer").nobody_found
    assert Influence.unscoped.get(employee__code="mate").note == "同乡"
    with refusal(ErrorCode.INFLUENCE_KNOWN):
        add_influence(*arguments, by=employee(), today=AS_OF, now=NOW)
    undo_last()
    assert person("harbour-engineer").nobody_found
    assert not Influence.unscoped.filter(employee__code="mate").exists()


def test_competitors_person_is_known_by_name() -> None:
    add_influence(person(), Influencer(rival(), "马骁"), SEPTEMBER, "", by=employee(), today=AS_OF, now=NOW)
    added = Influence.unscoped.get(key_person=person(), kind="competitor")
    assert added.contact_name == "马骁"


@pytest.mark.parametrize(
    ("who", "code"), [("harbour-boss", ErrorCode.ONESELF), ("quarry-boss", ErrorCode.UNKNOWN_KEY_PERSON)]
)
def test_nobody_sways_themselves_or_another_customer(who: str, code: ErrorCode) -> None:
    with refusal(code):
        add_influence(person(), Influencer(person(who)), SEPTEMBER, "", by=employee(), today=AS_OF, now=NOW)


def test_influence_ends_on_a_day_or_never_was() -> None:
    internal = Influence.unscoped.get(kind="internal")
    end_influence(internal, AS_OF, by=employee(), today=AS_OF, now=NOW)
    assert Influence.unscoped.get(kind="internal").valid_to == AS_OF
    with refusal(ErrorCode.END_BEFORE_START):
        end_influence(internal, LONG_AGO - timedelta(days=1), by=employee(), today=AS_OF, now=NOW)
    end_influence(internal, LONG_AGO, by=employee(), today=AS_OF, now=NOW)
    assert not Influence.unscoped.filter(kind="internal").exists()


def contact(code: str = "harbour-buyer", key: str = "k-1", **more: Any) -> int | None:
    meeting = Meeting(AS_OF, "visit", more.get("opportunity"), more.get("note", ""))
    said = Statement(AS_OF, more.get("values", {}), note=more.get("note", ""))
    return record_contact(person(code), meeting, said, key, by=employee(), today=AS_OF, now=NOW)


def test_contact_is_an_activity_and_an_assessment_in_one_revision() -> None:
    crane = Opportunity.unscoped.get(code="crane")
    number = contact(values={"closeness": "-1", "price": "0"}, note="日志要落在本地机房", opportunity=crane)
    made = Activity.unscoped.latest("pk")
    assert (made.kind, made.note, made.opportunity, made.occurred_on) == ("visit", "日志要落在本地机房", crane, AS_OF)
    assert latest("harbour-buyer").note == "日志要落在本地机房"
    assert {made.revision_id, latest("harbour-buyer").revision_id} == {number}


def test_contact_without_a_value_is_an_activity_only() -> None:
    before = latest("harbour-buyer").pk
    assert contact() is not None
    assert latest("harbour-buyer").pk == before


def test_contact_sent_again_is_kept_once() -> None:
    assert contact(values={"closeness": "2"}) is not None
    say({"closeness": "0"}, code="harbour-buyer", by="leader")
    assert contact(values={"closeness": "2"}) is None
    assert latest("harbour-buyer").closeness == 0
    assert Activity.unscoped.count() == 2


def test_people_of_one_meeting_share_its_activity() -> None:
    contact("harbour-buyer", note="罗：等总部")
    contact("harbour-boss", note="韩：可以签")
    made = Activity.unscoped.latest("pk")
    assert met(made) == ["harbour-buyer", "harbour-boss"]
    assert made.note == "罗：等总部\n韩：可以签"
    undo_last()
    assert met(made) == ["harbour-buyer"]


def test_refused_contact_keeps_nothing() -> None:
    with pytest.raises(RenmaiError):
        contact(values={"closeness": "7"})
    assert Activity.unscoped.count() == 1


def test_contact_is_taken_back_whole() -> None:
    contact(values={"closeness": "2"}, note="x")
    undo_last()
    assert Activity.unscoped.count() == 1
    assert latest("harbour-buyer").closeness == -1


def test_undone_is_done_again_by_undoing_once_more() -> None:
    contact(values={"closeness": "2"}, note="x")
    undo_last()
    undo_last()
    made = Activity.unscoped.latest("pk")
    assert (made.note, met(made)) == ("x", ["harbour-buyer"])
    assert latest("harbour-buyer").closeness == 2


def test_undo_leaves_what_others_changed_since() -> None:
    number = edit({"title": "采购副总"})
    edit({"department": "供应链"})
    undo(revision(number), actor="owner", now=NOW)
    assert (person("harbour-buyer").title, person("harbour-buyer").department) == ("采购总监", "供应链")


def test_undo_of_a_value_that_somebody_changed_since_is_refused() -> None:
    number = edit({"title": "采购副总"})
    edit({"title": "副总裁"})
    with pytest.raises(ConflictError):
        undo(revision(number), actor="owner", now=NOW)


def test_undo_keeps_a_person_on_whom_something_was_built() -> None:
    customer = Customer.unscoped.get(code="mill")
    added = add_key_person(customer, {"name": "新人"}, by=employee(), today=AS_OF, now=NOW)
    number = Revision.objects.latest("number").number
    say({"closeness": "1"}, code=added.code)
    with refusal(ErrorCode.CANNOT_UNDO):
        undo(revision(number), actor="owner", now=NOW)


def test_activity_refuses_people_and_opportunities_of_others() -> None:
    harbour = Customer.unscoped.get(code="harbour")
    for meeting, people in (
        (Meeting(AS_OF, "visit", Opportunity.unscoped.get(code="sieve")), []),
        (Meeting(AS_OF, "dance"), []),
        (Meeting(AS_OF + timedelta(days=1)), []),
        (Meeting(AS_OF), [person("mill-boss")]),
    ):
        with pytest.raises(RenmaiError):
            record_activity(harbour, meeting, people, by=employee(), today=AS_OF, now=NOW)
    made = record_activity(harbour, Meeting(YESTERDAY, "call"), [person()], by=employee(), today=AS_OF, now=NOW)
    assert (made.occurred_on, met(made)) == (YESTERDAY, ["harbour-boss"])
