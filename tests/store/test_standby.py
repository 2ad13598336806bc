"""What an action reads, it reads from the primary, whatever the request that it is part of reads from."""

from datetime import UTC, datetime

import pytest

from renmai.store.actions.exports import record_export
from renmai.store.models import Revision
from renmai.store.replicas import PRIMARY, reading_facts_from, reading_from

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
AWAY = "replica-1"
"""A standby that would break whatever is asked of it: none is configured."""

pytestmark = pytest.mark.django_db


def test_export_asked_for_on_a_standby_takes_its_number_from_the_primary() -> None:
    record_export("one.csv", "owner", NOW)
    with reading_facts_from(AWAY):
        record_export("two.csv", "owner", NOW)
        assert reading_from() == AWAY
    assert reading_from() == PRIMARY
    assert list(Revision.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
