"""Teams, people, competitors and stages: each rule, two administrators at once, and what the trail says."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest

from renmai.domain.errors import ConflictError, ErrorCode, RenmaiError
from renmai.refresh import current_panel
from renmai.store.actions.competitor import add_competitor, rename_competitor
from renmai.store.actions.employee import add_employee, edit_employee
from renmai.store.actions.stage import add_stage, move_stage, remove_stage, rename_stage
from renmai.store.actions.team import add_team, edit_team, remove_team
from renmai.store.cells import cells_of
from renmai.store.models import Account, AuditEntry, Competitor, Employee, Opportunity, Revision, Stage, Team

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
TODAY = date(2026, 9, 30)
BY: dict[str, Any] = {"actor": "admin", "now": NOW}
PERSON = {"name": "新人", "email": "", "team": "", "title": "", "role": "member", "sales": "no"} | dict.fromkeys(
    ("joined_on", "left_on"), ""
)

pytestmark = pytest.mark.usefixtures("world")


def refused(act: Callable[[], object]) -> tuple[ErrorCode, str]:
    """The error's code and the column it stands at; nothing is written."""
    before = Revision.objects.count()
    with pytest.raises(RenmaiError) as error:
        act()
    assert Revision.objects.count() == before
    return error.value.code, str(error.value.params.get("column", ""))


def team_cells(code: str) -> dict[str, str]:
    return cells_of(Team.objects.get(code=code))


def person_cells(code: str) -> dict[str, str]:
    return cells_of(Employee.objects.get(code=code))


def edit_person(code: str, **changes: str) -> None:
    shown = person_cells(code)
    edit_employee(code, {**shown, **changes}, shown, today=TODAY, **BY)


def last_entry() -> AuditEntry:
    return AuditEntry.objects.select_related("revision").latest("pk")


def test_team_is_added_renamed_and_seen_by_the_next_panel() -> None:
    add_team({"code": "新/组 %", "name": "新组", "parent": "north", "leader": "mate"}, **BY)
    assert current_panel().roster.team_of_code["新/组 %"].name == "新组"
    shown = team_cells("新/组 %")
    edit_team("新/组 %", {**shown, "name": "<b>二组</b>"}, shown, **BY)
    assert current_panel().roster.team_of_code["新/组 %"].name == "<b>二组</b>"
    entry = last_entry()
    assert (entry.file, entry.key, entry.revision.actor, entry.revision.structure) == (
        "teams",
        ["新/组 %"],
        "admin",
        True,
    )
    assert (entry.before, entry.after) == (shown, {**shown, "name": "<b>二组</b>"})


def test_team_cannot_stand_below_itself() -> None:
    shown = team_cells("sales")
    for parent in ("sales", "north"):
        act = partial(edit_team, "sales", {**shown, "parent": parent}, shown, **BY)
        assert refused(act) == (
            ErrorCode.TEAM_CYCLE,
            "parent",
        )


def test_team_needs_a_name_a_free_code_and_a_leader_who_exists() -> None:
    cells = {"code": "new", "name": "新", "parent": "", "leader": ""}
    assert refused(lambda: add_team({**cells, "name": ""}, **BY)) == (ErrorCode.MISSING_VALUE, "name")
    assert refused(lambda: add_team({**cells, "code": ""}, **BY)) == (ErrorCode.MISSING_VALUE, "code")
    assert refused(lambda: add_team({**cells, "code": "north"}, **BY)) == (ErrorCode.CODE_TAKEN, "code")
    assert refused(lambda: add_team({**cells, "code": "x" * 501}, **BY)) == (ErrorCode.TOO_LONG, "code")
    assert refused(lambda: add_team({**cells, "leader": "nobody"}, **BY)) == (ErrorCode.BAD_VALUE, "leader")


def test_team_goes_only_when_nothing_hangs_on_it() -> None:
    for code in ("sales", "north"):
        assert refused(partial(remove_team, code, **BY)) == (ErrorCode.TEAM_IN_USE, "")
    add_team({"code": "empty", "name": "空组", "parent": "", "leader": ""}, **BY)
    remove_team("empty", **BY)
    assert not Team.objects.filter(code="empty").exists()
    assert last_entry().after is None
    assert refused(lambda: remove_team("empty", **BY)) == (ErrorCode.UNKNOWN_TEAM, "")


def test_later_of_two_administrators_is_told_what_the_earlier_one_changed() -> None:
    shown = team_cells("north")
    edit_team("north", {**shown, "name": "华北一组"}, shown, **BY)
    with pytest.raises(ConflictError) as error:
        edit_team("north", {**shown, "name": "华北大组"}, shown, actor="executive", now=NOW)
    assert (error.value.column, error.value.who, error.value.was, error.value.now) == (
        "name",
        "许安之",
        "华北组",
        "华北一组",
    )
    edit_team("north", {**shown, "leader": "owner"}, shown, **BY)
    assert (team_cells("north")["name"], team_cells("north")["leader"]) == ("华北一组", "owner")


def test_saying_again_what_is_stored_leaves_no_trace() -> None:
    before = Revision.objects.count()
    shown = team_cells("north")
    edit_team("north", shown, shown, **BY)
    edit_person("owner")
    assert Revision.objects.count() == before


