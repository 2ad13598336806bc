"""The menu that takes what is on the screen along as a file."""

from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.translation import gettext

register = template.Library()


@register.inclusion_tag("pages/line/export_menu.html", takes_context=True)
def export_menu(context: RequestContext) -> dict[str, Any]:
    """On a line's page or a list behind a number: the same question, list and columns; nothing elsewhere."""
    request = context["request"]
    query = request.GET.copy()
    query.pop("page", None)
    return {
        "line": request.resolver_match.kwargs.get("line", ""),
        "query": f"?{query.urlencode()}" if query else "",
        "has_charts": request.resolver_match.url_name == "line",
        "wait": gettext("The file is being made …"),
    }
