"""The lines that have a portable derivation."""

from collections.abc import Callable, Mapping
from typing import Final

from renmai.analytics.portable import (
    account_line,
    customer_line,
    decision_chain_line,
    influence_line,
    key_person_line,
    strategies,
)
from renmai.analytics.portable.metrics import Report
from renmai.analytics.portable.tables import Tables
from renmai.domain.question import Question

REPORTS: Final[Mapping[str, Callable[[Tables, Question], Report]]] = {
    "customer": customer_line.report,
    "influence": influence_line.report,
    "key-person": key_person_line.report,
    "decision-chain": decision_chain_line.report,
    "strategies": strategies.report,
    "account": account_line.report,
}
"""Line -> its report with everything visible, as an administrator sees it (spec 3)."""