def test_person_is_added_and_leaves_on_a_day() -> None:
    add_employee({**PERSON, "code": "new", "team": "north", "joined_on": "2026-09-01"}, **BY)
    edit_person("new", left_on="2026-10-01")
    employee = Employee.objects.get(code="new")
    assert (employee.joined_on, employee.left_on) == (date(2026, 9, 1), date(2026, 10, 1))
    assert current_panel().roster.employee_of_code["new"].stop == date(2026, 10, 1).toordinal()


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("left_on", "2024-01-01", ErrorCode.END_BEFORE_START),
        ("left_on", "2023-12-31", ErrorCode.END_BEFORE_START),
        ("joined_on", "31.12.2026", ErrorCode.BAD_VALUE),
        ("team", "nowhere", ErrorCode.BAD_VALUE),
        ("role", "emperor", ErrorCode.BAD_VALUE),
        ("sales", "perhaps", ErrorCode.BAD_VALUE),
        ("name", "", ErrorCode.MISSING_VALUE),
    ],
)
def test_person_refuses_what_cannot_be_so(column: str, text: str, code: ErrorCode) -> None:
    assert refused(lambda: edit_person("owner", **{column: text})) == (code, column)


@pytest.mark.parametrize(
    ("column", "text"), [("role", "member"), ("left_on", "2027-01-01"), ("joined_on", "2026-12-01")]
)
def test_last_administrator_stays(column: str, text: str) -> None:
    assert refused(lambda: edit_person("admin", **{column: text})) == (ErrorCode.LAST_ADMIN, column)


def test_administrator_may_go_once_another_one_can_sign_in() -> None:
    Account.objects.filter(username="outsider").update(is_active=False)
    edit_person("outsider", role="admin")
    assert refused(lambda: edit_person("admin", role="member")) == (ErrorCode.LAST_ADMIN, "role")
    edit_person("leader", role="admin")
    edit_person("admin", role="member")
    assert Employee.objects.get(code="admin").role == "member"


def test_competitor_is_added_and_renamed_and_the_later_one_is_told() -> None:
    add_competitor({"code": "second", "name": "二号"}, **BY)
    shown = {"code": "second", "name": "二号"}
    rename_competitor("second", {"name": "二号机械"}, shown, **BY)
    assert [name for _, name in current_panel().competitors] == ["赤岭机械", "二号机械"]
    with pytest.raises(ConflictError):
        rename_competitor("second", {"name": "三号"}, shown, **BY)
    assert refused(lambda: rename_competitor("third", {"name": "x"}, {}, **BY)) == (ErrorCode.UNKNOWN_COMPETITOR, "")
    assert refused(lambda: add_competitor({"code": "rival", "name": "x"}, **BY)) == (ErrorCode.CODE_TAKEN, "code")
    assert Competitor.objects.count() == 2


def stages(*names: str) -> None:
    for name in names:
        add_stage(name, **BY)


def listed() -> list[str]:
    return list(Stage.objects.order_by("position").values_list("name", flat=True))


def code_of(name: str) -> str:
    return Stage.objects.get(name=name).code


def test_stage_moves_to_any_place_and_positions_have_no_gap() -> None:
    stages("一", "二", "三")
    move_stage(code_of("三"), 1, **BY)
    assert listed() == ["三", "一", "二"]
    move_stage(code_of("三"), 99, **BY)
    assert listed() == ["一", "二", "三"]
    remove_stage(code_of("一"), **BY)
    assert list(Stage.objects.order_by("position").values_list("position", flat=True)) == [1, 2]


def test_renaming_a_stage_carries_the_opportunities_along() -> None:
    Opportunity.unscoped.filter(code__in=("crane", "pier")).update(stage="谈判")
    stages("谈判", "签约")
    current_panel()
    assert rename_stage(code_of("谈判"), "商务谈判", "谈判", **BY) == 2
    assert set(Opportunity.unscoped.exclude(stage="").values_list("code", "stage")) == {
        ("crane", "商务谈判"),
        ("pier", "商务谈判"),
    }
    entries = {entry.subject: entry for entry in AuditEntry.objects.filter(file="opportunities")}
    assert set(entries) == {"crane", "pier"}
    crane = entries["crane"]
    assert crane.after == {**(crane.before or {}), "stage": "商务谈判"}
    assert crane.after == cells_of(Opportunity.unscoped.get(code="crane"))
    slabs = current_panel().slabs
    assert "商务谈判" in {str(stage) for slab in slabs for stage in slab.opportunities.stage}


def test_stage_refuses_a_taken_a_blank_and_an_endless_name() -> None:
    stages("一", "二")
    for name, code in (("", ErrorCode.MISSING_VALUE), ("一", ErrorCode.NAME_TAKEN), ("x" * 501, ErrorCode.TOO_LONG)):
        assert refused(partial(add_stage, name, **BY)) == (code, "name")
        if name != "一":
            assert refused(partial(rename_stage, code_of("一"), name, "一", **BY)) == (code, "name")
    assert refused(lambda: rename_stage(code_of("二"), "一", "二", **BY)) == (ErrorCode.NAME_TAKEN, "name")


def test_stage_in_use_stays() -> None:
    Opportunity.unscoped.filter(code="crane").update(stage="谈判")
    stages("谈判")
    assert refused(lambda: remove_stage(code_of("谈判"), **BY)) == (ErrorCode.STAGE_IN_USE, "")


def test_stage_renamed_meanwhile_is_a_conflict() -> None:
    stages("一")
    code = code_of("一")
    rename_stage(code, "二", "一", **BY)
    with pytest.raises(ConflictError) as error:
        rename_stage(code, "三", "一", actor="executive", now=NOW)
    assert (error.value.was, error.value.now, error.value.who) == ("一", "二", "许安之")
