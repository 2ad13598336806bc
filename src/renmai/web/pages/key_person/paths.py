"""Who can help 谁能帮忙: the paths of influence to a key person, as a card and for the map."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from renmai.analytics.customer import alone
from renmai.analytics.panel import Panel
from renmai.analytics.paths import Path, Step, paths_to
from renmai.domain.asking import read_day
from renmai.web import marks
from renmai.web.access import Viewer, key_person_of, viewer_required
from renmai.web.fields import Option
from renmai.wording.disclosure import told
from renmai.wording.terms import Text

SHOWN: Final = 4
"""Of ours; further ones unfold."""
SHOWN_OF_RIVALS: Final = 3


@dataclass(frozen=True, slots=True)
class StepOf:
    """Somebody on a path: `place` is the team or the competitor, `closeness` that of a person in between."""

    name: Text
    url: str
    place: str
    closeness: SafeString | None


@dataclass(frozen=True, slots=True)
class PathOf:
    """Who begins, the people inside, the person; `ask_url` asks who begins for help, blank for a competitor's."""

    steps: list[StepOf]
    ask_url: str = ""
    is_shortest: bool = False
    is_strongest: bool = False


@dataclass(frozen=True, slots=True)
class Help:
    """Paths to one person; `choices` are whom else one may ask about."""

    person: str
    code: str
    url: str
    choices: Sequence[Option]
    ours: list[PathOf]
    more: list[PathOf]
    competitors: list[PathOf]
    more_competitors: list[PathOf]


def help_with(
    panel: Panel, day: date, person: tuple[str, str], choices: Sequence[Option] = (), *, asker: str = ""
) -> Help:
    """`person` is code and name; `panel` holds their customer only.

    `asker` is the code of the employee who may ask for help, blank where nobody can: on a past day.
    """
    code, name = person
    found = paths_to(panel, day, code)
    ours = _ours(panel, found.ours, code, asker)
    theirs = [PathOf(_steps(panel, path)) for path in found.competitors]
    return Help(
        person=name,
        code=code,
        url=reverse("key-person", args=[code]),
        choices=choices,
        ours=ours[:SHOWN],
        more=ours[SHOWN:],
        competitors=theirs[:SHOWN_OF_RIVALS],
        more_competitors=theirs[SHOWN_OF_RIVALS:],
    )


def _ours(panel: Panel, paths: Sequence[Path], person: str, asker: str) -> list[PathOf]:
    """The shortest and the strongest are told where there is a choice."""
    strongest = min(paths, key=lambda path: path.strength, default=None)
    return [
        PathOf(
            _steps(panel, path),
            _ask_url(path, person) if asker and path.steps[0].code != asker else "",
            is_shortest=path is paths[0] and len(paths) > 1,
            is_strongest=path is strongest and len(paths) > 1,
        )
        for path in paths
    ]


def _ask_url(path: Path, person: str) -> str:
    """Asks who begins; on the way through somebody inside, that is whom they can sway themselves."""
    begin, first, *_ = path.steps
    given = {"person": person, "begin": begin.code, "through": "" if first.code == person else first.code}
    return reverse("network-help-new", query={name: value for name, value in given.items() if value})


def _steps(panel: Panel, path: Path) -> list[StepOf]:
    begin, *inner = path.steps
    chips = [marks.stance_chip(value) for value in path.closeness]
    between = [_inside(step, chip) for step, chip in zip(inner, [*chips, None], strict=True)]
    return [StepOf(told(begin.name), "", _place(panel, begin), None), *between]


def _inside(step: Step, closeness: SafeString | None) -> StepOf:
    return StepOf(step.name, reverse("key-person", args=[step.code]), "", closeness)


def _place(panel: Panel, begin: Step) -> str:
    roster = panel.roster
    if begin.kind == "competitor":
        name = roster.competitor_of_code[begin.code].name
        return "" if name == begin.name else name
    if not begin.code:
        return ""
    team = roster.employee_of_code[begin.code].team
    return next((one.name for one in roster.staff.teams if one.id == team), "")


@require_safe
@viewer_required
def paths(request: HttpRequest, viewer: Viewer, code: str) -> JsonResponse:
    """The same as data: who begins, the people inside, the person, each with kind, code and name."""
    person = key_person_of(viewer, code)
    day = read_day(request.GET.get("as_of", ""), viewer.today)
    one = alone(viewer.panel, person.customer.code)
    if one is None:
        raise LookupError(code)  # what the gate lets pass is in the panel
    found = paths_to(one.panel, day, code)
    return JsonResponse({"ours": _data(found.ours), "competitors": _data(found.competitors)})


def _data(some: Sequence[Path]) -> list[list[dict[str, str]]]:
    return [[{"kind": step.kind, "code": step.code, "name": step.name} for step in path.steps] for path in some]
