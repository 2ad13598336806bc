"""Whom a key person reports to from a day on; what held before stays, as dated lines (docs/adr/0012)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise

from django.db.models import Q, QuerySet
from django.utils.timezone import get_current_timezone

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.reporting_line import DatedLine, Lines, circle_through
from renmai.store.actions.keeping import drop, keep, refuse_changed
from renmai.store.actions.revision import Recording, recording
from renmai.store.cells import cells_of
from renmai.store.models import Employee, KeyPerson, ReportingLine

Stretch = tuple[date, date]
"""[first day, first day no longer)."""


def change_superior(
    person: KeyPerson,
    superior_code: str,
    since: date,
    seen: str | None,
    *,
    is_top: bool,
    by: Employee,
    today: date,
    now: datetime,
) -> int | None:
    """From this day on the person reports to that superior; the revision, or None if it was so already.

    Blank: nobody is named. `is_top`: at the top, whoever is named. `seen` is the code of today's
    superior that was shown, blank for none, None to change it whatever it is. What was known of
    later days goes; what held on earlier ones stays.
    Raises `ConflictError` if the superior is another one by now, and `RenmaiError` with the `column` that
    cannot be so: DAY_IN_FUTURE, DAY_BEFORE_START, UNKNOWN_KEY_PERSON, REPORTING_CIRCLE.
    """
    with recording("change superior", by.code, now) as record:
        row = KeyPerson.unscoped.select_related("customer", "reports_to").get(pk=person.pk)
        before = cells_of(row)
        check_since(row, since, today)
        wanted = {"reports_to": "" if is_top else superior_code, "top": "yes" if is_top else "no"}
        refuse_changed_line(row, wanted, {} if seen is None else {"reports_to": seen}, today)
        row.top = is_top
        move(record, row, wanted["reports_to"], since)
        keep(record, row, before)
        return record.made


def local_day(now: datetime) -> date:
    return now.astimezone(get_current_timezone()).date()


def check_since(row: KeyPerson, since: date, today: date) -> None:
    if since > today:
        raise RenmaiError(ErrorCode.DAY_IN_FUTURE, date=since, column="since")
    if since < row.joined_on:
        raise RenmaiError(ErrorCode.DAY_BEFORE_START, date=since, start=row.joined_on, column="since")


def refuse_changed_line(row: KeyPerson, wanted: Mapping[str, str], seen: Mapping[str, str], today: date) -> None:
    """As `refuse_changed`, for the superior who holds today; the line that names them says who wrote it."""
    line = _lines(row).filter(Q(valid_to=None) | Q(valid_to__gt=today), valid_from__lte=today).first()
    held = cells_of(row)
    if line is not None and "reports_to" in wanted:
        refuse_changed(line, cells_of(line), {"reports_to": wanted["reports_to"]}, seen)
        wanted = {name: text for name, text in wanted.items() if name != "reports_to"}
    refuse_changed(row, held, wanted, seen)


def superior_at(customer: int, code: str) -> KeyPerson | None:
    """The key person of this customer (a primary key); None for blank. Raises UNKNOWN_KEY_PERSON."""
    if not code:
        return None
    found: KeyPerson | None = KeyPerson.unscoped.filter(customer=customer, code=code).first()
    if found is None:
        raise RenmaiError(ErrorCode.UNKNOWN_KEY_PERSON, person=code, column="reports_to")
    return found


def move(record: Recording, row: KeyPerson, superior_code: str, since: date) -> None:
    """Let the person report to the superior from the day on; the row itself is for the caller to keep.

    Where nothing but the row's own superior was known, it becomes dated lines: else the new one
    would hold on those days too.
    """
    superior = superior_at(row.customer_id, superior_code)
    lines = list(_lines(row))
    if _held_from(row, lines, since) == {superior and superior.pk}:
        return
    earlier = [line for line in lines if line.valid_from < since]
    for line in lines[len(earlier) :]:
        drop(record, line)
    if earlier:
        _end(record, earlier[-1], since)
    if row.reports_to != superior:
        for start, end in _gaps(earlier, (row.joined_on, since)):
            _add(record, row, row.reports_to, (start, end))
    row.reports_to = superior
    refuse_circle(row, since)


def join_earlier(record: Recording, row: KeyPerson, joined: date) -> None:
    """Who turns out to have been there before `joined` reported to whom they did on that day."""
    lines = list(_lines(row))
    first = next((line for line in lines if line.valid_from == joined), None)
    for start, end in _gaps(lines, (row.joined_on, joined)):
        if first is not None and end == joined:
            _add(record, row, first.reports_to, (start, end))
    refuse_circle(row, row.joined_on, column="joined_on")


def refuse_circle(row: KeyPerson, since: date, column: str = "reports_to") -> None:
    """Raise REPORTING_CIRCLE if on some day from this one on the person stands above themselves.

    Of the person `row` tells as it is in memory, lines are read as they are stored.
    """
    found = _lines_at(row)
    for day in sorted({since.isoformat(), *found.days()}):
        circle = circle_through(found.above(day), row.code) if day >= since.isoformat() else []
        if circle:
            names = dict(KeyPerson.unscoped.filter(code__in=circle).values_list("code", "name"))
            path = " → ".join(names.get(code, code) for code in [*circle, row.code])
            raise RenmaiError(ErrorCode.REPORTING_CIRCLE, path=path, column=column)


def refuse_broken_lines(person: str) -> None:
    """Raise CANNOT_UNDO if on some day the person, given by code, has two superiors or stands above themselves."""
    row = KeyPerson.unscoped.select_related("reports_to").filter(code=person).first()
    if row is None:
        return
    lines = list(_lines(row))
    if any(one.valid_to is None or one.valid_to > two.valid_from for one, two in pairwise(lines)):
        raise RenmaiError(ErrorCode.CANNOT_UNDO)
    try:
        refuse_circle(row, row.joined_on)
    except RenmaiError as circle:
        raise RenmaiError(ErrorCode.CANNOT_UNDO) from circle


def _lines(row: KeyPerson) -> QuerySet[ReportingLine]:
    """The person's dated lines, in the order of their days."""
    rows = ReportingLine.unscoped.filter(key_person=row.pk).select_related("key_person", "reports_to")
    return rows.order_by("valid_from")


