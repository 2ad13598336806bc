"""A file on its way to the browser."""

from typing import Final

from django.http import HttpResponse
from django.utils.http import content_disposition_header

TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "json": "application/json",
    "zip": "application/zip",
    "svg": "image/svg+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


def download(content: bytes, name: str) -> HttpResponse:
    """A download under this name, whose ending says what it is."""
    kind = TYPES[name.rpartition(".")[2]]
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition or "attachment"})
