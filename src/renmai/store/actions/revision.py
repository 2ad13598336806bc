"""One recorded action: transaction, lock, revision, changed customers, audit trail (spec 5.2)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import OperationalError, connection, transaction
from django.db.models import Max

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.models import AuditEntry, ChangedCustomer, Revision
from renmai.store.replicas import PRIMARY, reading_facts_from

MANY_CUSTOMERS: Final = 2000
"""Above this it costs a panel less to load everything than to splice."""
BATCH: Final = 2000
_LOCK: Final = 0x52454E4D4149

Cells = Mapping[str, str]


@dataclass(slots=True)
class Recording:
    """What an action notes while it writes.

    The revision is made on first use of `number`: an action that changes nothing leaves none.
    """

    action: str
    actor: str
    now: datetime
    everything: bool = False
    structure: bool = False
    customers: set[int] = field(default_factory=set)
    _number: int | None = None
    _entries: list[AuditEntry] = field(default_factory=list)

    @property
    def number(self) -> int:
        """The revision's number, one above the last: the lock keeps others from taking it."""
        if self._number is None:
            last = Revision.objects.aggregate(last=Max("number"))["last"] or 0
            self._number = last + 1
            Revision.objects.create(number=self._number, action=self.action, actor=self.actor, recorded_at=self.now)
        return self._number

    @property
    def made(self) -> int | None:
        """The revision's number, None while nothing is written."""
        return self._number

    def touch(self, customers: Iterable[int]) -> None:
        """These customers (primary keys) have changed."""
        self.customers.update(customers)

    def audit(self, file: str, key: Sequence[str], before: Cells | None, after: Cells | None) -> None:
        """What the action replaced; cells by bundle column, None: there was, or is, no row."""
        subject = key[0] if key else ""
        entry = AuditEntry(
            revision_id=self.number, file=file, key=list(key), subject=subject[:500], before=before, after=after
        )
        self._entries.append(entry)
        if len(self._entries) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        AuditEntry.objects.bulk_create(self._entries)
        self._entries.clear()

    def close(self) -> None:
        """Write what is noted but not written yet."""
        if self._number is None:
            return
        self._flush()
        everything = self.everything or len(self.customers) > MANY_CUSTOMERS
        if everything or self.structure:
            Revision.objects.filter(number=self._number).update(everything=everything, structure=self.structure)
        if everything:
            return
        changed = (ChangedCustomer(revision_id=self._number, customer_id=pk) for pk in sorted(self.customers))
        ChangedCustomer.objects.bulk_create(changed, batch_size=BATCH)


@contextmanager
def one_writer() -> Iterator[None]:
    """Keep all others from writing until the body ends: what it reads stays true, and all of it is kept, or nothing.

    Facts are read from the primary: an export is asked for by a request that reads from a standby. Actions may be
    called within. Raises `RenmaiError(DATABASE_BUSY)` if another writer does not end in time.
    """
    try:
        with reading_facts_from(PRIMARY), transaction.atomic():
            take_turn()
            yield
    except OperationalError as error:
        if "locked" in str(error):
            raise RenmaiError(ErrorCode.DATABASE_BUSY) from error
        raise


@contextmanager
def recording(action: str, actor: str, now: datetime) -> Iterator[Recording]:
    """Run the body as one action: all of it is kept, or nothing.

    One action writes at a time, so numbers have no gaps and what the body reads, from the primary, stays true
    until it ends. Raises `RenmaiError(DATABASE_BUSY)` if another action does not end in time.
    """
    with one_writer():
        record = Recording(action, actor, now)
        yield record
        record.close()


def take_turn() -> None:
    """Wait until nobody else writes, and keep others from it until the transaction ends.

    SQLite's transactions are IMMEDIATE: they hold the only writer's lock from the start.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
