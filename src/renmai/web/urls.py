"""The pages."""

from typing import Final

from django.urls import URLPattern, URLResolver, path, register_converter
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from renmai.domain.guided_questions import BY_FEATURE
from renmai.web.pages.account.urls import URLS as ACCOUNT
from renmai.web.pages.account_indicators import view as account_indicators
from renmai.web.pages.actions import view as actions
from renmai.web.pages.candidate_check import view as candidate_check
from renmai.web.pages.contact import view as contact
from renmai.web.pages.continuity import view as continuity
from renmai.web.pages.contribution import view as contribution
from renmai.web.pages.coverage import view as coverage
from renmai.web.pages.customer import account_team
from renmai.web.pages.customer import view as customer
from renmai.web.pages.export import entity
from renmai.web.pages.export import progress as export_progress
from renmai.web.pages.export import relationship_map as map_export
from renmai.web.pages.export import view as export
from renmai.web.pages.focus import view as focus
from renmai.web.pages.guide import view as guide
from renmai.web.pages.handover import new as new_handover
from renmai.web.pages.handover import pack
from renmai.web.pages.handover import view as handover
from renmai.web.pages.imports import export as bundle_export
from renmai.web.pages.imports import view as imports
from renmai.web.pages.insight_answer import view as insight_answer
from renmai.web.pages.key_person import paths
from renmai.web.pages.key_person import view as key_person
from renmai.web.pages.line import view as line
from renmai.web.pages.line.lines import LINES
from renmai.web.pages.network_help import new as new_help
from renmai.web.pages.network_help import view as network_help
from renmai.web.pages.network_looks import view as network_looks
from renmai.web.pages.network_overview import files as network_files
from renmai.web.pages.network_overview import view as network_overview
from renmai.web.pages.network_paths import view as network_paths
from renmai.web.pages.network_people import view as network_people
from renmai.web.pages.network_survey import campaigns
from renmai.web.pages.network_survey import view as network_survey
from renmai.web.pages.network_uses import view as network_uses
from renmai.web.pages.notices import view as notices
from renmai.web.pages.opportunity import view as opportunity
from renmai.web.pages.personal_data import erase
from renmai.web.pages.personal_data import view as personal_data
from renmai.web.pages.plan_step import view as plan_step
from renmai.web.pages.preferences.view import set_theme
from renmai.web.pages.proposals import view as proposals
from renmai.web.pages.relationship_map import view as relationship_map
from renmai.web.pages.review import view as review
from renmai.web.pages.saved_filter import view as saved_filter
from renmai.web.pages.scorecard import view as scorecard
from renmai.web.pages.search import view as search
from renmai.web.pages.settings.urls import URLS as SETTINGS
from renmai.web.pages.settings_accounts import view as settings_accounts
from renmai.web.pages.strategies import view as strategies
from renmai.web.pages.tactic.urls import URLS as TACTICS
from renmai.web.pages.today import view as today
from renmai.web.pages.undo import view as undo


class OneOf:
    """One of a few names; any other is no page."""

    regex = ""

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class LineName(OneOf):
    """One of the four lines."""

    regex = "|".join(LINES)


class GuideName(OneOf):
    """One of the guides."""

    regex = "|".join(BY_FEATURE)


class DataForm(OneOf):
    """A form of the report on a key person."""

    regex = "json|pdf"


class ArchiveForm(OneOf):
    """A form of the report on oneself."""

    regex = "json|pdf|zip"


register_converter(DataForm, "data")
register_converter(ArchiveForm, "archive")
register_converter(LineName, "line")
register_converter(GuideName, "guide")

