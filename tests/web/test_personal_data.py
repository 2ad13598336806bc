"""What is kept about a person: all of it, to whom it belongs, and nothing of what belongs to others (spec 1.10)."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import models
from django.test import Client

from renmai.domain.disclosure import Disclosure
from renmai.domain.erasure import ERASED
from renmai.domain.scope import EVERYTHING
from renmai.store.about import ways_to
from renmai.store.actions.private_relation import Given, give_relation
from renmai.store.models import (
    Activity,
    Assessment,
    AuditEntry,
    Employee,
    Erasure,
    HelpRequest,
    KeyPerson,
    PlanStep,
    PolicyOverride,
    Revision,
    SavedFilter,
)
from renmai.store.personal_data import (
    NOT_TOLD_OF_EMPLOYEE,
    NOT_TOLD_OF_KEY_PERSON,
    UNTOLD,
    about_employee,
    about_key_person,
)
from renmai.wording.columns import LABELS
from renmai.wording.purposes import CATEGORIES, COLUMNS, FILE_OF, MODELS
from tests.people import AS_OF, NAMES, PEOPLE

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
DATA = "/key-people/harbour-boss/data"
SignedIn = Callable[[str], Client]


def person(code: str = "harbour-boss") -> KeyPerson:
    found: KeyPerson = KeyPerson.unscoped.get(code=code)
    return found


def employee(code: str) -> Employee:
    return Employee.objects.get(code=code)


def give(disclosure: Disclosure, how: str = "同窗十年", by: str = "mate") -> None:
    given = Given(person(), date(2026, 1, 1), disclosure, how)
    give_relation(given, by=employee(by), today=AS_OF, now=NOW)


@pytest.mark.parametrize(
    ("target", "excepted"), [(KeyPerson, NOT_TOLD_OF_KEY_PERSON), (Employee, NOT_TOLD_OF_EMPLOYEE)]
)
def test_every_model_that_leads_to_a_person_is_told_or_excepted(
    target: type[models.Model], excepted: dict[str, str]
) -> None:
    told = {model for category in CATEGORIES for model in category.models}
    found = {way.model.__name__ for way in ways_to(target)}  # type: ignore[arg-type]
    assert found - set(excepted) - told == set()
    assert found


def test_every_table_and_column_has_a_name() -> None:
    for way in [*ways_to(KeyPerson), *ways_to(Employee)]:
        assert way.model.__name__ in MODELS or way.model.__name__ in FILE_OF or way.model.__name__ == "ActivityPerson"
        skipped = UNTOLD | {"activity"}
        names = {field.name for field in way.model._meta.concrete_fields} - skipped
        assert names - COLUMNS.keys() - LABELS.keys() == set()


@pytest.mark.usefixtures("world")
def test_report_tells_every_fact_about_a_key_person() -> None:
    parts = {part.model: part for part in about_key_person(person())}
    assert parts["KeyPerson"].as_dicts()[0]["email"] == "harbour-boss@customer.example"
    assert len(parts["Assessment"].rows) == Assessment.unscoped.filter(key_person=person()).count()
    assert len(parts["Activity"].rows) == Activity.unscoped.filter(people__key_person=person()).count()


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("disclosure", [Disclosure.REACH, Disclosure.WHO, Disclosure.HOW])
def test_influence_is_told_as_far_as_its_owner_agreed(disclosure: Disclosure) -> None:
    give(disclosure)
    told = str([part.as_dicts() for part in about_key_person(person())])
    assert (f"{NAMES['mate']} (mate)" in told) == disclosure.names_owner
    assert ("同窗十年" in told) == disclosure.tells_how


def test_page_of_a_key_person_says_what_it_is_for(signed_in: SignedIn) -> None:
    page = signed_in("owner").get(DATA, headers={"accept-language": "en"}).content.decode()
    assert "To see where the relationship with the customer stands" in page
    assert "harbour-boss@customer.example" in page


def test_correction_becomes_a_step_of_the_owner(signed_in: SignedIn) -> None:
    client = signed_in("leader")
    assert client.post(DATA, {"wrong": ""}).status_code == 422
    assert client.post(DATA, {"wrong": "电话不对"}).status_code == 302
    step = PlanStep.unscoped.get()
    assert step.key_person is not None
    assert (step.owner.code, step.key_person.code, step.status) == ("owner", "harbour-boss", "open")
    assert "电话不对" in step.note
    assert "电话不对" in signed_in("owner").get("/today").content.decode()


def test_files_of_a_key_person(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    told = json.loads(client.get(f"{DATA}/export.json").content)
    assert told["about"] == "harbour-boss"
    assert all(table["purpose"] for table in told["tables"])
    assert client.get(f"{DATA}/export.pdf").content.startswith(b"%PDF")
    entry = AuditEntry.objects.filter(file="export").first()
    assert entry is not None
    assert (entry.key, entry.after) == (["personal-data.json"], {"asked": "harbour-boss"})
    assert client.get(f"{DATA}/export.zip").status_code == 404


def test_own_report_has_the_private_network_and_nobody_elses_has(signed_in: SignedIn) -> None:
    give(Disclosure.REACH)
    own = signed_in("mate").get("/account/data").content.decode()
    assert "同窗十年" in own
    for who, address in (("admin", "/settings/employees/mate/data"), ("owner", "/account/data"), ("owner", DATA)):
        page = signed_in(who).get(address).content.decode()
        assert "同窗十年" not in page
    told = {part.model for part in about_employee(employee("mate"), EVERYTHING, AS_OF, own=False)}
    assert not told & {"PrivateRelation", "Look", "Withdrawal", "NetworkChoice", "HelpRequest", "PrivateUse"}


def test_archive_holds_everything_about_oneself(signed_in: SignedIn) -> None:
    give(Disclosure.REACH)
    SavedFilter.objects.create(employee=employee("mate"), line="customer", name="我的筛选", query="q=1")
    answer = signed_in("mate").get("/account/data/export.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert set(archive.namelist()) == {"personal-data.json", "personal-data.html", "personal-data.pdf"}
        for name in ("personal-data.json", "personal-data.html"):
            told = archive.read(name).decode()
            assert "同窗十年" in told
            assert "我的筛选" in told
        assert archive.read("personal-data.pdf").startswith(b"%PDF")


def test_blind_request_does_not_tell_its_asker_who_was_asked(signed_in: SignedIn) -> None:
    HelpRequest.unscoped.create(
        code="H1",
        kind="help",
        key_person=person(),
        asker=employee("owner"),
        giver=employee("mate"),
        blind=True,
        goal="请引荐",
        asked_on=AS_OF,
        revision=Revision.objects.get(),
    )
    told = json.loads(signed_in("owner").get("/account/data/export.json").content)
    (request,) = next(table for table in told["tables"] if table["table"] == "HelpRequest")["rows"]
    assert request["giver"] == "?"
    assert request["asker"] == f"{NAMES['owner']} (owner)"


@pytest.mark.usefixtures("world")
def test_rows_of_customers_that_are_not_seen_are_counted_only(signed_in: SignedIn) -> None:
    page = signed_in("outsider").get("/account/data").content.decode()
    assert PEOPLE["harbour-boss"][1] not in page
    assert PEOPLE["harbour-engineer"][1] not in page


def test_erasing_takes_the_code_typed_in(signed_in: SignedIn) -> None:
    client = signed_in("admin")
    Assessment.unscoped.filter(key_person__code="harbour-buyer").update(note="听韩定海的")
    page = client.get("/key-people/harbour-boss/erase").content.decode()
    assert "听韩定海的" in page
    assert client.post("/key-people/harbour-boss/erase", {"code": "韩定海"}).status_code == 422
    assert person().name == "韩定海"
    assert client.post("/key-people/harbour-boss/erase", {"code": "harbour-boss", "reason": "asked"}).status_code == 302
    assert person().name == ERASED
    assert Erasure.objects.get().reason == "asked"
    assert client.get("/key-people/harbour-boss/erase").status_code == 302


PAGES = (
    *("/customers/harbour", "/customers/harbour/map?tab=table", "/customers/harbour/map/facts", DATA),
    *("/key-people/harbour-boss", "/opportunities/crane", "/today", "/lines/key-person?view=company", "/audit"),
    *("/lines/influence?view=company", "/search?q=韩", "/settings/retention", "/account/data", f"{DATA}/export.json"),
    *("/lines/key-person/export.csv?view=company", "/team/review?view=company", "/actions?view=company"),
    *("/strategies/coverage?view=company", "/customers/harbour?tab=strategy", "/key-people/harbour-boss/paths"),
)


def test_no_page_knows_who_was_erased(signed_in: SignedIn) -> None:
    client = signed_in("admin")
    Activity.unscoped.update(note="与韩定海会面")
    client.post("/key-people/harbour-boss", {"do": "edit", "title": "董事", "seen": "{}"})
    client.post("/key-people/harbour-boss/erase", {"code": "harbour-boss"})
    for address in PAGES:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "韩定海" not in answer.content.decode().replace('value="韩"', ""), address


def test_periods_are_set_and_run_on_the_page(signed_in: SignedIn) -> None:
    client = signed_in("admin")
    periods = {
        "people": "1",
        "employees": "0",
        "looks": "1",
        "help": "1",
        "invitations": "1",
        "jobs": "1",
        "reads": "0",
        "proposals": "6",
    }
    assert client.post("/settings/retention", periods | {"people": "-1"}).status_code == 422
    assert client.post("/settings/retention", periods | {"people": "9" * 300}).status_code == 422
    assert client.post("/settings/retention", periods).status_code == 302
    assert PolicyOverride.objects.filter(name__startswith="keep_").count() == 6
    assert client.get("/settings/policy").status_code == 200
    KeyPerson.unscoped.filter(code="mill-boss").update(left_on=date(2026, 8, 30))
    KeyPerson.unscoped.filter(code="bridge-boss").update(left_on=date(2026, 9, 1))
    page = client.get("/settings/retention").content.decode()
    assert "mill-boss" in page
    assert "bridge-boss" not in page
    assert client.post("/settings/retention/run").status_code == 302
    assert (person("mill-boss").name, person("bridge-boss").name) == (ERASED, "乔梁")
