"""Requests for help: whom they reach, and that each is answered once, by whom it concerns."""

from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone

from renmai.domain.disclosure import Disclosure
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.help_request import HelpKind, HelpState, Outcome
from renmai.store.actions.help_request import (
    LONGEST,
    MOST_OPEN,
    Ending,
    Wanted,
    accept,
    ask_for_help,
    close_request,
    decline,
    say,
    take_back,
)
from renmai.store.actions.private_relation import Given, give_relation
from renmai.store.models import (
    AuditEntry,
    Employee,
    HelpMessage,
    HelpRequest,
    KeyPerson,
    NetworkChoice,
    Opportunity,
    PrivateRelation,
    Revision,
)
from tests.people import AS_OF, LONG_AGO, SPRING

pytestmark = pytest.mark.django_db
BUYER = "harbour-buyer"


def employee(code: str) -> Employee:
    return Employee.objects.get(code=code)


def person(code: str) -> KeyPerson:
    return KeyPerson.unscoped.get(code=code)


def now() -> datetime:
    return timezone.now()


def give(who: str, to: str = BUYER, disclosure: Disclosure = Disclosure.REACH, since: date = SPRING) -> None:
    give_relation(Given(person(to), since, disclosure), by=employee(who), today=AS_OF, now=now())


def ask(begin: str = "", by: str = "owner", about: str = BUYER, **more: Any) -> HelpRequest:
    wanted = Wanted(person(about), HelpKind.HELP, more.pop("goal", "引荐"), begin, **more)
    return ask_for_help(wanted, by=employee(by), today=AS_OF, now=now())


def refused(code: ErrorCode, do: Any) -> None:
    with pytest.raises(RenmaiError) as caught:
        do()
    assert caught.value.code is code


@pytest.fixture(autouse=True)
def in_the_world(world: None) -> None:
    """Everybody's facts."""


def test_unnamed_colleague_is_asked_blind_and_the_longest_known_first() -> None:
    give("mate")
    give("outsider", since=LONG_AGO)
    found = ask()
    assert (found.giver.code, found.blind, found.state) == ("outsider", True, HelpState.ASKED)


def test_named_colleague_is_asked_by_name() -> None:
    give("outsider", disclosure=Disclosure.WHO)
    found = ask("outsider")
    assert (found.giver.code, found.blind) == ("outsider", False)


def test_who_declined_comes_last_when_asked_again() -> None:
    give("outsider", since=LONG_AGO)
    give("mate")
    first = ask()
    decline(first, by=first.giver, today=AS_OF, now=now())
    assert ask().giver.code == "mate"


def test_posted_code_of_somebody_unnamed_reaches_nobody() -> None:
    give("outsider")
    refused(ErrorCode.NO_PATH, lambda: ask("outsider"))


@pytest.mark.parametrize("begin", ["nobody", "admin", "departed", "owner"])
def test_who_cannot_reach_the_person_is_not_asked(begin: str) -> None:
    refused(ErrorCode.NO_PATH, lambda: ask(begin))


def test_relation_that_ended_is_no_path() -> None:
    give("outsider", disclosure=Disclosure.WHO)
    row = PrivateRelation.unscoped.get(employee__code="outsider")
    row.influence.valid_to = AS_OF
    row.influence.save()
    refused(ErrorCode.NO_PATH, lambda: ask("outsider"))


def test_who_hides_is_neither_asked_nor_asks() -> None:
    give("outsider")
    NetworkChoice.unscoped.create(employee=employee("outsider"), hidden=True)
    refused(ErrorCode.NO_PATH, ask)
    NetworkChoice.unscoped.create(employee=employee("owner"), hidden=True)
    refused(ErrorCode.HIDDEN_ASKS_NOBODY, ask)


def test_nobody_asks_oneself() -> None:
    give("owner")
    refused(ErrorCode.NO_PATH, ask)


def test_same_request_is_kept_once() -> None:
    give("outsider")
    ask()
    refused(ErrorCode.HELP_ASKED, ask)
    assert HelpRequest.unscoped.count() == 1


def test_too_many_open_requests_are_refused() -> None:
    give("outsider")
    first = ask()
    for number in range(1, MOST_OPEN):
        HelpRequest.unscoped.create(
            **{
                field.name: getattr(first, field.name)
                for field in first._meta.concrete_fields
                if field.name not in ("id", "code", "kind", "through")
            },
            code=f"HR-more-{number}",
            kind=HelpKind.INSIGHT,
        )
    give("mate", disclosure=Disclosure.WHO)
    refused(ErrorCode.TOO_MANY_REQUESTS, lambda: ask("mate"))


