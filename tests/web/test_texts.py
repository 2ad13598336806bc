"""Every sentence of the pages has its two translations."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.utils.translation.template import templatize

import renmai

PACKAGE = Path(renmai.__file__).parent
MARKS = {"gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "_": 1, "pgettext": 2, "pgettext_lazy": 2}
MARKS |= {"ngettext": 1, "ngettext_lazy": 1, "npgettext": 2, "npgettext_lazy": 2}
"""How many of the first texts say which message is meant; the plural form goes with the singular."""
SPEAKING = ("api", "cli", "demo", "output", "web", "wording")
"""The rooms that say something to people."""
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
Message = tuple[str | None, str]


def of_python(source: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (count := MARKS.get(ast.unparse(node.func), 0)):
            *context, text = (ast.literal_eval(argument) for argument in node.args[:count])
            yield (context[0] if context else None, text)


def of_template(source: str) -> Iterator[Message]:
    for called, arguments in re.findall(
        r"\b(_|gettext|pgettext|ngettext|npgettext)\((.*?)\) ", templatize(source), re.DOTALL
    ):
        call = ast.parse(f"f({arguments})", mode="eval").body
        assert isinstance(call, ast.Call)
        *context, text = (ast.literal_eval(argument) for argument in call.args[: MARKS[called]])
        yield (context[0] if context else None, text)


def messages(*folders: str) -> set[Message]:
    found: set[Message] = set()
    for folder in folders:
        for file in (PACKAGE / folder).rglob("*"):
            if file.suffix == ".py":
                found.update(of_python(file.read_text()))
            elif file.suffix in (".html", ".txt"):
                found.update(of_template(file.read_text()))
    return found


def catalogue(room: str, locale: str) -> dict[Message, polib.POEntry]:
    path = PACKAGE / room / "locale" / locale / "LC_MESSAGES" / "django.po"
    return {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(path))} if path.exists() else {}


def translation(entry: polib.POEntry) -> str:
    """The text; Chinese has one form for any number."""
    return str(entry.msgstr_plural[0] if entry.msgid_plural else entry.msgstr)


@pytest.mark.parametrize("locale", ["zh_Hans", "zh_Hant"])
def test_every_text_of_the_pages_is_translated(locale: str) -> None:
    known = catalogue("wording", locale) | catalogue("web", locale)
    wanted = messages(*SPEAKING)
    assert len(wanted) > 200
    assert sorted(text for context, text in wanted - known.keys()) == []
    assert [entry.msgid for entry in known.values() if entry.fuzzy or not translation(entry).strip()] == []


@pytest.mark.parametrize("locale", ["zh_Hans", "zh_Hant"])
def test_no_translation_is_left_over(locale: str) -> None:
    assert sorted(text for context, text in catalogue("web", locale).keys() - messages(*SPEAKING)) == []


@pytest.mark.parametrize("locale", ["zh_Hans", "zh_Hant"])
def test_translations_keep_what_is_filled_in(locale: str) -> None:
    for entry in catalogue("web", locale).values():
        assert sorted(PLACEHOLDER.findall(translation(entry))) == sorted(PLACEHOLDER.findall(entry.msgid)), entry.msgid


SIMPLIFIED = set("优户关键决链团队个环趋势图级评认价为与这没请换页务职员账应维护历网络邮")
TRADITIONAL = set("優戶關鍵決鏈團隊個環趨勢圖級評認價為與這沒請換頁務職員帳應維護歷網絡郵")


def test_the_two_scripts_are_not_mixed() -> None:
    written = {
        locale: set("".join(translation(entry) for entry in catalogue("web", locale).values()))
        for locale in ("zh_Hans", "zh_Hant")
    }
    assert written["zh_Hans"] & (TRADITIONAL - SIMPLIFIED) == set()
    assert written["zh_Hant"] & (SIMPLIFIED - TRADITIONAL) == set()


def test_extraction_finds_every_kind_of_text() -> None:
    template = (
        '{% load i18n %}{% trans "One" %}{% trans "Two" context "c" %}'
        "{% blocktrans with n=x %}{{ n }} three{% endblocktrans %}"
        "{% blocktrans count n=x %}{{ n }} four{% plural %}{{ n }} fours{% endblocktrans %}"
    )
    assert set(of_template(template)) == {(None, "One"), ("c", "Two"), (None, "%(n)s three"), (None, "%(n)s four")}
    python = 'gettext("One"); pgettext_lazy("c", "Two"); ngettext("%(n)s three", "%(n)s threes", n)'
    assert set(of_python(python)) == {(None, "One"), ("c", "Two"), (None, "%(n)s three")}
