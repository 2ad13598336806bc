"""Every check of the store finds what it is there for, names its row by key, and is silent where all is well."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from renmai.domain.disclosure import Disclosure
from renmai.refresh import current_panel, forget
from renmai.refresh.replay import replayed
from renmai.store import models as m
from renmai.store.actions.assessment import Snapshot, record_assessment
from renmai.store.actions.erasure import erase_key_person
from renmai.store.actions.focus import set_focus
from renmai.store.actions.import_facts import FileChanges, write
from renmai.store.actions.network_choice import hide_network
from renmai.store.actions.private_relation import Given, give_relation
from renmai.store.actions.revision import recording
from renmai.store.actions.withdrawal import withdraw_relation
from renmai.store.invariants import CHECKS, MOST, check
from tests.people import AS_OF, LONG_AGO

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
OF_STORE = sorted(CHECKS.keys() - {"integrity"})
"""`PRAGMA integrity_check` has no file to look at in memory."""

pytestmark = pytest.mark.usefixtures("world")


def employee(code: str) -> m.Employee:
    return m.Employee.objects.get(code=code)


def person(code: str) -> m.KeyPerson:
    return m.KeyPerson.unscoped.get(code=code)


def found() -> list[str]:
    """The checks that find anything."""
    return [name for name in OF_STORE if check(name)]


def work_for_a_day() -> None:
    """What people do: assess, star, give, take back, hide."""
    owner = employee("owner")
    for degree in (1, -1):
        snapshot = Snapshot(closeness=degree)
        record_assessment(person("mill-boss"), None, AS_OF, snapshot, assessor=owner, actor="owner", now=NOW)
    set_focus(person("mill-boss"), focus=True, by=owner, now=NOW)
    for disclosure, code in zip(Disclosure, ("mill-boss", "bridge-boss", "quarry-buyer"), strict=True):
        give_relation(Given(person(code), LONG_AGO, disclosure, "同学"), by=owner, today=AS_OF, now=NOW)
    withdraw_relation(person("bridge-boss"), by=owner, today=AS_OF, now=NOW)
    hide_network(by=employee("outsider"), today=AS_OF, now=NOW)


def test_nothing_is_found_after_a_day_of_work() -> None:
    work_for_a_day()
    assert found() == []


def gap() -> None:
    m.Revision.objects.create(number=4, action="test", recorded_at=NOW)


def fact_whose_revision_says_nothing() -> None:
    m.Revision.objects.create(number=2, action="test", recorded_at=NOW)
    m.Assessment.unscoped.filter(key_person__code="mill-boss").update(revision_id=2)


def entry_that_is_gone() -> None:
    for degree in (1, -1, 2):
        snapshot = Snapshot(closeness=degree)
        record_assessment(
            person("mill-boss"), None, AS_OF, snapshot, assessor=employee("owner"), actor="owner", now=NOW
        )
    m.AuditEntry.objects.filter(file="assessments").order_by("-pk")[1].delete()


def two_superiors() -> None:
    revision = m.Revision.objects.get(number=1)
    lines = [(date(2024, 1, 1), None), (date(2025, 1, 1), None)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE store_reportingline DROP CONSTRAINT reporting_line_no_overlap")
        else:
            cursor.execute("DROP TRIGGER reporting_line_no_overlap_INSERT")
    for begins, ends in lines:
        m.ReportingLine.unscoped.create(
            key_person=person("harbour-buyer"), valid_from=begins, valid_to=ends, revision=revision
        )


def superior_elsewhere() -> None:
    m.KeyPerson.unscoped.filter(code="mill-boss").update(reports_to=person("bridge-boss"))


def named_without_consent() -> None:
    relation = give_relation(
        Given(person("mill-boss"), LONG_AGO, Disclosure.REACH), by=employee("owner"), today=AS_OF, now=NOW
    )
    m.Influence.unscoped.filter(pk=relation.influence_id).update(employee=employee("owner"))


def told_how_without_consent() -> None:
    relation = give_relation(
        Given(person("mill-boss"), LONG_AGO, Disclosure.WHO, "同学"), by=employee("owner"), today=AS_OF, now=NOW
    )
    m.Influence.unscoped.filter(pk=relation.influence_id).update(note="同学")


def hidden_and_named() -> None:
    hide_network(by=employee("outsider"), today=AS_OF, now=NOW)
    m.Influence.unscoped.filter(private__employee__code="outsider").update(employee=employee("outsider"))


def withdrawn_and_back() -> None:
    owner = employee("owner")
    give_relation(Given(person("mill-boss"), LONG_AGO, Disclosure.WHO), by=owner, today=AS_OF, now=NOW)
    m.Withdrawal.unscoped.create(employee=owner, key_person=person("mill-boss"), said_on=AS_OF)


def given_by_nobody() -> None:
    m.Influence.unscoped.filter(kind="ours").update(employee=None)


def erased_and_told_again() -> None:
    erase_key_person(person("mill-boss"), by=None, today=AS_OF, now=NOW)
    m.KeyPerson.unscoped.filter(code="mill-boss").update(name="孟石")


@pytest.mark.parametrize(
    ("breaking", "name"),
    [
        (gap, "revisions"),
        (fact_whose_revision_says_nothing, "noticed"),
        (entry_that_is_gone, "trail"),
        (two_superiors, "overlaps"),
        (superior_elsewhere, "belonging"),
        (named_without_consent, "consents"),
        (told_how_without_consent, "consents"),
        (hidden_and_named, "consents"),
        (withdrawn_and_back, "consents"),
        (given_by_nobody, "consents"),
        (erased_and_told_again, "erasures"),
    ],
)
def test_check_finds_what_it_is_there_for(breaking: Callable[[], None], name: str) -> None:
    breaking()
    assert found() == [name]
    finding = check(name)
    assert finding is not None
    assert not any(text in " ".join(finding.places) for text in ("孟石", "同学", "owner", "outsider"))


def test_reference_that_leads_nowhere_is_found() -> None:
    with connection.constraint_checks_disabled():
        if connection.vendor == "postgresql":
            pytest.skip("PostgreSQL lets nobody write one")
        m.ChainMember.unscoped.filter(key_person__code="mill-boss").update(key_person_id=999)
        try:
            assert [name for name in found() if name == "references"] == ["references"]
        finally:
            m.ChainMember.unscoped.filter(key_person_id=999).delete()


def test_only_some_places_are_told() -> None:
    for number in range(3, 2 * MOST + 80, 2):
        m.Revision.objects.create(number=number, action="test", recorded_at=NOW)
    finding = check("revisions")
    assert finding is not None
    assert (len(finding.places), finding.more) == (MOST, True)


def test_import_that_corrects_itself_leaves_no_gap() -> None:
    columns = ("code", "name")
    changes = FileChanges("competitors", columns, ("code",))
    with recording("import", "", NOW) as record:
        changes.superseded.append((("rival", "甲"), ("rival", "乙")))
        write(record, [changes], lambda _name, _rows: None)
    with recording("import", "", NOW) as record:
        record.audit("competitors", ["rival"], {"code": "rival", "name": "乙"}, {"code": "rival", "name": "丙"})
    assert check("trail") is None


def test_replayed_panels_say_what_a_fresh_one_says_and_differ_where_a_fact_does() -> None:
    work_for_a_day()
    forget()
    fresh = current_panel()
    panels = dict(replayed(fresh, 20))
    assert panels.keys() == {"added", "changed"}
    for panel in panels.values():
        assert [slab.customers.code.tolist() for slab in panel.slabs] == [
            slab.customers.code.tolist() for slab in fresh.slabs
        ]
    m.Assessment.unscoped.filter(key_person__code="mill-boss").delete()
    for _, panel in replayed(fresh, 20):
        assert len(panel.slabs[0].towards(0)) < len(fresh.slabs[0].towards(0))
