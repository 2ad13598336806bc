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
    "strategy": '<path d="M5 21V3.5M5 4.5h13l-3 4 3 4H5"/>',
    "team": (
        '<circle cx="12" cy="7" r="3"/><circle cx="5" cy="10" r="2.2"/><circle cx="19" cy="10" r="2.2"/>'
        '<path d="M6.5 20c.3-4 2.3-6 5.5-6s5.2 2 5.5 6M2 17.5c.2-2 1-3.2 3-3.6M22 17.5c-.2-2-1-3.2-3-3.6"/>'
    ),
    "network": ('<circle cx="9" cy="12" r="6.2"/><circle cx="15" cy="12" r="6.2"/>'),
    "today": '<path d="M4 5.5h16V21H4zM8 3v4M16 3v4M8.2 13.8l2.6 2.6 5-5.2"/>',
    "import": '<path d="M12 15.5V3.5M7.5 8 12 3.5 16.5 8M3.5 15v5.5h17V15"/>',
    "settings": (
        '<circle cx="12" cy="12" r="3.2"/><path d="M12 2.8v3M12 18.2v3M2.8 12h3M18.2 12h3M5.5 5.5l2.1 2.1'
        'M16.4 16.4l2.1 2.1M18.5 5.5l-2.1 2.1M7.6 16.4l-2.1 2.1"/>'
    ),
    "audit": '<path d="M5 3.5h14v17H5zM8.5 8h7M8.5 12h7M8.5 16h4"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "bell": ('<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.8 2H4.2zM12 3v2M9.8 18.5a2.3 2.3 0 0 0 4.4 0"/>'),
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "minus": '<path d="M5 12h14"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "check": '<path d="m4.5 12.5 5 5 10-11"/>',
    "help": (
        '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.3c.2-1.6 1.2-2.4 2.6-2.4 1.5 0 2.6 1 2.6 2.3'
        ' 0 2-2.6 2.2-2.6 4.3M12.1 16.9v.2"/>'
    ),
    "edit": '<path d="M4 20h4L19.5 8.5l-4-4L4 16zM13 7l4 4"/>',
    "undo": '<path d="M8.5 5 4 9.5 8.5 14M4 9.5h10a5.5 5.5 0 0 1 0 11h-3"/>',
    "redo": '<path d="m15.5 5 4.5 4.5-4.5 4.5M20 9.5H10a5.5 5.5 0 0 0 0 11h3"/>',
    "fit": '<path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"/>',
    "download": '<path d="M12 3.5v12M7.5 11l4.5 4.5 4.5-4.5M3.5 15v5.5h17V15"/>',
    "filter": '<path d="M3.5 5h17l-6.5 8v6l-4-2v-4z"/>',
    "columns": '<path d="M4 4.5h16v15H4zM9.5 4.5v15M14.5 4.5v15"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 6.8V12l3.5 2.2"/>',
    "lock": '<path d="M5.5 11h13v9.5h-13zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11"/>',
    "me": (
        '<circle cx="12" cy="12" r="9"/><circle cx="12" cy="10" r="3"/><path d="M6.5 18.5c.8-2.8 2.8-4 5.5-4'
        's4.7 1.2 5.5 4"/>'
    ),
    "globe": ('<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c5 5.5 5 12.5 0 18M12 3c-5 5.5-5 12.5 0 18"/>'),
    "theme": '<circle cx="12" cy="12" r="9"/><path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor"/>',
    "leave": '<path d="M10 4H5v16h5M9.5 12H21M17 8l4 4-4 4"/>',
    "up": '<path d="m7 14 5-5 5 5"/>',
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
