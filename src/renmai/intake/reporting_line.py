"""Who reports to whom, dated or not: inside one customer, and on no day in a circle (spec 2; docs/adr/0012)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from renmai.domain.issues import ProblemKind
from renmai.domain.reporting_line import DatedLine, Lines, cycles
from renmai.intake.belonging import Customers, affected
from renmai.intake.telling import Place, report_cycles, report_first, row_of, told_path
from renmai.intake.union import FileUnion, Union

Above = Mapping[str, str | None]


def check_reporting_lines(union: Union, customers: Customers) -> None:
    """Superiors elsewhere and oneself are told on their own, and make no circle."""
    for file, person in (("key_people", "code"), ("reporting", "key_person")):
        _check_superiors(union, customers, union[file], person)
    if union["key_people"].current or union["reporting"].current:
        _check_circles(union, customers)


def _check_superiors(union: Union, customers: Customers, lines: FileUnion, column: str) -> None:
    people = union["key_people"]
    person_at, superior_at = lines.file.position(column), lines.file.position("reports_to")
    for position, row in affected(lines, customers.moved("key_people")):
        person, superior = row[person_at], row[superior_at]
        if not _may_report(customers, person, superior):
            places = [row_of(people, superior, "customer"), row_of(people, person, "customer")]
            here: Place = (lines, position, "reports_to", superior or "")
            report_first([here, *places], ProblemKind.OTHER_CUSTOMER, other=person or "")


def _may_report(customers: Customers, person: str | None, superior: str | None) -> bool:
    return superior == person or not customers.apart(("key_people", person), ("key_people", superior))


def _check_circles(union: Union, customers: Customers) -> None:
    """On every day, where a customer has dated lines; else of what holds on all days."""
    people = union["key_people"]
    above = {
        code: superior
        for code, superior in people.texts("reports_to").items()
        if superior != code and _may_report(customers, code, superior)
    }
    dated = _dated(union["reporting"], customers)
    if dated:
        _check_every_day(union, customers, dated, above)
        above = {code: superior for code, superior in above.items() if customers.of("key_people", code) not in dated}
    if people.current:
        report_cycles(people, "reports_to", ProblemKind.REPORTING_CYCLE, above)


@dataclass(slots=True)
class _Dated:
    """The dated lines of one customer by person, and where the bundle has them, by person and first day."""

    lines: dict[str, list[DatedLine]] = field(default_factory=dict)
    positions: dict[tuple[str, str], int] = field(default_factory=dict)


def _dated(reporting: FileUnion, customers: Customers) -> dict[str, _Dated]:
    """By customer. What cannot hold for a day, or is in doubt, does not count."""
    found: dict[str, _Dated] = {}
    for position, (person, superior, start, end) in reporting.all():
        customer = customers.of("key_people", person)
        if not (customer and person and start) or end is None or (end and end <= start):
            continue
        fits = superior != person and _may_report(customers, person, superior)
        one = found.setdefault(customer, _Dated())
        one.lines.setdefault(person, []).append(DatedLine((superior or "") if fits else "", start, end))
        if position is not None:
            one.positions[person, start] = position
    return found


def _check_every_day(union: Union, customers: Customers, dated: Mapping[str, _Dated], above: Above) -> None:
    """Only of customers about whose people the bundle says something."""
    people = union["key_people"]
    said = {*people.current, *(key[0] for key in union["reporting"].current if key)}
    touched = {customers.of("key_people", code) for code in said if isinstance(code, str)}
    members: dict[str, list[str]] = {customer: [] for customer in dated.keys() & touched}
    joined = people.texts("joined_on")
    for code in joined:
        customer = customers.of("key_people", code)
        if customer in members:
            members[customer].append(code)
    for customer, codes in members.items():
        undated = {code: above.get(code) or "" for code in codes}
        lines = Lines(undated, {code: joined[code] or "" for code in codes}, dated[customer].lines)
        _report_circles(union, lines, dated[customer].positions)


def _report_circles(union: Union, lines: Lines, positions: Mapping[tuple[str, str], int]) -> None:
    for day in lines.days():
        above = lines.above(day)
        for circle in cycles(above):
            held = [_held(union, lines, positions, code, day) for code in circle]
            bundled = [place for place in held if place[1] is not None]
            for place in bundled or list(_said_of(union, circle, positions))[:1]:
                report_first([place], ProblemKind.REPORTING_CYCLE, path=f"{told_path(circle)} ({day})")


def _held(union: Union, lines: Lines, positions: Mapping[tuple[str, str], int], person: str, day: str) -> Place:
    """The line that holds on the day."""
    line = lines.covering(person, day)
    if line is None:
        return union["key_people"], union["key_people"].current.get(person), "reports_to", lines.undated[person]
    return union["reporting"], positions.get((person, line.since)), "reports_to", line.superior


def _said_of(union: Union, people: Collection[str], positions: Mapping[tuple[str, str], int]) -> Iterator[Place]:
    """Whatever the bundle says of these people: it made a stored line hold that closes the circle."""
    reporting = union["reporting"]
    for (person, _), position in positions.items():
        if person in people:
            yield reporting, position, "valid_to", reporting.table.rows[position][-1] or ""
    for person in people:
        place = row_of(union["key_people"], person, "joined_on")
        if place[1] is not None:
            yield place
