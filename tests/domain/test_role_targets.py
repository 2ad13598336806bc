"""Role targets: present and goal, who supports, what is lacking."""

from renmai.domain.policy import POLICY, Policy
from renmai.domain.reading import Member
from renmai.domain.role_targets import ROLES, Gap, Lack, Placed, Target, staffing
from renmai.domain.stance import VoteAnswer
from renmai.store.models import ChainRole

Degrees = tuple[int | None, int | None, int | None]


def placed(code: str, degrees: Degrees = (1, 1, 1), role: str = "", veto: str = "no", approver: str = "no") -> Placed:
    return Placed(Member(code, degrees, VoteAnswer(veto), VoteAnswer(approver)), role)


def target(*chain: Placed, name: str, is_vote: bool = False, policy: Policy = POLICY) -> Target:
    found = staffing(chain, policy).targets
    return next(one for one in found if (one.name, one.is_vote) == (name, is_vote))


def test_roles_are_those_of_the_chain() -> None:
    assert set(ROLES) == set(ChainRole.values)


def test_empty_chain_lacks_everybody_who_is_asked_for() -> None:
    found = staffing((), POLICY)
    assert [(one.name, one.is_vote, one.lacks) for one in found.targets] == [
        ("approver", False, (Lack(Gap.MISSING, missing=1),)),
        ("evaluator", False, (Lack(Gap.MISSING, missing=1),)),
        ("user", False, (Lack(Gap.MISSING, missing=2),)),
        ("coach", False, (Lack(Gap.MISSING, missing=1),)),
        ("approver", True, (Lack(Gap.MISSING, missing=1),)),
        ("veto", True, ()),
    ]
    assert found.without_role is None


def test_goal_that_is_reached_asks_for_nothing_more() -> None:
    users = [placed(code, role="user") for code in "abc"]
    found = target(*users, name="user")
    assert (found.present, found.goal, found.is_reached, found.lacks) == (("a", "b", "c"), 2, True, ())


def test_goal_is_the_policy_s() -> None:
    asked = Policy(goal_user=0, goal_gatekeeper=2)
    names = [one.name for one in staffing((), asked).targets if not one.is_vote]
    assert names == ["approver", "gatekeeper", "evaluator", "coach"]
    assert target(placed("a", role="gatekeeper"), name="gatekeeper", policy=asked).lacks == (
        Lack(Gap.MISSING, missing=1),
    )


def test_role_that_nobody_asks_for_is_shown_once_somebody_has_it() -> None:
    assert target(placed("a", role="decider"), name="decider").present == ("a",)


def test_who_stands_above_zero_supports_and_who_stands_below_opposes() -> None:
    found = target(
        placed("for", (1, 0, None), "user"),
        placed("torn", (1, 0, -1), "user"),
        placed("against", (0, -1, None), "user"),
        placed("silent", (None, None, None), "user"),
        name="user",
    )
    assert found.support == ("for",)
    assert found.lacks == (Lack(Gap.OPPOSING, ("against",)), Lack(Gap.STANCE_UNKNOWN, ("silent",)))


def test_votes_are_counted_whatever_the_role_and_unknown_ones_are_named() -> None:
    chain = (
        placed("a", role="coach", veto="yes", approver="unknown"),
        placed("b", veto="unknown", approver="yes"),
    )
    approver, veto = (target(*chain, name=name, is_vote=True) for name in ("approver", "veto"))
    assert (approver.present, approver.lacks) == (("b",), (Lack(Gap.VOTE_UNKNOWN, ("a",)),))
    assert (veto.present, veto.goal, veto.lacks) == (("a",), 0, (Lack(Gap.VOTE_UNKNOWN, ("b",)),))


def test_members_without_a_role_are_named_once() -> None:
    found = staffing((placed("a"), placed("b", role="user"), placed("c")), POLICY)
    assert found.without_role == Lack(Gap.ROLE_UNKNOWN, ("a", "c"))
    assert found.without_role is not None
    assert found.without_role.count == 2
