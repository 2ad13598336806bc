"""One decision chain by itself: its reading with what decides it, its members, its lead."""

from datetime import date, timedelta

import pytest

from renmai.analytics.customer import alone
from renmai.analytics.decision_chain import Reason, features_known, leads, members_on, standings, verdict_on
from renmai.analytics.decision_chain_line import listing
from renmai.analytics.panel import Panel
from renmai.domain.policy import POLICY, Policy
from renmai.domain.question import Question
from renmai.domain.reading import Fact, FactCode, Reading
from renmai.domain.scope import EVERYTHING
from tests.analytics.deal import LONG_AGO, assessed, changed, deal, only
from tests.bundles import Bundle, Row, shared_bundle
from tests.panels import panel_of

AS_OF = date(2026, 9, 30)
TORN = deal(
    boss=(1, 1, -1, False, True),
    buyer=(-1, -1, 0, True, False),
    expert=(0, 0, -1, True, False),
    silent=(2, None, None, True, False),
    stranger=(None, None, None, None, None),
)


def reasons(bundle: Bundle, day: date = AS_OF, policy: Policy = POLICY) -> list[Reason]:
    found = verdict_on(only(bundle, policy=policy), day, "O")
    assert found is not None
    return list(found.reasons)


def test_reason_gives_the_number_that_decides_the_limit_and_the_day() -> None:
    said = date(2026, 5, 4)
    again = TORN | {"assessments": [*TORN["assessments"], assessed("buyer", said, (-1, 0, -1, True, False))]}
    assert reasons(again) == [
        Reason(Fact(FactCode.VETO_OPPOSED, "buyer"), -2 / 3, -0.5, said_on=said),
        Reason(Fact(FactCode.DEGREE_UNKNOWN, "silent"), unknown=("solution", "price"), said_on=LONG_AGO),
        Reason(Fact(FactCode.VETO_UNKNOWN, "stranger"), said_on=LONG_AGO),
        Reason(Fact(FactCode.APPROVER_SHORT, "boss"), 1 / 3, 1.0, said_on=LONG_AGO),
        Reason(Fact(FactCode.VETO_NEGATIVE, "expert"), -1 / 3, 0.0, said_on=LONG_AGO),
    ]


def test_reason_about_nobody_has_neither_number_nor_day() -> None:
    assert reasons(deal(user=(2, 2, 2, False, False))) == [Reason(Fact(FactCode.APPROVER_MISSING))]


def test_person_never_assessed_has_no_day() -> None:
    unknown = TORN | {"assessments": [row for row in TORN["assessments"] if row["key_person"] != "stranger"]}
    [reason] = [one for one in reasons(unknown) if one.fact.person == "stranger"]
    assert reason.said_on is None


def test_limits_are_the_policy_s() -> None:
    strict = reasons(TORN, policy=Policy(blocked_mean=-0.3))
    assert [(one.fact.person, one.limit) for one in strict if one.fact.code is FactCode.VETO_OPPOSED] == [
        ("buyer", -0.3),
        ("expert", -0.3),
    ]


@pytest.mark.parametrize(
    ("file", "cells", "day"),
    [
        ("opportunities", {"opened_on": date(2026, 10, 1)}, AS_OF),
        ("opportunities", {"status": "won", "closed_on": AS_OF}, AS_OF),
        ("key_people", {"left_on": AS_OF}, AS_OF),
        ("key_people", {}, LONG_AGO - timedelta(days=1)),
    ],
)
def test_chain_without_a_reading_says_nothing(file: str, cells: Row, day: date) -> None:
    assert verdict_on(only(changed(TORN, file, **cells)), day, "O") is None


def test_closed_chain_still_has_members_standings_and_a_lead() -> None:
    rival = assessed("boss", LONG_AGO, (2, None, None, None, None), "R")
    closed = changed(TORN, "opportunities", status="lost", closed_on=AS_OF)
    panel = only(closed | {"assessments": [*closed["assessments"], rival]})
    assert [member.code for member in members_on(panel, AS_OF, "O")] == [
        "boss",
        "buyer",
        "expert",
        "silent",
        "stranger",
    ]
    assert leads(panel, AS_OF, "O") == {"closeness": 2 / 4 - 2, "solution": None, "price": None}
    assert {rival.code if rival else "": at.known for rival, at in standings(panel, AS_OF, "O").items()} == {
        "": (4, 3, 3),
        "R": (1, 0, 0),
    }


def test_features_known_are_those_of_the_members() -> None:
    # Three degrees and two votes of three members, closeness and both votes of one, nothing of the last.
    assert features_known(only(TORN), AS_OF, "O") == (3 * 5 + 3, 5 * 7)
    assert features_known(only(TORN), AS_OF, "no such chain") == (0, 0)


def test_verdict_is_that_of_the_line() -> None:
    tiny = panel_of(shared_bundle("tiny"))
    rows = listing(tiny, Question(AS_OF), EVERYTHING)[:]
    assert {row["reading"] for row in rows} >= {Reading.BLOCKED, Reading.UNSAFE}
    for row in rows:
        panel = one_of(tiny, row["customer"])
        found = verdict_on(panel, AS_OF, row["opportunity"])
        assert found is not None
        told = [{"code": fact.code.value} | ({"person": fact.person} if fact.person else {}) for fact in found.facts]
        assert (found.reading.value, told) == (row["reading"], row["facts"])
        assert leads(panel, AS_OF, row["opportunity"]) == row["lead"]
        assert len(members_on(panel, AS_OF, row["opportunity"])) == row["members"]


def one_of(company: Panel, customer: str) -> Panel:
    found = alone(company, customer)
    assert found is not None
    return found.panel
