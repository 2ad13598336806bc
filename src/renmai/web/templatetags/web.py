"""Template tags: icons, terms that explain themselves."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from renmai.web import marks
from renmai.web.layout.icons import drawing
from renmai.wording.columns import Text, label

register = template.Library()


@register.simple_tag
def icon(name: str, size: int) -> SafeString:
    return drawing(name, size)


@register.simple_tag
def term(name: str, short: bool = False) -> SafeString:
    return marks.term(name, short=short)


@register.simple_tag
def column_label(name: str) -> Text:
    """What a value is called: by its term if it is one, else as in forms."""
    return marks.TERMS[name].label if name in marks.TERMS else label(name)


@register.simple_tag
def hidden(name: str, value: str) -> SafeString:
    """A hidden field, only where there is something to keep."""
    return format_html('<input type="hidden" name="{}" value="{}">', name, value) if value else SafeString("")
