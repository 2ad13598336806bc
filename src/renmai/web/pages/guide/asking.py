"""What the address of a guide says: which feature, towards whom, and what was answered so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.guided_questions import BY_FEATURE
from renmai.domain.guided_questions.base import Answer, Answers, Guide, Run
from renmai.domain.stance import DEGREES
from renmai.store.models import KeyPerson
from renmai.web.pages.key_person.state import OURS
from renmai.web.pages.key_person.typed import party_of, texts_of

WHO: Final = ("kind", "employee", "inner", "competitor", "contact_name")
"""Fields that say whose influence it is about."""
_ANSWERS: Final = frozenset(answer.value for answer in Answer)


@dataclass(frozen=True, slots=True)
class Asked:
    """A guide about one person, as far as it has come."""

    person: KeyPerson
    guide: Guide
    party: str
    given: Mapping[str, Answer]
    who: Mapping[str, str]

    @property
    def run(self) -> Run:
        return self.guide.run(self.given)

    @property
    def feature(self) -> str:
        return self.guide.feature

    @property
    def path(self) -> str:
        return reverse("key-person-guide", args=[self.person.code, self.feature])

    def fields(self, answers: Answers) -> dict[str, str]:
        """What an address or a form carries to stand after these answers."""
        party = {"party": self.party} if self.party else {}
        return {**party, **self.who, **{question: answer.value for question, answer in answers}}

    def url(self, answers: Answers) -> str:
        fields = self.fields(answers)
        return f"{self.path}?{urlencode(fields)}" if fields else self.path


def read(person: KeyPerson, feature: str, address: QueryDict) -> Asked:
    """Raises `RenmaiError` for a party that does not exist, for votes towards one, and for what is no answer."""
    guide, given = BY_FEATURE[feature], texts_of(address)
    party = given.get("party", OURS)
    party_of(party)
    if party and feature not in DEGREES:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="party", value=party)
    answers = {question: _answer(question, given[question]) for question in guide.questions if question in given}
    who = {name: given[name] for name in WHO if given.get(name)} if feature == "influence" else {}
    return Asked(person, guide, party, answers, who)


def _answer(question: str, text: str) -> Answer:
    if text not in _ANSWERS:
        raise RenmaiError(ErrorCode.BAD_VALUE, name=question, value=text[:80])
    return Answer(text)
