"""Whom a name and a company may mean among known persons, how sure that is and why (docs/metrics/person-match.md).

Namesakes are never merged: every person who may be meant is told. Nothing here knows who looks: the caller
hands over the persons that may be found.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Final

from renmai.analytics.characters import readings
from renmai.analytics.company_match import Companies
from renmai.analytics.person_name import PersonName, names_in, spoken
from renmai.domain.likeness import one_slip_apart, plain

SHORTEST_SLIP: Final = 3
"""Characters of a name in which one may be wrong: with two, one slip is another person."""


class Confidence(StrEnum):
    """From the surest: the same name at the same company, the same name alone, something like it."""

    EXACT = "exact"
    NAME_ONLY = "name_only"
    SIMILAR = "similar"


CONFIDENCES: Final = {confidence: at for at, confidence in enumerate(Confidence)}


class Reason(StrEnum):
    SAME_NAME = "same_name"
    SAME_SOUND = "same_sound"
    ONE_SLIP = "one_slip"
    INITIAL = "initial"
    SURNAME_ONLY = "surname_only"
    SAME_COMPANY = "same_company"
    PART_OF_COMPANY = "part_of_company"
    OTHER_COMPANY = "other_company"
    NO_COMPANY = "no_company"
    SAME_DEPARTMENT = "same_department"
    SAME_TITLE = "same_title"


ORDER: Final = {reason: at for at, reason in enumerate(Reason)}


@dataclass(frozen=True, slots=True)
class Told:
    """A person as somebody tells of them; only the name has to be there."""

    name: str
    company: str = ""
    department: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """`place` counts the known persons in the order in which they were handed over."""

    place: int
    confidence: Confidence
    reasons: tuple[Reason, ...]

    @property
    def rank(self) -> tuple[int, int, int]:
        return CONFIDENCES[self.confidence], -len(self.reasons), self.place


class Register:
    """Known persons, to be found by what is told of them."""

    def __init__(self, known: Iterable[Told]) -> None:
        self._known = list(known)
        self._names = [_held(one.name) for one in self._known]
        self._companies = Companies()
        self._keyed: dict[str, dict[str, list[int]]] = {}
        self._written: dict[str, list[int]] = {}
        for place, one in enumerate(self._known):
            self._companies.add(one.company, place)
            for name in self._names[place]:
                for text in name.written:
                    self._written.setdefault(text, []).append(place)

    def find(self, told: Told) -> list[Match]:
        """Everybody who may be meant, the surest first. What is only similar is not told beside an exact match."""
        return surest(self.find_all(told, self.like(told.company)))

    def like(self, company: str) -> Mapping[str, bool]:
        """What `Companies.like` says: to be asked once for all who are told at one company."""
        return self._companies.like(company)

    def find_all(self, told: Told, related: Mapping[str, bool]) -> list[Match]:
        """Everybody who may be meant, in no order; `related` is what `like` says of the company."""
        found: dict[int, Reason] = {}
        for name in names_in(told.name):
            for place, reason in self._candidates(name, related, anywhere=not told.company.strip()):
                if place not in found or ORDER[reason] < ORDER[found[place]]:
                    found[place] = reason
        return [self._match(told, place, why, related) for place, why in found.items()]

    def people_of(self, related: Mapping[str, bool]) -> Iterator[int]:
        """The places of those at the very company that was told; none of a part of a name."""
        return self._companies.people_of(core for core, is_same in related.items() if is_same)

    def _candidates(
        self, name: PersonName, related: Mapping[str, bool], *, anywhere: bool
    ) -> Iterator[tuple[int, Reason]]:
        """Places with why the name fits. What only sounds the same counts at the company, or where none is told."""
        for text in name.written:
            yield from ((place, Reason.SAME_NAME) for place in self._written.get(text, ()))
        for place in dict.fromkeys(self._near(name, related)):
            reason = next(filter(None, (_alike(name, other) for other in self._names[place])), None)
            if reason:
                yield place, reason
        if anywhere:
            yield from ((place, Reason.SAME_SOUND) for place in self._in_other_script(name))

    def _near(self, name: PersonName, cores: Iterable[str]) -> Iterator[int]:
        """Of the people at some companies those who share a key with the name: nobody else can be like it."""
        for core in cores:
            held = self._keyed.get(core)
            if held is None:
                held = self._keyed[core] = self._by_key(core)
            for key in name.keys:
                yield from held.get(key, ())

    def _by_key(self, core: str) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place in self._companies.people_of([core]):
            names = self._names[place]
            for key in names[0].keys if len(names) == 1 else {key for name in names for key in name.keys}:
                found.setdefault(key, []).append(place)
        return found

    def _in_other_script(self, name: PersonName) -> Iterator[int]:
        """Of two names in Chinese that sound alike but are written otherwise, sound says nothing."""
        other = self._latin_sounds if name.is_chinese else self._chinese_sounds
        for sound in name.sounds:
            yield from other.get(sound, ())

    @cached_property
    def _chinese_sounds(self) -> dict[str, list[int]]:
        return self._sounding(is_chinese=True)

    @cached_property
    def _latin_sounds(self) -> dict[str, list[int]]:
        return self._sounding(is_chinese=False)

    def _sounding(self, *, is_chinese: bool) -> dict[str, list[int]]:
        """Places by how a name in one script sounds; read out only once somebody asks."""
        found: dict[str, list[int]] = {}
        for place, names in enumerate(self._names):
            for sound in {sound for one in names if one.is_chinese == is_chinese for sound in one.sounds}:
                found.setdefault(sound, []).append(place)
        return found

    def _match(self, told: Told, place: int, why: Reason, related: Mapping[str, bool]) -> Match:
        held = self._known[place]
        at = _at(told, related.get(self._companies.core_of(held.company)))
        reasons = [why, at]
        if told.department and plain(told.department) == plain(held.department):
            reasons.append(Reason.SAME_DEPARTMENT)
        if told.title and plain(told.title) == plain(held.title):
            reasons.append(Reason.SAME_TITLE)
        return Match(place, _confidence(why, at), tuple(reasons))


@lru_cache(maxsize=100_000)
def _held(name: str) -> list[PersonName]:
    """The names of a known person: namesakes share them. What somebody tells is remembered nowhere."""
    return names_in(name)


def surest(matches: Iterable[Match]) -> list[Match]:
    """The surest first; without those that are only similar where one is exact."""
    found = sorted(matches, key=lambda match: match.rank)
    if any(one.confidence is Confidence.EXACT for one in found):
        return [one for one in found if one.confidence is not Confidence.SIMILAR]
    return found


def _at(told: Told, is_same: bool | None) -> Reason:
    """What the company says: the same one, one whose name is a part of the other's, another, or not told."""
    if is_same is None:
        return Reason.OTHER_COMPANY if told.company.strip() else Reason.NO_COMPANY
    return Reason.SAME_COMPANY if is_same else Reason.PART_OF_COMPANY


