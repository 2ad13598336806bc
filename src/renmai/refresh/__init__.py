"""From the store to the panel: load it once, then splice what changed (spec 5.2).

`current_panel` is what every face asks before it answers: one indexed read tells whether the
database has moved on, and only the customers that changed are read again. A figure is therefore
never older than the question.
"""

from renmai.refresh.panel import current_panel, forget, load_first_panel

__all__ = ["current_panel", "forget", "load_first_panel"]
