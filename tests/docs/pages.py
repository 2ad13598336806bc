"""Reads the Markdown of `docs/`: fenced blocks and tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
METRICS = ROOT / "docs" / "metrics"

_FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """A `renmai report …` line of a page and the table of figures below it."""

    page: str
    command: str
    figures: list[dict[str, str]]


def fenced(text: str, info: str = "") -> Iterator[tuple[str, str]]:
    """Every fenced block whose info string begins with `info`: the rest of that string, and the body."""
    for match in _FENCE.finditer(text):
        if match["info"].startswith(info):
            yield match["info"].removeprefix(info).strip(), match["body"]


def bundle(page: Path) -> dict[str, str]:
    """The page's example company: file name to CSV text."""
    return {f"{name}.csv": body for name, body in fenced(page.read_text(encoding="utf-8"), "csv")}


def tables(text: str) -> list[list[dict[str, str]]]:
    """Every table of the text as rows by heading."""
    blocks = re.findall(r"(?:^\|.*\|$\n?)+", text, re.MULTILINE)
    return [_rows(block) for block in blocks]


def _rows(block: str) -> list[dict[str, str]]:
    heading, _, *body = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
    return [dict(zip(heading, row, strict=True)) for row in body]


def examples(page: Path) -> list[Example]:
    """The report commands of a page, each with the table that follows it."""
    text = page.read_text(encoding="utf-8")
    commands = [match for match in _FENCE.finditer(text) if match["body"].startswith("renmai report")]
    return [Example(page.stem, match["body"].strip(), tables(text[match.end() :])[0]) for match in commands]
