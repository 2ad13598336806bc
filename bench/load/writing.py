"""The four writes, through the forms that people use, and whether the next page and the next report show them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Final
from urllib.parse import urlencode

from requests import Response

from bench.load.plan import Person, Written
from scripts.visiting import RefusedError, Visitor, form_of

DEGREES: Final = ("closeness", "solution", "price")
VALUES: Final = ("-2", "-1", "0", "1", "2")


@dataclass(frozen=True, slots=True)
class Write:
    """What was acknowledged, the page that came after it, and the seconds that saving took."""

    written: Written
    page: Response
    seconds: float


class UnseenError(Exception):
    """An acknowledged write that the next page or report does not show; `written` is still to be there at the end."""

    def __init__(self, where: str, written: Written) -> None:
        super().__init__(f"{written.kind} of {written.target} is not on {where}")
        self.written = written


def contact(visitor: Visitor, person: Person, mark: str, chance: Random) -> Write:
    """Whom we met, one value tapped and what was said."""
    target, column = chance.choice(person.people), chance.choice(DEGREES)
    page = visitor.get(f"/contact?{urlencode({'person': target})}")
    form = form_of(page, "note")
    value = _another(form.fields[f"seen-{column}"][0], chance)
    answer = visitor.send(page, form, {"note": mark, column: value})
    return _made(Written("contact", person.username, target, mark, column, value), answer)


def note(visitor: Visitor, person: Person, mark: str, chance: Random) -> Write:
    """A contact of which only words are kept."""
    target = chance.choice(person.people)
    page = visitor.get(f"/contact?{urlencode({'person': target, 'kind': 'message'})}")
    return _made(
        Written("note", person.username, target, mark), visitor.send(page, form_of(page, "note"), {"note": mark})
    )


def feature(visitor: Visitor, person: Person, mark: str, chance: Random) -> Write:
    """One value of a key person, by one tap on their page, with its grounds."""
    target, column = chance.choice(person.people), chance.choice(DEGREES)
    page = visitor.get(f"/key-people/{target}")
    form = form_of(page, "seen", do="assess", column=column)
    value = _another(form.fields["seen"][0], chance)
    answer = visitor.send(page, form, {"value": value, "note": mark})
    return _made(Written("feature", person.username, target, mark, column, value), answer)


def stage(visitor: Visitor, person: Person, mark: str, chance: Random) -> Write:
    """An opportunity moves on. Its mark is the stage's name, for nothing else may be written there."""
    target = chance.choice(person.deals)
    page = visitor.get(f"/opportunities/{target}/facts")
    form = form_of(page, "was-stage")
    value = f"商务谈判 {mark}"
    answer = visitor.send(page, form, {"stage": value})
    return _made(Written("stage", person.username, target, value, "stage", value), answer)


KINDS: Final[Mapping[str, Callable[[Visitor, Person, str, Random], Write]]] = {
    "contact": contact,
    "note": note,
    "feature": feature,
    "stage": stage,
}


def _another(seen: str, chance: Random) -> str:
    return chance.choice([value for value in VALUES if value != seen])


def _made(written: Written, page: Response) -> Write:
    """Raises `RefusedError` if the form came back; whoever saved is led elsewhere."""
    if not page.history:
        raise RefusedError(f"{written.kind} of {written.target} is not saved")
    return Write(written, page, page.history[0].elapsed.total_seconds())


def require_seen(visitor: Visitor, person: Person, write: Write) -> None:
    """On the page after it, and in the report asked next, by whichever process. Raises `UnseenError`."""
    written = write.written
    if written.mark not in write.page.text:
        raise UnseenError("the next page", written)
    if not written.column:
        return
    line, rows, key = (
        ("decision-chain", "chains", "opportunity") if written.kind == "stage" else ("key-person", "people", "code")
    )
    report = visitor.get(f"/api/v1/reports/{line}?{urlencode({'view': f'personal:{person.username}'})}").json()
    found: dict[str, object] = next((row for row in report[rows] if row[key] == written.target), {})
    if str(found.get(written.column)) != written.value:
        raise UnseenError("the next report", written)
