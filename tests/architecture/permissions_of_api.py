"""Who may reach which operation of the API; read as `permissions.py` is.

What is sent to nouns has no body: 415 is answered to whoever may go on. Numbers of rows differ from one database to the
next, so rows without a code are asked for by one that is nobody's.
"""

from typing import Final

API: Final = """
GET /api/v1/reports/{line} | GET /api/v1/reports/customer                     | 401 200 200 200 200 200 200 200 401 401
GET /api/v1/reports/{line} | GET /api/v1/reports/customer?view=company        | 401 404 404 404 404 200 200 404 401 401
GET /api/v1/reports/{line} | GET /api/v1/reports/influence?view=team:north    | 401 404 404 200 404 200 200 404 401 401
GET /api/v1/reports/{line} | GET /api/v1/reports/account?view=personal:owner   | 401 200 404 200 404 200 200 404 401 401
GET /api/v1/reports/{line} | GET /api/v1/reports/strategies?view=team:south   | 401 404 404 404 404 200 200 404 401 401
GET /api/v1/reports/{line} | GET /api/v1/reports/actions?view=personal:other  | 401 404 404 404 200 200 200 404 401 401
GET /api/v1/search | GET /api/v1/search?q=harbour                             | 401 200 200 200 200 200 200 200 401 401
GET /api/v1/due | GET /api/v1/due                                            | 401 200 200 200 200 200 200 200 401 401
GET /api/v1/customers/{code}/summary | GET /api/v1/customers/harbour/summary | 401 200 404 200 404 200 200 404 401 401
GET /api/v1/customers/{code}/summary | GET /api/v1/customers/quarry/summary  | 401 404 404 404 200 200 200 404 401 401
GET /api/v1/key-people/{code}/summary | GET /api/v1/key-people/harbour-boss/summary | 401 200 404 200 404 200 200 404 401 401
GET /api/v1/key-people/{code}/paths | GET /api/v1/key-people/quarry-boss/paths | 401 404 404 404 200 200 200 404 401 401
GET /api/v1/opportunities/{code}/summary | GET /api/v1/opportunities/crane/summary | 401 200 404 200 404 200 200 404 401 401
GET /api/v1/proposals | GET /api/v1/proposals                                | 401 200 200 200 200 200 200 200 401 401
POST /api/v1/proposals | POST /api/v1/proposals                              | 401 422 422 422 422 422 422 422 401 401
GET /api/v1/proposals/{code} | GET /api/v1/proposals/PR-1                    | 401 404 404 404 404 404 404 404 401 401
GET /api/v1/reports/{line} | GET /api/v1/reports/key-person?view=personal:owner | 401 200 404 200 404 200 200 404 401 401
GET /api/v1/reports/{line} | GET /api/v1/reports/decision-chain?view=team:north | 401 404 404 200 404 200 200 404 401 401
api/v1/ | GET /api/v1/ | 404 404 404 404 404 404 404 404 404 404
api/v1/docs | GET /api/v1/docs | 302 200 200 200 200 200 200 200 200 200
api/v1/openapi.json | GET /api/v1/openapi.json | 302 200 200 200 200 200 200 200 200 200
"""
"""What is no noun; those follow."""

