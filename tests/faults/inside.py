"""What the tests of faults do inside an installation, each in a process of its own; answers are JSON on a line."""

import json
from contextlib import redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from renmai.analytics import reports
from renmai.cli.main import main
from renmai.cli.setup import ready_database, start
from renmai.refresh.fingerprint import fingerprints
from renmai.store.actions.assessment import Snapshot, record_assessment
from renmai.store.actions.erasure import erase_employee, erase_key_person
from renmai.store.actions.focus import set_focus
from renmai.store.backup import counts, last_revision
from renmai.store.models import Account, AuditEntry, Employee, Job, KeyPerson, Revision, Upload
from renmai.store.second_step import cipher
from renmai.work import verify
from renmai.work.queue import enqueue, start_again
from renmai.work.upload import make_folder
from renmai.work.verify import Wanted
from tests.bundles import shared_bundle
from tests.faults.historical import write_bundle
from tests.people import AS_OF, build_world

SECRETS: Final = ("JBSWY3DPEHPK3PXP", "seed of codes", "one code")
BACKEND: Final = "allauth.account.auth_backends.AuthenticationBackend"


def say(told: Any) -> None:
    print(json.dumps(told))


def state() -> None:
    """What the database holds, and what it says."""
    ready_database()
    say({"counts": counts(), "revision": last_revision(), "reports": fingerprints(AS_OF)})


def findings() -> None:
    """What `renmai verify` would find, but for the second derivation, which takes its time."""
    wanted = Wanted(AS_OF, questions=3, revisions=20, seed=1)
    say([[one.check, *one.places] for one in verify.findings(wanted, None, lambda _: None)])


def ready() -> None:
    ready_database()


def world() -> None:
    ready_database()
    build_world()


def session(username: str) -> None:
    """The cookie of a browser in which somebody has signed in."""
    account = Account.objects.get(username=username)
    made = SessionStore()
    made[SESSION_KEY], made[BACKEND_SESSION_KEY] = str(account.pk), BACKEND
    made[HASH_SESSION_KEY] = account.get_session_auth_hash()
    made.create()
    say(made.session_key)


def starred(people: list[str]) -> None:
    """How often each person's star was set or cleared."""
    rows = AuditEntry.objects.filter(file="key_people", revision__action="set focus")
    say({person: rows.filter(subject=person).count() for person in people})


def stars(people: list[str]) -> None:
    say(dict(KeyPerson.unscoped.filter(code__in=people).values_list("code", "focus")))


def worsen(people: list[str]) -> None:
    """Assess some people as badly as can be, each in a revision of its own."""
    owner = Employee.objects.get(code="owner")
    for person in KeyPerson.unscoped.filter(code__in=people).order_by("code"):
        snapshot = Snapshot(closeness=-2, solution=-2, price=-2)
        record_assessment(person, None, AS_OF, snapshot, assessor=owner, actor="owner", now=datetime.now(UTC))


def sessions() -> None:
    say(Session.objects.count())


def erase(person: str, employee: str) -> None:
    now = datetime.now(UTC)
    erase_key_person(KeyPerson.unscoped.get(code=person), by=None, today=AS_OF, now=now)
    erase_employee(Employee.objects.get(code=employee), by=None, today=AS_OF, now=now)


def names(codes: list[str]) -> None:
    """Of key persons and employees, whoever has one of the codes."""
    people = dict(KeyPerson.unscoped.values_list("code", "name")) | dict(Employee.objects.values_list("code", "name"))
    say([people[code] for code in codes])


def add_second_step(key: str) -> None:
    """Of the owner, encrypted by a server of that key."""
    settings.SECRET_KEY = key
    locked = [cipher().encrypt(text.encode()).decode() for text in SECRETS]
    data = {"secret": locked[0], "seed": locked[1], "used_mask": 0, "migrated_codes": [locked[2]]}
    Authenticator.objects.create(user=Account.objects.get(username="owner"), type="totp", data=data)


def back_up(key: str, path: str) -> None:
    settings.SECRET_KEY = key
    say(main(["backup", path]))


def second_step() -> None:
    """The secrets as this server reads them."""
    data = Authenticator.objects.get().data
    say([cipher().decrypt(text.encode()).decode() for text in (data["secret"], data["seed"], *data["migrated_codes"])])


def star_for_ever() -> None:
    start("en")
    owner, person = Employee.objects.get(code="owner"), KeyPerson.unscoped.get(code="mill-boss")
    for number in count():
        set_focus(person, focus=number % 2 == 0, by=owner, now=datetime.now(UTC))
        print(number, flush=True)


def star(person: str) -> None:
    row = KeyPerson.unscoped.get(code=person)
    set_focus(row, focus=not row.focus, by=Employee.objects.all()[0], now=datetime.now(UTC))


def lose_a_revision() -> None:
    Revision.objects.create(number=3, action="test", recorded_at=datetime.now(UTC))


def verify_with_a_wrong_figure() -> None:
    """The panel's own customer line says one customer too many."""
    right = reports.ANSWERS["customer"]

    def wrong(panel: Any, question: Any, scope: Any) -> Any:
        told = right(panel, question, scope)
        return told | {"customers": told["customers"][1:]}

    reports.ANSWERS["customer"] = wrong
    with redirect_stdout(StringIO()) as out:
        status = main(["verify", "--questions", "1"])
    say([status, out.getvalue()])


def queue_import(bundle: str) -> None:
    """An upload that waits to be imported, as the page leaves it."""
    admin = Employee.objects.get(code="admin")
    upload = Upload.objects.create(employee=admin, created_at=datetime.now(UTC), names=["bundle.zip"])
    (make_folder(upload.pk) / "bundle.zip").write_bytes(Path(bundle).read_bytes())
    job = enqueue("import-upload", admin, {"upload": str(upload.pk), "partial": False, "rows": 1000})
    say(str(job.pk))


def job_state(job: str) -> None:
    found = Job.objects.get(pk=job)
    say([found.state, found.outcome])


def begin_again(job: str) -> None:
    start_again(Job.objects.get(pk=job))


def at_migration(number: str) -> None:
    """A database of an earlier version, with the facts of the example that it could hold."""
    executor = MigrationExecutor(connection)
    names = [name for app, name in executor.loader.graph.nodes if app == "store" and name.startswith(number)]
    others = [node for node in executor.loader.graph.leaf_nodes() if node[0] != "store"]
    wanted = [("store", names[0])]
    executor.migrate(wanted)
    # Applications of others stand as they did with it.
    MigrationExecutor(connection).migrate([node for node in others if _stands_alone(executor, node)])
    apps = MigrationExecutor(connection).loader.project_state(wanted).apps
    write_bundle(apps, shared_bundle("tiny"))


def _stands_alone(executor: MigrationExecutor, node: tuple[str, str]) -> bool:
    plan = executor.loader.graph.forwards_plan(node)
    applied = set(executor.loader.applied_migrations)
    return not any(app == "store" and (app, name) not in applied for app, name in plan)
