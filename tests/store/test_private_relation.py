"""Private relations: told as far as agreed, ended, taken back without a trace, hidden; nobody brings them back."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from renmai.domain.disclosure import Disclosure
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.help_request import HelpKind, HelpState
from renmai.domain.look import Place
from renmai.intake.importing import Outcome, import_bundle
from renmai.output.bundle import write_bundle
from renmai.store.actions.influence import Influencer, add_influence, end_influence
from renmai.store.actions.influence_use import Use, add_use
from renmai.store.actions.look import record_looks
from renmai.store.actions.network_choice import hide_network, show_network
from renmai.store.actions.private_relation import Given, claim, disclose, end_relation, give_relation
from renmai.store.actions.undo import undo
from renmai.store.actions.withdrawal import withdraw_relation
from renmai.store.models import (
    AuditEntry,
    Employee,
    HelpRequest,
    Influence,
    InfluenceUse,
    KeyPerson,
    Look,
    Opportunity,
    PrivateRelation,
    PrivateUse,
    Revision,
    Withdrawal,
)
from tests.people import AS_OF, LAST_AUTUMN, SPRING

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("world")


def employee(code: str) -> Employee:
    return Employee.objects.get(code=code)


def person(code: str = "bridge-boss") -> KeyPerson:
    return KeyPerson.unscoped.get(code=code)


def give(step: Disclosure = Disclosure.HOW, whom: str = "bridge-boss", how: str = "老同学") -> PrivateRelation:
    return give_relation(Given(person(whom), LAST_AUTUMN, step, how), by=employee("outsider"), today=AS_OF, now=NOW)


def withdraw(whom: str = "bridge-boss") -> bool:
    return withdraw_relation(person(whom), by=employee("outsider"), today=AS_OF, now=NOW)


def ours(whom: str = "bridge-boss") -> list[tuple[str, str]]:
    """Who is named, and what is told of how."""
    rows = Influence.unscoped.filter(key_person__code=whom, kind="ours").select_related("employee")
    return [(row.employee.code if row.employee else "", row.note) for row in rows]


def record(by: str = "mate", whom: str = "bridge-boss") -> int | None:
    who = Influencer(employee("outsider"))
    return add_influence(person(whom), who, SPRING, "", by=employee(by), today=AS_OF, now=NOW)


def trail() -> str:
    return repr(list(AuditEntry.objects.values_list("key", "before", "after")))


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (Disclosure.REACH, ("", "")),
        (Disclosure.WHO, ("outsider", "")),
        (Disclosure.HOW, ("outsider", "老同学")),
    ],
)
def test_influence_tells_what_was_agreed(step: Disclosure, told: tuple[str, str]) -> None:
    relation = give(Disclosure.REACH)
    disclose(relation, step, "老同学", today=AS_OF, now=NOW)
    assert ours() == [told]


def test_what_the_company_recorded_is_told_less() -> None:
    record()
    row = Influence.unscoped.get(key_person__code="bridge-boss")
    assert "outsider" in trail()
    claim(row, Disclosure.REACH, "", by=employee("mate"), today=AS_OF, now=NOW)
    assert ours() == [("outsider", "")], "it is not theirs"
    claim(row, Disclosure.REACH, "", by=employee("outsider"), today=AS_OF, now=NOW)
    assert ours() == [("", "")]
    assert "outsider" not in trail()


def test_withdrawn_relation_leaves_a_mark_and_nothing_else() -> None:
    record()
    give()
    record_looks(employee("mate").pk, {(employee("outsider").pk, person().pk)}, Place.PERSON, AS_OF)
    assert withdraw()
    assert not Influence.unscoped.filter(key_person__code="bridge-boss").exists()
    assert not PrivateRelation.unscoped.exists()
    assert not Look.unscoped.exists()
    assert "outsider" not in trail()
    assert [row.key_person.code for row in Withdrawal.unscoped.all()] == ["bridge-boss"]
    assert Revision.objects.latest("number").actor == ""


def test_withdrawing_twice_and_disclosing_meanwhile_change_nothing() -> None:
    relation = give()
    assert withdraw()
    last = Revision.objects.latest("number").number
    assert not withdraw()
    disclose(relation, Disclosure.HOW, "再说一次", today=AS_OF, now=NOW)
    end_relation(relation.influence, AS_OF, by=employee("outsider"), today=AS_OF, now=NOW)
    claim(relation.influence, Disclosure.HOW, "", by=employee("outsider"), today=AS_OF, now=NOW)
    assert ours() == []
    assert Revision.objects.latest("number").number == last


@pytest.mark.parametrize("step", list(Disclosure))
def test_nobody_else_records_it_again(step: Disclosure) -> None:
    give(step)
    withdraw()
    with pytest.raises(RenmaiError) as refused:
        record()
    assert refused.value.code is ErrorCode.RELATION_PRIVATE
    assert ours() == []
    record(by="outsider")
    assert ours() == [("outsider", "")]
    assert not Withdrawal.unscoped.exists()


def test_unnamed_relation_is_refused_in_the_same_words() -> None:
    give(Disclosure.REACH)
    with pytest.raises(RenmaiError) as refused:
        record()
    assert refused.value.code is ErrorCode.RELATION_PRIVATE


def test_given_again_it_counts_again() -> None:
    give()
    withdraw()
    give(Disclosure.WHO)
    assert ours() == [("outsider", "")]
    assert not Withdrawal.unscoped.exists()


def test_no_undo_brings_it_back() -> None:
    made = record()
    ended = end_influence(
        Influence.unscoped.get(key_person__code="bridge-boss"), SPRING, by=employee("mate"), today=AS_OF, now=NOW
    )
    give()
    withdraw()
    assert None not in (made, ended)
    for revision in [*Revision.objects.filter(number__in=[made, ended]), *Revision.objects.filter(actor="")]:
        with suppress(RenmaiError):
            undo(revision, actor="mate", now=NOW)
    assert ours() == []


def test_undo_of_a_kept_entry_is_refused() -> None:
    """A trail that somebody restored from elsewhere."""
    give()
    withdraw()
    cells = {"key_person": "bridge-boss", "kind": "ours", "influencer": "outsider", "contact_name": ""}
    cells |= {"valid_from": "2026-03-01", "valid_to": "", "note": "", "evidence": ""}
    revision = Revision.objects.create(number=99, action="end influence", actor="mate", recorded_at=NOW)
    key = ["bridge-boss", "ours", "outsider", "", "2026-03-01"]
    AuditEntry.objects.create(revision=revision, file="influences", key=key, subject=key[0], before=cells)
    with pytest.raises(RenmaiError) as refused:
        undo(revision, actor="mate", now=NOW)
    assert refused.value.code is ErrorCode.CANNOT_UNDO
    assert ours() == []


def test_uses_are_kept_without_a_name_or_go() -> None:
    give(whom="harbour-boss")
    crane = Opportunity.unscoped.get(code="crane")
    for day in (SPRING, SPRING + timedelta(1)):
        add_use(
            crane,
            Use(employee("outsider"), person("harbour-boss"), day, "方小满引荐"),
            by=employee("owner"),
            today=AS_OF,
            now=NOW,
        )
    InfluenceUse.unscoped.filter(used_on=SPRING).update(employee_confirmed_on=AS_OF)
    assert "outsider" in trail()
    withdraw("harbour-boss")
    kept = InfluenceUse.unscoped.get(opportunity=crane)
    assert (kept.employee, kept.note, kept.used_on) == (None, "", SPRING)
    assert PrivateUse.unscoped.get(use=kept).employee.code == "outsider"
    assert "outsider" not in trail()


def test_open_requests_about_it_are_closed() -> None:
    give()
    common = {"kind": HelpKind.HELP, "giver": employee("outsider"), "asker": employee("mate"), "asked_on": AS_OF}
    for code, whom in (("H1", "bridge-boss"), ("H2", "harbour-boss")):
        HelpRequest.unscoped.create(code=code, key_person=person(whom), goal="", revision_id=1, **common)
    withdraw()
    states = dict(HelpRequest.unscoped.values_list("code", "state"))
    assert states == {"H1": HelpState.CLOSED, "H2": HelpState.ASKED}


def test_ended_relation_was_true_until_then() -> None:
    relation = give()
    end_relation(relation.influence, AS_OF, by=employee("mate"), today=AS_OF, now=NOW)
    assert Influence.unscoped.get(pk=relation.influence.pk).valid_to is None, "it is not theirs"
    for day, code in ((AS_OF + timedelta(1), ErrorCode.DAY_IN_FUTURE), (date(2020, 1, 1), ErrorCode.END_BEFORE_START)):
        with pytest.raises(RenmaiError) as refused:
            end_relation(relation.influence, day, by=employee("outsider"), today=AS_OF, now=NOW)
        assert (refused.value.code, refused.value.params["column"]) == (code, "until")
    end_relation(relation.influence, AS_OF, by=employee("outsider"), today=AS_OF, now=NOW)
    assert Influence.unscoped.get(pk=relation.influence.pk).valid_to == AS_OF
    assert "outsider" not in trail()


def test_relation_that_ends_on_its_first_day_never_was() -> None:
    relation = give()
    end_relation(relation.influence, LAST_AUTUMN, by=employee("outsider"), today=AS_OF, now=NOW)
    assert ours() == []
    assert not PrivateRelation.unscoped.exists()


@pytest.mark.parametrize("until", [LAST_AUTUMN, AS_OF])
def test_colleague_does_not_end_what_its_owner_gave(until: date) -> None:
    relation = give(Disclosure.REACH)
    with pytest.raises(RenmaiError) as refused:
        end_influence(relation.influence, until, by=employee("mate"), today=AS_OF, now=NOW)
    assert refused.value.code is ErrorCode.RELATION_OF_OWNER


def test_who_hides_is_named_nowhere_and_comes_back_as_agreed() -> None:
    give(Disclosure.HOW)
    give(Disclosure.REACH, "mill-boss")
    assert ours("harbour-buyer") == [("outsider", "")]
    hide_network(by=employee("outsider"), today=AS_OF, now=NOW)
    hide_network(by=employee("outsider"), today=AS_OF, now=NOW)
    assert not Influence.unscoped.filter(employee__code="outsider").exists()
    record(whom="quarry-boss")
    record(whom="quarry-boss")
    assert ours("quarry-boss").count(("", "")) == 1
    show_network(by=employee("outsider"), today=AS_OF, now=NOW)
    assert ours() == [("outsider", "老同学")]
    assert ("", "") in ours("mill-boss")
    assert ours("harbour-buyer") == [("outsider", "")]


def taken_in(tmp_path: Path, prepare: list[str]) -> Outcome:
    """A bundle written before something happened, imported after it."""
    path = tmp_path / "before.zip"
    write_bundle(path, actor="admin", now=NOW, progress=lambda *_: None)
    for step in prepare:
        {"withdraw": lambda: withdraw("harbour-buyer"), "hide": hide, "reach": reach}[step]()
    return import_bundle(path, actor="admin", now=NOW)


def hide() -> None:
    hide_network(by=employee("outsider"), today=AS_OF, now=NOW)


def reach() -> None:
    row = Influence.unscoped.get(key_person__code="harbour-buyer", employee__code="outsider")
    claim(row, Disclosure.REACH, "", by=employee("outsider"), today=AS_OF, now=NOW)


@pytest.mark.parametrize(("prepare", "held"), [("withdraw", []), ("hide", [("", "")]), ("reach", [("", "")])])
def test_import_leaves_it_out(tmp_path: Path, prepare: str, held: list[tuple[str, str]]) -> None:
    outcome = taken_in(tmp_path, [prepare])
    assert ours("harbour-buyer") == held
    assert outcome.left_out == 1
    assert outcome.counts["influences.csv"].added == 0
    assert "outsider" not in repr(outcome)


def test_import_for_one_who_hides_is_recorded_without_a_name(tmp_path: Path) -> None:
    record()
    path = tmp_path / "before.zip"
    write_bundle(path, actor="admin", now=NOW, progress=lambda *_: None)
    Influence.unscoped.filter(key_person__code="bridge-boss").delete()
    hide()
    import_bundle(path, actor="admin", now=NOW)
    assert ours() == [("", "")]
    assert PrivateRelation.unscoped.get(influence__key_person__code="bridge-boss").employee.code == "outsider"


def test_looks_are_kept_once_a_day_and_never_of_oneself() -> None:
    mate, owner, boss = employee("mate").pk, employee("owner").pk, person("mill-boss").pk
    for _ in range(2):
        record_looks(mate, {(owner, boss), (mate, boss)}, Place.MAP, AS_OF)
        record_looks(None, {(owner, boss)}, Place.TERMINAL, AS_OF)
        record_looks(mate, {(owner, None)}, Place.EXPORT, AS_OF)
    assert sorted(Look.unscoped.values_list("place", flat=True)) == ["export", "map", "terminal"]


def test_long_list_is_told_by_owner() -> None:
    people = list(KeyPerson.unscoped.values_list("pk", flat=True))
    owners = list(Employee.objects.exclude(code="admin").values_list("pk", flat=True))
    seen = {(owner, pk) for owner in owners for pk in [*people, *range(1000, 1100)]}
    record_looks(employee("admin").pk, seen, Place.LIST, AS_OF)
    assert set(Look.unscoped.values_list("employee_id", flat=True)) == set(owners)
    assert not Look.unscoped.filter(key_person__isnull=False).exists()
