"""The columns that a viewer chose for a list, kept by the browser: the next visit shows them again."""

from typing import Final

from django.http import HttpRequest, HttpResponse

from renmai.web.arranged import BETWEEN, NO_COLUMN
from renmai.web.pages.line.columns import COLUMNS
from renmai.web.parameters import Asked

A_YEAR: Final = 365 * 24 * 3600


def remembered_columns(request: HttpRequest, line: str) -> tuple[str, ...]:
    """What an earlier choice left, as far as the list still has such columns."""
    known = {column.key for column in COLUMNS[line]} | {NO_COLUMN}
    return tuple(key for key in request.COOKIES.get(_cookie(line), "").split(BETWEEN) if key in known)


def remember_columns(response: HttpResponse, line: str, asked: Asked) -> None:
    if asked.arranged.columns:
        chosen = BETWEEN.join(asked.arranged.columns)
        response.set_cookie(_cookie(line), chosen, max_age=A_YEAR, httponly=True, samesite="Lax")


def _cookie(line: str) -> str:
    return f"columns-{line}"
