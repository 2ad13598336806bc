"""Template tags of the settings: their navigation, and the sentence at the top of each part."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from renmai.web.pages.settings.sections import ABOUT, OVERVIEW, SECTIONS
from renmai.wording.terms import Text
from renmai.wording.token import SCOPES

register = template.Library()


@register.inclusion_tag("pages/settings/tabs.html", takes_context=True)
def settings_tabs(context: template.Context) -> dict[str, Any]:
    match = context["request"].resolver_match
    here = (match.url_name or "") if match else ""
    return {
        "tabs": [
            {
                "url": reverse(section.name),
                "label": section.label,
                "is_current": here == section.name or (section is not OVERVIEW and here.startswith(f"{section.name}-")),
            }
            for section in (OVERVIEW, *SECTIONS)
        ]
    }


@register.simple_tag
def settings_about(name: str) -> SafeString:
    return format_html('<p class="about">{}</p>', ABOUT[name])


@register.filter
def token_scope(scope: str) -> Text:
    """What a token may do."""
    return SCOPES[scope].label
