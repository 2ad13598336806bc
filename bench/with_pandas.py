"""pandas: frames sorted beforehand, the last row of each person kept, one join and one grouping per day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from bench.contest import Contestant, DayRows, GradeRow, Report, points, report
from bench.dataset import UNKNOWN, Dataset
from renmai.domain.grade import Grade
from renmai.domain.stance import DEGREES


@contextmanager
def prepared(data: Dataset) -> Iterator[Contestant]:
    frames = _Frames(data)
    yield Contestant(
        "pandas",
        company=lambda day: report(day, frames.day_rows),
        trend=lambda day: points(day, frames.trend_measures),
    )


class _Frames:
    """The three tables as they are kept, towards us, ordered by person and day."""

    def __init__(self, data: Dataset) -> None:
        numbers = pd.RangeIndex(1, data.size + 1, name="customer")
        self.customers = pd.DataFrame({"created": data.customers.start, "closed": data.customers.stop}, index=numbers)
        numbers = pd.RangeIndex(1, len(data.people.customer) + 1, name="person")
        self.people = pd.DataFrame(
            {"customer": data.people.customer, "joined": data.people.start, "left": data.people.stop}, index=numbers
        )
        rows = data.assessments
        ours = rows.party == 0
        degrees: dict[str, Any] = {degree: _known(getattr(rows, degree)[ours]) for degree in DEGREES}
        self.assessments = pd.DataFrame({"person": rows.person[ours], "day": rows.day[ours]} | degrees)

    def state(self, day: date) -> pd.DataFrame:
        """The last assessment of everybody who counts on the day."""
        at = day.toordinal()
        here = self.people[(self.people.joined <= at) & (at < self.people.left)]
        here = here[here.customer.isin(self.existing(day))]
        known = self.assessments[self.assessments.day <= at]
        latest = known.drop_duplicates("person", keep="last")
        return latest.join(here.customer, on="person", how="inner")

    def existing(self, day: date) -> pd.Index:
        at = day.toordinal()
        return self.customers.index[(self.customers.created <= at) & (at < self.customers.closed)]

    def trend_measures(self, day: date) -> Report:
        means = self.state(day)[list(DEGREES)].mean()
        known: dict[str, Any] = {
            degree: None if np.isnan(means[degree]) else float(means[degree]) for degree in DEGREES
        }
        return {"customers": len(self.existing(day)), **known}

    def day_rows(self, day: date) -> DayRows:
        state, existing = self.state(day), self.existing(day)
        values = state[list(DEGREES)]
        signs = pd.concat({"support": values > 0, "neutral": values == 0, "oppose": values < 0}, axis=1)
        grouped = signs.groupby(state.customer).sum().reindex(existing, fill_value=0)
        totals = values.groupby(state.customer).sum().reindex(existing, fill_value=0)
        rows = [row for degree in DEGREES for row in _grade_rows(degree, grouped.xs(degree, axis=1, level=1), totals)]
        return DayRows(len(existing), rows)


def _known(degree: np.ndarray) -> np.ndarray:
    return np.where(degree == UNKNOWN, np.nan, degree)


def _grade_rows(degree: str, counts: pd.DataFrame, totals: pd.DataFrame) -> Iterator[GradeRow]:
    support, neutral, oppose = counts.support, counts.neutral, counts.oppose
    known, total = support + neutral + oppose, totals[degree]
    grade = np.select(
        [
            known == 0,
            2 * support > known,
            2 * oppose > known,
            (support > oppose) | (oppose == 0),
            oppose > support,
            total > 0,
        ],
        [Grade.UNGRADED, Grade.EXCELLENT, Grade.POOR, Grade.GOOD, Grade.MEDIUM, Grade.GOOD],
        default=Grade.MEDIUM,
    )
    table = pd.DataFrame({"average": total.astype(float) / known, "total": total, "known": known})
    summed = table.groupby(grade).agg(
        customers=("total", "size"), average=("average", "mean"), total=("total", "sum"), known=("known", "sum")
    )
    for name, row in summed.iterrows():
        yield GradeRow(degree, str(name), int(row.customers), float(row.average), int(row.total), int(row.known))
