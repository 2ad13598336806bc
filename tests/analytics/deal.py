"""One customer with one open chain, for tests that look at a chain by itself."""

from datetime import date

from renmai.analytics.customer import alone
from renmai.analytics.panel import Panel
from renmai.domain.policy import POLICY, Policy
from tests.bundles import Bundle, Cell, Row, bundle_of, row_of
from tests.panels import panel_of

LONG_AGO = date(2020, 1, 1)
COLUMNS = ("closeness", "solution", "price", "veto", "approver")
Values = tuple[int | None, int | None, int | None, bool | None, bool | None]


def deal(**people: Values) -> Bundle:
    """Chain O of customer C with these members: three degrees towards us, veto, approver."""
    return bundle_of(
        employees=[{"code": code, "name": code} for code in ("E1", "E2")],
        competitors=[{"code": "R", "name": "R"}, {"code": "S", "name": "S"}],
        customers=[{"code": "C", "name": "C", "created_on": LONG_AGO}],
        key_people=[{"code": code, "customer": "C", "name": code, "joined_on": LONG_AGO} for code in people],
        assessments=[assessed(code, LONG_AGO, values) for code, values in people.items()],
        opportunities=[
            {"code": "O", "customer": "C", "name": "O", "amount": 1, "status": "open", "opened_on": LONG_AGO}
        ],
        chain_members=[{"opportunity": "O", "key_person": code} for code in people],
    )


def assessed(person: str, day: date, values: Values, party: str | None = None) -> Row:
    told = dict(zip(COLUMNS, values, strict=True))
    return row_of("assessments", {"key_person": person, "party": party, "effective_on": day, **told})


def changed(bundle: Bundle, file: str, **cells: Cell) -> Bundle:
    """The bundle with the same cells in every row of a file."""
    return bundle | {file: [row | cells for row in bundle[file]]}


def only(bundle: Bundle, customer: str = "C", policy: Policy = POLICY) -> Panel:
    """The panel of one customer."""
    found = alone(panel_of(bundle).under(policy), customer)
    assert found is not None
    return found.panel
