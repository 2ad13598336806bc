"""What names nobody is in no view of others: not on the influence line, not in its lists, drawings and files."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.people import NAMES
from tests.web.test_exports import table, workbook
from tests.web.test_network_overview import sway

SignedIn = Callable[[str], Client]
OTHERS = ("view=team:north", "view=personal:mate", "view=team:north&period=year&months=36&persons=same")
PAGES = (
    "/lines/influence?",
    "/lines/influence/list?",
    "/lines/influence/list?cell=uninsighted&",
    "/lines/influence/trend.svg?",
    "/lines/influence/matrix.svg?",
    "/lines/influence/export.csv?",
)


def told(client: Client, address: str) -> str:
    """A page without what is different at every request."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    text = answer.content.decode()
    return re.sub(r'csrfmiddlewaretoken" value="[^"]*"|X-CSRFToken[^}]*}|nonce="[^"]*"|\d\d:\d\d', "", text)


@pytest.mark.parametrize(("who", "view"), [("leader", view) for view in OTHERS] + [("executive", OTHERS[0])])
def test_views_of_others_are_as_if_it_had_not_been_told(who: str, view: str, signed_in: SignedIn) -> None:
    """At a customer of somebody else, whose page and rows the relation changes as little."""
    client = signed_in(who)

    def everything() -> list[str]:
        return [told(client, page + view) for page in PAGES]

    before = everything()
    sway("quarry-boss", "mate", named=False)
    assert everything() == before
    sway("quarry-boss", "mate", named=True)
    assert everything()[0] != before[0]


@pytest.mark.parametrize("view", OTHERS)
def test_workbook_of_others_is_as_if_it_had_not_been_told(view: str, signed_in: SignedIn) -> None:
    client, address = signed_in("leader"), f"/lines/influence/export.xlsx?{view}"
    before = workbook(client, address)
    sway("quarry-boss", "mate", named=False)
    assert workbook(client, address) == before


def test_owner_has_it_in_their_own_files_and_the_company_in_its(signed_in: SignedIn) -> None:
    """Of the one who is not named the company's file has a blank."""
    sway("bridge-boss", "mate", named=False)
    mine = table(signed_in("mate"), "/lines/influence/export.csv?view=personal:mate")
    assert any("乔梁" in row for row in mine)
    company = table(signed_in("executive"), "/lines/influence/export.csv?view=company")
    (row,) = [row for row in company if "乔梁" in row]
    assert row.count(NAMES["mate"]) == 1  # as the owner of the customer, and not as who reaches the person
    leader = table(signed_in("leader"), "/lines/influence/export.csv?view=personal:mate")
    assert not any("乔梁" in row for row in leader)


def test_largest_changes_of_others_do_not_name_whom_it_reaches(signed_in: SignedIn) -> None:
    sway("harbour-boss", "mate", named=False)
    assert "韩定海" not in told(signed_in("leader"), "/lines/influence?view=personal:mate")
    assert "韩定海" in told(signed_in("leader"), "/lines/influence?view=personal:owner")
