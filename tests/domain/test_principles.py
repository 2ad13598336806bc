"""Every principle of spec 1.8: found, only just not found, unknown, nothing to compare with."""

from dataclasses import replace

import pytest

from renmai.domain.evidence import Evidence
from renmai.domain.grade import Grade
from renmai.domain.policy import POLICY, Policy
from renmai.domain.principles import Cases, next_actions
from renmai.domain.principles.base import Line, NextAction, Principle, SubjectType
from renmai.domain.principles.cases import (
    AccountCase,
    Ally,
    Attitude,
    ChainCase,
    EmployeeCase,
    GradeMove,
    Movement,
    PersonCase,
    ResourceCase,
    Step,
    ViewCase,
)
from renmai.domain.stance import VoteAnswer

Stances = tuple[int | None, int | None, int | None]
YES, NO, UNKNOWN = VoteAnswer.YES, VoteAnswer.NO, VoteAnswer.UNKNOWN

FRIENDLY = Attitude(degrees=(1, 1, 1), veto=NO, approver=NO)
CALM = PersonCase(
    code="K1",
    name="吴望舒",
    customer="C1",
    focus=False,
    customer_focus=False,
    attitude=FRIENDLY,
    reporting_line=True,
    influence=True,
    days_since_contact=0,
    allies=(),
    focus_chains=(),
    amount=0.0,
)
IDLE = ChainCase(code="O1", name="产线改造", customer="C1", focus=True, amount=10.0, members=3, lead=(0.1, None, -1.0))
STAFFED = ResourceCase(
    code="C1",
    name="青禾制造",
    focus=True,
    amount=0.0,
    strategy="grow",
    roles_missing=(),
    open_steps=1,
    days_since_activity=1,
)
STEADY = AccountCase(
    code="C1", name="青禾制造", focus=True, amount=0.0, averages=(), grades=(), indicators=(), burdens=()
)
ASKED = EmployeeCase(code="E1", name="陈立言", sales=False, influences=1)
COMPANY = ViewCase(code="company", name="", whole_company=True, figures=(), averages=())


def thinks(
    person: PersonCase,
    degrees: Stances | None = None,
    veto: VoteAnswer | None = None,
    approver: VoteAnswer | None = None,
) -> PersonCase:
    """The person with another attitude."""
    was = person.attitude
    return replace(person, attitude=Attitude(degrees or was.degrees, veto or was.veto, approver or was.approver))


def of(
    principle: Principle,
    line: Line,
    *,
    person: PersonCase = CALM,
    chain: ChainCase = IDLE,
    resource: ResourceCase = STAFFED,
    account: AccountCase = STEADY,
    employee: EmployeeCase = ASKED,
    view: ViewCase = COMPANY,
) -> Evidence | None:
    """The evidence of the principle's one action, None if it finds nothing."""
    actions = next_actions(Cases([person], [chain], [resource], [account], [employee], [view]), POLICY)
    found = [action for action in actions if (action.principle, action.line) == (principle, line)]
    assert len(found) <= 1
    return found[0].evidence if found else None


def test_nothing_is_found_where_all_is_well() -> None:
    assert next_actions(Cases([CALM], [IDLE], [STAFFED], [STEADY], [ASKED], [COMPANY]), POLICY) == []


WATCHED = replace(CALM, customer_focus=True)


@pytest.mark.parametrize(
    ("person", "missing"),
    [
        (replace(WATCHED, days_since_contact=None), []),
        (replace(WATCHED, days_since_contact=91), []),
        (thinks(WATCHED, degrees=(1, None, 1)), ["solution"]),
        (thinks(WATCHED, veto=UNKNOWN, approver=UNKNOWN), ["veto", "approver"]),
        (replace(WATCHED, reporting_line=False, influence=False), ["reporting_line", "influence"]),
    ],
)
def test_every_person_finds_who_is_not_met_or_not_known(person: PersonCase, missing: list[str]) -> None:
    evidence = of(Principle.EVERY_PERSON, Line.CUSTOMER, person=person)
    assert evidence == {"days_since_contact": person.days_since_contact, "at_most": 90, "missing": missing}
    assert of(Principle.EVERY_PERSON, Line.CUSTOMER, person=replace(person, customer_focus=False)) is None


def test_every_person_lets_ninety_days_pass() -> None:
    person = replace(CALM, customer_focus=True, days_since_contact=90)
    assert of(Principle.EVERY_PERSON, Line.CUSTOMER, person=person) is None


