"""Amounts of money, exact on every database."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

WHOLE_DIGITS = 18
DECIMALS = 4


if TYPE_CHECKING:
    DecimalField = models.Field[Decimal, Decimal]
else:
    DecimalField = models.Field


class AmountField(DecimalField):
    """A decimal with up to 18 digits before the point and 4 after.

    SQLite has no exact decimals: its numbers lose the 16th digit, so it keeps the text.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        exact = f"numeric({WHOLE_DIGITS + DECIMALS}, {DECIMALS})"
        return exact if connection.vendor == "postgresql" else "text"

    def from_db_value(self, value: Any, *_: object) -> Decimal | None:
        return None if value is None else Decimal(value)

    def to_python(self, value: Any) -> Decimal | None:
        return None if value is None else Decimal(value)

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        del prepared
        if value is None or connection.vendor == "postgresql":
            return value
        return format(Decimal(value), "f")
