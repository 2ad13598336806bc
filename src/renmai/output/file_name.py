"""What a file that is downloaded is called: readable, and a name on every system."""

import re
from typing import Final

from renmai.output.line_export import Head

_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
LONGEST: Final = 80


def file_name(head: Head, day: str, ending: str) -> str:
    """Line, list and view in the user's language, the day, and the ending."""
    parts = [head.title, head.name, head.view, day]
    words = "-".join(_FORBIDDEN.sub(" ", part).strip(" .") for part in parts if part)
    return f"{words[:LONGEST].strip(' .-')}.{ending}"
