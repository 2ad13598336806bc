"""A long list as a file to fetch: with what its asker may see when it is made, in the audit trail."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from renmai.analytics.cell import Cell
from renmai.analytics.hiding import shown_to
from renmai.analytics.lists.arrangement import Arrangement
from renmai.analytics.panel import Panel
from renmai.analytics.reports import check
from renmai.analytics.visible import scope_of
from renmai.domain.asking import read_question
from renmai.domain.look import Place, watching
from renmai.domain.periods import series_days
from renmai.domain.question import COMPANY, Question
from renmai.domain.scope import Scope
from renmai.output.file_name import file_name
from renmai.output.line_csv import write_line_csv
from renmai.output.line_export import Figures, Head, figures_of
from renmai.output.line_list import ListExport, WantedList, line_list
from renmai.output.line_workbook import write_line_workbook
from renmai.refresh import current_panel
from renmai.store.actions.exports import record_export
from renmai.store.actions.job import Details, forget_job
from renmai.store.actions.look import record_looks
from renmai.store.models import Job
from renmai.work.kinds import Errand, Result
from renmai.work.progress import ask_to_stop, forget_folder

KIND: Final = "export-line"
KEPT: Final = timedelta(days=1)
STEP: Final = "rows"


def to_ask(form: str, question: Mapping[str, str], wanted: WantedList, months: int, head: Head) -> Details:
    """What the job is asked; `question` is written as in an address, `months` is the length of the trend."""
    return {
        "form": form,
        "question": dict(question),
        "list": {
            "line": wanted.line,
            "cell": str(wanted.cell) if wanted.cell else "",
            "arrangement": asdict(wanted.arrangement),
            "columns": list(wanted.columns),
        },
        "months": months,
        "head": {key: value for key, value in asdict(head).items() if key != "exported_at"},
    }


@dataclass(frozen=True, slots=True)
class _Told:
    """What the file says."""

    panel: Panel
    question: Question
    wanted: WantedList
    head: Head
    rows: ListExport

    def figures(self, months: int) -> Figures | None:
        """None for the list behind one number."""
        if self.wanted.cell:
            return None
        days = series_days(self.question.as_of, months, self.question.period.months)
        return figures_of(self.panel, self.wanted.line, self.question, days)


def run(errand: Errand) -> Result:
    """Raises `RenmaiError` for what the asker may not see any more."""
    asked, panel = errand.job.asked, shown_to(current_panel(), errand.job.employee.code)
    today = timezone.localdate(errand.now)
    scope = scope_of(panel, errand.job.employee.code, today)
    question, wanted = question_of(asked, today, scope), _wanted(asked["list"])
    check(panel, wanted.line, question, scope)
    rows = line_list(panel, question, scope, wanted)
    told = _Told(panel, question, wanted, _head(asked["head"], errand), rows)
    name = file_name(told.head, question.as_of.isoformat(), asked["form"])
    with watching() as seen:
        _write(errand, name, told)
    record_looks(errand.job.employee.pk, {(owner, None) for owner, _ in seen}, Place.EXPORT, today)
    record_export(name, errand.job.employee.code, errand.now, asked=told.head.told(), rows=len(rows))
    return Result({"rows": len(rows), "sight": sight(scope)}, file=name)


def forget_old(now: datetime) -> None:
    """Remove jobs of this kind, and their files, a day after they were asked for: they hold personal data."""
    for job in Job.objects.filter(kind=KIND, created_at__lt=now - KEPT):
        ask_to_stop(job.pk, job.attempt)
        forget_folder(job.pk)
        forget_job(job)


def sight(scope: Scope) -> str:
    """A mark of what somebody may see: another one, another sight."""
    told = repr((scope.viewer, scope.everything, sorted(scope.employees), sorted(scope.teams), scope.hides))
    return hashlib.sha256(told.encode()).hexdigest()


def question_of(asked: Details, today: date, scope: Scope) -> Question:
    """The question of a job, to look whether its asker may still ask it."""
    return read_question(asked["question"], today, COMPANY, scope.viewer)


def _head(told: Mapping[str, Any], errand: Errand) -> Head:
    facts = [(label, value) for label, value in told["facts"]]
    return Head(**{**told, "facts": facts}, exported_at=timezone.localtime(errand.now))


def _wanted(told: Mapping[str, Any]) -> WantedList:
    how = told["arrangement"]
    conditions = tuple((name, value) for name, value in how["conditions"])
    return WantedList(
        told["line"],
        Cell.parse(told["cell"]) if told["cell"] else None,
        Arrangement(**{**how, "conditions": conditions}),
        tuple(told["columns"]),
    )


def _write(errand: Errand, name: str, told: _Told) -> None:
    """The file in the job's folder; an attempt that was interrupted may have begun it."""
    path, asked = errand.folder / name, errand.job.asked

    def progress(done: int, total: int) -> None:
        errand.report(STEP, done, total)

    if asked["form"] == "csv":
        with path.open("w", encoding="utf-8", newline="") as text:
            write_line_csv(told.rows, text, progress)
        return
    with path.open("wb") as stream:
        write_line_workbook(told.head, told.figures(asked["months"]), told.rows, stream, progress)
