"""What became of a request for help: answered for who asked, brought to an end for who helped.

Of a blind request `who` is blank: the sentence says that a colleague answered.
"""

from collections.abc import Iterator
from datetime import date

from renmai.domain.help_request import HelpState
from renmai.domain.notices.base import Notice, NoticeKind, Place, key_of
from renmai.domain.notices.cases import Cases, HelpCase


def find(cases: Cases, today: date) -> Iterator[Notice]:
    """One for each thing that was said to the receiver about a request."""
    del today
    for case in cases.help:
        for told, day in _told(case):
            yield Notice(
                kind=NoticeKind.HELP_ANSWERED,
                told=told,
                day=day,
                key=key_of(NoticeKind.HELP_ANSWERED, case.code, told),
                place=Place.HELP,
                code=case.code,
                names=(case.person,),
                who=(case.who,) if case.who else (),
            )


def _told(case: HelpCase) -> Iterator[tuple[str, date]]:
    if case.of_receiver:
        if case.state is HelpState.CLOSED and case.closed_on:
            yield ("thanked" if case.is_thanked else "closed"), case.closed_on
        return
    if case.state is HelpState.DECLINED and case.answered_on:
        yield "declined", case.answered_on
    if case.state is HelpState.ACCEPTED and case.answered_on:
        yield "accepted", case.answered_on
    if case.insight_on and case.state is HelpState.ACCEPTED:
        yield "insight", case.insight_on
