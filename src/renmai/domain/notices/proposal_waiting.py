"""An agent proposed something, and one is asked whether it is to be."""

from collections.abc import Iterator
from datetime import date

from renmai.domain.notices.base import Notice, NoticeKind, Place, key_of, once
from renmai.domain.notices.cases import Cases
from renmai.domain.notices.grouping import grouped


def find(cases: Cases, today: date) -> Iterator[Notice]:
    """One notice for what was proposed on one day; what is in it stands on the page of proposals alone."""
    del today
    for day, proposals in grouped(cases.proposals, lambda one: one.proposed_on):
        yield Notice(
            kind=NoticeKind.PROPOSAL_WAITING,
            told="waiting",
            day=day,
            key=key_of(NoticeKind.PROPOSAL_WAITING, *sorted(one.code for one in proposals)),
            place=Place.PROPOSALS,
            names=once(one.through for one in proposals),
            count=len(proposals),
        )
