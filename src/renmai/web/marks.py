"""The small marks of every page: changes, grades, stances, votes, terms."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from renmai.web.numbers import AVERAGE, COUNT, DASH, PERCENT, Writer
from renmai.wording import terms
from renmai.wording.indicator_terms import INDICATORS


class Tone(StrEnum):
    """Whether more is better for us; decides the colour of a change, never its arrow or sign."""

    MORE_IS_BETTER = "more_is_better"
    LESS_IS_BETTER = "less_is_better"
    NEITHER = "neither"

    @property
    def reversed(self) -> "Tone":
        return {self.MORE_IS_BETTER: Tone.LESS_IS_BETTER, self.LESS_IS_BETTER: Tone.MORE_IS_BETTER}.get(self, self)


TONES: Final[dict[str, Tone]] = {
    "uninsighted": Tone.LESS_IS_BETTER,
    "medium": Tone.LESS_IS_BETTER,
    "poor": Tone.LESS_IS_BETTER,
    "ungraded": Tone.LESS_IS_BETTER,
    "oppose": Tone.LESS_IS_BETTER,
    "unknown": Tone.LESS_IS_BETTER,
    "neutral": Tone.NEITHER,
    "yes": Tone.NEITHER,
    "no": Tone.NEITHER,
    "fell": Tone.LESS_IS_BETTER,
    "untouched_members": Tone.LESS_IS_BETTER,
    "single": Tone.LESS_IS_BETTER,
    "never": Tone.LESS_IS_BETTER,
}
"""Everything else is better when there is more of it."""

ABOUT_THE_PARTY: Final = frozenset(
    {*terms.DEGREES, "excellent", "good", "medium", "poor", "support", "oppose", "potential", "known"}
)
"""What a competitor gains, we lose; unknowns and the customers themselves stay ours to mind."""


def tone_of(name: str, *, ours: bool) -> Tone:
    tone = TONES.get(name, Tone.MORE_IS_BETTER)
    return tone.reversed if not ours and name in ABOUT_THE_PARTY else tone


STANCE_CLASSES: Final = {2: "p2", 1: "p1", 0: "z", -1: "n1", -2: "n2"}
TERM_FAMILIES: Final[tuple[Mapping[str, terms.Term], ...]] = (
    terms.LINES,
    terms.DEGREES,
    terms.VOTES,
    terms.COMPARISONS,
    terms.FIGURES,
    terms.MATTERS,
    INDICATORS,
)
TERMS: Final = {name: one for family in TERM_FAMILIES for name, one in family.items()}


def delta(change: float | None, writer: Writer, tone: Tone) -> SafeString:
    """A change with arrow, sign and colour; "flat" where nothing moved, a dash where nothing compares."""
    if change is None:
        return format_html('<span class="delta">{}</span>', DASH)
    if writer.is_flat(change):
        return format_html('<span class="delta">{}</span>', pgettext("no change", "flat"))
    better = tone is not Tone.NEITHER and (change > 0) == (tone is Tone.MORE_IS_BETTER)
    verdict = "" if tone is Tone.NEITHER else " good" if better else " bad"
    arrow = "M4 1 7.6 7H.4z" if change > 0 else "M4 7 .4 1h7.2z"
    return format_html(
        '<span class="delta{}"><svg viewBox="0 0 8 8" width="7" height="7" aria-hidden="true">'
        '<path d="{}" fill="currentColor"/></svg>{}</span>',
        verdict,
        arrow,
        writer.change(change),
    )


def grade_chip(grade: str, *, letter: bool = False) -> SafeString:
    term = terms.GRADES[grade]
    if not letter:
        return format_html('<span class="grade {}">{}</span>', grade, term.label)
    return format_html(
        '<span class="grade letter {}" title="{}"><span aria-hidden="true">{}</span><span class="sr">{}</span></span>',
        grade,
        term.label,
        term.short,
        term.label,
    )


def group_chip(group: str) -> SafeString:
    """A stance group of the influence and key-person lines, or a vote's answer."""
    known = terms.STANCE_GROUPS.get(group)
    label = known.label if known else terms.VOTE_ANSWERS[group]
    return format_html('<span class="grade {}">{}</span>', group, label)


def stance_chip(value: int | None) -> SafeString:
    label = terms.STANCES[value]
    text = "?" if value is None else AVERAGE.value(value).removesuffix(".00")
    return format_html(
        '<span class="stance {}" title="{}">{}<span class="sr"> {}</span></span>',
        "un" if value is None else STANCE_CLASSES[value],
        label,
        text,
        label,
    )


def vote_badge(vote: str, answer: str) -> SafeString:
    """A held vote stands out, a missing one is a quiet dot, an unknown one is dashed."""
    label = f"{terms.VOTES[vote].label}: {terms.VOTE_ANSWERS[answer]}"
    text = {
        "yes": pgettext("badge of a veto holder", "V") if vote == "veto" else pgettext("badge of an approver", "A"),
        "no": "·",
        "unknown": "?",
    }[answer]
    return format_html(
        '<span class="vote {} {}" title="{}"><span aria-hidden="true">{}</span><span class="sr">{}</span></span>',
        vote,
        answer,
        label,
        text,
        label,
    )


def known_share(known: int, total: int, *, word: bool = True) -> SafeString:
    """`7/9 known`, with how much that is as a short bar; without the word where the head says it."""
    width = round(32 * known / total, 1) if total else 0
    return format_html(
        '<span class="known" title="{}"><svg class="share" width="32" height="3" aria-hidden="true">'
        '<rect class="all" width="32" height="3"/><rect class="part" width="{}" height="3"/></svg>'
        '<span aria-hidden="true">{}/{}{}</span><span class="sr">{}</span></span>',
        terms.MATTERS["known_share"].meaning,
        width,
        COUNT.value(known),
        COUNT.value(total),
        format_html('<span class="word"> {}</span>', terms.MATTERS["known_share"].label) if word else "",
        gettext("%(known)s of %(total)s known") % {"known": COUNT.value(known), "total": COUNT.value(total)},
    )


def share_bar(share: float) -> SafeString:
    """A share of the whole in percent, with a short bar."""
    return format_html(
        '<span class="known"><svg class="share" width="32" height="3" aria-hidden="true">'
        '<rect class="all" width="32" height="3"/><rect class="part" width="{}" height="3"/></svg>'
        '<span class="percent">{}</span></span>',
        round(32 * share, 1),
        PERCENT.value(share),
    )


def term(name: str, *, short: bool = False, label: str = "") -> SafeString:
    """A word that explains itself on hover and focus; the island turns the title into a tooltip."""
    meant = TERMS[name]
    text = label or (meant.short if short and meant.short else meant.label)
    return format_html('<span class="term" tabindex="0" title="{}">{}</span>', meant.meaning, text)
