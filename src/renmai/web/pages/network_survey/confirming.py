"""What an employee confirms of the matches: read from the form, kept as one action, or shown again as it was sent."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import QueryDict
from django.utils import timezone

from renmai.domain.disclosure import Disclosure
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.private_relation import LONGEST
from renmai.store.actions.survey import Said, answer_survey
from renmai.store.models import SurveyInvitation
from renmai.web.access import Viewer
from renmai.web.pages.network_survey.matching import MOST_LINES, Line, choice_of, month_of, told_by
from renmai.wording.errors import sentence

EARLIEST: Final = 1900
_MONTH: Final = re.compile(r"(\d{4})-(\d{2})(?:-\d{2})?", re.ASCII)


@dataclass(slots=True)
class Confirmed:
    """`lines` as they were sent; `said` is what they say, unless one of them has an error."""

    lines: list[Line]
    said: list[Said]

    @property
    def is_valid(self) -> bool:
        return not any(line.errors for line in self.lines)


def read_confirmed(viewer: Viewer, survey: int, given: QueryDict) -> Confirmed:
    """Raises `RenmaiError(MATCH_EXPIRED)` where a match was not told to this employee in this survey."""
    confirmed = Confirmed([], [])
    for number in given.getlist("line")[:MOST_LINES]:
        line, picked = _line(viewer, survey, given, number)
        confirmed.lines.append(line)
        if picked is not None:
            confirmed.said.extend(_said(viewer, line, picked))
    return confirmed


def _line(viewer: Viewer, survey: int, given: QueryDict, number: str) -> tuple[Line, int | None]:
    pick = given.get(f"pick-{number}", "")
    tokens = dict.fromkeys([*given.getlist(f"option-{number}"), *([pick] if pick else [])])
    matches = {token: told_by(viewer, survey, token) for token in tokens}
    line = Line(
        given.get(f"told-{number}", "")[:1000],
        [choice_of(one, token, is_picked=token == pick) for token, one in matches.items()],
        given.get(f"since-{number}", "").strip() or month_of(viewer.today),
        given.get(f"disclosure-{number}", Disclosure.REACH.value),
        given.get(f"how-{number}", "").strip(),
    )
    return line, matches[pick].key if pick else None


def _said(viewer: Viewer, line: Line, key: int) -> list[Said]:
    """One, or none where the line has an error that it now tells."""
    try:
        since = _first_day(line.since)
        if since > viewer.today:
            raise RenmaiError(ErrorCode.DAY_IN_FUTURE, column="since", date=since)
        if line.disclosure not in set(Disclosure):
            raise RenmaiError(ErrorCode.BAD_VALUE, column="disclosure", name="disclosure", value=line.disclosure[:40])
        if len(line.how) > LONGEST:
            raise RenmaiError(ErrorCode.TOO_LONG, column="how", longest=LONGEST)
    except RenmaiError as refused:
        line.errors[str(refused.params["column"])] = sentence(refused)
        return []
    return [Said(key, since, Disclosure(line.disclosure), line.how)]


def _first_day(text: str) -> date:
    """A month is enough; raises `RenmaiError(BAD_MONTH)` for what is none."""
    found = _MONTH.fullmatch(text)
    year, month = (int(found[1]), int(found[2])) if found else (0, 0)
    if not (year >= EARLIEST and 1 <= month <= 12):
        raise RenmaiError(ErrorCode.BAD_MONTH, column="since")
    return date(year, month, 1)


def keep(viewer: Viewer, invitation: SurveyInvitation, said: list[Said]) -> int:
    return answer_survey(invitation, said, by=viewer.employee, today=viewer.today, now=timezone.now())
