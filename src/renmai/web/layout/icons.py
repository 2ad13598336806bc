"""The icons, drawn on a grid of 24 with one stroke width."""

from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

PATHS: Final = {
    "customer": (
        '<path d="M4 21V5.5L12 3v18M12 9.5h8V21M2.5 21h19M7.2 8.5h1.6M7.2 12.5h1.6M7.2 16.5h1.6'
        'M15.2 13.5h1.6M15.2 17h1.6"/>'
    ),
    "key-person": '<circle cx="12" cy="7.5" r="4"/><path d="M4.5 21c.3-4.6 3.2-7 7.5-7s7.2 2.4 7.5 7"/>',
    "decision-chain": (
        '<path d="M2.5 12h14.5M13.5 8l4 4-4 4M21 6.5v11M6.5 12 3.5 6M6.5 12l-3 6M11.5 12l-3-6M11.5 12l-3 6"/>'
    ),
    "influence": (
        '<circle cx="6" cy="12" r="2.6"/><circle cx="18" cy="5.5" r="2.6"/><circle cx="18" cy="18.5'
        '" r="2.6"/><path d="m8.4 10.8 7.2-4M8.4 13.2l7.2 4"/>'
    ),
    "globe": ('<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c5 5.5 5 12.5 0 18M12 3c-5 5.5-5 12.5 0 18"/>'),
    "theme": '<circle cx="12" cy="12" r="9"/><path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor"/>',
    "leave": '<path d="M10 4H5v16h5M9.5 12H21M17 8l4 4-4 4"/>',
    "down": '<path d="m7 10 5 5 5-5"/>',
    "right": '<path d="m9.5 6.5 5.5 5.5-5.5 5.5"/>',
    "left": '<path d="M14.5 6.5 9 12l5.5 5.5"/>',
    "calendar": '<path d="M4 6h16v14H4zM4 10.5h16M8.5 3.5v4M15.5 3.5v4"/>',
    "star": '<path d="m12 3.6 2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8-4.2-4.1 5.8-.8z"/>',
}
MARK: Final = (
    '<path d="M16 8.5c0 7-3.6 12-9 16.5M16.4 13c1.2 5 4.2 9 8.6 11.5" fill="none" stroke="currentColor"'
    ' stroke-width="2.5" stroke-linecap="round"/><circle cx="16" cy="6" r="3.3" fill="currentColor"/>'
    '<circle cx="6.6" cy="25.6" r="3.3" fill="currentColor"/>'
    '<circle cx="25.4" cy="25.6" r="2.7" fill="none" stroke="currentColor" stroke-width="2"/>'
)


def drawing(name: str, size: int) -> SafeString:
    """An icon as decoration: the words beside it say what it means."""
    if name == "mark":
        return format_html(
            '<svg class="icon" width="{0}" height="{0}" viewBox="0 0 32 32" aria-hidden="true">{1}</svg>',
            size,
            mark_safe(MARK),  # noqa: S308 -- a constant of this module
        )
    return format_html(
        '<svg class="icon" width="{0}" height="{0}" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        ' stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{1}</svg>',
        size,
        mark_safe(PATHS[name]),  # noqa: S308 -- a constant of this module
    )
