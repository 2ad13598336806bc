"""The company's policy: the defaults, and what it has set otherwise."""

from renmai.domain.policy import THRESHOLDS, Policy, policy_of
from renmai.store.models import PolicyOverride


def load_policy() -> Policy:
    kept = PolicyOverride.objects.filter(name__in=THRESHOLDS).values_list("name", "value")
    return policy_of({name: value for name, value in kept if value is not None})
