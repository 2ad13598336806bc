"""What if 假如: values of members tried out, and what it would do to the chain; nothing is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.safestring import SafeString

from renmai.analytics.what_if import Outcome, outcome
from renmai.domain.errors import RenmaiError
from renmai.domain.plan_step import CELLS, STEP_FEATURES
from renmai.domain.reading import Fact
from renmai.domain.stance import DEGREES, VOTES
from renmai.web import marks
from renmai.web.fields import Option
from renmai.web.marks import Tone
from renmai.web.numbers import AVERAGE, MINUS, SHARE
from renmai.web.pages.opportunity.planning import Saving, saving_of
from renmai.web.pages.opportunity.reading import fact_text, names_of
from renmai.web.pages.opportunity.trying import Around, Tried, field_name, read_tried
from renmai.wording import terms
from renmai.wording.cells import cell_text
from renmai.wording.errors import sentence
from renmai.wording.terms import Term, Text


@dataclass(frozen=True, slots=True)
class Answer:
    """One value that can be tried; `was` marks the one that holds."""

    cell: str
    text: str
    label: str
    is_chosen: bool
    was: bool


@dataclass(frozen=True, slots=True)
class ValueRow:
    """`key` tells the controls of the page apart."""

    name: str
    key: str
    label: Text
    answers: list[Answer]
    is_changed: bool


@dataclass(frozen=True, slots=True)
class TriedPerson:
    """A member whose values are tried; `without` is the query of the page without them."""

    code: str
    name: str
    without: str
    rows: list[ValueRow]


@dataclass(frozen=True, slots=True)
class MoveRow:
    """What happens to one degree of the chain; grades and leads only where they move."""

    label: Text
    before: str
    after: str
    change: SafeString
    grades: tuple[SafeString, SafeString] | None
    leads: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Result:
    """Before and after; `left` is what would still keep the chain from being open."""

    before: Term
    before_name: str
    after: Term
    after_name: str
    gone: list[str]
    new: list[str]
    left: list[str]
    rows: list[MoveRow]
    completeness: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Trial:
    people: list[TriedPerson]
    others: list[Option]
    result: Result | None
    saving: Saving | None


def trial(around: Around, given: QueryDict, first: str) -> Trial | None:
    """None where nothing can be read: the chain is not open on the day, or nobody of it counts."""
    tried, names = read_tried(given, around.held, first), names_of(around.panel)
    found = outcome(around.panel, around.question, around.opportunity.code, tried.values)
    if found is None:
        return None
    return Trial(
        people=[_person(around, tried, at, names[code]) for at, code in enumerate(tried.who)],
        others=[Option(code, names[code]) for code in around.held if code not in tried.who],
        result=_result(found, names) if tried.values else None,
        saving=saving_of(around, tried, given) if tried.values else None,
    )


def refused(found: Trial | None, error: RenmaiError) -> Trial | None:
    """The trial with why its plan was not saved."""
    if found is None or found.saving is None:
        return found
    told = replace(found.saving, problem=sentence(error), column=str(error.params.get("column", "")))
    return replace(found, saving=told)


def _person(around: Around, tried: Tried, at: int, name: str) -> TriedPerson:
    code = tried.who[at]
    rows = [_value_row(tried, code, column, f"{at}-{column}", around.held[code][column]) for column in STEP_FEATURES]
    return TriedPerson(code, name, tried.query(without=code), rows)


def _value_row(tried: Tried, code: str, column: str, key: str, held: str) -> ValueRow:
    chosen = tried.value(code, column, held)
    cells = [*CELLS[column], *([""] if "" in (held, chosen) else [])]
    answers = [
        Answer(cell, _short(column, cell), cell_text(column, cell), cell == chosen, cell == held) for cell in cells
    ]
    return ValueRow(field_name(column, code), key, label_of(column), answers, chosen != held)


def _short(column: str, cell: str) -> str:
    if not cell:
        return "?"
    if column in VOTES:
        return str(terms.VOTE_ANSWERS[cell])
    return f"+{cell}" if int(cell) > 0 else cell.replace("-", MINUS)


def label_of(column: str) -> Text:
    return terms.DEGREES[column].short if column in DEGREES else terms.VOTES[column].short


def _result(found: Outcome, names: Mapping[str, str]) -> Result:
    before, after = found.before.verdict, found.after.verdict
    known, then_known = (one.features[0] / one.features[1] for one in (found.before, found.after))
    return Result(
        before=terms.READINGS[before.reading],
        before_name=before.reading.value,
        after=terms.READINGS[after.reading],
        after_name=after.reading.value,
        gone=_facts(found.gone, names),
        new=_facts(found.new, names),
        left=_facts([fact for fact in after.facts if fact not in found.new], names),
        rows=[row for degree in DEGREES if (row := _move_row(found, degree))],
        completeness=(SHARE.value(known), SHARE.value(then_known)) if known != then_known else None,
    )


def _facts(some: Sequence[Fact], names: Mapping[str, str]) -> list[str]:
    return [fact_text(one, names) for one in some]


def _move_row(found: Outcome, degree: str) -> MoveRow | None:
    """None for a degree in which nothing moves."""
    before, after = found.before, found.after
    mean, new_mean = before.average[degree], after.average[degree]
    grade, new_grade = before.grade[degree], after.grade[degree]
    lead, new_lead = before.lead[degree], after.lead[degree]
    if (mean, grade, lead) == (new_mean, new_grade, new_lead):
        return None
    change = None if mean is None or new_mean is None else new_mean - mean
    return MoveRow(
        label=terms.DEGREES[degree].short,
        before=AVERAGE.value(mean),
        after=AVERAGE.value(new_mean),
        change=marks.delta(change, AVERAGE, Tone.MORE_IS_BETTER),
        grades=(marks.grade_chip(grade), marks.grade_chip(new_grade)) if grade != new_grade else None,
        leads=(AVERAGE.value(lead), AVERAGE.value(new_lead)) if lead != new_lead else None,
    )
