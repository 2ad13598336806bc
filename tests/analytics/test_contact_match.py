"""Contacts against the key persons of the whole company: who counts is found, and no more is told than must be."""

from dataclasses import asdict
from datetime import date

import pytest

from renmai.analytics.contact_match import HIDDEN, MOST_NAMESAKES, Found, find_contacts, masked, named_by
from renmai.analytics.person_match import Confidence, Told
from renmai.refresh import current_panel
from renmai.store.models import Customer, Influence, KeyPerson
from tests.people import AS_OF, LONG_AGO

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


def find(name: str, company: str = "", title: str = "") -> Found:
    [found] = find_contacts(current_panel(), AS_OF, [Told(name, company, "", title)])
    return found


def person(code: str, name: str, customer: str = "harbour", left_on: date | None = None) -> None:
    at = Customer.unscoped.get(code=customer)
    KeyPerson.unscoped.create(
        revision_id=1, code=code, customer=at, name=name, joined_on=LONG_AGO, left_on=left_on, title="科员"
    )


def test_match_tells_name_customer_department_and_title_alone() -> None:
    [one] = find("韓定海總", "東港碼頭有限公司").candidates
    key = KeyPerson.unscoped.get(code="harbour-boss").pk
    assert asdict(one) == {
        "key": key,
        "name": "韩定海",
        "customer": "东港码头",
        "department": "总部",
        "title": "总经理",
        "confidence": Confidence.EXACT,
        "reasons": one.reasons,
    }


def test_of_who_is_only_similar_the_surname_is_told() -> None:
    for told in ("韩总", "韩海定", "Han Dinghai", "Dr. Han"):
        [one] = find(told, "东港码头").candidates
        assert (one.name, one.confidence) == (f"韩{HIDDEN}", Confidence.SIMILAR)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("王磊", "王＊"), ("欧阳明", "欧阳＊"), ("欧阳", "欧＊"), ("John Smith", "J＊"), ("", "＊"), (" 李 娜", "李＊")],
)
def test_mask_leaves_the_surname(name: str, shown: str) -> None:
    assert masked(name) == shown


def test_namesakes_are_all_told_and_the_employee_picks() -> None:
    person("clerk", "韩定海")
    titles = {one.title for one in find("韩定海", "东港码头").candidates}
    assert titles == {"总经理", "科员"}


def test_namesakes_elsewhere_are_not_told_beside_an_exact_match() -> None:
    person("other", "韩定海", "quarry")
    assert {one.customer for one in find("韩定海", "东港码头").candidates} == {"东港码头"}
    assert {one.customer for one in find("韩定海").candidates} == {"东港码头", "白岩矿业"}


def test_common_name_without_a_company_tells_nothing_of_customers() -> None:
    for number in range(MOST_NAMESAKES):
        person(f"more-{number}", "韩定海", "quarry")
    found = find("韩定海")
    assert (found.candidates, found.too_many) == ((), True)
    assert len(find("韩定海", "东港码头").candidates) == 1


def test_who_left_or_whose_customer_is_gone_is_not_found() -> None:
    person("gone", "钱不在", left_on=AS_OF)
    assert find("钱不在", "东港码头").candidates == ()
    assert len(find("石岩", "白岩矿业").candidates) == 1
    Customer.unscoped.filter(code="quarry").update(closed_on=AS_OF)
    from renmai.refresh import forget

    forget()
    assert find("石岩", "白岩矿业") == Found(())


def test_company_alone_is_recognised_as_a_customer() -> None:
    for told in ("東港碼頭股份有限公司", "东港码头", "东港码头集团"):
        assert find("", told) == Found((), is_customer=True)
    assert find("", "没有这家公司") == Found(())
    assert find("", "东港") == Found(())  # a part of a name may mean many


def test_who_is_named_already_is_known_to_the_employee_alone() -> None:
    panel = current_panel()
    owner = panel.roster.employee_of_code["owner"].id
    keys = {row.key_person_id for row in Influence.unscoped.filter(employee_id=owner)}
    assert named_by(panel, owner, AS_OF) == keys
    assert named_by(panel, panel.roster.employee_of_code["mate"].id, AS_OF) == frozenset()