@pytest.mark.parametrize("lead", [(0.0, -1.0, None), (-2.0, -2.0, -2.0), (None, None, None), (1e-12, None, None)])
def test_ahead_finds_a_focus_opportunity_that_leads_nowhere(
    lead: tuple[float | None, float | None, float | None],
) -> None:
    chain = replace(IDLE, lead=lead)
    evidence = of(Principle.AHEAD, Line.CUSTOMER, chain=chain)
    assert evidence == {"members": 3, "lead": dict(zip(("closeness", "solution", "price"), lead, strict=True))}
    assert of(Principle.AHEAD, Line.CUSTOMER, chain=replace(chain, focus=False)) is None


def test_ahead_is_content_with_one_degree() -> None:
    assert of(Principle.AHEAD, Line.CUSTOMER, chain=replace(IDLE, lead=(None, 0.01, -2.0))) is None


@pytest.mark.parametrize(
    ("degrees", "expected"),
    [
        ((-1, 0, 2), {"degrees": {"closeness": -1}}),
        ((None, -2, -1), {"degrees": {"solution": -2, "price": -1}}),
        ((0, 0, 0), None),
        ((None, None, None), None),
    ],
)
def test_mend_finds_who_opposes(degrees: Stances, expected: Evidence | None) -> None:
    assert of(Principle.MEND, Line.CUSTOMER, person=thinks(CALM, degrees)) == expected


@pytest.mark.parametrize(
    ("person", "because"),
    [
        (replace(CALM, focus=True), ["focus"]),
        (thinks(CALM, veto=YES), ["veto"]),
        (thinks(CALM, approver=YES), ["approver"]),
        (thinks(replace(CALM, focus=True), veto=YES, approver=YES), ["focus", "veto", "approver"]),
    ],
)
def test_breakthrough_finds_people_that_count(person: PersonCase, because: list[str]) -> None:
    assert of(Principle.BREAKTHROUGH, Line.CUSTOMER, person=person) is None
    negative = thinks(person, (0, -1, 0))
    assert of(Principle.BREAKTHROUGH, Line.CUSTOMER, person=negative) == {
        "because": because,
        "unknown": [],
        "degrees": {"solution": -1},
    }
    unknown = thinks(person, (0, 0, None))
    assert of(Principle.BREAKTHROUGH, Line.CUSTOMER, person=unknown) == {
        "because": because,
        "unknown": ["price"],
        "degrees": {},
    }


def test_breakthrough_needs_a_reason_to_care() -> None:
    stranger = thinks(CALM, (-2, None, None), veto=UNKNOWN)
    assert of(Principle.BREAKTHROUGH, Line.CUSTOMER, person=stranger) is None


@pytest.mark.parametrize(
    ("change", "unused"),
    [
        ({"roles_missing": ("solution", "delivery")}, ["solution", "delivery"]),
        ({"open_steps": 0}, ["plan"]),
        ({"strategy": None}, ["strategy"]),
        ({"days_since_activity": None}, ["activity"]),
        ({"days_since_activity": 91}, ["activity"]),
        (
            {"roles_missing": ("account",), "strategy": None, "open_steps": 0, "days_since_activity": 91},
            ["strategy", "account", "plan", "activity"],
        ),
    ],
)
def test_all_guns_finds_what_is_not_in_use(change: dict[str, object], unused: list[str]) -> None:
    resource = replace(STAFFED, **change)  # type: ignore[arg-type]
    evidence = of(Principle.ALL_GUNS, Line.CUSTOMER, resource=resource)
    assert evidence == {"unused": unused, "days_since_activity": resource.days_since_activity, "at_most": 90}
    assert of(Principle.ALL_GUNS, Line.CUSTOMER, resource=replace(resource, focus=False)) is None


def test_all_guns_lets_ninety_days_pass() -> None:
    assert of(Principle.ALL_GUNS, Line.CUSTOMER, resource=replace(STAFFED, days_since_activity=90)) is None


@pytest.mark.parametrize(
    ("now", "previous", "found"),
    [(1.0, 2.0, True), (2.0, 2.0, False), (3.0, 2.0, False), (None, 2.0, False), (1.0, None, False)],
)
def test_steer_finds_an_indicator_that_fell(now: float | None, previous: float | None, found: bool) -> None:
    fact = {"indicator": "captured_count", "now": now, "previous": previous}
    account = replace(STEADY, indicators=(Step("captured_count", now, previous),))
    assert of(Principle.STEER, Line.CUSTOMER, account=account) == ({"worse": [fact]} if found else None)