@pytest.mark.parametrize(("goal", "code"), [("", ErrorCode.MISSING_VALUE), ("长" * (LONGEST + 1), ErrorCode.TOO_LONG)])
def test_goal_has_to_be_said_and_short(goal: str, code: ErrorCode) -> None:
    give("outsider")
    refused(code, lambda: ask(goal=goal))


def test_opportunity_and_way_are_of_the_same_customer() -> None:
    give("outsider")
    refused(ErrorCode.OTHER_CUSTOMER, lambda: ask(through=person("quarry-boss")))
    refused(ErrorCode.OTHER_CUSTOMER, lambda: ask(opportunity=Opportunity.unscoped.get(code="drill")))


def test_accepting_tells_the_name_only_where_the_giver_says_so() -> None:
    give("outsider")
    found = ask()
    accept(found, show_name=False, by=employee("outsider"), today=AS_OF, now=now())
    found.refresh_from_db()
    assert (found.state, found.blind) == (HelpState.ACCEPTED, True)
    give("mate")
    take_back(found, by=employee("owner"), today=AS_OF, now=now())
    again = ask()
    accept(again, show_name=True, by=again.giver, today=AS_OF, now=now())
    again.refresh_from_db()
    assert again.blind is False


def test_request_is_answered_once_and_by_the_giver_alone() -> None:
    give("outsider")
    found = ask()
    for other in ("owner", "mate", "admin", "executive"):
        refused(
            ErrorCode.HELP_CLOSED,
            lambda who=other: accept(found, show_name=False, by=employee(who), today=AS_OF, now=now()),
        )
    accept(found, show_name=False, by=employee("outsider"), today=AS_OF, now=now())
    refused(
        ErrorCode.HELP_CLOSED,
        lambda: accept(found, show_name=True, by=employee("outsider"), today=AS_OF, now=now()),
    )
    found.refresh_from_db()
    assert found.blind is True


def test_giver_may_step_back_after_accepting() -> None:
    give("outsider")
    found = ask()
    accept(found, show_name=False, by=employee("outsider"), today=AS_OF, now=now())
    decline(found, by=employee("outsider"), today=AS_OF, now=now())
    found.refresh_from_db()
    assert found.state == HelpState.DECLINED


def test_only_the_two_talk_and_only_while_it_is_open() -> None:
    give("outsider")
    found = ask()
    say(found, "您好", by=employee("owner"), now=now())
    say(found, "请讲", by=employee("outsider"), now=now())
    refused(ErrorCode.HELP_CLOSED, lambda: say(found, "偷听", by=employee("admin"), now=now()))
    take_back(found, by=employee("owner"), today=AS_OF, now=now())
    refused(ErrorCode.HELP_CLOSED, lambda: say(found, "还在吗", by=employee("outsider"), now=now()))
    assert [one.by_giver for one in HelpMessage.unscoped.order_by("pk")] == [False, True]


def test_request_that_was_accepted_is_closed_with_what_came_of_it() -> None:
    give("outsider")
    found, ending = ask(), Ending(Outcome.HELPED, "见了面", "多谢")
    refused(
        ErrorCode.HELP_CLOSED,
        lambda: close_request(found, ending, by=employee("owner"), today=AS_OF, now=now()),
    )
    accept(found, show_name=False, by=employee("outsider"), today=AS_OF, now=now())
    close_request(found, ending, by=employee("owner"), today=AS_OF, now=now())
    found.refresh_from_db()
    assert (found.state, found.outcome, found.thanks) == (HelpState.CLOSED, Outcome.HELPED, "多谢")


def test_trail_of_requests_names_nobody_and_holds_no_text() -> None:
    give("outsider")
    before = set(Revision.objects.values_list("number", flat=True))
    entries = AuditEntry.objects.count()
    found = ask()
    accept(found, show_name=False, by=employee("outsider"), today=AS_OF, now=now())
    say(found, "机密", by=employee("outsider"), now=now())
    made = Revision.objects.exclude(number__in=before)
    assert {one.actor for one in made} == {""}
    assert AuditEntry.objects.count() == entries
