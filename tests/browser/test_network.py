"""The private network in the hands of people: answering on a phone, a file of contacts, help between two browsers."""

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from renmai.domain.disclosure import Disclosure
from renmai.domain.help_request import HelpState
from renmai.store.actions.private_relation import Given, give_relation
from renmai.store.models import Assessment, Employee, HelpRequest, KeyPerson, PrivateRelation, SurveyInvitation
from tests.browser.conftest import Enter
from tests.browser.test_access_for_all import violations
from tests.people import AS_OF, NAMES, SPRING
from tests.surveys import open_survey

PHONE = {"width": 375, "has_touch": True, "is_mobile": True}
CONNECTIONS = (
    "Notes:\n"
    '"When exporting your connection data, some addresses may be missing."\n\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "定海,韩,https://contacts.example/1,,东港码头,总经理,01 Mar 2020\n"
    "Nobody,Known,https://contacts.example/2,,Elsewhere Ltd,Clerk,02 Mar 2020\n"
)


def test_survey_is_answered_with_one_thumb(enter: Enter) -> None:
    code = open_survey(AS_OF).code
    page = enter("outsider", at="/today", **PHONE)
    page.locator(".rail a:visible", has_text="私域人脉").tap()
    page.locator(".tabs, .parts, nav").get_by_text("全员摸底").first.tap()
    page.locator(f"a[href='/network/survey/{code}']").first.tap()
    page.locator("input[name=name]").first.fill("韩定海")
    page.locator("input[name=company]").first.fill("东港码头")
    page.locator("#form button.btn-primary").tap()
    match = page.locator("#matches")
    expect(match).to_contain_text("东港码头")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    match.locator("input.yes").first.check()
    match.locator("button.btn-primary").tap()
    expect(page.locator(".notice")).to_be_visible()
    relation = PrivateRelation.unscoped.get(employee__code="outsider", influence__key_person__code="harbour-boss")
    assert relation.disclosure == Disclosure.REACH
    assert SurveyInvitation.objects.get(employee__code="outsider").answered_on == AS_OF


def test_file_of_contacts_is_matched_and_forgotten(enter: Enter, tmp_path: Path) -> None:
    file = tmp_path / "Connections.csv"
    file.write_text(CONNECTIONS, encoding="utf-8")
    page = enter("outsider", at=f"/network/survey/{open_survey(AS_OF).code}")
    page.locator("input[type=file]").set_input_files(file)
    page.locator("#form button.btn-primary").click()
    matches = page.locator("#matches")
    expect(matches).to_contain_text("东港码头")
    expect(matches).not_to_contain_text("Elsewhere")
    page.reload()
    expect(page.locator("#matches")).not_to_contain_text("东港码头")


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_help_is_asked_given_and_taken_over(enter: Enter, color_scheme: str) -> None:
    given = Given(KeyPerson.unscoped.get(code="harbour-engineer"), SPRING, Disclosure.REACH)
    give_relation(given, by=Employee.objects.get(code="outsider"), today=AS_OF, now=timezone.now())
    asker = enter("owner", at="/network/paths?person=harbour-engineer", color_scheme=color_scheme)
    asker.locator(".path-list li", has_text="一位同事").get_by_role("link", name="求助").click()
    asker.get_by_label("了解其对我司的态度").check()
    assert violations(asker) == []
    asker.get_by_role("button", name="发出求助").click()
    asker.wait_for_url("**/network/help/HR-*")
    address = asker.url

    helper = enter("outsider", at="/network/help", **PHONE)
    helper.locator(".help-rows a").first.tap()
    helper.get_by_role("button", name="我可以帮忙").tap()
    helper.get_by_role("link", name="一分钟回答").tap()
    for column, label in (("closeness", "+1"), ("price", "+2"), ("veto", "否")):
        helper.locator(f"#{column} label.choice", has_text=label).tap()
    helper.get_by_role("button", name="回答").tap()
    expect(helper.locator(".notice")).to_be_visible()

    asker.goto(address)
    assert violations(asker) == []
    expect(asker.locator("main")).not_to_contain_text(NAMES["outsider"])
    asker.get_by_role("link", name="查看回答").click()
    assert violations(asker) == []
    asker.get_by_role("button", name="采纳").click()
    asker.wait_for_url("**/key-people/harbour-engineer")
    latest = Assessment.unscoped.filter(key_person__code="harbour-engineer", party=None).latest("effective_on")
    assert (latest.closeness, latest.solution, latest.price, latest.veto) == (1, 2, 2, False)
    assert "一位同事" in latest.note
    assert HelpRequest.unscoped.get().state == HelpState.ACCEPTED