def _confidence(why: Reason, at: Reason) -> Confidence:
    if why is not Reason.SAME_NAME:
        return Confidence.SIMILAR
    same = at in (Reason.SAME_COMPANY, Reason.PART_OF_COMPANY)
    return Confidence.EXACT if same else Confidence.NAME_ONLY


def _alike(name: PersonName, other: PersonName) -> Reason | None:
    """Whether two names at one company may be one: a slip of the pen, or only the surname is told."""
    if name.is_chinese != other.is_chinese:
        chinese, latin = (name, other) if name.is_chinese else (other, name)
        return Reason.SAME_SOUND if chinese.sounds & latin.sounds else _abridged(chinese, latin)
    if not name.is_chinese and (name.fits_initials_of(other) or other.fits_initials_of(name)):
        return Reason.INITIAL
    if name.is_chinese and (name.is_surname_only or other.is_surname_only):
        return Reason.SURNAME_ONLY if name.surname == other.surname else None
    if name.is_chinese and name.sounds & other.sounds:
        return Reason.SAME_SOUND
    is_long = min(len(name.core), len(other.core)) >= SHORTEST_SLIP
    return Reason.ONE_SLIP if is_long and one_slip_apart(name.core, other.core) else None


def _abridged(chinese: PersonName, latin: PersonName) -> Reason | None:
    """Whether of a Chinese name the surname is typed alone, or with the initials of what follows: Wang, L. Wang."""
    whole = [word for word in latin.words if len(word) > 1]
    if len(whole) != 1 or whole[0] not in spoken(chinese.surname):
        return None
    initials = [word for word in latin.words if len(word) == 1]
    if not initials:
        return Reason.SURNAME_ONLY
    given = chinese.core[len(chinese.surname) :]
    begins = [{reading[:1] for reading in readings(character)} for character in given]
    fits = len(initials) in (1, len(given)) and all(
        initial in some for initial, some in zip(initials, begins, strict=False)
    )
    return Reason.INITIAL if given and fits else None
