"""What a check found, in words: how much overlaps, where, and who may be meant by each line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.safestring import SafeString

from renmai.analytics.candidate_check import AtCustomer, Checked, Found
from renmai.analytics.person_match import Confidence
from renmai.domain.stance import VOTES
from renmai.intake.candidate_list import Claim
from renmai.web import marks
from renmai.web.matches import CONFIDENCES, REASONS
from renmai.web.numbers import COUNT, SHARE
from renmai.wording.terms import Text

MOST_SHOWN: Final = 10
"""Persons who may be meant by one line: of a common name alone there are many."""


@dataclass(frozen=True, slots=True)
class MatchRow:
    confidence: str
    confidence_word: Text
    reasons: list[Text]
    name: str
    url: str
    customer: str
    customer_url: str
    place: str
    closeness: SafeString
    votes: list[SafeString]
    would_help: bool
    is_reached: bool


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of the list; `further` says how many more may be meant, blank for none."""

    claim: Claim
    matches: list[MatchRow]
    further: str


@dataclass(frozen=True, slots=True)
class CustomerRow:
    name: str
    url: str
    people: str
    votes: str
    would_help: str
    reached: str


@dataclass(frozen=True, slots=True)
class Result:
    lines: list[LineRow]
    customers: list[CustomerRow]
    overlap: str
    total: str
    known: str
    exact: str
    name_only: str
    similar: str
    nobody: str


def result_of(claims: Sequence[Claim], checked: Checked) -> Result:
    return Result(
        lines=[_line(claim, found) for claim, found in zip(claims, checked.rows, strict=True)],
        customers=[_customer(one) for one in checked.customers],
        overlap=SHARE.value(checked.overlap),
        total=COUNT.value(len(claims)),
        known=COUNT.value(checked.known),
        exact=COUNT.value(checked.count(Confidence.EXACT)),
        name_only=COUNT.value(checked.count(Confidence.NAME_ONLY)),
        similar=COUNT.value(checked.count(Confidence.SIMILAR)),
        nobody=COUNT.value(sum(not row for row in checked.rows)),
    )


def _line(claim: Claim, found: Sequence[Found]) -> LineRow:
    left = len(found) - MOST_SHOWN
    return LineRow(claim, [_match(one) for one in found[:MOST_SHOWN]], COUNT.value(left) if left > 0 else "")


def _match(found: Found) -> MatchRow:
    person = found.person
    return MatchRow(
        confidence=found.match.confidence.value,
        confidence_word=CONFIDENCES[found.match.confidence],
        reasons=[REASONS[reason] for reason in found.match.reasons],
        name=person["name"],
        url=reverse("key-person", args=[person["code"]]),
        customer=found.customer_name,
        customer_url=reverse("customer", args=[person["customer"]]),
        place=" · ".join(filter(None, (person["department"], person["title"]))),
        closeness=marks.stance_chip(person["closeness"]),
        votes=[marks.vote_badge(vote, person[vote]) for vote in VOTES],
        would_help=found.would_help,
        is_reached=found.is_reached,
    )


def _customer(one: AtCustomer) -> CustomerRow:
    return CustomerRow(
        one.name,
        reverse("customer", args=[one.code]),
        COUNT.value(one.people),
        COUNT.value(one.votes),
        COUNT.value(one.would_help),
        COUNT.value(one.reached),
    )