urlpatterns: Final[list[URLPattern | URLResolver]] = [
    path("", today.home, name="home"),
    *ACCOUNT,
    path("language", require_POST(set_language), name="set-language"),
    path("theme", set_theme, name="set-theme"),
    path("today", today.today, name="today"),
    path("strategies", strategies.strategies, name="strategies"),
    path("strategies/list", strategies.strategies_list, name="strategies-list"),
    path("actions", actions.all_actions, name="actions"),
    path("actions/mark", actions.mark, name="actions-mark"),
    path("actions/reopen", actions.reopen, name="actions-reopen"),
    path("notices", notices.notices, name="notices"),
    path("notices/bell", notices.bell, name="notices-bell"),
    path("notices/snooze", notices.snooze_notices, name="notices-snooze"),
    path("notices/wake", notices.wake_notices, name="notices-wake"),
    path("notices/stop/<str:token>", notices.stop_letters, name="notices-stop"),
    path("search", search.search, name="search"),
    path("contact", contact.contact, name="contact"),
    path("team/continuity", continuity.continuity, name="continuity"),
    path("team/continuity/<code:code>", continuity.continuity_one, name="continuity-one"),
    path("team/continuity/<code:code>/handover", new_handover.new_handover, name="continuity-handover"),
    path("handovers/<code:code>", handover.handover, name="handover"),
    path("handovers/<code:code>/pack.pdf", pack.handover_pack, name="handover-pack"),
    path("customers/<code:code>/pack.pdf", pack.customer_pack, name="customer-pack"),
    path("handovers/<code:code>/items/<int:item>", handover.tick, name="handover-item"),
    path("network/paths", network_paths.network_paths, name="network-paths"),
    path("network/help", network_help.network_help, name="network-help"),
    path("network/help/new", new_help.new_help, name="network-help-new"),
    path("network/help/<code:code>", network_help.network_help_one, name="network-help-one"),
    path("network/help/<code:code>/insight", insight_answer.insight_answer, name="help-insight"),
    path("network", network_overview.network_overview, name="network-overview"),
    path("network/people-list", network_overview.people_list, name="network-overview-list"),
    *(
        path(
            f"network/people-list.{form}",
            network_files.people_file,
            {"form": form},
            name=f"network-overview-list-{form}",
        )
        for form in network_files.FORMS
    ),
    path("network/uses", network_uses.network_uses, name="network-uses"),
    path("network/uses/new", network_uses.new_use, name="network-uses-new"),
    path("network/uses/<int:pk>/confirm", network_uses.confirm, name="network-uses-confirm"),
    path("network/uses/<int:pk>/decline", network_uses.decline, name="network-uses-decline"),
    path("network/uses/<int:pk>/thank", network_uses.thank_helper, name="network-uses-thank"),
    path("network/uses/<int:pk>/unname", network_uses.unname, name="network-uses-unname"),
    path("network/survey", network_survey.survey, name="network-survey"),
    path("network/survey/new", campaigns.new, name="network-survey-new"),
    path("network/survey/<code:code>", network_survey.answer, name="network-survey-answer"),
    path("network/survey/<code:code>/confirm", network_survey.confirm, name="network-survey-confirm"),
    path("network/survey/<code:code>/close", campaigns.close, name="network-survey-close"),
    path("network/survey/<code:code>/remind", campaigns.remind_all, name="network-survey-remind"),
    path("network/people", network_people.network_people, name="network-people"),
    path("network/looks", network_looks.network_looks, name="network-looks"),
    path("team/candidate-check", candidate_check.candidate_check, name="candidate-check"),
    path("undo", undo.undo, name="undo"),
    path("proposals", proposals.proposals, name="proposals"),
    path("proposals/<code:code>", proposals.answer_all, name="proposal"),
    path("proposals/<code:code>/<int:position>", proposals.answer_change, name="proposal-change"),
    path("customers/<code:code>", customer.customer, name="customer"),
    path("customers/<code:code>/map", relationship_map.customer_map, name="customer-map"),
    path("customers/<code:code>/map/facts", relationship_map.map_facts, name="map-facts"),
    path("customers/<code:code>/map/change", relationship_map.map_change, name="map-change"),
    path("customers/<code:code>/map/influencers", relationship_map.map_influencers, name="map-influencers"),
    path("customers/<code:code>/export.pdf", entity.customer, name="customer-pdf"),
    *(
        path(
            f"customers/<code:code>/map/export.{form}",
            map_export.relationship_map,
            {"form": form},
            name=f"customer-map-{form}",
        )
        for form in map_export.FORMS
    ),
    path("opportunities/<code:code>/export.pdf", entity.opportunity, name="opportunity-pdf"),
    path("key-people/<code:code>/export.pdf", entity.key_person, name="key-person-pdf"),
    path("customers/<code:code>/facts", customer.edit, {"form": "facts"}, name="customer-facts"),
    path("customers/<code:code>/strategy", customer.edit, {"form": "strategy"}, name="customer-strategy"),
    path("customers/<code:code>/team", customer.edit, {"form": "team"}, name="customer-team"),
    path("customers/<code:code>/team/leave", account_team.leave, name="customer-team-leave"),
    path("customers/<code:code>/owner", customer.edit, {"form": "owner"}, name="customer-owner"),
    path(
        "customers/<code:code>/opportunities/new", customer.edit, {"form": "opportunity"}, name="customer-opportunity"
    ),
    path("customers/<code:code>/focus", focus.focus, {"page": "customer"}, name="customer-focus"),
    path("key-people/<code:code>/focus", focus.focus, {"page": "key-person"}, name="key-person-focus"),
    path("opportunities/<code:code>/focus", focus.focus, {"page": "opportunity"}, name="opportunity-focus"),
    path("key-people/<code:code>", key_person.key_person, name="key-person"),
    path("key-people/<code:code>/data", personal_data.key_person_data, name="key-person-data"),
    path("key-people/<code:code>/data/export.<data:form>", personal_data.key_person_file, name="key-person-data-file"),
    path("key-people/<code:code>/erase", erase.erase_key_person, name="key-person-erase"),
    path("account/data", personal_data.account_data, name="account-data"),
    path("account/data/export.<archive:form>", personal_data.account_file, name="account-data-file"),
    path("key-people/<code:code>/guide/<guide:feature>", guide.guide, name="key-person-guide"),
    path("customers/<code:code>/key-people/new", key_person.new_key_person, name="key-person-new"),
    path("opportunities/<code:code>", opportunity.opportunity, name="opportunity"),
    path("opportunities/<code:code>/facts", opportunity.edit, {"form": "facts"}, name="opportunity-facts"),
    path("opportunities/<code:code>/close", opportunity.edit, {"form": "close"}, name="opportunity-close"),
    path("opportunities/<code:code>/uses/new", opportunity.edit, {"form": "use"}, name="opportunity-use"),
    path("opportunities/<code:code>/chain", opportunity.chain, name="opportunity-chain"),
    path("opportunities/<code:code>/plan", opportunity.plan, name="opportunity-plan"),
    path("plan-steps/<code:code>", plan_step.settle, name="plan-step"),
    path("key-people/<code:code>/paths", paths.paths, name="key-person-paths"),
    path("opportunities/<code:code>/chain/copy", opportunity.copy, name="opportunity-chain-copy"),
    path("team/review", review.weekly_review, name="review"),
    *(
        path(f"team/review/export.{form}", review.review_file, {"form": form}, name=f"review-{form}")
        for form in review.FORMS
    ),
    path("team/scorecards", scorecard.scorecards, name="scorecards"),
    path("team/scorecards/<code:view>", scorecard.one, name="scorecards-one"),
    path("import", imports.imports, name="import"),
    path("import/template.xlsx", imports.template, name="import-template"),
    path("import/format", imports.import_format, name="import-format"),
    path("import/export", bundle_export.export, name="import-export"),
    path("import/export/progress", bundle_export.export_progress, name="import-export-progress"),
    path("import/export/<uuid:key>", bundle_export.export_file, name="import-export-file"),
    path("import/<uuid:key>", imports.upload, name="import-upload"),
    path("import/<uuid:key>/progress", imports.progress, name="import-progress"),
    path("import/<uuid:key>/mapping", imports.mapping, name="import-mapping"),
    path("import/<uuid:key>/check", imports.check, name="import-check"),
    path("import/<uuid:key>/choose", imports.choose, name="import-choose"),
    path("import/<uuid:key>/commit", imports.commit, name="import-commit"),
    path("import/<uuid:key>/again", imports.again, name="import-again"),
    path("import/<uuid:key>/stop", imports.stop, name="import-stop"),
    path("import/<uuid:key>/problems.<str:form>", imports.problems, name="import-problems"),
    path("import/<uuid:key>/rejected.zip", imports.rejected, name="import-rejected"),
    *TACTICS,
    *SETTINGS,
    path("settings/accounts", settings_accounts.accounts, name="settings-accounts"),
    path("settings/accounts/new", settings_accounts.new_account, name="settings-accounts-new"),
    path("settings/accounts/<int:pk>", settings_accounts.change_account, name="settings-accounts-change"),
    path("strategies/coverage", coverage.coverage, name="coverage"),
    path("strategies/coverage/list", coverage.coverage_list, name="coverage-list"),
    path("customers/<code:code>/coverage/plan", coverage.plan, name="customer-coverage-plan"),
    path("customers/<code:code>/coverage/people", coverage.customer_people, name="customer-coverage-people"),
    path("customers/<code:code>/coverage/contacts", coverage.contacts, name="customer-coverage-contacts"),
    path("coverage-rounds/<code:code>", coverage.coverage_round, name="coverage-round"),
    path("strategies/accounts", account_indicators.accounts, name="accounts"),
    path("strategies/accounts/list", account_indicators.accounts_list, name="accounts-list"),
    path("lines/<line:line>", line.dashboard, name="line"),
    path("influence/contribution", contribution.deals, name="contribution"),
    path("lines/<line:line>/list", line.cell_list, name="line-list"),
    path("lines/<line:line>/export.xlsx", export.line_file, {"form": "xlsx"}, name="line-xlsx"),
    path("lines/<line:line>/export.csv", export.line_file, {"form": "csv"}, name="line-csv"),
    path("lines/<line:line>/export.pdf", export.line_paper, name="line-pdf"),
    path("exports/<uuid:job>", export_progress.progress, name="export"),
    path("exports/<uuid:job>/file", export_progress.fetch, name="export-file"),
    path("exports/<uuid:job>/cancel", export_progress.stop, name="export-cancel"),
    path("lines/<line:line>/trend.svg", export.line_chart, {"drawing": "trend"}, name="line-trend"),
    path("lines/<line:line>/matrix.svg", export.line_chart, {"drawing": "matrix"}, name="line-matrix"),
    path("lines/<line:line>/filters", saved_filter.saved_filters, name="saved-filters"),
    path("saved-filters/<int:pk>", saved_filter.saved_filter, name="saved-filter"),
    path("saved-filters/<int:pk>/delete", saved_filter.forget_filter, name="saved-filter-delete"),
    path("lines/customer/people", line.customer_people, name="customer-people"),
]
