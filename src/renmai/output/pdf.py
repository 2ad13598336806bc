"""HTML as PDF, with embedded fonts and nothing fetched from anywhere."""

import re
from threading import Lock
from typing import Any, Final

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.output.fonts import chinese_families

_one_at_a_time: Final = Lock()
"""Laying out pages takes seconds of a processor; the other threads go on answering."""

_LONG: Final = re.compile(r">[^<]{300}")
_FIXED: Final = "table { table-layout: fixed !important; width: 100% }"
"""Columns as wide as each other: to find how narrow a long note could be takes minutes, by the square of its length."""


def write_pdf(html: str, style: str, *, drawings: bool = False) -> bytes:
    """The document as PDF. `style` is its only style sheet; links and images are not followed.

    `drawings`: images that the document itself holds (`data:`) are drawn.

    Raises `RenmaiError`: CANNOT_PRINT where the system lacks Pango, NO_CHINESE_FONT.
    """
    return _lay_out(html, style, ("data",) if drawings else ())


def _lay_out(html: str, style: str, protocols: tuple[str, ...]) -> bytes:
    printer = _printer()
    styles = (style, _fonts(chinese_families()), columns_of(html))
    refuse = printer.urls.URLFetcher(allowed_protocols=protocols)
    with _one_at_a_time:
        sheets = [printer.CSS(string=text, url_fetcher=refuse) for text in styles]
        document = printer.HTML(string=html, url_fetcher=refuse)
        written: bytes = document.write_pdf(stylesheets=sheets, pdf_tags=True)
        return written


def columns_of(html: str) -> str:
    """How columns share the width: by what is in them, unless a text is too long to be measured."""
    return _FIXED if _LONG.search(html) else ""


def _printer() -> Any:
    """WeasyPrint, which loads Pango from the system: the server starts without it."""
    try:
        import weasyprint  # type: ignore[import-untyped]  # noqa: PLC0415 -- only who prints needs Pango
    except OSError as missing:
        raise RenmaiError(ErrorCode.CANNOT_PRINT) from missing
    return weasyprint


def _fonts(families: dict[str, str]) -> str:
    """Each way of writing Chinese in its own shapes, whatever the page's language."""
    rules = [f'html, :lang(en) {{ font-family: "{families["zh-Hans"]}", sans-serif }}']
    rules += [f':lang({lang}) {{ font-family: "{family}", sans-serif }}' for lang, family in families.items()]
    return "\n".join(rules)
