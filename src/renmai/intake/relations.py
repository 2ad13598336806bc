"""What must hold between rows, of the bundle and of the database alike (spec 2).

A problem is told at a row of the bundle: the one that says it, or the one that broke it.
"""

from renmai.domain.issues import ProblemKind
from renmai.intake.belonging import Customers, affected
from renmai.intake.overlapping import check_overlaps
from renmai.intake.reporting_line import check_reporting_lines
from renmai.intake.telling import report_cycles, report_first, row_of
from renmai.intake.union import FileUnion, Union


def check_relations(union: Union) -> None:
    customers = Customers(union)
    check_reporting_lines(union, customers)
    _check_chains(union, customers)
    _check_inner_influences(union, customers)
    _check_uses(union)
    _check_steps(union, customers)
    _check_planned_contacts(union, customers)
    _check_cycles(union["teams"], "parent", ProblemKind.TEAM_CYCLE)
    _check_cycles(union["customers"], "parent", ProblemKind.CUSTOMER_CYCLE)
    check_overlaps(union["ownerships"], ProblemKind.OVERLAPPING_OWNERSHIP)
    check_overlaps(union["reporting"], ProblemKind.OVERLAPPING_REPORTING)


def _check_chains(union: Union, customers: Customers) -> None:
    chains, people, opportunities = union["chain_members"], union["key_people"], union["opportunities"]
    moved = customers.moved("key_people") or customers.moved("opportunities")
    for position, row in affected(chains, moved):
        opportunity, person = row[0], row[1]
        if customers.apart(("opportunities", opportunity), ("key_people", person)):
            report_first(
                [
                    (chains, position, "key_person", person or ""),
                    row_of(people, person, "customer"),
                    row_of(opportunities, opportunity, "customer"),
                ],
                ProblemKind.OTHER_CUSTOMER,
                other=f"{opportunity} / {person}",
            )


def _check_inner_influences(union: Union, customers: Customers) -> None:
    influences, people = union["influences"], union["key_people"]
    for position, row in affected(influences, customers.moved("key_people")):
        person, kind, influencer = row[0], row[1], row[2]
        if kind == "internal" and customers.apart(("key_people", person), ("key_people", influencer)):
            report_first(
                [
                    (influences, position, "influencer", influencer or ""),
                    row_of(people, influencer, "customer"),
                    row_of(people, person, "customer"),
                ],
                ProblemKind.OTHER_CUSTOMER,
                other=f"{person} / {influencer}",
            )


def _check_uses(union: Union) -> None:
    uses, opportunities = union["influence_uses"], union["opportunities"]
    used_at = uses.file.position("used_on")
    if not (uses.current or opportunities.current):
        return
    closed = opportunities.texts("closed_on")
    for position, row in affected(uses, opportunities.changed("closed_on")):
        opportunity, used_on = row[0], row[used_at]
        closed_on = closed.get(opportunity) if opportunity else None
        if used_on and closed_on and used_on > closed_on:
            report_first(
                [(uses, position, "used_on", used_on), row_of(opportunities, opportunity, "closed_on")],
                ProblemKind.USE_AFTER_CLOSE,
                closed=closed_on,
                used=used_on,
            )


def _check_steps(union: Union, customers: Customers) -> None:
    """The person and the opportunity of a planned step are of its customer."""
    steps = union["plan_steps"]
    if not (steps.current or steps.stored):
        return
    customer_at, files = steps.file.position("customer"), {"opportunity": "opportunities", "key_person": "key_people"}
    for column, file in files.items():
        at = steps.file.position(column)
        for position, row in affected(steps, customers.moved(file)):
            owner, customer = customers.of(file, row[at]), row[customer_at]
            if owner and customer and owner != customer:
                report_first(
                    [(steps, position, column, row[at] or ""), row_of(union[file], row[at], "customer")],
                    ProblemKind.OTHER_CUSTOMER,
                    other=customer,
                )


def _check_planned_contacts(union: Union, customers: Customers) -> None:
    """The person to be met is of the customer whose round it is."""
    planned = union["planned_contacts"]
    if not (planned.current or planned.stored):
        return
    moved = customers.moved("key_people") or customers.moved("coverage_rounds")
    for position, row in affected(planned, moved):
        within, person = row[0], row[1]
        if customers.apart(("coverage_rounds", within), ("key_people", person)):
            report_first(
                [
                    (planned, position, "key_person", person or ""),
                    row_of(union["key_people"], person, "customer"),
                    row_of(union["coverage_rounds"], within, "customer"),
                ],
                ProblemKind.OTHER_CUSTOMER,
                other=f"{within} / {person}",
            )


def _check_cycles(found: FileUnion, column: str, kind: ProblemKind) -> None:
    if found.current:
        report_cycles(found, column, kind, found.texts(column))
