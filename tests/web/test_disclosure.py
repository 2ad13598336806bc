"""Who may read whose relation it is: every page, file and report, for everybody, at every step of disclosure.

The addresses are those of the permission table, so that a new route is walked without anybody thinking of it. A
relation tells no more than its owner agreed to if nobody can tell from any answer whose it is, or that it was.
"""

import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from typing import Final

import pytest
from django.db import transaction
from django.test import Client

from renmai.cli.main import main
from renmai.domain.disclosure import Disclosure
from renmai.refresh import forget
from renmai.store.actions.network_choice import hide_network
from renmai.store.actions.private_relation import Given, end_relation, give_relation
from renmai.store.actions.withdrawal import withdraw_relation
from renmai.store.models import Account, Employee, Influence, KeyPerson, Look, Revision
from tests.architecture.permissions import ANONYMOUS, PAGES, permissions
from tests.architecture.permissions_of_api import API
from tests.architecture.permissions_of_commands import COMMANDS
from tests.people import AS_OF, LAST_AUTUMN, LONG_AGO, NAMES

pytestmark = pytest.mark.usefixtures("papers_as_html")

OWNER: Final = "outsider"
NAME: Final = NAMES[OWNER]
SECOND: Final = "zoe"
"""Another employee of whom nothing else is known, whose relation it might be as well."""
HOW: Final = "曾在同一支登山队"
PERSON: Final = "harbour-buyer"
NOW: Final = datetime(2026, 9, 30, 9, 0, tzinfo=UTC)
MAY_SEE: Final = ("owner", "leader", "admin")
"""Whoever may see the customer today; an executive reads what an administrator reads, but for the settings."""
NEVER: Final = ("other", "mate")
COUNTED: Final = ("/team/continuity", "/team/continuity?view=company")
"""Name an employee beside a number; the list that it opens names the relation, and tells of the look."""
MORE: Final = (
    *(f"/customers/harbour?tab={tab}" for tab in ("people", "history", "strategy", "coverage")),
    *("/key-people/harbour-buyer", "/key-people/harbour-buyer/paths", "/key-people/harbour-buyer/export.pdf"),
    *("/customers/harbour/map?tab=table", "/customers/harbour/map/facts", "/customers/harbour/pack.pdf"),
    *(f"/opportunities/crane?tab={tab}" for tab in ("chain", "uses", "history")),
    *(f"/lines/{line}/list?view=personal:owner" for line in ("key-person", "influence")),
    *("/lines/key-person/export.csv?view=personal:owner", "/lines/key-person/export.xlsx?view=personal:owner"),
    "/lines/key-person/list?view=personal:owner&competitor=rival&cell=contested",
    *("/lines/influence?view=company", "/lines/influence/list?view=company", "/actions?view=company"),
    *("/team/continuity/outsider?tab=only_sway", "/team/continuity?view=company"),
    *("/api/v1/reports/key-person?view=personal:owner", "/api/v1/reports/actions?view=personal:owner"),
    *("/api/v1/reports/influence?view=company", "/api/v1/reports/influence?view=personal:outsider"),
    *("/network/people", "/network/looks"),
)
"""What the permission table asks of other people, here of the one whom it is about."""
NOISE: Final = (
    r'name="csrfmiddlewaretoken" value="[^"]*"',
    r"csrf[-\w]*\W{1,9}\w{32,}",
    r"[0-9a-f-]{36}",
    r"\d\d:\d\d(:\d\d)?",
    r"revision\W{1,12}\d+",
)
Answers = Mapping[tuple[str, str], str]


def addresses() -> list[tuple[str, frozenset[str] | None]]:
    """Every address of the table that is fetched, with those whom it answers; None: nobody knows."""
    found: dict[str, frozenset[str] | None] = dict.fromkeys(MORE)
    for permission in permissions(PAGES) + permissions(API):
        method, address = permission.asked.split()
        if method == "GET" and address not in found:
            found[address] = frozenset(who for who, status in permission.answers.items() if status == 200)
    return list(found.items())


def told(content: bytes) -> str:
    """A packed file is what is in it, but for who wrote it when."""
    if not content.startswith(b"PK"):
        text = content.decode(errors="replace")
        return json.dumps(json.loads(text), ensure_ascii=False) if text.startswith("{") else text
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return "\n".join(told(packed.read(name)) for name in packed.namelist() if "docProps" not in name)


def answer(client: Client, address: str) -> str:
    response = client.get(address)
    content = response.getvalue()
    return told(content) if response.status_code == 200 else str(response.status_code)


def client_of(who: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=who))
    return client


@contextmanager
def world_of(prepare: Callable[[], None]) -> Iterator[None]:
    """The world after something happened in it, for the body only."""
    with transaction.atomic():
        mark = transaction.savepoint()
        Influence.unscoped.filter(key_person__code=PERSON, kind="ours").delete()
        Employee.objects.create(code=SECOND, name="钟未央", revision=Revision.objects.get(number=1), joined_on=LONG_AGO)
        _asked_long_ago(OWNER, SECOND)
        prepare()
        forget()
        yield
        transaction.savepoint_rollback(mark)
        forget()


