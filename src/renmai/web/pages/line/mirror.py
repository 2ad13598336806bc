"""A line towards us and towards one competitor, side by side: who leads where, and who is contested."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from renmai.analytics import contest, contested
from renmai.analytics.cell import CONTESTED, LEAD
from renmai.analytics.known_share import Share, known_shares
from renmai.analytics.listing import Row
from renmai.analytics.panel import Panel
from renmai.domain.contest import Standing
from renmai.domain.question import OURS
from renmai.domain.stance import DEGREES, VOTES
from renmai.web import charts, marks
from renmai.web.access import Viewer
from renmai.web.marks import Tone
from renmai.web.numbers import AVERAGE, COUNT, DASH
from renmai.web.pages.line.cards import Metric, list_url
from renmai.web.pages.line.lines import LINES, Line
from renmai.web.pages.line.matrix import GRADES, GROUPS
from renmai.web.parameters import Asked
from renmai.wording import terms
from renmai.wording.disclosure import told

SHOWN: Final = 5
"""Contested persons on the dashboard; all of them are in their list."""
TONES: Final = {Standing.OURS: Tone.MORE_IS_BETTER, Standing.THEIRS: Tone.LESS_IS_BETTER}
LEAST_TEXT: Final = 7.0
"""Percent of the bar that a count needs to be written into it."""


@dataclass(frozen=True, slots=True)
class Average:
    value: str
    change: SafeString
    known: SafeString


@dataclass(frozen=True, slots=True)
class Lead:
    """How many subjects stand like this, and the list of them."""

    name: str
    label: str
    count: str
    url: str
    change: SafeString


@dataclass(frozen=True, slots=True)
class Tip:
    """The bar of one party in percent of its wing."""

    count: str
    url: str
    width: float

    @property
    def start(self) -> float:
        """Where the bar begins in the wing that grows to the left."""
        return round(100 - self.width, 2)


@dataclass(frozen=True, slots=True)
class Wings:
    name: str
    chip: SafeString
    ours: Tip
    theirs: Tip


@dataclass(frozen=True, slots=True)
class Face:
    """One degree, our side and theirs."""

    key: str
    name: SafeString
    title: str
    ours: Average
    theirs: Average
    bar: list[charts.Part]
    bar_text: str
    leads: list[Lead]
    wings: list[Wings]


@dataclass(frozen=True, slots=True)
class Contested:
    """A contested person; `url` only where the person's page may be opened today."""

    name: str
    url: str
    customer: str
    place: str
    votes: list[SafeString]
    ours: list[SafeString]
    theirs: list[SafeString]
    we_sway: list[str]
    they_sway: list[str]
    claims: list[terms.Term]


@dataclass(frozen=True, slots=True)
class Mirror:
    party: str
    faces: list[Face]
    is_graded: bool
    is_unknown: bool
    """Nothing is known of anybody towards the competitor."""
    contested_count: str
    contested_change: SafeString
    contested_url: str
    contested: list[Contested]
    remaining: str


