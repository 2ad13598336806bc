"""The ledger of use in the browser's eyes: who answers what, what each side reads, and what is refused."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.test import Client

from renmai.refresh import current_panel
from renmai.store.models import Influence, InfluenceUse, Opportunity
from tests.people import AS_OF, NAMES, SEPTEMBER
from tests.store.ledger import again, close, confirm, deal, record
from tests.store.test_ledger_readers import help_request
from tests.web.html import read

SignedIn = Callable[[str], Client]
HOSTILE = "<script>alert(1)</script>"


def page(client: Client, tab: str = "waiting") -> str:
    return str(client.get(f"/network/uses?tab={tab}").content.decode())


def send(client: Client, use: InfluenceUse, what: str, **fields: str) -> Any:
    return client.post(f"/network/uses/{use.pk}/{what}", fields)


def answer(client: Client, use: InfluenceUse, **fields: str) -> Any:
    return send(client, use, "confirm", **{"grade": use.grade, "was-grade": use.grade, **fields})


def trail(signed_in: SignedIn) -> str:
    """What the audit page says; whom its filters offer is no part of that."""
    shown = signed_in("admin").get("/audit")
    assert shown.status_code == 200
    return re.sub(r"<datalist.*?</datalist>", "", shown.content.decode(), flags=re.DOTALL)


def test_the_helper_confirms_without_a_name_and_nobody_reads_it(signed_in: SignedIn) -> None:
    Influence.unscoped.filter(employee__code="outsider").delete()  # the paths of influence name who is named there
    use = record("owner")
    helper = signed_in("outsider")
    assert f"/network/uses/{use.pk}/confirm" in page(helper)
    assert answer(helper, use, name="no").status_code == 302
    assert (again(use).employee, again(use).employee_confirmed_on) == (None, AS_OF)
    for who in ("owner", "leader", "executive", "admin"):
        client = signed_in(who)
        for address in ("/opportunities/crane?tab=uses", "/opportunities/crane?tab=history", "/network/uses?tab=deals"):
            shown = client.get(address).content.decode()
            assert NAMES["outsider"] not in shown, (who, address)
        assert "一位同事" in client.get("/opportunities/crane?tab=uses").content.decode()
        assert "一位同事" in client.get("/opportunities/crane?tab=history").content.decode()
    assert f'id="use-{use.pk}"' in page(signed_in("outsider"), "mine")


def test_strangers_find_nothing_to_answer(signed_in: SignedIn) -> None:
    use = record("owner")
    for who in ("mate", "other"):
        client = signed_in(who)
        assert f"use-{use.pk}" not in page(client) + page(client, "mine") + page(client, "deals")
        for what in ("confirm", "decline", "thank", "unname"):
            assert send(client, use, what, text="谢").status_code == 404
    assert again(use).employee_confirmed_on is None


def test_sending_the_same_answer_twice_changes_nothing_more(signed_in: SignedIn) -> None:
    use = record("owner")
    client = signed_in("outsider")
    assert answer(client, use).status_code == 302
    revision = again(use).revision_id
    assert answer(client, use).status_code == 302
    assert again(use).revision_id == revision


def test_a_grade_changed_meanwhile_comes_back_with_what_was_chosen(signed_in: SignedIn) -> None:
    use = record("owner")
    confirm(use, "owner", grade="sourced")
    refused = answer(signed_in("outsider"), use, name="no", at="waiting")
    assert refused.status_code == 409
    shown = read(refused)
    assert shown.one("p", id=f"error-{use.pk}").text
    chosen = [one for one in shown.where("input", name="name", value="no") if "checked" in one.attributes]
    assert len(chosen) == 1
    assert shown.one("input", name="was-grade").attributes["value"] == "sourced"


def test_a_grade_is_corrected_and_the_other_side_asked(signed_in: SignedIn) -> None:
    use = record("outsider")
    assert answer(signed_in("owner"), use, grade="sourced").status_code == 302
    assert f"use-{use.pk}" in page(signed_in("outsider"))


def test_what_was_not_so_is_taken_out(signed_in: SignedIn) -> None:
    use = record("outsider")
    client = signed_in("owner")
    assert send(client, use, "decline", at="waiting").status_code == 302
    assert not InfluenceUse.unscoped.filter(pk=use.pk).exists()
    assert send(client, use, "decline").status_code == 404


def test_a_closed_deal_offers_a_confirmation_alone(signed_in: SignedIn) -> None:
    use = record("owner")
    close(on=SEPTEMBER)
    helper = signed_in("outsider")
    shown = page(helper)
    assert "/decline" not in shown
    assert "<select" not in shown.split('id="tabs"')[-1]
    assert send(helper, use, "decline", at="waiting").status_code == 422
    assert answer(helper, use, grade="sourced").status_code == 422
    assert answer(helper, use).status_code == 302
    for who, address in (
        ("outsider", "/network/uses?tab=mine"),
        ("owner", "/network/uses?tab=deals"),
        ("owner", "/opportunities/crane?tab=uses"),
        ("executive", "/influence/contribution?view=company"),
    ):
        assert "迟确认" in signed_in(who).get(address).content.decode()
    assert "uses/new" not in signed_in("owner").get("/opportunities/crane?tab=uses").content.decode()


def test_the_tab_counts_what_waits_too(signed_in: SignedIn) -> None:
    record("outsider")
    shown = read(signed_in("owner").get("/opportunities/crane?tab=uses"))
    assert shown.one("a", id="tab-uses").text.endswith(" 1")


def test_answering_on_the_opportunitys_page_stays_there(signed_in: SignedIn) -> None:
    use = record("outsider")
    leader = signed_in("leader")
    assert f"/network/uses/{use.pk}/confirm" in leader.get("/opportunities/crane?tab=uses").content.decode()
    assert answer(leader, use, at="deal").headers["Location"] == "/opportunities/crane?tab=uses"
    assert again(use).owner_confirmed_on == AS_OF
    assert answer(leader, use, at="//evil").headers["Location"] == "/network/uses?tab=waiting"


def test_thanks_reach_the_helper_alone_and_are_shown_as_text(signed_in: SignedIn) -> None:
    use = record("owner")
    confirm(use, "outsider")
    client = signed_in("owner")
    assert send(client, use, "thank", text=" ", at="deals").status_code == 422
    assert send(client, use, "thank", text=HOSTILE, names_deal="yes", at="deals").status_code == 302
    mine = page(signed_in("outsider"), "mine")
    assert HOSTILE not in mine
    assert "&lt;script&gt;" in mine
    assert deal().name in mine
    for who in ("leader", "executive"):
        assert "&lt;script&gt;" not in signed_in(who).get("/opportunities/crane?tab=uses").content.decode()


def test_one_reads_no_deal_that_one_does_not_see(signed_in: SignedIn) -> None:
    record("owner")
    client = signed_in("outsider")
    for shown in (page(client), page(client, "mine"), client.get("/today").content.decode()):
        assert deal().name not in shown
        assert "的一单" in shown


def test_sums_of_a_year_count_a_deal_once_and_leave_out_unseen_amounts(signed_in: SignedIn) -> None:
    for day in (SEPTEMBER, date(2026, 9, 11)):
        confirm(record("owner", used_on=day), "outsider")
    close()
    (row,) = [
        one for one in read(signed_in("outsider").get("/network/uses?tab=mine")).where("tr") if "2026" in one.text
    ]
    assert row.text.startswith("20261")
    assert "—" in row.text


def test_the_helper_records_what_they_were_asked_for(signed_in: SignedIn) -> None:
    client = signed_in("outsider")
    form = {"key_person": "harbour-boss", "used_on": "2026-09-10", "grade": "sourced", "note": HOSTILE}
    assert 'name="opportunity"' not in client.get("/network/uses/new").content.decode()
    assert client.post("/network/uses/new", {**form, "opportunity": "crane"}).status_code == 422
    help_request()
    shown = client.get("/network/uses/new").content.decode()
    people = [one.attributes["value"] for one in read(client.get("/network/uses/new")).where("option")]
    assert "crane" in people
    assert "sieve" not in shown
    person = next(code for code in people if code.startswith("harbour-"))
    sent = {**form, "key_person": person, "opportunity": "crane", "unnamed": "yes"}
    assert client.post("/network/uses/new", {**sent, "grade": ""}).status_code == 422
    assert client.post("/network/uses/new", sent).status_code == 302
    use = InfluenceUse.unscoped.latest("pk")
    assert (use.employee, use.employee_confirmed_on, use.owner_confirmed_on) == (None, AS_OF, None)
    assert client.post("/network/uses/new", sent).status_code == 422


def test_an_unnamed_helper_is_recorded_by_the_request(signed_in: SignedIn) -> None:
    help_request(blind=True)
    client = signed_in("owner")
    shown = read(client.get("/opportunities/crane/uses/new"))
    (option,) = [one for one in shown.where("option") if one.attributes["value"] == "request:HR-1"]
    assert "outsider" not in option.text
    assert NAMES["outsider"] not in option.text
    form = {"key_person": "harbour-boss", "used_on": "2026-09-10", "grade": "assisted", "employee": "request:HR-1"}
    assert client.post("/opportunities/crane/uses/new", form).status_code == 302
    use = InfluenceUse.unscoped.latest("pk")
    assert (use.employee, use.private.employee.code, use.owner_confirmed_on) == (None, "outsider", AS_OF)
    assert "crane · 一位同事 · harbour-boss" in trail(signed_in)
    assert NAMES["outsider"] not in trail(signed_in)
    forged = {**form, "employee": "request:HR-1", "used_on": "2026-09-11"}
    assert signed_in("leader").post("/opportunities/crane/uses/new", forged).status_code == 422


def test_contribution_lists_deals_of_ones_customers_and_counts_the_others(signed_in: SignedIn) -> None:
    won = "/influence/contribution?of=won"
    assert "pier" in signed_in("executive").get(f"{won}&view=company").content.decode()
    Opportunity.unscoped.filter(code="drill").update(status="won")
    current_panel()
    shown = read(signed_in("leader").get(f"{won}&view=team:north"))
    assert {one.attributes["href"] for one in shown.where("a", class_="name")} == {"/opportunities/pier?tab=uses"}


def test_contribution_refuses_what_is_no_list(signed_in: SignedIn) -> None:
    client = signed_in("executive")
    assert client.get("/influence/contribution?view=company&of=lost").status_code == 422
    assert client.get("/influence/contribution?view=company&competitor=rival").status_code >= 400


def test_the_influence_line_opens_the_deals(signed_in: SignedIn) -> None:
    client = signed_in("executive")
    shown = client.get("/lines/influence?view=company").content.decode()
    assert shown.count("/influence/contribution?") == 2
    address = read(client.get("/lines/influence?view=company")).links()
    assert all(client.get(one).status_code == 200 for one in address if one.startswith("/influence/contribution"))
