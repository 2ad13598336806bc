"""Which state of a row somebody has seen: a change says so, and of two at once one wins."""

import hashlib
import json
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest
from django.utils.http import parse_etags
from django.utils.translation import gettext

from renmai.api.problems import RefusedError, Wrong, refused_values

ETAGS: Final = r'^(\*|(W/)?"[!#-~]*"(, *(W/)?"[!#-~]*")*)$'
"""What If-Match may say (RFC 9110, 13.1.1): one or several states, or whatever holds."""


def etag_of(told: Mapping[str, Any]) -> str:
    """Strong, and made of what the caller is told: it gives away nothing else, and changes with nothing else."""
    text = json.dumps(told, sort_keys=True, ensure_ascii=False)
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def is_known(request: HttpRequest, etag: str) -> bool:
    """Whether the caller has this state already."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or etag in {one.removeprefix("W/") for one in known}


def require_match(request: HttpRequest, told: Mapping[str, Any]) -> None:
    """Raises `RefusedError`: 428 without If-Match, 422 where it says no state, 412 where another one holds now."""
    given = request.headers.get("If-Match", "")
    if not given:
        message = gettext("Say in If-Match which state you change: the ETag that you were given.")
        raise RefusedError(HTTPStatus.PRECONDITION_REQUIRED, "if_match", message)
    if not re.fullmatch(ETAGS, given):
        raise refused_values(
            [Wrong(field="If-Match", message=gettext("This is no ETag; send the one that you were given, or *."))]
        )
    if not {"*", etag_of(told)} & set(parse_etags(given)):
        message = gettext("Somebody changed this meanwhile; look at what holds now, and decide again.")
        raise RefusedError(HTTPStatus.PRECONDITION_FAILED, "changed", message, current=dict(told))
