"""Strategies on the pages: choosing one, the account team, the portfolio whose numbers open their lists."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from renmai.store.models import AccountTeamMember, Customer, StrategyChoice
from tests.people import AS_OF, NAMES
from tests.web.html import read

SignedIn = Callable[[str], Client]


def text(response: Any) -> str:
    return read(response).html


def choose(client: Client, strategy: str = "watch", reason: str = "预算冻结", seen: str = "") -> Any:
    given = {"strategy": strategy, "was-strategy": seen, "reason": reason, "was-reason": ""}
    return client.post("/customers/harbour/strategy", given)


def join(client: Client, employee: str = "outsider", role: str = "delivery", since: str = "2026-09-30") -> Any:
    return client.post("/customers/harbour/team", {"employee": employee, "role": role, "valid_from": since})


def strategy_tab(client: Client, query: str = "") -> str:
    return text(client.get(f"/customers/harbour?tab=strategy{query}"))


def test_chosen_strategy_stands_beside_the_recommended_one(signed_in: SignedIn) -> None:
    owner = signed_in("owner")
    assert choose(owner).url == "/customers/harbour?tab=strategy#tabs"
    page = strategy_tab(owner)
    assert "预算冻结" in page
    assert NAMES["owner"] in page
    assert "选定" in page
    assert "建议" in page


def test_choice_of_a_later_day_is_not_shown_on_an_earlier_one(signed_in: SignedIn) -> None:
    owner = signed_in("owner")
    choose(owner)
    assert "预算冻结" not in strategy_tab(owner, "&as_of=2026-09-29")


def test_choice_without_a_reason_is_refused_at_the_field(signed_in: SignedIn) -> None:
    refused = choose(signed_in("owner"), reason="  ")
    assert refused.status_code == 422
    assert 'id="error-reason"' in text(refused)
    assert not StrategyChoice.unscoped.exists()


def test_refused_reason_comes_back_as_it_was_typed(signed_in: SignedIn) -> None:
    refused = choose(signed_in("owner"), reason="<script>长" * 400)
    assert refused.status_code == 422
    assert "&lt;script&gt;长" in text(refused)


def test_later_of_two_choices_is_told_who_was_first(signed_in: SignedIn) -> None:
    choose(signed_in("owner"))
    late = choose(signed_in("leader"), strategy="grow")
    assert late.status_code == 409
    assert NAMES["owner"] in text(late)
    assert StrategyChoice.unscoped.get().strategy == "watch"


def test_choice_is_taken_back_with_the_notice(signed_in: SignedIn) -> None:
    owner = signed_in("owner")
    choose(owner)
    number = StrategyChoice.unscoped.get().revision_id
    owner.post("/undo", {"revision": number})
    assert not StrategyChoice.unscoped.exists()


def test_owner_stands_for_the_account_and_open_corners_ask_for_somebody(signed_in: SignedIn) -> None:
    page = read(signed_in("owner").get("/customers/harbour?tab=strategy"))
    corners = page.one("section", id="account-team").text
    assert NAMES["owner"] in corners
    assert corners.count("无\n") == 2


def test_colleague_of_any_department_joins_and_leaves(signed_in: SignedIn) -> None:
    owner = signed_in("owner")
    join(owner, since="2026-09-01")
    assert NAMES["outsider"] in strategy_tab(owner)
    owner.post("/customers/harbour/team/leave", {"role": "delivery", "employee": "outsider"})
    assert AccountTeamMember.unscoped.get().valid_to == AS_OF


def test_joining_opens_no_customer_to_the_one_who_joins(signed_in: SignedIn) -> None:
    join(signed_in("owner"))
    assert signed_in("outsider").get("/customers/harbour").status_code == 404


@pytest.mark.parametrize("employee", ["departed", "nobody", ""])
def test_who_does_not_work_here_cannot_join(signed_in: SignedIn, employee: str) -> None:
    refused = join(signed_in("owner"), employee)
    assert refused.status_code == 422
    assert not AccountTeamMember.unscoped.exists()


def choice(customer: str, strategy: str, day: date = AS_OF) -> None:
    row = Customer.unscoped.get(code=customer)
    StrategyChoice.unscoped.create(revision_id=1, customer=row, strategy=strategy, chosen_on=day, reason="理由")


def test_every_number_of_the_portfolio_opens_a_list_of_that_length(signed_in: SignedIn) -> None:
    choice("harbour", "watch")
    choice("quarry", "acquire")
    executive = signed_in("executive")
    page = read(executive.get("/strategies?view=company"))
    assert len(page.doors()) > 4
    for count, address in page.doors():
        assert read(executive.get(address)).one("span", id="list-count").text == str(count)


def test_portfolio_of_an_owner_knows_no_other_customer(signed_in: SignedIn) -> None:
    choice("quarry", "watch")
    page = text(signed_in("owner").get("/strategies"))
    assert "quarry" not in page
    assert "harbour" in page


@pytest.mark.parametrize(
    "query", ["follows=sell", "was=nothing", "choice=all", "competitor=rival", "view=personal:nobody"]
)
def test_what_there_is_not_is_refused(signed_in: SignedIn, query: str) -> None:
    assert signed_in("executive").get(f"/strategies/list?{query}").status_code in (404, 422)
