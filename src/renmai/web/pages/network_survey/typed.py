"""Contacts as they are sent: typed row by row, or as a file."""

from typing import Final

from django.http import HttpRequest, QueryDict

from renmai.intake.contact_file import Contact, contacts_of, kept

LARGEST: Final = 8 * 2**20
"""Bytes of a request: five thousand contacts without pictures need a fifth."""
ROWS: Final = 4
"""Rows to type into; who knows more sends them and goes on."""
MOST_ROWS: Final = 40
COLUMNS: Final = ("name", "company", "place")


def blank_rows() -> list[Contact]:
    return [Contact("")] * ROWS


def rows_sent(given: QueryDict) -> list[Contact]:
    """What was typed, blank rows included."""
    columns = [given.getlist(column)[:MOST_ROWS] for column in COLUMNS]
    rows = [Contact(name, company, "", place) for name, company, place in zip(*columns, strict=False)]
    return rows or blank_rows()


def contacts_sent(request: HttpRequest) -> list[Contact]:
    """What was typed and what is in the file. Raises `RenmaiError` for contacts that cannot be used."""
    typed = [one for one in rows_sent(request.POST) if any(cell.strip() for cell in (one.name, one.company, one.title))]
    file = request.FILES.get("file")
    return kept([*typed, *(contacts_of(file.read()) if file else ())])
