"""Every number is a door: the list behind it is as long as the number says."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from renmai.analytics.visible import view_choices
from renmai.domain.scope import EVERYTHING
from renmai.intake.importing import import_bundle
from renmai.refresh import current_panel
from renmai.store.models import Account, Employee
from tests.people import AS_OF, EMPLOYEES
from tests.web.html import read
from tests.web.lists import length

LINES = ("customer", "influence", "key-person", "decision-chain")
LEAST_DOORS = {"customer": 3, "influence": 5, "key-person": 9, "decision-chain": 3}
ASKED = ("view=company", "view=team:north&period=quarter", "view=company&competitor=rival", "view=company&focus=yes")


def list_length(client: Client, address: str) -> int:
    """The rows of all pages of a list, which must be what its head says."""
    rows, counted = 0, ""
    while address:
        page = read(client.get(address))
        counted = page.one("span", id="list-count").text
        bodies = page.where("th", scope="row")
        rows += len(bodies)
        further = page.where("a", rel="next")
        address = further[0].attributes["href"] if further else ""
    assert int(counted.replace(",", "")) == rows
    return rows


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("asked", ASKED)
def test_numbers_of_the_world_open_their_lists(line: str, asked: str, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("executive")
    doors = read(client.get(f"/lines/{line}?{asked}")).numbers()
    assert [(number, address) for number, address in doors if list_length(client, address) != number] == []


@pytest.mark.parametrize("line", LINES)
def test_points_bars_and_cards_of_every_view_open_lists_of_their_length(
    line: str, signed_in: Callable[[str], Client]
) -> None:
    client, panel = signed_in("executive"), current_panel()
    views = [choice.view for choice in view_choices(panel, EVERYTHING)]
    assert len(views) > len(EMPLOYEES)
    doors = set()
    for view in views:
        for more in ("", "&persons=same&months=12", "&chart=count&competitor=rival", "&chart=known&period=quarter"):
            doors |= set(read(client.get(f"/lines/{line}?view={view}{more}")).doors())
    assert doors
    assert [(number, url) for number, url in doors if length(panel, url, AS_OF) != number] == []
    for number, url in sorted(doors)[::40]:
        assert list_length(client, url) == number


@pytest.fixture
def maven(db: None, shared_data: Path) -> Client:
    """The executive of the example company."""
    import_bundle(shared_data / "maven", actor="", now=datetime(2026, 9, 30, tzinfo=UTC))
    account = Account.objects.create(username="boss", employee=Employee.objects.get(role="executive"))
    client = Client()
    client.force_login(account)
    return client


def test_numbers_of_a_company_open_their_lists(maven: Client) -> None:
    for line in LINES:
        doors = read(maven.get(f"/lines/{line}?view=company")).numbers()
        assert len(doors) > LEAST_DOORS[line]
        assert [(number, address) for number, address in doors if list_length(maven, address) != number] == []


def test_zero_opens_nothing(signed_in: Callable[[str], Client]) -> None:
    numbers = read(signed_in("executive").get("/lines/customer?view=company")).numbers()
    assert 0 not in [number for number, _ in numbers]


def test_list_keeps_the_day_of_its_number(signed_in: Callable[[str], Client]) -> None:
    numbers = read(signed_in("executive").get("/lines/customer?view=company")).numbers()
    assert all("as_of=2026-09-30" in address for _, address in numbers)


def test_cell_of_another_line_is_no_list(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("executive")
    assert client.get("/lines/customer/list?view=company&cell=veto:yes").status_code == 404
    assert client.get("/lines/key-person/list?view=company&cell=closeness:good").status_code == 404
    assert client.get("/lines/customer/list?view=company&cell=nonsense").status_code == 404


def test_masked_people_have_no_list_by_votes(signed_in: Callable[[str], Client]) -> None:
    assert signed_in("owner").get("/lines/influence/list?cell=veto:yes").status_code == 404
