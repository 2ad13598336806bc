"""Cells of the bundle as people read them: `-1` of a degree, `yes` of a vote."""

from typing import Final

from django.utils.translation import gettext, pgettext

from renmai.domain.guided_questions.evidence import Answered, EvidenceError, read
from renmai.domain.tactics import parted
from renmai.wording import terms
from renmai.wording.columns import word
from renmai.wording.guided_questions import guide_label
from renmai.wording.tactics import TACTICS, TARGETS

UNKNOWN: Final = "unknown"
MINUS: Final = "−"
PLANNED: Final = ("from_value", "goal")
"""Columns of a planned step that hold a degree or a vote."""
PARTS: Final = {"degrees": {name: term.short for name, term in terms.DEGREES.items()}, "targets": TARGETS}
"""Columns of a tactic that hold several words."""


def cell_text(column: str, cell: str, file: str = "") -> str:
    """The value in words; what has no words of its own stays as it is, nothing reads "empty"."""
    if column in terms.DEGREES:
        return degree_text(int(cell) if cell else None)
    if column == "evidence" and cell:
        return evidence_text(cell)
    if column in terms.VOTES or column in PLANNED:
        return planned_text(cell)
    if cell in ("yes", "no"):
        return str(terms.VOTE_ANSWERS[cell])
    if found := word(column, cell, file):
        return str(found)
    return (tactic_text(column, cell) if cell else "") or pgettext("a value", "empty")


def tactic_text(column: str, cell: str) -> str:
    """What is written of a tactic: a standard one by its name, a company's own by its code."""
    if column in ("tactic", "copied_from"):
        return str(TACTICS[cell].name) if cell in TACTICS else cell
    if column == "strategy":
        return str(terms.STRATEGIES[cell].label) if cell in terms.STRATEGIES else cell
    if column in PARTS:
        comma = pgettext("between the items of a list", ", ")
        return comma.join(str(PARTS[column].get(one, one)) for one in parted(cell))
    return cell


def planned_text(cell: str) -> str:
    """A degree or a vote, whichever it is; blank is unknown."""
    return str(terms.VOTE_ANSWERS[cell or UNKNOWN]) if cell in ("", "yes", "no") else degree_text(int(cell))


def degree_text(degree: int | None) -> str:
    """`+1 Support`."""
    label = str(terms.STANCES[degree])
    if degree is None:
        return label
    number = f"+{degree}" if degree > 0 else str(degree).replace("-", MINUS)
    return f"{number} {label}"


def evidence_text(cell: str) -> str:
    """Which guides were answered, what they proposed and how many answers there are; not the answers."""
    try:
        found = read(cell)
    except EvidenceError:
        return cell
    comma = pgettext("between the items of a list", ", ")
    return comma.join(_answered_text(guide, one) for guide, one in found.items())


def _answered_text(guide: str, one: Answered) -> str:
    column = "veto" if guide == "influence" else guide
    words = {"guide": guide_label(guide), "value": cell_text(column, one.proposed), "n": len(one.answers)}
    return gettext("%(guide)s %(value)s (answers: %(n)s)") % words
