"""What tactics there are for a reader: the company's, one's own copies, and those that colleagues share (spec 1.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from renmai.domain.strategies.base import Strategy
from renmai.domain.tactics import BY_CODE, STANDARDS, Target, parted
from renmai.store.models import Employee, Tactic

ORDER: Final = {tactic.code: at for at, tactic in enumerate(STANDARDS)}


@dataclass(frozen=True, slots=True)
class Template:
    """One tactic. Blank `name` and `how` are the standard's, in the reader's language.

    `owner` is the name of whose copy it is, blank: the company's; `root` the code of the company's tactic that steps
    keep: the tactic itself, or the one that a copy adapts.
    """

    code: str
    strategy: str
    name: str
    how: str
    degrees: tuple[str, ...]
    targets: tuple[Target, ...]
    root: str
    owner: str = ""
    is_mine: bool = False
    shared: bool = False
    retired: bool = False

    @property
    def says_the_standard(self) -> bool:
        """Whether nothing of a standard is changed but that it may be retired."""
        one = BY_CODE.get(self.code)
        written = (self.name, self.how, self.degrees, self.targets)
        return one is not None and written == ("", "", one.degrees, one.targets)


def company_tactics() -> list[Template]:
    """The standards as the company changed them, then its own. One statement."""
    rows = Tactic.objects.company()
    return _merged([_template(row) for row in rows])


def playbook_of(reader: Employee) -> list[Template]:
    """Everything that the reader may see: the company's first, then copies by name. One statement."""
    rows = Tactic.objects.open_to(reader).select_related("owner")
    found = [_template(row, reader) for row in rows]
    copies = sorted((one for one in found if one.owner), key=lambda one: (not one.is_mine, one.owner, one.name))
    return [*_merged([one for one in found if not one.owner]), *copies]


def template_of(code: str, reader: Employee) -> Template | None:
    """One of those, None for what is not there or not for this reader. One statement."""
    row = Tactic.objects.open_to(reader).select_related("owner").filter(code=code).first()
    if row is not None:
        return _template(row, reader)
    return _standard(code) if code in BY_CODE else None


def _merged(rows: Sequence[Template]) -> list[Template]:
    changed = {row.code: row for row in rows}
    own = sorted((row for row in rows if row.code not in BY_CODE), key=lambda one: (one.name, one.code))
    every = [*(changed.get(one.code) or _standard(one.code) for one in STANDARDS), *own]
    order = [strategy.value for strategy in Strategy]
    return sorted(every, key=lambda one: (order.index(one.strategy), ORDER.get(one.code, len(ORDER))))


def _standard(code: str) -> Template:
    one = BY_CODE[code]
    return Template(code, one.strategy.value, "", "", one.degrees, one.targets, code)


def _template(row: Tactic, reader: Employee | None = None) -> Template:
    return Template(
        code=row.code,
        strategy=row.strategy,
        name=row.name,
        how=row.how,
        degrees=parted(row.degrees),
        targets=tuple(Target(one) for one in parted(row.targets)),
        root=row.copied_from or row.code,
        owner=row.owner.name if row.owner else "",
        is_mine=reader is not None and row.owner_id == reader.pk,
        shared=row.shared,
        retired=row.retired,
    )
