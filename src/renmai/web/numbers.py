"""How figures are written: a real minus, thousands separators, a dash for what is not known."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, pgettext

DASH = "—"
MINUS = "−"
WAN, THOUSAND = 10_000, 1_000
"""Chinese readers count money in 萬, English ones in thousands."""


class Kind(StrEnum):
    """What a figure measures, and so how it is written."""

    COUNT = "count"
    AVERAGE = "average"
    SHARE = "share"
    AMOUNT = "amount"


def amount_scale() -> int:
    return WAN if (get_language() or "").startswith("zh") else THOUSAND


def amount_unit() -> str:
    """The unit for the head of a column of amounts; bundles count yuan."""
    return pgettext("unit of amounts", "k yuan")


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes figures of one kind with the same number of decimals, so that they align."""

    kind: Kind
    decimals: int = 0

    def value(self, value: float | None) -> str:
        """A figure itself; averages carry their sign."""
        if value is None:
            return DASH
        text = self._plain(value)
        return text + "%" if self.kind is Kind.SHARE else _signed(text) if self.kind is Kind.AVERAGE else text

    def change(self, value: float | None) -> str:
        """A difference with its sign; a share differs by percentage points."""
        if value is None:
            return DASH
        text = _signed(self._plain(value))
        return gettext("%(number)s pp") % {"number": text} if self.kind is Kind.SHARE else text

    def is_flat(self, value: float) -> bool:
        """Whether a difference is too small to be seen in writing."""
        return float(self._scaled(value)) == 0

    def _plain(self, value: float) -> str:
        scaled = self._scaled(value)
        text = _grouped(abs(scaled), self.decimals, get_language())
        return MINUS + text if scaled < 0 else text

    def _scaled(self, value: float) -> Decimal:
        exact = Decimal(repr(value))
        if self.kind is Kind.SHARE:
            exact *= 100
        elif self.kind is Kind.AMOUNT:
            exact /= amount_scale()
        return exact.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP) + 0


@lru_cache(maxsize=8192)
def _grouped(size: Decimal, decimals: int, language: str | None) -> str:
    """A page writes a thousand numbers, most of them small and often the same ones."""
    del language  # it is the one at hand: different languages may write differently
    return number_format(size, decimals, use_l10n=True, force_grouping=True)


COUNT = Writer(Kind.COUNT)
AVERAGE = Writer(Kind.AVERAGE, 2)
SHARE = Writer(Kind.SHARE, 1)
PERCENT = Writer(Kind.SHARE)


def amounts(values: list[float | None]) -> Writer:
    """A writer whose decimals suit the largest of the amounts that stand together."""
    largest = max((abs(value) for value in values if value is not None), default=0) / amount_scale()
    return Writer(Kind.AMOUNT, 0 if largest >= 1000 or largest == 0 else 1 if largest >= 10 else 2)


def writer(kind: Kind, *values: float | None) -> Writer:
    """The writer of a single figure and its comparisons."""
    if kind is Kind.AMOUNT:
        return amounts(list(values))
    return {Kind.COUNT: COUNT, Kind.AVERAGE: AVERAGE, Kind.SHARE: SHARE}[kind]


def _signed(text: str) -> str:
    return text if text.startswith(MINUS) or not any(digit in text for digit in "123456789") else f"+{text}"
