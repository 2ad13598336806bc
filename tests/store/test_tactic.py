"""Tactics are written, copied, shared and retired; a private copy is its owner's alone, whoever else asks."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from renmai.domain.errors import ConflictError, ErrorCode, RenmaiError
from renmai.domain.scope import EVERYTHING
from renmai.store.actions.tactic import (
    LONGEST_HOW,
    LONGEST_NAME,
    MOST_COPIES,
    Draft,
    add_tactic,
    change_tactic,
    copy_tactic,
    is_company_tactic,
    retire_tactic,
    share_tactic,
)
from renmai.store.models import AuditEntry, Employee, Revision, Tactic
from renmai.store.playbook import company_tactics, playbook_of, template_of
from renmai.store.visible import ScopeMissingError
from tests.people import AS_OF, EMPLOYEES, NAMES

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
STANDARD = "acquire_terms"
SECRET = "先请他们的采购去看海"

pytestmark = pytest.mark.usefixtures("world")


def employee(code: str) -> Employee:
    return Employee.objects.get(code=code)


def draft(**given: Any) -> Draft:
    cells = {"strategy": "acquire", "name": "首单让利", "how": SECRET, "degrees": ("price",), "targets": ("votes",)}
    return Draft(**{**cells, **given})


def copy(by: str = "owner", code: str = STANDARD, **given: Any) -> str:
    return copy_tactic(code, draft(**given), by=employee(by), now=NOW)


def copied(one: Draft) -> str:
    return copy_tactic(STANDARD, one, by=employee("owner"), now=NOW)


def readers(code: str) -> set[str]:
    """Who of the cast can fetch the tactic, and finds it in the playbook."""
    fetched = {one for one in EMPLOYEES if template_of(code, employee(one))}
    listed = {one for one in EMPLOYEES if code in {found.code for found in playbook_of(employee(one))}}
    assert fetched == listed
    return fetched


# --- who reads what


def test_company_has_the_standards_until_it_writes_its_own() -> None:
    assert [one.code for one in company_tactics()][:5] == [
        "acquire_references",
        "acquire_exchange",
        "acquire_senior",
        "acquire_comparison",
        "acquire_terms",
    ]
    assert Tactic.unscoped.count() == 0


def test_private_copy_is_its_owners_alone_and_a_shared_one_everybodys() -> None:
    code = copy()
    assert readers(code) == {"owner"}
    share_tactic(code, shared=True, by=employee("owner"), now=NOW)
    assert readers(code) == set(EMPLOYEES)
    share_tactic(code, shared=False, by=employee("owner"), now=NOW)
    assert readers(code) == {"owner"}


def test_copies_are_no_tactics_of_the_company() -> None:
    code = copy()
    share_tactic(code, shared=True, by=employee("owner"), now=NOW)
    assert code not in {one.code for one in company_tactics()}
    assert not is_company_tactic(code)


@pytest.mark.parametrize("who", ["mate", "leader", "other", "executive", "admin"])
def test_nobody_else_writes_shares_retires_or_copies_a_private_copy(who: str) -> None:
    code, by = copy(), employee(who)
    attempts = (
        lambda: change_tactic(code, draft(name="别的"), {}, by=by, now=NOW),
        lambda: share_tactic(code, shared=True, by=by, now=NOW),
        lambda: retire_tactic(code, retired=True, by=by, now=NOW),
        lambda: copy_tactic(code, draft(), by=by, now=NOW),
    )
    for attempt in attempts:
        with pytest.raises(RenmaiError) as refused:
            attempt()
        assert refused.value.code is ErrorCode.UNKNOWN_TACTIC
    assert Tactic.unscoped.get(code=code).name == "首单让利"


def test_shared_copy_can_be_copied_and_the_copy_belongs_to_the_companys_tactic() -> None:
    code = copy()
    share_tactic(code, shared=True, by=employee("owner"), now=NOW)
    second = copy("mate", code, name="我的")
    assert readers(second) == {"mate"}
    found = template_of(second, employee("mate"))
    assert found is not None
    assert (found.root, found.strategy) == (STANDARD, "acquire")


def test_rows_are_not_fetched_without_saying_for_whom() -> None:
    for query in (Tactic.objects.all(), Tactic.objects.filter(code="x")):
        with pytest.raises(ScopeMissingError):
            list(query)
        with pytest.raises(ScopeMissingError):
            query.count()
    with pytest.raises(NotImplementedError):
        Tactic.objects.visible_to(EVERYTHING, AS_OF)


def test_trail_tells_no_word_of_a_private_copy() -> None:
    code, by = copy(), employee("owner")
    change_tactic(code, draft(how=f"{SECRET}！"), {}, by=by, now=NOW)
    retire_tactic(code, retired=True, by=by, now=NOW)
    entries = AuditEntry.objects.filter(file="tactics")
    assert entries.count() == 3
    assert [
        one for one in entries if SECRET in f"{one.before}{one.after}" or "首单" in f"{one.before}{one.after}"
    ] == []
    assert {one.revision.action for one in entries} == {"copy tactic", "change tactic", "retire tactic"}


def test_trail_tells_what_is_shared_and_nothing_from_when_it_no_longer_is() -> None:
    code, by = copy(), employee("owner")
    share_tactic(code, shared=True, by=by, now=NOW)
    share_tactic(code, shared=False, by=by, now=NOW)
    _, shared, unshared = AuditEntry.objects.filter(file="tactics").order_by("pk")
    assert shared.after is not None
    assert unshared.after is not None
    assert shared.after["how"] == SECRET
    assert "how" not in unshared.after


# --- writing


def test_standard_is_changed_and_changed_back() -> None:
    by = employee("admin")
    assert change_tactic(STANDARD, draft(strategy="watch", how=""), {}, by=by, now=NOW)
    [found] = [one for one in company_tactics() if one.code == STANDARD]
    assert (found.name, found.how, found.strategy, found.targets) == ("首单让利", "", "acquire", ("votes",))
    assert change_tactic(STANDARD, draft(name="", how="", targets=("votes", "senior")), {}, by=by, now=NOW)
    [found] = [one for one in company_tactics() if one.code == STANDARD]
    assert found.says_the_standard


def test_saving_what_is_so_already_leaves_no_trace() -> None:
    by = employee("admin")
    same = draft(name="", how="", targets=("senior", "votes"))
    assert change_tactic(STANDARD, same, {}, by=by, now=NOW) is False
    assert retire_tactic(STANDARD, retired=False, by=by, now=NOW) is False
    assert Revision.objects.count() == 1
    assert Tactic.unscoped.count() == 0


def test_own_tactic_of_the_company_is_added_retired_and_used_again() -> None:
    by = employee("admin")
    code = add_tactic(draft(strategy="watch"), by=by, now=NOW)
    assert readers(code) == set(EMPLOYEES)
    assert is_company_tactic(code)
    assert retire_tactic(code, retired=True, by=by, now=NOW)
    assert is_company_tactic(code)
    assert [one.retired for one in company_tactics() if one.code == code] == [True]
    assert retire_tactic(code, retired=False, by=by, now=NOW)
    assert [one.retired for one in company_tactics() if one.code == code] == [False]


def test_two_who_write_at_once_meet_and_what_they_do_not_share_merges() -> None:
    code = add_tactic(draft(), by=employee("admin"), now=NOW)
    seen = draft().cells
    change_tactic(code, draft(name="第一个"), seen, by=employee("executive"), now=NOW)
    with pytest.raises(ConflictError) as met:
        change_tactic(code, draft(name="第二个"), seen, by=employee("admin"), now=NOW)
    assert (met.value.column, met.value.who, met.value.was, met.value.now) == (
        "name",
        NAMES["executive"],
        "首单让利",
        "第一个",
    )
    change_tactic(code, draft(how="另一种做法"), seen, by=employee("admin"), now=NOW)
    row = Tactic.unscoped.get(code=code)
    assert (row.name, row.how) == ("第一个", "另一种做法")


@pytest.mark.parametrize(
    ("given", "code", "column"),
    [
        ({"name": "  "}, ErrorCode.MISSING_VALUE, "name"),
        ({"name": "长" * (LONGEST_NAME + 1)}, ErrorCode.TOO_LONG, "name"),
        ({"how": "长" * 5000}, ErrorCode.TOO_LONG, "how"),
        ({"how": "\0"}, ErrorCode.BAD_VALUE, "how"),
        ({"name": "a\0b"}, ErrorCode.BAD_VALUE, "name"),
        ({"degrees": ("hat",)}, ErrorCode.BAD_VALUE, "degrees"),
        ({"targets": ("everyone\0",)}, ErrorCode.BAD_VALUE, "targets"),
        ({"targets": ()}, ErrorCode.MISSING_VALUE, "targets"),
    ],
)
def test_tactic_that_cannot_be_is_refused(given: dict[str, Any], code: ErrorCode, column: str) -> None:
    for act in (lambda one: add_tactic(one, by=employee("admin"), now=NOW), copied):
        with pytest.raises(RenmaiError) as refused:
            act(draft(**given))
        assert (refused.value.code, refused.value.params["column"]) == (code, column)
    assert Tactic.unscoped.count() == 0


def test_tactic_of_no_strategy_is_refused() -> None:
    with pytest.raises(RenmaiError):
        add_tactic(draft(strategy="magic"), by=employee("admin"), now=NOW)


def test_text_is_kept_as_it_was_written() -> None:
    hostile = "<script>alert(1)</script>\n=1+1\t“引号”" + "长" * 1900
    code = copy(name="=HYPERLINK(1)", how=hostile)
    row = Tactic.unscoped.get(code=code)
    assert (row.name, row.how) == ("=HYPERLINK(1)", hostile)
    assert len(hostile) < LONGEST_HOW


def test_copies_are_not_endless() -> None:
    by = employee("owner")
    revision = Revision.objects.get(number=1)
    for number in range(MOST_COPIES):
        Tactic.unscoped.create(
            revision=revision, code=f"T{number}", strategy="grow", name="n", owner=by, copied_from=STANDARD
        )
    with pytest.raises(RenmaiError) as refused:
        copy()
    assert refused.value.code is ErrorCode.TOO_MANY_TACTICS


@pytest.mark.parametrize(
    "change",
    [{"strategy": "magic"}, {"name": ""}, {"copied_from": ""}, {"owner": None}],
)
def test_database_refuses_what_is_no_tactic(change: dict[str, Any]) -> None:
    copy()
    with pytest.raises(IntegrityError), transaction.atomic():
        Tactic.unscoped.update(**change)


def test_copies_of_who_left_are_read_by_nobody_who_is_here() -> None:
    code = copy()
    Employee.objects.filter(code="owner").update(left_on=date(2026, 9, 1))
    assert readers(code) - {"owner"} == set()
