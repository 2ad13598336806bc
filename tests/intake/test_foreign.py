"""Tables as others keep them: understood, said plainly where they are not, and the same the second time."""

from datetime import date
from pathlib import Path

import pytest

from renmai.domain.issues import Level, ProblemKind
from renmai.domain.likeness import Alike, company_core, one_slip_apart
from renmai.intake.bundle import FILES
from renmai.intake.duplicates import FILES as COMPARED
from renmai.intake.duplicates import Pair, decided, find_pairs
from renmai.intake.foreign import Found, found_in, is_ours
from renmai.intake.importing import Delivery, Watch, import_delivery
from renmai.intake.mapping import Use, faults, signature, use_from
from renmai.intake.merging import merged
from renmai.intake.naming import Registers, made_code
from renmai.intake.reading import open_any, read_bundle
from renmai.intake.suggesting import suggest
from renmai.intake.synonyms import COLUMNS, VALUES
from renmai.intake.synonyms import FILES as FILE_WORDS
from renmai.intake.translating import translate
from renmai.intake.values import factor_of, iso_date, plain_amount
from renmai.store.models import Assessment, Customer, KeyPerson, Opportunity, ReportingLine
from tests.intake.facts import NOW
from tests.intake.foreign import CONTACTS, DEALS, Rows, write_workbook
from tests.people import AS_OF


def test_every_column_and_fixed_value_has_other_names() -> None:
    assert {file.name: set(file.names) for file in FILES} == {name: set(known) for name, known in COLUMNS.items()}
    assert set(FILE_WORDS) == {file.name for file in FILES}
    fixed = {f"{file.name}.{column.name}": set(column.choices) for file in FILES for column in file.columns}
    assert [name for name, choices in fixed.items() if choices and choices != set(VALUES[name]) - {""}] == []


@pytest.mark.parametrize(
    ("found", "day"),
    [
        ("2026/9/3", "2026-09-03"),
        ("2026.09.03", "2026-09-03"),
        ("2026年9月3日", "2026-09-03"),
        ("２０２６年９月３日", "2026-09-03"),
        ("20260903", "2026-09-03"),
        ("2026-09-03 14:30:00", "2026-09-03"),
        ("46268", "2026-09-03"),
        ("2026年9月", "2026-09-01"),
        ("2026-13-01", "2026-13-01"),
        ("03/09/2026", "03/09/2026"),
        ("下周三", "下周三"),
    ],
)
def test_days_are_read_however_they_are_written(found: str, day: str) -> None:
    assert iso_date(found) == day


@pytest.mark.parametrize(
    ("heading", "found", "amount"),
    [
        ("金额", "￥1,200.50", "1200.5"),
        ("金额", "120万", "1200000"),
        ("金額（萬元）", "1.5", "15000"),
        ("金额(万元)", "1,200", "12000000"),
        ("金额", "1,2,3", "1,2,3"),
        ("金额", "-5", "-5"),
        ("金额", "面议", "面议"),
    ],
)
def test_amounts_are_read_in_the_unit_of_their_heading(heading: str, found: str, amount: str) -> None:
    assert plain_amount(found, factor_of(heading)) == amount


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("华为技术有限公司", "華為技術（中國）有限公司"),
        ("Acme Corp.", "ACME Corporation (China) Co., Ltd"),
        ("中国石化集团", "石化 股份有限公司"),
    ],
)
def test_companies_are_the_same_in_other_dress(one: str, other: str) -> None:
    assert company_core(one) == company_core(other)


def test_a_name_that_is_only_a_legal_form_stays() -> None:
    assert company_core("有限公司") != ""
    assert company_core("Costco") == "costco"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        *(("abcd", other, True) for other in ("abd", "abcde", "abxd", "acbd")),
        *(("abcd", other, False) for other in ("abxy", "ab", "xabc")),
    ],
)
def test_one_slip_is_one_letter(one: str, other: str, alike: bool) -> None:
    assert one_slip_apart(one, other) is alike
    assert one_slip_apart(other, one) is alike


def test_names_that_differ_in_a_figure_are_others() -> None:
    known = Alike()
    for place, name in enumerate(["东方第一机械厂", "测试1厂"]):
        known.add(name, place)
    assert list(known.near("东方第一机戒厂")) == [0]
    assert list(known.near("测试2厂")) == []


