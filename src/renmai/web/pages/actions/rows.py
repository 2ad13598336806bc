"""Next actions as rows of a page: what to do, and why now, in words that link to who is meant."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from renmai.analytics.next_actions import Group
from renmai.analytics.panel import Panel
from renmai.domain.evidence import Evidence
from renmai.domain.principles.base import Line, NextAction, Principle, SubjectType
from renmai.domain.principles.mark import MarkStatus, asks_for_reason
from renmai.domain.question import View
from renmai.web import marks
from renmai.web.numbers import AVERAGE, COUNT, SHARE, Kind, Writer, amount_unit, amounts
from renmai.web.pages.actions.said import Refused, subject_of, value_of
from renmai.wording import next_actions as words
from renmai.wording import terms
from renmai.wording.disclosure import UNNAMED
from renmai.wording.terms import Term, Text

PER_CHAIN: Final = Writer(Kind.COUNT, 1)
FEATURES: Final[dict[str, Term]] = {
    **terms.DEGREES,
    **terms.VOTES,
    "reporting_line": terms.MATTERS["reporting_line"],
    "influence": terms.MATTERS["influencers"],
    "focus": terms.MATTERS["focus"],
}
WANT_HELP: Final = {(Line.INFLUENCE, Principle.EVERYONE_HELPS), (Line.INFLUENCE, Principle.BREAKTHROUGH)}
PAGES: Final = {
    SubjectType.KEY_PERSON: "key-person",
    SubjectType.OPPORTUNITY: "opportunity",
    SubjectType.CUSTOMER: "customer",
}
"""Subjects with a page of their own; the others lead to the influence line of their view."""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One subject and what some principles say about it; `what` is the most pressing.

    `customer` is empty where the action is about the customer itself, or about none. `subject` and
    `values` are what the forms send to mark it; `asks_for_cause` says that it is not done without a word.
    `ask_url` finds a colleague to ask, blank where nobody is needed.
    """

    rank: str
    what: str
    url: str
    principles: list[Term]
    is_against_us: bool
    customer: str
    customer_url: str
    reasons: list[SafeString]
    amount: str
    subject: str
    values: list[str]
    asks_for_cause: bool
    ask_url: str = ""
    refused: Refused | None = None


def rows_of(panel: Panel, groups: Sequence[Group], first: int, refused: Refused | None = None) -> list[ActionRow]:
    """Ranked from `first` on; `refused` comes back in its place."""
    write = amounts([group[0].amount for group in groups])
    return [_row(panel, group, rank, write, refused) for rank, group in enumerate(groups, start=first)]


def _row(panel: Panel, group: Group, rank: int, write: Writer, refused: Refused | None) -> ActionRow:
    first = group[0]
    is_customer = first.subject.type is SubjectType.CUSTOMER
    customer = first.customer if first.customer and not is_customer else ""
    subject, values = subject_of(first), [value_of(action) for action in group]
    return ActionRow(
        rank=COUNT.value(rank),
        what=what(panel, first),
        url=url_of(first.subject.type, first.subject.code),
        principles=[words.PRINCIPLES[name] for name in dict.fromkeys(action.principle for action in group)],
        is_against_us=any(name in action.evidence for action in group for name in ("degrees", "fell")),
        customer=panel.customer_card(customer)["name"] if customer else "",
        customer_url=reverse("customer", args=[customer]) if customer else "",
        reasons=list(dict.fromkeys(reason for action in group for reason in _reasons(panel, action))),
        amount=write.value(first.amount) if first.amount else "",
        subject=subject,
        values=values,
        asks_for_cause=any(asks_for_reason(MarkStatus.DONE, action.principle) for action in group),
        ask_url=_ask_url(group),
        refused=refused if refused and refused.is_about(subject, values) else None,
    )


def _ask_url(group: Group) -> str:
    """Where a colleague is asked, of an action that wants help with a person; blank for any other."""
    wants = any((action.line, action.principle) in WANT_HELP for action in group)
    return reverse("network-paths", query={"person": group[0].subject.code}) if wants else ""


def what(panel: Panel, action: NextAction) -> str:
    """What to do, in a sentence."""
    told = str(words.WHAT[action.line, action.principle])
    helpers = _joined(_helpers(panel, action))
    return told % {"name": action.subject.name or pgettext("view", "Company"), "helpers": helpers}


def _helpers(panel: Panel, action: NextAction) -> list[str]:
    """Colleagues who can sway the person, those who are not named together as one."""
    codes = _codes(action.evidence, "employees")
    return [panel.employee_name(code) if code else str(UNNAMED) for code in codes]


def url_of(subject: SubjectType, code: str) -> str:
    """Where a subject is looked at."""
    if subject in PAGES:
        return reverse(PAGES[subject], args=[code])
    if subject is SubjectType.VIEW:
        return reverse("network-overview", query={"view": str(View.parse(code))})
    return reverse("line", args=["influence"], query={"view": f"personal:{code}"})


def _codes(evidence: Evidence, name: str) -> list[str]:
    found: Any = evidence.get(name, ())
    return [str(code) for code in found]


def _joined(parts: Iterator[str] | list[str]) -> str:
    return pgettext("between the items of a list", ", ").join(parts)


