"""What is told to a receiver in one channel: everything but what they switched off or snoozed."""

from collections.abc import Sequence

from renmai.domain.notices.base import Notice
from renmai.output.notices.gathering import Receiver, gathered
from renmai.store.models.notice import Channel
from renmai.store.wishes import muted, told_keys


def notices_for(receiver: Receiver, channel: Channel) -> list[Notice]:
    """As they stand at this moment, the latest day first."""
    return muted(receiver.employee, channel, receiver.today).rest(gathered(receiver), receiver.today)


def unseen(receiver: Receiver, notices: Sequence[Notice]) -> list[Notice]:
    """Those that the page has not shown yet."""
    seen = told_keys(receiver.employee, Channel.APP)
    return [notice for notice in notices if notice.key not in seen]


def to_mail(receiver: Receiver) -> list[Notice]:
    """Those that neither a letter nor the page has told yet."""
    told = told_keys(receiver.employee, Channel.APP, Channel.MAIL)
    return [notice for notice in notices_for(receiver, Channel.MAIL) if notice.key not in told]
