"""The company's policy: the defaults, and what it has set otherwise."""

from renmai.domain.policy import Policy, policy_of
from renmai.store.models import PolicyOverride


def load_policy() -> Policy:
    kept = PolicyOverride.objects.filter(value__isnull=False)
    return policy_of(dict(kept.values_list("name", "value")))
