"""A colleague asks for help with somebody whom one can sway."""

from collections.abc import Iterator
from datetime import date

from renmai.domain.help_request import HelpState
from renmai.domain.notices.base import Notice, NoticeKind, Place, key_of
from renmai.domain.notices.cases import Cases


def find(cases: Cases, today: date) -> Iterator[Notice]:
    """One for each request that waits for an answer."""
    del today
    for case in cases.help:
        if case.of_receiver and case.state is HelpState.ASKED:
            yield Notice(
                kind=NoticeKind.HELP_ASKED,
                told="asked",
                day=case.asked_on,
                key=key_of(NoticeKind.HELP_ASKED, case.code),
                place=Place.HELP,
                code=case.code,
                names=(case.person,),
                who=(case.who,),
            )
