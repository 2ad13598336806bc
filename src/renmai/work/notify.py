"""Sending what is due: digests to employees, counts to groups. May be run at any time, any number of times.

Every message is claimed before it is made (`store.actions.delivery`), so that two runs at once send it
once. A message that surely did not leave is tried again by a later run; one that may have left is not.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone, translation

from renmai.analytics.panel import Panel
from renmai.analytics.visible import scope_of
from renmai.domain.errors import RenmaiError
from renmai.domain.notices.digest import period_of
from renmai.domain.notices.robot import Robot
from renmai.output.notices.gathering import Receiver
from renmai.output.notices.letter import letter, mail_address
from renmai.output.notices.mailing import RefusedError, UncertainError, UnreachableError, send
from renmai.output.notices.problems import no_base_url, unexpected
from renmai.output.notices.telling import to_mail
from renmai.output.webhooks import posting
from renmai.output.webhooks.counting import counts, message
from renmai.output.webhooks.message import Message
from renmai.refresh import current_panel
from renmai.store.actions.delivery import Outcome, claim, note_failed, note_nothing, note_run, note_sent
from renmai.store.actions.notice import forget_told
from renmai.store.models import Account, Delivery, DeliveryState, Employee
from renmai.store.wishes import Wish, wish_of
from renmai.wording.errors import sentence

log = logging.getLogger(__name__)

EVERY: Final = 600.0
"""Seconds between looks of the worker."""
SETTLED: Final = (DeliveryState.SENT, DeliveryState.NOTHING)


@dataclass(slots=True)
class _Run:
    """One run: its moment, what it sent, and what stood in its way."""

    now: datetime
    today: date
    panel: Panel
    mails: int = 0
    posts: int = 0
    problems: list[str] = field(default_factory=list)


def is_configured() -> bool:
    """Whether there is anywhere to send to."""
    return bool(settings.MAIL.host or settings.ROBOTS)


def notify() -> Outcome:
    """Send everything that is due now, and remember the run. Nothing is raised for what cannot be sent."""
    now = timezone.now()
    run = _Run(now, timezone.localdate(), current_panel())
    if settings.BASE_URL:
        _send_all(run)
    else:
        run.problems.append(no_base_url())
    outcome = Outcome(run.mails, run.posts, run.problems)
    note_run(outcome, timezone.now())
    forget_told(now)
    return outcome


def _send_all(run: _Run) -> None:
    if settings.MAIL.host:
        _mail_all(run)
    for robot in settings.ROBOTS:
        _post(run, robot)


def _mail_all(run: _Run) -> None:
    try:
        for employee, wish, period in _due(run):
            _mail(run, employee, wish, period)
    except UnreachableError as error:
        run.problems.append(f"{settings.MAIL.host}: {error}")


def _due(run: _Run) -> Iterator[tuple[Employee, Wish, str]]:
    """Who can sign in, has an address, wants a digest in a period that has none yet."""
    local = timezone.localtime(run.now)
    done = set(Delivery.objects.filter(state__in=SETTLED).values_list("receiver", "period"))
    accounts = Account.objects.filter(is_active=True).exclude(employee=None)
    for account in accounts.select_related("employee__notice_wish").order_by("employee__code"):
        employee = account.employee
        assert employee is not None  # noqa: S101 the query leaves out accounts of nobody
        wish = wish_of(getattr(employee, "notice_wish", None))
        period = period_of(wish.digest, wish.hour, local)
        if period and mail_address(employee) and (f"mail:{employee.pk}", period) not in done:
            yield employee, wish, period


def _mail(run: _Run, employee: Employee, wish: Wish, period: str) -> None:
    try:
        receiver = Receiver(employee, scope_of(run.panel, employee.code, run.today), run.today, run.panel)
    except RenmaiError:
        return  # not in service today
    delivery = claim(f"mail:{employee.pk}", period, run.now)
    if delivery is None:
        return
    with _told(run, delivery, employee.code):
        notices = to_mail(receiver)
        if not notices:
            note_nothing(delivery, timezone.now())
            return
        with translation.override(wish.language):
            written = letter(employee, notices)
        send(written)
        note_sent(delivery, employee, notices, timezone.now())
        run.mails += 1


def _post(run: _Run, robot: Robot) -> None:
    period = period_of(robot.cadence, robot.hour, timezone.localtime(run.now))
    delivery = claim(f"robot:{robot.code}", period, run.now) if period else None
    if delivery is None:
        return
    with _told(run, delivery, robot.code):
        told = counts(run.panel, robot.view, run.today)
        if told.is_nothing:
            note_nothing(delivery, timezone.now())
            return
        with translation.override(robot.language or settings.LANGUAGE_CODE):
            words = message(run.panel, robot.view, told)
        say(robot, words)
        note_sent(delivery, None, (), timezone.now())
        run.posts += 1


def say(robot: Robot, words: Message) -> None:
    """Post it now. Raises what `output.webhooks.posting` raises."""
    posting.post(robot, words, time.time(), may_be_private=settings.ROBOTS_MAY_BE_PRIVATE)


@contextmanager
def _told(run: _Run, delivery: Delivery, receiver: str) -> Iterator[None]:
    """What stands in the way of one message is told, and keeps none of the others back.

    Only an unreachable mail server is raised: no other letter would leave either.
    """
    try:
        yield
    except (UncertainError, posting.UncertainError) as error:
        run.problems.append(f"{receiver}: {error}")  # it stays claimed: it may have arrived
    except (RefusedError, posting.UnpostedError) as error:
        run.problems.append(f"{receiver}: {error}")
        note_failed(delivery, timezone.now())
    except RenmaiError as error:
        run.problems.append(f"{receiver}: {sentence(error)}")
        note_failed(delivery, timezone.now())
    except UnreachableError:
        note_failed(delivery, timezone.now())
        raise
    except Exception:
        log.exception("the message to %s failed", receiver)
        run.problems.append(f"{receiver}: {unexpected()}")
        note_failed(delivery, timezone.now())


class Regularly:
    """Looks what is to be sent every few minutes, for a worker that has other work as well."""

    def __init__(self) -> None:
        self._last = -EVERY

    def look(self) -> None:
        if not is_configured() or time.monotonic() - self._last < EVERY:
            return
        self._last = time.monotonic()
        try:
            for problem in notify().problems:
                log.warning("a notice could not be sent: %s", problem)
        except DatabaseError:
            raise
        except Exception:
            # Imports and exports go on whatever stands in the way of a letter.
            log.exception("notices were not sent")