def test_steer_finds_a_burden_that_grew() -> None:
    account = replace(STEADY, burdens=(Step("untouched_members", 3, 1),))
    fact = {"indicator": "untouched_members", "now": 3, "previous": 1}
    assert of(Principle.STEER, Line.CUSTOMER, account=account) == {"worse": [fact]}
    lighter = replace(STEADY, burdens=(Step("untouched_members", 1, 3),))
    assert of(Principle.STEER, Line.CUSTOMER, account=lighter) is None


@pytest.mark.parametrize(
    ("now", "previous", "found"),
    [
        (Grade.GOOD, Grade.EXCELLENT, True),
        (Grade.POOR, Grade.MEDIUM, True),
        (Grade.MEDIUM, Grade.MEDIUM, False),
        (Grade.GOOD, Grade.POOR, False),
        (Grade.UNGRADED, Grade.GOOD, False),
        (Grade.POOR, Grade.UNGRADED, False),
        (Grade.POOR, None, False),
    ],
)
def test_steer_finds_a_lower_grade(now: Grade, previous: Grade | None, found: bool) -> None:
    account = replace(STEADY, grades=(GradeMove("price", now, previous),))
    fact = {"indicator": "grade", "degree": "price", "now": now, "previous": previous}
    assert of(Principle.STEER, Line.CUSTOMER, account=account) == ({"worse": [fact]} if found else None)


FALLS = [
    (0.5, 0.75, None, True),
    (0.5, None, 0.75, True),
    (0.5, 0.25, 0.75, True),
    (0.5, 0.5, 0.5, False),
    (0.5, 0.5000000001, None, False),
    (0.75, 0.5, 0.5, False),
    (None, 0.5, 0.5, False),
    (0.5, None, None, False),
]


@pytest.mark.parametrize(("now", "previous", "year_ago", "found"), FALLS)
@pytest.mark.parametrize("line", list(Line))
def test_always_up_finds_an_average_that_fell(
    line: Line, now: float | None, previous: float | None, year_ago: float | None, found: bool
) -> None:
    moved = (Movement("price", now, previous, year_ago),)
    fact = {"degree": "price", "now": now, "previous": previous, "year_ago": year_ago}
    expected = {"fell": [fact]} if found else None
    account = replace(STEADY, averages=moved if line is Line.CUSTOMER else ())
    view = replace(COMPANY, averages=moved if line is Line.INFLUENCE else ())
    assert of(Principle.ALWAYS_UP, line, account=account, view=view) == expected


@pytest.mark.parametrize("sales", [True, False])
def test_ask_everyone_finds_who_named_nobody(sales: bool) -> None:
    silent = replace(ASKED, influences=0, sales=sales)
    assert of(Principle.ASK_EVERYONE, Line.INFLUENCE, employee=silent) == {"influences": 0, "sales": sales}
    assert of(Principle.ASK_EVERYONE, Line.INFLUENCE, employee=replace(silent, influences=1)) is None


def test_everyone_helps_finds_whom_to_ask() -> None:
    person = thinks(replace(CALM, allies=(Ally("E5", sales=False),)), (None, 1, 1), approver=UNKNOWN)
    assert of(Principle.EVERYONE_HELPS, Line.INFLUENCE, person=person) == {
        "unknown": ["closeness", "approver"],
        "employees": ["E5"],
        "salesperson": False,
    }
    helped = replace(person, allies=(Ally("E2", sales=True), Ally("E5", sales=False)))
    evidence = of(Principle.EVERYONE_HELPS, Line.INFLUENCE, person=helped)
    assert evidence is not None
    assert evidence["salesperson"] is True
    assert of(Principle.EVERYONE_HELPS, Line.INFLUENCE, person=replace(person, allies=())) is None
    insighted = replace(person, attitude=FRIENDLY)
    assert of(Principle.EVERYONE_HELPS, Line.INFLUENCE, person=insighted) is None


@pytest.mark.parametrize(
    ("degrees", "expected"),
    [((0, 1, 1), {"closeness": 0}), ((-1, 0, None), {"closeness": -1, "solution": 0}), ((1, 2, None), None)],
)
def test_breakthrough_of_influence_finds_members_to_win(degrees: Stances, expected: dict[str, int] | None) -> None:
    person = thinks(replace(CALM, allies=(Ally("E2", sales=True),), focus_chains=("O1", "O2")), degrees)
    evidence = of(Principle.BREAKTHROUGH, Line.INFLUENCE, person=person)
    if expected is None:
        assert evidence is None
    else:
        assert evidence == {"opportunities": ["O1", "O2"], "degrees": expected, "employees": ["E2"]}
    assert of(Principle.BREAKTHROUGH, Line.INFLUENCE, person=replace(person, allies=())) is None
    assert of(Principle.BREAKTHROUGH, Line.INFLUENCE, person=replace(person, focus_chains=())) is None


