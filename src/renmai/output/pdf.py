"""HTML as PDF, with embedded fonts and nothing fetched from anywhere."""

from threading import Lock
from typing import Any, Final

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.output.fonts import chinese_families

_one_at_a_time: Final = Lock()
"""Laying out pages takes seconds of a processor; the other threads go on answering."""


def write_pdf(html: str, style: str, *, drawings: bool = False) -> bytes:
    """The document as PDF. `style` is its only style sheet; links and images are not followed.

    `drawings`: images that the document itself holds (`data:`) are drawn.

    Raises `RenmaiError`: CANNOT_PRINT where the system lacks Pango, NO_CHINESE_FONT.
    """
    printer = _printer()
    families = chinese_families()
    refuse = printer.urls.URLFetcher(allowed_protocols=("data",) if drawings else ())
    with _one_at_a_time:
        sheets = [printer.CSS(string=text, url_fetcher=refuse) for text in (style, _fonts(families))]
        document = printer.HTML(string=html, url_fetcher=refuse)
        written: bytes = document.write_pdf(stylesheets=sheets, pdf_tags=True)
        return written


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