def _reasons(panel: Panel, action: NextAction) -> Iterator[SafeString]:
    """In the order in which a colleague would tell them; what the title says is not said again."""
    for name, tell in TELLERS.items():
        if name in action.evidence:
            yield from tell(action.evidence)
    helpers = _helpers(panel, action)
    if helpers:
        yield _text(words.CAN_SWAY, names=_joined(helpers))
    names = _opportunity_names(panel, action)
    if names:
        yield _text(words.IN_CHAINS, names=_joined(names))


def _text(told: Text, **filled: str) -> SafeString:
    return format_html("{}", str(told) % filled)


def _opportunity_names(panel: Panel, action: NextAction) -> list[str]:
    codes = set(_codes(action.evidence, "opportunities"))
    found = panel.find_customer(action.customer) if codes and action.customer else None
    if found is None:
        return []
    table, at = found[0].opportunities, found[1]
    names = zip(table.code[table.customer == at].tolist(), table.name[table.customer == at].tolist(), strict=True)
    return [name for code, name in names if code in codes]


def _because(evidence: Evidence) -> Iterator[SafeString]:
    yield _text(_joined([str(FEATURES[name].label) for name in _codes(evidence, "because")]).replace("%", "%%"))


def _degrees(evidence: Evidence) -> Iterator[SafeString]:
    values: Any = evidence["degrees"]
    for name, value in values.items():
        yield format_html("{} {}", terms.DEGREES[name].short, marks.stance_chip(value))


def _fell(evidence: Evidence) -> Iterator[SafeString]:
    moves: Any = evidence["fell"]
    for move in moves:
        before, told = move["previous"], words.MOVED
        if before is None or round(before, 9) <= round(move["now"], 9):
            before, told = move["year_ago"], words.WAS_A_YEAR_AGO
        what = str(terms.DEGREES[move["degree"]].short)
        yield _text(told, what=what, before=AVERAGE.value(before), now=AVERAGE.value(move["now"]))


def _worse(evidence: Evidence) -> Iterator[SafeString]:
    steps: Any = evidence["worse"]
    for step in steps:
        if step["indicator"] == "grade":
            chips = (marks.grade_chip(step["previous"]), marks.grade_chip(step["now"]))
            yield format_html("{} {} → {}", terms.DEGREES[step["degree"]].short, *chips)
        else:
            yield _indicator(step)


def _indicator(step: Mapping[str, Any]) -> SafeString:
    name = step["indicator"]
    what = words.INDICATORS[name] if name in words.INDICATORS else terms.FIGURES[name].label
    write = PER_CHAIN if name == "activities_per_chain" else COUNT if name in words.INDICATORS else SHARE
    if name.endswith("_amount") and name in words.INDICATORS:
        write = amounts([step["now"], step["previous"]])
        what = f"{what} ({amount_unit()})"
    return _text(words.MOVED, what=str(what), before=write.value(step["previous"]), now=write.value(step["now"]))


def _lead(evidence: Evidence) -> Iterator[SafeString]:
    leads: Any = evidence["lead"]
    known = [(terms.DEGREES[name].short, AVERAGE.value(lead)) for name, lead in leads.items() if lead is not None]
    yield _text(words.NO_LEAD if known else words.NOTHING_TO_COMPARE)
    if known:
        yield format_html_join(" ", "{} {}", known)


def _contact(evidence: Evidence) -> Iterator[SafeString]:
    days, at_most = _number(evidence, "days_since_contact"), _number(evidence, "at_most")
    if days is None:
        yield _text(words.NEVER_MET)
    elif at_most is not None and days > at_most:
        yield format_html("{}", words.MET_AGO % {"days": days})


def _unused(evidence: Evidence) -> Iterator[SafeString]:
    days = _number(evidence, "days_since_activity")
    for name in _codes(evidence, "unused"):
        if name == "activity" and days is not None:
            yield format_html("{}", words.IDLE_SINCE % {"days": days})
        else:
            yield _text(words.IDLE_NEVER if name == "activity" else words.UNUSED[name])


def _number(evidence: Evidence, name: str) -> int | None:
    found = evidence[name]
    return found if isinstance(found, int) else None


def _unknown(evidence: Evidence) -> Iterator[SafeString]:
    names = _codes(evidence, "missing") or _codes(evidence, "unknown")
    if names:
        yield _text(
            words.NOT_KNOWN, what=_joined([str(FEATURES[name].short or FEATURES[name].label) for name in names])
        )


def _silent(evidence: Evidence) -> Iterator[SafeString]:
    yield _text(words.NOT_ANSWERED if evidence.get("asked") else words.NAMED_NOBODY)


def _nobody_sells(evidence: Evidence) -> Iterator[SafeString]:
    if not evidence["salesperson"]:
        yield _text(words.NOBODY_SELLS)


TELLERS: Final[dict[str, Callable[[Evidence], Iterator[SafeString]]]] = {
    "because": _because,
    "degrees": _degrees,
    "fell": _fell,
    "worse": _worse,
    "lead": _lead,
    "days_since_contact": _contact,
    "unused": _unused,
    "missing": _unknown,
    "unknown": _unknown,
    "influences": _silent,
    "salesperson": _nobody_sells,
}
