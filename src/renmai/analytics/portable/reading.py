"""The reading of decision chains and the facts that decide it (spec 1.6).

Compared in whole numbers: a mean is at most -1/2 if twice the sum is at most minus the count.
"""

import ibis
import ibis.expr.types as ir

from renmai.analytics.portable.degrees import fraction, number_true
from renmai.domain.policy import Policy
from renmai.domain.stance import DEGREES

FACTS = ("veto_opposed", "approver_missing", "degree_unknown", "veto_unknown", "approver_short", "veto_negative")
OF_A_MEMBER = tuple(code for code in FACTS if code != "approver_missing")


def judged(members: ir.Table, policy: Policy) -> ir.Table:
    """The members, with degrees and votes towards us, and a flag per fact of a member."""
    known = number_true(members[degree].notnull() for degree in DEGREES)
    total = sum((members[degree].fill_null(0).cast("int64") for degree in DEGREES), ibis.literal(0))
    can_veto, approves = (members[vote].fill_null(False) for vote in ("veto", "approver"))  # noqa: FBT003
    blocked, approved, tolerated = map(
        fraction, (policy.blocked_mean, policy.open_approver_mean, policy.open_veto_mean)
    )
    opposed = can_veto & (known > 0) & (blocked.below * total <= blocked.above * known)
    return members.mutate(
        approves=approves,
        veto_opposed=opposed,
        degree_unknown=(can_veto | approves) & (known < len(DEGREES)),
        veto_unknown=members.veto.isnull(),
        approver_short=approves & (known > 0) & (approved.below * total < approved.above * known),
        veto_negative=can_veto & (known > 0) & (tolerated.below * total < tolerated.above * known) & ~opposed,
    )


def readings(members: ir.Table, policy: Policy) -> ir.Table:
    """opportunity, reading, approver_missing."""
    flagged = judged(members, policy)
    chains = flagged.group_by(read="opportunity").aggregate(
        approvers=flagged.count(where=flagged.approves),
        **{code: flagged.count(where=flagged[code]) for code in OF_A_MEMBER},
    )
    unsafe = (chains.approvers == 0) | (chains.degree_unknown > 0) | (chains.veto_unknown > 0)
    reading = ibis.cases(
        (chains.veto_opposed > 0, "blocked"),
        (unsafe, "unsafe"),
        ((chains.approver_short == 0) & (chains.veto_negative == 0), "open"),
        else_="contested",
    )
    return chains.select("read", reading=reading, approver_missing=chains.approvers == 0)


def member_facts(members: ir.Table, policy: Policy) -> ir.Table:
    """opportunity, code, person: every fact of a member."""
    flagged = judged(members, policy)
    return ibis.union(
        *(
            flagged.filter(flagged[code]).select("opportunity", "person", code=ibis.literal(code))
            for code in OF_A_MEMBER
        )
    )
