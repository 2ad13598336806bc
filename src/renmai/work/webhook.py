"""Telling webhooks what changed: each in the order of the revisions, until it has taken what it was told.

At least once: whoever is killed after sending sends the same again. What a webhook does not take keeps back only what
comes after it for the same webhook.
"""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext

from renmai.domain.webhook import TRIAL
from renmai.output.webhooks.posting import UncertainError, UnpostedError, exchange
from renmai.output.webhooks.signing import body_of, event_id, headers_of, secret_of
from renmai.store.actions.webhook import (
    claim_webhook,
    note_call,
    note_failed,
    note_passed,
    release_webhook,
)
from renmai.store.models import Revision, Webhook
from renmai.store.webhook import Told, events_of, host_of, waiting_for

log = logging.getLogger(__name__)
EVERY: Final = 5.0
"""Seconds between looks of the worker."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Whether the address took what it was told; `status` is None where there was no answer."""

    is_taken: bool
    status: int | None
    problem: str = ""


def tell_all() -> list[str]:
    """Tell every webhook what waits for it; what stood in the way."""
    problems = []
    for webhook in Webhook.objects.filter(off_at=None).order_by("pk"):
        claimed = claim_webhook(webhook, timezone.now())
        if claimed is None:
            continue
        try:
            problems += [f"{host_of(claimed.url)} {problem}" for problem in _tell(claimed)]
        finally:
            release_webhook(claimed)
    return problems


def _tell(webhook: Webhook) -> Iterator[str]:
    """Until nothing waits, or the first that is not taken."""
    passed = webhook.told
    while waiting := list(waiting_for(webhook)):
        for told in waiting:
            passed = told.revision.number
            if not told.events:
                continue
            answered = _send(webhook, told)
            if not answered.is_taken:
                yield answered.problem
                if note_failed(webhook, timezone.now()):
                    log.warning("webhook %s was given up", webhook.pk)
                return
            note_passed(webhook, passed, timezone.now())
        note_passed(webhook, passed, timezone.now())


def again(webhook: Webhook, revision: Revision) -> Answered:
    """Tell of a revision once more, out of turn."""
    return _send(webhook, Told(revision, events_of(revision, webhook.events)))


def trial(webhook: Webhook) -> Answered:
    """Tell that this is a trial, of no revision."""
    now = timezone.now()
    return _post(webhook, None, f"trial-{int(now.timestamp())}", body_of("trial", None, now, [{"event": TRIAL}]))


def _send(webhook: Webhook, told: Told) -> Answered:
    number = told.revision.number
    identity = event_id(webhook, number)
    return _post(webhook, number, identity, body_of(identity, number, told.revision.recorded_at, told.events))


def _post(webhook: Webhook, number: int | None, identity: str, body: bytes) -> Answered:
    headers = headers_of(secret_of(webhook), identity, body, time.time())
    try:
        status, _ = exchange(webhook.url, body, headers, may_be_private=settings.ROBOTS_MAY_BE_PRIVATE)
    except (UnpostedError, UncertainError) as error:
        answered = Answered(is_taken=False, status=None, problem=str(error))
    else:
        told = gettext("the answer has status %(status)s") % {"status": status}
        is_good = 200 <= status < 300
        answered = Answered(is_good, status, "" if is_good else told)
    is_taken, problem = answered.is_taken, answered.problem
    note_call(webhook, number, timezone.now(), is_taken=is_taken, status=answered.status, problem=problem)
    return answered


class Webhooks:
    """Looks what is to be told every few seconds, for a worker that has other work as well."""

    def __init__(self) -> None:
        self._last = -EVERY

    def look(self) -> None:
        if time.monotonic() - self._last < EVERY:
            return
        self._last = time.monotonic()
        try:
            for problem in tell_all():
                log.warning("a webhook was not told: %s", problem)
        except DatabaseError:
            raise
        except Exception:
            # Imports and exports go on whatever another program answers.
            log.exception("webhooks were not told")
