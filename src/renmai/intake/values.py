"""Cells as others write them, as the bundle has them: dates, amounts, words. What is not understood stays."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from renmai.domain.likeness import plain
from renmai.intake.columns import Column, Kind
from renmai.intake.synonyms import VALUES

_YEAR_FIRST: Final = re.compile(
    r"([12]\d{3})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]+\d{1,2}[:时].*)?"
)
_COMPACT: Final = re.compile(r"([12]\d{3})(\d{2})(\d{2})")
_MONTH: Final = re.compile(r"([12]\d{3})\s*[-/.年]\s*(\d{1,2})\s*月?")
_SERIAL: Final = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
_EPOCH: Final = date(1899, 12, 30)
"""Day 0 of a spreadsheet."""
_MONEY: Final = re.compile(
    r"(?:人民币|rmb|cny|usd|us\$|[¥￥$€])?\s*((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(万|千|亿|k|m)?\s*元?",
    re.IGNORECASE,
)
_UNITS: Final = {"千": 10**3, "k": 10**3, "万": 10**4, "m": 10**6, "亿": 10**8}
_HEADING_UNIT: Final = re.compile(r"(千|万|亿)元?[)\]】）]?\s*$")
_NUMBERS: Final = (Kind.AMOUNT, Kind.INTEGER, Kind.DEGREE)


def factor_of(heading: str) -> int:
    """What the figures under a heading are multiplied by: 金额（万元） counts ten thousands."""
    found = _HEADING_UNIT.search(unicodedata.normalize("NFKC", heading).translate(str.maketrans("萬億", "万亿")))
    return _UNITS[found[1]] if found else 1


def iso_date(text: str) -> str:
    """2026/9/3, 2026.9.3, 2026年9月3日, 20260903 or a spreadsheet's number as a date; a month is its first day."""
    folded = unicodedata.normalize("NFKC", text).strip()
    try:
        if parts := _YEAR_FIRST.fullmatch(folded) or _COMPACT.fullmatch(folded):
            return date(*map(int, parts.groups())).isoformat()
        if month := _MONTH.fullmatch(folded):
            return date(int(month[1]), int(month[2]), 1).isoformat()
        if _SERIAL.fullmatch(folded):
            return (_EPOCH + timedelta(days=int(float(folded)))).isoformat()
    except ValueError:
        pass
    return text


def plain_amount(text: str, factor: int = 1) -> str:
    """￥1,200.50, 120万 as digits with a point."""
    found = _MONEY.fullmatch(unicodedata.normalize("NFKC", text).strip().replace("萬", "万").replace("億", "亿"))
    if found is None:
        return text
    unit = _UNITS[found[2].lower()] if found[2] else factor
    try:
        amount = Decimal(found[1].replace(",", "")) * unit
    except InvalidOperation:
        return text
    shown = format(amount, "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def usual_values(file: str, column: str) -> dict[str, str]:
    """Words for the values of a column, plain, and the value each stands for."""
    known = VALUES.get(f"{file}.{column}", {})
    return {key: value for value, words in known.items() for word in words.split() for key in (_key(word),)}


def _key(word: str) -> str:
    """Signs and figures are words too: −1 is not 1."""
    return plain(word) if any(letter.isalpha() for letter in word) else word.strip().replace("−", "-")


class Reader:
    """Turns the cells of one foreign column into cells of one of ours, each text once."""

    def __init__(self, file: str, column: Column, heading: str, values: Mapping[str, str]) -> None:
        self.column = column
        self.factor = factor_of(heading) if column.kind is Kind.AMOUNT else 1
        self._chosen = values
        self._usual = usual_values(file, column.name)
        self._known: dict[str, str] = {}

    def read(self, found: str) -> str:
        if found not in self._known:
            self._known[found] = self._convert(found.strip())
        return self._known[found]

    def _convert(self, text: str) -> str:
        if text in self._chosen:
            return self._chosen[text]
        if not text or self._is_ours(text):
            return text
        if self.column.kind is Kind.DATE:
            return iso_date(text)
        if self.column.kind is Kind.AMOUNT:
            return plain_amount(text, self.factor)
        return self._usual.get(_key(text), text)

    def _is_ours(self, text: str) -> bool:
        return text in self.column.choices and self.column.kind not in _NUMBERS

    def is_understood(self, text: str) -> bool:
        """Whether a value of a column with few values leads to one of them."""
        value = self.read(text)
        if self.column.kind is Kind.DEGREE:
            return value in ("", "-2", "-1", "0", "1", "2")
        return not self.column.choices or value in ("", *self.column.choices)
