"""The seven features, each with its source and one tap away from another value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.utils.safestring import SafeString

from renmai.domain.errors import ConflictError, RenmaiError
from renmai.domain.stance import DEGREES, FEATURES, VOTES, Stance
from renmai.web import marks
from renmai.web.pages.key_person.state import OURS, Attitude, Source
from renmai.wording import terms
from renmai.wording.cells import cell_text
from renmai.wording.errors import moment_text, sentence

DEGREE_ORDER: Final = (*(str(stance.value) for stance in Stance), "")
VOTE_ORDER: Final = ("yes", "no", "")


@dataclass(frozen=True, slots=True)
class Option:
    """One value to tap: `number` large, `word` under it; `mark` is its colour."""

    cell: str
    number: str
    word: str
    mark: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """Two people at one value: what the later one wanted, and what somebody made of it meanwhile."""

    who: str
    when: str
    was: str
    now: str
    wanted: str
    wanted_cell: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """What kept a form from being saved, and what was typed into it."""

    form: str
    error: RenmaiError
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return sentence(self.error)

    @property
    def column(self) -> str:
        return str(self.error.params.get("column", ""))

    @property
    def clash(self) -> Clash | None:
        error = self.error
        if not isinstance(error, ConflictError):
            return None
        wanted = self.typed.get("value", self.typed.get(error.column, ""))
        texts = (cell_text(error.column, cell) for cell in (error.was, error.now, wanted))
        was, now, text = texts
        return Clash(error.who, moment_text(error.when), was, now, text, wanted)


@dataclass(frozen=True, slots=True)
class Beside:
    """The value towards another party."""

    party: str
    chip: SafeString


@dataclass(frozen=True, slots=True)
class Feature:
    """A degree or a vote towards one party."""

    column: str
    cell: str
    options: list[Option]
    source: Source | None
    is_old: bool
    beside: list[Beside]
    trouble: Trouble | None

    @property
    def is_vote(self) -> bool:
        return self.column in VOTES

    @property
    def is_known(self) -> bool:
        return self.cell != ""


def options(column: str, current: str | None) -> list[Option]:
    """Every value of the column, from the left to the right; None: no one is current."""
    order = VOTE_ORDER if column in VOTES else DEGREE_ORDER
    return [_option(column, cell, current == cell) for cell in order]


def _option(column: str, cell: str, is_current: bool) -> Option:
    if column in VOTES:
        word = str(terms.VOTE_ANSWERS[cell or "unknown"])
        return Option(cell, word, "", "un" if not cell else "vote-" + cell, is_current)
    if not cell:
        return Option(cell, "?", cell_text(column, cell), "un", is_current)
    number, _, word = cell_text(column, cell).partition(" ")
    return Option(cell, number, word, marks.STANCE_CLASSES[int(cell)], is_current)


def feature(
    column: str,
    attitude: Attitude,
    others: Iterable[tuple[str, Attitude]],
    *,
    stale_from: date,
    trouble: Trouble | None = None,
) -> Feature:
    """`others`: names of the other parties and what is known towards them; what was last said before
    `stale_from` is old."""
    mine = trouble if trouble and trouble.form == column else None
    last = attitude.last
    return Feature(
        column=column,
        cell=attitude.cell(column),
        options=options(column, attitude.cell(column)),
        source=attitude.source(column),
        is_old=last is not None and last.day < stale_from,
        beside=[Beside(name, _chip(column, one.cell(column))) for name, one in others if column in DEGREES],
        trouble=mine,
    )


def columns_towards(party: str) -> tuple[str, ...]:
    """Votes are the person's own: they are kept towards us only."""
    return (*DEGREES, *VOTES) if party == OURS else DEGREES


def _chip(column: str, cell: str) -> SafeString:
    if column in VOTES:
        return marks.vote_badge(column, cell or "unknown")
    return marks.stance_chip(int(cell) if cell else None)


@dataclass(frozen=True, slots=True)
class Known:
    """How much of the seven is known, and what is not."""

    count: int
    missing: list[str]

    @property
    def share(self) -> SafeString:
        return marks.known_share(self.count, FEATURES)

    @property
    def is_insighted(self) -> bool:
        """All three degrees and both votes (spec 1.1)."""
        return not {*DEGREES, *VOTES} & {*self.missing}


def known(attitude: Attitude, *, line: bool, influence: bool) -> Known:
    """Which of the seven features are known towards us (spec 1.1)."""
    is_known: dict[str, bool] = {name: attitude.cell(name) != "" for name in (*DEGREES, *VOTES)}
    is_known |= {"reporting_line": line, "influencers": influence}
    missing = [name for name, there in is_known.items() if not there]
    return Known(FEATURES - len(missing), missing)
