"""The data set as a bundle folder, so that it can be imported like a company's own facts."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np

from bench.dataset import COMPETITORS, UNKNOWN, Dataset
from bench.with_renmai import (
    INDUSTRIES,
    REGIONS,
    customer_codes,
    group_of,
    opportunity_codes,
    person_codes,
    seller_codes,
)
from renmai.analytics.facts import NEVER

EXECUTIVE: Final = "X00001"
SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅"
    "沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚"
)
GIVEN: Final = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰梅鑫波斌宇浩凯健俊帆"

STAGES: Final = ("了解需求", "方案交流", "报价", "商务谈判", "签约")
EXPECTED_AFTER: Final = 400
"""Days from the opening of an opportunity to its expected close: some are overdue."""

Columns = dict[str, Any]
"""Equally long columns of texts by the name of their head."""


def write_bundle(data: Dataset, folder: Path) -> int:
    """Write the folder; returns the number of rows in all files."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = _Texts(data)
    files: dict[str, Columns] = {
        "teams": _teams(data),
        "employees": _employees(data),
        "competitors": {"code": texts.rivals[1:], "name": texts.rivals[1:]},
        "customers": _customers(data, texts),
        "ownerships": _ownerships(data, texts),
        "key_people": _people(data, texts),
        "assessments": _assessments(data, texts),
        "influences": _influences(data, texts),
        "opportunities": _opportunities(data, texts),
        "chain_members": _members(data, texts),
        "activities": _activities(data, texts),
    }
    return sum(_write(folder, name, columns) for name, columns in files.items())


class _Texts:
    """Codes by id (0: blank) and days by ordinal (`NEVER`: blank)."""

    def __init__(self, data: Dataset) -> None:
        self.customers = np.array(["", *customer_codes(data)], dtype=object)
        self.people = np.array(["", *person_codes(data)], dtype=object)
        self.sellers = np.array(["", *seller_codes(data)], dtype=object)
        self.opportunities = np.array(["", *opportunity_codes(data)], dtype=object)
        self.rivals = ["", *(f"R{number}" for number in range(1, COMPETITORS + 1))]
        self._days: dict[int, str] = {NEVER: ""}

    def days(self, ordinals: np.ndarray) -> list[str]:
        for day in np.unique(ordinals).tolist():
            if day not in self._days:
                self._days[day] = date.fromordinal(day).isoformat()
        return [self._days[day] for day in ordinals.tolist()]


def _write(folder: Path, name: str, columns: Columns) -> int:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(zip(*columns.values(), strict=True))
    first: Sequence[str] = next(iter(columns.values()))
    return len(first)


def _flags(chosen: Iterable[bool]) -> list[str]:
    return ["yes" if each else "" for each in chosen]


def _teams(data: Dataset) -> Columns:
    divisions = [f"D{number:03d}" for number in range(1, data.divisions + 1)]
    groups = [f"G{number:04d}" for number in range(1, data.groups + 1)]
    parents = [divisions[data.division_of(number) - 1] for number in range(1, data.groups + 1)]
    return {
        "code": [*divisions, *groups],
        "name": [*divisions, *groups],
        "parent": ["" for _ in divisions] + parents,
        "leader": ["" for _ in divisions] + ["S00001", *[""] * (data.groups - 1)],
    }


def _employees(data: Dataset) -> Columns:
    codes = seller_codes(data)
    teams = [f"G{group_of(number):04d}" for number in range(1, data.sellers + 1)]
    return {
        "code": [*codes, EXECUTIVE],
        "name": [*_names(len(codes)), "总经理"],
        "team": [*teams, ""],
        "role": [*["member"] * len(codes), "executive"],
        "sales": [*["yes"] * len(codes), ""],
    }


def _names(count: int) -> list[str]:
    """As many Chinese names as it takes, some of them twice: namesakes are usual."""
    given = [first + second for first in GIVEN for second in ("", *GIVEN)]
    return [SURNAMES[place * 7 % len(SURNAMES)] + given[place * 13 % len(given)] for place in range(count)]


