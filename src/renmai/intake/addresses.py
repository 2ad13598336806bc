"""Codes of the bundle in addresses: any text may be one, slashes and dots included."""

from typing import Final
from urllib.parse import unquote

from django.urls import register_converter

_ESCAPED: Final = {"%": "%25", "/": "%2F", "\\": "%5C"}


class CodeInPath:
    """A code as one segment of a path. What would end the segment is escaped once more."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        return unquote(value)

    def to_url(self, value: str) -> str:
        if value in (".", ".."):  # browsers would walk up
            return value.replace(".", "%2E")
        return "".join(_ESCAPED.get(character, character) for character in value)


register_converter(CodeInPath, "code")
