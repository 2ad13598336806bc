"""Who may reach what: one line per page, operation and command, run against the cast.

A line reads `route | what is asked | answer for each of WHO`. The route is written as the URL
resolver, the API's schema or the command's parser has it, so that a new one without a line is
found. Answers are HTTP statuses, or exit statuses of the command line. A page asks an anonymous
visitor to sign in (302) and tells an account without an employee in service why it stays closed
(403); what may not be seen does not exist (404).
"""

from dataclasses import dataclass
from typing import Final

ANONYMOUS: Final = "anonymous"
WHO: Final = (
    *(ANONYMOUS, "owner", "mate", "leader", "other"),
    *("executive", "admin", "outsider", "departed", "stranger"),
)

PAGES: Final = """
                      |                                                  | anon own mate lead oth exe adm out dep str
sign-in               | GET /sign-in                                     | 200 302 302 302 302 302 302 302 302 302
sign-in/second-step   | GET /sign-in/second-step                         | 302 302 302 302 302 302 302 302 302 302
sign-in/closed        | GET /sign-in/closed                              | 200 200 200 200 200 200 200 200 200 200
sign-in/cancelled     | GET /sign-in/cancelled                           | 200 200 200 200 200 200 200 200 200 200
sign-in/<slug:provider_id> | GET /sign-in/company                        | 404 404 404 404 404 404 404 404 404 404
sign-in/<slug:provider_id>/back | GET /sign-in/company/back              | 404 404 404 404 404 404 404 404 404 404
password/forgotten    | GET /password/forgotten                          | 200 200 200 200 200 200 200 200 200 200
password/sent         | GET /password/sent                               | 200 200 200 200 200 200 200 200 200 200
password/new/<base36:uidb36>-<str:key> | GET /password/new/1-forged      | 200 200 200 200 200 200 200 200 200 200
password/done         | GET /password/done                               | 200 200 200 200 200 200 200 200 200 200
account               | GET /account                                     | 302 200 200 200 200 200 200 200 403 403
account/password      | GET /account/password                            | 302 200 200 200 200 200 200 200 403 403
account/first-password | GET /account/first-password                     | 302 302 302 302 302 302 302 302 403 403
account/password-again | GET /account/password-again                     | 302 200 200 200 200 200 200 200 403 403
account/code-again    | GET /account/code-again                          | 302 302 302 302 302 302 302 302 403 403
account/second-step   | GET /account/second-step                         | 302 302 302 302 302 302 302 302 403 403
account/second-step/off | GET /account/second-step/off                   | 302 404 404 404 404 404 404 404 403 403
account/recovery-codes | GET /account/recovery-codes                     | 302 404 404 404 404 404 404 404 403 403
account/recovery-codes/new | GET /account/recovery-codes/new             | 302 302 302 302 302 302 302 302 403 403
account/recovery-codes/file | GET /account/recovery-codes/file           | 302 404 404 404 404 404 404 404 403 403
account/sessions      | GET /account/sessions                            | 302 200 200 200 200 200 200 200 403 403
account/tokens        | GET /account/tokens                              | 302 200 200 200 200 200 200 200 403 403
account/tokens/new    | POST /account/tokens/new                         | 302 302 302 302 302 302 302 302 403 403
account/tokens/<int:pk>/revoke | POST /account/tokens/999/revoke         | 302 404 404 404 404 404 404 404 403 403
account/notices       | GET /account/notices                             | 302 200 200 200 200 200 200 200 403 403
account/notices       | POST /account/notices                            | 302 422 422 422 422 422 422 422 403 403
notices               | GET /notices                                     | 302 200 200 200 200 200 200 200 403 403
notices/bell          | GET /notices/bell                                | 302 200 200 200 200 200 200 200 403 403
notices/snooze        | POST /notices/snooze                             | 302 422 422 422 422 422 422 422 403 403
notices/wake          | POST /notices/wake                               | 302 404 404 404 404 404 404 404 403 403
notices/stop/<str:token> | GET /notices/stop/forged                      | 404 404 404 404 404 404 404 404 404 404
notices/stop/<str:token> | POST /notices/stop/forged                     | 404 404 404 404 404 404 404 404 404 404
key-people/<code:code>/data | GET /key-people/harbour-boss/data | 302 200 404 200 404 200 200 404 403 403
key-people/<code:code>/data | POST /key-people/harbour-boss/data | 302 422 404 422 404 422 422 404 403 403
key-people/<code:code>/data/export.<data:form> | GET /key-people/quarry-boss/data/export.json | 302 404 404 404 200 200 200 404 403 403
key-people/<code:code>/erase | GET /key-people/harbour-boss/erase | 302 403 403 403 403 403 200 403 403 403
key-people/<code:code>/erase | POST /key-people/harbour-boss/erase | 302 403 403 403 403 403 422 403 403 403
account/data | GET /account/data | 302 200 200 200 200 200 200 200 403 403
account/data/export.<archive:form> | GET /account/data/export.json | 302 200 200 200 200 200 200 200 403 403
settings/employees/<code:code>/data | GET /settings/employees/owner/data | 302 403 403 403 403 403 200 403 403 403
settings/employees/<code:code>/data/export.pdf | GET /settings/employees/nobody/data/export.pdf | 302 403 403 403 403 403 404 403 403 403
settings/employees/<code:code>/erase | GET /settings/employees/departed/erase | 302 403 403 403 403 403 200 403 403 403
settings/employees/<code:code>/erase | POST /settings/employees/owner/erase | 302 403 403 403 403 403 422 403 403 403
settings/retention | GET /settings/retention | 302 403 403 403 403 403 200 403 403 403
settings/retention | POST /settings/retention | 302 403 403 403 403 403 422 403 403 403
settings/retention/run | POST /settings/retention/run | 302 403 403 403 403 403 302 403 403 403
settings/notices      | GET /settings/notices                            | 302 403 403 403 403 403 200 403 403 403
settings/notices/trial | POST /settings/notices/trial                    | 302 403 403 403 403 403 404 403 403 403
settings/webhooks     | GET /settings/webhooks                           | 302 403 403 403 403 403 200 403 403 403
settings/webhooks/new | POST /settings/webhooks/new                      | 302 403 403 403 403 403 302 403 403 403
settings/webhooks/<int:pk> | GET /settings/webhooks/999                  | 302 403 403 403 403 403 404 403 403 403
settings/webhooks/<int:pk>/change | POST /settings/webhooks/999/change   | 302 403 403 403 403 403 404 403 403 403
settings/webhooks/<int:pk>/again | POST /settings/webhooks/999/again     | 302 403 403 403 403 403 404 403 403 403
settings/accounts     | GET /settings/accounts                           | 302 403 403 403 403 403 200 403 403 403
settings/accounts/new | POST /settings/accounts/new                      | 302 403 403 403 403 403 422 403 403 403
settings/accounts/<int:pk> | POST /settings/accounts/999                 | 302 403 403 403 403 403 404 403 403 403
sign-out              | POST /sign-out                                   | 302 302 302 302 302 302 302 302 302 302
language              | POST /language                                   | 302 302 302 302 302 302 302 302 302 302
theme                 | POST /theme                                      | 302 302 302 302 302 302 302 302 302 302
                      | GET /                                            | 302 302 302 302 302 302 302 302 403 403
customers/<code:code> | GET /customers/harbour                           | 302 200 404 200 404 200 200 404 403 403
customers/<code:code> | GET /customers/quarry                            | 302 404 404 404 200 200 200 404 403 403
customers/<code:code> | GET /customers/orchard                           | 302 404 404 200 404 200 200 404 403 403
customers/<code:code> | GET /customers/nowhere                           | 302 404 404 404 404 404 404 404 403 403
customers/<code:code>/map | GET /customers/harbour/map                | 302 200 404 200 404 200 200 404 403 403
customers/<code:code>/map | GET /customers/quarry/map?tab=table       | 302 404 404 404 200 200 200 404 403 403
customers/<code:code>/map/facts | GET /customers/harbour/map/facts    | 302 200 404 200 404 200 200 404 403 403
customers/<code:code>/map/change | POST /customers/harbour/map/change | 302 422 404 422 404 422 422 404 403 403
customers/<code:code>/map/influencers | GET /customers/quarry/map/influencers | 302 404 404 404 200 200 200 404 403 403
customers/<code:code>/facts | GET /customers/harbour/facts               | 302 200 404 200 404 200 200 404 403 403
customers/<code:code>/facts | POST /customers/harbour/facts              | 302 422 404 422 404 422 422 404 403 403
customers/<code:code>/strategy | GET /customers/harbour/strategy        | 302 200 404 200 404 200 200 404 403 403
customers/<code:code>/strategy | POST /customers/harbour/strategy       | 302 302 404 302 404 302 302 404 403 403
customers/<code:code>/team | GET /customers/harbour/team                | 302 200 404 200 404 200 200 404 403 403
customers/<code:code>/team | POST /customers/harbour/team               | 302 422 404 422 404 422 422 404 403 403
customers/<code:code>/team/leave | POST /customers/harbour/team/leave   | 302 404 404 404 404 404 404 404 403 403
customers/<code:code>/owner | GET /customers/harbour/owner               | 302 200 404 200 404 200 200 404 403 403
customers/<code:code>/owner | POST /customers/harbour/owner              | 302 422 404 422 404 422 422 404 403 403
customers/<code:code>/opportunities/new | GET /customers/harbour/opportunities/new | 302 200 404 200 404 200 200 404 403 403
customers/<code:code>/opportunities/new | POST /customers/harbour/opportunities/new | 302 422 404 422 404 422 422 404 403 403
opportunities/<code:code> | GET /opportunities/crane                     | 302 200 404 200 404 200 200 404 403 403
opportunities/<code:code> | GET /opportunities/drill                     | 302 404 404 404 200 200 200 404 403 403
opportunities/<code:code>/facts | GET /opportunities/crane/facts         | 302 200 404 200 404 200 200 404 403 403
opportunities/<code:code>/facts | POST /opportunities/crane/facts        | 302 422 404 422 404 422 422 404 403 403
opportunities/<code:code>/close | GET /opportunities/crane/close         | 302 200 404 200 404 200 200 404 403 403
opportunities/<code:code>/close | POST /opportunities/crane/close        | 302 422 404 422 404 422 422 404 403 403
opportunities/<code:code>/uses/new | GET /opportunities/crane/uses/new   | 302 200 404 200 404 200 200 404 403 403
opportunities/<code:code>/uses/new | POST /opportunities/crane/uses/new  | 302 422 404 422 404 422 422 404 403 403
opportunities/<code:code>/chain | GET /opportunities/crane/chain         | 302 200 404 200 404 200 200 404 403 403
opportunities/<code:code>/chain | POST /opportunities/crane/chain        | 302 302 404 302 404 302 302 404 403 403
opportunities/<code:code>/plan | GET /opportunities/crane/plan           | 302 302 404 302 404 302 302 404 403 403
opportunities/<code:code>/plan | POST /opportunities/crane/plan          | 302 422 404 422 404 422 422 404 403 403
plan-steps/<code:code> | POST /plan-steps/PS-1                           | 302 404 404 404 404 404 404 404 403 403
strategies/playbook   | GET /strategies/playbook                          | 302 200 200 200 200 200 200 404 403 403
strategies/playbook/<code:code> | GET /strategies/playbook/acquire_terms  | 302 404 404 404 404 404 404 404 403 403
strategies/playbook/<code:code>/copy | GET /strategies/playbook/acquire_terms/copy | 302 200 200 200 200 200 200 404 403 403
strategies/playbook/<code:code>/copy | GET /strategies/playbook/TC-404/copy | 302 404 404 404 404 404 404 404 403 403
strategies/playbook/<code:code>/copy | POST /strategies/playbook/acquire_terms/copy | 302 422 422 422 422 422 422 404 403 403
strategies/playbook/<code:code>/state | POST /strategies/playbook/acquire_terms/state | 302 404 404 404 404 404 404 404 403 403
strategies/effects    | GET /strategies/effects                           | 302 200 200 200 200 200 200 404 403 403
strategies/effects    | GET /strategies/effects?tactic=nothing&degree=price | 302 404 404 404 404 404 404 404 403 403
customers/<code:code>/tactics | POST /customers/harbour/tactics          | 302 404 404 404 404 404 404 404 403 403
customers/<code:code>/tactics | POST /customers/quarry/tactics           | 302 404 404 404 404 404 404 404 403 403
key-people/<code:code>/paths | GET /key-people/harbour-boss/paths        | 302 200 404 200 404 200 200 404 403 403
key-people/<code:code>/paths | GET /key-people/quarry-boss/paths         | 302 404 404 404 200 200 200 404 403 403
opportunities/<code:code>/chain/copy | POST /opportunities/crane/chain/copy | 302 404 404 404 404 404 404 404 403 403
strategies/accounts   | GET /strategies/accounts                         | 302 200 200 200 200 200 200 200 403 403
strategies/accounts   | GET /strategies/accounts?view=team:north         | 302 404 404 200 404 200 200 404 403 403
strategies/accounts/list | GET /strategies/accounts/list?of=activities   | 302 200 200 200 200 200 200 200 403 403
strategies/accounts/list | GET /strategies/accounts/list?of=captured&view=personal:owner | 302 200 404 200 404 200 200 404 403 403
strategies/coverage   | GET /strategies/coverage                         | 302 200 200 200 200 200 200 200 403 403
strategies/coverage   | GET /strategies/coverage?view=company            | 302 404 404 404 404 200 200 404 403 403
strategies/coverage/list | GET /strategies/coverage/list?of=never&view=personal:owner | 302 200 404 200 404 200 200 404 403 403
customers/<code:code>/coverage/plan | GET /customers/harbour/coverage/plan | 302 200 404 200 404 200 200 404 403 403
customers/<code:code>/coverage/plan | POST /customers/harbour/coverage/plan | 302 422 404 422 404 422 422 404 403 403
customers/<code:code>/coverage/people | GET /customers/harbour/coverage/people?of=never | 302 200 404 200 404 200 200 404 403 403
customers/<code:code>/coverage/contacts | GET /customers/quarry/coverage/contacts | 302 404 404 404 200 200 200 404 403 403
coverage-rounds/<code:code> | GET /coverage-rounds/CR-1                  | 302 404 404 404 404 404 404 404 403 403
strategies            | GET /strategies                                  | 302 200 200 200 200 200 200 200 403 403
strategies            | GET /strategies?view=company                     | 302 404 404 404 404 200 200 404 403 403
strategies/list       | GET /strategies/list?follows=acquire             | 302 200 200 200 200 200 200 200 403 403
strategies/list       | GET /strategies/list?view=personal:owner         | 302 200 404 200 404 200 200 404 403 403
team/review           | GET /team/review                                 | 302 200 200 200 200 200 200 200 403 403
team/review           | GET /team/review?view=company                    | 302 404 404 404 404 200 200 404 403 403
team/review           | GET /team/review?view=team:north&span=month      | 302 404 404 200 404 200 200 404 403 403
team/review           | GET /team/review?view=personal:owner&part=risks  | 302 200 404 200 404 200 200 404 403 403
team/review/export.pdf | GET /team/review/export.pdf?view=personal:mate  | 302 404 200 200 404 200 200 404 403 403
team/review/export.pptx | GET /team/review/export.pptx?view=team:north   | 302 404 404 200 404 200 200 404 403 403
team/scorecards       | GET /team/scorecards                             | 302 404 404 200 404 200 200 404 403 403
team/scorecards/<code:view> | GET /team/scorecards/personal:owner        | 302 200 404 200 404 200 200 404 403 403
team/scorecards/<code:view> | GET /team/scorecards/personal:owner?list=plan | 302 200 404 200 404 200 200 404 403 403
team/scorecards/<code:view> | GET /team/scorecards/personal:mate?list=upkeep | 302 404 200 200 404 200 200 404 403 403
team/scorecards/<code:view> | GET /team/scorecards/personal:leader       | 302 404 404 200 404 200 200 404 403 403
team/scorecards/<code:view> | GET /team/scorecards/personal:departed     | 302 404 404 200 404 200 200 404 403 403
team/scorecards/<code:view> | GET /team/scorecards/personal:outsider     | 302 404 404 404 404 200 200 200 403 403
team/scorecards/<code:view> | GET /team/scorecards/team:north            | 302 404 404 200 404 200 200 404 403 403
team/scorecards/<code:view> | GET /team/scorecards/team:south            | 302 404 404 404 404 200 200 404 403 403
team/scorecards/<code:view> | GET /team/scorecards/company               | 302 404 404 404 404 200 200 404 403 403
team/scorecards/<code:view> | GET /team/scorecards/personal:nobody       | 302 404 404 404 404 404 404 404 403 403
team/scorecards/<code:view> | GET /team/scorecards/everybody             | 302 404 404 404 404 404 404 404 403 403
today                 | GET /today                                       | 302 200 200 200 200 200 200 200 403 403
actions               | GET /actions                                     | 302 200 200 200 200 200 200 200 403 403
actions               | GET /actions?view=company                        | 302 404 404 404 404 200 200 404 403 403
actions               | GET /actions?view=team:north&tab=done            | 302 404 404 200 404 200 200 404 403 403
actions               | GET /actions?view=personal:owner&tab=snoozed     | 302 200 404 200 404 200 200 404 403 403
actions/mark          | POST /actions/mark                               | 302 422 422 422 422 422 422 422 403 403
actions/reopen        | POST /actions/reopen                             | 302 404 404 404 404 404 404 404 403 403
today                 | GET /today?more=changes                          | 302 200 200 200 200 200 200 200 403 403
lines/<line:line>     | GET /lines/customer?view=team:north&competitor=rival| 302 404 404 200 404 200 200 404 403 403
lines/<line:line>/list | GET /lines/key-person/list?view=personal:owner&competitor=rival&cell=contested | 302 200 404 200 404 200 200 404 403 403
lines/<line:line>/list | GET /lines/customer/list?view=company&competitor=rival&cell=lead:price:theirs | 302 404 404 404 404 200 200 404 403 403
lines/<line:line>     | GET /lines/customer                              | 302 200 200 200 200 200 200 200 403 403
lines/<line:line>     | GET /lines/influence                             | 302 200 200 200 200 200 200 200 403 403
lines/<line:line>     | GET /lines/key-person                            | 302 200 200 200 200 200 200 200 403 403
lines/<line:line>     | GET /lines/decision-chain                        | 302 200 200 200 200 200 200 200 403 403
lines/<line:line>     | GET /lines/customer?view=company                 | 302 404 404 404 404 200 200 404 403 403
lines/<line:line>     | GET /lines/customer?view=team:sales              | 302 404 404 404 404 200 200 404 403 403
lines/<line:line>     | GET /lines/customer?view=team:north              | 302 404 404 200 404 200 200 404 403 403
lines/<line:line>     | GET /lines/customer?view=team:south              | 302 404 404 404 404 200 200 404 403 403
lines/<line:line>     | GET /lines/key-person?view=personal:owner        | 302 200 404 200 404 200 200 404 403 403
lines/<line:line>     | GET /lines/customer?view=personal:mate&competitor=rival| 302 404 200 200 404 200 200 404 403 403
lines/<line:line>     | GET /lines/influence?view=personal:outsider      | 302 404 404 404 404 200 200 200 403 403
lines/<line:line>/list | GET /lines/customer/list?view=personal:owner    | 302 200 404 200 404 200 200 404 403 403
lines/<line:line>/list | GET /lines/influence/list?view=team:north       | 302 404 404 200 404 200 200 404 403 403
lines/<line:line>/export.xlsx | GET /lines/customer/export.xlsx?view=team:north | 302 404 404 200 404 200 200 404 403 403
lines/<line:line>/export.xlsx | GET /lines/key-person/export.xlsx?view=personal:owner | 302 200 404 200 404 200 200 404 403 403
lines/<line:line>/export.xlsx | POST /lines/customer/export.xlsx?view=team:north | 302 404 404 302 404 302 302 404 403 403
lines/<line:line>/export.csv | GET /lines/influence/export.csv?view=team:north | 302 404 404 200 404 200 200 404 403 403
lines/<line:line>/export.csv | GET /lines/customer/export.csv?view=company       | 302 404 404 404 404 200 200 404 403 403
lines/<line:line>/export.pdf | GET /lines/customer/export.pdf?view=personal:owner | 302 200 404 200 404 200 200 404 403 403
lines/<line:line>/trend.svg | GET /lines/customer/trend.svg?view=personal:mate   | 302 404 200 200 404 200 200 404 403 403
lines/<line:line>/matrix.svg | GET /lines/influence/matrix.svg?view=team:south   | 302 404 404 404 404 200 200 404 403 403
customers/<code:code>/export.pdf | GET /customers/harbour/export.pdf            | 302 200 404 200 404 200 200 404 403 403
customers/<code:code>/map/export.svg | POST /customers/harbour/map/export.svg      | 302 422 404 422 404 422 422 404 403 403
customers/<code:code>/map/export.pdf | POST /customers/harbour/map/export.pdf      | 302 422 404 422 404 422 422 404 403 403
customers/<code:code>/map/export.pptx | POST /customers/quarry/map/export.pptx     | 302 404 404 404 422 422 422 404 403 403
opportunities/<code:code>/export.pdf | GET /opportunities/crane/export.pdf     | 302 200 404 200 404 200 200 404 403 403
key-people/<code:code>/export.pdf | GET /key-people/quarry-boss/export.pdf      | 302 404 404 404 200 200 200 404 403 403
exports/<uuid:job>    | GET /exports/00000000-0000-0000-0000-000000000000        | 302 404 404 404 404 404 404 404 403 403
exports/<uuid:job>/file | GET /exports/00000000-0000-0000-0000-000000000000/file | 302 404 404 404 404 404 404 404 403 403
exports/<uuid:job>/cancel | POST /exports/00000000-0000-0000-0000-000000000000/cancel | 302 404 404 404 404 404 404 404 403 403
lines/customer/people | GET /lines/customer/people?customer=harbour      | 302 200 404 200 404 200 200 404 403 403
customers/<code:code>/focus | POST /customers/harbour/focus            | 302 422 404 422 404 422 422 404 403 403
customers/<code:code>/focus | POST /customers/quarry/focus             | 302 404 404 404 422 422 422 404 403 403
key-people/<code:code>/focus | POST /key-people/quarry-boss/focus      | 302 404 404 404 422 422 422 404 403 403
opportunities/<code:code>/focus | POST /opportunities/crane/focus      | 302 422 404 422 404 422 422 404 403 403
lines/<line:line>/filters | POST /lines/customer/filters              | 302 422 422 422 422 422 422 422 403 403
search                | GET /search?q=harbour                             | 302 200 200 200 200 200 200 200 403 403
saved-filters/<int:pk> | GET /saved-filters/1                         | 302 404 404 404 404 404 404 404 403 403
saved-filters/<int:pk>/delete | POST /saved-filters/1/delete          | 302 404 404 404 404 404 404 404 403 403
lines/customer/people | GET /lines/customer/people?customer=quarry       | 302 404 404 404 200 200 200 404 403 403
key-people/<code:code> | GET /key-people/harbour-boss                    | 302 200 404 200 404 200 200 404 403 403
key-people/<code:code> | GET /key-people/quarry-boss                     | 302 404 404 404 200 200 200 404 403 403
key-people/<code:code> | GET /key-people/orchard-boss                    | 302 404 404 200 404 200 200 404 403 403
key-people/<code:code> | GET /key-people/nobody                          | 302 404 404 404 404 404 404 404 403 403
key-people/<code:code> | POST /key-people/harbour-boss                   | 302 422 404 422 404 422 422 404 403 403
key-people/<code:code>/guide/<guide:feature> | GET /key-people/harbour-boss/guide/closeness | 302 200 404 200 404 200 200 404 403 403
key-people/<code:code>/guide/<guide:feature> | GET /key-people/harbour-boss/guide/price?party=rival | 302 200 404 200 404 200 200 404 403 403
key-people/<code:code>/guide/<guide:feature> | GET /key-people/quarry-boss/guide/influence | 302 404 404 404 200 200 200 404 403 403
key-people/<code:code>/guide/<guide:feature> | GET /key-people/harbour-boss/guide/secrets | 404 404 404 404 404 404 404 404 404 404
key-people/<code:code>/guide/<guide:feature> | POST /key-people/harbour-boss/guide/closeness | 302 422 404 422 404 422 422 404 403 403
customers/<code:code>/key-people/new | GET /customers/harbour/key-people/new | 302 200 404 200 404 200 200 404 403 403
customers/<code:code>/key-people/new | POST /customers/harbour/key-people/new | 302 422 404 422 404 422 422 404 403 403
contact               | GET /contact                                     | 302 200 200 200 200 200 200 200 403 403
contact               | GET /contact?person=harbour-boss                 | 302 200 404 200 404 200 200 404 403 403
contact               | GET /contact?customer=harbour                    | 302 200 404 200 404 200 200 404 403 403
contact               | GET /contact?opportunity=drill                   | 302 404 404 404 200 200 200 404 403 403
proposals             | GET /proposals                                   | 302 200 200 200 200 200 200 200 403 403
proposals             | GET /proposals?tab=settled                       | 302 200 200 200 200 200 200 200 403 403
proposals/<code:code> | POST /proposals/PR-1                             | 302 404 404 404 404 404 404 404 403 403
proposals/<code:code>/<int:position> | POST /proposals/PR-1/1            | 302 404 404 404 404 404 404 404 403 403
undo                  | POST /undo                                       | 302 404 404 404 404 404 404 404 403 403
settings              | GET /settings                                    | 302 403 403 403 403 403 200 403 403 403
settings/policy       | GET /settings/policy                             | 302 403 403 403 403 403 200 403 403 403
settings/policy/effect | POST /settings/policy/effect                     | 302 403 403 403 403 403 200 403 403 403
settings/teams        | GET /settings/teams                              | 302 403 403 403 403 403 200 403 403 403
settings/new-team     | GET /settings/new-team                           | 302 403 403 403 403 403 200 403 403 403
settings/teams/<code:code> | GET /settings/teams/north                        | 302 403 403 403 403 403 200 403 403 403
settings/teams/<code:code> | GET /settings/teams/nowhere                      | 302 403 403 403 403 403 404 403 403 403
settings/teams/<code:code>/remove | POST /settings/teams/north/remove                | 302 403 403 403 403 403 422 403 403 403
settings/employees    | GET /settings/employees                          | 302 403 403 403 403 403 200 403 403 403
settings/new-employee | GET /settings/new-employee                       | 302 403 403 403 403 403 200 403 403 403
settings/employees/<code:code> | GET /settings/employees/owner                    | 302 403 403 403 403 403 200 403 403 403
settings/competitors  | GET /settings/competitors                        | 302 403 403 403 403 403 200 403 403 403
settings/competitors/<code:code> | GET /settings/competitors/rival                  | 302 403 403 403 403 403 200 403 403 403
settings/stages       | GET /settings/stages                             | 302 403 403 403 403 403 200 403 403 403
settings/stages/<code:code> | POST /settings/stages/S1                         | 302 403 403 403 403 403 404 403 403 403
settings/stages/<code:code>/move | POST /settings/stages/S1/move                    | 302 403 403 403 403 403 404 403 403 403
settings/stages/<code:code>/remove | POST /settings/stages/S1/remove                  | 302 403 403 403 403 403 404 403 403 403
settings/tactics      | GET /settings/tactics                            | 302 403 403 403 403 403 200 403 403 403
settings/tactics      | POST /settings/tactics                           | 302 403 403 403 403 403 422 403 403 403
settings/tactics/<code:code> | GET /settings/tactics/watch_causes        | 302 403 403 403 403 403 200 403 403 403
settings/tactics/<code:code> | GET /settings/tactics/TC-404              | 302 403 403 403 403 403 404 403 403 403
settings/tactics/<code:code>/retire | POST /settings/tactics/TC-404/retire | 302 403 403 403 403 403 404 403 403 403
audit                 | GET /audit                                       | 302 403 403 403 403 403 200 403 403 403
import | GET /import | 302 403 403 403 403 403 200 403 403 403
import | POST /import | 302 403 403 403 403 403 422 403 403 403
import/template.xlsx | GET /import/template.xlsx | 302 403 403 403 403 403 200 403 403 403
import/format | GET /import/format | 302 403 403 403 403 403 200 403 403 403
import/export | POST /import/export | 302 403 403 403 403 403 302 403 403 403
import/export/progress | GET /import/export/progress | 302 403 403 403 403 403 200 403 403 403
import/export/<uuid:key> | GET /import/export/00000000-0000-0000-0000-000000000000 | 302 403 403 403 403 403 404 403 403 403
import/<uuid:key> | GET /import/00000000-0000-0000-0000-000000000000 | 302 403 403 403 403 403 404 403 403 403
team/continuity | GET /team/continuity                                  | 302 403 403 200 403 200 200 403 403 403
team/continuity/<code:code> | GET /team/continuity/owner                | 302 403 403 200 403 200 200 403 403 403
team/continuity/<code:code> | GET /team/continuity/other?tab=only_sway  | 302 403 403 404 403 200 200 403 403 403
team/continuity/<code:code>/handover | GET /team/continuity/departed/handover | 302 403 403 200 403 200 200 403 403 403
team/continuity/<code:code>/handover | POST /team/continuity/owner/handover | 302 403 403 422 403 422 422 403 403 403
team/continuity/<code:code>/handover | POST /team/continuity/other/handover | 302 403 403 404 403 422 422 403 403 403
handovers/<code:code> | GET /handovers/HO-1                             | 302 404 404 404 404 404 404 404 403 403
handovers/<code:code>/pack.pdf | GET /handovers/HO-1/pack.pdf           | 302 404 404 404 404 404 404 404 403 403
handovers/<code:code>/items/<int:item> | POST /handovers/HO-1/items/1   | 302 404 404 404 404 404 404 404 403 403
customers/<code:code>/pack.pdf | GET /customers/harbour/pack.pdf        | 302 200 404 200 404 200 200 404 403 403
network/paths         | GET /network/paths                               | 302 200 200 200 200 200 200 200 403 403
network/paths         | GET /network/paths?person=harbour-boss           | 302 200 404 200 404 200 200 404 403 403
network/paths         | GET /network/paths?person=quarry-boss            | 302 404 404 404 200 200 200 404 403 403
network/help          | GET /network/help                                | 302 200 200 200 200 200 200 200 403 403
network/help/new      | GET /network/help/new?person=harbour-boss        | 302 200 404 200 404 200 200 404 403 403
network/help/new      | POST /network/help/new                           | 302 404 404 404 404 404 404 404 403 403
network/help/<code:code> | GET /network/help/HR-1                        | 302 404 404 404 404 404 404 404 403 403
network/help/<code:code> | POST /network/help/HR-1                       | 302 404 404 404 404 404 404 404 403 403
network/help/<code:code>/insight | GET /network/help/HR-1/insight      | 302 404 404 404 404 404 404 404 403 403
network/help/<code:code>/insight | POST /network/help/HR-1/insight     | 302 404 404 404 404 404 404 404 403 403
network               | GET /network                                     | 302 200 200 200 200 200 200 200 403 403
network               | GET /network?view=team:north                     | 302 404 404 200 404 200 200 404 403 403
network               | GET /network?view=company&competitor=rival       | 302 404 404 404 404 200 200 404 403 403
network/people-list   | GET /network/people-list?of=everybody            | 302 200 200 200 200 200 200 200 403 403
network/people-list   | GET /network/people-list?of=unnamed_only&view=company | 302 404 404 404 404 200 200 404 403 403
network/people-list   | GET /network/people-list?of=private_only&view=personal:owner | 302 200 404 200 404 200 200 404 403 403
network/people-list.csv | GET /network/people-list.csv?of=public&view=personal:owner | 302 200 404 200 404 200 200 404 403 403
network/people-list.xlsx | GET /network/people-list.xlsx?of=public&view=company | 302 404 404 404 404 200 200 404 403 403
network/uses          | GET /network/uses                                | 302 200 200 200 200 200 200 200 403 403
network/uses          | GET /network/uses?tab=mine                       | 302 200 200 200 200 200 200 200 403 403
network/uses/new      | GET /network/uses/new                            | 302 200 200 200 200 200 200 200 403 403
network/uses/new      | POST /network/uses/new                           | 302 422 422 422 422 422 422 422 403 403
network/uses/<int:pk>/confirm | POST /network/uses/999/confirm           | 302 404 404 404 404 404 404 404 403 403
network/uses/<int:pk>/decline | POST /network/uses/999/decline           | 302 404 404 404 404 404 404 404 403 403
network/uses/<int:pk>/thank | POST /network/uses/999/thank               | 302 404 404 404 404 404 404 404 403 403
network/uses/<int:pk>/unname | POST /network/uses/999/unname             | 302 404 404 404 404 404 404 404 403 403
influence/contribution | GET /influence/contribution                     | 302 200 200 200 200 200 200 200 403 403
influence/contribution | GET /influence/contribution?view=company&of=won | 302 404 404 404 404 200 200 404 403 403
influence/contribution | GET /influence/contribution?view=team:north     | 302 404 404 200 404 200 200 404 403 403
influence/contribution | GET /influence/contribution?view=personal:owner | 302 200 404 200 404 200 200 404 403 403
network/survey        | GET /network/survey                              | 302 200 200 200 200 200 200 200 403 403
network/survey/new    | GET /network/survey/new                          | 302 403 403 403 403 200 200 403 403 403
network/survey/new    | POST /network/survey/new                         | 302 403 403 403 403 422 422 403 403 403
network/survey/<code:code> | GET /network/survey/SV-1                    | 302 404 404 404 404 404 404 404 403 403
network/survey/<code:code> | POST /network/survey/SV-1                   | 302 404 404 404 404 404 404 404 403 403
network/survey/<code:code>/confirm | POST /network/survey/SV-1/confirm   | 302 404 404 404 404 404 404 404 403 403
network/survey/<code:code>/close | POST /network/survey/SV-1/close       | 302 403 403 403 403 404 404 403 403 403
network/survey/<code:code>/remind | POST /network/survey/SV-1/remind     | 302 403 403 403 403 404 404 403 403 403
network/people        | GET /network/people                              | 302 200 200 200 200 200 200 200 403 403
network/people        | POST /network/people                             | 302 422 422 422 422 422 422 422 403 403
network/looks         | GET /network/looks                               | 302 200 200 200 200 200 200 200 403 403
team/candidate-check | GET /team/candidate-check                        | 302 403 403 200 403 200 200 403 403 403
team/candidate-check | POST /team/candidate-check                       | 302 403 403 422 403 422 422 403 403 403
import/<uuid:key>/progress | GET /import/00000000-0000-0000-0000-000000000000/progress | 302 403 403 403 403 403 404 403 403 403
import/<uuid:key>/mapping | GET /import/00000000-0000-0000-0000-000000000000/mapping | 302 403 403 403 403 403 404 403 403 403
import/<uuid:key>/check | POST /import/00000000-0000-0000-0000-000000000000/check | 302 403 403 403 403 403 404 403 403 403
import/<uuid:key>/choose | POST /import/00000000-0000-0000-0000-000000000000/choose | 302 403 403 403 403 403 404 403 403 403
import/<uuid:key>/commit | POST /import/00000000-0000-0000-0000-000000000000/commit | 302 403 403 403 403 403 404 403 403 403
import/<uuid:key>/again | POST /import/00000000-0000-0000-0000-000000000000/again | 302 403 403 403 403 403 404 403 403 403
import/<uuid:key>/stop | POST /import/00000000-0000-0000-0000-000000000000/stop | 302 403 403 403 403 403 404 403 403 403
import/<uuid:key>/rejected.zip | GET /import/00000000-0000-0000-0000-000000000000/rejected.zip | 302 403 403 403 403 403 404 403 403 403
import/<uuid:key>/problems.<str:form> | GET /import/00000000-0000-0000-0000-000000000000/problems.csv | 302 403 403 403 403 403 404 403 403 403
sign-in | POST /sign-in | 200 302 302 302 302 302 302 302 302 302
sign-in/second-step | POST /sign-in/second-step | 302 302 302 302 302 302 302 302 302 302
sign-in/<slug:provider_id> | POST /sign-in/company | 404 404 404 404 404 404 404 404 404 404
sign-in/<slug:provider_id>/back | POST /sign-in/company/back | 404 404 404 404 404 404 404 404 404 404
password/forgotten | POST /password/forgotten | 200 200 200 200 200 200 200 200 200 200
password/new/<base36:uidb36>-<str:key> | POST /password/new/1-forged | 200 200 200 200 200 200 200 200 200 200
account/password | POST /account/password | 302 200 200 200 200 200 200 200 403 403
account/first-password | POST /account/first-password | 302 302 302 302 302 302 302 302 403 403
account/password-again | POST /account/password-again | 302 200 200 200 200 200 200 200 403 403
account/code-again | POST /account/code-again | 302 302 302 302 302 302 302 302 403 403
account/second-step | POST /account/second-step | 302 302 302 302 302 302 302 302 403 403
account/second-step/off | POST /account/second-step/off | 302 404 404 404 404 404 404 404 403 403
account/recovery-codes/new | POST /account/recovery-codes/new | 302 302 302 302 302 302 302 302 403 403
account/recovery-codes/file | POST /account/recovery-codes/file | 302 404 404 404 404 404 404 404 403 403
account/sessions | POST /account/sessions | 302 404 404 404 404 404 404 404 403 403
strategies/playbook/<code:code> | POST /strategies/playbook/acquire_terms | 302 404 404 404 404 404 404 404 403 403
coverage-rounds/<code:code> | POST /coverage-rounds/CR-1 | 302 404 404 404 404 404 404 404 403 403
lines/<line:line>/export.csv | POST /lines/influence/export.csv?view=team:north | 302 404 404 302 404 302 302 404 403 403
saved-filters/<int:pk> | POST /saved-filters/1 | 302 404 404 404 404 404 404 404 403 403
contact | POST /contact | 302 200 200 200 200 200 200 200 403 403
contact | POST /contact?customer=quarry | 302 404 404 404 200 200 200 404 403 403
settings/policy | POST /settings/policy | 302 403 403 403 403 403 422 403 403 403
settings/new-team | POST /settings/new-team | 302 403 403 403 403 403 422 403 403 403
settings/teams/<code:code> | POST /settings/teams/north | 302 403 403 403 403 403 422 403 403 403
settings/new-employee | POST /settings/new-employee | 302 403 403 403 403 403 422 403 403 403
settings/employees/<code:code> | POST /settings/employees/owner | 302 403 403 403 403 403 422 403 403 403
settings/competitors | POST /settings/competitors | 302 403 403 403 403 403 422 403 403 403
settings/competitors/<code:code> | POST /settings/competitors/rival | 302 403 403 403 403 403 422 403 403 403
settings/stages | POST /settings/stages | 302 403 403 403 403 403 422 403 403 403
settings/tactics/<code:code> | POST /settings/tactics/watch_causes | 302 403 403 403 403 403 302 403 403 403
import/<uuid:key>/mapping | POST /import/00000000-0000-0000-0000-000000000000/mapping | 302 403 403 403 403 403 404 403 403 403
account/data/export.<archive:form> | GET /account/data/export.pdf | 302 200 200 200 200 200 200 200 403 403
account/data/export.<archive:form> | GET /account/data/export.zip | 302 200 200 200 200 200 200 200 403 403
key-people/<code:code>/data/export.<data:form> | GET /key-people/harbour-boss/data/export.pdf | 302 200 404 200 404 200 200 404 403 403
settings/employees/<code:code>/data/export.pdf | GET /settings/employees/owner/data/export.pdf | 302 403 403 403 403 403 200 403 403 403
"""


@dataclass(frozen=True, slots=True)
class Permission:
    """One line of a table; `answers` by name of the cast."""

    route: str
    asked: str
    answers: dict[str, int]


def permissions(table: str) -> list[Permission]:
    lines = [[cell.strip() for cell in line.split("|")] for line in table.strip("\n").splitlines()]
    rows = [line for line in lines if line[2].split()[0].isdigit()]
    return [
        Permission(route, asked, dict(zip(WHO, map(int, answers.split()), strict=True)))
        for route, asked, answers in rows
    ]
