"""The playbook and the company's tactics: who reads which copy, writing in place, undo, conflicts, odd texts."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from renmai.store.models import Tactic
from tests.people import EMPLOYEES, NAMES
from tests.web.html import Page, read

SignedIn = Callable[[str], Client]
SECRET = "先请他们的采购去看海"
SCRIPT = "<script>alert(1)</script>"
STANDARD = "acquire_terms"
SEES = ("owner", "mate", "leader", "other", "executive", "admin")


def written(**given: Any) -> dict[str, Any]:
    return {"name": "首单让利", "how": SECRET, "degrees": ["price"], "targets": ["votes", "senior"], **given}


def copied(client: Client, **given: Any) -> str:
    """The code of a copy that was made on the page."""
    answer = client.post(f"/strategies/playbook/{STANDARD}/copy", written(**given))
    assert answer.status_code == 302
    return str(answer["Location"]).rpartition("#t-")[2]


def do(client: Client, code: str, what: str) -> int:
    return client.post(f"/strategies/playbook/{code}/state", {"do": what}).status_code


def texts(client: Client) -> Page:
    return read(client.get("/strategies/playbook"))


def test_every_strategy_tells_its_aim_its_way_and_its_tactics(signed_in: SignedIn) -> None:
    page = texts(signed_in("owner"))
    assert [
        word for word in ("客户获取", "客户提升", "客户维系", "亡羊补牢", "以静制动") if word not in page.html
    ] == []
    assert "首单条件优惠" in page.html
    assert "验收后付款" in page.html
    assert page.html.count("复制并调整") == 20


def test_standards_speak_the_readers_language(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    client.cookies["django_language"] = "en"
    assert "Attractive terms for the first order" in texts(client).html
    client.cookies["django_language"] = "zh-hant"
    assert "首單條件優惠" in texts(client).html


def test_copy_begins_as_the_original_and_is_adapted_in_place(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    form = read(client.get(f"/strategies/playbook/{STANDARD}/copy"))
    assert [one.attributes["value"] for one in form.where("input", id="tactic-name")] == ["首单条件优惠"]
    code = copied(client)
    row = Tactic.unscoped.get(code=code)
    assert (row.owner and row.owner.code, row.degrees, row.targets) == ("owner", "price", "votes;senior")
    assert client.post(f"/strategies/playbook/{code}", written(name="改过的")).status_code == 302
    assert "改过的" in texts(client).html


@pytest.mark.parametrize("is_shared", [False, True])
def test_private_copy_exists_for_nobody_else_and_a_shared_one_for_everybody_with_customers(
    signed_in: SignedIn, is_shared: bool
) -> None:
    owner = signed_in("owner")
    code = copied(owner)
    if is_shared:
        assert do(owner, code, "share") == 302
    for who in EMPLOYEES:
        if who in ("departed", "outsider"):
            continue
        client, may = signed_in(who), is_shared or who == "owner"
        assert (SECRET in texts(client).html) is may, who
        assert client.get(f"/strategies/playbook/{code}/copy").status_code == (200 if may else 404), who
        assert client.get(f"/strategies/playbook/{code}").status_code == (200 if who == "owner" else 404), who
        if who != "owner":
            assert do(client, code, "retire") == 404
            assert client.post(f"/strategies/playbook/{code}", written(name="别")).status_code == 404
    assert signed_in("outsider").get(f"/strategies/playbook/{code}/copy").status_code == 404
    admin = signed_in("admin")
    assert admin.get(f"/settings/tactics/{code}").status_code == 404
    assert SECRET not in admin.get("/settings/tactics").content.decode()


def test_audit_and_search_tell_nothing_of_a_private_copy(signed_in: SignedIn) -> None:
    copied(signed_in("owner"))
    admin = signed_in("admin")
    for address in ("/audit", f"/audit?code={Tactic.unscoped.get().code}", "/search?q=首单", "/settings"):
        page = admin.get(address).content.decode()
        assert SECRET not in page
        assert "首单让利" not in page


def test_sharing_and_retiring_are_taken_back(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    code = copied(client)
    for what, back, field in (("share", "unshare", "shared"), ("retire", "restore", "retired")):
        assert do(client, code, what) == 302
        assert getattr(Tactic.unscoped.get(code=code), field) is True
        assert do(client, code, back) == 302
        assert getattr(Tactic.unscoped.get(code=code), field) is False
    assert do(client, code, "sell") == 404


def test_retired_copy_waits_to_be_used_again(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    code = copied(client)
    do(client, code, "share")
    do(client, code, "retire")
    assert "我停用的 1 个" in texts(client).html
    assert SECRET not in texts(signed_in("mate")).html
    assert signed_in("mate").get(f"/strategies/playbook/{code}/copy").status_code == 404


def test_refused_copy_keeps_what_was_typed(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    answer = client.post(f"/strategies/playbook/{STANDARD}/copy", written(name="长" * 100, how=SCRIPT, targets=[]))
    page = read(answer)
    assert answer.status_code == 422
    assert "长" * 100 in page.html
    assert SCRIPT not in page.html
    assert "&lt;script&gt;" in page.html
    assert [one.attributes.get("aria-invalid") for one in page.where("input", id="tactic-name")] == ["true"]
    assert Tactic.unscoped.count() == 0


@pytest.mark.parametrize("name", ["\0", "a\0b", "长" * 5000, " "])
def test_odd_names_are_refused_at_the_field(signed_in: SignedIn, name: str) -> None:
    answer = signed_in("owner").post(f"/strategies/playbook/{STANDARD}/copy", written(name=name))
    assert answer.status_code == 422
    assert Tactic.unscoped.count() == 0


def test_hostile_text_is_shown_as_text(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    copied(client, name=SCRIPT, how="=1+1 {{ x }} {% y %}")
    page = texts(client).html
    assert SCRIPT not in page
    assert "{{ x }}" in page


# --- the company's


def test_administrator_writes_the_companys_tactics_and_everybody_reads_them(signed_in: SignedIn) -> None:
    admin = signed_in("admin")
    assert admin.post("/settings/tactics", written(strategy="watch", name="季度问候")).status_code == 302
    seen = json.dumps({"name": "", "how": ""})
    assert admin.post(f"/settings/tactics/{STANDARD}", written(name="首单九折", seen=seen)).status_code == 302
    page = texts(signed_in("mate")).html
    assert "季度问候" in page
    assert "首单九折" in page
    assert "首单条件优惠" not in page


def test_words_of_a_standard_that_nobody_changed_stay_the_standards(signed_in: SignedIn) -> None:
    admin = signed_in("admin")
    form = read(admin.get(f"/settings/tactics/{STANDARD}"))
    [name] = [one.attributes["value"] for one in form.where("input", id="tactic-name")]
    [how] = [one.text for one in form.where("textarea", id="tactic-how")]
    admin.post(f"/settings/tactics/{STANDARD}", written(name=name, how=how.strip(), targets=["votes"]))
    row = Tactic.unscoped.get(code=STANDARD)
    assert (row.name, row.how, row.targets) == ("", "", "votes")


def test_retired_tactic_of_the_company_is_offered_no_more(signed_in: SignedIn) -> None:
    admin = signed_in("admin")
    assert admin.post(f"/settings/tactics/{STANDARD}/retire", {"retired": "yes"}).status_code == 302
    assert "首单条件优惠" not in texts(signed_in("owner")).html
    assert signed_in("owner").get(f"/strategies/playbook/{STANDARD}/copy").status_code == 404
    admin.post(f"/settings/tactics/{STANDARD}/retire", {"retired": "no"})
    assert "首单条件优惠" in texts(signed_in("owner")).html


def test_two_administrators_meet_and_the_later_sees_what_holds(signed_in: SignedIn) -> None:
    admin = signed_in("admin")
    seen = json.dumps({"name": "", "how": ""})
    admin.post(f"/settings/tactics/{STANDARD}", written(name="第一个", seen=seen))
    answer = admin.post(f"/settings/tactics/{STANDARD}", written(name="第二个", seen=seen))
    page = read(answer)
    assert answer.status_code == 409
    assert "第二个" in page.html
    assert NAMES["admin"] in page.html
    carried = [one.attributes["value"] for one in page.where("input", name="seen")]
    [held] = [one for one in carried if json.loads(one)["name"] == "第一个" and "strategy" not in json.loads(one)]
    again = admin.post(f"/settings/tactics/{STANDARD}", written(name="第二个", seen=held))
    assert again.status_code == 302
    assert Tactic.unscoped.get(code=STANDARD).name == "第二个"


@pytest.mark.parametrize("seen", ["", "[]", "{", '{"name": 3}', "null"])
def test_odd_memory_of_a_form_is_no_accident(signed_in: SignedIn, seen: str) -> None:
    answer = signed_in("admin").post(f"/settings/tactics/{STANDARD}", written(seen=seen))
    assert answer.status_code in (302, 409)
