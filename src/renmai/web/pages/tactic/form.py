"""The form of a tactic: what it is called, how it is done, which degrees it should move, for whom."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Final

from django.http import QueryDict

from renmai.domain.errors import ConflictError, RenmaiError
from renmai.domain.tactics import joined, parted
from renmai.store.actions.tactic import LONGEST_HOW, LONGEST_NAME, WRITTEN, Draft
from renmai.store.playbook import Template
from renmai.web.notices import Undo
from renmai.web.pages.tactic.words import how, title
from renmai.wording.errors import sentence
from renmai.wording.tactics import TACTICS, TARGETS
from renmai.wording.terms import DEGREES, STRATEGIES, Text

MOST_TYPED: Final = 20_000
"""Characters of a text that come back as they were typed."""


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: Text
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class TacticForm:
    """`cells` are as typed; `seen` those that were shown, as JSON; `problems` by column, blank: of the whole."""

    url: str
    cancel_url: str
    cells: Mapping[str, str]
    seen: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)
    status: HTTPStatus = HTTPStatus.OK

    longest_name = LONGEST_NAME
    longest_how = LONGEST_HOW

    @property
    def strategies(self) -> list[Choice]:
        chosen = self.cells.get("strategy", "")
        return [Choice(one, term.label, one == chosen) for one, term in STRATEGIES.items() if one != "undecided"]

    @property
    def degrees(self) -> list[Choice]:
        chosen = parted(self.cells.get("degrees", ""))
        return [Choice(one, term.label, one in chosen) for one, term in DEGREES.items()]

    @property
    def targets(self) -> list[Choice]:
        chosen = parted(self.cells.get("targets", ""))
        return [Choice(one, label, one in chosen) for one, label in TARGETS.items()]

    def refused(self, error: RenmaiError) -> "TacticForm":
        """The same form with the reason at its field; after a conflict the next try replaces what holds now."""
        column, seen = str(error.params.get("column", "")), self.seen
        if isinstance(error, ConflictError):
            seen = json.dumps({**seen_of(self.seen), error.column: error.now})
        problems = {column if column in WRITTEN else "": sentence(error)}
        return replace(self, problems=problems, seen=seen, status=error.code.status)


def shown(one: Template, url: str, cancel_url: str) -> TacticForm:
    """The form of a tactic as it reads; what is not the company's or one's own carries nothing as seen."""
    cells = {**stored(one), "name": str(title(one)), "how": str(how(one))}
    return TacticForm(url, cancel_url, cells, json.dumps(stored(one)))


def stored(one: Template) -> dict[str, str]:
    """What is written of it, as cells; blank where the standard's words hold."""
    return {
        "strategy": one.strategy,
        "name": one.name,
        "how": one.how,
        "degrees": joined(one.degrees),
        "targets": joined(tuple(target.value for target in one.targets)),
    }


def typed(given: QueryDict, url: str, cancel_url: str) -> TacticForm:
    """The form as it was sent."""
    cells = {name: given.get(name, "")[:MOST_TYPED] for name in ("strategy", "name", "how")}
    several = {name: joined(parted(joined(tuple(given.getlist(name))))) for name in ("degrees", "targets")}
    return TacticForm(url, cancel_url, {**cells, **several}, given.get("seen", ""))


def draft_of(form: TacticForm, code: str = "") -> Draft:
    """What is wanted; the words of a standard that nobody changed stay the standard's, in every language."""
    cells = dict(form.cells)
    standard = TACTICS.get(code)
    for name, text in (("name", standard.name), ("how", standard.how)) if standard else ():
        if cells[name].replace("\r\n", "\n").strip() == str(text):
            cells[name] = ""
    return Draft(cells["strategy"], cells["name"], cells["how"], parted(cells["degrees"]), parted(cells["targets"]))


def seen_of(text: str) -> dict[str, str]:
    """The cells that a form carried as seen; none where it carried nothing that makes sense."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {str(name): str(cell) for name, cell in found.items()} if isinstance(found, dict) else {}


def undo_of_change(url: str, before: Mapping[str, str], after: Mapping[str, str]) -> Undo:
    """The same form again, with what was written before."""
    return Undo(url, {**before, "seen": json.dumps(dict(after))})
