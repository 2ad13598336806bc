"""Tactics written, changed, retired, copied and shared (spec 1.7, 4.2).

The audit trail tells what was shared with others. Of a private copy it tells that there was one, and no word of it:
administrators read the trail.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.stance import DEGREES
from renmai.domain.strategies.base import Strategy
from renmai.domain.tactics import BY_CODE, Target, joined
from renmai.store.actions.keeping import changed_by
from renmai.store.actions.revision import Recording, recording
from renmai.store.models import Employee, Tactic

FILE: Final = "tactics"
"""Not in the bundle, but in the audit trail like every other file."""
LONGEST_NAME: Final = 80
LONGEST_HOW: Final = 2000
MOST_COPIES: Final = 200
"""Copies of one employee, retired ones too."""
WRITTEN: Final = ("strategy", "name", "how", "degrees", "targets")
"""What people write of a tactic."""
PRIVATE: Final = frozenset({"code", "owner", "shared", "retired"})
"""What the trail may tell of a copy that nobody else may read."""

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A tactic as it shall read. Blank `name` and `how` of a standard are the standard's own."""

    strategy: str
    name: str
    how: str
    degrees: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()

    @property
    def cells(self) -> dict[str, str]:
        return {
            "strategy": self.strategy,
            "name": self.name,
            "how": self.how,
            "degrees": joined(self.degrees),
            "targets": joined(self.targets),
        }


def is_company_tactic(code: str) -> bool:
    """Whether a step may follow it: a standard, or one that the company wrote, retired or not."""
    return code in BY_CODE or Tactic.unscoped.filter(owner=None, code=code).exists()


def add_tactic(draft: Draft, *, by: Employee, now: datetime) -> str:
    """Write a tactic of the company's own; its code.

    Raises `RenmaiError` with the `column` that cannot be so: MISSING_VALUE, BAD_VALUE, TOO_LONG.
    """
    checked = _checked(draft)
    with recording("add tactic", by.code, now) as record:
        row = Tactic(code=f"TC-{record.number}")
        _write(record, row, checked.cells, None)
        return row.code


def change_tactic(code: str, draft: Draft, seen: Cells, *, by: Employee, now: datetime) -> bool:
    """Write a tactic anew: the company's (by an administrator), or one's own copy. False: it is so already.

    `seen` are the cells that were shown. Raises `ConflictError` for what somebody changed meanwhile, and
    `RenmaiError` UNKNOWN_TACTIC for somebody else's, MISSING_VALUE, BAD_VALUE, TOO_LONG.
    """
    with recording("change tactic", by.code, now) as record:
        row = _row(code, by)
        before = cells_of(row) if row.pk else None
        held = before or _standard(code)
        checked = _checked(replace(draft, strategy=row.strategy), may_be_blank=code in BY_CODE)
        changed = {name: cell for name, cell in checked.cells.items() if cell != seen.get(name, held[name])}
        for name, cell in changed.items():
            if row.pk and name in seen and held[name] not in (seen[name], cell):
                raise changed_by(row.revision, name, was=seen[name], now=held[name], file=FILE)
        return _write(record, row, {**held, **changed}, before)


def retire_tactic(code: str, *, retired: bool, by: Employee, now: datetime) -> bool:
    """Offer a tactic no more, or again. False: it is so already. Raises `RenmaiError` UNKNOWN_TACTIC."""
    with recording("retire tactic" if retired else "bring back tactic", by.code, now) as record:
        row = _row(code, by)
        before = cells_of(row) if row.pk else None
        held = before or _standard(code)
        return _write(record, row, {**held, "retired": _flag(retired)}, before)


def copy_tactic(code: str, draft: Draft, *, by: Employee, now: datetime) -> str:
    """Keep one's own version of a tactic of the company or of a colleague who shares it; its code.

    It is private until it is shared. Raises `RenmaiError`: UNKNOWN_TACTIC for what may not be read, TOO_MANY_TACTICS,
    and as `add_tactic`.
    """
    with recording("copy tactic", by.code, now) as record:
        strategy, origin = _source(code, by)
        checked = _checked(replace(draft, strategy=strategy))
        if Tactic.unscoped.filter(owner=by).count() >= MOST_COPIES:
            raise RenmaiError(ErrorCode.TOO_MANY_TACTICS, most=MOST_COPIES)
        row = Tactic(code=f"TC-{record.number}", owner=by, copied_from=origin)
        _write(record, row, checked.cells, None)
        return row.code


