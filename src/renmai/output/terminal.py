"""Texts as a terminal shows them."""

from typing import Final

_JOINERS: Final = "\u200c\u200d"
"""Letters of some scripts, and pictures made of several, hang together by them."""


def harmless(text: str) -> str:
    """The text without what would move the cursor, colour or rename the terminal, or turn a line round."""
    return "".join(letter if letter.isprintable() or letter in _JOINERS else _instead(letter) for letter in text)


def _instead(letter: str) -> str:
    return " " if letter.isspace() else "\ufffd"
