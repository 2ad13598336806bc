"""What the map's island gets: facts, or the one error shape; never a page."""

from typing import Any

from django.http import HttpResponse, JsonResponse

from renmai.domain.errors import ConflictError, RenmaiError
from renmai.wording.cells import cell_text
from renmai.wording.errors import moment_text, sentence


def problem(error: RenmaiError) -> HttpResponse:
    """The error as the API tells it; a conflict also says who made what of the value, and when."""
    told: dict[str, Any] = {
        "code": error.code.value,
        "message": sentence(error),
        "column": str(error.params.get("column", "")),
    }
    if isinstance(error, ConflictError):
        told["conflict"] = {
            "who": error.who,
            "when": moment_text(error.when),
            "was": cell_text(error.column, error.was),
            "now": cell_text(error.column, error.now),
            "cell": error.now,
        }
    return JsonResponse(told, status=error.code.status)
