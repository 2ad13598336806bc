"""What must hold within one opportunity, wherever it comes from (spec 1.2, 2)."""

from renmai.domain.issues import ProblemKind


def closing_problem(status: str | None, opened: str | None, closed: str | None) -> ProblemKind | None:
    """What is wrong with when it closed, if anything; ISO days, blank where there is none, None where in doubt."""
    if closed == "" and status in ("won", "lost"):
        return ProblemKind.CLOSED_ON_MISSING
    if closed and status == "open":
        return ProblemKind.CLOSED_ON_OPEN
    if closed and opened and closed < opened:
        return ProblemKind.CLOSED_BEFORE_OPENED
    return None


def expected_too_early(opened: str | None, expected: str | None) -> bool:
    """Whether it is expected to close before it opened; ISO days, or nothing."""
    return bool(opened and expected and expected < opened)