NOUNS: Final = """
GET /api/v1/teams | GET /api/v1/teams | 401 200 200 200 200 200 200 200 401 401
POST /api/v1/teams | POST /api/v1/teams | 401 403 403 403 403 403 415 403 401 401
GET /api/v1/teams/{key} | GET /api/v1/teams/north | 401 200 200 200 200 200 200 200 401 401
PATCH /api/v1/teams/{key} | PATCH /api/v1/teams/north | 401 403 403 403 403 403 415 403 401 401
DELETE /api/v1/teams/{key} | DELETE /api/v1/teams/north | 401 403 403 403 403 403 428 403 401 401
GET /api/v1/employees | GET /api/v1/employees | 401 200 200 200 200 200 200 200 401 401
POST /api/v1/employees | POST /api/v1/employees | 401 403 403 403 403 403 415 403 401 401
GET /api/v1/employees/{key} | GET /api/v1/employees/mate | 401 200 200 200 200 200 200 200 401 401
PATCH /api/v1/employees/{key} | PATCH /api/v1/employees/mate | 401 403 403 403 403 403 415 403 401 401
GET /api/v1/competitors | GET /api/v1/competitors | 401 200 200 200 200 200 200 200 401 401
POST /api/v1/competitors | POST /api/v1/competitors | 401 403 403 403 403 403 415 403 401 401
GET /api/v1/competitors/{key} | GET /api/v1/competitors/rival | 401 200 200 200 200 200 200 200 401 401
PATCH /api/v1/competitors/{key} | PATCH /api/v1/competitors/rival | 401 403 403 403 403 403 415 403 401 401
GET /api/v1/stages | GET /api/v1/stages | 401 200 200 200 200 200 200 200 401 401
POST /api/v1/stages | POST /api/v1/stages | 401 403 403 403 403 403 415 403 401 401
GET /api/v1/stages/{key} | GET /api/v1/stages/none | 401 404 404 404 404 404 404 404 401 401
PATCH /api/v1/stages/{key} | PATCH /api/v1/stages/none | 401 403 403 403 403 403 404 403 401 401
DELETE /api/v1/stages/{key} | DELETE /api/v1/stages/none | 401 403 403 403 403 403 404 403 401 401
GET /api/v1/customers | GET /api/v1/customers | 401 200 200 200 200 200 200 200 401 401
POST /api/v1/customers | POST /api/v1/customers | 401 403 403 403 403 403 415 403 401 401
GET /api/v1/customers/{key} | GET /api/v1/customers/harbour | 401 200 404 200 404 200 200 404 401 401
PATCH /api/v1/customers/{key} | PATCH /api/v1/customers/harbour | 401 415 404 415 404 415 415 404 401 401
GET /api/v1/customers/{key} | GET /api/v1/customers/quarry | 401 404 404 404 200 200 200 404 401 401
GET /api/v1/customers/{key} | GET /api/v1/customers/orchard | 401 404 404 200 404 200 200 404 401 401
GET /api/v1/ownerships | GET /api/v1/ownerships | 401 200 200 200 200 200 200 200 401 401
POST /api/v1/ownerships | POST /api/v1/ownerships | 401 415 415 415 415 415 415 415 401 401
GET /api/v1/ownerships/{key} | GET /api/v1/ownerships/999999999 | 401 404 404 404 404 404 404 404 401 401
GET /api/v1/account-team | GET /api/v1/account-team | 401 200 200 200 200 200 200 200 401 401
POST /api/v1/account-team | POST /api/v1/account-team | 401 415 415 415 415 415 415 415 401 401
GET /api/v1/account-team/{key} | GET /api/v1/account-team/999999999 | 401 404 404 404 404 404 404 404 401 401
PATCH /api/v1/account-team/{key} | PATCH /api/v1/account-team/999999999 | 401 404 404 404 404 404 404 404 401 401
GET /api/v1/strategy-choices | GET /api/v1/strategy-choices | 401 200 200 200 200 200 200 200 401 401
POST /api/v1/strategy-choices | POST /api/v1/strategy-choices | 401 415 415 415 415 415 415 415 401 401
GET /api/v1/strategy-choices/{key} | GET /api/v1/strategy-choices/999999999 | 401 404 404 404 404 404 404 404 401 401
GET /api/v1/key-people | GET /api/v1/key-people | 401 200 200 200 200 200 200 200 401 401
POST /api/v1/key-people | POST /api/v1/key-people | 401 415 415 415 415 415 415 415 401 401
GET /api/v1/key-people/{key} | GET /api/v1/key-people/harbour-boss | 401 200 404 200 404 200 200 404 401 401
PATCH /api/v1/key-people/{key} | PATCH /api/v1/key-people/harbour-boss | 401 415 404 415 404 415 415 404 401 401
GET /api/v1/reporting | GET /api/v1/reporting | 401 200 200 200 200 200 200 200 401 401
POST /api/v1/reporting | POST /api/v1/reporting | 401 415 415 415 415 415 415 415 401 401
GET /api/v1/reporting/{key} | GET /api/v1/reporting/999999999 | 401 404 404 404 404 404 404 404 401 401
GET /api/v1/assessments | GET /api/v1/assessments | 401 200 200 200 200 200 200 200 401 401
POST /api/v1/assessments | POST /api/v1/assessments | 401 415 415 415 415 415 415 415 401 401
GET /api/v1/assessments/{key} | GET /api/v1/assessments/999999999 | 401 404 404 404 404 404 404 404 401 401
GET /api/v1/influences | GET /api/v1/influences | 401 200 200 200 200 200 200 200 401 401
POST /api/v1/influences | POST /api/v1/influences | 401 415 415 415 415 415 415 415 401 401
GET /api/v1/influences/{key} | GET /api/v1/influences/999999999 | 401 404 404 404 404 404 404 404 401 401
PATCH /api/v1/influences/{key} | PATCH /api/v1/influences/999999999 | 401 404 404 404 404 404 404 404 401 401
GET /api/v1/opportunities | GET /api/v1/opportunities | 401 200 200 200 200 200 200 200 401 401
POST /api/v1/opportunities | POST /api/v1/opportunities | 401 415 415 415 415 415 415 415 401 401
GET /api/v1/opportunities/{key} | GET /api/v1/opportunities/crane | 401 200 404 200 404 200 200 404 401 401
PATCH /api/v1/opportunities/{key} | PATCH /api/v1/opportunities/crane | 401 415 404 415 404 415 415 404 401 401
GET /api/v1/chain-members | GET /api/v1/chain-members | 401 200 200 200 200 200 200 200 401 401
POST /api/v1/chain-members | POST /api/v1/chain-members | 401 415 415 415 415 415 415 415 401 401
GET /api/v1/chain-members/{key} | GET /api/v1/chain-members/999999999 | 401 404 404 404 404 404 404 404 401 401
PATCH /api/v1/chain-members/{key} | PATCH /api/v1/chain-members/999999999 | 401 404 404 404 404 404 404 404 401 401
DELETE /api/v1/chain-members/{key} | DELETE /api/v1/chain-members/999999999 | 401 404 404 404 404 404 404 404 401 401
GET /api/v1/influence-uses | GET /api/v1/influence-uses | 401 200 200 200 200 200 200 200 401 401
POST /api/v1/influence-uses | POST /api/v1/influence-uses | 401 415 415 415 415 415 415 415 401 401
GET /api/v1/influence-uses/{key} | GET /api/v1/influence-uses/999999999 | 401 404 404 404 404 404 404 404 401 401
PATCH /api/v1/influence-uses/{key} | PATCH /api/v1/influence-uses/999999999 | 401 404 404 404 404 404 404 404 401 401
DELETE /api/v1/influence-uses/{key} | DELETE /api/v1/influence-uses/999999999 | 401 404 404 404 404 404 404 404 401 401
GET /api/v1/activities | GET /api/v1/activities | 401 200 200 200 200 200 200 200 401 401
POST /api/v1/activities | POST /api/v1/activities | 401 415 415 415 415 415 415 415 401 401
GET /api/v1/activities/{key} | GET /api/v1/activities/visit | 401 200 404 200 404 200 200 404 401 401
GET /api/v1/plan-steps | GET /api/v1/plan-steps | 401 200 200 200 200 200 200 200 401 401
POST /api/v1/plan-steps | POST /api/v1/plan-steps | 401 415 415 415 415 415 415 415 401 401
GET /api/v1/plan-steps/{key} | GET /api/v1/plan-steps/none | 401 404 404 404 404 404 404 404 401 401
PATCH /api/v1/plan-steps/{key} | PATCH /api/v1/plan-steps/none | 401 404 404 404 404 404 404 404 401 401
GET /api/v1/coverage-rounds | GET /api/v1/coverage-rounds | 401 200 200 200 200 200 200 200 401 401
POST /api/v1/coverage-rounds | POST /api/v1/coverage-rounds | 401 415 415 415 415 415 415 415 401 401
GET /api/v1/coverage-rounds/{key} | GET /api/v1/coverage-rounds/none | 401 404 404 404 404 404 404 404 401 401
PATCH /api/v1/coverage-rounds/{key} | PATCH /api/v1/coverage-rounds/none | 401 404 404 404 404 404 404 404 401 401
GET /api/v1/planned-contacts | GET /api/v1/planned-contacts | 401 200 200 200 200 200 200 200 401 401
GET /api/v1/planned-contacts/{key} | GET /api/v1/planned-contacts/999999999 | 401 404 404 404 404 404 404 404 401 401
DELETE /api/v1/planned-contacts/{key} | DELETE /api/v1/planned-contacts/999999999 | 401 404 404 404 404 404 404 404 401 401
"""
