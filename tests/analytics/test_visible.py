"""Who may look at what: nobody sees more than spec 1.4 grants."""

from datetime import date

import pytest

from renmai.analytics import influence_line
from renmai.analytics.cell import Cell
from renmai.analytics.reports import LINES, check, report
from renmai.analytics.visible import scope_of, view_choices, who_sees, widest_view
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.question import COMPANY, Question, View
from renmai.domain.scope import NOTHING
from tests.bundles import shared_bundle
from tests.panels import panel_of

TODAY = date(2026, 10, 1)
AS_OF = date(2026, 9, 30)
PANEL = panel_of(shared_bundle("tiny"))


def choices(employee: str) -> list[str]:
    return [choice.view for choice in view_choices(PANEL, scope_of(PANEL, employee, TODAY))]


def test_salesperson_sees_oneself_only() -> None:
    assert choices("E4") == ["personal:E4"]


def test_leader_sees_the_team_and_each_of_its_people() -> None:
    assert choices("E3") == ["team:S2", "personal:E3", "personal:E4"]


def test_executive_sees_company_teams_and_everybody() -> None:
    everybody = {"company", "team:S", "team:S1", "team:S2", *(f"personal:E{n}" for n in range(1, 6))}
    assert set(choices("E1")) == everybody
    assert len(choices("E1")) == len(everybody)


@pytest.mark.parametrize(("employee", "view"), [("E1", "company"), ("E3", "team:S2"), ("E4", "personal:E4")])
def test_everybody_starts_at_the_widest_view_allowed(employee: str, view: str) -> None:
    assert str(widest_view(PANEL, scope_of(PANEL, employee, TODAY))) == view


def test_who_sees_is_the_scope_the_other_way() -> None:
    staff = PANEL.roster.staff.employees
    there = [one.code for one in staff if one.start <= TODAY.toordinal() < one.stop]
    scopes = {code: scope_of(PANEL, code, TODAY) for code in there}
    for owner in staff:
        expected = [code for code in there if scopes[code].everything or owner.code in scopes[code].employees]
        assert [one.code for one in who_sees(PANEL, owner.id, TODAY)] == sorted(expected)
    nobodys = [one.code for one in who_sees(PANEL, 0, TODAY)]
    assert nobodys == sorted(code for code in there if scopes[code].everything)


@pytest.mark.parametrize("employee", ["E5", "E9", "", "e4"])
def test_scope_is_refused_to_whoever_does_not_work_here(employee: str) -> None:
    with pytest.raises(RenmaiError) as refused:
        scope_of(PANEL, employee, TODAY)
    assert refused.value.code is ErrorCode.UNKNOWN_EMPLOYEE


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("view", ["company", "team:S", "team:S1", "team:NONE", "personal:E2", "personal:NONE"])
def test_unseen_view_is_refused_like_one_that_does_not_exist(line: str, view: str) -> None:
    with pytest.raises(RenmaiError) as refused:
        check(PANEL, line, Question(AS_OF, view=View.parse(view)), scope_of(PANEL, "E4", TODAY))
    assert (refused.value.code, refused.value.params) == (
        ErrorCode.UNKNOWN_VIEW,
        {"view": view, "open": "personal:E4"},
    )


@pytest.mark.parametrize("line", LINES)
def test_empty_scope_sees_nothing(line: str) -> None:
    with pytest.raises(RenmaiError):
        report(PANEL, line, Question(AS_OF, view=COMPANY), NOTHING)


def influence_of(employee: str, view: str) -> list[dict[str, object]]:
    question = Question(AS_OF, view=View.parse(view))
    return influence_line.listing(PANEL, question, scope_of(PANEL, employee, TODAY))[:]


def test_influence_list_masks_persons_of_customers_one_may_not_see() -> None:
    known = {str(row["code"]): row for row in influence_of("E2", "personal:E2")}
    assert set(known["K09"]) == {"code", "customer", "department", "title", "closeness", "owner"}
    assert known["K01"]["name"] == "吴望舒"


def test_influence_list_names_everybody_for_an_executive() -> None:
    assert all("name" in row for row in influence_of("E1", "company"))


@pytest.mark.parametrize("cell", ["veto:yes", "approver:unknown", "closeness:good"])
def test_influence_list_opens_no_votes_or_grades(cell: str) -> None:
    question = Question(AS_OF, view=View.parse("personal:E2"))
    with pytest.raises(RenmaiError) as refused:
        influence_line.listing(PANEL, question, scope_of(PANEL, "E2", TODAY), Cell.parse(cell))
    assert refused.value.code is ErrorCode.UNKNOWN_CELL
