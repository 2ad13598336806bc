"""What may be asked of an engine: the same errors as for the panel, from the engine's own rows."""

import ibis.expr.types as ir

from renmai.analytics.portable.reports import REPORTS
from renmai.analytics.portable.tables import Tables
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.question import ABOUT_US, COMPANY, Question, ViewKind

SOME = 6


def check(tables: Tables, line: str, question: Question) -> None:
    """Raises `RenmaiError` for what does not exist there, or has no portable derivation."""
    if line not in REPORTS:
        raise RenmaiError(ErrorCode.LINE_NOT_PORTABLE, line=line, lines=", ".join(REPORTS))
    _check_days(question)
    _check_view(tables, question)
    _check_party(tables, line, question)
    filters = question.filters
    if filters.industry is not None:
        industries = _known(tables, tables.customers.select(found="industry"))
        _require(
            filters.industry in industries, ErrorCode.UNKNOWN_INDUSTRY, industry=filters.industry, known=industries
        )
    if filters.region is not None:
        regions = _known(tables, tables.customers.select(found="region"))
        _require(filters.region in regions, ErrorCode.UNKNOWN_REGION, region=filters.region, known=regions)


def _check_days(question: Question) -> None:
    try:
        _ = question.comparison
    except ValueError:
        raise RenmaiError(ErrorCode.DATE_OUT_OF_RANGE, date=question.as_of.isoformat()) from None


def _check_view(tables: Tables, question: Question) -> None:
    view = question.view
    if view == COMPANY:
        return
    found = tables.teams if view.kind is ViewKind.TEAM else tables.employees
    codes = _known(tables, found.select(found="code"))
    views = [str(COMPANY), *(f"{view.kind.value}:{code}" for code in codes[: SOME - 1])]
    _require(view.code in codes, ErrorCode.UNKNOWN_VIEW, view=str(view), open=views)


def _check_party(tables: Tables, line: str, question: Question) -> None:
    if question.ours:
        return
    _require(line not in ABOUT_US, ErrorCode.COMPETITOR_NOT_ALLOWED, line=line)
    known = _known(tables, tables.competitors.select(found="code"))
    _require(question.party in known, ErrorCode.UNKNOWN_COMPETITOR, competitor=question.party, known=known)


def _known(tables: Tables, column: ir.Table) -> list[str]:
    """The texts in the one column `found`, without blanks, by code point."""
    return sorted({str(row["found"]) for row in tables.rows(column.distinct()) if row["found"]})


def _require(holds: bool, code: ErrorCode, /, **params: str | list[str]) -> None:
    if not holds:
        told = {name: value if isinstance(value, str) else ", ".join(value) for name, value in params.items()}
        raise RenmaiError(code, **told)