def mirror(line: Line, viewer: Viewer, asked: Asked, figures: Mapping[str, Any], known: Mapping[str, Share]) -> Mirror:
    """`figures` and `known` are those of the competitor's view."""
    panel, question = viewer.panel, asked.question
    compared = contest.figures(panel, question, line.standings)
    people = contested.listing(panel, question, viewer.scope)
    theirs = _Side(line, asked, figures, known)
    return Mirror(
        party=dict(panel.competitors)[question.party],
        faces=_faces(_our_side(line, panel, asked), theirs, compared["lead"]),
        is_graded=line.graded,
        is_unknown=not any(part for part, _ in known.values()),
        contested_count=COUNT.value(len(people)),
        contested_change=marks.delta(compared[CONTESTED]["change"], COUNT, Tone.NEITHER),
        contested_url=list_url(LINES["key-person"], asked, CONTESTED) if len(people) else "",
        contested=_contested_rows(viewer, question.as_of == viewer.today, people[:SHOWN]),
        remaining=COUNT.value(len(people) - SHOWN) if len(people) > SHOWN else "",
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """A line towards one party."""

    line: Line
    asked: Asked
    figures: Mapping[str, Any]
    known: Mapping[str, Share]

    @property
    def names(self) -> tuple[str, ...]:
        return GRADES if self.line.graded else GROUPS

    @property
    def most(self) -> int:
        return max(self.count(degree, name) for degree in DEGREES for name in self.names)

    def count(self, degree: str, name: str) -> int:
        entry = self.figures["degrees"][degree][name]
        return int((entry[self.line.noun] if self.line.graded else entry)["value"])

    def average(self, degree: str) -> Average:
        mean, ours = self.figures["trend"][degree], self.asked.question.ours
        change = marks.delta(mean["change"], AVERAGE, marks.tone_of(degree, ours=ours))
        return Average(AVERAGE.value(mean["value"]), change, marks.known_share(*self.known[degree]))

    def tip(self, degree: str, name: str, most: int) -> Tip:
        count = self.count(degree, name)
        url = list_url(self.line, self.asked, f"{degree}:{name}") if count else ""
        return Tip(COUNT.value(count), url, round(100 * count / max(most, 1), 2))


def _our_side(line: Line, panel: Panel, asked: Asked) -> _Side:
    about_us = asked.asking(party=OURS)
    figures = line.figures(panel, about_us.question)
    return _Side(line, about_us, figures, known_shares(panel, line.name, about_us.question, figures))


def _faces(ours: _Side, theirs: _Side, leads: Mapping[str, Mapping[str, Metric]]) -> list[Face]:
    most = max(ours.most, theirs.most)
    return [
        Face(
            key=f"mirror-{degree}",
            name=marks.term(degree),
            title=str(terms.DEGREES[degree].label),
            ours=ours.average(degree),
            theirs=theirs.average(degree),
            bar=_stack(leads[degree]),
            bar_text=_in_words(leads[degree]),
            leads=[_lead(theirs, degree, standing, leads[degree][standing]) for standing in Standing],
            wings=[
                Wings(
                    name,
                    marks.grade_chip(name) if ours.line.graded else marks.group_chip(name),
                    ours.tip(degree, name, most),
                    theirs.tip(degree, name, most),
                )
                for name in ours.names
            ],
        )
        for degree in DEGREES
    ]


def _lead(side: _Side, degree: str, standing: Standing, metric: Metric) -> Lead:
    return Lead(
        name=standing.value,
        label=str(terms.STANDINGS[standing].label),
        count=COUNT.value(metric["value"]),
        url=list_url(side.line, side.asked, f"{LEAD}:{degree}:{standing}") if metric["value"] else "",
        change=marks.delta(metric["change"], COUNT, TONES.get(standing, Tone.NEITHER)),
    )


def _stack(leads: Mapping[str, Metric]) -> list[charts.Part]:
    """One bar of all subjects, in the order of `Standing`, the unknown last."""
    scale = 100 / max(sum(metric["value"] for metric in leads.values()), 1)
    parts: list[charts.Part] = []
    x = 0.0
    for standing in Standing:
        count = leads[standing]["value"]
        width = count * scale
        if count:
            text = COUNT.value(count) if width >= LEAST_TEXT else ""
            parts.append(charts.Part(standing.value, round(x, 2), round(width, 2), text))
        x += width
    return parts


def _in_words(leads: Mapping[str, Metric]) -> str:
    named = [f"{terms.STANDINGS[one].label} {COUNT.value(leads[one]['value'])}" for one in Standing]
    return pgettext("between the items of a list", ", ").join(named)


def _contested_rows(viewer: Viewer, may_open: bool, rows: Sequence[Row]) -> list[Contested]:
    return [_contested_row(viewer.panel, row, may_open) for row in rows]


def _contested_row(panel: Panel, row: Row, may_open: bool) -> Contested:
    """A row masked like the influence line's tells the customer and the place, and no more."""
    is_told = "name" in row
    return Contested(
        name=row.get("name", ""),
        url=reverse("key-person", args=[row["code"]]) if is_told and may_open else "",
        customer=panel.customer_card(row["customer"])["name"],
        place=" · ".join(part for part in (row["department"], row["title"]) if part),
        votes=[marks.vote_badge(vote, row[vote]) for vote in VOTES if is_told],
        ours=[marks.stance_chip(row["ours"][degree]) for degree in DEGREES if is_told],
        theirs=[marks.stance_chip(row["theirs"][degree]) for degree in DEGREES if is_told],
        we_sway=[told(one["name"]) for one in row.get("we_sway", ())],
        they_sway=[one["name"] or DASH for one in row.get("they_sway", ())],
        claims=[terms.CLAIMS[claim] for claim in row.get("claims", ())],
    )
