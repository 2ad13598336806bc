"""How a chain reads: the verdict, everything that keeps it from being open, and the rule behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from renmai.analytics.decision_chain import Reason, verdict_on
from renmai.analytics.panel import Panel
from renmai.domain.policy import THRESHOLDS, Policy
from renmai.domain.question import Question
from renmai.domain.reading import Fact, FactCode
from renmai.web.days import short
from renmai.web.numbers import AVERAGE
from renmai.web.pages.settings_policy.thresholds import with_unit
from renmai.wording.terms import DEGREES, FACTS, READINGS, Term, Text

SIGNS: Final = {FactCode.VETO_OPPOSED: "≤", FactCode.APPROVER_SHORT: "<", FactCode.VETO_NEGATIVE: "<"}
"""How the mean stands to the policy's number that makes it a fact."""


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One fact; blank person where nobody is meant. `number` is what decides, `day` when it was said."""

    text: Text
    code: str
    person: str
    url: str
    number: str
    day: str
    said_on: str


@dataclass(frozen=True, slots=True)
class Rule:
    """When a chain reads so, with the policy's numbers."""

    name: str
    label: Text
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """`then` is how it read on the comparison day."""

    name: str
    term: Term
    reasons: list[ReasonRow]
    then: str
    rules: list[Rule]


def names_of(panel: Panel) -> dict[str, str]:
    """Names by code of everybody at the customer of a panel that holds one."""
    people = panel.slabs[0].people
    return dict(zip(people.code.tolist(), people.name.tolist(), strict=True))


def verdict(panel: Panel, question: Question, code: str) -> Verdict | None:
    """The reading on the day, None while it has no chain or is closed; `panel` holds its customer only."""
    found = verdict_on(panel, question.as_of, code)
    if found is None:
        return None
    names = names_of(panel)
    return Verdict(
        name=found.reading.value,
        term=READINGS[found.reading],
        reasons=[_row(one, names, question) for one in found.reasons],
        then=_then(panel, question, code),
        rules=list(_rules(panel.policy)),
    )


def _row(reason: Reason, names: Mapping[str, str], question: Question) -> ReasonRow:
    person, said_on = reason.fact.person or "", reason.said_on
    return ReasonRow(
        text=FACTS[reason.fact.code],
        code=person,
        person=names.get(person, ""),
        url=reverse("key-person", args=[person]) if person else "",
        number=_number(reason),
        day=short(said_on, question.as_of) if said_on else "",
        said_on=said_on.isoformat() if said_on else "",
    )


def _number(reason: Reason) -> str:
    if reason.unknown:
        return pgettext("between the items of a list", ", ").join(str(DEGREES[one].short) for one in reason.unknown)
    if reason.mean is None or reason.limit is None:
        return ""
    told = {"mean": AVERAGE.value(reason.mean), "sign": SIGNS[reason.fact.code], "limit": _limit(reason.limit)}
    return gettext("mean %(mean)s %(sign)s %(limit)s") % told


def _limit(value: float) -> str:
    """A mean of the policy, in as many decimals as it has."""
    return with_unit(THRESHOLDS["blocked_mean"], Decimal(str(value)))


def fact_text(fact: Fact, names: Mapping[str, str]) -> str:
    """A fact and whom it is about, in a few words."""
    return " ".join(filter(None, (str(FACTS[fact.code]), names.get(fact.person or "", ""))))


def _then(panel: Panel, question: Question, code: str) -> str:
    day = question.comparison.previous
    earlier = verdict_on(panel, day, code)
    if earlier is None:
        return gettext("nothing to read on %(day)s") % {"day": short(day, question.as_of)}
    told = {"day": short(day, question.as_of), "reading": READINGS[earlier.reading].label}
    return pgettext("an earlier reading", "on %(day)s: %(reading)s") % told


def _rules(policy: Policy) -> Iterator[Rule]:
    """In the order in which they are tried."""
    limits = {name: _limit(float(value)) for name, value in policy.values().items()}
    texts = {
        "blocked": gettext("A veto holder's mean of the three degrees is %(blocked_mean)s or less."),
        "unsafe": gettext(
            "Nobody is a known approver, or a degree of somebody who holds a vote is unknown, or whether a member "
            "holds a veto."
        ),
        "open": gettext(
            "Every approver's mean is %(open_approver_mean)s or more, no veto holder's below %(open_veto_mean)s."
        ),
        "contested": gettext("Everything else: all is known, and not won yet."),
    }
    for name, text in texts.items():
        yield Rule(name, READINGS[name].label, text % limits)
