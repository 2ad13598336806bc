"""What the server says about itself, on standard error."""

import json
import logging
from datetime import UTC, datetime
from typing import Any, Final

from renmai.web.operations.request_log import request_id

FORMS: Final = ("plain", "json")
"""`RENMAI_LOG`: `plain` says what goes wrong, `json` every request as well, one object a line."""


class JsonLines(logging.Formatter):
    """Objects of `time` (UTC), `level`, `logger`, `message`, in a request `request`, and the fields of the record."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id():
            told["request"] = request_id()
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return json.dumps(told | getattr(record, "fields", {}), ensure_ascii=False)


class WithoutAddress(logging.Filter):
    """Django names the address of an answer that broke, and addresses hold codes and words searched for."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name == "django.request":
            record.msg, record.args = "an answer broke", ()
        return True


def logging_as(form: str) -> dict[str, Any]:
    """Django's LOGGING."""
    handler = {"class": "logging.StreamHandler", "filters": ["without_address"]} | (
        {"formatter": "json"} if form == "json" else {}
    )
    level = "INFO" if form == "json" else "WARNING"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"without_address": {"()": WithoutAddress}},
        "formatters": {"json": {"()": JsonLines}},
        "handlers": {"errors": handler},
        "root": {"handlers": ["errors"], "level": "WARNING"},
        "loggers": {
            "renmai": {"level": level},
            "gunicorn.error": {"level": level, "handlers": ["errors"], "propagate": False},
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},  # anybody can cause it, as often as they like
        },
    }
