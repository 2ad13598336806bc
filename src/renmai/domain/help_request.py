"""Asking a colleague who can reach a key person: for help, or for what they know of the person (spec 7.3)."""

from enum import StrEnum


class HelpKind(StrEnum):
    """For a step in a deal, or for the three degrees and two votes of somebody uninsighted."""

    HELP = "help"
    INSIGHT = "insight"


class HelpState(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    CLOSED = "closed"


class Outcome(StrEnum):
    """What came of the help that was accepted."""

    HELPED = "helped"
    NOT_HELPED = "not_helped"
