"""The whole company: staff first, then customer by customer with everything that belongs to it."""

from datetime import date
from pathlib import Path

from renmai.demo import bundle
from renmai.demo.account_team import write_account_team
from renmai.demo.activity import write_activities
from renmai.demo.assessment import write_assessments
from renmai.demo.bundle import Bundle
from renmai.demo.coverage_round import write_coverage_rounds
from renmai.demo.customer import write_customer
from renmai.demo.employee import write_staff
from renmai.demo.era import Era
from renmai.demo.influence import write_influences
from renmai.demo.key_person import people_of, write_people
from renmai.demo.names import COMPETITORS
from renmai.demo.opportunity import write_opportunities
from renmai.demo.plan_step import write_plan_steps
from renmai.demo.reporting_line import write_lines
from renmai.demo.scene import Scene
from renmai.demo.strategy_choice import write_strategy_choices


def generate(size: int, until: date, folder: Path) -> None:
    """Write the bundle of a company with `size` customers and 24 months of history ending on `until`.

    The same bytes for the same size and day; memory does not grow with the number of customers.
    """
    era = Era.ending(until)
    with Bundle(folder) as out:
        staff = write_staff(out, size, era)
        for code, name in COMPETITORS:
            out.write(bundle.Competitor(code, name))
        scene = Scene(out, staff, era, size)
        for number in range(1, size + 1):
            _write_all_of_customer(scene, number)


def _write_all_of_customer(scene: Scene, number: int) -> None:
    customer = write_customer(scene, number)
    team = write_account_team(scene, customer)
    write_strategy_choices(scene, customer)
    people = people_of(scene, customer)
    assessed = write_assessments(scene, customer, people)
    ours = write_influences(scene, customer, people, assessed.rivals)
    write_people(scene, customer, people)
    write_lines(scene, customer, people)
    deals = write_opportunities(scene, customer, people, ours)
    write_activities(scene, customer, people, deals)
    write_plan_steps(scene, customer, deals, assessed.said)
    write_coverage_rounds(scene, customer, people, team)