def _held_from(row: KeyPerson, lines: Sequence[ReportingLine], since: date) -> set[int | None]:
    """Every superior (a primary key, None for nobody named) who holds on some day from this one on."""
    held = {line.reports_to_id for line in lines if line.valid_to is None or line.valid_to > since}
    return held | {row.reports_to_id for _ in _gaps(lines, (since, date.max))}


def _gaps(lines: Sequence[ReportingLine], within: Stretch) -> Iterator[Stretch]:
    """The stretches that no line covers; lines in the order of their days."""
    start, end = within
    for line in lines:
        if start < min(line.valid_from, end):
            yield start, min(line.valid_from, end)
        start = max(start, line.valid_to or date.max)
    if start < end:
        yield start, end


def _end(record: Recording, line: ReportingLine, since: date) -> None:
    if line.valid_to is None or line.valid_to > since:
        before = cells_of(line)
        line.valid_to = since
        keep(record, line, before)


def _add(record: Recording, row: KeyPerson, superior: KeyPerson | None, days: Stretch) -> None:
    line = ReportingLine(key_person=row, reports_to=superior, valid_from=days[0], valid_to=days[1])
    keep(record, line, None)


def _lines_at(row: KeyPerson) -> Lines:
    """The lines of the person's customer, with what `row` says instead of what is stored of the person."""
    rows = KeyPerson.unscoped.filter(customer=row.customer_id)
    people = rows.values_list("code", "reports_to__code", "joined_on")
    stored = {code: (superior or "", joined.isoformat()) for code, superior, joined in people}
    stored[row.code] = (row.reports_to.code if row.reports_to else "", row.joined_on.isoformat())
    dated: dict[str, list[DatedLine]] = {}
    columns = ("key_person__code", "reports_to__code", "valid_from", "valid_to")
    for person, superior, start, end in ReportingLine.unscoped.filter(key_person__in=rows).values_list(*columns):
        line = DatedLine(superior or "", start.isoformat(), end.isoformat() if end else "")
        dated.setdefault(person, []).append(line)
    return Lines(
        {code: superior for code, (superior, _) in stored.items()},
        {code: joined for code, (_, joined) in stored.items()},
        dated,
    )
