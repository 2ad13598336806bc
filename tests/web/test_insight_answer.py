"""Insight by help: who knows the person answers, who asked decides what becomes a fact."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from renmai.domain.help_request import HelpKind, HelpState
from renmai.store.actions.insight_answer import answer_insight
from renmai.store.models import Assessment, Employee, HelpRequest, InsightAnswer, KeyPerson, Revision
from tests.people import AS_OF, NAMES

ENGINEER = "harbour-engineer"
ADDRESS = "/network/help/HR-1/insight"
KNOWN = {"closeness": "2", "solution": "", "price": "1", "veto": "no", "approver": "", "note": "老同学"}

Ask = Callable[..., HelpRequest]
SignedIn = Callable[..., Client]


@pytest.fixture
def ask(world: None) -> Ask:
    def made(*, blind: bool = False, state: HelpState = HelpState.ACCEPTED) -> HelpRequest:
        people = {code: Employee.objects.get(code=code) for code in ("owner", "outsider")}
        request: HelpRequest = HelpRequest.unscoped.create(
            code="HR-1",
            kind=HelpKind.INSIGHT,
            key_person=KeyPerson.unscoped.get(code=ENGINEER),
            asker=people["owner"],
            giver=people["outsider"],
            blind=blind,
            goal="三度与两票",
            asked_on=AS_OF,
            state=state,
            revision=Revision.objects.latest("number"),
        )
        return request

    return made


def latest() -> Assessment:
    found = Assessment.unscoped.filter(key_person__code=ENGINEER, party=None).order_by("effective_on").last()
    assert found is not None
    return found


def taken(client: Client, **changed: str) -> Any:
    """As the page proposes it: what the colleague does not know is not said."""
    said = {"closeness": "2", "price": "1", "veto": "no", "note": "协助洞察：方小满: 老同学"}
    seen = {"seen-closeness": "2", "seen-price": "", "seen-veto": ""}
    return client.post(ADDRESS, {**said, **seen, **changed})


def test_answer_becomes_a_fact_only_when_it_is_taken_over(signed_in: SignedIn, ask: Ask) -> None:
    ask()
    before = latest()
    assert signed_in("outsider").post(ADDRESS, KNOWN).status_code == 302
    assert latest() == before
    assert taken(signed_in("owner")).status_code == 302
    after = latest()
    assert (after.closeness, after.solution, after.price) == (2, 2, 1)  # unknown to the colleague: as it was
    assert (after.veto, after.approver) == (False, False)
    assert (after.note, after.assessor.code if after.assessor else "") == ("协助洞察：方小满: 老同学", "owner")
    assert InsightAnswer.unscoped.get().revision_id == after.revision_id


def test_proposal_stands_beside_what_is_known_and_names_its_source(signed_in: SignedIn, ask: Ask) -> None:
    ask()
    signed_in("outsider").post(ADDRESS, KNOWN)
    shown = signed_in("owner").get(ADDRESS).content.decode()
    assert NAMES["outsider"] in shown
    assert 'name="price" value="1" checked' in shown
    assert 'name="solution" value="2" checked' not in shown


def test_blind_answer_names_nobody(signed_in: SignedIn, ask: Ask) -> None:
    ask(blind=True)
    signed_in("outsider").post(ADDRESS, KNOWN)
    shown = signed_in("owner").get(ADDRESS).content.decode()
    assert NAMES["outsider"] not in shown
    assert "outsider" not in shown
    assert "一位同事" in shown


def test_giver_learns_nothing_of_what_is_known(signed_in: SignedIn, ask: Ask) -> None:
    ask()
    shown = signed_in("outsider").get(ADDRESS).content.decode()
    assert "seen-" not in shown
    assert "checked" in shown  # unknown, five times
    assert shown.count("checked") == 5
    assert "/key-people/" not in shown.split("<main")[1]


@pytest.mark.parametrize("who", ["mate", "leader", "other", "executive", "admin"])
def test_nobody_else_finds_it(who: str, signed_in: SignedIn, ask: Ask) -> None:
    ask()
    signed_in("outsider").post(ADDRESS, KNOWN)
    assert signed_in(who).get(ADDRESS).status_code == 404
    assert taken(signed_in(who)).status_code == 404


@pytest.mark.parametrize("state", [state for state in HelpState if state is not HelpState.ACCEPTED])
def test_question_that_is_not_accepted_is_not_answered(state: HelpState, signed_in: SignedIn, ask: Ask) -> None:
    ask(state=state)
    assert signed_in("outsider").post(ADDRESS, KNOWN).status_code == 404
    assert not InsightAnswer.unscoped.exists()


@pytest.mark.parametrize(
    "said", [{}, {**KNOWN, "closeness": "3"}, {**KNOWN, "veto": "maybe"}, {**KNOWN, "note": "长" * 2001}]
)
def test_answer_that_says_nothing_or_nonsense_is_refused(said: dict[str, str], signed_in: SignedIn, ask: Ask) -> None:
    ask()
    answer = signed_in("outsider").post(ADDRESS, said)
    assert answer.status_code == 422
    assert not InsightAnswer.unscoped.exists()


def test_hostile_note_is_shown_as_text(signed_in: SignedIn, ask: Ask) -> None:
    ask()
    signed_in("outsider").post(ADDRESS, {**KNOWN, "note": "<script>alert(1)</script>\0=1+1"})
    shown = signed_in("owner").get(ADDRESS).content.decode()
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_value_that_somebody_changed_meanwhile_is_a_conflict(signed_in: SignedIn, ask: Ask) -> None:
    ask()
    signed_in("outsider").post(ADDRESS, KNOWN)
    answer = taken(signed_in("owner"), closeness="1", **{"seen-closeness": "-1"})
    assert answer.status_code == 409
    assert InsightAnswer.unscoped.get().taken_on is None


def test_answer_is_taken_over_once(signed_in: SignedIn, ask: Ask) -> None:
    ask()
    signed_in("outsider").post(ADDRESS, KNOWN)
    owner = signed_in("owner")
    assert taken(owner).status_code == 302
    assert taken(owner).status_code == 422
    answer = signed_in("outsider").post(ADDRESS, {**KNOWN, "closeness": "-2"})
    assert answer.status_code == 422
    assert latest().closeness == 2


def test_asker_who_lost_the_customer_takes_nothing_over(signed_in: SignedIn, ask: Ask) -> None:
    request = ask()
    request.key_person = KeyPerson.unscoped.get(code="quarry-boss")
    request.save()
    giver = Employee.objects.get(code="outsider")
    answer_insight(request, {"closeness": "1"}, "", by=giver, today=AS_OF, now=timezone.now())
    assert taken(signed_in("owner")).status_code == 404
