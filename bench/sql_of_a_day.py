"""The customer line of one day in SQL, for every engine that speaks it."""

from collections.abc import Sequence
from typing import Any, Final

from bench.contest import DayRows, GradeRow
from renmai.domain.stance import DEGREES

_COUNTS = ",\n".join(
    f"""count(*) FILTER (WHERE {degree} > 0) AS {degree}_support,
    count(*) FILTER (WHERE {degree} < 0) AS {degree}_oppose,
    count({degree}) AS {degree}_known, coalesce(sum({degree}), 0) AS {degree}_total"""
    for degree in DEGREES
)
_PER_DEGREE = "\nUNION ALL\n".join(
    f"""SELECT '{degree}' AS degree, coalesce({degree}_support, 0) AS support, coalesce({degree}_oppose, 0) AS oppose,
    coalesce({degree}_known, 0) AS known, coalesce({degree}_total, 0) AS total FROM counted"""
    for degree in DEGREES
)
QUESTION: Final = f"""
WITH existing AS (
    SELECT id FROM customers WHERE created <= {{day}} AND {{day}} < closed
), latest AS (
    {{latest}}
), of_customer AS (
    SELECT people.customer, {_COUNTS}
    FROM latest JOIN people ON people.id = latest.person
    WHERE joined <= {{day}} AND {{day}} < gone
    GROUP BY people.customer
), counted AS (
    SELECT existing.id, of_customer.* FROM existing LEFT JOIN of_customer ON of_customer.customer = existing.id
), degrees AS (
    {_PER_DEGREE}
), graded AS (
    SELECT *, CASE
        WHEN known = 0 THEN 'ungraded'
        WHEN 2 * support > known THEN 'excellent'
        WHEN 2 * oppose > known THEN 'poor'
        WHEN support > oppose OR oppose = 0 THEN 'good'
        WHEN oppose > support THEN 'medium'
        WHEN total > 0 THEN 'good'
        ELSE 'medium' END AS grade
    FROM degrees
)
SELECT degree, grade, count(*), avg(total::double precision / nullif(known, 0)), sum(total), sum(known)
FROM graded GROUP BY degree, grade
"""
"""`latest` gives the last assessment of each person on `day`: person and the three degrees."""


def day_rows(rows: Sequence[tuple[Any, ...]]) -> DayRows:
    """The answer as every contestant gives it; each degree has every customer once."""
    found = [
        GradeRow(degree, grade, count, None if average is None else float(average), int(total), int(known))
        for degree, grade, count, average, total, known in rows
    ]
    return DayRows(sum(row.customers for row in found if row.degree == DEGREES[0]), found)
