"""The policy as a form: each threshold as people write it, with its bounds and default."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext, ngettext_lazy, pgettext_lazy

from renmai.domain.policy import THRESHOLDS, Measure, Policy, Threshold, contradictions, policy_of
from renmai.store.actions.policy import Proposal, default
from renmai.web.numbers import DASH, MINUS
from renmai.wording.policy import PARTS, WORDS, Words
from renmai.wording.terms import Text

PERCENT: Final = 100
UNITS: Final[dict[Measure, Promise]] = {
    Measure.PEOPLE: pgettext_lazy("unit of a threshold", "persons"),
    Measure.DAYS: pgettext_lazy("unit of a threshold", "days"),
    Measure.CUSTOMERS: pgettext_lazy("unit of a threshold", "customers"),
}
LONGEST: Final = 20
LONGEST_REASON: Final = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One threshold; `typed` is what stands in the field, `seen` the plain number that was shown."""

    threshold: Threshold
    words: Words
    typed: str
    seen: str
    problem: str

    @property
    def name(self) -> str:
        return self.threshold.name

    @property
    def default(self) -> str:
        return with_unit(self.threshold, default(self.name))

    @property
    def bounds(self) -> str:
        return bounds(self.threshold)

    @property
    def before(self) -> str:
        return "1 /" if self.threshold.measure is Measure.ONE_IN else ""

    @property
    def unit(self) -> Text:
        return "%" if self.threshold.measure is Measure.SHARE else UNITS.get(self.threshold.measure, "")

    @property
    def whole(self) -> bool:
        return self.threshold.measure.whole or self.threshold.measure is Measure.SHARE

    @property
    def is_default(self) -> bool:
        return self.typed == written(self.threshold, default(self.name))


@dataclass(frozen=True, slots=True)
class Part:
    title: Text
    rows: tuple[Row, ...]


class PolicyForm:
    """What was typed beside what holds; a threshold that was not sent stays as it is."""

    def __init__(self, present: Policy, typed: Mapping[str, str]) -> None:
        self.present = {name: Decimal(str(value)) for name, value in present.values().items()}
        self.reason = typed.get("reason", "").strip()[:LONGEST_REASON]
        asked = typed.get("default", "")
        self.typed = {
            name: written(one, default(name) if asked in (name, "all") else self.present[name])
            if asked in (name, "all") or name not in typed
            else typed[name].strip()[:LONGEST]
            for name, one in THRESHOLDS.items()
        }
        self.seen = {name: _number(typed.get(f"seen_{name}", "")) or self.present[name] for name in THRESHOLDS}
        self.problems: dict[str, str] = dict(self._problems())

    @cached_property
    def values(self) -> dict[str, Decimal | None]:
        return {name: read(THRESHOLDS[name], text) for name, text in self.typed.items()}

    @property
    def wanted(self) -> dict[str, Decimal]:
        """The values; those that make no sense are as they were."""
        return {name: self.present[name] if value is None else value for name, value in self.values.items()}

    @property
    def proposed(self) -> Policy:
        return policy_of(self.wanted)

    @property
    def proposal(self) -> Proposal:
        return Proposal(self.wanted, self.seen, self.reason)

    @property
    def changes(self) -> bool:
        return self.wanted != self.present

    @property
    def told(self) -> list[tuple[Text, str]]:
        """The problems with the labels of what they are about."""
        return [(WORDS[name].label, problem) for name, problem in self.problems.items() if name in WORDS]

    @property
    def parts(self) -> list[Part]:
        return [Part(part.title, tuple(map(self._row, part.names))) for part in PARTS]

    def _row(self, name: str) -> Row:
        seen = format(self.seen[name], "f")
        return Row(THRESHOLDS[name], WORDS[name], self.typed[name], seen, self.problems.get(name, ""))

    def _problems(self) -> Iterator[tuple[str, str]]:
        for name, threshold in THRESHOLDS.items():
            value = self.values[name]
            if value is None or not threshold.allows(value):
                yield name, gettext("Write a number: %(bounds)s.") % {"bounds": bounds(threshold)}
                self.values[name] = None
        for lower, upper in contradictions(self.proposed):
            yield lower, gettext("This must be less than in “%(other)s”.") % {"other": WORDS[upper].label}


def read(threshold: Threshold, text: str) -> Decimal | None:
    """The number that somebody wrote, with either minus and with or without a percent sign."""
    value = _number(text.replace(MINUS, "-").replace("＋", "+").removesuffix("%").strip())
    return value / PERCENT if value is not None and threshold.measure is Measure.SHARE else value


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def written(threshold: Threshold, value: Decimal) -> str:
    """As it stands in the field: shares in percent, means with a real minus."""
    if threshold.measure is Measure.SHARE:
        value *= PERCENT
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", MINUS)


def with_unit(threshold: Threshold, value: Decimal | None) -> str:
    """As it stands in a sentence."""
    if value is None:
        return DASH
    text = written(threshold, value)
    match threshold.measure:
        case Measure.SHARE:
            return f"{text}%"
        case Measure.ONE_IN:
            return f"1 / {text}"
        case Measure.DAYS:
            return str(ngettext_lazy("%(n)s day", "%(n)s days", int(value)) % {"n": text})
        case Measure.PEOPLE:
            return str(ngettext_lazy("%(n)s person", "%(n)s persons", int(value)) % {"n": text})
        case _:
            return text


def bounds(threshold: Threshold) -> str:
    """`0 … 2`."""
    return f"{with_unit(threshold, threshold.least)} … {with_unit(threshold, threshold.most)}"