@pytest.mark.parametrize(
    ("now", "previous", "found"), [(0.3, 0.4, True), (0.4, 0.4, False), (None, 0.4, False), (0.3, None, False)]
)
def test_steer_of_influence_holds_figures_against_their_past(
    now: float | None, previous: float | None, found: bool
) -> None:
    view = replace(COMPANY, figures=(Step("potential", now, previous),))
    fact = {"indicator": "potential", "now": now, "previous": previous}
    assert of(Principle.STEER, Line.INFLUENCE, view=view) == ({"worse": [fact]} if found else None)


@pytest.mark.parametrize(
    ("now", "whole_company", "found"),
    [(0.29, True, True), (0.3, True, False), (0.29, False, False), (None, True, False)],
)
def test_steer_of_influence_holds_the_company_against_its_target(
    now: float | None, whole_company: bool, found: bool
) -> None:
    view = replace(COMPANY, whole_company=whole_company, figures=(Step("potential", now, now),))
    actions = next_actions(Cases(views=[view]), Policy(potential_target=0.3, contribution_target=0.9))
    fact = {"indicator": "potential", "now": now, "previous": now, "target": 0.3}
    assert [action.evidence for action in actions] == ([{"worse": [fact]}] if found else [])


def test_actions_name_their_subject_and_customer() -> None:
    actions = next_actions(
        Cases(
            people=[thinks(CALM, (-1, 0, 0))],
            chains=[replace(IDLE, lead=(None, None, None))],
            resources=[replace(STAFFED, strategy=None)],
            employees=[replace(ASKED, influences=0)],
            views=[replace(COMPANY, figures=(Step("potential", 0.1, 0.2),))],
        ),
        POLICY,
    )
    assert {(action.subject.type, action.subject.code, action.subject.name, action.customer) for action in actions} == {
        (SubjectType.KEY_PERSON, "K1", "吴望舒", "C1"),
        (SubjectType.OPPORTUNITY, "O1", "产线改造", "C1"),
        (SubjectType.CUSTOMER, "C1", "青禾制造", "C1"),
        (SubjectType.EMPLOYEE, "E1", "陈立言", None),
        (SubjectType.VIEW, "company", "", None),
    }


OPPOSED = thinks(CALM, (-1, 1, 1))


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (OPPOSED, 2),
        (replace(OPPOSED, focus=True), 3),
        (replace(OPPOSED, customer_focus=True), 3),
        (replace(OPPOSED, focus_chains=("O1",)), 3),
        (thinks(OPPOSED, veto=YES), 4),
        (thinks(OPPOSED, veto=YES, approver=YES), 4),
        (thinks(OPPOSED, approver=UNKNOWN), 2),
        (replace(OPPOSED, amount=0.01), 3),
        (thinks(replace(OPPOSED, focus=True, amount=5.0), approver=YES), 6),
    ],
)
def test_priority_adds_urgency_votes_focus_and_money(person: PersonCase, expected: int) -> None:
    [mend] = [action for action in next_actions(Cases(people=[person]), POLICY) if action.principle is Principle.MEND]
    assert mend.priority == expected


def order_of(*people: PersonCase) -> list[str]:
    actions: list[NextAction] = next_actions(Cases(people=people), POLICY)
    return [action.subject.code for action in actions if action.principle is Principle.MEND]


def test_more_money_comes_first_among_equals() -> None:
    small, large = replace(OPPOSED, code="K1", amount=5.0), replace(OPPOSED, code="K2", amount=6.0)
    assert order_of(small, large) == ["K2", "K1"]


def test_votes_come_before_money() -> None:
    rich = replace(OPPOSED, code="K1", amount=6.0)
    voter = thinks(replace(OPPOSED, code="K2", amount=1.0), veto=YES)
    assert order_of(rich, voter) == ["K2", "K1"]


def test_ties_are_broken_by_customer_and_code() -> None:
    second = replace(OPPOSED, code="K2", customer="C1")
    assert order_of(replace(OPPOSED, code="K1", customer="C2"), second, replace(second, code="K1")) == [
        "K1",
        "K2",
        "K1",
    ]
