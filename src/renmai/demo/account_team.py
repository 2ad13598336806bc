"""Account teams: who of presales and delivery works on a customer beside its owner."""

from datetime import timedelta
from typing import Final

from renmai.demo import bundle
from renmai.demo.chance import stream
from renmai.demo.customer import Customer
from renmai.demo.employee import employed
from renmai.demo.era import day_between
from renmai.demo.scene import Scene

SHARE, FOCUS_SHARE = 0.45, 0.8
ROLES: Final = (("solution", "PRESALES"), ("delivery", "DELIVERY"))


def write_account_team(scene: Scene, customer: Customer) -> list[str]:
    """Focus customers mostly have both; somebody who leaves us leaves the team, and nobody follows yet.

    Gives the codes of those who are still there at the end.
    """
    left: list[str] = []
    chance = stream("account team", customer.code)
    first, last = max(customer.created_on, scene.era.start), customer.last_day(scene.era)
    for role, department in ROLES:
        if chance.random() >= (FOCUS_SHARE if customer.focus else SHARE) or last - first < timedelta(days=2):
            continue
        since = day_between(chance, first, last)
        there = [one for one in scene.staff.departments[department] if employed(one, since)]
        if there:
            one = chance.choice(there)
            scene.out.write(bundle.AccountTeamMember(customer.code, one.code, role, since, one.left_on))
            if employed(one, scene.era.until):
                left.append(one.code)
    return left
