"""A list on its way in, pasted or as a file."""

from http import HTTPStatus
from typing import Final

from django.http import HttpRequest

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.candidate_list import Claim, read_file, read_text

LARGEST: Final = 1 * 2**20
"""Bytes of a request."""


def status_of(refused: RenmaiError) -> HTTPStatus:
    if refused.code is ErrorCode.LIST_TOO_LARGE:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return HTTPStatus.UNPROCESSABLE_ENTITY


def claims_of(request: HttpRequest) -> list[Claim]:
    """What was pasted, else what is in the file. Raises `RenmaiError` for a list that cannot be used."""
    if request.POST.get("agreed") != "yes":
        raise RenmaiError(ErrorCode.CONSENT_MISSING, column="agreed")
    file = request.FILES.get("file")
    text = request.POST.get("list", "")
    if file and not text.strip():
        return read_file(file.name or "", file.read())
    return read_text(text)
