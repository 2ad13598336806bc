"""Random policies that a company could set, drawn towards the edges of the rules."""

from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from renmai.domain.policy import POLICY, THRESHOLDS, Policy, Threshold, contradictions, policy_of


def policy_of_seed(seed: int) -> Policy:
    """One policy of the many, always the same for a seed."""
    random = Random(seed)  # noqa: S311 no secret
    drawn = {name: random.choice(values(threshold)) for name, threshold in THRESHOLDS.items()}
    return agreeing(drawn)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    return agreeing({name: draw(st.sampled_from(values(one))) for name, one in THRESHOLDS.items()})


def values(threshold: Threshold) -> list[Decimal]:
    """The bounds, the default, and what lies between: where a mean or a share of few persons may fall."""
    least, most = threshold.least, threshold.most
    default = Decimal(str(POLICY.values()[threshold.name]))
    between = [least + (most - least) * part / 7 for part in range(8)]
    step = Decimal(1) if threshold.measure.whole else Decimal("0.01")
    usual = [Decimal(text) for text in ("0.33", "0.5", "0.67", "1", "2", "3")]
    found = {value.quantize(step) for value in (*between, default, *usual)}
    return sorted(value for value in found if threshold.allows(value))


def agreeing(drawn: dict[str, Decimal]) -> Policy:
    """The policy, with the default instead of what contradicts something else."""
    policy = policy_of(drawn)
    while wrong := [name for pair in contradictions(policy) for name in pair]:
        policy = policy_of(drawn := {name: value for name, value in drawn.items() if name not in wrong})
    return policy
