"""The three-degree matrix and the two votes: how many stand where, and the list behind each number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from renmai.analytics.cell import BELOW_GOOD, Cell
from renmai.analytics.known_share import Share
from renmai.domain.stance import DEGREES, VOTES
from renmai.web import charts, marks
from renmai.web.numbers import AVERAGE, COUNT
from renmai.web.pages.line.cards import Door, Metric, door, list_url
from renmai.web.pages.line.lines import Line
from renmai.web.parameters import Asked
from renmai.wording import terms

GRADES: Final = ("excellent", "good", "medium", "poor", "ungraded")
GROUPS: Final = ("support", "neutral", "oppose", "unknown")
ANSWERS: Final = ("yes", "no", "unknown")


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is `count` before it was written, and how long the list at `url` is."""

    chip: SafeString
    count: str
    number: int
    url: str
    change: SafeString
    yoy: SafeString
    average: str = ""
    average_change: SafeString | None = None
    average_yoy: SafeString | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar and the list it stands for."""

    part: charts.Part
    label: str
    row: Row


@dataclass(frozen=True, slots=True)
class Panel:
    """One degree or vote. `bar_text` says in words what the bar shows."""

    key: str
    name: SafeString
    title: str
    short: str
    average: str
    change: SafeString | None
    known: SafeString | None
    bar: charts.DegreeBar
    bar_text: str
    rows: list[Row]
    segments: list[Segment]
    below: Door | None = None
    """Those below good, of a graded line."""
    unknown: Door | None = None
    """Those behind `known` of whom nothing is known."""


def degree_panels(line: Line, asked: Asked, figures: Mapping[str, Any], known: Mapping[str, Share]) -> list[Panel]:
    ours = asked.question.ours
    names = GRADES if line.graded else GROUPS
    bars = charts.degree_bars([_degree_heap(line, figures["degrees"][degree]) for degree in DEGREES])
    panels = []
    for degree, bar in zip(DEGREES, bars, strict=True):
        mean = figures["trend"][degree]
        counts = {name: _count(line, figures["degrees"][degree][name]) for name in names}
        rows = {name: _degree_row(line, asked, degree, name, figures["degrees"][degree][name]) for name in names}
        panels.append(
            Panel(
                key=degree,
                name=marks.term(degree),
                title=str(terms.DEGREES[degree].label),
                short=str(terms.DEGREES[degree].short),
                average=AVERAGE.value(mean["value"]),
                change=marks.delta(mean["change"], AVERAGE, marks.tone_of(degree, ours=ours)),
                known=marks.known_share(*known[degree]),
                bar=bar,
                bar_text=_in_words(counts),
                rows=list(rows.values()),
                segments=_segments(bar, rows),
                below=_below_good(line, asked, degree, counts) if line.graded else None,
                unknown=door(line, asked, Cell(degree, "unknown"), known[degree][1] - known[degree][0]),
            )
        )
    return panels


def _segments(bar: charts.DegreeBar, rows: Mapping[str, Row]) -> list[Segment]:
    return [Segment(part, label_of(part.name), rows[part.name]) for part in bar.parts]


def _below_good(line: Line, asked: Asked, degree: str, counts: Mapping[str, Metric]) -> Door | None:
    number = sum(counts[name]["value"] for name in ("medium", "poor"))
    return door(line, asked, Cell(degree, BELOW_GOOD), number, COUNT.value(number))


def _count(line: Line, entry: Mapping[str, Any]) -> Metric:
    metric: Metric = entry[line.noun] if line.graded else entry
    return metric


def _degree_heap(line: Line, entries: Mapping[str, Any]) -> charts.Heap:
    count = {name: _count(line, entry)["value"] for name, entry in entries.items()}
    if line.graded:
        return charts.Heap(
            against={"poor": count["poor"], "medium": count["medium"]},
            for_us={"good": count["good"], "excellent": count["excellent"]},
            unknown={"ungraded": count["ungraded"]},
            astride={},
        )
    return charts.Heap(
        against={"oppose": count["oppose"]},
        for_us={"support": count["support"]},
        unknown={"unknown": count["unknown"]},
        astride={"neutral": count["neutral"]},
    )


def _degree_row(line: Line, asked: Asked, degree: str, name: str, entry: Mapping[str, Any]) -> Row:
    ours = asked.question.ours
    count, average = _count(line, entry), entry.get("average") if line.graded else None
    degree_tone = marks.tone_of(degree, ours=ours)
    tone = marks.tone_of(name, ours=ours)
    return Row(
        chip=marks.grade_chip(name) if line.graded else marks.group_chip(name),
        count=COUNT.value(count["value"]),
        number=count["value"],
        url=list_url(line, asked, f"{degree}:{name}") if count["value"] else "",
        change=marks.delta(count["change"], COUNT, tone),
        yoy=marks.delta(count["yoy"], COUNT, tone),
        average=AVERAGE.value(average["value"]) if average else "",
        average_change=marks.delta(average["change"], AVERAGE, degree_tone) if average else None,
        average_yoy=marks.delta(average["yoy"], AVERAGE, degree_tone) if average else None,
    )


def vote_panels(line: Line, asked: Asked, votes: Mapping[str, Mapping[str, Metric]]) -> list[Panel]:
    bars = charts.degree_bars([_vote_heap(votes[vote]) for vote in VOTES])
    rows = {vote: {one: _vote_row(line, asked, vote, one, votes[vote][one]) for one in ANSWERS} for vote in VOTES}
    return [
        Panel(
            key=vote,
            name=marks.term(vote),
            title=str(terms.VOTES[vote].label),
            short=str(terms.VOTES[vote].short),
            average="",
            change=None,
            known=marks.known_share(*_known_votes(votes[vote])),
            bar=bar,
            bar_text=_in_words(votes[vote]),
            rows=list(rows[vote].values()),
            segments=_segments(bar, rows[vote]),
            unknown=door(line, asked, Cell(vote, "unknown"), votes[vote]["unknown"]["value"]),
        )
        for vote, bar in zip(VOTES, bars, strict=True)
    ]


def _vote_heap(answers: Mapping[str, Metric]) -> charts.Heap:
    return charts.Heap(
        against={},
        for_us={answer: answers[answer]["value"] for answer in ("yes", "no")},
        unknown={"unknown": answers["unknown"]["value"]},
        astride={},
    )


def _known_votes(answers: Mapping[str, Metric]) -> Share:
    known = answers["yes"]["value"] + answers["no"]["value"]
    return known, known + answers["unknown"]["value"]


def _vote_row(line: Line, asked: Asked, vote: str, answer: str, metric: Metric) -> Row:
    tone = marks.tone_of(answer, ours=True)
    return Row(
        chip=marks.group_chip(answer),
        count=COUNT.value(metric["value"]),
        number=metric["value"],
        url=list_url(line, asked, f"{vote}:{answer}") if metric["value"] else "",
        change=marks.delta(metric["change"], COUNT, tone),
        yoy=marks.delta(metric["yoy"], COUNT, tone),
    )


def _in_words(counts: Mapping[str, Metric]) -> str:
    named: Sequence[str] = [f"{label_of(name)} {COUNT.value(metric['value'])}" for name, metric in counts.items()]
    return pgettext("between the items of a list", ", ").join(named)


def label_of(name: str) -> str:
    """The word of a grade, stance group or vote."""
    known: Mapping[str, terms.Term] = {**terms.GRADES, **terms.STANCE_GROUPS}
    return str(known[name].label if name in known else terms.VOTE_ANSWERS[name])


@dataclass(frozen=True, slots=True)
class Key:
    """A colour of the bars and its word."""

    name: str
    label: str


def legend(line: Line) -> list[Key]:
    """Worst first, as the bars stand."""
    names = reversed(GRADES[:-1]) if line.graded else reversed(GROUPS[:-1])
    return [Key(name, label_of(name)) for name in (*names, GRADES[-1] if line.graded else GROUPS[-1])]
