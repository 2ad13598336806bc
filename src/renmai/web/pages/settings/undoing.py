"""Taking a saved form back: the same form again, with what was shown before."""

import json

from renmai.store.cells import Cells
from renmai.web.notices import Undo


def back(url: str, shown: Cells, saved: Cells) -> Undo | None:
    """The form that brings back what a saved one changed; None where it changed nothing."""
    before = {name: shown[name] for name in saved}
    return Undo(url, {**before, "seen": json.dumps(dict(saved))}) if before != dict(saved) else None
