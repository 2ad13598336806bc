"""Who may look at what (spec 1.4)."""

from dataclasses import dataclass

from renmai.domain.question import View, ViewKind


@dataclass(frozen=True, slots=True)
class Scope:
    """What one viewer may see. Empty by default: nothing is seen that is not granted.

    `employees` are the codes whose personal views are open to the viewer (the viewer included),
    `teams` the codes of the teams. `everything` is for executives, administrators and the
    command line. A customer may be seen on a day if one of `employees` owned it on that day. Who `hides` from
    the private network is told nobody's relations by name but their own.
    """

    viewer: str | None = None
    everything: bool = False
    employees: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    hides: bool = False

    def sees(self, view: View) -> bool:
        """Whether the view is open; existence of its team or employee is checked elsewhere."""
        if self.everything:
            return True
        if view.kind is ViewKind.TEAM:
            return view.code in self.teams
        return view.kind is ViewKind.PERSONAL and view.code in self.employees


EVERYTHING = Scope(everything=True)
NOTHING = Scope()
