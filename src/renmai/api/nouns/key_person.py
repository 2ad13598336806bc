"""Key persons: who they are and where they stand in the reporting line."""

from renmai.api.nouns.base import Call, Changing, Creating, Noun, lasting, pick, seen
from renmai.api.nouns.found import customer_of
from renmai.intake.bundle import KEY_PEOPLE
from renmai.store.actions.key_person import LONGEST, add_key_person, edit_key_person
from renmai.store.models import KeyPerson

FACTS = (
    *("name", "department", "title", "reports_to", "top", "nobody_found", "focus"),
    *("email", "phone", "joined_on", "left_on"),
)


def _create(call: Call, cells: dict[str, str]) -> KeyPerson:
    caller, customer = call.caller, customer_of(call.caller, cells.pop("customer"))
    return add_key_person(customer, cells, by=caller.employee, today=caller.today, now=call.now)


def _change(call: Call, row: KeyPerson, cells: dict[str, str]) -> None:
    caller = call.caller
    edit_key_person(row, cells, {}, by=caller.employee, now=call.now, today=caller.today)


NOUN = Noun(
    path="key-people",
    one="key person",
    many="key persons",
    file=KEY_PEOPLE,
    rows=seen(KeyPerson),
    as_of=lasting("joined_on", "left_on"),
    filters={"customer": "customer__code", "focus": "focus", "department": "department", "top": "top"},
    example={
        "code": "harbour-buyer",
        "customer": "harbour",
        "name": "罗采薇",
        "department": "总部",
        "title": "采购总监",
        "reports_to": "harbour-boss",
        "top": False,
        "nobody_found": False,
        "focus": True,
        "email": "harbour-buyer@customer.example",
        "phone": "010-5550-0100",
        "joined_on": "2024-01-01",
        "left_on": None,
        "revision": 1,
    },
    create=Creating(
        pick(KEY_PEOPLE, "customer", *FACTS, optional=("name", "joined_on"), longest=LONGEST),
        _create,
        {"customer": "harbour", "name": "秦岸", "title": "财务总监", "reports_to": "harbour-boss"},
        "Renmai gives the code. There from today unless `joined_on` says otherwise; without a name the title stands.",
    ),
    change=Changing(
        pick(KEY_PEOPLE, *FACTS, longest=LONGEST),
        _change,
        {"title": "采购副总裁", "phone": "010-5550-0199"},
        "A superior holds from today; of another day with POST /reporting. The focus star is `focus`.",
    ),
)
