"""The bundle's columns as typed columns (spec 2), declared once for every engine.

Addresses, telephone numbers and free texts are in none: no figure needs them. Whom an activity met is a table.
An influence of ours or a use without an `influencer` or `employee` is one whose owner is not named.
"""

from typing import Final

import pyarrow as pa

CODE = pa.string()
TEXT = pa.string()
DAY = pa.date32()
FLAG = pa.bool_()
VOTE = pa.bool_()
DEGREE = pa.int8()
AMOUNT = pa.decimal128(22, 4)
NUMBER = pa.int64()

SCHEMAS: Final[dict[str, pa.Schema]] = {
    "teams": pa.schema({"code": CODE, "name": TEXT, "parent": CODE, "leader": CODE}),
    "employees": pa.schema(
        {
            "code": CODE,
            "name": TEXT,
            "team": CODE,
            "title": TEXT,
            "role": TEXT,
            "sales": FLAG,
            "joined_on": DAY,
            "left_on": DAY,
        }
    ),
    "competitors": pa.schema({"code": CODE, "name": TEXT}),
    "customers": pa.schema(
        {
            "code": CODE,
            "name": TEXT,
            "industry": TEXT,
            "region": TEXT,
            "parent": CODE,
            "focus": FLAG,
            "contribution": TEXT,
            "potential": TEXT,
            "created_on": DAY,
            "closed_on": DAY,
        }
    ),
    "ownerships": pa.schema({"customer": CODE, "employee": CODE, "valid_from": DAY, "valid_to": DAY}),
    "account_team": pa.schema({"customer": CODE, "employee": CODE, "role": TEXT, "valid_from": DAY, "valid_to": DAY}),
    "strategy_choices": pa.schema({"customer": CODE, "strategy": TEXT, "chosen_on": DAY, "chosen_by": CODE}),
    "key_people": pa.schema(
        {
            "code": CODE,
            "customer": CODE,
            "name": TEXT,
            "department": TEXT,
            "title": TEXT,
            "reports_to": CODE,
            "top": FLAG,
            "nobody_found": FLAG,
            "focus": FLAG,
            "joined_on": DAY,
            "left_on": DAY,
        }
    ),
    "reporting": pa.schema({"key_person": CODE, "reports_to": CODE, "valid_from": DAY, "valid_to": DAY}),
    "assessments": pa.schema(
        {
            "key_person": CODE,
            "party": CODE,
            "effective_on": DAY,
            "closeness": DEGREE,
            "solution": DEGREE,
            "price": DEGREE,
            "veto": VOTE,
            "approver": VOTE,
            "assessor": CODE,
        }
    ),
    "influences": pa.schema(
        {
            "key_person": CODE,
            "kind": TEXT,
            "influencer": CODE,
            "contact_name": TEXT,
            "valid_from": DAY,
            "valid_to": DAY,
        }
    ),
    "opportunities": pa.schema(
        {
            "code": CODE,
            "customer": CODE,
            "name": TEXT,
            "owner": CODE,
            "amount": AMOUNT,
            "stage": TEXT,
            "status": TEXT,
            "origin": TEXT,
            "focus": FLAG,
            "opened_on": DAY,
            "closed_on": DAY,
        }
    ),
    "chain_members": pa.schema({"opportunity": CODE, "key_person": CODE, "role": TEXT, "position": NUMBER}),
    "influence_uses": pa.schema(
        {
            "opportunity": CODE,
            "employee": CODE,
            "key_person": CODE,
            "used_on": DAY,
            "owner_confirmed_on": DAY,
            "employee_confirmed_on": DAY,
        }
    ),
    "activities": pa.schema(
        {
            "code": CODE,
            "customer": CODE,
            "opportunity": CODE,
            "employee": CODE,
            "kind": TEXT,
            "occurred_on": DAY,
        }
    ),
    "activity_people": pa.schema({"activity": CODE, "key_person": CODE}),
}

KEYS: Final[dict[str, tuple[str, ...]]] = {
    "assessments": ("key_person", "party", "effective_on"),
    "ownerships": ("customer", "employee", "valid_from"),
    "account_team": ("customer", "employee", "role", "valid_from"),
    "strategy_choices": ("customer", "chosen_on"),
    "reporting": ("key_person", "valid_from"),
    "influences": ("key_person", "kind", "influencer", "contact_name", "valid_from"),
    "influence_uses": ("opportunity", "employee", "key_person", "used_on"),
    "chain_members": ("opportunity", "key_person"),
    "activity_people": ("activity", "key_person"),
}
"""What makes a row of a file without codes one fact; the other files are keyed by `code`."""
