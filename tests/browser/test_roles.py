"""A day of each of the five: what they come for, from sign-in to the end, in a real browser."""

import csv
import io
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from renmai.store.models import Account, Customer, PolicyOverride
from tests.browser.conftest import Enter
from tests.people import NAMES
from tests.web.test_signing_in import NEW


def saved(page: Page, link: str) -> Path:
    """Choose a kind of file in the export menu; gives the file."""
    page.locator("details.export > summary").first.click()
    with page.expect_download() as waiting:
        page.locator("details.export .row", has_text=link).first.click()
    return waiting.value.path()


def test_salesperson_prepares_meets_and_records(enter: Enter) -> None:
    page = enter("owner", at="/today")
    page.goto("/today")
    expect(page.locator("h1")).to_contain_text("今日")
    page.keyboard.press("/")
    page.keyboard.type("hdh")
    page.keyboard.press("Enter")
    page.locator("main a", has_text="韩定海").first.click()
    expect(page.locator("h1")).to_contain_text("韩定海")
    page.locator("main a", has_text="记录一次接触").first.click()
    page.locator("#price label.choice", has_text="+2").click()
    page.fill("textarea[name=note]", "价格可以接受，合同本周走完")
    page.locator(".thumb .btn-primary").click()
    expect(page.locator(".notice")).to_contain_text("韩定海")
    page.goto("/key-people/harbour-boss")
    expect(page.locator("main")).to_contain_text("价格可以接受，合同本周走完")
    page.goto("/lines/key-person/list?cell=price:support&view=personal:owner")
    expect(page.locator("#list")).to_contain_text("韩定海")


def test_leader_reviews_the_team_from_a_number_to_a_person(enter: Enter) -> None:
    page = enter("leader")
    expect(page.locator("#scope")).to_have_value("team:north")
    number = page.locator("#degrees-closeness .number, .panel-of-degree .number").first
    count = number.inner_text()
    number.click()
    expect(page.locator("#list-count")).to_have_text(count)
    page.locator("#list tbody th a").first.click()
    expect(page.locator(".tabs")).to_contain_text("历史")
    page.locator(".tabs a", has_text="历史").click()
    expect(page.locator("main")).to_contain_text("负责人")
    page.keyboard.press("g")
    page.keyboard.press("d")
    expect(page.locator("h1")).to_contain_text("决策链")


def test_executive_compares_with_a_competitor_and_takes_it_along(enter: Enter) -> None:
    page = enter("executive")
    page.click("#kind-competitor")
    expect(page.locator("#mirror")).to_contain_text("赤岭机械")
    page.click("#kind-company")
    expect(page.locator("#kind-company")).to_have_attribute("aria-current", "true")
    workbook = load_workbook(io.BytesIO(saved(page, "XLSX").read_bytes()), read_only=True)
    assert len(workbook.sheetnames) >= 4
    rows = list(csv.reader(io.StringIO(saved(page, "CSV").read_text(encoding="utf-8-sig"))))
    assert {"东港码头", "白岩矿业"} <= {cell for row in rows for cell in row}
    assert saved(page, "PDF").read_bytes().startswith(b"%PDF")
    assert saved(page, "PNG").read_bytes().startswith(b"\x89PNG")


def test_plain_employee_sees_whom_they_can_sway_and_no_more(enter: Enter) -> None:
    page = enter("outsider", at="/today")
    page.goto("/today")
    expect(page.locator(".record")).to_have_count(0)
    page.goto("/search?q=罗采薇")
    expect(page.locator("main")).not_to_contain_text("采购总监")
    page.goto("/lines/influence")
    expect(page.locator("#list")).to_contain_text("东港码头")
    expect(page.locator("#list")).not_to_contain_text("罗采薇")


def test_administrator_lets_somebody_in_imports_and_sets_the_policy(enter: Enter, tmp_path: Path) -> None:
    page = enter("admin", at="/today")
    page.goto("/import")
    contacts = tmp_path / "customers.csv"
    contacts.write_text("code,name,industry,created_on\nlighthouse,灯塔光电,电子,2026-09-01\n", encoding="utf-8")
    page.set_input_files("#import-files", contacts)
    page.locator("main form .btn-primary").first.click()
    expect(page.locator("main")).to_contain_text("灯塔光电", timeout=20_000)
    page.locator("main .btn-primary", has_text="导入").first.click()
    expect(page.locator("main")).to_contain_text("已导入", timeout=20_000)
    assert Customer.unscoped.filter(code="lighthouse").exists()

    page.goto("/settings/policy")
    page.fill("input[name=stale_days]", "60")
    page.fill("[name=reason]", "节奏要更快")
    page.locator("button", has_text="保存判定标准").click()
    expect(page.locator(".notice")).to_be_visible()
    assert PolicyOverride.objects.filter(name="stale_days").exists()

    page.goto("/settings/accounts")
    Account.objects.filter(username="mate").delete()
    page.reload()
    page.fill("#new-employee", "mate")
    page.locator("main form .btn-primary").first.click()
    link = page.locator("[data-select]").input_value()
    page.context.clear_cookies()
    page.goto(link)
    page.fill("#id_password1", NEW)
    page.fill("#id_password2", NEW)
    page.locator("main .btn-primary").click()
    page.locator("main .btn-primary").click()
    page.fill("input[name=username]", "mate")
    page.fill("input[name=password]", NEW)
    page.locator("main form.sign-in .btn-primary").click()
    expect(page.locator(".avatar-button")).to_have_attribute("title", NAMES["mate"])
