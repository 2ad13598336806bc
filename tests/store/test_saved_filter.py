"""Saved filters: names, limits, and one default for each line."""

import pytest

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.saved_filter import (
    LONGEST_NAME,
    LONGEST_QUERY,
    MOST,
    delete_filter,
    rename_filter,
    save_filter,
)
from renmai.store.models import Employee, Revision, SavedFilter


@pytest.fixture
def owner(world: None) -> Employee:
    return Employee.objects.get(code="owner")


def save(owner: Employee, name: str, *, line: str = "customer", default: bool = False) -> SavedFilter:
    return save_filter(owner, line, name, "?view=personal%3Aowner", is_default=default)


def names(owner: Employee) -> list[tuple[str, bool]]:
    return list(SavedFilter.objects.filter(employee=owner).order_by("pk").values_list("name", "is_default"))


def test_the_same_name_takes_the_place_of_what_it_stood_for(owner: Employee) -> None:
    save(owner, "重点 客户")
    save_filter(owner, "customer", "  重点   客户 ", "?q=a", is_default=False)
    assert names(owner) == [("重点 客户", False)]
    assert SavedFilter.objects.get().query == "?q=a"


def test_a_line_has_one_default(owner: Employee) -> None:
    save(owner, "first", default=True)
    second = save(owner, "second", default=True)
    save(owner, "elsewhere", line="influence", default=True)
    assert names(owner) == [("first", False), ("second", True), ("elsewhere", True)]
    rename_filter(second, "second", is_default=False)
    assert names(owner)[1] == ("second", False)


@pytest.mark.parametrize("name", ["", "   ", "x" * (LONGEST_NAME + 1), "a\x07b"])
def test_a_name_must_be_one(name: str, owner: Employee) -> None:
    with pytest.raises(RenmaiError) as refused:
        save(owner, name)
    assert refused.value.params["column"] == "name"
    assert names(owner) == []


def test_an_address_has_an_end(owner: Employee) -> None:
    with pytest.raises(RenmaiError):
        save_filter(owner, "customer", "long", "?q=" + "a" * LONGEST_QUERY, is_default=False)


def test_there_is_a_limit_and_replacing_is_within_it(owner: Employee) -> None:
    for number in range(MOST):
        save(owner, f"n{number}")
    with pytest.raises(RenmaiError) as refused:
        save(owner, "one more")
    assert refused.value.code is ErrorCode.TOO_MANY_FILTERS
    save(owner, "n0")
    save(owner, "another line", line="influence")
    assert len(names(owner)) == MOST + 1


def test_a_name_that_is_taken_is_refused(owner: Employee) -> None:
    save(owner, "first")
    second = save(owner, "second")
    with pytest.raises(RenmaiError) as refused:
        rename_filter(second, "first", is_default=False)
    assert refused.value.code is ErrorCode.NAME_TAKEN
    assert names(owner) == [("first", False), ("second", False)]


def test_deleting_forgets_it_and_no_figure_changes(owner: Employee) -> None:
    delete_filter(save(owner, "first"))
    assert names(owner) == []
    assert Revision.objects.count() == 1
