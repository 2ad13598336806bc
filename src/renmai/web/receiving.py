"""What somebody sends for one answer: held in memory, never on disk, and not read where it is too large."""

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest

from renmai.domain.errors import ErrorCode, RenmaiError


class InMemory(MemoryFileUploadHandler):
    """Keeps every file in memory: who installs it has looked at the size before."""

    def handle_raw_input(self, *args: object, **kwargs: object) -> None:
        del args, kwargs
        self.activated = True


def refuse_large(request: HttpRequest, largest: int, code: ErrorCode) -> None:
    """Before a byte of it is read. Raises `RenmaiError(code)` beyond `largest` bytes."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if length > largest:
        raise RenmaiError(code, megabytes=largest // 2**20)


def keep_in_memory(request: HttpRequest) -> None:
    request.upload_handlers = [InMemory(request)]
