"""The sentence of every problem of an import: what is wrong, and what would be right."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from renmai.domain.issues import Level, Problem, ProblemKind

SENTENCES: Final[dict[ProblemKind, Promise]] = {
    ProblemKind.WRONG_ENCODING: gettext_lazy("The file is not UTF-8. Save it as “CSV UTF-8” and import it again."),
    ProblemKind.MISSING_FILE: gettext_lazy("Other files refer to %(file)s, which is not in the bundle. Add it."),
    ProblemKind.MISSING_COLUMN: gettext_lazy(
        "The column “%(column)s” is required but the header does not have it. Columns of this file: %(columns)s."
    ),
    ProblemKind.DUPLICATE_COLUMN: gettext_lazy(
        "The header has the column “%(column)s” more than once. Keep one of them."
    ),
    ProblemKind.MISSING_VALUE: gettext_lazy("“%(column)s” is required and must not be blank."),
    ProblemKind.ROW_SHAPE: gettext_lazy(
        "The row has %(found)s cells, the header has %(expected)s. A comma inside a cell needs quotes around the cell."
    ),
    ProblemKind.UNCLOSED_QUOTE: gettext_lazy(
        "A quotation mark opens a cell in this row and is never closed. Close it, or double it to mean itself."
    ),
    ProblemKind.ROW_TOO_LONG: gettext_lazy(
        "The row is longer, or wider, than any row of facts. A quotation mark too many may have joined several rows."
    ),
    ProblemKind.BAD_DATE: gettext_lazy("“%(value)s” is not a date. Write YYYY-MM-DD, such as 2026-09-30."),
    ProblemKind.BAD_NUMBER: gettext_lazy(
        "“%(value)s” is not a number that “%(column)s” can hold. Write digits only, with a point before decimals: "
        "an amount has up to 18 digits and 4 decimals, degrees and positions have none."
    ),
    ProblemKind.BAD_CODE: gettext_lazy(
        "“%(value)s” cannot be a code. A code has at most %(longest)s characters; "
        "that of a key person has no semicolon."
    ),
    ProblemKind.TOO_LONG: gettext_lazy("The text is too long. “%(column)s” keeps at most %(longest)s characters."),
    ProblemKind.NEGATIVE_AMOUNT: gettext_lazy("The amount %(value)s is negative. Write 0 or more."),
    ProblemKind.BAD_ENUM: gettext_lazy(
        "“%(value)s” is not among the values of “%(column)s”. Write one of: %(choices)s."
    ),
    ProblemKind.OUT_OF_RANGE: gettext_lazy(
        "The degree %(value)s is out of range. Write -2, -1, 0, 1 or 2, or leave it blank for unknown."
    ),
    ProblemKind.BAD_EVIDENCE: gettext_lazy(
        "“%(value)s” is not written as evidence is. Write the guide, what it proposed and the answers, such as "
        "closeness=1:answers_call=yes,shares_inside=no, or leave it blank."
    ),
    ProblemKind.DUPLICATE_CODE: gettext_lazy(
        "The code “%(value)s” is already on line %(first)s. Every code stands once in a file."
    ),
    ProblemKind.DANGLING_REFERENCE: gettext_lazy(
        "There is no “%(code)s” in %(target)s. Codes distinguish capital and small letters."
    ),
    ProblemKind.AMBIGUOUS_NAME: gettext_lazy(
        "Several are called “%(value)s”: %(codes)s. Write the code of the one you mean."
    ),
    ProblemKind.REPORTS_TO_SELF: gettext_lazy(
        "Nobody reports to himself or herself. For somebody at the top, leave this blank and set “top” to yes."
    ),
    ProblemKind.OTHER_CUSTOMER: gettext_lazy(
        "“%(value)s” does not fit %(other)s: all of them must belong to the same customer."
    ),
    ProblemKind.INFLUENCES_SELF: gettext_lazy(
        "An inner influence comes from another person of the customer, not from oneself."
    ),
    ProblemKind.REPORTING_CYCLE: gettext_lazy(
        "Reporting goes in a circle: %(path)s. One of them must report elsewhere."
    ),
    ProblemKind.TEAM_CYCLE: gettext_lazy("Teams go in a circle: %(path)s. One of them must have another parent."),
    ProblemKind.CUSTOMER_CYCLE: gettext_lazy(
        "Customers go in a circle: %(path)s. One of them must have another parent."
    ),
    ProblemKind.OVERLAPPING_OWNERSHIP: gettext_lazy(
        "The customer has another owner on some of these days (%(other)s). "
        "End one ownership on the day on which the next begins."
    ),
    ProblemKind.OVERLAPPING_REPORTING: gettext_lazy(
        "The key person has another line on some of these days (%(other)s). "
        "End one line on the day on which the next begins."
    ),
    ProblemKind.END_BEFORE_START: gettext_lazy("%(value)s does not come after the start, %(start)s."),
    ProblemKind.VOTE_FOR_COMPETITOR: gettext_lazy(
        "Votes are kept towards us only; this row is about the competitor %(party)s. Leave the vote blank."
    ),
    ProblemKind.CLOSED_ON_MISSING: gettext_lazy("The opportunity is %(status)s but has no closing date. Add it."),
    ProblemKind.CLOSED_ON_OPEN: gettext_lazy(
        "The opportunity is open but has a closing date. Remove the date, or set the status to won or lost."
    ),
    ProblemKind.CLOSED_BEFORE_OPENED: gettext_lazy("It was closed on %(value)s, before it was opened on %(opened)s."),
    ProblemKind.USE_AFTER_CLOSE: gettext_lazy(
        "The influence was used on %(used)s, after the opportunity was closed on %(closed)s."
    ),
    ProblemKind.CONFIRMED_BEFORE_USE: gettext_lazy(
        "It was confirmed on %(value)s, before the influence was used on %(used)s."
    ),
    ProblemKind.SETTLED_ON_OPEN: gettext_lazy(
        "The step is open but has a day on which it was settled. Remove the day, or set the status to done or dropped."
    ),
    ProblemKind.NOTHING_TO_MOVE: gettext_lazy(
        "The row does not say which value is to move. Name it under feature, or leave goal and from_value blank."
    ),
    ProblemKind.DEPENDS_ON_REJECTED: gettext_lazy(
        "The row needs “%(code)s” of %(target)s, which was rejected. Correct that one, then import both."
    ),
    ProblemKind.EXTRA_COLUMN: gettext_lazy("The column “%(column)s” is not known and was left out."),
    ProblemKind.EXTRA_FILE: gettext_lazy("The file “%(file)s” is not known and was left out."),
    ProblemKind.ERASED_KEPT: gettext_lazy(
        "Rows about persons who were erased: %(rows)s. Who they were was left out, the rest is imported."
    ),
    ProblemKind.FORMULA: gettext_lazy("“%(value)s” looks like a formula. It is kept as text."),
}

HEADINGS: Final = {
    Level.ERROR: gettext_lazy("error"),
    Level.NOTICE: gettext_lazy("notice"),
}


def explain(problem: Problem) -> str:
    """The problem in the user's language."""
    details = {"file": problem.file, "column": problem.column or "", "value": problem.value}
    return str(SENTENCES[problem.kind]) % {**details, **problem.params}