def _asked_long_ago(*codes: str) -> None:
    """Whoever has given a relation once is not asked for the first one; it is over, and told without a name."""
    for code in codes:
        relation = Given(KeyPerson.unscoped.get(code="mill-boss"), LONG_AGO, Disclosure.REACH)
        by = Employee.objects.get(code=code)
        row = give_relation(relation, by=by, today=AS_OF, now=NOW)
        end_relation(row.influence, LAST_AUTUMN, by=by, today=AS_OF, now=NOW)


def answers(prepare: Callable[[], None], viewers: tuple[str, ...]) -> Answers:
    """Every answer, without what differs between any two requests."""
    found = {}
    with world_of(prepare):
        keys = Influence.unscoped.filter(key_person__code=PERSON, kind="ours").values_list("pk", flat=True)
        noise = re.compile("|".join([*NOISE, *(rf"\b{key}\b" for key in keys)]))
        for who in viewers:
            client = client_of(who)
            for address, open_to in addresses():
                if open_to is None or who in open_to:
                    found[who, address] = noise.sub("", answer(client, address))
    return found


def given(step: Disclosure, by: str = OWNER) -> Callable[[], None]:
    def prepare() -> None:
        relation = Given(KeyPerson.unscoped.get(code=PERSON), LAST_AUTUMN, step, HOW)
        give_relation(relation, by=Employee.objects.get(code=by), today=AS_OF, now=NOW)

    return prepare


def hidden(by: str = OWNER) -> Callable[[], None]:
    def prepare() -> None:
        given(Disclosure.HOW, by)()
        hide_network(by=Employee.objects.get(code=by), today=AS_OF, now=NOW)

    return prepare


def withdrawn(by: str = OWNER) -> Callable[[], None]:
    def prepare() -> None:
        given(Disclosure.HOW, by)()
        person = KeyPerson.unscoped.get(code=PERSON)
        assert withdraw_relation(person, by=Employee.objects.get(code=by), today=AS_OF, now=NOW)

    return prepare


def nothing() -> None:
    """Nobody has said anything."""


def differing(some: Answers, others: Answers) -> list[tuple[str, str]]:
    return [asked for asked in some if some[asked] != others[asked]]


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("who", [*MAY_SEE, *NEVER])
@pytest.mark.parametrize("made", [lambda by: given(Disclosure.REACH, by), hidden, withdrawn])
def test_nobody_can_tell_whose_it_is(made: Callable[[str], Callable[[], None]], who: str) -> None:
    first = answers(made(OWNER), (who,))
    assert differing(first, answers(made(SECOND), (who,))) == []
    assert not [asked for asked, text in first.items() if HOW in text]


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("who", [*MAY_SEE, *NEVER])
def test_nobody_can_tell_that_there_was_one(who: str) -> None:
    """But for the trail, which says that the network changed, and its page's number of lines."""
    was, never = answers(withdrawn(), (who,)), answers(nothing, (who,))
    changed = {address for _, address in differing(was, never)}
    assert changed <= {"/audit"}
    assert not [asked for asked, text in was.items() if HOW in text]


def namings(text: str) -> int:
    return text.count(NAME) + len(re.findall(rf"\b{OWNER}\b", text))


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("who", [*MAY_SEE, *NEVER])
@pytest.mark.parametrize("step", [Disclosure.WHO, Disclosure.HOW])
def test_named_relation_is_told_to_whoever_sees_the_customer(step: Disclosure, who: str) -> None:
    before = answers(nothing, (who,))
    naming, telling = set(), set()
    with world_of(given(step)):
        client = client_of(who)
        for (_, address), text in before.items():
            Look.unscoped.all().delete()
            now = answer(client, address)
            if HOW in now:
                telling.add(address)
            if namings(now) > namings(text) and address not in COUNTED:
                naming.add(address)
                assert Look.unscoped.filter(viewer__code=who, employee__code=OWNER).exists(), address
    assert bool(naming) == (who in MAY_SEE)
    assert bool(telling) == (who in MAY_SEE and step is Disclosure.HOW)


@pytest.mark.usefixtures("world")
def test_who_hides_sees_no_name() -> None:
    before = answers(nothing, ("owner",))

    def prepare() -> None:
        given(Disclosure.HOW)()
        hide_network(by=Employee.objects.get(code="owner"), today=AS_OF, now=NOW)

    now = answers(prepare, ("owner",))
    assert [asked for asked, text in now.items() if namings(text) > namings(before[asked]) or HOW in text] == []


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    "command", [one.asked for one in permissions(COMMANDS)] + ["report key-person", "report actions"]
)
@pytest.mark.parametrize("step", list(Disclosure))
def test_command_tells_what_was_agreed(
    command: str, step: Disclosure, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    texts = []
    for prepare in (nothing, given(step)):
        with world_of(prepare):
            assert main([*command.split(), "--format", "json"]) == 0
            texts.append(capsysbinary.readouterr().out.decode())
            looks = Look.unscoped.filter(employee__code=OWNER, key_person__code=PERSON, viewer=None)
            named = namings(texts[-1]) > namings(texts[0])
            assert looks.exists() == named, command
    assert not named or step.names_owner
    assert HOW not in texts[1]


def test_table_is_walked() -> None:
    """A new route of the table is asked for; anonymous visitors and accounts of nobody see no page at all."""
    walked = {address for address, _ in addresses()}
    assert {one.asked.split()[1] for one in permissions(PAGES) if one.asked.startswith("GET ")} <= walked
    assert ANONYMOUS not in {*MAY_SEE, *NEVER}