def test_many_names_are_compared_without_each_with_each() -> None:
    """A common text leads to no more than a crowd of names, so the work grows as the names do."""
    known = Alike()
    for number in range(5000):
        known.add(f"甲{chr(0x4E00 + number)}乙", number)
    assert len(list(known.near("甲X乙"))) <= Alike.CROWD


def test_made_codes_stay_the_same_and_tell_namesakes_apart() -> None:
    assert made_code("华为 技术") == made_code("華為技術")
    assert made_code("李伟", "C1") != made_code("李伟", "C2")
    assert made_code("华为技术").startswith("HWJS-")


def tables(path: Path) -> list[Found]:
    with open_any(path) as sheets:
        return [found_in(sheet, most=None) for sheet in sheets]


def translated(path: Path, uses: list[Use] | None = None) -> Delivery:
    found = tables(path)
    chosen = suggest(found, AS_OF) if uses is None else uses
    assert faults(chosen) == []
    used = [use for use in chosen if use.file]
    return translate({table.sheet: table for table in found}, used, Registers()).delivery()


def compared(delivery: Delivery) -> list[Pair]:
    bundle, pairs, merges = read_bundle(delivery.sheets), list[Pair](), dict[str, dict[str, str]]()
    for file in COMPARED:
        found = list(find_pairs(bundle, file, made=True, customers=merges.get("customers", {})))
        merges |= decided(found, {})
        pairs += found
    return pairs


def imported(delivery: Delivery, choices: dict[str, str] | None = None) -> tuple[dict[str, tuple[int, int]], list[str]]:
    """Added and changed rows by file, and the kinds of errors."""
    merges = decided(compared(delivery), choices or {})
    together = Delivery(merged(delivery.sheets, merges), delivery.retell)
    outcome = import_delivery(together, actor="admin", now=NOW, watch=Watch())
    errors = [problem.kind.value for problem in outcome.problems if problem.level is Level.ERROR]
    return {name: (counts.added, counts.changed) for name, counts in outcome.counts.items()}, errors


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    return write_workbook(tmp_path / "客户.xlsx", 联系人=CONTACTS, 商机=DEALS)


@pytest.mark.usefixtures("world")
def test_a_list_of_contacts_makes_companies_people_owners_and_stances(lists: Path) -> None:
    counts, errors = imported(translated(lists))
    assert errors == []
    assert counts["customers.csv"] == (1, 0)
    assert counts["key_people.csv"] == (3, 1)
    star = Customer.unscoped.get(name="星河电子有限公司")
    people = KeyPerson.unscoped.filter(customer=star)
    assert {(person.name, person.title, person.phone) for person in people} == {
        ("顾星", "采购总监", "13800000002"),
        ("罗河", "厂长", "=1+1"),
    }
    boss = KeyPerson.unscoped.get(code="harbour-boss")
    assert (boss.phone, boss.email, boss.joined_on.isoformat()) == (
        "13800000001",
        "harbour-boss@customer.example",
        "2024-01-01",
    )
    assert Assessment.unscoped.get(key_person=boss, effective_on=AS_OF).closeness == 1
    deal = Opportunity.unscoped.get(name="产线改造")
    assert deal.owner is not None
    assert (deal.customer, int(deal.amount), deal.owner.code, deal.status) == (star, 1205000, "other", "open")


@pytest.mark.usefixtures("world")
def test_the_same_list_changes_nothing_the_second_time(lists: Path) -> None:
    imported(translated(lists))
    counts, errors = imported(translated(lists))
    assert (set(counts.values()), errors) == ({(0, 0)}, [])


@pytest.mark.usefixtures("world")
def test_duplicates_can_be_kept_apart(lists: Path) -> None:
    delivery = translated(lists)
    pairs = compared(delivery)
    assert {(pair.new.name, pair.old.code) for pair in pairs if pair.old.line is None} == {
        ("青石面粉股份有限公司", "mill"),
        ("韩定海", "harbour-boss"),
    }
    imported(delivery, {pair.key: "keep" for pair in pairs})
    assert Customer.unscoped.filter(name__startswith="青石面粉").count() == 2
    assert KeyPerson.unscoped.filter(name="顾星").count() == 2


NAMESAKES: Rows = (["商机名称", "客户名称", "金额", "状态", "立项日期"], ["新线", "东港码头", 1, "进行中", "2026/1/8"])


