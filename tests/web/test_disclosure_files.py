"""Files tell no more of a private relation than pages do: bundles, and the map that a page has laid out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from renmai.domain.disclosure import Disclosure
from renmai.output.bundle import write_bundle
from renmai.store.actions.network_choice import hide_network
from renmai.store.actions.private_relation import Given, give_relation
from renmai.store.actions.withdrawal import withdraw_relation
from renmai.store.models import Employee, Influence, InfluenceKind, KeyPerson, Look
from tests.people import AS_OF, NAMES, SPRING
from tests.web.test_disclosure import HOW, NOW, OWNER, PERSON
from tests.web.test_relationship_map_export import harbour, post, told

Enter = Callable[[str], Client]


@pytest.fixture(autouse=True)
def known_before(world: None) -> None:
    """The world's own relation of the outsider goes, so that the one given is the only one."""
    Influence.unscoped.filter(employee__code=OWNER).delete()


def give(step: Disclosure) -> None:
    given = Given(KeyPerson.unscoped.get(code=PERSON), SPRING, step, HOW)
    give_relation(given, by=Employee.objects.get(code=OWNER), today=AS_OF, now=NOW)


def hide() -> None:
    give(Disclosure.HOW)
    hide_network(by=Employee.objects.get(code=OWNER), today=AS_OF, now=NOW)


def withdraw() -> None:
    give(Disclosure.HOW)
    person, owner = KeyPerson.unscoped.get(code=PERSON), Employee.objects.get(code=OWNER)
    assert withdraw_relation(person, by=owner, today=AS_OF, now=NOW)


MADE: dict[str, tuple[Callable[[], None], bool, bool]] = {
    "reach": (lambda: give(Disclosure.REACH), False, False),
    "who": (lambda: give(Disclosure.WHO), True, False),
    "how": (lambda: give(Disclosure.HOW), True, True),
    "hidden": (hide, False, False),
    "withdrawn": (withdraw, False, False),
}


@pytest.mark.parametrize("made", MADE)
def test_bundle_holds_named_relations_alone(made: str, tmp_path: Path) -> None:
    prepare, names, tells = MADE[made]
    prepare()
    write_bundle(tmp_path / "bundle", actor="tester", now=NOW, progress=lambda *_: None)
    rows = (tmp_path / "bundle" / "influences.csv").read_text(encoding="utf-8").splitlines()
    about = [row for row in rows if row.startswith(f"{PERSON},ours")]
    assert [OWNER in row for row in about] == ([True] if names else [])
    assert any(HOW in row for row in rows) == tells
    assert not any(row.startswith(f"{PERSON},ours,,") for row in rows)


@pytest.mark.parametrize("made", ["reach", "who", "how", "hidden"])
def test_map_as_a_file_names_who_agreed(made: str, signed_in: Enter) -> None:
    prepare, names, _ = MADE[made]
    prepare()
    influence = Influence.unscoped.get(key_person__code=PERSON, kind=InfluenceKind.OURS)
    lines = [{"id": influence.pk, "path": [[500, 25], [200, 25], [200, 185]]}]

    def drawn(code: str) -> Any:
        pills = [{"kind": "ours", "code": code, "contact": "", "x": 24, "y": 10}]
        return post(signed_in("owner"), harbour(pills=pills, influences=lines))

    shown, forged = drawn(OWNER if names else ""), drawn("" if names else OWNER)
    assert (NAMES[OWNER] in told(shown)) == names
    assert Look.unscoped.filter(employee__code=OWNER, viewer__code="owner").exists() == names
    assert forged.status_code == 422
    assert NAMES[OWNER] not in forged.content.decode()


def test_map_as_a_file_knows_nothing_of_what_was_withdrawn(signed_in: Enter) -> None:
    give(Disclosure.WHO)
    influence = Influence.unscoped.get(key_person__code=PERSON, kind=InfluenceKind.OURS)
    lines = [{"id": influence.pk, "path": [[500, 25], [200, 25], [200, 185]]}]
    person, owner = KeyPerson.unscoped.get(code=PERSON), Employee.objects.get(code=OWNER)
    withdraw_relation(person, by=owner, today=AS_OF, now=NOW)
    pills = [{"kind": "ours", "code": OWNER, "contact": "", "x": 24, "y": 10}]
    answer = post(signed_in("owner"), harbour(pills=pills, influences=lines))
    assert answer.status_code == 422
    assert NAMES[OWNER] not in answer.content.decode()


def test_unnamed_colleague_who_left_sways_nobody_any_more(signed_in: Enter) -> None:
    give(Disclosure.REACH)
    client = signed_in("owner")

    def swayed() -> tuple[bool, bool]:
        page = client.get(f"/key-people/{PERSON}").content.decode().partition('id="influences"')[2]
        facts = client.get("/customers/harbour/map/facts").json()
        kinds = [one["kind"] for one in facts["influences"] if one["person"] == PERSON]
        return "一位同事" in page.partition("</section>")[0], "ours" in kinds

    assert swayed() == (True, True)
    Employee.objects.filter(code=OWNER).update(left_on=AS_OF)
    assert swayed() == (False, False)