def share_tactic(code: str, *, shared: bool, by: Employee, now: datetime) -> bool:
    """Let every colleague with customers read one's own copy, or nobody. False: it is so already.

    Raises `RenmaiError` UNKNOWN_TACTIC for what is no copy of `by`.
    """
    with recording("share tactic" if shared else "unshare tactic", by.code, now) as record:
        row = Tactic.unscoped.filter(code=code, owner=by).first()
        if row is None:
            raise _unknown(code)
        before = cells_of(row)
        return _write(record, row, {**before, "shared": _flag(shared)}, before)


def cells_of(row: Tactic) -> dict[str, str]:
    """The tactic as it is stored, as cells."""
    return {
        "code": row.code,
        **{name: getattr(row, name) for name in WRITTEN},
        "owner": row.owner.code if row.owner else "",
        "copied_from": row.copied_from,
        "shared": _flag(row.shared),
        "retired": _flag(row.retired),
    }


def _row(code: str, by: Employee) -> Tactic:
    """The company's tactic, which may still be a standard without a row, or the employee's own copy."""
    row = Tactic.unscoped.select_related("revision", "owner").filter(code=code).first()
    if row is None and code in BY_CODE:
        return Tactic(code=code, strategy=BY_CODE[code].strategy.value)
    if row is None or (row.owner and row.owner != by):
        raise _unknown(code)
    return row


def _source(code: str, reader: Employee) -> tuple[str, str]:
    """The strategy of what is copied, and the company's tactic behind it."""
    row = Tactic.objects.open_to(reader).filter(code=code).first()
    if row is not None:
        return row.strategy, row.copied_from or row.code
    if code in BY_CODE:
        return BY_CODE[code].strategy.value, code
    raise _unknown(code)


def _standard(code: str) -> dict[str, str]:
    """The cells of a standard that nobody changed."""
    standard = BY_CODE[code]
    own = {"code": code, "owner": "", "copied_from": "", "shared": "no", "retired": "no"}
    draft = Draft(standard.strategy.value, "", "", standard.degrees, tuple(one.value for one in standard.targets))
    return {**own, **draft.cells}


def _write(record: Recording, row: Tactic, wanted: Cells, before: Cells | None) -> bool:
    """Keep the row with these cells, unless they are what it has, or what its standard says."""
    held = before or (_standard(row.code) if row.code in BY_CODE else None)
    for name in WRITTEN:
        setattr(row, name, wanted[name])
    row.shared, row.retired = wanted.get("shared") == "yes", wanted.get("retired") == "yes"
    after = cells_of(row)
    if after == held:
        return False
    row.revision_id = record.number
    row.save()
    record.audit(FILE, [row.code], _told(before), _told(after))
    return True


def _told(cells: Cells | None) -> Cells | None:
    """What the trail may say: of a private copy no word that its owner wrote."""
    if cells is None or not cells["owner"] or cells["shared"] == "yes":
        return cells
    return {name: cell for name, cell in cells.items() if name in PRIVATE}


def _checked(draft: Draft, *, may_be_blank: bool = False) -> Draft:
    if draft.strategy not in {one.value for one in Strategy}:
        raise RenmaiError(ErrorCode.BAD_VALUE, column="strategy", name="strategy", value=draft.strategy[:LONGEST_NAME])
    texts = {"name": " ".join(draft.name.split()), "how": draft.how.replace("\r\n", "\n").strip()}
    for name, longest in (("name", LONGEST_NAME), ("how", LONGEST_HOW)):
        _check_text(name, texts[name], longest)
    if not (texts["name"] or may_be_blank):
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="name")
    # A degree is somebody's.
    if draft.degrees and not draft.targets:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="targets")
    return replace(
        draft,
        **texts,
        degrees=_chosen("degrees", draft.degrees, DEGREES),
        targets=_chosen("targets", draft.targets, tuple(one.value for one in Target)),
    )


def _check_text(column: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise RenmaiError(ErrorCode.TOO_LONG, column=column, longest=longest)
    if not text.replace("\n", " ").replace("\t", " ").isprintable():
        raise RenmaiError(ErrorCode.BAD_VALUE, column=column, name=column, value=text[:LONGEST_NAME].replace("\0", " "))


def _chosen(column: str, given: tuple[str, ...], choices: tuple[str, ...]) -> tuple[str, ...]:
    """Each once, in their usual order."""
    wrong = next((one for one in given if one not in choices), None)
    if wrong is not None:
        raise RenmaiError(ErrorCode.BAD_VALUE, column=column, name=column, value=wrong[:LONGEST_NAME])
    return tuple(one for one in choices if one in given)


def _flag(value: bool) -> str:
    return "yes" if value else "no"


def _unknown(code: str) -> RenmaiError:
    return RenmaiError(ErrorCode.UNKNOWN_TACTIC, column="tactic", tactic=code)
