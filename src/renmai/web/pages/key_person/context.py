"""Everything known of one key person, ready to be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from renmai.analytics.customer import alone
from renmai.intake.bundle import KEY_PEOPLE
from renmai.store.cells import cells_of
from renmai.store.models import KeyPerson
from renmai.web import marks
from renmai.web.access import Viewer
from renmai.web.fields import Field, Form, field_of, shown
from renmai.web.layout.context import Choice
from renmai.web.pages.guide.answers import Grounds, grounds
from renmai.web.pages.guide.context import Guiding, first_step
from renmai.web.pages.key_person.features import Feature, Known, Trouble, columns_towards, feature, known
from renmai.web.pages.key_person.history import History, history
from renmai.web.pages.key_person.influencers import Influencers, influencers_of
from renmai.web.pages.key_person.paths import Help, help_with
from renmai.web.pages.key_person.relations import (
    Chain,
    Colleague,
    Colleagues,
    Met,
    Sway,
    activities_of,
    chains_of,
    colleagues_of,
    influences_on,
    swayed_by,
)
from renmai.web.pages.key_person.ribbons import Ribbons, ribbons
from renmai.web.pages.key_person.state import OURS, Attitude, attitudes_of
from renmai.web.pages.plan_step.rows import Plan, plan_of
from renmai.wording import terms
from renmai.wording.guided_questions import About

DETAILS: Final = ("name", "department", "title", "email", "phone", "joined_on", "left_on")
"""What is typed in, not tapped."""
TOP: Final = "top"
"""A choice of the superior that is no person; people's codes stand behind a colon."""


