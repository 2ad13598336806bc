"""Private relations over the API: told as far as their owner agreed, and written down for them."""

from datetime import date

import pytest

from renmai.domain.disclosure import Disclosure
from renmai.store.actions.network_choice import hide_network
from renmai.store.actions.private_relation import Given, give_relation
from renmai.store.models import (
    Employee,
    Influence,
    KeyPerson,
    Look,
)
from tests.api.caller import NOW, program, told
from tests.people import AS_OF

pytestmark = pytest.mark.usefixtures("world")


def give(disclosure: Disclosure, by: str = "mate", person: str = "harbour-boss") -> None:
    found = KeyPerson.unscoped.get(code=person)
    given = Given(found, date(2026, 1, 1), disclosure, "同窗十年")
    give_relation(given, by=Employee.objects.get(code=by), today=AS_OF, now=NOW)


@pytest.mark.parametrize(
    ("disclosure", "named", "how"),
    [(Disclosure.REACH, False, False), (Disclosure.WHO, True, False), (Disclosure.HOW, True, True)],
)
def test_colleague_is_told_as_far_as_the_colleague_agreed(disclosure: Disclosure, named: bool, how: bool) -> None:
    give(disclosure)
    owner = program("owner")
    rows = owner.items("/influences?key_person=harbour-boss")
    [row] = [one for one in rows if one["valid_from"] == "2026-01-01"]
    assert (row["influencer"] == "mate", row["note"] == "同窗十年") == (named, how)
    assert ("mate" in str(rows), "同窗" in str(rows)) == (named, how)
    found = owner.items("/influences?influencer=mate")
    assert [one["id"] for one in found] == ([row["id"]] if named else [])


def test_state_of_an_unnamed_relation_tells_nothing_of_its_owner() -> None:
    give(Disclosure.REACH)
    row = Influence.unscoped.get(private__employee__code="mate")
    before = program("owner").ask("GET", f"/influences/{row.pk}")
    Influence.unscoped.filter(pk=row.pk).update(note="somebody's secret")
    after = program("owner").ask("GET", f"/influences/{row.pk}")
    assert (before["ETag"], before.content) == (after["ETag"], after.content)


def test_who_hides_is_told_nobody_else() -> None:
    hide_network(by=Employee.objects.get(code="owner"), today=AS_OF, now=NOW)
    owner = program("owner")
    assert {one["influencer"] for one in owner.items("/influences?kind=ours")} <= {"owner", None}
    assert owner.items("/influences?influencer=outsider") == []
    assert owner.items("/influence-uses?employee=mate") == []


def test_relations_that_are_shown_are_written_down_for_their_owner() -> None:
    program("leader").items("/influences?key_person=harbour-boss")
    look = Look.unscoped.get()
    assert (look.employee.code, look.viewer and look.viewer.code, look.place) == ("owner", "leader", "api")


def test_only_their_owner_ends_a_relation_that_was_given() -> None:
    give(Disclosure.WHO)
    owner = program("owner")
    [row] = owner.items("/influences?influencer=mate")
    assert told(owner.change(f"/influences/{row['id']}", {"valid_to": "2026-09-30"}))["code"] == "relation_of_owner"
