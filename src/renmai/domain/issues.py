"""Problems of an import, one per cell, with everything needed to find and mend it (spec 2)."""

from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    ERROR = "error"
    NOTICE = "notice"


class ProblemKind(StrEnum):
    """What is wrong; the words of `data/dirty/README.md`."""

    WRONG_ENCODING = "wrong_encoding"
    MISSING_FILE = "missing_file"
    MISSING_COLUMN = "missing_column"
    MISSING_VALUE = "missing_value"
    ROW_SHAPE = "row_shape"
    UNCLOSED_QUOTE = "unclosed_quote"
    ROW_TOO_LONG = "row_too_long"
    DUPLICATE_COLUMN = "duplicate_column"
    BAD_DATE = "bad_date"
    BAD_NUMBER = "bad_number"
    BAD_CODE = "bad_code"
    TOO_LONG = "too_long"
    NEGATIVE_AMOUNT = "negative_amount"
    BAD_ENUM = "bad_enum"
    OUT_OF_RANGE = "out_of_range"
    BAD_EVIDENCE = "bad_evidence"
    DUPLICATE_CODE = "duplicate_code"
    DANGLING_REFERENCE = "dangling_reference"
    AMBIGUOUS_NAME = "ambiguous_name"
    REPORTS_TO_SELF = "reports_to_self"
    OTHER_CUSTOMER = "other_customer"
    INFLUENCES_SELF = "influences_self"
    REPORTING_CYCLE = "reporting_cycle"
    TEAM_CYCLE = "team_cycle"
    CUSTOMER_CYCLE = "customer_cycle"
    OVERLAPPING_OWNERSHIP = "overlapping_ownership"
    OVERLAPPING_REPORTING = "overlapping_reporting"
    END_BEFORE_START = "end_before_start"
    VOTE_FOR_COMPETITOR = "vote_for_competitor"
    CLOSED_ON_MISSING = "closed_on_missing"
    CLOSED_ON_OPEN = "closed_on_open"
    CLOSED_BEFORE_OPENED = "closed_before_opened"
    USE_AFTER_CLOSE = "use_after_close"
    CONFIRMED_BEFORE_USE = "confirmed_before_use"
    SETTLED_ON_OPEN = "settled_on_open"
    NOTHING_TO_MOVE = "nothing_to_move"
    DEPENDS_ON_REJECTED = "depends_on_rejected"
    EXTRA_COLUMN = "extra_column"
    EXTRA_FILE = "extra_file"
    FORMULA = "formula"
    ERASED_KEPT = "erased_kept"


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` as an editor shows it (the header is 1); `params` fill the translated sentence."""

    file: str
    line: int | None
    column: str | None
    value: str
    kind: ProblemKind
    level: Level = Level.ERROR
    params: dict[str, str] = field(default_factory=dict)
