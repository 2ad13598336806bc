"""Addresses of the settings and of the audit trail."""

from typing import Final

from django.urls import URLPattern, path

import renmai.intake.addresses  # noqa: F401 registers the converter of codes
from renmai.web.pages.audit import view as audit
from renmai.web.pages.personal_data import erase
from renmai.web.pages.personal_data import view as personal_data
from renmai.web.pages.settings import view as settings
from renmai.web.pages.settings_competitors import view as competitors
from renmai.web.pages.settings_employees import view as employees
from renmai.web.pages.settings_notices import view as notices
from renmai.web.pages.settings_policy import view as policy
from renmai.web.pages.settings_retention import view as retention
from renmai.web.pages.settings_stages import view as stages
from renmai.web.pages.settings_tactics import view as tactics
from renmai.web.pages.settings_teams import view as teams
from renmai.web.pages.settings_webhooks import view as webhooks

DATA_PDF: Final = "settings-employees-data-pdf"
URLS: Final[list[URLPattern]] = [
    path("settings", settings.settings, name="settings"),
    path("settings/policy", policy.policy, name="settings-policy"),
    path("settings/policy/effect", policy.effect, name="settings-policy-effect"),
    path("settings/teams", teams.teams, name="settings-teams"),
    path("settings/new-team", teams.new_team, name="settings-teams-new"),
    path("settings/teams/<code:code>", teams.edit, name="settings-teams-edit"),
    path("settings/teams/<code:code>/remove", teams.remove, name="settings-teams-remove"),
    path("settings/employees", employees.employees, name="settings-employees"),
    path("settings/new-employee", employees.new_employee, name="settings-employees-new"),
    path("settings/employees/<code:code>", employees.edit, name="settings-employees-edit"),
    path("settings/employees/<code:code>/data", personal_data.employee_data, name="settings-employees-data"),
    path("settings/employees/<code:code>/data/export.pdf", personal_data.employee_file, name=DATA_PDF),
    path("settings/employees/<code:code>/erase", erase.erase_employee, name="settings-employees-erase"),
    path("settings/retention", retention.kept, name="settings-retention"),
    path("settings/retention/run", retention.run, name="settings-retention-run"),
    path("settings/competitors", competitors.competitors, name="settings-competitors"),
    path("settings/competitors/<code:code>", competitors.edit, name="settings-competitors-edit"),
    path("settings/stages", stages.stages, name="settings-stages"),
    path("settings/stages/<code:code>", stages.rename, name="settings-stages-rename"),
    path("settings/stages/<code:code>/move", stages.move, name="settings-stages-move"),
    path("settings/stages/<code:code>/remove", stages.remove, name="settings-stages-remove"),
    path("settings/tactics", tactics.tactics, name="settings-tactics"),
    path("settings/tactics/<code:code>", tactics.edit, name="settings-tactics-edit"),
    path("settings/tactics/<code:code>/retire", tactics.retire, name="settings-tactics-retire"),
    path("settings/notices", notices.configured, name="settings-notices"),
    path("settings/notices/trial", notices.trial, name="settings-notices-trial"),
    path("settings/webhooks", webhooks.webhooks, name="settings-webhooks"),
    path("settings/webhooks/new", webhooks.new_webhook, name="settings-webhooks-new"),
    path("settings/webhooks/<int:pk>", webhooks.one, name="settings-webhooks-one"),
    path("settings/webhooks/<int:pk>/change", webhooks.change, name="settings-webhooks-change"),
    path("settings/webhooks/<int:pk>/again", webhooks.tell_again, name="settings-webhooks-again"),
    path("audit", audit.audit, name="audit"),
]
