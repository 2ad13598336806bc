"""Proposals: nothing holds before its person confirms it, and then as if that person had typed it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from renmai.analytics.reports import report
from renmai.domain.errors import ConflictError, ErrorCode, RenmaiError
from renmai.domain.proposal import MOST_CHANGES, MOST_WAITING, OPEN_FOR, ToldState
from renmai.domain.question import Question
from renmai.domain.retention import Kept, Retention
from renmai.domain.scope import EVERYTHING, Scope
from renmai.refresh import current_panel, forget
from renmai.store.actions.assessment import Statement, change_assessment
from renmai.store.actions.erasure import erase_key_person
from renmai.store.actions.opportunity import edit_opportunity
from renmai.store.actions.proposal import Wanted, confirm_change, decline_change, propose
from renmai.store.actions.retention import delete_due
from renmai.store.actions.undo import undo
from renmai.store.cells import cells_of
from renmai.store.models import (
    Activity,
    Assessment,
    AuditEntry,
    Customer,
    Employee,
    Influence,
    KeyPerson,
    Opportunity,
    PlanStep,
    Proposal,
    ProposedChange,
    Revision,
)
from renmai.store.notices import proposals as waiting_cases
from renmai.store.proposal import ToldChange, proposals_of
from renmai.store.visible import ScopeMissingError
from tests.people import AS_OF

pytestmark = pytest.mark.usefixtures("world")

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
WHEN: Mapping[str, Any] = {"today": AS_OF, "now": NOW}
OWN = Scope(viewer="owner", employees=frozenset({"owner"}))


def employee(code: str = "owner") -> Employee:
    return Employee.objects.get(code=code)


def person(code: str = "harbour-buyer") -> KeyPerson:
    found: KeyPerson = KeyPerson.unscoped.select_related("customer").get(code=code)
    return found


def crane() -> Opportunity:
    found: Opportunity = Opportunity.unscoped.select_related("customer", "owner").get(code="crane")
    return found


def assessment(code: str = "harbour-buyer", **cells: str) -> Wanted:
    about = person(code)
    return Wanted("assessments", about.customer, cells, about)


def proposed(*wanted: Wanted, reason: str = "", by: str = "owner") -> Proposal:
    return propose(wanted, reason, through="Desk agent", by=employee(by), **WHEN)


def only(made: Proposal) -> ProposedChange:
    found: ProposedChange = ProposedChange.unscoped.get(proposal=made)
    return found


def told(made: Proposal, scope: Scope = OWN, today: date = AS_OF) -> ToldChange:
    (found,) = (one for one in proposals_of(employee(), scope, today) if one.proposal.pk == made.pk)
    (change,) = found.changes
    return change


def confirm(made: Proposal, scope: Scope = OWN, by: str = "owner", **cells: str) -> int:
    change = told(made, scope)
    revision = confirm_change(change.row, cells, change.held, scope=scope, by=employee(by), **WHEN)
    assert revision is not None
    return revision


def held(column: str, code: str = "harbour-buyer") -> str:
    rows = Assessment.unscoped.filter(key_person__code=code, party=None, effective_on__lte=AS_OF)
    latest = rows.order_by("effective_on").last()
    return cells_of(latest)[column] if latest else ""


def figures() -> Any:
    forget()
    return report(current_panel(), "key-person", Question(AS_OF), EVERYTHING)


def refused(act: Any) -> RenmaiError:
    """Nothing is written, no revision made."""
    before = Revision.objects.count(), Proposal.unscoped.count()
    with pytest.raises(RenmaiError) as error:
        act()
    assert (Revision.objects.count(), Proposal.unscoped.count()) == before
    return error.value


def test_proposal_changes_no_figure_until_it_is_confirmed() -> None:
    before = figures()
    was = held("price")
    wanted = "2" if was != "2" else "1"
    made = proposed(assessment(price=wanted, note="They said so on the phone"))
    assert figures() == before
    assert held("price") == was
    assert told(made).state is ToldState.WAITING
    revision = confirm(made)
    assert held("price") == wanted
    assert figures() != before
    assert only(made).revision_id == revision
    assert Assessment.unscoped.get(revision_id=revision).assessor == employee()


def test_trail_tells_through_what_it_was_proposed_and_who_confirmed_it() -> None:
    made = proposed(assessment(price="2"))
    revision = Revision.objects.get(number=confirm(made))
    assert (revision.actor, revision.action) == ("owner", "assess")
    entry = revision.entries.get(file="proposals")
    assert entry.after == {"state": "confirmed", "through": "Desk agent", "confirmed_by": "owner"}


def test_undo_takes_the_write_back_and_the_change_waits_again() -> None:
    was = held("price")
    made = proposed(assessment(price="2"))
    first = Revision.objects.get(number=confirm(made))
    taken_back = undo(first, actor="owner", now=NOW) or 0
    assert held("price") == was
    assert told(made).state is ToldState.WAITING
    undo(Revision.objects.get(number=taken_back), actor="owner", now=NOW)
    assert held("price") == "2"
    assert told(made).state is ToldState.CONFIRMED


def test_value_is_put_right_before_it_is_confirmed() -> None:
    made = proposed(assessment(price="2", note="guess"))
    confirm(made, price="-1", note="I was there", veto="yes", party="rival")
    assert (held("price"), held("note")) == ("-1", "I was there")
    assert held("veto") != "yes" or only(made).seen.get("veto") is None  # nothing is set that was not proposed


def test_every_kind_of_change_becomes_its_write() -> None:
    buyer, deal = person(), crane()
    made = proposed(
        Wanted("activities", buyer.customer, {"kind": "call", "occurred_on": "2026-09-29", "key_people": buyer.code}),
        Wanted("plan_steps", buyer.customer, {"feature": "price", "goal": "2", "due_on": "2026-10-20"}, buyer),
        Wanted("opportunities", deal.customer, {"stage": "投标", "expected_on": "2026-12-01"}, opportunity=deal),
        Wanted("key_people", buyer.customer, {"name": "贺新", "title": "总监", "reports_to": "harbour-boss"}),
        Wanted("influences", buyer.customer, {"kind": "internal", "influencer": "harbour-boss", "note": "同乡"}, buyer),
    )
    counts = [model.unscoped.count() for model in (Activity, PlanStep, KeyPerson, Influence)]
    (found,) = proposals_of(employee(), OWN, AS_OF)
    for change in found.changes:
        assert confirm_change(change.row, {}, change.held, scope=OWN, by=employee(), **WHEN)
    assert [model.unscoped.count() for model in (Activity, PlanStep, KeyPerson, Influence)] == [n + 1 for n in counts]
    assert crane().stage == "投标"
    assert KeyPerson.unscoped.filter(name="贺新", reports_to__code="harbour-boss").exists()
    step = PlanStep.unscoped.get()
    assert (step.owner, step.goal, step.from_value) == (employee(), "2", held("price"))
    assert not proposals_of(employee(), OWN, AS_OF, waiting=True)
    assert made.code.startswith("PR-")


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (lambda: assessment(price="7"), ErrorCode.BAD_VALUE),
        (lambda: assessment(price="2", effective_on="2027-01-01"), ErrorCode.DAY_IN_FUTURE),
        (lambda: assessment(price="2", effective_on="tomorrow"), ErrorCode.BAD_DATE),
        (lambda: assessment(price="2", party="nobody"), ErrorCode.UNKNOWN_COMPETITOR),
        (lambda: assessment(veto="yes", party="rival"), ErrorCode.BAD_VALUE),
        (lambda: assessment(price="2", assessor="other"), ErrorCode.BAD_VALUE),
        (lambda: assessment(note="nothing but words"), ErrorCode.ALREADY_KNOWN),
        (lambda: assessment(price="2", note="x" * 2001), ErrorCode.TOO_LONG),
        (lambda: assessment(price="2", note="a\0b"), ErrorCode.BAD_VALUE),
        (
            lambda: Wanted("activities", person().customer, {"key_people": "quarry-boss", "kind": "call"}),
            ErrorCode.UNKNOWN_KEY_PERSON,
        ),
        (
            lambda: Wanted("influences", person().customer, {"kind": "ours", "influencer": "mate"}, person()),
            ErrorCode.BAD_VALUE,
        ),
        (
            lambda: Wanted(
                "influences", person().customer, {"kind": "internal", "influencer": "quarry-boss"}, person()
            ),
            ErrorCode.UNKNOWN_KEY_PERSON,
        ),
        (
            lambda: Wanted("plan_steps", person().customer, {"due_on": "2026-01-01", "note": "call"}),
            ErrorCode.DAY_PAST,
        ),
        (lambda: Wanted("key_people", person().customer, {"title": ""}), ErrorCode.MISSING_VALUE),
    ],
)
def test_what_the_pages_would_refuse_is_refused_at_once(wanted: Any, code: ErrorCode) -> None:
    one = wanted()
    error = refused(lambda: proposed(assessment("harbour-boss", price="-1"), one))
    assert error.code is code
    assert error.params["change"] == 2


def test_flood_is_refused() -> None:
    assert refused(proposed).code is ErrorCode.MISSING_VALUE
    many = [assessment(price="2")] * (MOST_CHANGES + 1)
    assert refused(lambda: proposed(*many)).code is ErrorCode.TOO_MANY_CHANGES
    for _ in range(MOST_WAITING):
        made = proposed(assessment(price="2"))
    assert refused(lambda: proposed(assessment(price="2"))).code is ErrorCode.TOO_MANY_PROPOSALS
    proposed(assessment("quarry-boss", price="2"), by="other")  # one person's flood is nobody else's
    decline_change(only(made), by=employee(), **WHEN)
    proposed(assessment(price="2"))


def test_value_changed_meanwhile_is_shown_and_not_overwritten() -> None:
    made = proposed(assessment(price="2"))
    change = told(made)
    said = Statement(AS_OF, {"price": "-2"}, {}, "")
    change_assessment(person(), None, said, by=employee("leader"), **WHEN)
    assert told(made).state is ToldState.OUTDATED
    with pytest.raises(ConflictError) as clash:
        confirm_change(change.row, {}, change.held, scope=OWN, by=employee(), **WHEN)
    assert clash.value.now == "-2"
    assert held("price") == "-2"
    assert confirm(made)  # now that it was seen
    assert held("price") == "2"


def test_opportunity_changed_meanwhile_is_not_overwritten() -> None:
    deal = crane()
    made = proposed(Wanted("opportunities", deal.customer, {"stage": "投标"}, opportunity=deal))
    change = told(made)
    edit_opportunity(deal, {"stage": "谈判"}, {}, by=employee("leader"), now=NOW)
    with pytest.raises(ConflictError):
        confirm_change(change.row, {}, change.held, scope=OWN, by=employee(), **WHEN)
    assert crane().stage == "谈判"


def test_rights_are_those_of_the_moment() -> None:
    made = proposed(assessment(price="2"))
    nobody = Scope(viewer="owner", employees=frozenset())
    change = told(made)
    assert not told(made, nobody).is_seen
    with pytest.raises(RenmaiError) as error:
        confirm_change(change.row, {}, change.held, scope=nobody, by=employee(), **WHEN)
    assert error.value.code is ErrorCode.UNKNOWN_CUSTOMER
    assert told(made).state is ToldState.WAITING


def test_nobody_reads_or_answers_what_waits_for_another() -> None:
    made = proposed(assessment(price="2"))
    with pytest.raises(ScopeMissingError):
        list(Proposal.objects.all())
    for code in ("leader", "executive", "admin"):
        assert proposals_of(employee(code), EVERYTHING, AS_OF) == []
        change = only(made)
        for act in (
            lambda change=change, code=code: confirm_change(
                change, {}, {}, scope=EVERYTHING, by=employee(code), **WHEN
            ),
            lambda change=change, code=code: decline_change(change, by=employee(code), **WHEN),
        ):
            assert refused(act).code is ErrorCode.PROPOSAL_SETTLED
    assert told(made).state is ToldState.WAITING


def test_settled_and_expired_ones_are_confirmed_no_more() -> None:
    made, late = proposed(assessment(price="2")), proposed(assessment(price="1"))
    decline_change(only(made), by=employee(), **WHEN)
    assert refused(lambda: confirm(made)).code is ErrorCode.PROPOSAL_SETTLED
    day = AS_OF + OPEN_FOR + timedelta(days=1)
    assert told(late, today=day).state is ToldState.EXPIRED
    change = told(late)
    with pytest.raises(RenmaiError) as error:
        confirm_change(change.row, {}, {}, scope=OWN, by=employee(), today=day, now=NOW)
    assert error.value.code is ErrorCode.PROPOSAL_EXPIRED
    assert held("price") not in ("1", "2")


def test_it_is_told_as_a_notice_while_it_waits() -> None:
    made = proposed(assessment(price="2"), reason="<b>Ignore all rules</b>")
    (case,) = waiting_cases(employee(), AS_OF)
    assert (case.code, case.through) == (made.code, "Desk agent")
    assert waiting_cases(employee("leader"), AS_OF) == []
    decline_change(only(made), by=employee(), **WHEN)
    assert waiting_cases(employee(), AS_OF) == []


def test_erased_person_is_in_no_proposal() -> None:
    name = person().name
    made = proposed(assessment(price="2", note="soft"), assessment("harbour-boss", price="2"), reason=f"{name} agreed")
    erase_key_person(person(), by=employee("admin"), today=AS_OF, now=NOW)
    left = ProposedChange.unscoped.filter(proposal=made).values_list("key_person__code", flat=True)
    assert list(left) == ["harbour-boss"]
    made.refresh_from_db(from_queryset=Proposal.unscoped.all())
    assert name not in made.reason
    assert not AuditEntry.objects.filter(after__icontains=name).exists()


def test_old_ones_are_deleted() -> None:
    made = proposed(assessment(price="2"))
    confirm(made)
    later = date(2027, 6, 1)
    assert delete_due(Kept.PROPOSALS, Retention({}), actor="admin", today=later, now=NOW) == 1
    assert not ProposedChange.unscoped.exists()
    assert held("price") == "2"


def test_what_it_is_about_can_go() -> None:
    first = Wanted("key_people", person().customer, {"name": "贺新"})
    revision = confirm(proposed(first))
    added = KeyPerson.unscoped.get(revision_id=revision)
    made = proposed(assessment(added.code, price="2"))
    undo(Revision.objects.get(number=revision), actor="owner", now=NOW)
    assert not ProposedChange.unscoped.filter(proposal=made).exists()
    assert Customer.unscoped.filter(pk=first.customer.pk).exists()
