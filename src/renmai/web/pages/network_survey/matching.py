"""From contacts to whom they may mean: found, signed for the employee who may confirm it, and shown in words.

A page hands a match back as a signed token, never as a code: nobody can try out which key persons there are,
nor confirm for a colleague, nor a week later.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.core import signing

from renmai.analytics.contact_match import Candidate, Found, candidate_of, find_contacts, named_by
from renmai.analytics.person_match import Confidence, Reason, Told
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.contact_file import Contact
from renmai.web.access import Viewer
from renmai.web.matches import CONFIDENCES, REASONS
from renmai.wording.terms import Text

SALT: Final = "renmai.survey.match"
LASTS: Final = 4 * 60 * 60
"""Seconds in which a match can be confirmed."""
MOST_LINES: Final = 80
"""Contacts that one page asks about: a form has at most a thousand fields."""
MOST_OPTIONS: Final = 250
STEP: Final = 250
"""Contacts after which the page hears how far it has come."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Who may be meant, as the employee picks them."""

    token: str
    name: str
    customer: str
    place: str
    confidence: str
    confidence_word: Text
    reasons: list[Text]
    is_picked: bool = False


@dataclass(slots=True)
class Line:
    """One contact: what was told, who may be meant, and what is answered; `errors` by field."""

    told: str
    choices: list[Choice]
    since: str
    disclosure: str = "reach"
    how: str = ""
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Matched:
    """What is asked about, and what is only counted: further matches, those named before, and who is not meant."""

    lines: list[Line] = field(default_factory=list)
    further: int = 0
    named: int = 0
    nobody: int = 0
    vague: list[str] = field(default_factory=list)
    customers: list[str] = field(default_factory=list)
    has_looked: bool = False

    @property
    def is_blank(self) -> bool:
        """Nobody has looked yet."""
        return not self.has_looked and not self.lines

    @property
    def is_in_vain(self) -> bool:
        """Looked for, and not a single contact leads anywhere."""
        return self.has_looked and not (self.lines or self.customers or self.vague or self.named)


def matched(viewer: Viewer, survey: int, contacts: Sequence[Contact]) -> Iterator[tuple[int, Matched | None]]:
    """How many contacts are done, from time to time; at the end with what was found."""
    told = [Told(one.name, one.company, one.department, one.title) for one in contacts]
    found: list[tuple[Contact, Found]] = []
    for number, one in enumerate(find_contacts(viewer.panel, viewer.today, told), start=1):
        found.append((contacts[number - 1], one))
        if number % STEP == 0:
            yield number, None
    yield len(contacts), _summed_up(viewer, survey, found)


def _summed_up(viewer: Viewer, survey: int, found: Iterable[tuple[Contact, Found]]) -> Matched:
    named = named_by(viewer.panel, viewer.employee.pk, viewer.today)
    page = Matched(has_looked=True)
    asked: list[tuple[Contact, Found]] = []
    for contact, one in found:
        if one.candidates and all(candidate.key in named for candidate in one.candidates):
            page.named += 1
        elif one.candidates:
            asked.append((contact, one))
        elif one.is_customer:
            page.customers.append(contact.company)
        elif one.too_many:
            page.vague.append(contact.name)
        else:
            page.nobody += 1
    asked.sort(key=lambda pair: list(Confidence).index(pair[1].candidates[0].confidence))
    options = 0
    for contact, one in asked:
        options += len(one.candidates)
        if len(page.lines) >= MOST_LINES or options > MOST_OPTIONS:
            page.further += 1
        else:
            page.lines.append(_line(viewer, survey, contact, one))
    page.customers = list(dict.fromkeys(page.customers))
    page.vague = list(dict.fromkeys(page.vague))
    return page


def _line(viewer: Viewer, survey: int, contact: Contact, found: Found) -> Line:
    told = " · ".join(filter(None, (contact.name, contact.company, contact.department, contact.title)))
    choices = [choice_of(one, token_of(viewer, survey, one)) for one in found.candidates]
    return Line(told, choices, month_of(viewer.today))


def month_of(day: date) -> str:
    return day.isoformat()[:7]


def choice_of(one: Candidate, token: str, *, is_picked: bool = False) -> Choice:
    return Choice(
        token,
        one.name,
        one.customer,
        " · ".join(filter(None, (one.department, one.title))),
        one.confidence.value,
        CONFIDENCES[one.confidence],
        [REASONS[reason] for reason in one.reasons],
        is_picked,
    )


def token_of(viewer: Viewer, survey: int, one: Candidate) -> str:
    """Says which person was told to which employee in which survey, and how sure it was."""
    said = [one.key, viewer.employee.pk, survey, one.confidence.value, [reason.value for reason in one.reasons]]
    return signing.dumps(said, salt=SALT)


def told_by(viewer: Viewer, survey: int, token: str) -> Candidate:
    """The match of a token as it reads now. Raises `RenmaiError(MATCH_EXPIRED)` for any that was not given here."""
    try:
        key, employee, of, confidence, reasons = signing.loads(token, salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError):
        raise RenmaiError(ErrorCode.MATCH_EXPIRED) from None
    found = None
    if (employee, of) == (viewer.employee.pk, survey):
        why = tuple(Reason(reason) for reason in reasons)
        found = candidate_of(viewer.panel, viewer.today, key, Confidence(confidence), why)
    if found is None:
        raise RenmaiError(ErrorCode.MATCH_EXPIRED)
    return found
