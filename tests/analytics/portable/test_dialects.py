"""The expressions are portable: they compile for engines that the tests do not run."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import ibis
import ibis.expr.types as ir
import pytest

from renmai.analytics.portable import (
    customer_line,
    decision_chain_line,
    influence_line,
    key_person_line,
    strategies,
)
from renmai.analytics.portable.engines import Row
from renmai.analytics.portable.moments import at_value, in_scope, people_on
from renmai.analytics.portable.tables import Tables
from renmai.domain.question import Filters, Question, View


@dataclass
class Silent:
    """An engine without rows that remembers what it was asked."""

    asked: list[ir.Table] = field(default_factory=list)

    def rows(self, expression: ir.Table) -> list[Row]:
        self.asked.append(expression)
        return []


def people(tables: Tables, question: Question) -> ir.Table:
    everybody = people_on(tables, at_value(in_scope(tables, question)))
    return key_person_line.listing(tables, everybody, question.party)


SECTIONS = (
    customer_line.figures,
    customer_line.listing,
    influence_line.figures,
    influence_line.listing,
    influence_line.contributions,
    key_person_line.figures,
    people,
    decision_chain_line.figures,
    decision_chain_line.listing,
    strategies.recommended,
)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: f"{section.__module__}.{section.__name__}")
# The second is Spark's SQL; its compiler, unlike Spark's own, needs no Spark installed.
@pytest.mark.parametrize("dialect", ["postgres", "databricks"])
def test_sections_compile_for_other_engines(section: Callable[[Tables, Question], ir.Table], dialect: str) -> None:
    filters = Filters(industry="制造", region="华东", focus=True)
    question = Question(date(2026, 9, 30), view=View.parse("team:S"), filters=filters)
    sql = str(ibis.to_sql(section(Tables.on(Silent()), question), dialect=dialect))
    assert "key_people" in sql or "influence_uses" in sql
    # A table that only one process holds in memory is not there for a distributed engine.
    assert "ibis_pandas_memtable" not in sql
    assert "SEMI JOIN" not in sql.upper()