@pytest.mark.usefixtures("world")
def test_a_list_of_superiors_makes_dated_lines(tmp_path: Path) -> None:
    lines: Rows = (
        ["下属", "当时上级", "开始日期", "结束日期"],
        ["罗采薇", "蒋工", date(2026, 1, 5), "2026年3月1日"],
        ["蒋工", "", "2024/1/1", ""],
    )
    added, problems = imported(translated(write_workbook(tmp_path / "x.xlsx", 汇报关系=lines)))

    assert (added["reporting.csv"], problems) == ((2, 0), [])
    rows = ReportingLine.unscoped.order_by("valid_from").values_list(
        "key_person__code", "reports_to__code", "valid_from", "valid_to"
    )
    assert list(rows) == [
        ("harbour-engineer", None, date(2024, 1, 1), None),
        ("harbour-buyer", "harbour-engineer", date(2026, 1, 5), date(2026, 3, 1)),
    ]


@pytest.mark.parametrize(
    ("headings", "file"),
    [
        (["姓名", "上级", "职务"], "key_people"),
        (["关键人", "汇报给"], "key_people"),
        (["关键人", "汇报给", "开始日期", "结束日期"], "reporting"),
        (["key_person", "reports_to", "valid_from"], "reporting"),
    ],
)
def test_days_tell_a_list_of_superiors_from_one_of_people(tmp_path: Path, headings: list[str], file: str) -> None:
    (found,) = tables(write_workbook(tmp_path / "x.xlsx", Sheet1=[headings, ["甲", "乙", "2026-01-01", ""]]))
    assert [use.file for use in suggest([found], AS_OF)] == [file]


@pytest.mark.usefixtures("world")
def test_a_name_that_may_mean_several_is_told_as_such(tmp_path: Path) -> None:
    Customer.unscoped.filter(code="mill").update(name="东港码头")
    delivery = translated(write_workbook(tmp_path / "deals.xlsx", 商机=NAMESAKES))
    outcome = import_delivery(delivery, actor="admin", now=NOW, watch=Watch())
    assert [(problem.file, problem.column, problem.value, problem.kind) for problem in outcome.problems] == [
        ("customers.csv", "code", "东港码头", ProblemKind.AMBIGUOUS_NAME),
        ("opportunities.csv", "customer", "东港码头", ProblemKind.AMBIGUOUS_NAME),
    ]


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_files_are_read_in_the_encoding_and_fashion_they_have(
    encoding: str, delimiter: str, tmp_path: Path
) -> None:
    text = delimiter.join(["客戶名稱", "聯絡人", "職務"]) + "\r\n" + delimiter.join(["東港碼頭", "韓定海", "總經理"])
    if encoding == "gb18030":
        text = text.replace("聯絡人", "联系人")
    (tmp_path / "名单.csv").write_bytes(text.encode(encoding))
    (found,) = tables(tmp_path)
    assert found.headings[0] == "客戶名稱"
    assert found.rows[0][1] == ["東港碼頭", "韓定海", "總經理"]


def test_our_own_files_are_known(shared_data: Path) -> None:
    with open_any(shared_data / "tiny") as sheets:
        assert all(map(is_ours, sheets))
    with open_any(shared_data / "dirty" / "wrong_encoding_gb18030") as sheets:
        assert any(map(is_ours, sheets))


def test_uses_survive_being_stored(lists: Path) -> None:
    uses = suggest(tables(lists), AS_OF)
    assert [use_from(use.as_json()) for use in uses] == uses


def test_faults_of_a_mapping_are_all_told() -> None:
    use = Use("表", 1, "key_people", {0: "key_people.title", 1: "key_people.title"})
    assert {
        (fault.kind, fault.what) for fault in faults([use, Use("表二", 1, "key_people", {0: "key_people.name"})])
    } >= {
        ("column_twice", "key_people.title"),
        ("missing", "key_people.joined_on"),
        ("missing", "key_people.customer"),
        ("no_code", "key_people.code"),
        ("file_twice", "key_people"),
    }
    assert [fault.kind for fault in faults([Use("表", 1, "")])] == ["nothing"]


def test_signatures_tell_headings_apart(lists: Path) -> None:
    contacts, deals = tables(lists)
    assert signature(contacts) == signature(tables(lists)[0])
    assert signature(contacts) != signature(deals)
