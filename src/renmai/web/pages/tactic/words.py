"""Tactics by name: the company's words where it has some, else the standard's in the reader's language."""

from collections.abc import Collection, Mapping

from renmai.store.playbook import Template, company_tactics
from renmai.wording.tactics import TACTICS
from renmai.wording.terms import Text


def title(one: Template) -> Text:
    return one.name or TACTICS[one.code].name


def how(one: Template) -> Text:
    """How it is done; only a standard whose text nobody changed speaks the reader's language."""
    if one.how or one.code not in TACTICS:
        return one.how
    return TACTICS[one.code].how


def names_of(codes: Collection[str]) -> Mapping[str, Text]:
    """Names by code of what steps follow, whether it is retired or not; one that nobody knows is its code.

    One statement, none without any code.
    """
    if not any(codes):
        return {}
    known = {one.code: title(one) for one in company_tactics()}
    return {code: known.get(code, code) for code in codes}
