"""Codes for what people add on the pages: a bundle gives its own."""

from renmai.store.actions.revision import Recording
from renmai.store.facts import MANAGERS


def new_code(record: Recording, file: str, prefix: str) -> str:
    """A code that no row of the file has, from the revision's number, which is used once: `KP-1024`."""
    code = f"{prefix}-{record.number}"
    while MANAGERS[file].filter(code=code).exists():
        code += "-1"
    return code
