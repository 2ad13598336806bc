"""The audit trail: who did what, when, found by person, action, kind, day and code."""

import ast
from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from renmai.store.actions.account import record_at_the_door
from renmai.store.actions.competitor import add_competitor, rename_competitor
from renmai.store.actions.exports import record_export
from renmai.store.actions.team import edit_team
from renmai.store.cells import cells_of
from renmai.store.models import AuditEntry, Revision, Team
from renmai.web.pages.audit.entries import PAGE_SIZE
from renmai.web.pages.sign_in.door import EVENTS
from renmai.wording.actions import ACTIONS
from tests.architecture.source import modules
from tests.web.html import Page, read

HOSTILE = "<b>名</b>"


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 9, day, hour, tzinfo=UTC)


@pytest.fixture
def history(world: None) -> None:
    """Four actions of September, by three people."""
    shown = cells_of(Team.objects.get(code="north"))
    edit_team("north", {**shown, "name": HOSTILE, "leader": "owner"}, shown, actor="admin", now=at(10))
    add_competitor({"code": "a/b", "name": "二号"}, actor="leader", now=at(11))
    record_export("customer-2026-09-30.xlsx", "executive", at(12), asked="customer line", rows=5)
    record_at_the_door("refused", "owner", {"address": "192.0.2.7"}, now=at(13))


@pytest.fixture
def admin(history: None, signed_in: Callable[[str], Client]) -> Client:
    """Signed in without a line of it in the trail."""
    client = signed_in("admin")
    client.cookies["django_language"] = "en"
    AuditEntry.objects.filter(revision__action="signed in").delete()
    Revision.objects.filter(action="signed in").delete()
    return client


def acts(page: Page) -> list[str]:
    """When, who and what of every action on the page, the newest first."""
    return [" ".join(act.text.split()) for act in page.where("p", class_="act")]


def asked(client: Client, **query: str) -> Page:
    response = client.get(reverse("audit"), query)
    assert response.status_code == HTTPStatus.OK
    return read(response)


def test_trail_tells_who_did_what_and_what_it_was_before(admin: Client) -> None:
    page = asked(admin)
    assert [line.split(" ", 2)[2] for line in acts(page)] == [
        "林知远 Sign-in refused #5",
        "陆怀谷 Exported #4",
        "周明朗 Competitor added #3",
        "许安之 Team changed #2",
        "The server world #1",
    ]
    told = [" ".join(change.text.split()) for change in page.where("dd")]
    assert f"华北组 became → {HOSTILE}" in told
    assert "leader became → owner" in told
    assert "192.0.2.7" in told
    assert reverse("settings-competitors-edit", args=["a/b"]) in [link.attributes["href"] for link in page.where("a")]


def test_what_people_wrote_is_never_markup(admin: Client) -> None:
    assert HOSTILE not in admin.get(reverse("audit"), {"code": HOSTILE, "person": HOSTILE}).content.decode()
    assert HOSTILE not in admin.get(reverse("audit")).content.decode()


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({"code": "north"}, ["#2"]),
        ({"code": "a/b"}, ["#3"]),
        ({"code": "nor"}, []),
        ({"person": "leader"}, ["#3"]),
        ({"person": "周明朗"}, ["#3"]),
        ({"person": "owner"}, ["#5"]),
        ({"action": "export"}, ["#4"]),
        ({"file": "accounts"}, ["#5"]),
        ({"since": "2026-09-12"}, ["#1", "#4", "#5"]),
        ({"since": "2026-09-11", "until": "2026-09-12"}, ["#3", "#4"]),
        ({"since": "yesterday", "until": "2026-02-30", "after": "x.y"}, ["#1", "#2", "#3", "#4", "#5"]),
        ({"since": "0001-01-01", "until": "9999-12-31"}, ["#1", "#2", "#3", "#4", "#5"]),
        ({"person": "admin", "file": "teams", "code": "north", "until": "2026-09-10"}, ["#2"]),
        ({"person": "admin", "file": "competitors"}, []),
    ],
)
def test_trail_is_found_by_each_condition(admin: Client, query: dict[str, str], numbers: list[str]) -> None:
    page = asked(admin, **query)
    assert sorted(act.split()[-1] for act in acts(page)) == numbers
    assert bool(page.where("div", class_="empty")) == (not numbers)


def test_pages_follow_each_other_without_gap_or_repeat(admin: Client) -> None:
    revision = Revision.objects.create(number=6, action="import", recorded_at=at(20), everything=True)
    AuditEntry.objects.bulk_create(
        AuditEntry(revision=revision, file="teams", key=[f"t{n}"], subject=f"t{n}", before={}, after={"leader": "x"})
        for n in range(2 * PAGE_SIZE)
    )
    seen: list[str] = []
    page, pages = asked(admin), 1
    while True:
        seen += [entry.text.split()[1] for entry in page.where("div", class_="entry")]
        following = page.where("a", rel="next")
        if not following:
            break
        page, pages = read(admin.get(reverse("audit") + following[0].attributes["href"])), pages + 1
    assert pages == 3
    assert len(seen) == len(set(seen)) == 2 * PAGE_SIZE + 4


def test_any_page_takes_as_many_statements(admin: Client) -> None:
    def statements() -> int:
        asked(admin)
        with CaptureQueriesContext(connection) as queries:
            asked(admin)
        return len(queries)

    few = statements()
    for n in range(30):
        rename_competitor("a/b", {"name": f"友商{n}"}, {}, actor="admin", now=at(15))
    assert statements() == few


def test_import_that_only_adds_has_a_line(admin: Client) -> None:
    Revision.objects.create(number=6, action="import", actor="admin", recorded_at=at(20), everything=True)
    assert acts(asked(admin, action="import"))[0].endswith("许安之 Imported #6")


def test_every_recorded_action_has_words() -> None:
    recorded = {
        call.args[0].value
        for module in modules()
        for call in module.nodes(ast.Call)
        if ast.unparse(call.func) == "recording" and isinstance(call.args[0], ast.Constant)
    }
    assert len(recorded) > 20
    assert recorded | set(EVENTS) - set(ACTIONS) <= set(ACTIONS)
