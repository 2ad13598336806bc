"""Tables as colleagues keep them: Chinese headings, titles on top, dates and amounts in every fashion."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

Rows = Sequence[Sequence[object]]

CONTACTS: Rows = (
    ["2026 年重点客户联系人（内部资料）"],
    ["序号", "公司名称", "联系人", "职务", "部门", "手机", "邮箱", "负责人", "亲密度", "所属行业"],
    [1, "东港码头", "韩定海", "总经理", "总部", "13800000001", "", "林知远", "支持", "物流"],
    [2, "星河电子有限公司", "顾星", "采购总监", "采购部", "13800000002", "gu@example.com", "沈若川", "中立", "电子"],
    [3, "星河电子有限公司", "顾星", "", "采购部", "", "", "沈若川", "", "电子"],
    [4, "星河电子有限公司", "罗河", "厂长", "生产部", "=1+1", "", "沈若川", "不清楚", "电子"],
    [5, "青石面粉股份有限公司", "新人", "工程师", "", "", "", "", "强烈反对", "食品"],
)
DEALS: Rows = (
    ["商机名称", "客户名称", "负责人", "金额（万元）", "阶段", "状态", "来源", "立项日期", "签约日期", "预计签约日期"],
    ["产线改造", "星河电子有限公司", "沈若川", 120.5, "方案", "进行中", "招标", date(2026, 3, 5), "", "2026年12月"],
    ["备件年框", "东港码头", "owner", "1,200", "签约", "赢单", "自主开发", "2026/1/8", "2026年5月6日", ""],
)


def write_workbook(path: Path, **sheets: Rows) -> Path:
    """An .xlsx of sheets by name; days become real dates."""
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(at, column, value, day)
                    elif isinstance(value, str):
                        sheet.write_string(at, column, value)
                    else:
                        sheet.write(at, column, value)
    return path