def _customers(data: Dataset, texts: _Texts) -> Columns:
    codes = customer_codes(data)
    return {
        "code": codes,
        "name": [f"{name}{number}号工厂" for number, name in enumerate(_names(data.size), start=1)],
        "industry": [INDUSTRIES[place % len(INDUSTRIES)] for place in range(data.size)],
        "region": [REGIONS[place % len(REGIONS)] for place in range(data.size)],
        "focus": _flags(place % 6 == 0 for place in range(data.size)),
        "created_on": texts.days(data.customers.start),
        "closed_on": texts.days(data.customers.stop),
    }


def _ownerships(data: Dataset, texts: _Texts) -> Columns:
    rows = data.ownerships
    return {
        "customer": texts.customers[rows.customer],
        "employee": texts.sellers[rows.employee],
        "valid_from": texts.days(rows.start),
        "valid_to": texts.days(rows.stop),
    }


def _people(data: Dataset, texts: _Texts) -> Columns:
    rows = data.people
    return {
        "code": texts.people[1:],
        "customer": texts.customers[rows.customer],
        "name": _names(len(rows.customer)),
        "department": ["采购部"] * len(rows.customer),
        "title": ["采购经理"] * len(rows.customer),
        "reports_to": texts.people[rows.superior],
        "top": _flags((rows.superior == 0).tolist()),
        "joined_on": texts.days(rows.start),
        "left_on": texts.days(rows.stop),
    }


def _assessments(data: Dataset, texts: _Texts) -> Columns:
    rows = data.assessments
    degrees = np.array(["-2", "-1", "0", "1", "2", *[""] * (UNKNOWN - 2)], dtype=object)
    votes = np.array(["no", "yes", *[""] * (UNKNOWN - 1)], dtype=object)
    return {
        "key_person": texts.people[rows.person],
        "party": np.array(texts.rivals, dtype=object)[rows.party],
        "effective_on": texts.days(rows.day),
        "closeness": degrees[rows.closeness + 2],
        "solution": degrees[rows.solution + 2],
        "price": degrees[rows.price + 2],
        "veto": votes[rows.veto],
        "approver": votes[rows.approver],
    }


def _influences(data: Dataset, texts: _Texts) -> Columns:
    rows = data.influences
    return {
        "key_person": texts.people[rows.person],
        "kind": ["ours"] * len(rows.person),
        "influencer": texts.sellers[rows.employee],
        "valid_from": texts.days(rows.start),
    }


def _opportunities(data: Dataset, texts: _Texts) -> Columns:
    rows = data.opportunities
    ended = np.where(rows.won, "won", "lost")
    return {
        "code": texts.opportunities[1:],
        "customer": texts.customers[rows.customer],
        "name": ["智能工厂一期"] * len(rows.customer),
        "owner": texts.sellers[rows.owner],
        "amount": [f"{hundredths / 100:.2f}" for hundredths in rows.amount.tolist()],
        "stage": [STAGES[place % len(STAGES)] for place in range(len(rows.customer))],
        "status": np.where(rows.closed == NEVER, "open", ended).tolist(),
        "opened_on": texts.days(rows.opened),
        "closed_on": texts.days(rows.closed),
        "expected_on": texts.days(np.where(rows.closed == NEVER, rows.opened + EXPECTED_AFTER, NEVER)),
    }


def _members(data: Dataset, texts: _Texts) -> Columns:
    return {
        "opportunity": texts.opportunities[data.members.opportunity],
        "key_person": texts.people[data.members.person],
    }


def _activities(data: Dataset, texts: _Texts) -> Columns:
    """One visit per opportunity, when it opens, to the first two of its chain."""
    rows = data.opportunities
    met = texts.people[data.members.person.reshape(len(rows.customer), -1)[:, :2]]
    return {
        "code": [f"V{number:07d}" for number in range(1, len(met) + 1)],
        "customer": texts.customers[rows.customer],
        "opportunity": texts.opportunities[1:],
        "employee": texts.sellers[rows.owner],
        "kind": ["visit"] * len(met),
        "occurred_on": texts.days(rows.opened),
        "key_people": [";".join(codes) for codes in met],
    }