@dataclass(frozen=True, slots=True)
class Towards:
    """The party whose degrees are shown and changed."""

    code: str
    name: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Where on its page one is: towards whom, which page of the history, what went wrong."""

    party: str = OURS
    page: int = 1
    trouble: Trouble | None = None
    details: Form | None = None


@dataclass(frozen=True, slots=True)
class FeatureRow:
    """A feature with what is behind its value, and the guide that leads to one."""

    feature: Feature
    grounds: Grounds | None
    guide: Guiding


@dataclass(frozen=True, slots=True)
class PersonPage:
    person: KeyPerson
    is_there: bool
    is_placeholder: bool
    votes: list[SafeString]
    known: Known
    asked: Asked
    parties: list[Towards]
    party_name: str
    features: list[FeatureRow]
    last_said: str
    superior: Colleague | None
    superiors: list[Choice]
    superior_cell: str
    reports: list[Colleague]
    influences: list[Sway]
    ended: list[Sway]
    sways: list[Sway]
    help: Help
    plan: Plan
    chains: list[Chain]
    activities: Sequence[Met]
    activity_count: int
    ribbons: Ribbons | None
    history: History
    details: Form
    influencers: Influencers
    influence_guide: Guiding

    @property
    def url(self) -> str:
        return reverse("key-person", args=[self.person.code])

    @property
    def contact_url(self) -> str:
        return reverse("contact") + "?" + urlencode({"person": self.person.code})

    @property
    def influence_count(self) -> int:
        return len(self.influences)

    @property
    def renew_url(self) -> str:
        """This page as it is now, to be asked for again."""
        given = {"party": self.asked.party, "history": str(self.asked.page) if self.asked.page > 1 else ""}
        kept = {name: value for name, value in given.items() if value}
        return self.url + (f"?{urlencode(kept)}" if kept else "")

    def page_url(self, number: int) -> str:
        given = {"party": self.asked.party, "history": str(number)}
        return self.url + "?" + urlencode({name: value for name, value in given.items() if value}) + "#history"

    @property
    def older_url(self) -> str:
        return self.page_url(self.history.older) if self.history.older else ""

    @property
    def newer_url(self) -> str:
        return self.page_url(self.history.newer) if self.history.newer else ""


def person_page(viewer: Viewer, person: KeyPerson, asked: Asked) -> PersonPage:
    attitudes = attitudes_of(viewer, person)
    attitude = attitudes.get(asked.party, Attitude(asked.party))
    colleagues = colleagues_of(viewer, person)
    influences = influences_on(viewer, person)
    lasting = [sway for sway in influences if sway.counts]
    activities, count = activities_of(viewer, person)
    names = {OURS: gettext("Us"), **dict(viewer.panel.competitors)}
    superior = colleagues.superior_of(person.code)
    one = alone(viewer.panel, person.customer.code)
    if one is None:
        raise LookupError(person.customer.code)  # what the gate lets pass is in the panel
    ours = attitudes[OURS]
    about = About(person.name, names[asked.party] if asked.party else "")
    return PersonPage(
        person=person,
        is_there=person.joined_on <= viewer.today and (person.left_on is None or viewer.today < person.left_on),
        is_placeholder=person.name == person.title,
        votes=[marks.vote_badge(vote, "yes") for vote in terms.VOTES if ours.cell(vote) == "yes"],
        known=known(ours, line=person.top or superior is not None, influence=person.nobody_found or bool(lasting)),
        asked=asked,
        parties=_parties(person, names, asked.party),
        party_name=names[asked.party],
        features=_rows(person, attitude, _features(viewer, attitudes, attitude, asked, names), about),
        last_said=_last_said(attitude),
        superior=superior,
        superiors=_superiors(person, colleagues),
        superior_cell=_superior_cell(person, superior),
        reports=colleagues.reports_of(person.code),
        influences=lasting,
        ended=[sway for sway in influences if not sway.counts],
        sways=swayed_by(viewer, person),
        help=help_with(one.panel, viewer.today, (person.code, person.name), asker=viewer.employee.code),
        plan=plan_of(viewer, one.panel, viewer.today, key_person=person),
        chains=chains_of(viewer, person),
        activities=activities,
        activity_count=count,
        ribbons=ribbons(attitude, columns_towards(asked.party), viewer.today),
        history=history(viewer, person, asked.page),
        details=asked.details or shown(details_fields(), cells_of(person)),
        influencers=influencers_of(viewer, person, colleagues),
        influence_guide=first_step(person, "influence", About(person.name)),
    )


def details_fields() -> list[Field]:
    return [field_of(KEY_PEOPLE, name) for name in DETAILS]


def _features(
    viewer: Viewer, attitudes: dict[str, Attitude], attitude: Attitude, asked: Asked, names: Mapping[str, str]
) -> list[Feature]:
    others = [(names[party], one) for party, one in attitudes.items() if party != asked.party]
    stale_from = viewer.today - timedelta(days=viewer.panel.policy.stale_days)
    return [
        feature(column, attitude, others, stale_from=stale_from, trouble=asked.trouble)
        for column in columns_towards(asked.party)
    ]


def _rows(person: KeyPerson, attitude: Attitude, features: list[Feature], about: About) -> list[FeatureRow]:
    return [
        FeatureRow(one, _grounds(attitude, one, about), first_step(person, one.column, about, attitude.party))
        for one in features
    ]


def _grounds(attitude: Attitude, feature: Feature, about: About) -> Grounds | None:
    answered = attitude.answered(feature.column)
    return grounds(feature.column, answered, feature.cell, about) if answered else None


def _last_said(attitude: Attitude) -> str:
    last = attitude.last
    return " ".join(part for part in (last.day.isoformat(), last.assessor) if part) if last else ""


def _parties(person: KeyPerson, names: Mapping[str, str], current: str) -> list[Towards]:
    url = reverse("key-person", args=[person.code])
    return [
        Towards(code, name, url + (f"?{urlencode({'party': code})}" if code else ""), code == current)
        for code, name in names.items()
    ]


def _superior_cell(person: KeyPerson, superior: Colleague | None) -> str:
    return f":{superior.code}" if superior else TOP if person.top else ""


def _superiors(person: KeyPerson, colleagues: Colleagues) -> list[Choice]:
    """Whoever is there and does not stand below; who is named already stays, there or not."""
    below = _below(person.code, colleagues)
    held = colleagues.above.get(person.code)
    fit = [
        one for one in colleagues.others(person.code) if (one.is_there and one.code not in below) or one.code == held
    ]
    return [Choice(f":{one.code}", f"{one.name} {one.title}".strip(), one.code == held) for one in fit]


def _below(code: str, colleagues: Colleagues) -> set[str]:
    """Everybody who reports to the person, directly or not."""
    found: set[str] = set()
    waiting = [code]
    while waiting:
        for one in colleagues.reports_of(waiting.pop()):
            if one.code not in found:
                found.add(one.code)
                waiting.append(one.code)
    return found
